package server

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestDeskPage: a service at a desk tells its page to hold a connection open; any other does not, and has no such address.
func TestDeskPage(t *testing.T) {
	desk := newServer(t, func(c *Config) { c.Desk = &Desk{} })
	if page := ask(t, desk, "GET", "/", nil).Body.String(); strings.Count(page, `<meta name="nianbao-desk" content="/v1/desk">`) != 1 || !strings.Contains(page, "<head>\n<meta name=\"nianbao-desk\"") {
		t.Errorf("%.300s", page)
	}
	if w := ask(t, desk, "GET", "/v1/desk?a=1", nil); w.Code != 400 || problemOf(t, w).Code != "http-parameter-unknown" {
		t.Errorf("%d", w.Code)
	}
	if w := ask(t, desk, "GET", "/v1/desk", nil, "Sec-Fetch-Site", "cross-site"); w.Code != 403 || problemOf(t, w).Code != "http-cross-origin" {
		t.Errorf("%d", w.Code)
	}
	usual := newServer(t, nil)
	if page := ask(t, usual, "GET", "/", nil).Body.String(); strings.Contains(page, "nianbao-desk") {
		t.Error("a service that is at no desk marks its page")
	}
	if w := ask(t, usual, "GET", "/v1/desk", nil); w.Code != 404 {
		t.Errorf("%d", w.Code)
	}
}

// memory is a listener without a network, so that time in tests is that of the bubble they run in.
type memory struct {
	connections chan net.Conn
	closed      chan struct{}
}

func (m *memory) Accept() (net.Conn, error) {
	select {
	case c := <-m.connections:
		return c, nil
	case <-m.closed:
		return nil, net.ErrClosed
	}
}

func (m *memory) Close() error   { close(m.closed); return nil }
func (m *memory) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

// atDesk runs a service at a desk until it ends by itself, and returns how long that took; visit gets what opens a page, and what stops the service.
func atDesk(t *testing.T, visit func(t *testing.T, open func() io.ReadCloser, stop func())) (took time.Duration) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(t, func(c *Config) { c.Desk = &Desk{First: time.Minute, Grace: 5 * time.Second} })
		s.warm.Store(true)
		listener := &memory{make(chan net.Conn), make(chan struct{})}
		transport := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
			here, there := net.Pipe()
			listener.connections <- there
			return here, nil
		}}
		begun := time.Now()
		ended := make(chan error)
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		go func() { ended <- s.Run(ctx, listener, nil) }()
		open := func() io.ReadCloser {
			t.Helper()
			answer, err := (&http.Client{Transport: transport}).Get("http://127.0.0.1" + deskPath)
			if err != nil || answer.StatusCode != 200 || answer.Header.Get("Content-Type") != "text/event-stream" {
				t.Fatalf("%v %v", answer, err)
			}
			first := make([]byte, 3)
			if _, err := io.ReadFull(answer.Body, first); err != nil || string(first) != ":\n\n" {
				t.Fatalf("%q %v", first, err)
			}
			return answer.Body
		}
		visit(t, open, stop)
		if err := <-ended; err != nil {
			t.Error(err)
		}
		took = time.Since(begun).Round(time.Second)
		transport.CloseIdleConnections()
		synctest.Wait()
	})
	return took
}

// TestDeskEnds: without a page it ends when the first has not come, and else some seconds after the last has gone, however
// long that was open; a page that is loaded anew keeps it running.
func TestDeskEnds(t *testing.T) {
	for _, test := range []struct {
		what  string
		visit func(t *testing.T, open func() io.ReadCloser, stop func())
		want  time.Duration
	}{
		{"nobody comes", func(*testing.T, func() io.ReadCloser, func()) {}, time.Minute},
		{"a page for three hours", func(t *testing.T, open func() io.ReadCloser, _ func()) {
			time.Sleep(30 * time.Second)
			page := open()
			time.Sleep(3 * time.Hour)
			page.Close()
		}, 3*time.Hour + 35*time.Second},
		{"a page loaded anew, and a second", func(t *testing.T, open func() io.ReadCloser, _ func()) {
			first := open()
			time.Sleep(10 * time.Minute)
			first.Close()
			time.Sleep(4 * time.Second)
			first = open()
			second := open()
			time.Sleep(time.Minute)
			first.Close()
			time.Sleep(time.Minute)
			second.Close()
		}, 12*time.Minute + 9*time.Second},
		{"stopped while a page is open", func(t *testing.T, open func() io.ReadCloser, stop func()) {
			page := open()
			time.Sleep(time.Hour)
			stop()
			if _, err := io.ReadAll(page); err != nil {
				t.Errorf("the stream was cut: %v", err)
			}
		}, time.Hour},
	} {
		t.Run(test.what, func(t *testing.T) {
			if took := atDesk(t, test.visit); took != test.want {
				t.Errorf("it ended after %v, want %v", took, test.want)
			}
		})
	}
}

// TestDeskProof: who knows the secret proves it, a page cannot ask, and a desk that is not to be found has no such address.
func TestDeskProof(t *testing.T) {
	secret, nonce := []byte("secret"), make([]byte, nonceBytes)
	s := newServer(t, func(c *Config) { c.Desk = &Desk{Secret: secret} })
	w := ask(t, s, "GET", DeskProofPath(nonce), nil)
	if w.Code != 200 || w.Body.String() != DeskProof(secret, nonce) || DeskProof([]byte("other"), nonce) == DeskProof(secret, nonce) || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := ask(t, s, "GET", DeskProofPath(nonce), nil, "Sec-Fetch-Site", "same-origin"); w.Code != 404 {
		t.Errorf("a page asks: %d", w.Code)
	}
	for _, nonce := range []string{"", "00", "xyz", strings.Repeat("00", nonceBytes+1)} {
		if w := ask(t, s, "GET", deskProofPath+"?nonce="+nonce, nil); w.Code != 404 {
			t.Errorf("%q: %d", nonce, w.Code)
		}
	}
	hidden := newServer(t, func(c *Config) { c.Desk = &Desk{} })
	if w := ask(t, hidden, "GET", DeskProofPath(nonce), nil); w.Code != 404 {
		t.Errorf("%d", w.Code)
	}
}

// TestDeskExpects: who is about to open a page has the time of the first one for it, also while the service waits to end.
func TestDeskExpects(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := newAttendance(Desk{First: time.Minute, Grace: time.Second})
		ctx, cancel := a.wait(t.Context())
		defer cancel()
		begun := time.Now()
		a.enter()()
		a.expect()
		<-ctx.Done()
		if took := time.Since(begun); took != time.Minute {
			t.Errorf("it ended after %v", took)
		}
	})
}
