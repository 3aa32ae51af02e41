package queue

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// Hidden is the folder among the results that holds what this package keeps.
const Hidden = ".nianbao"

// store is a folder of results that this process alone works in.
type store struct {
	root, hidden string
	lock         *flock.Flock
	journal      *Journal
	index        *Index
	lister       *lister
	last         int   // the number of the last run
	unfinished   []int // runs whose manifest was not worked through
}

// Inside returns a path in the folder of what this package keeps.
func Inside(root string, name string) string { return filepath.Join(root, Hidden, name) }

// open takes a folder, makes it where there is none, and learns what happened in it.
func open(ctx context.Context, root string) (*store, error) {
	if err := claimFolder(root); err != nil {
		return nil, err
	}
	s := &store{root: root, hidden: filepath.Join(root, Hidden), lock: flock.New(Inside(root, "lock"))}
	locked, err := s.lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("locking the folder: %w", err)
	}
	if !locked {
		return nil, ErrInUse
	}
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

// prepare removes what a run that was killed left half written, and learns.
func (s *store) prepare(ctx context.Context) (err error) {
	tmp := Inside(s.root, "tmp")
	if err := os.RemoveAll(tmp); err != nil {
		return fmt.Errorf("clearing what was half written: %w", err)
	}
	if err := os.Mkdir(tmp, 0o777); err != nil {
		return fmt.Errorf("making a folder: %w", err)
	}
	if s.index, err = NewIndex(Inside(s.root, "index")); err != nil {
		return err
	}
	return s.learn(ctx)
}

// claimFolder makes the folder, or sees that it is one of ours or empty.
func claimFolder(root string) error {
	if err := os.Mkdir(root, 0o777); err != nil && !errors.Is(err, os.ErrExist) {
		return fmt.Errorf("making the folder: %w", err)
	}
	found, err := os.ReadDir(root)
	if err != nil {
		return fmt.Errorf("looking into the folder: %w", err)
	}
	if len(found) > 0 {
		if info, err := os.Stat(filepath.Join(root, Hidden)); err != nil || !info.IsDir() {
			return ErrForeign
		}
		return nil
	}
	if err := os.Mkdir(filepath.Join(root, Hidden), 0o777); err != nil && !errors.Is(err, os.ErrExist) {
		return fmt.Errorf("making the folder: %w", err)
	}
	return SyncFolder(root)
}

// learn replays the journal and the manifests.
func (s *store) learn(ctx context.Context) error {
	finished := map[int]bool{}
	var err error
	s.journal, err = OpenJournal(ctx, Inside(s.root, "journal.jsonl"), func(at int64, r *Record) error {
		s.last = max(s.last, r.Run)
		if r.Kind == Finished {
			finished[r.Run] = true
		}
		return s.keep(at, r)
	})
	if err != nil {
		return err
	}
	s.lister = &lister{folder: s.hidden, index: s.index, stems: stems{s.index}, files: map[int]*os.File{}}
	runs, err := manifests(s.hidden)
	if err != nil {
		return err
	}
	for _, run := range runs {
		if err := s.lister.learn(ctx, run); err != nil {
			return err
		}
		s.last = max(s.last, run)
		if !finished[run] {
			s.unfinished = append(s.unfinished, run)
		}
	}
	return nil
}

// keep remembers where an item's newest record stands.
func (s *store) keep(at int64, r *Record) error {
	switch {
	case r.Kind != Done && r.Kind != Failed && r.Kind != Attempt:
		return nil
	case r.Content == "":
		return s.index.Put(unread(r.Identity()), at)
	}
	return s.index.Put(r.Identity(), at)
}

// unread is the key of the record that says that an entry could not be opened. It does not take the place of the record of what was
// read before.
func unread(identity Key) Key { return KeyOf("unread", string(identity[:])) }

// known returns the newest record of an entry that was read, nil where there is none.
func (s *store) known(e *Entry) (*Record, error) {
	place, ok, err := s.index.Get(e.Identity())
	if err != nil || !ok {
		return nil, err
	}
	return s.journal.At(place)
}

// isThere reports whether every result of a record is where it was put, as long as it was. Somebody may have moved one away.
func (s *store) isThere(r *Record) bool {
	for _, o := range r.Outputs {
		info, err := os.Stat(filepath.Join(s.root, filepath.FromSlash(string(o.Path))))
		if err != nil || !info.Mode().IsRegular() || info.Size() != o.Size {
			return false
		}
	}
	return true
}

func (s *store) close() error {
	var errs []error
	if s.lister != nil {
		errs = append(errs, s.lister.close())
	}
	if s.index != nil {
		errs = append(errs, s.index.Close())
	}
	if s.journal != nil {
		errs = append(errs, s.journal.Close())
	}
	if err := errors.Join(append(errs, s.lock.Unlock())...); err != nil {
		return fmt.Errorf("closing the folder: %w", err)
	}
	return nil
}
