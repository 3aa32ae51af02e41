package server

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"nianbao/converter"
	"nianbao/converter/diag"
)

const small = `{"format": "2021", "organization": "示例市商务局", "year": 2023}`

// newServer makes a server. Whoever changes nothing gets one that others use too, since each describes itself anew; whoever runs it, adds
// to it or counts what it did says asItIs and has one alone.
func newServer(t testing.TB, change func(*Config)) *Server {
	t.Helper()
	s, err := usualServer()
	if change != nil {
		config := usual()
		change(&config)
		s, err = New(config)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func usual() Config {
	return Config{Options: converter.Options{Limits: converter.Limits{Input: 100_000}}, Log: slog.New(slog.DiscardHandler)}
}

func asItIs(*Config) {}

var usualServer = sync.OnceValues(func() (*Server, error) { return New(usual()) })

func sample(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("../testdata/tabs/input.txt")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// ask sends a request; headers are pairs. The answer is held to the description of the interface.
func ask(t testing.TB, s *Server, method, path string, body []byte, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(method, path, bytes.NewReader(body))
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	return send(t, s, r)
}

// send hands a request to the server.
func send(t testing.TB, s *Server, r *http.Request) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	conforms(t, r, w)
	return w
}

func form(t testing.TB, fields ...[3]string) (body []byte, contentType string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, f := range fields { // name, file name, content
		create := w.CreateFormField
		if f[1] != "" {
			create = func(name string) (io.Writer, error) { return w.CreateFormFile(name, f[1]) }
		}
		part, err := create(f[0])
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
