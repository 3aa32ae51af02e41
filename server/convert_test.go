package server

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"mime/multipart"
	"net/http"
	"nianbao/converter"
	"nianbao/converter/diag"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestConvert(t *testing.T) {
	s := newServer(t, nil)
	text := sample(t)
	file, fileType := form(t, [3]string{"file", "年报.txt", string(text)}, [3]string{"to", "", "docx"})
	pasted, pastedType := form(t, [3]string{"file", "", ""}, [3]string{"text", "", string(text)}, [3]string{"to", "", "json"})
	for _, test := range []struct {
		what, path string
		body       []byte
		headers    []string
		media      string
		disposal   string
	}{
		{"raw, format by parameter", "/v1/convert?to=docx", text, nil, converter.DOCX.MediaType(), `attachment; filename="report.docx"; filename*=UTF-8''%E9%9D%92%E5%9D%AA`},
		{"raw, format by Accept", "/v1/convert", text, []string{"Accept", converter.DOCX.MediaType()}, converter.DOCX.MediaType(), ".docx"},
		{"OFD by parameter", "/v1/convert?to=ofd&name=a.txt", text, nil, "application/ofd", `attachment; filename="a.ofd"`},
		{"OFD by Accept", "/v1/convert", text, []string{"Accept", "application/ofd, application/pdf;q=0.5"}, "application/ofd", ".ofd"},
		{"everything by parameter", "/v1/convert?to=zip&name=a.txt", text, nil, "application/zip", `attachment; filename="a.zip"`},
		{"several by parameter", "/v1/convert?to=pdf,json&name=a.txt", text, nil, "application/zip", `attachment; filename="a.zip"`},
		{"everything by Accept", "/v1/convert", text, []string{"Accept", "application/zip"}, "application/zip", ".zip"},
		{"raw, no wish", "/v1/convert?name=a.txt", text, nil, "application/json", `attachment; filename="a.json"; filename*=UTF-8''a.json`},
		{"as curl sends it", "/v1/convert?to=json", text, []string{"Content-Type", "application/x-www-form-urlencoded", "Accept", "*/*"}, "application/json", ".json"},
		{"parameter before Accept", "/v1/convert?to=html", text, []string{"Accept", "application/json"}, "text/html; charset=utf-8", ".html"},
		{"form with a file", "/v1/convert", file, []string{"Content-Type", fileType}, converter.DOCX.MediaType(), `attachment; filename="report.docx"; filename*=UTF-8''%E5%B9%B4%E6%8A%A5.docx`},
		{"form with text", "/v1/convert", pasted, []string{"Content-Type", pastedType}, "application/json", ".json"},
	} {
		t.Run(test.what, func(t *testing.T) {
			w := ask(t, s, "POST", test.path, test.body, test.headers...)
			h := w.Header()
			if w.Code != http.StatusOK || h.Get("Content-Type") != test.media {
				t.Fatalf("%d %s: %.300s", w.Code, h.Get("Content-Type"), w.Body)
			}
			if !strings.Contains(h.Get("Content-Disposition"), test.disposal) {
				t.Errorf("Content-Disposition %s", h.Get("Content-Disposition"))
			}
			if n, err := strconv.Atoi(h.Get("Nianbao-Diagnostics")); err != nil || n < 0 {
				t.Errorf("Nianbao-Diagnostics %q", h.Get("Nianbao-Diagnostics"))
			}
			if h.Get("ETag") != etag(w.Body.Bytes()) || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Cache-Control") != "no-store" ||
				!strings.Contains(h.Get("Content-Security-Policy"), "default-src 'none'") {
				t.Errorf("headers %v", h)
			}
		})
	}
}

