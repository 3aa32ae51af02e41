package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"
)

// roomy is an intake without a limit.
func roomy(t testing.TB) *intake {
	t.Helper()
	c, ok := newBodies(budgets{small: 1 << 40, large: 1 << 40}).admit(1)
	if !ok {
		t.Fatal("no room")
	}
	return &intake{charge: c}
}

// A stream is read whole whatever its size and however it comes; one that is cut is an error and not the shorter file.
func TestIntake(t *testing.T) {
	for _, size := range []int{0, 1, firstChunk - 1, firstChunk, firstChunk + 1, 3 * firstChunk, 3<<20 + 7} {
		data := bytes.Repeat([]byte("政务公开"), size/12+1)[:size]
		for name, r := range map[string]func() io.Reader{
			"at once":                 func() io.Reader { return bytes.NewReader(data) },
			"halves":                  func() io.Reader { return iotest.HalfReader(bytes.NewReader(data)) },
			"EOF with the last bytes": func() io.Reader { return iotest.DataErrReader(bytes.NewReader(data)) },
		} {
			for _, most := range []int64{-1, int64(size), int64(size) + 100} {
				if got, err := roomy(t).all(r(), most); err != nil || !bytes.Equal(got, data) {
					t.Errorf("%d bytes, %s, at most %d: %d bytes, %v", size, name, most, len(got), err)
				}
			}
			if got, err := roomy(t).exactly(r(), int64(size)); err != nil || !bytes.Equal(got, data) {
				t.Errorf("exactly %d bytes, %s: %d bytes, %v", size, name, len(got), err)
			}
		}
		cut := io.MultiReader(bytes.NewReader(data), iotest.ErrReader(io.ErrUnexpectedEOF))
		if _, err := roomy(t).all(cut, -1); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%d bytes and a cut: %v", size, err)
		}
		if _, err := roomy(t).exactly(bytes.NewReader(data), int64(size)+1); err == nil {
			t.Errorf("%d bytes of one more: no error", size)
		}
	}
}

// A body of known length is charged for as it is, and one of unknown length for at most about three times that.
func TestIntakeIsFrugal(t *testing.T) {
	const size = 5 << 20
	data := make([]byte, size)
	known, unknown := roomy(t), roomy(t)
	if _, err := known.exactly(bytes.NewReader(data), size); err != nil || known.held != size {
		t.Errorf("known: %d held, %v", known.held, err)
	}
	if _, err := unknown.all(bytes.NewReader(data), -1); err != nil || unknown.held > 2*size+lastChunk {
		t.Errorf("unknown: %d held, %v", unknown.held, err)
	}
}

// measuring is a stream that notes the largest buffer it was given.
type measuring struct {
	io.Reader
	most int
}

func (m *measuring) Read(b []byte) (int, error) {
	m.most = max(m.most, len(b))
	return m.Reader.Read(b)
}

// A sender who announces much and sends little does not make the service hold much.
func TestIntakeWaitsForBytes(t *testing.T) {
	const announced = 20 << 20
	for sent, most := range map[int]int{1: firstChunk, firstChunk: stepUp * firstChunk, 3 * firstChunk: stepUp * firstChunk} {
		r := &measuring{Reader: bytes.NewReader(make([]byte, sent))}
		if _, err := roomy(t).exactly(r, announced); err != io.ErrUnexpectedEOF || r.most > most {
			t.Errorf("%d of %d bytes sent: a buffer of %d, %v", sent, announced, r.most, err)
		}
	}
}

// A body that grows beyond what is free is dropped before the memory for it is taken.
func TestIntakeEnds(t *testing.T) {
	b := newBodies(budgets{small: 1, large: 1 << 20})
	c, _ := b.admitUnknown(firstChunk)
	other, _ := b.admitUnknown(900_000)
	in := &intake{charge: c}
	if _, err := in.all(strings.NewReader(strings.Repeat("x", 2<<20)), -1); !errors.Is(err, errMemory) {
		t.Errorf("%v", err)
	}
	c.done()
	other.done()
	if b.large.taken.Load() != 0 {
		t.Error("it is not given back")
	}
}

