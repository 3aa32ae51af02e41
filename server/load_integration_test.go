//go:build integration

package server

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// loadTime is how long the service is kept at saturation; NIANBAO_LOAD=10m for a long run.
func loadTime(t *testing.T) time.Duration {
	t.Helper()
	text := os.Getenv("NIANBAO_LOAD")
	if text == "" {
		return 15 * time.Second
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// load is what senders saw.
type load struct {
	t      *testing.T
	p      *process
	files  [][]byte // hostile
	report []byte
	ending atomic.Bool
	mu     sync.Mutex
	seen   map[string]int   // status by request id: the answer came whole
	counts map[string]int   // by kind and status
	failed map[string]error // by request id: no answer, or not all of it
}

// Ordinary work at saturation with one hostile file in a hundred: every ordinary request is served or told when to come
// back, memory and goroutines stay what they are, and the end loses no request that was accepted.
func TestLoadIntegration(t *testing.T) {
	p := serve(t, "--queue", "8", "--timeout", "10s", "--drain", "1s")
	l := &load{t: t, p: p, report: sample(t), seen: map[string]int{}, failed: map[string]error{}, counts: map[string]int{}}
	for _, name := range slices.Sorted(maps.Keys(hostile(t))) {
		l.files = append(l.files, hostile(t)[name])
	}
	var senders sync.WaitGroup
	stop := make(chan struct{})
	for i := range 24 {
		senders.Go(func() { l.sender(uint64(i), stop) })
	}
	duration := loadTime(t)
	var resident, goroutines []float64
	const samples = 30
	for range samples {
		time.Sleep(duration / samples)
		resident = append(resident, float64(p.memory("VmRSS")))
		goroutines = append(goroutines, p.metric("go_goroutines"))
	}
	l.ending.Store(true)
	p.terminate() // while the senders go on
	close(stop)
	senders.Wait()
	t.Logf("%v of load: %v; resident MiB %v; goroutines %v", duration, l.counts, resident, goroutines)
	if duration >= time.Minute { // a heap needs that long to find its size
		flat(t, "resident memory in MiB", resident, 64)
	}
	flat(t, "goroutines", goroutines, 50)
	if top := slices.Max(resident); top >= 512 {
		t.Errorf("%.0f MiB", top)
	}
	l.compare()
}

// flat compares the most of the last third with that of the second third.
func flat(t *testing.T, what string, values []float64, slack float64) {
	t.Helper()
	third := len(values) / 3
	before, after := slices.Max(values[third:2*third]), slices.Max(values[2*third:])
	if after > 1.25*before+slack {
		t.Errorf("%s grew from %.0f to %.0f: %v", what, before, after, values)
	}
}

// compare holds what the service logged against what the senders received. A refusal by the head of a request may be lost
// where its sender still sends a large body when the connection ends; it is no work that was accepted.
func (l *load) compare() {
	accepted, lost := 0, 0
	for id, status := range l.p.logged {
		accepted++
		if got, ok := l.seen[id]; status != statusClientClosed && (!ok || got != status) {
			if status == http.StatusServiceUnavailable && l.failed[id] != nil {
				continue
			}
			lost++
			l.t.Errorf("the service answered %d to %s, the sender has %d: %v", status, id, got, l.failed[id])
		}
	}
	l.t.Logf("%d accepted and logged, %d lost, %d found no connection at the end", accepted, lost, len(l.failed)-lost)
	if accepted == 0 {
		l.t.Error("nothing was logged")
	}
}

// sender asks until it is told to stop. Ordinary requests that are refused wait a little, as clients do.
func (l *load) sender(seed uint64, stop <-chan struct{}) {
	random := rand.New(rand.NewPCG(seed, 11))
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 1}}
	paths := []string{"/v1/convert?to=docx", "/v1/convert?to=pdf", "/v1/convert?to=json", "/v1/convert?to=html", "/v1/check", "/v1/read", "/v1/draft?to=docx"}
	for n := 0; ; n++ {
		select {
		case <-stop:
			return
		default:
		}
		kind, path, body := "ordinary", paths[random.IntN(len(paths))], l.report
		if random.IntN(100) == 0 {
			kind, body = "hostile", l.files[random.IntN(len(l.files))]
		}
		id := fmt.Sprintf("%d-%d", seed, n)
		status, retry, err := l.ask(client, path, id, body)
		l.mu.Lock()
		if err == nil {
			l.seen[id] = status
			l.counts[fmt.Sprint(kind, " ", status)]++
		} else {
			l.failed[id] = err
		}
		l.mu.Unlock()
		switch {
		case err != nil && !l.ending.Load():
			l.t.Errorf("%s %s: %v", kind, path, err)
			return
		case err != nil:
			time.Sleep(50 * time.Millisecond)
		case status == http.StatusServiceUnavailable:
			if retry == "" {
				l.t.Errorf("%s: 503 without Retry-After", path)
			}
			time.Sleep(time.Duration(random.IntN(50)) * time.Millisecond)
		case kind == "ordinary" && status != http.StatusOK, status == http.StatusInternalServerError:
			l.t.Errorf("%s %s: %d", kind, path, status)
		}
	}
}

// ask sends one request; an answer counts only if it came whole.
func (l *load) ask(client *http.Client, path, id string, body []byte) (status int, retry string, err error) {
	request, err := http.NewRequest(http.MethodPost, "http://"+l.p.public+path, bytes.NewReader(body))
	if err != nil {
		return 0, "", err
	}
	request.Header.Set("X-Request-Id", id)
	answer, err := client.Do(request)
	if err != nil {
		return 0, "", err
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return 0, "", err
	}
	return answer.StatusCode, answer.Header.Get("Retry-After"), nil
}
