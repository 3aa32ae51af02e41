package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"nianbao/internal/queue/cluster"
)

// item does jobs for River.
type item struct {
	river.WorkerDefaults[args]
	do func(context.Context, cluster.Job) error
}

// Work implements [river.Worker].
func (w *item) Work(ctx context.Context, job *river.Job[args]) error { return w.do(ctx, job.Args.Job) }

// stopTime is how long River may take to stop.
const stopTime = 5 * time.Second

// Serve implements [cluster.Source]. A database that is away is asked again until it is there.
func (q *Queue) Serve(ctx context.Context, name string, atOnce int, do func(context.Context, cluster.Job) error) error {
	workers := river.NewWorkers()
	river.AddWorker(workers, &item{do: do})
	c, err := river.NewClient(riverpgxv5.New(q.pool), &river.Config{
		Logger:                 q.logger,
		Workers:                workers,
		Queues:                 map[string]river.QueueConfig{name: {MaxWorkers: atOnce}},
		FetchCooldown:          20 * time.Millisecond,
		FetchPollInterval:      500 * time.Millisecond,
		JobTimeout:             -1, // the processes that work have one
		LeaderElectionDisabled: true,
	})
	if err != nil {
		return fmt.Errorf("taking jobs: %w", err)
	}
	if err := q.start(ctx, c.Start); err != nil {
		return err
	}
	<-ctx.Done()
	stopping, stop := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer stop()
	if err := c.StopAndCancel(stopping); err != nil {
		q.logger.Warn("stopping", "err", err) // what it had taken is published again
	}
	return fmt.Errorf("taking jobs: %w", ctx.Err())
}

// start starts, again and again while the database is away: a machine may come up before the one of the database does.
func (q *Queue) start(ctx context.Context, begin func(context.Context) error) error {
	for {
		err := begin(context.WithoutCancel(ctx)) // it is stopped with the time that it needs
		if err == nil {
			return nil
		}
		q.logger.Warn("starting", "err", err)
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			return fmt.Errorf("taking jobs: %w", ctx.Err())
		}
	}
}
