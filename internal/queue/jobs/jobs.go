// Package jobs keeps the jobs of a service: many reports that somebody sends in one request and fetches the results of later. A service
// may be killed at any moment, and each report has exactly one right result all the same.
//
// A [Service] owns one folder:
//
//	lock            held while a service works here: a second one is refused
//	queue.sqlite    River's table of which jobs are to be worked on
//	incoming/       what is being received; thrown away at the next start
//	removed/        what is being deleted; likewise
//	jobs/ID/        one job
//	    job.json    what is to be done, and what came with it ([Description])
//	    items.json  the reports, in their order
//	    uploads/    the files as they were sent, named by number
//	    results/    a folder of package nianbao/internal/queue: manifest, journal, results
//	    end.json    written last: when the job was done ([End])
//
// What is true of a job stands in its folder and nowhere else. A job is there when its folder has its name among the jobs: everything in it
// was synced before. River hands out jobs, so many at a time, the small ones first; within a job package queue hands out its reports. The
// table holds nothing that the folders do not: at each start it is emptied, and every job without an end is published again, so that a
// table that is lost, damaged or from another day costs nothing. docs/decisions/jobs.md tells why it is done so.
//
// The results of a job are those that `nianbao batch` makes of the same files, byte for byte, since the same code makes them.
//
// The identifier of a job is its capability: whoever knows it may read and remove the job, and nobody can guess it. It comes from
// [Options.NewID]; nothing else here is random, and nothing that is made depends on a clock.
package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"nianbao/converter"
	"nianbao/internal/queue"
	"nianbao/internal/queue/task"
)

// Options are of a [Service]. Fields without a default must be set.
type Options struct {
	Folder string
	Engine string // part of each item's ID: see [queue.ID]
	Log    *slog.Logger

	NewID     func() string                   // of a job; must not be guessed
	Now       func() time.Time                // for when a job was made and expires
	NewWorker func(task.Options) queue.Worker // a worker of these options; closed when it is not needed any more
	Workers   int                             // at work at a time, over all jobs
	Limits    converter.Limits

	MaxJobs     int           // kept at a time: 100
	MaxFiles    int           // reports of a job: 10,000
	MaxBytes    int64         // that are sent for a job: 1 GiB
	MaxAttempts int           // of a report over which its worker dies: 3
	FreeBytes   int64         // that the disk has to keep free: 512 MiB
	Keep        time.Duration // from a job's end to its removal: 7 days
	Wait        time.Duration // before a job that had to stop is tried again: 5 s
}

func (o Options) withDefaults() Options {
	set := func(n *int, usual int) {
		if *n == 0 {
			*n = usual
		}
	}
	set(&o.MaxJobs, 100)
	set(&o.MaxFiles, 10_000)
	set(&o.MaxAttempts, 3)
	set(&o.Workers, 1)
	if o.MaxBytes == 0 {
		o.MaxBytes = 1 << 30
	}
	if o.FreeBytes == 0 {
		o.FreeBytes = 512 << 20
	}
	if o.Keep == 0 {
		o.Keep = 7 * 24 * time.Hour
	}
	if o.Wait == 0 {
		o.Wait = 5 * time.Second
	}
	return o
}

// Errors of taking and finding jobs.
var (
	ErrInUse      = errors.New("another service works in this folder")
	ErrForeign    = errors.New("the folder holds files of others")
	ErrFull       = errors.New("the disk is full")
	ErrTooMany    = errors.New("too many jobs are kept")
	ErrOther      = errors.New("the key was used for another request")
	ErrReceiving  = errors.New("a request with this key is being received")
	ErrNotFound   = errors.New("there is no such job")
	ErrUnfinished = errors.New("the job is not done yet")
	ErrNothing    = errors.New("there is no report")
	ErrClosed     = errors.New("the service is shutting down")
)

// LimitError says that more was sent than a job may have.
type LimitError struct {
	What  string // "files" or "bytes"
	Limit int64
}

// Error implements error.
func (e *LimitError) Error() string { return fmt.Sprintf("a job has at most %d %s", e.Limit, e.What) }

// Service keeps jobs. It is used by many goroutines.
type Service struct {
	options Options
	lock    *flock.Flock
	river   *hander
	pool    *pool
	held    *budget // of contents in memory
	free    func(folder string) (int64, error)

	mu     sync.Mutex
	jobs   map[string]*Job
	keys   map[string]string // hash of a client's key -> ID; "" while the request is being received
	taking int               // requests that are being received
	views  []*Job            // whose states are in memory, the one that was asked for last at the end

	closing chan struct{}
	stopped sync.Once
	ending  sync.WaitGroup
}

