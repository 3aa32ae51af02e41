package queue

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// Manifest is what one run was given: a line an entry, in the order of the list. It appears when it is whole.
type Manifest struct {
	Run   int
	path  string
	Count int
}

const manifestPattern = "manifest-%06d.jsonl"

// openManifest reads the entries of a manifest. One with a damaged line is an error: an input would be lost with it.
func openManifest(ctx context.Context, path string, f func(at int64, e *Entry) error) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("opening a manifest: %w", err)
	}
	defer file.Close()
	_, damaged, err := readLines(file, func(at int64, value []byte) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		e, err := parseEntry(value)
		if err != nil {
			return err
		}
		return f(at, e)
	})
	if err == nil && damaged > 0 {
		err = fmt.Errorf("%d bytes: %w", damaged, errBadLine)
	}
	if err != nil {
		return fmt.Errorf("reading %s: %w", filepath.Base(path), err)
	}
	return nil
}

func parseEntry(value []byte) (*Entry, error) {
	var e Entry
	if err := json.Unmarshal(value, &e); err != nil {
		return nil, fmt.Errorf("an entry: %w", err)
	}
	return &e, nil
}

// manifests returns the numbers of the manifests of a folder, in order.
func manifests(folder string) ([]int, error) {
	found, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("looking for manifests: %w", err)
	}
	var runs []int
	for _, entry := range found {
		run := 0
		if _, err := fmt.Sscanf(entry.Name(), manifestPattern, &run); err == nil && entry.Name() == fmt.Sprintf(manifestPattern, run) {
			runs = append(runs, run) // ReadDir sorts, and all numbers have six digits
		}
	}
	return runs, nil
}

// lister writes the manifest of a run.
type lister struct {
	folder string
	index  *Index
	stems  stems
	files  map[int]*os.File // of earlier manifests, to look entries up
}

// A place in a manifest is the number of the run and the offset in its file, in one number.
const placeBits = 40

func placeOf(run int, at int64) int64 { return int64(run)<<placeBits | at }

// learn takes the names of an earlier manifest as given out.
func (l *lister) learn(ctx context.Context, run int) error {
	path := filepath.Join(l.folder, fmt.Sprintf(manifestPattern, run))
	if err := openManifest(ctx, path, func(at int64, e *Entry) error {
		if _, err := l.stems.claim(e.Stem); err != nil {
			return err
		}
		if err := l.index.Put(listedLast(e), int64(run)); err != nil {
			return err
		}
		if _, known, err := l.index.Get(listedFirst(e)); err != nil || known {
			return err
		}
		return l.index.Put(listedFirst(e), placeOf(run, at))
	}); err != nil {
		return err
	}
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("opening a manifest: %w", err)
	}
	l.files[run] = file
	return nil
}

func (l *lister) close() error {
	var errs []error
	for _, file := range l.files {
		errs = append(errs, file.Close())
	}
	return errors.Join(errs...)
}

// list writes the manifest of a run: whole, synced and renamed, or not at all. An entry that the list names twice counts once.
func (l *lister) list(ctx context.Context, run int, entries iter.Seq2[Entry, error]) (*Manifest, error) {
	m := &Manifest{Run: run, path: filepath.Join(l.folder, fmt.Sprintf(manifestPattern, run))}
	temporary := strings.TrimSuffix(m.path, ".jsonl") + ".part"
	file, err := os.Create(temporary)
	if err != nil {
		return nil, fmt.Errorf("making a manifest: %w", err)
	}
	err = l.write(ctx, m, file, entries)
	if err == nil {
		err = file.Sync()
	}
	err = errors.Join(err, file.Close())
	if err == nil {
		err = os.Rename(temporary, m.path)
	}
	if err == nil {
		err = SyncFolder(l.folder)
	}
	if err != nil {
		_ = os.Remove(temporary) // what is left of it is removed by the next run
		return nil, fmt.Errorf("making a manifest: %w", err)
	}
	return m, nil
}

func (l *lister) write(ctx context.Context, m *Manifest, to io.Writer, entries iter.Seq2[Entry, error]) error {
	const block = 1 << 16
	var lines []byte
	at := int64(0)
	for e, err := range entries {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		again, err := l.name(&e, m.Run, at+int64(len(lines)))
		if err != nil {
			return err
		}
		if again {
			continue
		}
		value, err := plain(e)
		if err != nil {
			return err
		}
		m.Count++
		if lines = appendLine(lines, value); len(lines) >= block {
			if _, err := to.Write(lines); err != nil {
				return fmt.Errorf("writing: %w", err)
			}
			at, lines = at+int64(len(lines)), lines[:0]
		}
	}
	if _, err := to.Write(lines); err != nil {
		return fmt.Errorf("writing: %w", err)
	}
	return nil
}

// name gives an entry the name of its results: the one that it had in an earlier manifest, or a new one. again says that it stands in
// this manifest already.
func (l *lister) name(e *Entry, run int, at int64) (again bool, err error) {
	last, known, err := l.index.Get(listedLast(e))
	if err != nil || known && last == int64(run) {
		return known, err
	}
	if err := l.index.Put(listedLast(e), int64(run)); err != nil {
		return false, err
	}
	place, known, err := l.index.Get(listedFirst(e))
	if err != nil {
		return false, err
	}
	if !known {
		if e.Stem, err = l.stems.take(stemOf(e.Label)); err != nil {
			return false, err
		}
		return false, l.index.Put(listedFirst(e), placeOf(run, at))
	}
	value, err := lineAt(l.files[int(place>>placeBits)], place&(1<<placeBits-1))
	if err != nil {
		return false, err
	}
	earlier, err := parseEntry(value)
	if err != nil {
		return false, err
	}
	e.Stem, e.Label = earlier.Stem, earlier.Label
	return false, nil
}

// firstListed is the run that listed an entry first.
func (l *lister) firstListed(e *Entry) (int, error) {
	place, _, err := l.index.Get(listedFirst(e))
	return int(place >> placeBits), err
}

// isListedAgain reports whether a later run lists an entry too.
func (l *lister) isListedAgain(e *Entry, run int) (bool, error) {
	last, _, err := l.index.Get(listedLast(e))
	return last > int64(run), err
}

func listedFirst(e *Entry) Key { id := e.Identity(); return KeyOf("first", string(id[:])) }
func listedLast(e *Entry) Key  { id := e.Identity(); return KeyOf("last", string(id[:])) }

// Entries calls f for everything that the runs of a folder were given, in the order of the runs and of their lists. An entry that
// several runs list comes several times.
func Entries(ctx context.Context, root string, f func(*Entry) error) error {
	folder := filepath.Join(root, Hidden)
	runs, err := manifests(folder)
	if err != nil {
		return err
	}
	for _, run := range runs {
		if err := openManifest(ctx, filepath.Join(folder, fmt.Sprintf(manifestPattern, run)), func(_ int64, e *Entry) error { return f(e) }); err != nil {
			return err
		}
	}
	return nil
}
