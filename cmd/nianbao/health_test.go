package main

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// A service is healthy where /readyz says 200, and nothing else will do.
func TestReady(t *testing.T) {
	for _, test := range []struct {
		what   string
		status int
		said   string
		fine   bool
	}{{"ready", 200, "ok\n", true}, {"draining", 503, "draining\n", false}, {"another service", 404, "", false}, {"a redirection", 302, "", false}} {
		web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/readyz" {
				t.Errorf("asked for %s", r.URL)
			}
			if test.status == 302 {
				w.Header().Set("Location", "/elsewhere")
			}
			w.WriteHeader(test.status)
			_, _ = w.Write([]byte(test.said))
		}))
		address := web.Listener.Addr().String()
		err := ready(t.Context(), address)
		if (err == nil) != test.fine || err != nil && !strings.Contains(err.Error(), strings.TrimSpace(test.said)) {
			t.Errorf("%s: %v", test.what, err)
		}
		// The address to listen on may stand for all interfaces.
		_, port, splitErr := net.SplitHostPort(address)
		if splitErr != nil {
			t.Fatal(splitErr)
		}
		for _, all := range []string{":" + port, "0.0.0.0:" + port} {
			if err := ready(t.Context(), all); (err == nil) != test.fine {
				t.Errorf("%s at %s: %v", test.what, all, err)
			}
		}
		web.Close()
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := ready(ctx, "127.0.0.1:80"); err == nil {
		t.Error("no error without time")
	}
}

func TestHealthAddress(t *testing.T) {
	both := map[string]string{"NIANBAO_METRICS_ADDR": ":9090", "NIANBAO_ADDR": ":80"}
	for _, test := range []struct {
		flag        string
		environment map[string]string
		want        string
	}{{"", nil, "127.0.0.1:8080"}, {"", map[string]string{"NIANBAO_ADDR": ":80"}, ":80"}, {"", both, ":9090"}, {"x:1", both, "x:1"}} {
		if got := healthAddress(test.flag, func(name string) string { return test.environment[name] }); got != test.want {
			t.Errorf("%s, %v: %s", test.flag, test.environment, got)
		}
	}
}
