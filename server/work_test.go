package server

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
)

// run puts f in the place of a conversion.
func run(t *testing.T, s *Server, f func(context.Context) (int, error)) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	c, _ := gin.CreateTestContext(w)
	c.Request = httptest.NewRequestWithContext(t.Context(), "POST", "/v1/convert", nil)
	c.Set(keyRequest, "test")
	c.Header("X-Request-Id", "test")
	charge, ok := s.bodies.admit(1)
	if !ok {
		t.Fatal("no memory for a body")
	}
	defer charge.done()
	if _, ok := work(s, c, &upload{charge: charge}, "json", f); ok {
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
