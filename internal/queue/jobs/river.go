package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// jobsAtOnce is how many jobs are worked on at a time. They share the workers in turn, so that one of three reports is not kept waiting by
// one of ten thousand; each costs some files and goroutines.
const jobsAtOnce = 8

// hander hands out jobs by River.
type hander struct {
	client *river.Client[*sql.Tx]
	table  *sql.DB
	cancel context.CancelFunc
}

// handed is what River keeps of a job.
type handed struct {
	ID string `json:"id"`
}

// Kind implements [river.JobArgs].
func (handed) Kind() string { return "nianbao" }

// handWorker is the work on a job as River calls it.
type handWorker struct {
	river.WorkerDefaults[handed]
	work func(ctx context.Context, id string)
}

// Work implements [river.Worker]. A job that could not be finished has no end in its folder and is published at the next start; that is why
// River is never told of a failure, which it would only count.
func (w *handWorker) Work(ctx context.Context, job *river.Job[handed]) error {
	w.work(ctx, job.Args.ID)
	return nil
}

// Timeout implements [river.Worker]: a job takes as long as its reports.
func (*handWorker) Timeout(*river.Job[handed]) time.Duration { return -1 }

// openHander opens the table and begins to hand out. A table that cannot be read is made anew: it holds nothing that the folders do not.
func openHander(ctx context.Context, path string, log *slog.Logger, work func(context.Context, string)) (*hander, error) {
	table, err := openTable(ctx, path, log)
	if err != nil {
		log.Warn("the table of jobs cannot be read and is made anew", "error", err.Error())
		if err := removeTable(path); err != nil {
			return nil, err
		}
		if table, err = openTable(ctx, path, log); err != nil {
			return nil, err
		}
	}
	workers := river.NewWorkers()
	river.AddWorker(workers, &handWorker{work: work})
	client, err := river.NewClient(riversqlite.New(table), &river.Config{
		Queues: map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: jobsAtOnce}}, Workers: workers,
		Logger: slog.New(onlyFrom{log.Handler(), slog.LevelWarn}), JobTimeout: -1,
		// What is done is of no use to anybody.
		CompletedJobRetentionPeriod: time.Hour, ReindexerSchedule: river.NeverSchedule(),
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("preparing River: %w", err), table.Close())
	}
	running, cancel := context.WithCancel(context.WithoutCancel(ctx))
	if err := client.Start(running); err != nil {
		cancel()
		return nil, errors.Join(fmt.Errorf("starting River: %w", err), table.Close())
	}
	return &hander{client, table, cancel}, nil
}

// openTable opens the table, and empties it: what it holds is of another process. A row that says that a job is being worked on would never be
// given up, since River cannot know that the process is gone; one that is to be worked on later may have been written under another clock.
func openTable(ctx context.Context, path string, log *slog.Logger) (*sql.DB, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("the table of jobs: %w", err)
	}
	name := url.URL{Scheme: "file", Path: filepath.ToSlash(absolute), RawQuery: "_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)"}
	table, err := sql.Open("sqlite", name.String())
	if err != nil {
		return nil, fmt.Errorf("opening the table of jobs: %w", err)
	}
	table.SetMaxOpenConns(1) // what River asks for with SQLite
	err = func() error {
		migrator, err := rivermigrate.New(riversqlite.New(table), &rivermigrate.Config{Logger: slog.New(onlyFrom{log.Handler(), slog.LevelWarn})})
		if err != nil {
			return err
		}
		if _, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
			return err
		}
		_, err = table.ExecContext(ctx, "DELETE FROM river_job")
		return err
	}()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening the table of jobs: %w", err), table.Close())
	}
	return table, nil
}

// removeTable removes the table with the files that SQLite keeps beside it.
func removeTable(path string) error {
	for _, end := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Remove(path + end); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("removing the table of jobs: %w", err)
		}
	}
	return nil
}

// publish has jobs handed out, small ones first.
func (h *hander) publish(ctx context.Context, all ...*Job) error {
	var rows []river.InsertManyParams
	for _, job := range all {
		rows = append(rows, river.InsertManyParams{Args: handed{job.ID}, InsertOpts: &river.InsertOpts{Priority: priority(job.Items),
			// Long past, so that no change of the clock makes a job wait.
			ScheduledAt: time.Unix(0, 0), MaxAttempts: 1}})
	}
	if len(rows) == 0 {
		return nil
	}
	if _, err := h.client.InsertMany(ctx, rows); err != nil {
		return fmt.Errorf("publishing jobs: %w", err)
	}
	return nil
}

// priority is River's, of which 1 comes first and 4 last.
func priority(items int) int {
	switch {
	case items <= 20:
		return 1
	case items <= 200:
		return 2
	case items <= 2000:
		return 3
	}
	return 4
}

// stop ends the work that was handed out, waits for it, and closes the table.
func (h *hander) stop(ctx context.Context) error {
	defer h.cancel()
	err := h.client.StopAndCancel(ctx)
	if err = errors.Join(err, h.table.Close()); err != nil {
		return fmt.Errorf("stopping River: %w", err)
	}
	return nil
}

// onlyFrom passes records of a level and above. River tells every few seconds that it is there.
type onlyFrom struct {
	slog.Handler
	least slog.Level
}

// Enabled implements [slog.Handler].
func (o onlyFrom) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= o.least && o.Handler.Enabled(ctx, level)
}

// WithAttrs implements [slog.Handler].
func (o onlyFrom) WithAttrs(attrs []slog.Attr) slog.Handler {
	return onlyFrom{o.Handler.WithAttrs(attrs), o.least}
}

// WithGroup implements [slog.Handler].
func (o onlyFrom) WithGroup(name string) slog.Handler {
	return onlyFrom{o.Handler.WithGroup(name), o.least}
}
