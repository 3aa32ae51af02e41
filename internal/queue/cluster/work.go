package cluster

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"nianbao/internal/queue"
)

// WorkOptions are of a worker.
type WorkOptions struct {
	Results string // the shared folder of results, as this machine sees it
	Name    string // of this worker, for whoever looks; others may have it too
	Engine  string // this program's version
	Source  Source
	// Processes makes the processes that do the work of a plan, or says why it cannot be done here.
	Processes func(Plan) ([]queue.Worker, error)
	// Began is called for each plan that is worked on; Troubled when the shared folder or the queue makes trouble, after which it is tried again.
	Began    func(Plan)
	Troubled func(error)
}

// EngineError says that the batch is another version's.
type EngineError struct{ Wanted, Have string }

func (e *EngineError) Error() string {
	return fmt.Sprintf("the batch is done by version %s, and this is %s", e.Wanted, e.Have)
}

// planEvery is how often a worker looks whether there is a plan, or another one.
const planEvery = time.Second

// Work does jobs until the context ends: those of the plan in the folder, and those of the next one when there is another. The error is an [*EngineError], that of
// the processes, or that of the context.
func Work(ctx context.Context, o WorkOptions) error {
	for {
		plan, err := o.await(ctx)
		if err != nil {
			return err
		}
		if plan.Engine != o.Engine {
			return &EngineError{Wanted: plan.Engine, Have: o.Engine}
		}
		if err := o.follow(ctx, plan); err != nil {
			return err
		}
	}
}

// await waits until there is a plan.
func (o *WorkOptions) await(ctx context.Context) (Plan, error) {
	for {
		plan, ok, err := ReadPlan(o.Results)
		if err == nil && ok {
			return plan, nil
		}
		if err != nil {
			o.Troubled(err)
		}
		if err := pause(ctx, planEvery); err != nil {
			return plan, err
		}
	}
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("waiting: %w", ctx.Err())
	}
}

// crew does the jobs of one plan.
type crew struct {
	folder   shared
	idle     chan queue.Worker
	pulse    *pulse
	troubled func(error)
	stop     context.CancelCauseFunc
}

// errOther says that there is another plan now, or none.
var errOther = errors.New("there is another plan")

// follow does the jobs of a plan while it is the one in the folder.
func (o *WorkOptions) follow(ctx context.Context, plan Plan) error {
	name, err := plan.Queue()
	if err != nil {
		return err
	}
	processes, err := o.Processes(plan)
	if err != nil {
		return err
	}
	unlike, err := random()
	if err != nil {
		return err
	}
	following, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	s := sharedOf(o.Results)
	c := &crew{folder: s, idle: make(chan queue.Worker, len(processes)), troubled: o.Troubled, stop: stop,
		pulse: &pulse{file: s.worker(o.Name + "-" + unlike), holds: map[string]int{}}}
	for _, p := range processes {
		defer p.Close() //nolint:errcheck // it is killed
		c.idle <- p
	}
	o.Began(plan)
	go o.watchPlan(following, name, stop)
	beating := make(chan struct{})
	go func() { defer close(beating); c.pulse.run(following) }()
	defer func() { stop(nil); <-beating }()
	// Twice as many as there are processes: while one of them is handed over and synced, another is worked on.
	err = o.Source.Serve(following, name, 2*len(processes), c.do)
	switch cause := context.Cause(following); {
	case errors.Is(cause, errOther):
		return nil
	case cause != nil:
		return cause
	}
	return err
}

// watchPlan stops when the folder has another plan than that of the queue, or none.
func (o *WorkOptions) watchPlan(ctx context.Context, name string, stop context.CancelCauseFunc) {
	for pause(ctx, planEvery) == nil {
		plan, ok, err := ReadPlan(o.Results)
		if err != nil {
			o.Troubled(err) // a network folder that is away for a while
			continue
		}
		if now, err := plan.Queue(); err != nil || !ok || now != name {
			stop(errOther)
			return
		}
	}
}

// do does one job. An error leaves it to be published again.
func (c *crew) do(ctx context.Context, job Job) error {
	if !isKey(job.Key) {
		return fmt.Errorf("%q is no key", job.Key)
	}
	c.pulse.hold(job.Key)
	defer c.pulse.letGo(job.Key)
	err := c.work(ctx, job)
	if err != nil && ctx.Err() == nil {
		c.troubled(err)
		_ = pause(ctx, planEvery) // else a worker whose folder is away would take all jobs there are, and fail each
	}
	return err
}

func (c *crew) work(ctx context.Context, job Job) error {
	if c.folder.isHanded(job.Key) {
		return nil
	}
	content, err := os.ReadFile(c.folder.given(job.Key))
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(c.folder.plan()); err != nil {
			return fmt.Errorf("the shared folder: %w", err)
		}
		return nil // it is done, and was published twice
	}
	if err != nil {
		return fmt.Errorf("reading an input: %w", err)
	}
	if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != job.SHA256 {
		return fmt.Errorf("the input %s is not what was published", job.Key)
	}
	var process queue.Worker
	select {
	case process = <-c.idle:
	case <-ctx.Done():
		return fmt.Errorf("doing a job: %w", ctx.Err())
	}
	answer, err := process.Do(ctx, queue.Job{Key: job.Key, Label: job.Label, Content: content})
	c.idle <- process
	if died, is := errors.AsType[*queue.Died](err); is {
		return c.folder.hand(job.Key, handing{Died: &died.Said})
	}
	if err != nil {
		if ctx.Err() == nil {
			c.stop(err) // the processes cannot be started: no job is to blame, and none can be done
		}
		return err
	}
	return c.folder.hand(job.Key, handing{Answer: answer})
}
