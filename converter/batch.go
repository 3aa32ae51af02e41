package converter

import (
	"context"
	"fmt"
	"iter"
	"sync"

	"nianbao/converter/diag"
)

// Batch converts many inputs with the given number of workers (at least one) and yields the results in the order of
// the inputs, whatever finishes first. An input that fails yields its error and does not stop the others; one that
// makes the program panic yields a [*Refusal] with [Internal]. At most two results a worker are held ready, so the
// number of inputs may be large. Ending the iteration early, or the context, stops the work.
func (c *Converter) Batch(ctx context.Context, inputs iter.Seq[Input], to Target, workers int) iter.Seq2[*Conversion, error] {
	return batch(ctx, inputs, workers, func(ctx context.Context, in Input) (*Conversion, error) { return c.Convert(ctx, in, to) })
}

// BatchAll converts every report of many inputs as [Converter.Batch] converts one of each; what an input gives is what
// [Converter.ConvertAll] gives.
func (c *Converter) BatchAll(ctx context.Context, inputs iter.Seq[Input], to Target, workers int) iter.Seq2[[]*Conversion, error] {
	return batch(ctx, inputs, workers, func(ctx context.Context, in Input) ([]*Conversion, error) { return c.ConvertAll(ctx, in, to) })
}

// ReadBatchAll reads every report of many inputs as [Converter.BatchAll] converts them.
func (c *Converter) ReadBatchAll(ctx context.Context, inputs iter.Seq[Input], workers int) iter.Seq2[[]*Reading, error] {
	return batch(ctx, inputs, workers, c.ReadAll)
}

type outcome[R any] struct {
	value R
	err   error
}

func batch[R any](ctx context.Context, inputs iter.Seq[Input], workers int, work func(context.Context, Input) (R, error)) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		for done := range ordered(ctx, inputs, max(workers, 1), func(ctx context.Context, in Input) outcome[R] {
			return attempt(ctx, in, work)
		}) {
			if !yield(done.value, done.err) {
				return
			}
		}
	}
}

// attempt is work with a panic turned into an error: one item's defect must not take the others along.
func attempt[R any](ctx context.Context, in Input, work func(context.Context, Input) (R, error)) (done outcome[R]) {
	defer func() {
		if problem := recover(); problem != nil {
			done = outcome[R]{err: named(refuse(diag.New("internal-error", diag.Place{}, "problem", fmt.Sprint(problem))), in.Name)}
		}
	}()
	value, err := work(ctx, in)
	return outcome[R]{value, err}
}

// ordered maps items with a pool of workers and yields the results in the items' order. The items are taken by one
// goroutine, a bounded number ahead of the consumer. All goroutines have ended when the iteration has.
func ordered[T, R any](ctx context.Context, items iter.Seq[T], workers int, work func(context.Context, T) R) iter.Seq[R] {
	type job struct {
		item   T
		result chan R // of capacity 1, so that a worker never waits for the consumer
	}
	return func(yield func(R) bool) {
		ctx, cancel := context.WithCancel(ctx)
		jobs, queue := make(chan job), make(chan job, 2*workers)
		stop := make(chan struct{})
		var running sync.WaitGroup
		defer running.Wait()
		defer cancel()
		defer close(stop)
		running.Go(func() {
			defer close(jobs)
			defer close(queue)
			for item := range items {
				j := job{item, make(chan R, 1)}
				select {
				case queue <- j:
				case <-stop:
					return
				}
				select {
				case jobs <- j:
				case <-stop:
					return
				}
			}
		})
		for range workers {
			running.Go(func() {
				for j := range jobs {
					j.result <- work(ctx, j.item)
				}
			})
		}
		for j := range queue {
			if !yield(<-j.result) {
				return
			}
		}
	}
}
