package server

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestRunEndsGracefully(t *testing.T) {
	s := newServer(t, asItIs)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx, listener, nil) }()
	address := "http://" + listener.Addr().String()
	answer, err := http.Post(address+"/v1/convert?to=json", "application/json", strings.NewReader(small))
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != 200 {
		t.Errorf("status %d", answer.StatusCode)
	}
	cancel()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("it does not end")
	}
	if _, err := http.Get(address + "/livez"); err == nil {
		t.Error("it still answers")
	}
}

// running is a server on listeners of its own.
type running struct {
	public, operations string
	stop               context.CancelFunc
	server             *Server
	ended              chan error
}

func start(t *testing.T, change func(*Config)) running {
	t.Helper()
	var r running
	var listeners [2]net.Listener
	for i, address := range []*string{&r.public, &r.operations} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		listeners[i], *address = listener, listener.Addr().String()
	}
	ctx, cancel := context.WithCancel(t.Context())
	r.stop, r.ended = cancel, make(chan error, 1)
	s := newServer(t, change)
	r.server = s
	go func() { r.ended <- s.Run(ctx, listeners[0], listeners[1]) }()
	t.Cleanup(cancel)
	return r
}

// Operators have an address of their own, which answers until the service has ended.
func TestOperations(t *testing.T) {
	r := start(t, func(c *Config) { c.SeparateOperations = true })
	status := func(address, path string) int {
		t.Helper()
		answer, err := http.Get("http://" + address + path)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		return answer.StatusCode
	}
	if got := status(r.public, "/metrics"); got != 404 {
		t.Errorf("/metrics of the public address: %d", got)
	}
	for _, path := range []string{"/metrics", "/livez"} {
		if got := status(r.operations, path); got != 200 {
			t.Errorf("%s: %d", path, got)
		}
	}
	if got := status(r.operations, "/v1/schema"); got != 404 {
		t.Errorf("/v1/schema of the operators' address: %d", got)
	}
	r.stop()
	if err := <-r.ended; err != nil {
		t.Error(err)
	}
}

// No more connections than allowed are open at a time; the next one is served when one has ended.
func TestConnections(t *testing.T) {
	r := start(t, func(c *Config) { c.Connections = 2 })
	var held []net.Conn
	for range 2 {
		connection, err := net.Dial("tcp", r.public)
		if err != nil {
			t.Fatal(err)
		}
		defer connection.Close()
		if _, err := connection.Write([]byte("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n")); err != nil {
			t.Fatal(err)
		}
		if _, err := connection.Read(make([]byte, 1000)); err != nil {
			t.Fatal(err)
		}
		held = append(held, connection)
	}
	answered := make(chan int, 1)
	go func() {
		answer, err := http.Get("http://" + r.public + "/livez")
		if err != nil {
			answered <- 0
			return
		}
		answer.Body.Close()
		answered <- answer.StatusCode
	}()
	select {
	case got := <-answered:
		t.Errorf("a third connection was served: %d", got)
	case <-time.After(100 * time.Millisecond):
	}
	held[0].Close()
	if got := <-answered; got != 200 {
		t.Errorf("after one had ended: %d", got)
	}
}

// Requests that were accepted when the end is announced are answered, each on the last use of its connection.
func TestEndLosesNothing(t *testing.T) {
	r := start(t, func(c *Config) { c.Workers, c.Queue = 1, 100 })
	const n = 20
	answers := make(chan *http.Response, n)
	failures := make(chan error, n)
	stopped := make(chan struct{})
	for range n {
		go func() {
			body, send := io.Pipe()
			go func() {
				_, err := io.WriteString(send, small[:10])
				<-stopped
				if err == nil {
					_, err = io.WriteString(send, small[10:])
				}
				send.CloseWithError(err)
			}()
			request, err := http.NewRequest("POST", "http://"+r.public+"/v1/convert?to=docx", body)
			if err != nil {
				failures <- err
				return
			}
			answer, err := (&http.Client{Transport: &http.Transport{}}).Do(request)
			if err != nil {
				failures <- err
				return
			}
			answers <- answer
		}()
	}
	for r.server.bodies.large.taken.Load() < n*firstChunk { // until all are accepted
		time.Sleep(time.Millisecond)
	}
	r.stop()
	for !r.server.draining.Load() {
		time.Sleep(time.Millisecond)
	}
	close(stopped)
	for range n {
		select {
		case err := <-failures:
			t.Error(err)
		case answer := <-answers:
			data, err := io.ReadAll(answer.Body)
			if err != nil || answer.StatusCode != 200 || !strings.HasPrefix(string(data), "PK") || !answer.Close {
				t.Errorf("%d, %v, %.200q", answer.StatusCode, err, data)
			}
			answer.Body.Close()
		}
	}
	if err := <-r.ended; err != nil {
		t.Error(err)
	}
}
