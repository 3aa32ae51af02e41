package server

import (
	"context"
	"math"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/semaphore"
)

// admission lets requests work, as many as there are workers and as many as their memory allows, and a bounded number wait.
//
// There is one queue for both: the memory of the work is divided among the workers, and who needs more than one share
// takes several places. So a file of 20 MB may work alone where two ordinary ones would work side by side, and it cannot
// be overtaken for ever.
type admission struct {
	workers, queue int64
	timeout        time.Duration
	memory         int64 // bytes for all work
	places         *semaphore.Weighted
	inside         atomic.Int64 // waiting and working
	working        atomic.Int64
	taken          atomic.Int64 // bytes of those that work

	mu      sync.Mutex
	mean    time.Duration        // moving mean of the time that one request works
	running map[*ticket]struct{} // for their age
}

// ticket is a place that work has.
type ticket struct{ begun time.Time }

// weight is the share of a new measurement in the moving mean.
const weight = 0.1

func newAdmission(workers, queue int, timeout time.Duration, memory int64) *admission {
	memory = max(memory, int64(workers))
	return &admission{workers: int64(workers), queue: int64(queue), timeout: timeout, memory: memory,
		places: semaphore.NewWeighted(memory), mean: 10 * time.Millisecond, running: map[*ticket]struct{}{}}
}

// enter waits for a place for work that takes so many bytes. ok is false where the queue is full or ctx ends; else leave
// must be called when the work is done, by whoever does it.
func (a *admission) enter(ctx context.Context, bytes int64) (leave func(), ok bool) {
	if a.inside.Add(1) > a.queue+a.workers {
		a.inside.Add(-1)
		return nil, false
	}
	bytes = min(max(bytes, a.memory/a.workers), a.memory)
	if err := a.places.Acquire(ctx, bytes); err != nil {
		a.inside.Add(-1)
		return nil, false
	}
	a.working.Add(1)
	a.taken.Add(bytes)
	t := &ticket{time.Now()}
	a.mu.Lock()
	a.running[t] = struct{}{}
	a.mu.Unlock()
	return func() {
		a.mu.Lock()
		delete(a.running, t)
		a.mean += time.Duration(weight * float64(time.Since(t.begun)-a.mean))
		a.mu.Unlock()
		a.taken.Add(-bytes)
		a.working.Add(-1)
		a.inside.Add(-1)
		a.places.Release(bytes)
	}, true
}

// waiting is how many are in the queue.
func (a *admission) waiting() int64 { return max(0, a.inside.Load()-a.working.Load()) }

// full reports whether one more would find no room in the queue. It is asked before a body is read; enter decides.
func (a *admission) full() bool { return a.inside.Load() >= a.queue+a.workers }

// retryAfter is the whole seconds, at least one, until those who are here now should be done. Work that has gone on for
// longer than the mean is expected to go on for as long again, but never beyond the time limit, at which it is cancelled;
// those who wait are expected to take as long as those who work.
func (a *admission) retryAfter() int {
	now := time.Now()
	a.mu.Lock()
	each, left := a.mean, time.Duration(0)
	for t := range a.running {
		age := now.Sub(t.begun)
		each = max(each, min(age, a.timeout))
		left += max(0, min(max(a.mean-age, age), a.timeout-age))
	}
	a.mu.Unlock()
	left += time.Duration(a.waiting()) * each
	return max(1, int(math.Ceil(left.Seconds()/float64(a.workers))))
}
