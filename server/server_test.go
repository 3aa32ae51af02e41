package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"mime"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
	"nianbao/converter/diag"
)

const small = `{"format": "2021", "organization": "示例市商务局", "year": 2023}`

func newServer(t testing.TB, change func(*Config)) *Server {
	t.Helper()
	limits := converter.DefaultLimits()
	limits.Input = 100_000
	c, err := converter.New(converter.Options{Limits: &limits})
	if err != nil {
		t.Fatal(err)
	}
	config := Config{Converter: c, Log: slog.New(slog.DiscardHandler)}
	if change != nil {
		change(&config)
	}
	s, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func sample(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("../testdata/tabs/input.txt")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// ask sends a request; headers are pairs.
func ask(s *Server, method, path string, body []byte, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, bytes.NewReader(body))
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w
}

func form(t testing.TB, fields ...[3]string) (body []byte, contentType string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, f := range fields { // name, file name, content
		part, err := w.CreateFormField(f[0])
		if f[1] != "" {
			part, err = w.CreateFormFile(f[0], f[1])
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(part, f[2]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), w.FormDataContentType()
}

// problemOf reads and checks the form of a problem answer.
func problemOf(t *testing.T, w *httptest.ResponseRecorder) problem {
	t.Helper()
	var p struct {
		problem
		Errors []struct {
			Code    diag.Code `json:"code"`
			Pointer string    `json:"pointer"`
			Line    int       `json:"line"`
		} `json:"errors"`
	}
	if media := w.Header().Get("Content-Type"); media != "application/problem+json" {
		t.Fatalf("Content-Type %q: %s", media, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatalf("%v in %s", err, w.Body)
	}
	if p.Status != w.Code || p.Code == "" || p.Detail == "" || p.Title == "" || p.Type != "urn:nianbao:problem:"+string(p.Code) ||
		!strings.HasSuffix(p.Instance, w.Header().Get("X-Request-Id")) || len(p.Errors) == 0 {
		t.Errorf("incomplete problem: %s", w.Body)
	}
	for _, e := range p.Errors {
		p.problem.Errors = append(p.problem.Errors, diag.New(e.Code, diag.Place{Pointer: e.Pointer, Line: e.Line}))
	}
	return p.problem
}

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
		{"raw, no wish", "/v1/convert?name=a.txt", text, nil, "application/json", `attachment; filename="a.json"; filename*=UTF-8''a.json`},
		{"as curl sends it", "/v1/convert?to=json", text, []string{"Content-Type", "application/x-www-form-urlencoded", "Accept", "*/*"}, "application/json", ".json"},
		{"parameter before Accept", "/v1/convert?to=html", text, []string{"Accept", "application/json"}, "text/html; charset=utf-8", ".html"},
		{"form with a file", "/v1/convert", file, []string{"Content-Type", fileType}, converter.DOCX.MediaType(), `attachment; filename="report.docx"; filename*=UTF-8''%E5%B9%B4%E6%8A%A5.docx`},
		{"address before form", "/v1/convert?to=json", file, []string{"Content-Type", fileType}, "application/json", ".json"},
		{"form with text", "/v1/convert", pasted, []string{"Content-Type", pastedType}, "application/json", ".json"},
	} {
		t.Run(test.what, func(t *testing.T) {
			w := ask(s, "POST", test.path, test.body, test.headers...)
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

// A file that holds several reports is refused with the line on which each begins.
func TestConvertCollection(t *testing.T) {
	s := newServer(t, nil)
	text := strings.TrimSuffix(string(sample(t)), "\n") + "\n"
	second := strings.Count(text, "\n") + 1
	for _, path := range []string{"/v1/convert?to=json", "/v1/check"} {
		w := ask(s, "POST", path, []byte(text+strings.ReplaceAll(text, "2023", "2022")))
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

func TestCheck(t *testing.T) {
	s := newServer(t, nil)
	wrong := strings.Replace(string(sample(t)), "\n1\t0\t0\t1\t2\t", "\n9\t0\t0\t1\t2\t", 1)
	w := ask(s, "POST", "/v1/check", []byte(wrong))
	var got struct {
		Source string
		Result struct {
			Findings []struct{ Code, Cell string }
		}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != 200 || got.Source != "text" || len(got.Result.Findings) != 1 ||
		got.Result.Findings[0].Cell != "disputes.review.total" {
		t.Errorf("%d %v: %.500s", w.Code, err, w.Body)
	}
	if w := ask(s, "POST", "/v1/check?to=html", []byte(wrong)); w.Code != 200 || !strings.HasPrefix(w.Body.String(), "<!DOCTYPE html>") ||
		strings.Contains(w.Header().Get("Content-Security-Policy"), "script") {
		t.Errorf("%d %.200s", w.Code, w.Body)
	}
	if w := ask(s, "POST", "/v1/check?to=text", []byte(wrong), "Accept-Language", "en"); w.Code != 200 || !strings.Contains(w.Body.String(), "1 errors") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	body, media := form(t, [3]string{"file", "a.txt", string(sample(t))},
		[3]string{"previous", "b.json", `{"format": "2021", "year": 2022, "requests": {"carried_forward": {"total": 3}}}`},
		[3]string{"subordinate", "c.json", `{"format": "2021", "year": 2023}`})
	if w := ask(s, "POST", "/v1/check", body, "Content-Type", media); w.Code != 200 || !strings.Contains(w.Body.String(), `"carry-over`) {
		t.Errorf("%d %.300s", w.Code, w.Body)
	}
	body, media = form(t, [3]string{"file", "a.txt", string(sample(t))}, [3]string{"previous", "b.txt", "床前明月光"})
	if w := ask(s, "POST", "/v1/check", body, "Content-Type", media); w.Code != 422 || problemOf(t, w).Code != "not-a-report" {
		t.Errorf("%d %.300s", w.Code, w.Body)
	}
	if w := ask(s, "POST", "/v1/check?to=docx&name=a.txt", []byte(wrong)); w.Code != 200 || !strings.HasPrefix(w.Body.String(), "PK") ||
		!strings.Contains(w.Header().Get("Content-Disposition"), `"a.check.docx"`) {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	if w := ask(s, "POST", "/v1/check?to=pdf", []byte(wrong)); w.Code != 400 || problemOf(t, w).Code != "http-parameter" {
		t.Errorf("%d %.300s", w.Code, w.Body)
	}
	if w := ask(s, "POST", "/v1/check", nil); w.Code != 400 {
		t.Errorf("%d %.300s", w.Code, w.Body)
	}
}

// TestRefusedAtOnce: a worker that refuses ends its context at the same moment; the client gets the refusal all the same.
func TestRefusedAtOnce(t *testing.T) {
	s := newServer(t, nil)
	for range 500 {
		if w := ask(s, "POST", "/v1/convert", nil); w.Code != 400 {
			t.Fatalf("%d %.300s", w.Code, w.Body)
		}
	}
}

func TestDiagnosticsBesideTheFile(t *testing.T) {
	s := newServer(t, nil)
	mixed := `{"format": "2021", "requests": {"other": {"total": 1}, "other_other": {"total": 1}}}`
	w := ask(s, "POST", "/v1/convert?to=json&diagnostics=1", []byte(mixed))
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
		{"unknown source", "POST", "/v1/convert?from=doc", small, nil, 400, "http-parameter"},
		{"bad switch", "POST", "/v1/convert?strict=perhaps", small, nil, 400, "http-parameter"},
		{"bad switch", "POST", "/v1/convert?diagnostics=yes!", small, nil, 400, "http-parameter"},
		{"form without file", "POST", "/v1/convert", string(noFile), []string{"Content-Type", noFileType}, 400, "http-no-file"},
		{"broken form", "POST", "/v1/convert", "--x\r\n", []string{"Content-Type", "multipart/form-data; boundary=y"}, 400, "http-multipart"},
		{"cut form", "POST", "/v1/convert", string(picture[:len(picture)-30]), []string{"Content-Type", pictureType}, 400, "http-multipart"},
		{"too many fields", "POST", "/v1/convert", string(many), []string{"Content-Type", manyType}, 400, "http-multipart"},
		{"no acceptable format", "POST", "/v1/convert", small, []string{"Accept", "image/png"}, 406, "http-accept"},
		{"excluded formats", "POST", "/v1/convert", small, []string{"Accept", "*/*;q=0"}, 406, "http-accept"},
		{"too large", "POST", "/v1/convert", strings.Repeat(" ", 100_001), nil, 413, "http-body-limit"},
		{"too large in a form", "POST", "/v1/convert", string(large), []string{"Content-Type", largeType}, 413, "http-body-limit"},
		{"compressed", "POST", "/v1/convert", small, []string{"Content-Encoding", "gzip"}, 415, "http-encoding"},
		{"picture", "POST", "/v1/convert", string(picture), []string{"Content-Type", pictureType}, 415, "input-image"},
		{"PDF", "POST", "/v1/convert", "%PDF-1.7", nil, 415, "input-pdf"},
		{"no report", "POST", "/v1/convert", "今天天气很好。", nil, 422, "not-a-report"},
		{"all errors at once", "POST", "/v1/convert", `{"format": "2021", "yaer": 2023, "year": "x"}`, nil, 422, "json-unknown-key"},
		{"mixed editions as Word", "POST", "/v1/convert?to=docx", `{"format": "2021", "requests": {"other": {"total": 1}, "other_other": {"total": 1}}}`, nil, 422, "compose-mixed-editions"},
		{"strict", "POST", "/v1/convert?to=json&strict=1", `{"format": "2021", "requests": {"other": {"total": 1}, "other_other": {"total": 1}}}`, nil, 422, "strict-warnings"},
	} {
		t.Run(test.what, func(t *testing.T) {
			w := ask(s, test.method, test.path, []byte(test.body), test.headers...)
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
	if w := ask(s, "POST", "/v1/convert", []byte(body)); w.Code != http.StatusOK {
		t.Errorf("raw: %d %s", w.Code, w.Body)
	}
	inForm, media := form(t, [3]string{"file", "a.json", body})
	if w := ask(s, "POST", "/v1/convert", inForm, "Content-Type", media); w.Code != http.StatusOK {
		t.Errorf("form: %d %s", w.Code, w.Body)
	}
}

func TestProblemsSpeakTheClientsLanguage(t *testing.T) {
	s := newServer(t, nil)
	for header, want := range map[string]string{"": "文件是空的", "zh-CN,en;q=0.5": "文件是空的", "en-US,zh;q=0.5": "the file is empty", "fr": "文件是空的"} {
		w := ask(s, "POST", "/v1/convert", nil, "Accept-Language", header)
		if p := problemOf(t, w); !strings.HasPrefix(p.Detail, want) {
			t.Errorf("%q: %s", header, p.Detail)
		}
	}
}

func TestAcceptable(t *testing.T) {
	docx := converter.DOCX.MediaType()
	for accept, want := range map[string]converter.Format{
		"*/*":                               converter.JSON,
		docx:                                converter.DOCX,
		"application/json;q=0.5, " + docx:   converter.DOCX,
		"text/html, */*;q=0.8":              converter.HTML,
		"application/*":                     converter.JSON,
		"*/*, application/json;q=0":         converter.DOCX,
		"text/*":                            converter.HTML,
		"image/png, application/json;q=0.1": converter.JSON,
		"multipart/mixed":                   converter.JSON,
		"APPLICATION/JSON":                  converter.JSON,
		"image/png":                         "",
		"":                                  "",
		"application/json;q=2":              "",
		";;;,,":                             "",
		"application/json;q=0.999, " + docx + ";": converter.DOCX,
	} {
		if got, ok := acceptable(accept); got != want || ok != (want != "") {
			t.Errorf("acceptable(%q) = %q, %v, want %q", accept, got, ok, want)
		}
	}
}

func TestSafeName(t *testing.T) {
	long := strings.Repeat("政", 100) + ".docx"
	for name, want := range map[string]string{
		"a.txt": "a.txt", `C:\x\年报.docx`: "年报.docx", "../../etc/passwd": "passwd", "": "", "..": "..", "/": "", "a\r\nSet-Cookie: x.txt": "a__Set-Cookie_ x.txt",
		"a\u202etxt.exe": "a_txt.exe", `a"b.txt`: "a_b.txt", "a;b%c.txt": "a_b_c.txt", long: strings.Repeat("政", 48) + ".docx",
	} {
		if got := safeName(name); got != want {
			t.Errorf("safeName(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestStaticAnswers(t *testing.T) {
	s := newServer(t, func(c *Config) { c.Version = "v1.2.3" })
	for path, want := range map[string][2]string{
		"/":             {"text/html; charset=utf-8", `<html lang="zh-CN">`},
		"/app.js":       {"text/javascript; charset=utf-8", "fetch("},
		"/style.css":    {"text/css; charset=utf-8", "body"},
		"/icon.svg":     {"image/svg+xml", "<svg"},
		"/v1/schema":    {"application/schema+json", `"urn:nianbao:report:1"`},
		"/v1/editions":  {"application/json", `"version": "2021"`},
		"/openapi.json": {"application/json", `"version": "v1.2.3"`},
		"/livez":        {"text/plain; charset=utf-8", "ok"},
		"/metrics":      {"text/plain; version=0.0.4; charset=utf-8; escaping=underscores", "go_goroutines"},
	} {
		w := ask(s, "GET", path, nil)
		if w.Code != 200 || w.Header().Get("Content-Type") != want[0] || !strings.Contains(w.Body.String(), want[1]) {
			t.Errorf("%s: %d %s %.200s", path, w.Code, w.Header().Get("Content-Type"), w.Body)
		}
		tag := w.Header().Get("ETag")
		if tag == "" {
			continue
		}
		if again := ask(s, "GET", path, nil, "If-None-Match", tag); again.Code != http.StatusNotModified || again.Body.Len() != 0 {
			t.Errorf("%s again: %d", path, again.Code)
		}
		if head := ask(s, "HEAD", path, nil); head.Code != 200 {
			t.Errorf("HEAD %s: %d", path, head.Code)
		}
	}
}

// Every answer that a handler can give is described, and nothing is described that is not there.
func TestOpenAPI(t *testing.T) {
	s := newServer(t, nil)
	var specification struct {
		Paths map[string]map[string]struct {
			Responses map[string]any `json:"responses"`
		} `json:"paths"`
		Components struct {
			Schemas map[string]map[string]any `json:"schemas"`
		} `json:"components"`
	}
	if err := json.Unmarshal(ask(s, "GET", "/openapi.json", nil).Body.Bytes(), &specification); err != nil {
		t.Fatal(err)
	}
	if specification.Components.Schemas["Report"]["$id"] != "urn:nianbao:report:1" {
		t.Error("the report's schema is not in it")
	}
	engine, ok := s.handler.(*gin.Engine)
	if !ok {
		t.Fatal("no gin engine")
	}
	page := []string{"/app.js", "/style.css", "/icon.svg"}
	for _, route := range engine.Routes() {
		if route.Method == "HEAD" || slices.Contains(page, route.Path) {
			continue
		}
		if specification.Paths[route.Path][strings.ToLower(route.Method)].Responses["200"] == nil {
			t.Errorf("%s %s is not described", route.Method, route.Path)
		}
	}
	for path := range specification.Paths {
		if !slices.ContainsFunc(engine.Routes(), func(r gin.RouteInfo) bool { return r.Path == path }) {
			t.Errorf("%s is described and not there", path)
		}
	}
}

func TestReadiness(t *testing.T) {
	s := newServer(t, nil)
	if w := ask(s, "GET", "/readyz", nil); w.Code != 503 {
		t.Errorf("cold: %d", w.Code)
	}
	s.Warm(t.Context())
	if w := ask(s, "GET", "/readyz", nil); w.Code != 200 {
		t.Errorf("warm: %d %s", w.Code, w.Body)
	}
	s.draining.Store(true)
	if w := ask(s, "GET", "/readyz", nil); w.Code != 503 {
		t.Errorf("draining: %d", w.Code)
	}
}

func TestRequestID(t *testing.T) {
	for given, kept := range map[string]bool{"abc-1.2_3:x": true, "": false, "a b": false, "a\"b": false, strings.Repeat("a", 128): true, strings.Repeat("a", 129): false} {
		if got := requestID(given); (got == given) != kept || got == "" {
			t.Errorf("requestID(%q) = %q", given, got)
		}
	}
}

// Concurrent requests beyond workers and queue are turned away with a time that follows from the work there is.
func TestConcurrentAdmission(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := newAdmission(2, 3)
		a.mean = 2 * time.Second
		var refused, done int
		var mu sync.Mutex
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				leave, ok := a.enter(t.Context())
				if ok {
					time.Sleep(10 * time.Second)
					leave()
				}
				mu.Lock()
				defer mu.Unlock()
				if ok {
					done++
				} else {
					refused++
				}
			})
		}
		synctest.Wait()
		if a.working.Load() != 2 || a.waiting() != 3 {
			t.Errorf("%d working, %d waiting", a.working.Load(), a.waiting())
		}
		if got := a.retryAfter(); got != 5 { // 5 requests, 2 at a time, 2 s each
			t.Errorf("Retry-After %d", got)
		}
		all.Wait()
		if done != 5 || refused != 3 || a.inside.Load() != 0 || a.retryAfter() != 1 {
			t.Errorf("%d done, %d refused, %d inside, Retry-After %d", done, refused, a.inside.Load(), a.retryAfter())
		}
		if a.mean <= 2*time.Second {
			t.Errorf("the mean did not follow: %v", a.mean)
		}
	})
}

func TestBusy(t *testing.T) {
	s := newServer(t, func(c *Config) { c.Workers, c.Queue, c.Timeout = 1, 1, 20*time.Millisecond })
	leave, ok := s.admission.enter(t.Context())
	if !ok {
		t.Fatal("no place")
	}
	w := ask(s, "POST", "/v1/convert", []byte(small))
	if p := problemOf(t, w); w.Code != 503 || p.Code != "http-busy" || w.Header().Get("Retry-After") != "1" {
		t.Errorf("%d %s Retry-After %q", w.Code, p.Code, w.Header().Get("Retry-After"))
	}
	s.draining.Store(true)
	if p := problemOf(t, ask(s, "POST", "/v1/convert", []byte(small))); p.Code != "http-unavailable" {
		t.Errorf("draining: %s", p.Code)
	}
	leave()
	if w := ask(s, "POST", "/v1/convert", []byte(small)); w.Code != 200 {
		t.Errorf("after: %d", w.Code)
	}
}

func TestRate(t *testing.T) {
	s := newServer(t, func(c *Config) { c.Rate = 0.1 })
	if w := ask(s, "POST", "/v1/convert", []byte(small)); w.Code != 200 {
		t.Fatalf("first: %d", w.Code)
	}
	w := ask(s, "POST", "/v1/convert", []byte(small))
	if p := problemOf(t, w); w.Code != 429 || p.Code != "http-rate" || w.Header().Get("Retry-After") != "10" {
		t.Errorf("second: %d %s Retry-After %q", w.Code, p.Code, w.Header().Get("Retry-After"))
	}
	l := newClients(1)
	for i := range 3 * mostClients {
		l.wait(strconv.Itoa(i), time.Now())
	}
	if len(l.known) > mostClients {
		t.Errorf("%d addresses remembered", len(l.known))
	}
}

// run puts f in the place of a conversion.
func run(t *testing.T, s *Server, f func(context.Context) (int, error)) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	c, _ := gin.CreateTestContext(w)
	c.Request = httptest.NewRequestWithContext(t.Context(), "POST", "/v1/convert", nil)
	c.Set(keyRequest, "test")
	c.Header("X-Request-Id", "test")
	if _, ok := work(s, c, "json", f); ok {
		c.Status(http.StatusOK)
	}
	return w
}

func TestWork(t *testing.T) {
	s := newServer(t, func(c *Config) { c.Workers, c.Timeout = 1, 20*time.Millisecond })
	w := run(t, s, func(context.Context) (int, error) { panic("a defect") })
	if p := problemOf(t, w); w.Code != 500 || p.Code != "internal-error" || strings.Contains(w.Body.String(), "a defect") {
		t.Errorf("panic: %d %s", w.Code, w.Body)
	}
	if w = run(t, s, func(context.Context) (int, error) { return 0, errors.New("a secret") }); w.Code != 500 || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("unknown error: %d %s", w.Code, w.Body)
	}
	if w = run(t, s, func(ctx context.Context) (int, error) { <-ctx.Done(); return 0, ctx.Err() }); w.Code != 504 || problemOf(t, w).Code != "http-time-limit" {
		t.Errorf("work that stops in time: %d %s", w.Code, w.Body)
	}
	release := make(chan struct{})
	if w = run(t, s, func(context.Context) (int, error) { <-release; return 0, nil }); w.Code != 504 {
		t.Errorf("work that does not stop: %d %s", w.Code, w.Body)
	}
	// It still holds its place.
	if s.admission.working.Load() != 1 {
		t.Error("the place of running work was given away")
	}
	close(release)
	for s.admission.working.Load() != 0 {
		time.Sleep(time.Millisecond)
	}
}

func TestHandlerPanic(t *testing.T) {
	s := newServer(t, nil)
	engine, ok := s.handler.(*gin.Engine)
	if !ok {
		t.Fatal("no gin engine")
	}
	engine.GET("/panic", func(*gin.Context) { panic("a defect") })
	w := ask(s, "GET", "/panic", nil)
	if p := problemOf(t, w); w.Code != 500 || p.Code != "internal-error" || strings.Contains(w.Body.String(), "a defect") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestMetricsAndLog(t *testing.T) {
	var log bytes.Buffer
	s := newServer(t, func(c *Config) { c.Log = slog.New(slog.NewJSONHandler(&log, nil)) })
	ask(s, "POST", "/v1/convert?to=docx&name=secret.json", []byte(small), "X-Request-Id", "my-id")
	ask(s, "POST", "/v1/convert", nil)
	ask(s, "GET", "/nowhere/"+strings.Repeat("x", 50), nil)
	ask(s, "BREW", "/", nil)
	text := ask(s, "GET", "/metrics", nil).Body.String()
	for _, want := range []string{
		`nianbao_conversions_total{from="json",outcome="done",to="docx"} 1`,
		`nianbao_conversions_total{from="",outcome="malformed",to="json"} 1`,
		`nianbao_http_requests_total{code="404",method="GET",route="other"} 1`,
		`method="other"`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	if strings.Contains(text, "nowhere") {
		t.Error("an invented address became a label")
	}
	var first map[string]any
	line, _, _ := strings.Cut(log.String(), "\n")
	if err := json.Unmarshal([]byte(line), &first); err != nil || first["id"] != "my-id" || first["outcome"] != "done" || first["route"] != "/v1/convert" {
		t.Errorf("%v: %s", err, line)
	}
	if strings.Contains(log.String(), "secret") {
		t.Error("a file name is in the log")
	}
}

func TestRunEndsGracefully(t *testing.T) {
	s := newServer(t, nil)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx, listener) }()
	address := "http://" + listener.Addr().String()
	answer, err := http.Post(address+"/v1/convert?to=json", "application/json", strings.NewReader(small))
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != 200 {
		t.Errorf("status %d", answer.StatusCode)
	}
	cancel()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("it does not end")
	}
	if _, err := http.Get(address + "/livez"); err == nil {
		t.Error("it still answers")
	}
}

func TestNewNeedsAConverter(t *testing.T) {
	if _, err := New(Config{}); err == nil {
		t.Error("no error")
	}
}