// Several formats are answered as an archive of just those, in the order that was asked for, each as it is by itself; all or none.
func TestConvertToSeveral(t *testing.T) {
	s := newServer(t, nil)
	w := ask(t, s, "POST", "/v1/convert?to=pdf,json,docx&name=a.txt&pdf-profile=a2b", sample(t))
	files, err := zip.NewReader(bytes.NewReader(w.Body.Bytes()), int64(w.Body.Len()))
	if err != nil || w.Code != 200 || len(files.File) != 3 || w.Header().Get("Nianbao-Warnings") == "" {
		t.Fatalf("%d %v %v", w.Code, err, w.Header())
	}
	for i, format := range []string{"pdf", "json", "docx"} {
		data, err := fs.ReadFile(files, "a."+format)
		alone := ask(t, s, "POST", "/v1/convert?pdf-profile=a2b&to="+format, sample(t)).Body.Bytes()
		if err != nil || files.File[i].Name != "a."+format || !bytes.Equal(data, alone) {
			t.Errorf("%s: %d bytes, alone %d: %v", format, len(data), len(alone), err)
		}
	}
	const mixed = `{"format": "2021", "requests": {"other": {"total": 1}, "other_other": {"total": 1}}}`
	for path, want := range map[string]int{"/v1/convert?to=json,pptx": 400, "/v1/convert?to=json,": 400, "/v1/convert?to=json,json": 400, "/v1/convert?to=json,zip": 400, "/v1/convert?to=json,docx": 422} {
		if w := ask(t, s, "POST", path, []byte(mixed)); w.Code != want || !strings.Contains(w.Header().Get("Content-Type"), "problem+json") {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
}

// The archive holds each form as it is by itself, named after the input, with comments in the reader's language.
func TestConvertToArchive(t *testing.T) {
	s := newServer(t, nil)
	w := ask(t, s, "POST", "/v1/convert?to=zip&name=a.txt&pdf-profile=none", sample(t), "Accept-Language", "en")
	files, err := zip.NewReader(bytes.NewReader(w.Body.Bytes()), int64(w.Body.Len()))
	if err != nil || w.Code != 200 {
		t.Fatalf("%d %v", w.Code, err)
	}
	for i, test := range []struct{ name, path string }{{"a.docx", "/v1/convert?to=docx"}, {"a.pdf", "/v1/convert?to=pdf&pdf-profile=none"},
		{"a.html", "/v1/convert?to=html&fragment=1"}, {"a.json", "/v1/convert?to=json"}, {"a.check.docx", "/v1/check?to=docx"}} {
		f, err := files.File[i].Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(f)
		alone := ask(t, s, "POST", test.path, sample(t), "Accept-Language", "en").Body.Bytes()
		if err != nil || files.File[i].Name != test.name || !bytes.Equal(data, alone) {
			t.Errorf("%s, want %s: %d bytes, alone %d: %v", files.File[i].Name, test.name, len(data), len(alone), err)
		}
	}
	// What is annotated are the findings of the screen: against last year's report, without those that a person has checked.
	const report = `{"format": "2021", "organization": "青坪市商务局", "year": 2023, "requests": {"carried_over": {"total": 9}}}`
	const previous = `{"format": "2021", "organization": "青坪市商务局", "year": 2022, "requests": {"carried_forward": {"total": 3}}}`
	for _, beside := range [][][3]string{{{"previous", "b.json", previous}}, {{"previous", "b.json", previous}, {"review", "v.json", `{"version": 1, "organization": "红坪市商务局"}`}}} {
		body, media := form(t, append([][3]string{{"file", "a.json", report}}, beside...)...)
		w := ask(t, s, "POST", "/v1/convert?to=zip", body, "Content-Type", media)
		files, err := zip.NewReader(bytes.NewReader(w.Body.Bytes()), int64(w.Body.Len()))
		if err != nil || w.Code != 200 || w.Header().Get("Nianbao-Warnings") != fmt.Sprint(len(beside)-1) {
			t.Fatalf("%d %v %v", w.Code, err, w.Header())
		}
		data, err := fs.ReadFile(files, files.File[4].Name)
		alone := ask(t, s, "POST", "/v1/check?to=docx", body, "Content-Type", media).Body.Bytes()
		if without := ask(t, s, "POST", "/v1/check?to=docx", []byte(report)).Body.Bytes(); err != nil || !bytes.Equal(data, alone) || bytes.Equal(data, without) {
			t.Errorf("%d bytes, alone %d, compared with nothing %d: %v", len(data), len(alone), len(without), err)
		}
	}
	if parts := partsOf(t, ask(t, s, "POST", "/v1/convert?to=zip&evidence=1&diagnostics=1", sample(t))); len(parts) != 3 || !bytes.HasPrefix(parts["file"], []byte("PK")) {
		t.Errorf("%d parts", len(parts))
	}
	for path, want := range map[string]diag.Code{"/v1/convert?to=zip&pdf-profile=x": "http-parameter", "/v1/draft?to=zip": "http-parameter", "/v1/sum?to=zip": "http-parameter"} {
		if w := ask(t, s, "POST", path, sample(t)); w.Code != 400 || problemOf(t, w).Code != want {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

// A file that holds several reports is refused with the line on which each begins.
func TestConvertCollection(t *testing.T) {
	s := newServer(t, nil)
	text := strings.TrimSuffix(string(sample(t)), "\n") + "\n"
	second := strings.Count(text, "\n") + 1
	for _, path := range []string{"/v1/convert?to=json", "/v1/check"} {
		w := ask(t, s, "POST", path, []byte(text+strings.ReplaceAll(text, "2023", "2022")))
		p := problemOf(t, w)
		if w.Code != http.StatusUnprocessableEntity || p.Code != "several-reports" {
			t.Fatalf("%s: %d %.500s", path, w.Code, w.Body)
		}
		var lines []int
		for _, e := range p.Errors {
			if e.Code == "report-begins" {
				lines = append(lines, e.Place.Line)
			}
		}
		if !slices.Equal(lines, []int{1, second}) {
			t.Errorf("%s: the reports begin at %v, want 1 and %d", path, lines, second)
		}
	}
}

// TestRefusedAtOnce: a worker that refuses ends its context at the same moment; the client gets the refusal all the same.
func TestRefusedAtOnce(t *testing.T) {
	s := newServer(t, nil)
	for range 500 {
		if w := ask(t, s, "POST", "/v1/convert", nil); w.Code != 400 {
			t.Fatalf("%d %.300s", w.Code, w.Body)
		}
	}
}

func TestDiagnosticsBesideTheFile(t *testing.T) {
	s := newServer(t, nil)
	mixed := `{"format": "2021", "requests": {"other": {"total": 1}, "other_other": {"total": 1}}}`
	w := ask(t, s, "POST", "/v1/convert?to=json&diagnostics=1", []byte(mixed))
	if w.Code != http.StatusOK || w.Header().Get("Nianbao-Warnings") != "1" {
		t.Fatalf("%d %v: %s", w.Code, w.Header(), w.Body)
	}
	media, parameters, err := mime.ParseMediaType(w.Header().Get("Content-Type"))
	if err != nil || media != "multipart/mixed" {
		t.Fatalf("%s: %v", media, err)
	}
	parts := multipart.NewReader(w.Body, parameters["boundary"])
	first, err := parts.NextPart()
	if err != nil {
		t.Fatal(err)
	}
	var found struct {
		Diagnostics []struct{ Code, Severity, Message, Cell string }
	}
	if err := json.NewDecoder(first).Decode(&found); err != nil || len(found.Diagnostics) != 1 || found.Diagnostics[0].Code != "table-mixed-editions" {
		t.Errorf("%v: %+v", err, found)
	}
	second, err := parts.NextPart()
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(second)
	if err != nil || !json.Valid(data) || !strings.Contains(second.Header.Get("Content-Disposition"), "report.json") {
		t.Errorf("%v, %v: %s", err, second.Header, data)
	}
	if _, err := parts.NextPart(); !errors.Is(err, io.EOF) {
		t.Errorf("more than two parts: %v", err)
	}
}
