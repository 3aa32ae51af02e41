package server

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// Concurrent requests beyond workers and queue are turned away with a time that follows from the work there is.
func TestConcurrentAdmission(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := newAdmission(2, 3, time.Minute, 2000)
		a.mean = 2 * time.Second
		var refused, done int
		var mu sync.Mutex
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				leave, ok := a.enter(t.Context(), 0)
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
	leave, ok := s.admission.enter(t.Context(), 0)
	if !ok {
		t.Fatal("no place")
	}
	w := ask(t, s, "POST", "/v1/convert", []byte(small))
	if p := problemOf(t, w); w.Code != 503 || p.Code != "http-busy" || w.Header().Get("Retry-After") != "1" {
		t.Errorf("%d %s Retry-After %q", w.Code, p.Code, w.Header().Get("Retry-After"))
	}
	s.draining.Store(true)
	if p := problemOf(t, ask(t, s, "POST", "/v1/convert", []byte(small))); p.Code != "http-unavailable" {
		t.Errorf("draining: %s", p.Code)
	}
	leave()
	if w := ask(t, s, "POST", "/v1/convert", []byte(small)); w.Code != 200 {
		t.Errorf("after: %d", w.Code)
	}
}
