package server

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gin-gonic/gin"
)

// run puts f in the place of a conversion.
func run(t *testing.T, s *Server, f func(context.Context) (int, error)) *httptest.ResponseRecorder {
	t.Helper()
	return runFor(t.Context(), t, s, f)
}

func runFor(ctx context.Context, t *testing.T, s *Server, f func(context.Context) (int, error)) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	c, _ := gin.CreateTestContext(w)
	c.Request = httptest.NewRequestWithContext(ctx, "POST", "/v1/convert", nil)
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
	c.Writer.WriteHeaderNow()
	return w
}

func TestWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
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
	})
}

// Two files that would take for ever do not stop the service: at the time limit their work is cancelled, and when it
// returns an innocent request is served. The places are not given away before.
func TestWorkEndsWithItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(t, func(c *Config) { c.Workers, c.Timeout = 2, 30*time.Second })
		steps := 0
		endless := func(ctx context.Context) (int, error) {
			for {
				time.Sleep(time.Millisecond) // one item of the input
				steps++
				if err := ctx.Err(); err != nil {
					return 0, err
				}
			}
		}
		var hostile sync.WaitGroup
		for range 2 {
			hostile.Go(func() {
				if w := run(t, s, endless); w.Code != 504 {
					t.Errorf("endless work: %d", w.Code)
				}
			})
		}
		synctest.Wait()
		time.Sleep(10 * time.Second)
		if s.admission.working.Load() != 2 || s.admission.retryAfter() != 10 {
			t.Errorf("%d at work, Retry-After %d", s.admission.working.Load(), s.admission.retryAfter())
		}
		hostile.Wait()
		time.Sleep(2 * time.Millisecond) // the items in hand
		synctest.Wait()
		if s.admission.working.Load() != 0 || s.admission.taken.Load() != 0 || s.bodies.small.taken.Load() != 0 {
			t.Errorf("%d are still at work", s.admission.working.Load())
		}
		if w := run(t, s, func(context.Context) (int, error) { return 1, nil }); w.Code != 200 {
			t.Errorf("an innocent request: %d", w.Code)
		}
	})
}

// A client that leaves ends the work on its request, and one that leaves while it waits gives up its place in the queue.
func TestClientLeaves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(t, func(c *Config) { c.Workers = 1 })
		ctx, leave := context.WithCancel(t.Context())
		var all sync.WaitGroup
		for range 3 { // one works, two wait
			all.Go(func() {
				if w := runFor(ctx, t, s, func(ctx context.Context) (int, error) { <-ctx.Done(); return 0, ctx.Err() }); w.Code != statusClientClosed {
					t.Errorf("status %d", w.Code)
				}
			})
		}
		synctest.Wait()
		if s.admission.working.Load() != 1 || s.admission.waiting() != 2 {
			t.Errorf("%d work, %d wait", s.admission.working.Load(), s.admission.waiting())
		}
		leave()
		all.Wait()
		synctest.Wait()
		if s.admission.inside.Load() != 0 {
			t.Errorf("%d are still inside", s.admission.inside.Load())
		}
	})
}
