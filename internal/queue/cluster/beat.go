package cluster

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// beatEvery is how often a worker says that it lives, deadAfter how long the coordinator waits for it to. A machine or a network folder may be slow
// for a while: to think a worker dead that is not costs a job done twice.
const (
	beatEvery = 500 * time.Millisecond
	deadAfter = 3 * time.Second
)

// beat is what a worker writes into its file.
type beat struct {
	Count int      `json:"count"` // one more each time
	Holds []string `json:"holds"` // the keys that it works on
}

// pulse writes a worker's beats.
type pulse struct {
	file  string
	mu    sync.Mutex
	holds map[string]int
	count int
}

func (p *pulse) hold(key string)  { p.change(key, 1) }
func (p *pulse) letGo(key string) { p.change(key, -1) }

func (p *pulse) change(key string, by int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.holds[key] += by; p.holds[key] == 0 {
		delete(p.holds, key)
	}
}

// write says that the worker lives.
func (p *pulse) write() error {
	p.mu.Lock()
	p.count++
	b := beat{Count: p.count, Holds: make([]string, 0, len(p.holds))}
	for key := range p.holds {
		b.Holds = append(b.Holds, key)
	}
	p.mu.Unlock()
	slices.Sort(b.Holds)
	data, err := json.Marshal(b)
	if err != nil {
		return fmt.Errorf("saying who works: %w", err)
	}
	return replace(p.file, data)
}

// run beats until the context ends, and takes the file away then. What cannot be written is tried again: while the folder is gone, the worker is rightly thought dead.
func (p *pulse) run(ctx context.Context) {
	tick := time.NewTicker(beatEvery)
	defer tick.Stop()
	defer func() { _ = os.Remove(p.file) }() // else the coordinator finds it dead
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			_ = p.write()
		}
	}
}

// watch knows which workers live. It is the coordinator's, and used by one goroutine.
type watch struct {
	folder string
	seen   map[string]seen
}

type seen struct {
	beat beat
	at   time.Duration // when the count was seen to change
}

// look reads the workers' files at a moment of the coordinator's own clock. It returns what living workers hold, and how many there are; the file of one that does not live is removed.
func (w *watch) look(now time.Duration) (held map[string]bool, workers int, err error) {
	entries, err := os.ReadDir(w.folder)
	if err != nil {
		return nil, 0, fmt.Errorf("looking for workers: %w", err)
	}
	held = map[string]bool{}
	found := map[string]bool{}
	for _, entry := range entries {
		name := entry.Name()
		if strings.HasSuffix(name, partial) {
			continue
		}
		found[name] = true
		s, known := w.seen[name]
		var b beat
		data, err := readAtMost(filepath.Join(w.folder, name), 1<<20)
		if err == nil && json.Unmarshal(data, &b) == nil && (!known || b.Count != s.beat.Count) {
			s = seen{b, now}
		} else if !known {
			s.at = now
		}
		w.seen[name] = s
		if now-s.at > deadAfter {
			_ = os.Remove(filepath.Join(w.folder, name)) // it comes back where the worker was only slow
			continue
		}
		workers++
		for _, key := range s.beat.Holds {
			held[key] = true
		}
	}
	for name := range w.seen {
		if !found[name] {
			delete(w.seen, name)
		}
	}
	return held, workers, nil
}
