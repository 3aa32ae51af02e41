package queue

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"

	"nianbao/converter/diag"
)

// commitAtMost is how many items are put on the disk together. Syncing costs much for one and hardly more for many.
const commitAtMost = 64

// settled is an item that something became of, not yet on the disk.
type settled struct {
	record  *Record
	files   []written
	before  bool // by an earlier run: nothing is to be kept, unless it is changed
	changed bool
	kept    func() // called when all is on the disk, where it is not nil
}

// written is a result that has no name among the results yet.
type written struct {
	from string   // the file
	file *os.File // open, and not synced; nil where whoever made it has synced it
	to   Name     // its path among the results
}

// write puts an item's results into the folder of what is being written.
func (r *run) write(record *Record, files []File) (all []written, err error) {
	defer func() {
		if err != nil {
			discard(all)
		}
	}()
	for _, f := range files {
		to := record.stem + Name(f.Suffix)
		if f.Base != "" {
			to = record.stem + ".reports/" + Name(f.Base+f.Suffix)
		}
		if f.Handed != "" {
			all = append(all, written{from: f.Handed, to: to})
			record.Outputs = append(record.Outputs, Output{Path: to, Size: f.Size, SHA256: f.SHA256})
			continue
		}
		// Not os.CreateTemp: results are for others to read, as far as the umask allows.
		name := Inside(r.root, filepath.Join("tmp", strconv.FormatInt(r.written.Add(1), 10)))
		file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if err != nil {
			return all, fmt.Errorf("writing %s: %w", to, err)
		}
		all = append(all, written{name, file, to})
		if _, err := file.Write(f.Data); err != nil {
			return all, fmt.Errorf("writing %s: %w", to, err)
		}
		sum := sha256.Sum256(f.Data)
		record.Outputs = append(record.Outputs, Output{Path: to, Size: int64(len(f.Data)), SHA256: hex.EncodeToString(sum[:])})
	}
	return all, nil
}

// discard removes what was written in vain. What cannot be removed goes when the next run begins; what was handed over stays for it.
func discard(files []written) {
	for _, w := range files {
		if w.file != nil {
			_ = w.file.Close()
			_ = os.Remove(w.from)
		}
	}
}

// commitAll puts on the disk what is settled, many at a time, until no more comes. After an error it goes on taking, so that nobody
// waits, and throws away.
func (r *run) commitAll(stop context.CancelCauseFunc) error {
	var failed error
	for first := range r.settled {
		group := r.more([]*settled{first})
		if failed == nil {
			if failed = r.commit(group); failed != nil {
				stop(failed)
			}
		}
		if failed != nil { // a disk that is full wants its room back
			for _, s := range group {
				discard(s.files)
			}
		}
	}
	return failed
}

// more adds what is there already.
func (r *run) more(group []*settled) []*settled {
	for len(group) < commitAtMost {
		select {
		case s, ok := <-r.settled:
			if !ok {
				return group
			}
			group = append(group, s)
		default:
			return group
		}
	}
	return group
}

// commit makes a group last: the results synced, renamed, their folders synced; then the journal. Whatever is cut off in between is
// done again by the next run.
func (r *run) commit(group []*settled) error {
	if err := syncFiles(group); err != nil {
		return err
	}
	folders := map[string]bool{}
	for _, s := range group {
		for _, w := range s.files {
			err := r.place(w, folders)
			if err == nil {
				continue
			}
			if !isOfName(err) {
				return err
			}
			refuseName(s.record, w.to, err)
			r.takeBack(s.files)
			break
		}
	}
	for folder := range folders {
		if err := SyncFolder(folder); err != nil {
			return err
		}
	}
	if err := r.record(group); err != nil {
		return err
	}
	for _, s := range group {
		if s.kept != nil {
			s.kept()
		}
		r.count(s)
	}
	return nil
}

// syncFiles waits until the contents are on the disk, for several files at once: the disk can put them together.
func syncFiles(group []*settled) error {
	const atOnce = 16
	var waiting sync.WaitGroup
	var mu sync.Mutex
	var failed error
	tokens := make(chan struct{}, atOnce)
	for _, s := range group {
		for _, w := range s.files {
			if w.file == nil {
				continue
			}
			tokens <- struct{}{}
			waiting.Go(func() {
				defer func() { <-tokens }()
				err := w.file.Sync()
				if err = errors.Join(err, w.file.Close()); err != nil {
					mu.Lock()
					failed = errors.Join(failed, fmt.Errorf("writing %s: %w", w.to, err))
					mu.Unlock()
				}
			})
		}
	}
	waiting.Wait()
	return failed
}

// place gives a file its name among the results, and adds the folders whose names are new.
func (r *run) place(w written, folders map[string]bool) error {
	to := filepath.Join(r.root, filepath.FromSlash(string(w.to)))
	folder := filepath.Dir(to)
	if err := r.makeFolder(folder, folders); err != nil {
		return err
	}
	if err := os.Rename(w.from, to); err != nil {
		return fmt.Errorf("naming %s: %w", w.to, err)
	}
	folders[folder] = true
	return nil
}

func (r *run) makeFolder(folder string, folders map[string]bool) error {
	if folders[folder] || folder == r.root {
		return nil
	}
	if info, err := os.Stat(folder); err == nil && info.IsDir() {
		return nil
	}
	parent := filepath.Dir(folder)
	if err := r.makeFolder(parent, folders); err != nil {
		return err
	}
	if err := os.Mkdir(folder, 0o777); err != nil && !errors.Is(err, os.ErrExist) {
		return fmt.Errorf("making a folder: %w", err)
	}
	folders[parent], folders[folder] = true, true
	return nil
}

// isOfName reports whether an error is of one file's name and not of the disk: such a one fails its item and no other.
func isOfName(err error) bool {
	return errors.Is(err, syscall.ENAMETOOLONG) || errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.EILSEQ)
}

// takeBack removes all results of an item of which one cannot have its name: an item has all or none.
func (r *run) takeBack(files []written) {
	discard(files)
	for _, w := range files {
		_ = os.Remove(filepath.Join(r.root, filepath.FromSlash(string(w.to)))) // most are not there
	}
}

func refuseName(record *Record, name Name, err error) {
	record.Kind, record.Outputs = Failed, nil
	record.Said = append(record.Said,
		unwritable(string(name), diag.Wording{Chinese: diag.Word("name-unusable").In(diag.Chinese), English: err.Error()}))
}

// record writes the journal and remembers where each record stands.
func (r *run) record(group []*settled) error {
	var records []*Record
	for _, s := range group {
		if !s.before || s.changed {
			records = append(records, s.record)
		}
	}
	if len(records) == 0 {
		return nil
	}
	places, err := r.journal.Append(records...)
	if err != nil {
		return err
	}
	for i, record := range records {
		if err := r.keep(places[i], record); err != nil {
			return err
		}
	}
	return nil
}

// count counts an item that is on the disk, and tells of it.
func (r *run) count(s *settled) {
	switch {
	case s.record.Kind == Done:
		r.sum.Done++
		if s.before {
			r.sum.Before++
		}
	case s.record.Kind == Failed:
		r.sum.Failed++
		if s.record.Quarantined {
			r.sum.Quarantined++
		}
	}
	if r.options.Tell != nil {
		r.options.Tell(Event{s.record, s.before})
	}
}
