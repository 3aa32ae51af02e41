package jobs

import (
	"context"
	"errors"
	"fmt"
	"os"

	"nianbao/internal/queue"
)

// view is what became of the items of a job, as the journal tells it: where each record stands. It takes some ten bytes an item and the
// name, and is kept for the jobs that are asked for.
type view struct {
	journal *os.File // nil until there is one
	read    int64    // how far
	items   []seen
	events  []int64 // the place of each record of an item, in the order in which they were written
	counts  Counts
}

// seen is what is known of an item.
type seen struct {
	label       queue.Name
	kind        queue.Kind // "" until there is a record
	quarantined bool
	at          int64 // the place of its newest record
}

// Counts are of a job's items.
type Counts struct {
	Total       int
	Done        int
	Failed      int
	Quarantined int // of Failed: no worker survived them
}

// mostViews is how many jobs' states are in memory.
const mostViews = 32

func (v *view) close() {
	if v != nil && v.journal != nil {
		_ = v.journal.Close() // nothing was written
	}
}

// look calls f with what became of a job until now. f must not keep what it gets.
func (s *Service) look(ctx context.Context, j *Job, f func(*view) error) error {
	s.recall(j)
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.removed {
		return ErrNotFound
	}
	if j.view == nil {
		items, err := j.items()
		if err != nil {
			return err
		}
		v := &view{items: make([]seen, len(items)), counts: Counts{Total: len(items)}}
		for i, item := range items {
			v.items[i].label = item.Label
		}
		j.view = v
	}
	if err := j.view.refresh(ctx, j.results()); err != nil {
		return err
	}
	return f(j.view)
}

// recall puts a job at the end of those whose states are in memory, and forgets the one that was asked for longest ago.
func (s *Service) recall(j *Job) {
	s.mu.Lock()
	kept := s.views[:0:0]
	for _, other := range s.views {
		if other != j {
			kept = append(kept, other)
		}
	}
	kept = append(kept, j)
	var forgotten *Job
	if len(kept) > mostViews {
		forgotten, kept = kept[0], kept[1:]
	}
	s.views = kept
	s.mu.Unlock()
	if forgotten != nil {
		forgotten.mu.Lock()
		forgotten.view.close()
		forgotten.view = nil
		forgotten.mu.Unlock()
	}
}

// refresh reads what was written to the journal since.
func (v *view) refresh(ctx context.Context, results string) error {
	if v.journal == nil {
		file, err := os.Open(queue.Inside(results, "journal.jsonl"))
		if errors.Is(err, os.ErrNotExist) {
			return nil // the work has not begun
		}
		if err != nil {
			return fmt.Errorf("opening the journal: %w", err)
		}
		v.journal = file
	}
	end, err := queue.FollowJournal(ctx, v.journal, v.read, v.take)
	v.read = end
	return err //nolint:wrapcheck // says that it reads the journal
}

// take takes one record.
func (v *view) take(at int64, r *queue.Record) error {
	n := numberOf(r.Name, len(v.items))
	if n == 0 {
		return nil // of a run
	}
	v.events = append(v.events, at)
	item := &v.items[n-1]
	v.count(item, -1)
	item.kind, item.quarantined, item.at = r.Kind, r.Quarantined, at
	v.count(item, 1)
	return nil
}

// count adds an item to the counts, or takes it away.
func (v *view) count(item *seen, by int) {
	switch item.kind {
	case queue.Done:
		v.counts.Done += by
	case queue.Failed:
		v.counts.Failed += by
		if item.quarantined {
			v.counts.Quarantined += by
		}
	}
}

// record reads a record of the journal.
func (v *view) record(at int64) (*queue.Record, error) {
	return queue.RecordAt(v.journal, at) //nolint:wrapcheck // says that it reads the journal
}
