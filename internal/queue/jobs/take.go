package jobs

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"sync"

	"nianbao/converter/diag"
	"nianbao/internal/queue"
	"nianbao/internal/queue/task"
)

// Intake is a request that is being received. End it with Commit or Discard.
type Intake struct {
	service *Service
	folder  string
	key     string // hash of the client's, "" for none
	bytes   int64
	uploads []upload
	hash    hash.Hash // of names and contents
	over    bool
	// known says that the key was used before. The request is compared with that one and not kept, so that a client who asks again
	// gets his job from a service that can take no more.
	known bool
}

// upload is a file as it was sent.
type upload struct {
	label queue.Name
	head  [4]byte
	large bool // more than a report may have; nothing of it is kept
}

// Request is what is asked for beside the files.
type Request struct {
	Task task.Options
	Lang diag.Lang
}

// Begin takes a request before its body is read. key is what the client calls it, "" for nothing; size what it says that it sends, 0 where
// it does not. The error is ErrTooMany, ErrFull, ErrReceiving, ErrClosed, a [*LimitError] or of the system.
func (s *Service) Begin(key string, size int64) (*Intake, error) {
	if s.isClosing() {
		return nil, ErrClosed
	}
	if size > s.options.MaxBytes+formBytes {
		return nil, &LimitError{"bytes", s.options.MaxBytes}
	}
	if key != "" {
		sum := sha256.Sum256([]byte(key))
		key = hex.EncodeToString(sum[:])
	}
	room := s.room(size)
	s.mu.Lock()
	id, known := s.keys[key]
	receiving := key != "" && known && id == ""
	many := !known && len(s.jobs)+s.taking >= s.options.MaxJobs
	if !receiving && !many && (known || room == nil) {
		s.taking++
		if key != "" && !known {
			s.keys[key] = ""
		}
	}
	s.mu.Unlock()
	switch {
	case receiving:
		return nil, ErrReceiving
	case many:
		return nil, ErrTooMany
	case !known && room != nil:
		return nil, room
	}
	in := &Intake{service: s, folder: filepath.Join(s.path(incomingName), s.options.NewID()), key: key, hash: sha256.New(), known: known}
	if known {
		return in, nil
	}
	if err := os.MkdirAll(filepath.Join(in.folder, uploadsName), 0o700); err != nil {
		in.Discard()
		return nil, full(fmt.Errorf("making a folder: %w", err))
	}
	return in, nil
}

// formBytes is what a form may have beside its files for the length of a request to be believed.
const formBytes = 16 << 20

// Add receives a file, of which people are shown the label: a path with slashes. The error is ErrFull, a [*LimitError], that of from, or of
// the system; nothing more can be added after one.
func (in *Intake) Add(ctx context.Context, label queue.Name, from io.Reader) error {
	s := in.service
	if len(in.uploads) >= s.options.MaxFiles {
		return &LimitError{"files", int64(s.options.MaxFiles)}
	}
	u := upload{label: label}
	n, err := io.ReadFull(from, u.head[:])
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("receiving a file: %w", err)
	}
	to := &receiver{in: in, ctx: ctx, most: s.options.Limits.Input}
	if !in.known {
		to.file, err = os.OpenFile(in.upload(len(in.uploads)+1), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return full(fmt.Errorf("receiving a file: %w", err))
		}
	}
	if isArchive(u) {
		to.most = s.options.MaxBytes
	}
	own := sha256.New() // a hash for each, so that what is in one file cannot look like two
	_, err = io.Copy(io.MultiWriter(to, own), io.MultiReader(bytes.NewReader(u.head[:n]), from))
	if to.file != nil {
		err = errors.Join(err, to.file.Close())
	}
	if err != nil {
		return full(fmt.Errorf("receiving a file: %w", err))
	}
	u.large = to.large
	in.uploads = append(in.uploads, u)
	fmt.Fprintf(in.hash, "%d:%s %x\n", len(label), label, own.Sum(nil))
	return nil
}

func (in *Intake) upload(n int) string {
	return filepath.Join(in.folder, uploadsName, fmt.Sprintf("%06d", n))
}

// receiver writes a file of an intake. What is larger than a report may be is counted and not kept.
type receiver struct {
	in    *Intake
	ctx   context.Context
	file  *os.File // nil: nothing is kept
	most  int64
	size  int64
	asked int64 // bytes since free space was asked for
	large bool
}

// roomEvery is how many bytes are written before free space is asked for again.
const roomEvery = 4 << 20

