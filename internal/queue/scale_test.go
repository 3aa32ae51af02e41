package queue_test

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"

	"nianbao/internal/queue"
	"nianbao/internal/queue/overview"
)

// idle does nothing with a job: what is left is what manifest, journal and index cost.
type idle struct{}

func (idle) Close() error { return nil }

func (idle) Do(_ context.Context, job queue.Job) (*queue.Answer, error) {
	return &queue.Answer{Reports: []queue.Report{{Organization: string(job.Label), Year: 2023, Date: "2024-01-15", Figures: "f", Rules: map[string]int{"rule": 1}}}}, nil
}

// scale is what a run of n items cost.
type scale struct {
	heap          uint64 // bytes, the most that was in use
	journal, list int64  // bytes on the disk
}

// simulate runs a batch of n items, or goes on with it, and checks the count.
func simulate(t *testing.T, folder string, n int, want queue.Summary) scale {
	t.Helper()
	var cost scale
	entries := iter.Seq2[queue.Entry, error](func(yield func(queue.Entry, error) bool) {
		for i := range n {
			name := fmt.Sprintf("county-%03d/report-%07d.docx", i%300, i)
			if !yield(queue.Entry{Name: queue.Name("/in/" + name), Label: queue.Name(name)}, nil) {
				return
			}
		}
	})
	told := 0
	look := func() {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		cost.heap = max(cost.heap, m.HeapAlloc)
	}
	o := queue.Options{Folder: folder, Workers: []queue.Worker{idle{}, idle{}}, MaxAttempts: 1,
		Open: func(_ context.Context, e *queue.Entry) ([]byte, []queue.Said, error) { return []byte(e.Name), nil, nil },
		Tell: func(queue.Event) {
			if told++; told%(n/5) == 0 {
				look()
			}
		}}
	sum, err := queue.Run(t.Context(), o, entries)
	if err != nil || sum != want {
		t.Fatalf("%+v, %v", sum, err)
	}
	seen, err := overview.Write(t.Context(), overview.Options{Folder: folder})
	look()
	if err != nil || seen.Done != n || seen.Rules["rule"].Findings != n {
		t.Fatalf("%+v, %v", seen, err)
	}
	for name, size := range map[string]*int64{"journal.jsonl": &cost.journal, "manifest-000001.jsonl": &cost.list} {
		info, err := os.Stat(queue.Inside(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		*size = info.Size()
	}
	return cost
}

// Manifest, journal, restart and overview work for any number of items: memory stays the same, and what is written grows as the number
// does. NIANBAO_ITEMS adds a number: a million takes some minutes.
func TestScale(t *testing.T) {
	numbers := []int{500, 2_000}
	if os.Getenv("NIANBAO_WHOLE") != "" {
		numbers = append(numbers, 5_000)
	}
	if text := os.Getenv("NIANBAO_ITEMS"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		numbers = append(numbers, n)
	}
	var first scale
	for i, n := range numbers {
		folder := filepath.Join(t.TempDir(), "out")
		cost := simulate(t, folder, n, queue.Summary{Run: 1, Total: n, Done: n})
		again := simulate(t, folder, n, queue.Summary{Run: 2, Total: n, Done: n, Before: n})
		t.Logf("%9d items: %.1f MB at most, again %.1f MB; journal %d, manifest %d bytes an item", n, float64(cost.heap)/1e6, float64(again.heap)/1e6,
			cost.journal/int64(n), cost.list/int64(n))
		if i == 0 {
			first = cost
			continue
		}
		more := uint64(2 << 20) // a kilobyte an item is seen
		if n > 5_000 {
			more = 8 << 20
		}
		if max(cost.heap, again.heap) > first.heap+more {
			t.Errorf("%d items: %d bytes of memory, %d were %d", n, max(cost.heap, again.heap), numbers[0], first.heap)
		}
		if per, before := cost.journal/int64(n), first.journal/int64(numbers[0]); per > before+before/10 {
			t.Errorf("%d items: %d bytes of journal an item, %d before", n, per, before)
		}
	}
}