// Open takes the folder, makes it where there is none, and goes on with every job that has no end. The error is ErrInUse, ErrForeign, or of the system.
func Open(ctx context.Context, o Options) (*Service, error) {
	o = o.withDefaults()
	s := &Service{options: o, free: freeBytes, jobs: map[string]*Job{}, keys: map[string]string{}, closing: make(chan struct{}),
		pool: newPool(o.Workers), held: newBudget(o.HeldBytes())}
	if err := claim(o.Folder); err != nil {
		return nil, err
	}
	s.lock = flock.New(filepath.Join(o.Folder, lockName))
	locked, err := s.lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("locking the folder of jobs: %w", err)
	}
	if !locked {
		return nil, ErrInUse
	}
	if err := s.begin(ctx); err != nil {
		return nil, errors.Join(err, s.lock.Unlock())
	}
	s.ending.Go(s.sweepAgain)
	return s, nil
}

// begin learns which jobs there are, and hands out those that are not done.
func (s *Service) begin(ctx context.Context) error {
	for _, name := range []string{incomingName, removedName} {
		if err := os.RemoveAll(s.path(name)); err != nil {
			return fmt.Errorf("clearing what was half received: %w", err)
		}
		if err := os.MkdirAll(s.path(name), 0o700); err != nil {
			return fmt.Errorf("making a folder: %w", err)
		}
	}
	unfinished, err := s.load(ctx)
	if err != nil {
		return err
	}
	if s.river, err = openHander(ctx, s.path(tableName), s.options.Log, s.work); err != nil {
		return err
	}
	if err := s.river.publish(ctx, unfinished...); err != nil {
		return errors.Join(err, s.river.stop(ctx))
	}
	return nil
}

// load reads the jobs of the folder and returns those without an end.
func (s *Service) load(ctx context.Context) (unfinished []*Job, err error) {
	found, err := os.ReadDir(s.path(jobsName))
	if err != nil {
		return nil, fmt.Errorf("looking for jobs: %w", err)
	}
	for _, entry := range found {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("looking for jobs: %w", err)
		}
		job, err := loadJob(filepath.Join(s.path(jobsName), entry.Name()))
		if err != nil {
			return nil, err
		}
		s.keep(job)
		if job.end == nil {
			unfinished = append(unfinished, job)
		} else {
			job.expires = expiry(s.options.Now(), job.end.Ended, s.options.Keep)
		}
	}
	return unfinished, nil
}

// keep adds a job to those that are known.
func (s *Service) keep(job *Job) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.jobs[job.ID] = job
	if job.Key != "" {
		s.keys[job.Key] = job.ID
	}
}

// Find returns a job, or ErrNotFound.
func (s *Service) Find(id string) (*Job, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	job := s.jobs[id]
	if job == nil {
		return nil, ErrNotFound
	}
	return job, nil
}

// Counts returns how many jobs are kept, and how many of them are not done.
func (s *Service) Counts() (kept, unfinished int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, job := range s.jobs {
		if !job.Ended() {
			unfinished++
		}
	}
	return len(s.jobs), unfinished
}

// Closing is closed when the service begins to stop: whoever follows a job should leave.
func (s *Service) Closing() <-chan struct{} { return s.closing }

// Drain stops taking and working. What is being worked on is given up: it is done again by the next service, which is harmless.
func (s *Service) Drain() { s.stopped.Do(func() { close(s.closing) }) }

// Close ends the work, waits for it, and gives the folder back.
func (s *Service) Close(ctx context.Context) error {
	s.Drain()
	err := s.river.stop(ctx)
	s.ending.Wait()
	if err = errors.Join(err, s.pool.close(), s.lock.Unlock()); err != nil {
		return fmt.Errorf("closing the jobs: %w", err)
	}
	return nil
}

func (s *Service) isClosing() bool {
	select {
	case <-s.closing:
		return true
	default:
		return false
	}
}

// HeldBytes is the memory that contents of reports take at most in this process: those that are worked on and two more. What workers
// answer comes on top.
func (o Options) HeldBytes() int64 { return int64(max(o.Workers, 1)+2) * o.Limits.Input }

// HeldBytes is [Options.HeldBytes] of this service.
func (s *Service) HeldBytes() int64 { return s.options.HeldBytes() }

// MostBytes is how many bytes the body of a request may have: those of a job, and what a form adds.
func (s *Service) MostBytes() int64 { return s.options.MaxBytes + formBytes }
