package cluster

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"nianbao/internal/queue"
)

// answerName is the file that says what became of a job.
const answerName = "answer.json"

// handing is what stands in it.
type handing struct {
	Died   *queue.Said   `json:"died,omitempty"` // why the process that worked on it did not survive
	Answer *queue.Answer `json:"answer,omitempty"`
}

// hand puts what became of a job into the shared folder: everything is on the disk before the folder has its name. Where another worker was faster, its
// results stay.
func (s shared) hand(key string, h handing) (err error) {
	to := s.handed(key)
	part, err := unique(to)
	if err != nil {
		return err
	}
	if err := os.Mkdir(part, 0o777); err != nil {
		return fmt.Errorf("handing over: %w", err)
	}
	defer func() {
		if err != nil {
			_ = os.RemoveAll(part) // what is left of it goes when the run ends
		}
	}()
	if err := h.write(part); err != nil {
		return err
	}
	switch err := os.Rename(part, to); {
	case err == nil:
		return queue.SyncFolder(filepath.Dir(to))
	case s.isHanded(key):
		return os.RemoveAll(part)
	default:
		return fmt.Errorf("handing over: %w", err)
	}
}

// write writes the files of an answer and syncs them, all at once.
func (h handing) write(folder string) error {
	var files []queue.File
	if h.Answer != nil {
		files = h.Answer.Files
	}
	errs := make([]error, len(files)+1)
	var writing sync.WaitGroup
	for i := range files {
		sum := sha256.Sum256(files[i].Data)
		files[i].Size, files[i].SHA256 = int64(len(files[i].Data)), hex.EncodeToString(sum[:])
		writing.Go(func() { errs[i] = writeSynced(filepath.Join(folder, strconv.Itoa(i)), files[i].Data) })
	}
	data, err := json.Marshal(h)
	if err != nil {
		return fmt.Errorf("handing over: %w", err)
	}
	errs[len(files)] = writeSynced(filepath.Join(folder, answerName), data)
	writing.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	return queue.SyncFolder(folder)
}

func writeSynced(path string, data []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return fmt.Errorf("handing over: %w", err)
	}
	_, err = file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	if err := errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("handing over: %w", err)
	}
	return nil
}

func (s shared) isHanded(key string) bool {
	_, err := os.Stat(filepath.Join(s.handed(key), answerName))
	return err == nil
}

// errIncomplete says that what was handed over is not all there: a coordinator was killed while it gave the files their names.
var errIncomplete = errors.New("what was handed over is incomplete")

// largestAnswer is how many bytes an answer has at most, without its files.
const largestAnswer = 64 << 20

// take reads what became of a job. The files of the answer are those in the folder. The error is errIncomplete, or the system's.
func (s shared) take(key string) (h handing, err error) {
	folder := s.handed(key)
	data, err := readAtMost(filepath.Join(folder, answerName), largestAnswer)
	if errors.Is(err, fs.ErrNotExist) {
		return h, errIncomplete
	}
	if err != nil {
		return h, fmt.Errorf("taking what was handed over: %w", err)
	}
	if err := json.Unmarshal(data, &h); err != nil || h.Answer == nil && h.Died == nil {
		return h, errIncomplete
	}
	if h.Answer == nil {
		return h, nil
	}
	for i := range h.Answer.Files {
		f := &h.Answer.Files[i]
		f.Handed = filepath.Join(folder, strconv.Itoa(i))
		info, err := os.Lstat(f.Handed)
		if errors.Is(err, fs.ErrNotExist) || err == nil && (!info.Mode().IsRegular() || info.Size() != f.Size) {
			return h, errIncomplete
		}
		if err != nil {
			return h, fmt.Errorf("taking what was handed over: %w", err)
		}
	}
	return h, nil
}

func readAtMost(path string, most int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err //nolint:wrapcheck // whoever calls says what for
	}
	if info.Size() > most {
		return nil, fmt.Errorf("%s is larger than %d bytes", filepath.Base(path), most)
	}
	return os.ReadFile(path) //nolint:wrapcheck // whoever calls says what for
}

// forget removes an item from the folder.
func (s shared) forget(key string) {
	_ = os.RemoveAll(s.handed(key)) // what cannot be removed goes when the run ends
	_ = os.Remove(s.given(key))
}
