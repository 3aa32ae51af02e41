package main

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"nianbao/converter/diag"
	"nianbao/server"
)

// deskSession is a session whose browser is a function.
func deskSession(t *testing.T, browse func(address string) error) (s *session, out *bytes.Buffer, told *lockedBuffer) {
	t.Helper()
	out, told = &bytes.Buffer{}, &lockedBuffer{}
	return &session{ctx: t.Context(), stdin: strings.NewReader(""), stdout: out, stderr: told, lang: diag.English, passed: map[string]diag.List{},
		desk: server.Desk{First: time.Hour, Grace: time.Millisecond}, browse: func(_ context.Context, command []string) error {
			return browse(command[len(command)-1])
		}}, out, told
}

// TestDesk: the browser gets the address that is printed; when its page is closed the program ends with 0.
func TestDesk(t *testing.T) {
	var opened string
	s, out, told := deskSession(t, func(address string) error {
		opened = address
		page, err := http.Get(address + "v1/desk")
		if err != nil {
			return err
		}
		return page.Body.Close()
	})
	if status := (&deskCommand{Addr: "127.0.0.1:0"}).run(s); status != exitDone {
		t.Fatalf("status %d: %s", status, told)
	}
	if opened == "" || out.String() != opened+"\n" || !strings.Contains(told.String(), helpText("desk-open", diag.English)) {
		t.Errorf("opened %q, printed %q, told %q", opened, out, told)
	}
}

// TestDeskPorts: the usual ports are passed over where others have them; one that was asked for is not, and has a status of
// its own; what other machines can reach is refused.
func TestDeskPorts(t *testing.T) {
	var taken []string
	for _, address := range deskPorts {
		if listener, err := net.Listen("tcp", address); err == nil {
			defer listener.Close()
		}
		taken = append(taken, address)
	}
	listener, _, err := (&deskCommand{}).listen()
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
	if slices.Contains(taken, listener.Addr().String()) || !server.IsLoopback(listener.Addr()) {
		t.Errorf("it listens on %s", listener.Addr())
	}
	nobody := func(string) error { return errors.New("it must not be opened") }
	for _, test := range []struct {
		addr, code string
		status     int
	}{{taken[0], "serve-port-used", exitAddress}, {"192.0.2.1:1", "serve-listen", exitAddress}, {"127.0.0.1:99999", "serve-listen", exitUsage}, {"0.0.0.0:0", "desk-address", exitUsage}} {
		s, _, told := deskSession(t, nobody)
		if status := (&deskCommand{Addr: test.addr}).run(s); status != test.status || !strings.Contains(told.String(), "["+test.code+"]") {
			t.Errorf("%s: status %d, want %d: %s", test.addr, status, test.status, told)
		}
	}
}

// TestDeskWithoutBrowser: where no browser can be opened the address is told, and the service runs on.
func TestDeskWithoutBrowser(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	s, _, told := deskSession(t, nil)
	s.ctx = ctx
	s.browse = func(context.Context, []string) error { return errors.New("no program") }
	done := make(chan int)
	go func() { done <- (&deskCommand{Addr: "127.0.0.1:0"}).run(s) }()
	for !strings.Contains(told.String(), "desk-browser") {
		time.Sleep(time.Millisecond)
	}
	stop()
	if status := <-done; status != exitDone || !strings.Contains(told.String(), "http://127.0.0.1:") {
		t.Errorf("status %d: %s", status, told)
	}
}

// TestBrowserCommand: an address is one argument, and no shell reads it.
func TestBrowserCommand(t *testing.T) {
	const address = "http://127.0.0.1:8521/?a=1&b=2"
	for system, program := range map[string]string{"windows": "rundll32", "darwin": "open", "linux": "xdg-open", "freebsd": "xdg-open"} {
		if c := browserCommand(system, address); c[0] != program || c[len(c)-1] != address {
			t.Errorf("%s: %q", system, c)
		}
	}
	if err := startProgram(t.Context(), []string{"no-such-program-here", address}); err == nil {
		t.Error("a program that is not there was started")
	}
}

// lockedBuffer may be written and read at the same time.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
