package server

import (
	"sync/atomic"

	"golang.org/x/sync/semaphore"
)

// The memory of the process is shared out once, when it starts: to the program itself, to bodies that are held, and to
// the work on them. What is admitted is therefore bounded in bytes and not only in number.
const (
	ownMemory   = 96 << 20 // the program, its fonts, connections
	smallBody   = 1 << 20  // a body up to this is small: an ordinary report has a tenth of it
	smallShare  = 8        // one part in so many of the rest is for small bodies only,
	largeShare  = 4        // one in so many for large ones; what is left is for the work
	leastCharge = 4 << 10  // what a body takes however small it is
)

// budgets are the shares in bytes. Small bodies have a share of their own, so that a few large ones that come slowly
// cannot keep ordinary reports out.
type budgets struct{ small, large, work int64 }

func share(memory int64) budgets {
	rest := max(memory-ownMemory, memory/4)
	b := budgets{small: rest / smallShare, large: rest / largeShare}
	b.work = rest - b.small - b.large
	return b
}

// bodies admits bodies by the memory that they take.
type bodies struct {
	small, large pool
}

// pool is a number of bytes that can be taken and given back. Nobody waits for them: two that hold a part each and wait
// for more would wait for ever.
type pool struct {
	size  int64
	free  *semaphore.Weighted
	taken atomic.Int64
}

func newBodies(b budgets) *bodies {
	return &bodies{small: pool{size: b.small, free: semaphore.NewWeighted(b.small)},
		large: pool{size: b.large, free: semaphore.NewWeighted(b.large)}}
}

func (p *pool) take(n int64) bool {
	if !p.free.TryAcquire(n) {
		return false
	}
	p.taken.Add(n)
	return true
}

func (p *pool) giveBack(n int64) {
	p.taken.Add(-n)
	p.free.Release(n)
}

// charge is what one body has taken. It is given back when everybody who looks at the body is done: the request, and the
// work that may outlast it.
type charge struct {
	pool  *pool
	bytes int64
	users atomic.Int32
}

// admit takes n bytes for a body whose size is known, at most all there are; a body larger than its pool is alone in it.
func (b *bodies) admit(n int64) (*charge, bool) {
	p := &b.small
	if n > smallBody || n > p.size {
		p = &b.large
	}
	return admitTo(p, n)
}

// admitUnknown takes the first bytes for a body that does not say how large it is: it may be large.
func (b *bodies) admitUnknown(n int64) (*charge, bool) { return admitTo(&b.large, n) }

func admitTo(p *pool, n int64) (*charge, bool) {
	n = min(max(n, leastCharge), p.size)
	if !p.take(n) {
		return nil, false
	}
	c := &charge{pool: p, bytes: n}
	c.users.Store(1)
	return c, true
}

// grow takes what is missing to n bytes.
func (c *charge) grow(n int64) bool {
	more := min(n, c.pool.size) - c.bytes
	if more <= 0 {
		return true
	}
	if !c.pool.take(more) {
		return false
	}
	c.bytes += more
	return true
}

// keep counts one more user of the body.
func (c *charge) keep() { c.users.Add(1) }

// done is called once by each user.
func (c *charge) done() {
	if c.users.Add(-1) == 0 {
		c.pool.giveBack(c.bytes)
	}
}
