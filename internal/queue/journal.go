package queue

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Journal is the append-only list of what became of items. It is the truth: what stands in it was on the disk before it was written.
type Journal struct {
	file *os.File
	end  int64
	// Damaged is how many bytes could not be read: what they told of is done again.
	Damaged int64
}

// OpenJournal opens the journal of a folder, or begins one, and calls f for each record with its place. A damaged end, as a machine
// without power leaves it, is cut off; a damaged line before it is left out.
func OpenJournal(ctx context.Context, path string, f func(at int64, r *Record) error) (*Journal, error) {
	_, missing := os.Stat(path)
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, fmt.Errorf("opening the journal: %w", err)
	}
	j := &Journal{file: file}
	if errors.Is(missing, os.ErrNotExist) {
		err = SyncFolder(filepath.Dir(path))
	}
	if err == nil {
		err = j.replay(ctx, f)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("reading the journal: %w", err), file.Close())
	}
	return j, nil
}

// replay reads everything and cuts off a damaged end.
func (j *Journal) replay(ctx context.Context, f func(at int64, r *Record) error) error {
	end, damaged, err := scan(ctx, j.file, f)
	if err != nil {
		return err
	}
	j.end, j.Damaged = end, damaged
	if damaged == 0 {
		return nil
	}
	if err := j.file.Truncate(end); err != nil {
		return fmt.Errorf("cutting off a damaged end: %w", err)
	}
	if err := j.file.Sync(); err != nil {
		return fmt.Errorf("cutting off a damaged end: %w", err)
	}
	return nil
}

// scan calls f for each record.
func scan(ctx context.Context, from io.Reader, f func(at int64, r *Record) error) (end, damaged int64, err error) {
	return readLines(from, func(at int64, value []byte) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		var r Record
		if err := json.Unmarshal(value, &r); err != nil {
			return fmt.Errorf("the record at %d: %w", at, err)
		}
		return f(at, &r)
	})
}

// Append writes records behind the others and waits until they are on the disk. It returns where each begins. After an error nothing of
// them is believed: the next replay cuts off what is not whole.
func (j *Journal) Append(records ...*Record) ([]int64, error) {
	var lines []byte
	places := make([]int64, len(records))
	for i, r := range records {
		value, err := plain(r)
		if err != nil {
			return nil, fmt.Errorf("a record of the journal: %w", err)
		}
		places[i] = j.end + int64(len(lines))
		lines = appendLine(lines, value)
	}
	if _, err := j.file.WriteAt(lines, j.end); err != nil {
		return nil, fmt.Errorf("writing the journal: %w", err)
	}
	if err := j.file.Sync(); err != nil {
		return nil, fmt.Errorf("syncing the journal: %w", err)
	}
	j.end += int64(len(lines))
	return places, nil
}

// At returns the record at a place. It may be called while others append.
func (j *Journal) At(place int64) (*Record, error) { return recordAt(j.file, place) }

func recordAt(file io.ReaderAt, place int64) (*Record, error) {
	value, err := lineAt(file, place)
	if err != nil {
		return nil, fmt.Errorf("the journal: %w", err)
	}
	var r Record
	if err := json.Unmarshal(value, &r); err != nil {
		return nil, fmt.Errorf("the journal at %d: %w", place, err)
	}
	return &r, nil
}

// Close closes the file.
func (j *Journal) Close() error {
	if err := j.file.Close(); err != nil {
		return fmt.Errorf("closing the journal: %w", err)
	}
	return nil
}

// ReadJournal calls f for each record of a folder's journal, in the order in which they were written, with its place: see [RecordAt]. It
// reads what is there and holds no lock.
func ReadJournal(ctx context.Context, file *os.File, f func(at int64, r *Record) error) error {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("reading the journal: %w", err)
	}
	if _, _, err := scan(ctx, file, f); err != nil {
		return fmt.Errorf("reading the journal: %w", err)
	}
	return nil
}

// FollowJournal is ReadJournal from a place on, for a journal that somebody writes to: it ends before what is not whole yet. It returns the
// place to go on from.
func FollowJournal(ctx context.Context, file *os.File, from int64, f func(at int64, r *Record) error) (int64, error) {
	info, err := file.Stat()
	if err != nil {
		return from, fmt.Errorf("reading the journal: %w", err)
	}
	if info.Size() <= from {
		return from, nil
	}
	end, _, err := scan(ctx, io.NewSectionReader(file, from, info.Size()-from), func(at int64, r *Record) error { return f(from+at, r) })
	if err != nil {
		return from, fmt.Errorf("reading the journal: %w", err)
	}
	return from + end, nil
}

// RecordAt returns the record at a place of a journal.
func RecordAt(file io.ReaderAt, place int64) (*Record, error) { return recordAt(file, place) }
