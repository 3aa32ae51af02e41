package server

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"
)

func TestRequestID(t *testing.T) {
	for given, kept := range map[string]bool{"abc-1.2_3:x": true, "": false, "a b": false, "a\"b": false, strings.Repeat("a", 128): true, strings.Repeat("a", 129): false} {
		if got := requestID(given); (got == given) != kept || got == "" {
			t.Errorf("requestID(%q) = %q", given, got)
		}
	}
}

func TestHandlerPanic(t *testing.T) {
	s := newServer(t, asItIs)
	s.engine.GET("/panic", func(*gin.Context) { panic("a defect") })
	w := ask(t, s, "GET", "/panic", nil)
	if p := problemOf(t, w); w.Code != 500 || p.Code != "internal-error" || strings.Contains(w.Body.String(), "a defect") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestMetricsAndLog(t *testing.T) {
	var log bytes.Buffer
	s := newServer(t, func(c *Config) { c.Log = slog.New(slog.NewJSONHandler(&log, nil)) })
	ask(t, s, "POST", "/v1/convert?to=docx&name=secret.json", []byte(small), "X-Request-Id", "my-id")
	ask(t, s, "POST", "/v1/convert", nil)
	ask(t, s, "GET", "/nowhere/"+strings.Repeat("x", 50), nil)
	ask(t, s, "BREW", "/", nil)
	text := ask(t, s, "GET", "/metrics", nil).Body.String()
	for _, want := range []string{
		`nianbao_conversions_total{from="json",outcome="done",to="docx"} 1`,
		`nianbao_conversions_total{from="",outcome="malformed",to="json"} 1`,
		`nianbao_http_requests_total{code="404",method="GET",route="other"} 1`,
		`method="other"`,
		`nianbao_build_info{goversion="` + runtime.Version() + `",version="devel"} 1`,
		`nianbao_stage_seconds_count{stage="receive"} 2`, `nianbao_stage_seconds_count{stage="queue"} 2`, `nianbao_stage_seconds_count{stage="work"} 2`,
		`nianbao_refusals_total{code="input-empty"} 1`, `nianbao_refusals_total{code="http-not-found"} 1`,
		`nianbao_http_bytes_total{direction="in"} ` + strconv.Itoa(len(small)),
		`nianbao_small_body_bytes 0`, `nianbao_large_body_bytes 0`, `nianbao_work_bytes 0`,
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

// To be busy and to stop what takes too long is what the service is for; only a defect is an error in the log.
func TestLevel(t *testing.T) {
	for status, want := range map[int]slog.Level{200: slog.LevelInfo, 404: slog.LevelInfo, 422: slog.LevelInfo, 499: slog.LevelInfo,
		500: slog.LevelError, 503: slog.LevelWarn, 504: slog.LevelWarn} {
		if got := level(status); got != want {
			t.Errorf("%d: %s", status, got)
		}
	}
	var log bytes.Buffer
	s := newServer(t, func(c *Config) { c.Log, c.Workers, c.Queue = slog.New(slog.NewJSONHandler(&log, nil)), 1, 1 })
	s.admission.inside.Store(2)
	if w := ask(t, s, "POST", "/v1/convert", []byte(small)); w.Code != 503 {
		t.Fatalf("%d", w.Code)
	}
	if !strings.Contains(log.String(), `"level":"WARN"`) || strings.Contains(log.String(), "ERROR") {
		t.Error(log.String())
	}
}
