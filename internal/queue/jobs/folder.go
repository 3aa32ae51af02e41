package jobs

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// The names in a service's folder, and in a job's.
const (
	lockName     = "lock"
	tableName    = "queue.sqlite"
	incomingName = "incoming"
	removedName  = "removed"
	jobsName     = "jobs"

	descriptionName = "job.json"
	itemsName       = "items.json"
	endName         = "end.json"
	uploadsName     = "uploads"
	resultsName     = "results"
)

func (s *Service) path(name string) string { return filepath.Join(s.options.Folder, name) }

// claim makes the folder, or sees that it is one of ours or empty. It is for its owner alone: reports are not published yet.
func claim(folder string) error {
	if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
		return fmt.Errorf("making the folder of jobs: %w", err)
	}
	found, err := os.ReadDir(folder)
	if err != nil {
		return fmt.Errorf("looking into the folder of jobs: %w", err)
	}
	for _, entry := range found {
		switch name := entry.Name(); {
		case name == lockName, name == incomingName, name == removedName, name == jobsName, strings.HasPrefix(name, tableName):
		case name == "lost+found": // the root of a file system of its own
		default:
			return fmt.Errorf("%w: %s", ErrForeign, name)
		}
	}
	if err := os.MkdirAll(filepath.Join(folder, jobsName), 0o700); err != nil {
		return fmt.Errorf("making the folder of jobs: %w", err)
	}
	return syncFolder(folder)
}

// writeJSON writes a file beside and gives it its name when it is on the disk.
func writeJSON(path string, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("writing %s: %w", filepath.Base(path), err)
	}
	temporary := path + ".part"
	err = writeSynced(temporary, data)
	if err == nil {
		err = os.Rename(temporary, path)
	}
	if err == nil {
		err = syncFolder(filepath.Dir(path))
	}
	if err != nil {
		_ = os.Remove(temporary) // else it is written over
		return fmt.Errorf("writing %s: %w", filepath.Base(path), err)
	}
	return nil
}

func writeSynced(path string, data []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err //nolint:wrapcheck // writeJSON does
	}
	_, err = file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

func readJSON(path string, value any) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("reading %s: %w", filepath.Base(path), err)
	}
	if err := json.Unmarshal(data, value); err != nil {
		return fmt.Errorf("reading %s: %w", path, err)
	}
	return nil
}

// full turns the system's word for a disk without room into ErrFull.
func full(err error) error {
	if err == nil || errors.Is(err, ErrFull) {
		return err
	}
	for _, code := range noRoom() {
		if errors.Is(err, code) {
			return errors.Join(ErrFull, err)
		}
	}
	return err
}

// room reports ErrFull where the disk would have less left than it has to keep, after so many bytes more.
func (s *Service) room(more int64) error {
	free, err := s.free(s.options.Folder)
	if err != nil {
		return err
	}
	if free-more < s.options.FreeBytes {
		return ErrFull
	}
	return nil
}
