package queue

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Status says how far a folder is: what became of every entry that its runs were given.
type Status struct {
	Total       int `json:"total"`
	Done        int `json:"done"`
	Failed      int `json:"failed"`
	Quarantined int `json:"quarantined"` // of Failed
	Left        int `json:"left"`
	Unfinished  int `json:"unfinished_runs"` // runs that are going on, or were interrupted
}

// ReadStatus reads how far a folder is, also while a run works in it, which it does not disturb: it reads the journal and the manifests, takes no lock and writes
// nothing there. What is being written at this moment may be missing from it. That an input was corrected shows only when a run reads it.
func ReadStatus(ctx context.Context, root string) (s Status, err error) {
	temporary, err := os.MkdirTemp("", "nianbao-")
	if err != nil {
		return s, fmt.Errorf("making the index: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temporary)) }()
	index, err := NewIndex(filepath.Join(temporary, "index"))
	if err != nil {
		return s, err
	}
	defer func() { err = errors.Join(err, index.Close()) }()
	r := &statusReader{index: index, engines: map[int]string{}, finished: map[int]bool{}}
	journal, err := os.Open(Inside(root, "journal.jsonl"))
	if err != nil {
		return s, fmt.Errorf("opening the journal: %w", err)
	}
	defer journal.Close()
	r.journal = journal
	if err := ReadJournal(ctx, journal, r.learn); err != nil {
		return s, err
	}
	runs, err := manifests(filepath.Join(root, Hidden))
	if err != nil {
		return s, err
	}
	for at := len(runs) - 1; at >= 0; at-- { // an entry counts in the last run that lists it
		run := runs[at]
		if !r.finished[run] {
			r.Unfinished++
		}
		path := filepath.Join(root, Hidden, fmt.Sprintf(manifestPattern, run))
		if err := openManifest(ctx, path, func(_ int64, e *Entry) error { return r.count(e, run) }); err != nil {
			return s, err
		}
	}
	return r.Status, nil
}

type statusReader struct {
	Status
	journal  *os.File
	index    *Index
	engines  map[int]string // of runs: with which engine and settings they worked
	now      string         // that of the last one
	finished map[int]bool
}

func (r *statusReader) learn(at int64, record *Record) error {
	switch record.Kind {
	case Began:
		r.now = record.Engine + " " + record.Settings
		r.engines[record.Run] = r.now
	case Finished:
		r.finished[record.Run] = true
	case Done, Failed, Attempt:
		return r.index.Put(record.Identity(), at)
	}
	return nil
}

func (r *statusReader) count(e *Entry, run int) error {
	identity := e.Identity()
	counted := KeyOf("counted", string(identity[:]))
	if _, before, err := r.index.Get(counted); err != nil || before {
		return err
	}
	if err := r.index.Put(counted, 1); err != nil {
		return err
	}
	r.Total++
	place, known, err := r.index.Get(identity)
	if err != nil {
		return err
	}
	if !known {
		r.Left++
		return nil
	}
	record, err := recordAt(r.journal, place)
	if err != nil {
		return err
	}
	switch {
	case record.Kind == Attempt, !r.finished[run] && r.engines[record.Run] != r.now: // to be done again: with another engine or other options
		r.Left++
	case record.Kind == Failed:
		r.Failed++
		if record.Quarantined {
			r.Quarantined++
		}
	default:
		r.Done++
	}
	return nil
}
