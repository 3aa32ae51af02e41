package server

import "testing"

func TestReadiness(t *testing.T) {
	s := newServer(t, asItIs)
	if w := ask(t, s, "GET", "/readyz", nil); w.Code != 503 {
		t.Errorf("cold: %d", w.Code)
	}
	s.Warm(t.Context())
	if w := ask(t, s, "GET", "/readyz", nil); w.Code != 200 {
		t.Errorf("warm: %d %s", w.Code, w.Body)
	}
	s.draining.Store(true)
	if w := ask(t, s, "GET", "/readyz", nil); w.Code != 503 {
		t.Errorf("draining: %d", w.Code)
	}
}
