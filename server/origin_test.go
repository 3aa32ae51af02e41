package server

import (
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// A page of another site cannot make a browser use the service; our own page, allowed sites and programs can.
func TestCrossOrigin(t *testing.T) {
	s := newServer(t, func(c *Config) { c.Origins = []string{"https://portal.example"} })
	for _, test := range []struct {
		what    string
		headers []string
		status  int
	}{
		{"a program", nil, 200},
		{"our page", []string{"Sec-Fetch-Site", "same-origin"}, 200},
		{"our page in an older browser", []string{"Origin", "http://nianbao.example"}, 200},
		{"another site", []string{"Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"}, 403},
		{"a neighbour", []string{"Sec-Fetch-Site", "same-site", "Origin", "http://other.nianbao.example"}, 403},
		{"another site in an older browser", []string{"Origin", "https://evil.example"}, 403},
		{"a file on the disk", []string{"Origin", "null"}, 403},
		{"an allowed site", []string{"Sec-Fetch-Site", "cross-site", "Origin", "https://portal.example"}, 200},
	} {
		r := httptest.NewRequest("POST", "http://nianbao.example/v1/convert", strings.NewReader(small))
		for i := 0; i+1 < len(test.headers); i += 2 {
			r.Header.Set(test.headers[i], test.headers[i+1])
		}
		w := send(t, s, r)
		if w.Code != test.status || w.Code == 403 && problemOf(t, w).Code != "http-cross-origin" {
			t.Errorf("%s: %d %s", test.what, w.Code, w.Body)
		}
	}
}

// A service of its own machine answers to that machine's names and to those it was told, by whatever port.
func TestHosts(t *testing.T) {
	closed, open := newServer(t, func(c *Config) { c.Hosts = []string{"nianbao.example"} }), newServer(t, nil)
	for host, allowed := range map[string]bool{
		"localhost": true, "LOCALHOST.:8080": true, "127.0.0.1": true, "127.8.8.8:80": true, "[::1]:8080": true, "nianbao.example:443": true, "NianBao.example": true,
		"evil.example": false, "127.0.0.1.evil.example": false, "localhost.evil.example": false, "192.168.1.1": false, "": false, "[::2]": false,
	} {
		for _, method := range []string{"POST", "GET"} {
			path := "/v1/convert"
			if method == "GET" {
				path = "/v1/schema"
			}
			r := httptest.NewRequest(method, path, strings.NewReader(small))
			r.Host = host
			w := send(t, closed, r)
			if (w.Code == 200) != allowed || !allowed && (w.Code != 421 || problemOf(t, w).Code != "http-host") {
				t.Errorf("%s to %q: %d %.200s", method, host, w.Code, w.Body)
			}
		}
	}
	r := httptest.NewRequest("POST", "/v1/convert", strings.NewReader(small))
	r.Host = "evil.example"
	if w := send(t, open, r); w.Code != 200 {
		t.Errorf("a service without a list: %d", w.Code)
	}
	// Probes come by the address of a container, and operators' tools by that of the machine.
	for _, probe := range []struct {
		handler http.Handler
		path    string
	}{{closed.Handler(), "/livez"}, {closed.Operations(), "/metrics"}} {
		r := httptest.NewRequest("GET", probe.path, nil)
		r.Host = "10.0.0.7:8080"
		w := httptest.NewRecorder()
		if probe.handler.ServeHTTP(w, r); w.Code != 200 {
			t.Errorf("%s: %d", probe.path, w.Code)
		}
	}
	for address, want := range map[string]bool{"127.0.0.1:80": true, "[::1]:80": true, "0.0.0.0:80": false, "[::]:80": false, "10.0.0.1:80": false} {
		resolved, err := net.ResolveTCPAddr("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		if IsLoopback(resolved) != want {
			t.Errorf("IsLoopback(%s) = %v", address, !want)
		}
	}
}
