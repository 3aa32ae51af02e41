package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"nianbao/internal/queue"
	"nianbao/internal/queue/cluster"
	"nianbao/internal/queue/cluster/postgres"
)

// connectAtMost is how long a batch waits for the database of its queue before anything is done.
const connectAtMost = 10 * time.Second

// openQueue connects to a queue. What its library says of its troubles is not shown: what matters of it is told by the one who asks.
func openQueue(ctx context.Context, url string) (*postgres.Queue, error) {
	ctx, stop := context.WithTimeout(ctx, connectAtMost)
	defer stop()
	q, err := postgres.Open(ctx, url, slog.New(slog.DiscardHandler))
	switch {
	case errors.Is(err, postgres.ErrURL):
		return nil, problem("queue-url")
	case err != nil:
		return nil, problem("queue-connect", "problem", oneLine(err))
	}
	return q, nil
}

// connect opens the queue of a batch.
func (j *batchJob) connect(cmd *batchCommand) (*postgres.Queue, error) {
	if cmd.Jobs != 0 {
		return nil, problem("queue-jobs")
	}
	return openQueue(j.ctx, cmd.Queue)
}

// coordinate has the work done by the workers of a queue.
func (j *batchJob) coordinate(q *postgres.Queue, plan cluster.Plan) func(context.Context) ([]queue.Worker, func(bool) error, error) {
	return func(ctx context.Context) ([]queue.Worker, func(bool) error, error) {
		c, err := cluster.New(ctx, j.command.Output, plan, q, j.notice)
		if err != nil {
			return nil, nil, err
		}
		return c.Workers(), func(finished bool) error { return c.Close(ctx, finished) }, nil
	}
}

// notice tells what is no item's.
func (j *batchJob) notice(n cluster.Notice) {
	j.progress.clear()
	switch n.Kind {
	case cluster.QueueLost:
		j.tell(problem("queue-lost", "problem", oneLine(n.Problem))...)
	case cluster.QueueBack:
		j.tell(problem("queue-back")...)
	case cluster.NoWorkers:
		j.tell(problem("queue-idle")...)
	case cluster.WorkerGone:
		j.tell(problem("worker-gone")...)
	}
}

// oneLine is the first thing that an error says: a database that is away says the same of each of its addresses.
func oneLine(err error) string {
	text := []rune(err.Error())
	for i, r := range text {
		if r == '\n' {
			text = text[:i]
			break
		}
	}
	return string(text)
}