// Write implements io.Writer.
func (r *receiver) Write(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err //nolint:wrapcheck // Add does
	}
	n := int64(len(p))
	if r.in.bytes += n; r.in.bytes > r.in.service.options.MaxBytes {
		return 0, &LimitError{"bytes", r.in.service.options.MaxBytes}
	}
	if r.size += n; r.file == nil {
		return len(p), nil
	}
	if r.size > r.most {
		if !r.large {
			r.large = true
			if err := r.file.Truncate(0); err != nil {
				return 0, err //nolint:wrapcheck // Add does
			}
		}
		return len(p), nil
	}
	if r.asked += n; r.asked >= roomEvery {
		r.asked = 0
		if err := r.in.service.room(n); err != nil {
			return 0, err
		}
	}
	return r.file.Write(p) //nolint:wrapcheck // Add does
}

// Discard throws away what was received. After Commit it does nothing.
func (in *Intake) Discard() {
	if in.over {
		return
	}
	in.over = true
	_ = os.RemoveAll(in.folder) // else it goes at the next start
	s := in.service
	s.mu.Lock()
	defer s.mu.Unlock()
	s.taking--
	if in.key != "" && s.keys[in.key] == "" {
		delete(s.keys, in.key)
	}
}

// Commit makes a job of what was received: its folder is on the disk, whole, when Commit returns. Where the key was used before for the
// same request, it returns that job, and again is true. The error is ErrOther, ErrNothing, ErrFull, a [*LimitError], that of ctx, or of the system;
// nothing is left of the request then.
func (in *Intake) Commit(ctx context.Context, r Request) (job *Job, again bool, err error) {
	defer in.Discard()
	s := in.service
	if len(in.uploads) == 0 {
		return nil, false, ErrNothing
	}
	settings, err := json.Marshal(r)
	if err != nil {
		return nil, false, fmt.Errorf("taking a job: %w", err)
	}
	in.hash.Write(settings)
	body := hex.EncodeToString(in.hash.Sum(nil))
	if before := s.keyed(in.key); before != nil {
		if before.Body != body {
			return nil, false, ErrOther
		}
		return before, true, nil
	}
	if in.known { // the job was removed meanwhile, and this request was not kept
		return nil, false, ErrReceiving
	}
	items, notices, err := in.list(ctx)
	if err != nil {
		return nil, false, err
	}
	d := Description{ID: s.options.NewID(), Created: s.options.Now().UTC(), Task: r.Task, Lang: r.Lang, Key: in.key, Body: body,
		Items: len(items), Bytes: in.bytes, Notices: notices}
	if err := in.write(d, items); err != nil {
		return nil, false, full(fmt.Errorf("taking a job: %w", err))
	}
	job = newJob(d, filepath.Join(s.path(jobsName), d.ID))
	if err := os.Rename(in.folder, job.folder); err != nil {
		return nil, false, fmt.Errorf("taking a job: %w", err)
	}
	if err := syncFolder(s.path(jobsName)); err != nil {
		return nil, false, errors.Join(err, os.RemoveAll(job.folder))
	}
	s.keep(job)
	// From here on the job is promised. A table that does not take it now gets it at the next start.
	if err := s.river.publish(context.WithoutCancel(ctx), job); err != nil {
		s.options.Log.Error("a job is not handed out before the next start", "error", err.Error())
	}
	return job, false, nil
}

// keyed is the job that a key was used for, nil where there is none.
func (s *Service) keyed(key string) *Job {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.jobs[s.keys[key]]
}

// write puts everything of a job on the disk, in the folder of what is being received.
func (in *Intake) write(d Description, items []Item) error {
	if err := in.sync(); err != nil {
		return err
	}
	if err := writeJSON(filepath.Join(in.folder, itemsName), items); err != nil {
		return err
	}
	return writeJSON(filepath.Join(in.folder, descriptionName), d)
}

// sync waits until the files are on the disk, for several at once: the disk can put them together.
func (in *Intake) sync() error {
	const atOnce = 16
	var waiting sync.WaitGroup
	errs := make([]error, atOnce)
	for w := range atOnce {
		waiting.Go(func() {
			for n := w; n < len(in.uploads) && errs[w] == nil; n += atOnce {
				errs[w] = syncFile(in.upload(n + 1))
			}
		})
	}
	waiting.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	return syncFolder(filepath.Join(in.folder, uploadsName))
}

func syncFile(path string) error {
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("syncing a file: %w", err)
	}
	if err := errors.Join(file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("syncing a file: %w", err)
	}
	return nil
}
