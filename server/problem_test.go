package server

import (
	"net/http"
	"nianbao/converter/diag"
	"slices"
	"strings"
	"testing"
)

func TestProblems(t *testing.T) {
	s := newServer(t, nil)
	noFile, noFileType := form(t, [3]string{"to", "", "docx"})
	picture, pictureType := form(t, [3]string{"file", "扫描.txt", "\x89PNG\r\n\x1a\n\x00"})
	large, largeType := form(t, [3]string{"file", "a.txt", strings.Repeat("政", 50_000)})
	fields := slices.Repeat([][3]string{{"x", "", "y"}}, mostFields)
	many, manyType := form(t, fields...)
	for _, test := range []struct {
		what, method, path string
		body               string
		headers            []string
		status             int
		code               diag.Code
	}{
		{"unknown address", "GET", "/v1/nothing", "", nil, 404, "http-not-found"},
		{"wrong method", "GET", "/v1/convert", "", nil, 405, "http-method"},
		{"empty body", "POST", "/v1/convert", "", nil, 400, "input-empty"},
		{"broken JSON", "POST", "/v1/convert", `{"format": `, nil, 400, "json-syntax"},
		{"unknown target", "POST", "/v1/convert?to=doc", small, nil, 400, "http-parameter"},
		{"target that is not written", "POST", "/v1/convert?to=text", small, nil, 400, "http-parameter"},
		{"unknown source", "POST", "/v1/convert?from=pptx", small, nil, 400, "http-parameter"},
		{"bad switch", "POST", "/v1/convert?strict=perhaps", small, nil, 400, "http-parameter"},
		{"bad switch", "POST", "/v1/convert?diagnostics=yes!", small, nil, 400, "http-parameter"},
		{"form without file", "POST", "/v1/convert", string(noFile), []string{"Content-Type", noFileType}, 400, "http-no-file"},
		{"broken form", "POST", "/v1/convert", "--x\r\n", []string{"Content-Type", "multipart/form-data; boundary=y"}, 400, "http-multipart"},
		{"cut form", "POST", "/v1/convert", string(picture[:len(picture)-30]), []string{"Content-Type", pictureType}, 400, "http-multipart"},
		{"too many fields", "POST", "/v1/convert", string(many), []string{"Content-Type", manyType}, 400, "http-fields-limit"},
		{"no acceptable format", "POST", "/v1/convert", small, []string{"Accept", "image/png"}, 406, "http-accept"},
		{"excluded formats", "POST", "/v1/convert", small, []string{"Accept", "*/*;q=0"}, 406, "http-accept"},
		{"too large", "POST", "/v1/convert", strings.Repeat(" ", 100_001), nil, 413, "http-body-limit"},
		{"too large in a form", "POST", "/v1/convert", string(large), []string{"Content-Type", largeType}, 413, "http-body-limit"},
		{"compressed", "POST", "/v1/convert", small, []string{"Content-Encoding", "br"}, 415, "http-encoding"},
		{"picture", "POST", "/v1/convert", string(picture), []string{"Content-Type", pictureType}, 415, "input-image"},
		{"PDF without text", "POST", "/v1/convert", "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages<</Kids[<<>>]>>>>\nendobj\n", nil, 415, "input-pdf-without-text"},
		{"cut PDF", "POST", "/v1/convert", "%PDF-1.7", nil, 400, "pdf-broken"},
		{"no report", "POST", "/v1/convert", "今天天气很好。", nil, 422, "not-a-report"},
		{"all errors at once", "POST", "/v1/convert", `{"format": "2021", "yaer": 2023, "year": "x"}`, nil, 422, "json-unknown-key"},
		{"mixed editions as Word", "POST", "/v1/convert?to=docx", `{"format": "2021", "requests": {"other": {"total": 1}, "other_other": {"total": 1}}}`, nil, 422, "compose-mixed-editions"},
		{"strict", "POST", "/v1/convert?to=json&strict=1", `{"format": "2021", "requests": {"other": {"total": 1}, "other_other": {"total": 1}}}`, nil, 422, "strict-warnings"},
	} {
		t.Run(test.what, func(t *testing.T) {
			w := ask(t, s, test.method, test.path, []byte(test.body), test.headers...)
			p := problemOf(t, w)
			if w.Code != test.status || p.Code != test.code {
				t.Errorf("got %d %s, want %d %s: %s", w.Code, p.Code, test.status, test.code, w.Body)
			}
			if test.what == "all errors at once" && (len(p.Errors) != 2 || p.Errors[0].Place.Pointer != "/yaer") {
				t.Errorf("got %s", w.Body)
			}
		})
	}
}

func TestBodyAtTheLimit(t *testing.T) {
	s := newServer(t, nil)
	body := small + strings.Repeat(" ", 100_000-len(small))
	if w := ask(t, s, "POST", "/v1/convert", []byte(body)); w.Code != http.StatusOK {
		t.Errorf("raw: %d %s", w.Code, w.Body)
	}
	inForm, media := form(t, [3]string{"file", "a.json", body})
	if w := ask(t, s, "POST", "/v1/convert", inForm, "Content-Type", media); w.Code != http.StatusOK {
		t.Errorf("form: %d %s", w.Code, w.Body)
	}
}

func TestProblemsSpeakTheClientsLanguage(t *testing.T) {
	s := newServer(t, nil)
	for header, want := range map[string]string{"": "文件是空的", "zh-CN,en;q=0.5": "文件是空的", "en-US,zh;q=0.5": "the file is empty", "fr": "文件是空的"} {
		w := ask(t, s, "POST", "/v1/convert", nil, "Accept-Language", header)
		if p := problemOf(t, w); !strings.HasPrefix(p.Detail, want) {
			t.Errorf("%q: %s", header, p.Detail)
		}
	}
}
