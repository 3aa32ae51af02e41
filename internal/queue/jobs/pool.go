package jobs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"nianbao/internal/queue"
)

// pool shares so many workers out among the jobs, report by report. A worker is a process that was told how to work, and starting one costs
// more than a report; so a place that is free goes to a report of the same kind of job where there is one waiting, but not more than
// inARow times: then to whoever has waited longest.
type pool struct {
	mu      sync.Mutex
	free    int // places without a worker
	idle    []*pooled
	waiting []*waiter
}

const inARow = 25

// pooled is a place with a worker in it, nil until one is needed.
type pooled struct {
	kind   string
	worker queue.Worker
	row    int // reports in a row that got it out of their turn, or without anybody waiting
}

type waiter struct {
	kind string
	got  chan *pooled // with room for one
}

func newPool(places int) *pool { return &pool{free: places} }

// member is the pool as a worker of one job.
type member struct {
	pool *pool
	kind string
	make func() queue.Worker
}

// Do implements [queue.Worker].
func (m *member) Do(ctx context.Context, job queue.Job) (*queue.Answer, error) {
	p, err := m.pool.enter(ctx, m.kind)
	if err != nil {
		return nil, err
	}
	defer m.pool.leave(p)
	if p.kind != m.kind || p.worker == nil {
		if p.worker != nil {
			if err := p.worker.Close(); err != nil {
				return nil, fmt.Errorf("ending a worker: %w", err)
			}
		}
		p.kind, p.worker, p.row = m.kind, m.make(), 0
	}
	return p.worker.Do(ctx, job) //nolint:wrapcheck // the run tells these errors apart
}

// Close implements [queue.Worker]. The workers stay with the pool.
func (m *member) Close() error { return nil }

// enter waits for a place.
func (p *pool) enter(ctx context.Context, kind string) (*pooled, error) {
	p.mu.Lock()
	if place := p.take(kind); place != nil {
		p.mu.Unlock()
		return place, nil
	}
	w := &waiter{kind, make(chan *pooled, 1)}
	p.waiting = append(p.waiting, w)
	p.mu.Unlock()
	select {
	case place := <-w.got:
		return place, nil
	case <-ctx.Done():
	}
	p.mu.Lock()
	i := slices.Index(p.waiting, w)
	if i >= 0 {
		p.waiting = slices.Delete(p.waiting, i, i+1)
	}
	p.mu.Unlock()
	if i < 0 { // it was given a place just now
		p.leave(<-w.got)
	}
	return nil, fmt.Errorf("waiting for a worker: %w", ctx.Err())
}

// take returns a place that is free, best one with a worker of the kind; nil where there is none.
func (p *pool) take(kind string) *pooled {
	for i, place := range p.idle {
		if place.kind == kind {
			p.idle = slices.Delete(p.idle, i, i+1)
			return place
		}
	}
	if p.free > 0 {
		p.free--
		return &pooled{}
	}
	if len(p.idle) > 0 {
		place := p.idle[0]
		p.idle = slices.Delete(p.idle, 0, 1)
		return place
	}
	return nil
}

// leave gives a place on, or keeps it with its worker.
func (p *pool) leave(place *pooled) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.waiting) == 0 {
		place.row = 0
		p.idle = append(p.idle, place)
		return
	}
	next := 0
	if i := slices.IndexFunc(p.waiting, func(w *waiter) bool { return w.kind == place.kind }); i > 0 && place.row < inARow {
		next = i
		place.row++
	} else {
		place.row = 0
	}
	w := p.waiting[next]
	p.waiting = slices.Delete(p.waiting, next, next+1)
	w.got <- place
}

// rest ends the workers that nobody uses: a service without work holds no processes.
func (p *pool) rest() error {
	p.mu.Lock()
	idle := p.idle
	p.idle = nil
	p.free += len(idle)
	p.mu.Unlock()
	var errs []error
	for _, place := range idle {
		if place.worker != nil {
			errs = append(errs, place.worker.Close())
		}
	}
	return errors.Join(errs...)
}

// close is rest at the end, when all work is over.
func (p *pool) close() error { return p.rest() }
