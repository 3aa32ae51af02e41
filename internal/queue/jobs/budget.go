package jobs

import (
	"context"
	"fmt"
	"sync"

	"golang.org/x/sync/semaphore"
)

// budget bounds the contents that are in memory, over all jobs. Who came first gets first.
type budget struct {
	size int64
	free *semaphore.Weighted
}

func newBudget(bytes int64) *budget {
	return &budget{bytes, semaphore.NewWeighted(bytes)}
}

// holding is what one run has of a budget, by item.
type holding struct {
	from  *budget
	mu    sync.Mutex
	taken map[int]int64
}

func (b *budget) holding() *holding { return &holding{from: b, taken: map[int]int64{}} }

// take waits for the memory of an item. Nobody waits for ever: what an item holds is given back when it is settled, for which it needs a
// worker and no memory.
func (h *holding) take(ctx context.Context, item int, bytes int64) error {
	bytes = min(max(bytes, 1), h.from.size)
	if err := h.from.free.Acquire(ctx, bytes); err != nil {
		return fmt.Errorf("waiting for memory: %w", err)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.taken[item] += bytes
	return nil
}

// give gives back what an item holds.
func (h *holding) give(item int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.from.free.Release(h.taken[item])
	delete(h.taken, item)
}

// giveAll gives back everything: the run is over.
func (h *holding) giveAll() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for item, bytes := range h.taken {
		h.from.free.Release(bytes)
		delete(h.taken, item)
	}
}
