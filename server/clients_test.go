package server

import (
	"strconv"
	"testing"
	"testing/synctest"
	"time"
)

func TestRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(t, func(c *Config) { c.Rate = 0.1 })
		if w := ask(t, s, "POST", "/v1/convert", []byte(small)); w.Code != 200 {
			t.Fatalf("first: %d", w.Code)
		}
		w := ask(t, s, "POST", "/v1/convert", []byte(small))
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
	})
}
