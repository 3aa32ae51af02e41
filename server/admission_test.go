package server

import (
	"context"
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
	synctest.Test(t, func(t *testing.T) {
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
	})
}

// The age of running work counts: where two have been at it for a minute, a mean of 10 ms says nothing about the next.
func TestRetryAfterCountsAge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := newAdmission(2, 10, 90*time.Second, 2000)
		var leave []func()
		for range 2 {
			l, ok := a.enter(t.Context(), 0)
			if !ok {
				t.Fatal("no place")
			}
			leave = append(leave, l)
		}
		if got := a.retryAfter(); got != 1 {
			t.Errorf("at the beginning %d", got)
		}
		time.Sleep(30 * time.Second)
		if got := a.retryAfter(); got != 30 { // each as long again
			t.Errorf("after 30 s %d", got)
		}
		ctx, cancel := context.WithCancel(t.Context())
		var waiting sync.WaitGroup
		for range 4 {
			waiting.Go(func() { a.enter(ctx, 0) })
		}
		synctest.Wait()
		if got := a.retryAfter(); got != 90 { // and four more of 30 s each, two at a time
			t.Errorf("with a queue %d", got)
		}
		time.Sleep(50 * time.Second)
		cancel()
		synctest.Wait()
		if got := a.retryAfter(); got != 10 { // cancelled at 90 s
			t.Errorf("near the time limit %d", got)
		}
		time.Sleep(time.Minute)
		if got := a.retryAfter(); got != 1 {
			t.Errorf("beyond the time limit %d", got)
		}
		for _, l := range leave {
			l()
		}
		waiting.Wait()
		if a.inside.Load() != 0 || a.taken.Load() != 0 {
			t.Errorf("%d inside, %d bytes taken", a.inside.Load(), a.taken.Load())
		}
	})
}

// Work that needs the memory of several places takes them all, and waits until they are free; who comes later does not
// overtake it.
func TestAdmissionByMemory(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := newAdmission(4, 10, time.Minute, 4000)
		first, ok := a.enter(t.Context(), 3000)
		if !ok || a.taken.Load() != 3000 {
			t.Fatalf("%d taken", a.taken.Load())
		}
		second, ok := a.enter(t.Context(), 1)
		if !ok || a.taken.Load() != 4000 {
			t.Fatalf("an ordinary one takes %d", a.taken.Load()-3000)
		}
		order := make(chan string, 2)
		go func() { leave, _ := a.enter(t.Context(), 1<<40); order <- "largest"; leave() }()
		synctest.Wait()
		go func() { leave, _ := a.enter(t.Context(), 1); order <- "later"; leave() }()
		synctest.Wait()
		second() // room for the later one, were it not behind the largest
		synctest.Wait()
		if len(order) != 0 {
			t.Errorf("%s went first", <-order)
		}
		first()
		synctest.Wait()
		if got := <-order; got != "largest" {
			t.Errorf("%s went first", got)
		}
	})
}