// The deadline of each read follows from the bytes that came: a fast body gets time for more, a stalled one the grace
// and no more. No clock runs in this test.
func TestPaced(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		var deadlines []time.Duration
		p := &paced{from: io.MultiReader(strings.NewReader(strings.Repeat("x", 1000)), strings.NewReader("y")), begun: begun, grace: 10 * time.Second,
			rate: 100, deadline: func(d time.Time) error { deadlines = append(deadlines, d.Sub(begun)); return nil }}
		buffer := make([]byte, 4000)
		for {
			if _, err := p.Read(buffer); err == io.EOF {
				break
			}
		}
		if want := "[10s 20s 20.01s]"; fmt.Sprint(deadlines) != want {
			t.Errorf("deadlines %v, want %s", deadlines, want)
		}
		p.from = iotest.ErrReader(fmt.Errorf("read tcp: %w", os.ErrDeadlineExceeded))
		if _, err := p.Read(buffer); !errors.Is(err, errSlow) {
			t.Errorf("a stalled body: %v", err)
		}
		closed := errors.New("closed")
		p.deadline = func(time.Time) error { return closed }
		if _, err := p.Read(buffer); !errors.Is(err, closed) {
			t.Errorf("no deadline could be set: %v", err)
		}
	})
}

// untouched fails where somebody reads it.
type untouched struct{ t *testing.T }

func (u untouched) Read([]byte) (int, error) {
	u.t.Error("the body is read")
	return 0, io.EOF
}

// Whoever cannot be served is told so by the head of the request, and no byte of the body is read.
func TestRefusedBeforeTheBody(t *testing.T) {
	s := newServer(t, func(c *Config) { c.Workers, c.Queue = 1, 1 })
	post := func(length int64, headers ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("POST", "/v1/convert", untouched{t})
		r.ContentLength = length
		for i := 0; i+1 < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		return send(t, s, r)
	}
	if w := post(100_001); w.Code != 413 {
		t.Errorf("too large: %d", w.Code)
	}
	if w := post(10, "Content-Encoding", "br"); w.Code != 415 {
		t.Errorf("a coding that is not read: %d", w.Code)
	}
	if w := post(10, "Origin", "https://evil.example"); w.Code != 403 {
		t.Errorf("another site: %d", w.Code)
	}

	large, small := admitAll(t, &s.bodies.large), admitAll(t, &s.bodies.small)
	for _, length := range []int64{10, -1} {
		if w := post(length); w.Code != 503 || problemOf(t, w).Code != "http-busy" || w.Header().Get("Retry-After") == "" {
			t.Errorf("no memory for a body of %d: %d", length, w.Code)
		}
	}
	small.done()
	large.done()

	working, ok := s.admission.enter(t.Context(), 0)
	if !ok {
		t.Fatal("no place")
	}
	waiting, cancel := context.WithCancel(t.Context())
	gone := make(chan struct{})
	go func() { s.admission.enter(waiting, 0); close(gone) }()
	for !s.admission.full() {
		time.Sleep(time.Millisecond)
	}
	if w := post(10); w.Code != 503 || problemOf(t, w).Code != "http-busy" {
		t.Errorf("no place in the queue: %d", w.Code)
	}
	cancel()
	<-gone
	working()
	if taken := s.bodies.small.taken.Load() + s.admission.inside.Load(); taken != 0 {
		t.Errorf("%d are still taken", taken)
	}
}

// admitAll takes what is left of a pool.
func admitAll(t testing.TB, p *pool) *charge {
	t.Helper()
	c, ok := admitTo(p, p.size-p.taken.Load())
	if !ok {
		t.Fatal("it cannot be taken")
	}
	return c
}

// A sender who stalls is dropped with an answer, and what he had is free again.
func TestStalledBody(t *testing.T) {
	s := newServer(t, func(c *Config) { c.BodyGrace, c.BodyRate = 20*time.Millisecond, 1<<30 })
	web := httptest.NewServer(s.Handler())
	defer web.Close()
	for _, head := range []string{"Content-Length: 1000\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
		"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000\r\n\r\n--x\r\n"} {
		connection, err := net.Dial("tcp", web.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(connection, "POST /v1/convert HTTP/1.1\r\nHost: x\r\n"+head); err != nil {
			t.Fatal(err)
		}
		answer, err := io.ReadAll(connection) // ends only because the server closes
		if err != nil || !strings.HasPrefix(string(answer), "HTTP/1.1 408 ") || !strings.Contains(string(answer), "http-body-slow") {
			t.Errorf("%v: %.300s", err, answer)
		}
		connection.Close()
	}
	if taken := s.bodies.large.taken.Load() + s.bodies.small.taken.Load(); taken != 0 {
		t.Errorf("%d bytes are still taken", taken)
	}
}
