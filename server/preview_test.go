package server

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"regexp"
	"strings"
	"testing"

	"nianbao/converter/diag"
)

// previewed is an answer of /v1/preview.
type previewed struct {
	Pages []struct {
		Width, Height float64
		SVG           string
	}
	Symbols string
	Boxes   []struct {
		Page                int
		X, Y, Width, Height float64
		Place               string
	}
	Diagnostics []struct{ Code string }
}

// TestPreview: the pages are SVG that a strict policy lets pass, every glyph that they name is defined, boxes lie on pages; a
// style and every format that is read are taken; what cannot be printed is refused.
func TestPreview(t *testing.T) {
	s := newServer(t, asItIs)
	w := ask(t, s, "POST", "/v1/preview?name=a.txt", sample(t))
	var got previewed
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != 200 || len(got.Pages) < 2 || len(got.Boxes) < 200 || got.Diagnostics == nil {
		t.Fatalf("%d %v: %.300s", w.Code, err, w.Body)
	}
	symbols := elements(t, got.Symbols)
	defined := map[string]bool{}
	for _, e := range symbols {
		if id := e["id"]; id != "" {
			defined["#"+id] = true
		}
	}
	for i, p := range got.Pages {
		if p.Width != 595.3 && p.Width != 595.25 || p.Height <= p.Width {
			t.Errorf("page %d is %v × %v", i, p.Width, p.Height)
		}
		uses := 0
		for _, e := range elements(t, p.SVG) {
			if href := e["href"]; href != "" {
				uses++
				if !defined[href] {
					t.Errorf("page %d: %s is not defined", i, href)
				}
			}
		}
		if uses < 50 {
			t.Errorf("page %d has %d glyphs", i, uses)
		}
	}
	places := map[string]bool{}
	for _, b := range got.Boxes {
		places[b.Place] = true
	}
	for _, place := range []string{"/title", "/overview/0", "/requests/new/total", "/disputes/review/upheld"} {
		if !places[place] {
			t.Errorf("%s has no box", place)
		}
	}
	printed := ask(t, s, "POST", "/v1/convert?to=json", sample(t))
	if again := ask(t, s, "POST", "/v1/preview", printed.Body.Bytes()); again.Code != 200 || again.Body.String() != w.Body.String() {
		t.Errorf("the preview of the report's JSON is another: %d", again.Code)
	}
	for _, test := range []struct {
		path, body, code string
		status           int
	}{
		{"/v1/preview?to=svg", small, "http-parameter-unknown", 400},
		{"/v1/preview?from=svg", small, "http-parameter", 400},
		{"/v1/preview", `{"format": "2021", "requests": {"other": {"total": 1}, "other_other": {"total": 1}}}`, "compose-mixed-editions", 422},
		{"/v1/preview", "床前明月光", "not-a-report", 422},
	} {
		if w := ask(t, s, "POST", test.path, []byte(test.body)); w.Code != test.status || problemOf(t, w).Code != diag.Code(test.code) {
			t.Errorf("%s: %d %.300s", test.path, w.Code, w.Body)
		}
	}
	if w := ask(t, s, "POST", "/v1/preview", []byte(small), "Accept", "image/svg+xml"); w.Code != 406 {
		t.Errorf("%d", w.Code)
	}
	body, media := form(t, [3]string{"file", "a.json", small}, [3]string{"style", "s.json", "{"})
	if w := ask(t, s, "POST", "/v1/preview", body, "Content-Type", media); w.Code != 422 || problemOf(t, w).Code != "style-invalid" {
		t.Errorf("a broken style: %d", w.Code)
	}
	metrics := ask(t, s, "GET", "/metrics", nil).Body.String()
	if !regexp.MustCompile(`nianbao_conversions_total{from="text",outcome="done",to="preview"} 1\n`).MatchString(metrics) {
		t.Error("previews are not counted")
	}
}

// elements returns the attributes of every element; what a strict policy forbids, or leads outside, fails the test.
func elements(t *testing.T, svg string) []map[string]string {
	t.Helper()
	var list []map[string]string
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return list
		}
		if err != nil {
			t.Fatalf("%v in %.200s", err, svg)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "svg", "defs", "path", "g", "use":
		default:
			t.Errorf("an element %s", start.Name.Local)
		}
		e := map[string]string{}
		for _, a := range start.Attr {
			e[a.Name.Local] = a.Value
			if a.Name.Local == "style" || strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" && !strings.HasPrefix(a.Value, "#") {
				t.Errorf("an attribute %s=%q", a.Name.Local, a.Value)
			}
		}
		list = append(list, e)
	}
}
