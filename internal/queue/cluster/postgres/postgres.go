// Package postgres is the queue of package nianbao/internal/queue/cluster in a PostgreSQL database, as the library River keeps one.
//
// River offers more than is used: it inserts jobs, hands each to one worker, and wakes workers up (LISTEN). What it would do about jobs of workers that died is left
// out, because it takes an hour by default and looks at clocks of several machines; the coordinator does it. For the same reason no client of ours is
// ever River's leader, whose maintenance it is: finished jobs are removed by the coordinator.
//
// The tables are made, and made anew where somebody dropped them, by the coordinator.
package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"

	"nianbao/internal/queue/cluster"
)

// ErrURL says that a URL is none of a PostgreSQL database. What is wrong is not said: a password may stand in it.
var ErrURL = errors.New("no URL of a PostgreSQL database: postgres://user@host/database")

// Queue is a connection to the database. It implements [cluster.Dispatcher] and [cluster.Source].
type Queue struct {
	pool   *pgxpool.Pool
	logger *slog.Logger
	shown  string
}

// connectTime is how long a connection may take to be made.
const connectTime = 3 * time.Second

// Open connects to a database. logger gets what River says of its troubles.
func Open(ctx context.Context, address string, logger *slog.Logger) (*Queue, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql" {
		return nil, ErrURL
	}
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, ErrURL
	}
	config.ConnConfig.ConnectTimeout = connectTime
	config.ConnConfig.DialFunc = dialer().DialContext
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("connecting to the queue: %w", err)
	}
	q := &Queue{pool: pool, logger: logger, shown: Shown(u)}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("connecting to the queue: %w", err)
	}
	return q, nil
}

// Shown is a URL without what is secret in it.
func Shown(u *url.URL) string {
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String()
}

// String is where the queue is, without user and password.
func (q *Queue) String() string { return q.shown }

// Close gives the connections up.
func (q *Queue) Close() { q.pool.Close() }

// args are a job as River keeps it.
type args struct {
	cluster.Job
}

// Kind implements [river.JobArgs].
func (args) Kind() string { return "nianbao_item" }

// timeless makes jobs that can be taken at any time. River's may be taken from the time on at which they were published: that is the clock of who publishes, and it
// is compared with the database's, so that one behind the other by an hour would give out nothing for an hour. (The option ScheduledAt is for jobs
// that wait for River's leader.)
type timeless struct{ river.MiddlewareDefaults }

// InsertMany implements [rivertype.JobInsertMiddleware].
func (*timeless) InsertMany(ctx context.Context, all []*rivertype.JobInsertParams, do func(context.Context) ([]*rivertype.JobInsertResult, error)) ([]*rivertype.JobInsertResult, error) {
	past := time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)
	for _, params := range all {
		params.ScheduledAt = &past
	}
	return do(ctx)
}

func (q *Queue) client() (*river.Client[pgx.Tx], error) {
	c, err := river.NewClient(riverpgxv5.New(q.pool), &river.Config{Logger: q.logger, Middleware: []rivertype.Middleware{&timeless{}}})
	if err != nil {
		return nil, fmt.Errorf("preparing the queue: %w", err)
	}
	return c, nil
}

// migrated does something, and where it fails once more after making the tables: a database may be new, or may have been restored or made anew while it was used.
func (q *Queue) migrated(ctx context.Context, do func(*river.Client[pgx.Tx]) error) error {
	c, err := q.client()
	if err != nil {
		return err
	}
	first := do(c)
	if first == nil {
		return nil
	}
	if err := q.migrate(ctx); err != nil {
		return errors.Join(first, err)
	}
	return do(c)
}

func (q *Queue) migrate(ctx context.Context) error {
	m, err := rivermigrate.New(riverpgxv5.New(q.pool), &rivermigrate.Config{Logger: q.logger})
	if err != nil {
		return fmt.Errorf("making the tables of the queue: %w", err)
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("making the tables of the queue: %w", err)
	}
	return nil
}

// Publish implements [cluster.Dispatcher].
func (q *Queue) Publish(ctx context.Context, name string, jobs []cluster.Job) error {
	params := make([]river.InsertManyParams, len(jobs))
	for i, job := range jobs {
		// One attempt: whether there is another is the coordinator's to say, who alone counts them.
		params[i] = river.InsertManyParams{Args: args{job}, InsertOpts: &river.InsertOpts{Queue: name, MaxAttempts: 1}}
	}
	return q.migrated(ctx, func(c *river.Client[pgx.Tx]) error {
		if _, err := c.InsertMany(ctx, params); err != nil {
			return fmt.Errorf("publishing: %w", err)
		}
		return nil
	})
}

// mostListed is how many jobs are listed: far more than are out.
const mostListed = 10_000

// Unfinished implements [cluster.Dispatcher]. It also removes what is finished.
func (q *Queue) Unfinished(ctx context.Context, name string) (map[string]cluster.State, error) {
	states := map[string]cluster.State{}
	err := q.migrated(ctx, func(c *river.Client[pgx.Tx]) error {
		done := river.NewJobDeleteManyParams().Queues(name).States(rivertype.JobStateCompleted, rivertype.JobStateDiscarded, rivertype.JobStateCancelled).First(mostListed)
		if _, err := c.JobDeleteMany(ctx, done); err != nil {
			return fmt.Errorf("removing finished jobs: %w", err)
		}
		list := river.NewJobListParams().Queues(name).First(mostListed).
			States(rivertype.JobStateAvailable, rivertype.JobStateRunning, rivertype.JobStateScheduled, rivertype.JobStateRetryable, rivertype.JobStatePending)
		found, err := c.JobList(ctx, list)
		if err != nil {
			return fmt.Errorf("looking at the queue: %w", err)
		}
		for _, row := range found.Jobs {
			var job args
			if json.Unmarshal(row.EncodedArgs, &job) != nil {
				continue // none of ours
			}
			switch {
			case row.State != rivertype.JobStateRunning:
				states[job.Key] = cluster.Waiting
			case states[job.Key] != cluster.Waiting:
				states[job.Key] = cluster.Taken
			}
		}
		return nil
	})
	return states, err
}

// Clear implements [cluster.Dispatcher].
func (q *Queue) Clear(ctx context.Context, name string) error {
	return q.migrated(ctx, func(c *river.Client[pgx.Tx]) error {
		for {
			gone, err := c.JobDeleteMany(ctx, river.NewJobDeleteManyParams().Queues(name).First(mostListed))
			if err != nil {
				return fmt.Errorf("clearing the queue: %w", err)
			}
			if len(gone.Jobs) < mostListed {
				return nil
			}
		}
	})
}
