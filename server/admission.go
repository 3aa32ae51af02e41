package server

import (
	"context"
	"math"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/semaphore"
)

// admission lets a fixed number of requests work and a bounded number wait.
type admission struct {
	workers, queue int64
	slots          *semaphore.Weighted
	inside         atomic.Int64 // waiting and working
	working        atomic.Int64

	mu   sync.Mutex
	mean time.Duration // moving mean of the time that one request works
}

// weight is the share of a new measurement in the moving mean.
const weight = 0.1

func newAdmission(workers, queue int) *admission {
	return &admission{workers: int64(workers), queue: int64(queue), slots: semaphore.NewWeighted(int64(workers)),
		mean: 10 * time.Millisecond}
}

// enter waits for a place. ok is false where the queue is full or ctx ends; else leave must be called when the work is
// done, by whoever does it.
func (a *admission) enter(ctx context.Context) (leave func(), ok bool) {
	if a.inside.Add(1) > a.queue+a.workers {
		a.inside.Add(-1)
		return nil, false
	}
	if err := a.slots.Acquire(ctx, 1); err != nil {
		a.inside.Add(-1)
		return nil, false
	}
	a.working.Add(1)
	begun := time.Now()
	return func() {
		a.working.Add(-1)
		a.inside.Add(-1)
		a.slots.Release(1)
		a.mu.Lock()
		defer a.mu.Unlock()
		a.mean += time.Duration(weight * float64(time.Since(begun)-a.mean))
	}, true
}

// waiting is how many are in the queue.
func (a *admission) waiting() int64 { return max(0, a.inside.Load()-a.working.Load()) }

// retryAfter is the whole seconds, at least one, until those who are here now should be done.
func (a *admission) retryAfter() int {
	a.mu.Lock()
	mean := a.mean
	a.mu.Unlock()
	rounds := float64(a.inside.Load()) / float64(a.workers)
	return max(1, int(math.Ceil(rounds*mean.Seconds())))
}
