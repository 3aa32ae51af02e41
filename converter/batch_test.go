package converter

import (
	"context"
	"runtime"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

func TestOrderedKeepsTheOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		items := []int{9, 1, 8, 2, 7, 3, 6, 4, 5, 0}
		for _, workers := range []int{1, 2, 8, 100} {
			got := slices.Collect(ordered(t.Context(), slices.Values(items), workers, func(_ context.Context, n int) int {
				time.Sleep(time.Duration(n) * time.Second) // a fake clock: later items finish first
				return n
			}))
			if !slices.Equal(got, items) {
				t.Errorf("%d workers: got %v", workers, got)
			}
		}
	})
}

func TestOrderedEndsWithItsConsumer(t *testing.T) {
	before := runtime.NumGoroutine()
	endless := func(yield func(int) bool) {
		for i := 0; yield(i); i++ {
		}
	}
	for n := range ordered(t.Context(), endless, 4, func(_ context.Context, n int) int { return n }) {
		if n == 100 {
			break
		}
	}
	// A goroutine that has told its end is counted until it is scheduled once more.
	const turns = 1_000_000
	for range turns {
		if runtime.NumGoroutine() <= before {
			return
		}
		runtime.Gosched()
	}
	t.Errorf("%d goroutines before, %d after", before, runtime.NumGoroutine())
}

func TestOrderedPassesCancellation(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	got := slices.Collect(ordered(ctx, slices.Values([]int{1, 2, 3}), 2, func(ctx context.Context, n int) error { return ctx.Err() }))
	if len(got) != 3 || slices.Contains(got, nil) {
		t.Errorf("got %v, want three errors", got)
	}
}
