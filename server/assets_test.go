package server

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
)

// fixed are the addresses that answer the same bytes from start to end, with their media type and a word of them.
func fixed() map[string][2]string {
	return map[string][2]string{
		"/":             {"text/html; charset=utf-8", `<html lang="zh-CN">`},
		"/app.js":       {"text/javascript; charset=utf-8", "main()"},
		"/style.css":    {"text/css; charset=utf-8", "body"},
		"/icon.svg":     {"image/svg+xml", "<svg"},
		"/v1/schema":    {"application/schema+json", `"urn:nianbao:report:1"`},
		"/v1/editions":  {"application/json", `"version": "2021"`},
		"/openapi.json": {"application/json", `"version": "v1.2.3"`},
	}
}

func TestFixedAnswers(t *testing.T) {
	s := newServer(t, func(c *Config) { c.Version = "v1.2.3" })
	for path, want := range fixed() {
		w := ask(t, s, "GET", path, nil)
		tag := w.Header().Get("ETag")
		if w.Code != 200 || w.Header().Get("Content-Type") != want[0] || !strings.Contains(w.Body.String(), want[1]) || tag != etag(w.Body.Bytes()) {
			t.Errorf("%s: %d %v %.200s", path, w.Code, w.Header(), w.Body)
		}
		for _, condition := range []string{tag, "*", `"other", ` + tag, "W/" + tag} {
			if again := ask(t, s, "GET", path, nil, "If-None-Match", condition); again.Code != http.StatusNotModified || again.Body.Len() != 0 {
				t.Errorf("%s, If-None-Match: %s: %d", path, condition, again.Code)
			}
		}
		for _, condition := range []string{`"other"`, strings.Trim(tag, `"`)} {
			if again := ask(t, s, "GET", path, nil, "If-None-Match", condition); again.Code != http.StatusOK {
				t.Errorf("%s, If-None-Match: %s: %d", path, condition, again.Code)
			}
		}
		if path == "/icon.svg" {
			continue // too small to become smaller
		}
		small := ask(t, s, "GET", path, nil, "Accept-Encoding", "br, gzip;q=0.5")
		if small.Header().Get("Content-Encoding") != "gzip" || !strings.Contains(unzip(t, small.Body.Bytes()), want[1]) {
			t.Errorf("%s: not compressed: %v", path, small.Header())
		}
		if other := small.Header().Get("ETag"); other == tag || ask(t, s, "GET", path, nil, "Accept-Encoding", "gzip", "If-None-Match", other).Code != 304 {
			t.Errorf("%s: the tag of the compressed answer is %s", path, other)
		}
		if !strings.Contains(strings.Join(w.Header().Values("Vary"), ","), "Accept-Encoding") {
			t.Errorf("%s: Vary %v", path, w.Header().Values("Vary"))
		}
	}
}

// Every GET is a HEAD too, and every address tells its methods.
func TestHeadAndOptions(t *testing.T) {
	s := newServer(t, nil)
	s.Warm(t.Context())
	for _, path := range []string{"/", "/app.js", "/v1/schema", "/v1/editions", "/openapi.json", "/livez", "/readyz", "/metrics"} {
		if w := ask(t, s, "HEAD", path, nil); w.Code != 200 {
			t.Errorf("HEAD %s: %d", path, w.Code)
		}
		if w := ask(t, s, "OPTIONS", path, nil); w.Code != 204 || w.Header().Get("Allow") != "GET, HEAD, OPTIONS" || w.Body.Len() != 0 {
			t.Errorf("OPTIONS %s: %d, Allow %s", path, w.Code, w.Header().Get("Allow"))
		}
		if w := ask(t, s, "DELETE", path, nil); w.Code != 405 || w.Header().Get("Allow") != "GET, HEAD, OPTIONS" {
			t.Errorf("DELETE %s: %d, Allow %s", path, w.Code, w.Header().Get("Allow"))
		}
	}
	for _, p := range s.posts() {
		if w := ask(t, s, "OPTIONS", p.path, nil); w.Code != 204 || w.Header().Get("Allow") != "POST, OPTIONS" {
			t.Errorf("OPTIONS %s: %d, Allow %s", p.path, w.Code, w.Header().Get("Allow"))
		}
	}
	if w := ask(t, s, "OPTIONS", "/nowhere", nil); w.Code != 404 {
		t.Errorf("OPTIONS /nowhere: %d", w.Code)
	}
}

func TestAcceptsGzip(t *testing.T) {
	for accept, want := range map[string]bool{"": false, "gzip": true, "GZIP": true, "gzip;q=0": false, "gzip; q=0.0": false, "*": true, "*;q=0": false,
		"br, deflate": false, "identity, *;q=0.1": true, "*, gzip;q=0": false, "gzip;q=x": false, "x-gzip": true} {
		if got := acceptsGzip(http.Header{"Accept-Encoding": {accept}}); got != want {
			t.Errorf("%q: %v", accept, got)
		}
	}
}

// Answers that are text are compressed where the client takes it; Word files are already.
func TestCompressedAnswers(t *testing.T) {
	s := newServer(t, nil)
	plain := ask(t, s, "POST", "/v1/convert?to=json", sample(t))
	w := ask(t, s, "POST", "/v1/convert?to=json", sample(t), "Accept-Encoding", "gzip")
	if w.Header().Get("Content-Encoding") != "gzip" || unzip(t, w.Body.Bytes()) != plain.Body.String() || w.Header().Get("ETag") == plain.Header().Get("ETag") {
		t.Errorf("%v", w.Header())
	}
	for _, answer := range []http.Header{plain.Header(), w.Header()} {
		if vary := strings.Join(answer.Values("Vary"), ", "); vary != "Accept-Encoding, Accept, Accept-Language" {
			t.Errorf("Vary %s", vary)
		}
	}
	if w := ask(t, s, "POST", "/v1/convert?to=docx", sample(t), "Accept-Encoding", "gzip"); w.Header().Get("Content-Encoding") != "" || w.Code != 200 {
		t.Errorf("a Word file: %v", w.Header())
	}
}

func gzipped(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func unzip(t testing.TB, data []byte) string {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
