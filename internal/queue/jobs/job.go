package jobs

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"

	"nianbao/converter/diag"
	"nianbao/internal/queue"
	"nianbao/internal/queue/task"
)

// Description is what a job was when it was taken.
type Description struct {
	ID      string       `json:"id"`
	Created time.Time    `json:"created"`
	Task    task.Options `json:"task"`
	Lang    diag.Lang    `json:"lang"` // of the overview
	Key     string       `json:"key,omitzero"`
	Body    string       `json:"body"` // hash of everything that was sent
	Items   int          `json:"items"`
	Bytes   int64        `json:"bytes"`
	// Notices say what of the request is no item: files in archives that are no reports.
	Notices []queue.Said `json:"notices,omitempty"`
}

// Item is one report of a job. Its number is its place in the list, from 1.
type Item struct {
	Label  queue.Name   `json:"label"`
	Upload int          `json:"upload"`          // the number of its file, from 1
	Member int          `json:"member,omitzero"` // where the file is an archive: its number in it, from 1
	Fault  []queue.Said `json:"fault,omitempty"` // why it cannot be read, known when it was received
}

// End says that a job is done.
type End struct {
	Ended time.Time `json:"ended"`
}

// Job is a job that is kept. Its methods may be called from many goroutines.
type Job struct {
	Description
	folder string

	mu      sync.Mutex
	end     *End
	expires time.Time // where it has ended
	removed bool
	working bool
	paused  *queue.Said   // why the work had to stop for a while
	stop    func()        // ends the work
	idle    chan struct{} // closed when the work has ended
	changed chan struct{} // closed, and another made, when something became of an item or of the job
	view    *view         // nil where it is not in memory
}

// State is where a job is.
type State string

// The states of a job.
const (
	Queued  State = "queued"
	Working State = "working"
	Paused  State = "paused" // something outside of the reports is in the way; it goes on by itself
	Done    State = "done"
)

func newJob(d Description, folder string) *Job {
	return &Job{Description: d, folder: folder, changed: make(chan struct{})}
}

// loadJob reads a job's folder. One that cannot be read is an error: the job was promised.
func loadJob(folder string) (*Job, error) {
	job := newJob(Description{}, folder)
	if err := readJSON(filepath.Join(folder, descriptionName), &job.Description); err != nil {
		return nil, err
	}
	var end End
	err := readJSON(filepath.Join(folder, endName), &end)
	switch {
	case err == nil:
		job.end = &end
	case !errors.Is(err, os.ErrNotExist):
		return nil, err
	}
	return job, nil
}

func (j *Job) path(name string) string { return filepath.Join(j.folder, name) }

// results is the folder of its results.
func (j *Job) results() string { return j.path(resultsName) }

// Ended reports whether the job is done.
func (j *Job) Ended() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.end != nil
}

// State returns where the job is, and why it pauses.
func (j *Job) State() (State, *queue.Said) {
	j.mu.Lock()
	defer j.mu.Unlock()
	switch {
	case j.end != nil:
		return Done, nil
	case j.paused != nil:
		return Paused, j.paused
	case j.working:
		return Working, nil
	}
	return Queued, nil
}

// Expires returns when the job will be removed; the zero time while it is not done.
func (j *Job) Expires() time.Time {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.expires
}

// Changed returns a channel that is closed at the next change. Ask for it before looking at the job.
func (j *Job) Changed() <-chan struct{} {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.changed
}

// change makes a change and tells everybody who waits for one.
func (j *Job) change(f func()) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if f != nil {
		f()
	}
	close(j.changed)
	j.changed = make(chan struct{})
}

// enter begins work, which ends when the job is removed. ok is false for a job that has ended, was removed, or is being worked on.
func (j *Job) enter(ctx context.Context) (_ context.Context, leave func(), ok bool) {
	ctx, stop := context.WithCancel(ctx)
	entered := false
	j.change(func() {
		if j.end != nil || j.removed || j.working {
			return
		}
		entered, j.working, j.stop, j.idle = true, true, stop, make(chan struct{})
	})
	if !entered {
		stop()
		return nil, nil, false
	}
	return ctx, func() {
		stop()
		j.change(func() { j.working, j.paused = false, nil; close(j.idle) })
	}, true
}

// items reads the list of reports.
func (j *Job) items() ([]Item, error) {
	var items []Item
	if err := readJSON(j.path(itemsName), &items); err != nil {
		return nil, err
	}
	return items, nil
}
