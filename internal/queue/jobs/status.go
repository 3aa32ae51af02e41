package jobs

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"

	"nianbao/internal/queue"
)

// Status is what became of an item until now.
type Status struct {
	Number int // from 1
	Label  queue.Name
	State  ItemState
	Record *queue.Record // nil where nothing became of it yet
}

// ItemState is where an item is.
type ItemState string

// The states of an item.
const (
	ItemWaiting  ItemState = "waiting"  // or being worked on
	ItemRetrying ItemState = "retrying" // a worker died over it, and it is tried again
	ItemDone     ItemState = "done"
	ItemFailed   ItemState = "failed" // the record says why
)

// ItemStates lists the states.
func ItemStates() []string {
	return []string{string(ItemWaiting), string(ItemRetrying), string(ItemDone), string(ItemFailed)}
}

func (s *seen) state() ItemState {
	switch s.kind {
	case queue.Done:
		return ItemDone
	case queue.Failed:
		return ItemFailed
	case queue.Attempt:
		return ItemRetrying
	}
	return ItemWaiting
}

// CountsOf returns how many items there are in which state, and how many events there were.
func (s *Service) CountsOf(ctx context.Context, j *Job) (counts Counts, events int, err error) {
	err = s.look(ctx, j, func(v *view) error {
		counts, events = v.counts, len(v.events)
		return nil
	})
	return counts, events, err
}

// Items returns the items in a state ("" for all), in their order, from the offset on and so many at most; total is how many there are.
func (s *Service) Items(ctx context.Context, j *Job, state ItemState, offset, most int) (items []Status, total int, err error) {
	err = s.look(ctx, j, func(v *view) error {
		for i := range v.items {
			if state != "" && v.items[i].state() != state {
				continue
			}
			if total++; total <= offset || len(items) >= most {
				continue
			}
			one, err := v.status(i + 1)
			if err != nil {
				return err
			}
			items = append(items, one)
		}
		return nil
	})
	return items, total, err
}

func (v *view) status(n int) (Status, error) {
	item := &v.items[n-1]
	one := Status{Number: n, Label: item.label, State: item.state()}
	if item.kind == "" {
		return one, nil
	}
	var err error
	one.Record, err = v.record(item.at)
	return one, err
}

// Event is something that became of an item. Events are numbered from 1, and have the same number whenever they are asked for.
type Event struct {
	ID int
	Status
}

// Events returns what happened after an event (0: from the beginning), so many at most. After one that is not known it begins anew.
func (s *Service) Events(ctx context.Context, j *Job, after, most int) (events []Event, err error) {
	err = s.look(ctx, j, func(v *view) error {
		if after < 0 || after > len(v.events) {
			after = 0
		}
		for k := after; k < len(v.events) && len(events) < most; k++ {
			record, err := v.record(v.events[k])
			if err != nil {
				return err
			}
			was := seen{kind: record.Kind}
			events = append(events, Event{k + 1, Status{numberOf(record.Name, len(v.items)), record.Label, was.state(), record}})
		}
		return nil
	})
	return events, err
}

// Result is a file that was made.
type Result struct {
	queue.Output
	File *os.File // to be closed
}

// Result opens the k-th result of an item, both counted from 1. The error is ErrNotFound where there is none (yet), or of the system.
func (s *Service) Result(ctx context.Context, j *Job, item, k int) (r Result, err error) {
	err = s.look(ctx, j, func(v *view) error {
		if item < 1 || item > len(v.items) {
			return ErrNotFound
		}
		one, err := v.status(item)
		if err != nil {
			return err
		}
		if one.Record == nil || k < 1 || k > len(one.Record.Outputs) {
			return ErrNotFound
		}
		r.Output = one.Record.Outputs[k-1]
		return nil
	})
	if err != nil {
		return r, err
	}
	r.File, err = openResult(j, r.Output)
	return r, err
}

// openResult opens a result that is as long as it was made.
func openResult(j *Job, o queue.Output) (*os.File, error) {
	file, err := os.Open(filepath.Join(j.results(), filepath.FromSlash(string(o.Path))))
	if err != nil {
		return nil, fmt.Errorf("opening a result: %w", err)
	}
	info, err := file.Stat()
	if err == nil && info.Size() != o.Size {
		err = fmt.Errorf("%d bytes instead of %d", info.Size(), o.Size)
	}
	if err != nil {
		_ = file.Close() // nothing was written
		return nil, fmt.Errorf("opening a result: %w", err)
	}
	return file, nil
}

// ResultFile is a file of a job that is done, by its path in the folder of results.
type ResultFile struct {
	Path queue.Name
	File *os.File // closed when the loop goes on
}

// Results yields every file of a job that is done: those of the items in their order, then the overview.
func (s *Service) Results(ctx context.Context, j *Job) iter.Seq2[ResultFile, error] {
	return func(yield func(ResultFile, error) bool) {
		if !j.Ended() {
			yield(ResultFile{}, ErrUnfinished)
			return
		}
		give := func(path queue.Name, file *os.File, err error) bool {
			more := yield(ResultFile{path, file}, err)
			if file != nil {
				_ = file.Close() // nothing was written
			}
			return more && err == nil
		}
		const atOnce = 100
		for offset := 0; offset < j.Description.Items; offset += atOnce {
			items, _, err := s.Items(ctx, j, "", offset, atOnce)
			if err != nil {
				yield(ResultFile{}, err)
				return
			}
			for _, item := range items {
				if item.Record == nil {
					continue
				}
				for _, o := range item.Record.Outputs {
					file, err := openResult(j, o)
					if !give(o.Path, file, err) {
						return
					}
				}
			}
		}
		for _, name := range overviewNames() {
			file, err := os.Open(filepath.Join(j.results(), name))
			if err != nil {
				err = fmt.Errorf("opening a result: %w", err)
			}
			if !give(queue.Name(name), file, err) {
				return
			}
		}
	}
}
