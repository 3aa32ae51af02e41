package server

import (
	"encoding/json"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
)

// Report, evidence, diagnostics and findings come in one answer, for each report of the file.
func TestRead(t *testing.T) {
	s := newServer(t, nil)
	text := strings.TrimSuffix(string(sample(t)), "\n") + "\n"
	wrong := strings.Replace(text, "\n1\t0\t0\t1\t2\t", "\n9\t0\t0\t1\t2\t", 1)
	w := ask(t, s, "POST", "/v1/read?name=a.txt", []byte(wrong+strings.ReplaceAll(text, "2023", "2022")))
	var got struct {
		File    string
		Reports []struct {
			Number   int
			Source   string
			Report   struct{ Year int }
			Evidence struct {
				Tables []struct{ Cells []struct{ Raw string } }
			}
			Result struct{ Findings []struct{ Cell string } }
		}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != 200 || got.File != "a.txt" || len(got.Reports) != 2 {
		t.Fatalf("%d %v: %.500s", w.Code, err, w.Body)
	}
	for i, year := range []int{2023, 2022} {
		r := got.Reports[i]
		if r.Number != i+1 || r.Source != "text" || r.Report.Year != year || len(r.Evidence.Tables) == 0 || len(r.Evidence.Tables[0].Cells) == 0 {
			t.Errorf("report %d: %+v", i+1, r)
		}
	}
	if found := got.Reports[0].Result.Findings; len(found) != 1 || found[0].Cell != "disputes.review.total" {
		t.Errorf("findings %+v", found)
	}
	title := strings.SplitN(text, "\n", 2)[0]
	if w := ask(t, s, "POST", "/v1/read?source-text=1", []byte(text)); w.Code != 200 || !strings.Contains(w.Body.String(), "\"text\": [\n    \""+title+"\",") {
		t.Errorf("source: %d %.300s", w.Code, w.Body)
	}
	if strings.Contains(w.Body.String(), `"text": [`) {
		t.Error("the source is there without being asked for")
	}
	if w := ask(t, s, "POST", "/v1/read?source-text=yes", []byte(text)); w.Code != 400 || problemOf(t, w).Code != "http-parameter" {
		t.Errorf("%d", w.Code)
	}
	if w := ask(t, s, "POST", "/v1/read", []byte("床前明月光")); w.Code != 422 || problemOf(t, w).Code != "not-a-report" {
		t.Errorf("a poem: %d", w.Code)
	}
	if w := ask(t, s, "POST", "/v1/read", []byte(small)); w.Code != 200 || !strings.Contains(w.Body.String(), `"source": "json"`) {
		t.Errorf("JSON: %d %s", w.Code, w.Body)
	}
	printed := ask(t, s, "POST", "/v1/convert?to=pdf", []byte(small))
	for _, path := range []string{"/v1/read", "/v1/read?from=pdf"} {
		if w := ask(t, s, "POST", path, printed.Body.Bytes()); w.Code != 200 || !strings.Contains(w.Body.String(), `"source": "pdf"`) {
			t.Errorf("PDF: %d %.500s", w.Code, w.Body)
		}
	}
}

func TestDraft(t *testing.T) {
	s := newServer(t, nil)
	w := ask(t, s, "POST", "/v1/draft?to=json&name=old.txt", sample(t))
	var got struct {
		Year         int
		Organization string
	}
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != 200 || got.Year != 2024 || got.Organization == "" || w.Header().Get(headerDiagnostics) == "0" {
		t.Errorf("%d %v: %.300s", w.Code, err, w.Body)
	}
	if name := nameOf(t, w.Header()); strings.Contains(name, "old") || !strings.Contains(name, "2024") {
		t.Errorf("the draft is named %s: last year's file must not be taken for it", name)
	}
	if w := ask(t, s, "POST", "/v1/draft?to=json&year=2030", sample(t)); !strings.Contains(w.Body.String(), `"year": 2030`) {
		t.Errorf("%.200s", w.Body)
	}
	if w := ask(t, s, "POST", "/v1/draft", []byte(`{"format": "2021"}`)); w.Code != 422 || problemOf(t, w).Code != "draft-year" {
		t.Errorf("no year: %d %s", w.Code, w.Body)
	}
	if w := ask(t, s, "POST", "/v1/draft?to=html", sample(t)); w.Code != 200 || !strings.HasPrefix(w.Body.String(), "<!DOCTYPE html>") {
		t.Errorf("%d", w.Code)
	}
}

// partsOf takes a multipart/mixed answer apart, by the name of each part; the last one is the file.
func partsOf(t testing.TB, w *httptest.ResponseRecorder) map[string][]byte {
	t.Helper()
	media, parameters, err := mime.ParseMediaType(w.Header().Get("Content-Type"))
	if err != nil || media != "multipart/mixed" || w.Code != http.StatusOK {
		t.Fatalf("%d %s: %.300s", w.Code, media, w.Body)
	}
	all := map[string][]byte{}
	r := multipart.NewReader(w.Body, parameters["boundary"])
	for {
		part, err := r.NextPart()
		if err != nil {
			return all
		}
		data, err := roomy(t).all(part, -1)
		if err != nil {
			t.Fatal(err)
		}
		kind, of, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
		if err != nil {
			t.Fatal(err)
		}
		if kind == "attachment" {
			of["name"] = "file"
		}
		all[of["name"]] = data
	}
}

// What the command's flags do: style, fragment, evidence, date of creation.
func TestOptionsOfTheCommand(t *testing.T) {
	s := newServer(t, nil)
	page := ask(t, s, "POST", "/v1/convert?to=html", sample(t)).Body.String()
	if fragment := ask(t, s, "POST", "/v1/convert?to=html&fragment=1", sample(t)).Body.String(); strings.Contains(fragment, "<html") || !strings.Contains(page, "<html") {
		t.Errorf("the fragment is a page: %.200s", fragment)
	}
	parts := partsOf(t, ask(t, s, "POST", "/v1/convert?to=json&evidence=1", sample(t)))
	if !json.Valid(parts["evidence"]) || !strings.Contains(string(parts["evidence"]), `"confidence"`) || len(parts["file"]) == 0 || parts["diagnostics"] != nil {
		t.Errorf("evidence %.200s, %d bytes of file", parts["evidence"], len(parts["file"]))
	}
	for _, created := range []string{"&created=2024-01-20", ""} {
		w := ask(t, s, "POST", "/v1/convert?to=pdf"+created, sample(t))
		if w.Code != 200 || strings.Contains(w.Body.String(), "D:20240120") != (created != "") {
			t.Errorf("%q: %d", created, w.Code)
		}
	}
	style, err := os.ReadFile("../templates/styles/gbt9704.json")
	if err != nil {
		t.Fatal(err)
	}
	body, media := form(t, [3]string{"file", "a.txt", string(sample(t))}, [3]string{"style", "s.json", strings.Replace(string(style), "仿宋", "我的宋", -1)})
	w := ask(t, s, "POST", "/v1/convert?to=html", body, "Content-Type", media)
	if w.Code != 200 || !strings.Contains(w.Body.String(), "我的宋") || strings.Contains(page, "我的宋") {
		t.Errorf("the style is not used: %d %.300s", w.Code, w.Body)
	}
	body, media = form(t, [3]string{"file", "a.txt", string(sample(t))}, [3]string{"style", "s.json", "{"})
	if w := ask(t, s, "POST", "/v1/convert?to=html", body, "Content-Type", media); w.Code != 422 || problemOf(t, w).Code != "style-invalid" {
		t.Errorf("a broken style: %d %s", w.Code, w.Body)
	}
	if again := ask(t, s, "POST", "/v1/convert?to=html", sample(t)).Body.String(); again != page {
		t.Error("one request's style is another's")
	}
}
