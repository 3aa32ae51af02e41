package jobs

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"nianbao/converter/diag"
	"nianbao/internal/queue"
	"nianbao/internal/queue/overview"
	"nianbao/internal/queue/worker"
)

// work works on a job until it is done, removed, or the service stops. What stands in the way from outside (a full disk, a program that
// cannot be started) makes it wait and try again: the reports are not to blame, and nothing of what is done is done again.
func (s *Service) work(ctx context.Context, id string) {
	job, err := s.Find(id)
	if err != nil {
		return // removed before its turn
	}
	ctx, leave, ok := job.enter(ctx)
	if !ok {
		return
	}
	defer leave()
	for {
		err := s.run(ctx, job)
		if err == nil {
			err = s.finish(job)
		}
		if err == nil || ctx.Err() != nil {
			return
		}
		err = full(err)
		said := obstacle(err)
		s.options.Log.Error("a job waits", "code", said.Code, "error", err.Error())
		job.change(func() { job.paused = &said })
		if !s.wait(ctx) {
			return
		}
		job.change(func() { job.paused = nil })
	}
}

// wait waits before the next try, and while the disk is full. false says that it should not be tried again.
func (s *Service) wait(ctx context.Context) bool {
	ticker := time.NewTicker(s.options.Wait)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return false
		case <-s.closing:
			return false
		case <-ticker.C:
			if s.room(0) == nil {
				return true
			}
		}
	}
}

// obstacle says what stands in the way of a job. It tells nothing of the machine.
func obstacle(err error) queue.Said {
	switch {
	case errors.Is(err, ErrFull):
		return queue.SaidOf(diag.New("job-disk-full", diag.Place{}))
	case errors.Is(err, worker.ErrStart):
		return queue.SaidOf(diag.New("job-worker-start", diag.Place{}))
	}
	return queue.SaidOf(diag.New("job-stopped", diag.Place{}))
}

// run has package queue work through the job: what an earlier run did stays.
func (s *Service) run(ctx context.Context, job *Job) error {
	items, err := job.items()
	if err != nil {
		return err
	}
	settings, err := json.Marshal(job.Task)
	if err != nil {
		return fmt.Errorf("a job's settings: %w", err)
	}
	hash := sha256.Sum256(settings)
	kind := hex.EncodeToString(hash[:])
	held := s.held.holding()
	defer held.giveAll()
	o := &opener{service: s, job: job, items: items, held: held}
	defer o.close()
	options := queue.Options{Folder: job.results(), Engine: s.options.Engine, Settings: kind, Open: o.open, MaxAttempts: s.options.MaxAttempts,
		Tell: func(e queue.Event) {
			if e.Kind != queue.Attempt {
				held.give(numberOf(e.Name, len(items)))
			}
			job.change(nil)
		}}
	for range s.options.Workers {
		options.Workers = append(options.Workers, &member{s.pool, kind, func() queue.Worker { return s.options.NewWorker(job.Task) }})
	}
	if _, err := queue.Run(ctx, options, entries(items)); err != nil {
		return fmt.Errorf("working on a job: %w", err)
	}
	_, err = overview.Write(ctx, overview.Options{Folder: job.results(), Lang: job.Lang, Check: job.Task.Check})
	return err
}

// finish writes down that the job is done. The overview was synced; its names are by the sync of the folder.
func (s *Service) finish(job *Job) error {
	if err := syncFolder(job.results()); err != nil {
		return err
	}
	now := s.options.Now()
	end := &End{Ended: now.UTC()}
	if err := writeJSON(job.path(endName), end); err != nil {
		return err
	}
	job.change(func() { job.end, job.expires = end, now.Add(s.options.Keep) })
	if _, unfinished := s.Counts(); unfinished == 0 {
		if err := s.pool.rest(); err != nil {
			s.options.Log.Warn("ending workers", "error", err.Error())
		}
	}
	return nil
}

// overviewNames are the files that tell of all items together.
func overviewNames() []string { return []string{overview.WorkbookName, overview.PageName} }
