package jobs

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// Remove cancels a job and removes everything of it. When it returns the job is gone for good, whatever happens to the machine.
func (s *Service) Remove(id string) error {
	job, err := s.Find(id)
	if err != nil {
		return err
	}
	var idle chan struct{}
	job.change(func() {
		job.removed = true
		if job.working {
			job.stop()
			idle = job.idle
		}
	})
	if idle != nil {
		<-idle // its workers are killed: that takes milliseconds
	}
	s.mu.Lock()
	if s.jobs[id] == nil { // somebody else was faster
		s.mu.Unlock()
		return ErrNotFound
	}
	delete(s.jobs, id)
	if s.keys[job.Key] == id {
		delete(s.keys, job.Key)
	}
	s.mu.Unlock()
	job.change(func() { job.view.close(); job.view = nil })
	// Renaming is one step, removing many: what is left of those goes at the next start.
	gone := filepath.Join(s.path(removedName), id)
	err = os.Rename(job.folder, gone)
	if err == nil {
		err = errors.Join(syncFolder(s.path(jobsName)), os.RemoveAll(gone))
	}
	if err != nil {
		return fmt.Errorf("removing a job: %w", err)
	}
	return nil
}

// Removed reports whether the job is being removed, or is gone.
func (j *Job) Removed() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.removed
}

// sweepEvery is how often expired jobs are looked for.
const sweepEvery = time.Minute

// sweepAgain removes expired jobs until the service stops.
func (s *Service) sweepAgain() {
	ticker := time.NewTicker(sweepEvery)
	defer ticker.Stop()
	for {
		if err := s.Sweep(); err != nil {
			s.options.Log.Error("removing expired jobs", "error", err.Error())
		}
		select {
		case <-s.closing:
			return
		case <-ticker.C:
		}
	}
}

// Sweep removes the jobs that have expired.
func (s *Service) Sweep() error {
	now := s.options.Now()
	s.mu.Lock()
	var over []string
	for id, job := range s.jobs {
		if expires := job.Expires(); !expires.IsZero() && !now.Before(expires) {
			over = append(over, id)
		}
	}
	s.mu.Unlock()
	var errs []error
	for _, id := range over {
		if err := s.Remove(id); err != nil && !errors.Is(err, ErrNotFound) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// expiry is when a job that ended before this start expires. While a service runs, time is counted by its monotonic clock, so that setting
// the wall clock removes nothing; over a restart only the wall clock is there, and a job lasts for the usual time at most.
func expiry(now, ended time.Time, keep time.Duration) time.Time {
	left := keep - now.Round(0).Sub(ended)
	return now.Add(min(max(left, 0), keep))
}
