package cluster

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"nianbao/converter/diag"
	"nianbao/internal/queue"
)

const (
	collectEvery   = 50 * time.Millisecond
	reconcileEvery = 500 * time.Millisecond
	// lostAfter is how long an item may be nowhere: a worker has taken it from the queue and not said so yet, or handed it over and it is not seen yet.
	lostAfter = 2 * time.Second
	// queueTime bounds each question to the queue: a network that was cut gives no answer.
	queueTime = 3 * time.Second
	// idleAfter is how long nobody works before that is told.
	idleAfter = 10 * time.Second
	// lostAtMost is how often an item's worker may be lost before that counts as an attempt that it was not survived: machines are switched off and
	// networks cut, and the item that had been there is not to blame. One that takes its worker along each time is noticed all the same.
	lostAtMost = 5
)

// Notice is something that whoever runs a batch should know and that is no item's.
type Notice struct {
	Kind    NoticeKind
	Problem error // of QueueLost
}

// NoticeKind says what is told.
type NoticeKind string

// What is told.
const (
	QueueLost  NoticeKind = "queue-lost"  // the queue does not answer, or refuses; told once, until it is back
	QueueBack  NoticeKind = "queue-back"  // it answers again
	NoWorkers  NoticeKind = "no-workers"  // nobody works; told once, until somebody does
	WorkerGone NoticeKind = "worker-gone" // a worker is lost that held an item, which is published again
)

// Coordinator gives the items of a run to the workers of a queue.
type Coordinator struct {
	folder     shared
	name       string // of the queue
	dispatcher Dispatcher
	tell       func(Notice)
	now        func() time.Duration // a monotonic clock
	wake       chan struct{}
	stop       context.CancelFunc
	loops      sync.WaitGroup

	mu     sync.Mutex
	out    map[string]*outstanding
	failed error // of the shared folder: all that is out fails with it

	// Of the goroutine that talks to the queue.
	watch  watch
	lost   bool // the queue does not answer
	worked time.Duration
	idle   bool
}

// outstanding is an item that is out.
type outstanding struct {
	job       Job
	result    chan outcome // has room for one
	published bool
	last      time.Duration // when it was known to wait or to be worked on
	taken     bool          // a worker has taken it from the queue
	lost      int
	again     bool // it was published before
}

type outcome struct {
	answer *queue.Answer
	err    error
}

// settle says what became of an item; the first to say so is believed.
func (o *outstanding) settle(got outcome) {
	select {
	case o.result <- got:
	default:
	}
}

// New begins to coordinate a batch in a folder of results: its plan is written, and what an earlier run left in the queue is forgotten. tell is called from another
// goroutine. The error is that of the folder or of the queue.
func New(ctx context.Context, results string, plan Plan, d Dispatcher, tell func(Notice)) (*Coordinator, error) {
	c, err := prepare(ctx, results, plan, d, tell)
	if err != nil {
		return nil, err
	}
	began := time.Now()
	c.now = func() time.Duration { return time.Since(began) }
	ctx, c.stop = context.WithCancel(context.WithoutCancel(ctx)) // it ends with Close: what is handed over until then is kept
	c.loops.Go(func() { c.repeat(ctx, collectEvery, nil, func(context.Context) { c.collect() }) })
	c.loops.Go(func() {
		var reconciled time.Duration
		c.repeat(ctx, collectEvery, c.wake, func(ctx context.Context) {
			c.publish(ctx)
			if now := c.now(); now-reconciled >= reconcileEvery {
				reconciled = now
				c.reconcile(ctx)
			}
		})
	})
	return c, nil
}

// prepare is New without what happens by itself.
func prepare(ctx context.Context, results string, plan Plan, d Dispatcher, tell func(Notice)) (*Coordinator, error) {
	s := sharedOf(results)
	if err := s.prepare(); err != nil {
		return nil, err
	}
	plan, err := writePlan(results, plan)
	if err != nil {
		return nil, err
	}
	name, err := plan.Queue()
	if err != nil {
		return nil, err
	}
	if err := d.Clear(ctx, name); err != nil {
		return nil, fmt.Errorf("clearing the queue: %w", err)
	}
	return &Coordinator{folder: s, name: name, dispatcher: d, tell: tell, wake: make(chan struct{}, 1), out: map[string]*outstanding{},
		watch: watch{folder: filepath.Join(string(s), "workers"), seen: map[string]seen{}}}, nil
}

// repeat calls f until the context ends: every so often, and when it is woken.
func (c *Coordinator) repeat(ctx context.Context, every time.Duration, wake <-chan struct{}, f func(context.Context)) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-wake:
		}
		f(ctx)
	}
}

// Close ends the coordination. finished says that the batch came to its end: what was left over, by workers that did again what others had done,
// is removed then, and stays for the next run else.
func (c *Coordinator) Close(ctx context.Context, finished bool) error {
	c.stop()
	c.loops.Wait()
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), queueTime)
	defer stop()
	err := c.dispatcher.Clear(ctx, c.name)
	if !finished {
		return nil // the next run clears the queue too
	}
	for _, name := range []string{"given", "handed"} {
		err = errors.Join(err, os.RemoveAll(filepath.Join(string(c.folder), name)))
	}
	if err = errors.Join(err, c.folder.prepare()); err != nil {
		return fmt.Errorf("clearing up after the workers: %w", err)
	}
	return nil
}

// Workers returns as many workers as items may be out, for the options of a run.
func (c *Coordinator) Workers() []queue.Worker {
	all := make([]queue.Worker, Window)
	for i := range all {
		all[i] = &remote{c: c}
	}
	return all
}

// remote has a job done by somebody else. It is used by one goroutine.
type remote struct {
	c   *Coordinator
	job Job
}

func (r *remote) Close() error { return nil }

// Keep implements [queue.Keeper]: the bytes wait in the shared folder.
func (r *remote) Keep(_ context.Context, job queue.Job) (queue.Job, error) {
	sum := sha256.Sum256(job.Content)
	r.job = Job{Key: job.Key, Label: job.Label, SHA256: hex.EncodeToString(sum[:])}
	err := replace(r.c.folder.given(job.Key), job.Content)
	job.Content = nil
	return job, err
}

// Do implements [queue.Worker].
func (r *remote) Do(ctx context.Context, job queue.Job) (*queue.Answer, error) {
	o := &outstanding{job: r.job, result: make(chan outcome, 1)}
	c := r.c
	c.mu.Lock()
	c.out[job.Key] = o
	if c.failed != nil {
		o.settle(outcome{err: c.failed})
	}
	c.mu.Unlock()
	defer func() {
		c.mu.Lock()
		delete(c.out, job.Key)
		c.mu.Unlock()
	}()
	select {
	case c.wake <- struct{}{}:
	default:
	}
	select {
	case got := <-o.result:
		return got.answer, got.err
	case <-ctx.Done():
		return nil, fmt.Errorf("doing a job: %w", ctx.Err())
	}
}

// collect takes what was handed over. A folder that cannot be read ends the run: nothing would ever come.
func (c *Coordinator) collect() {
	entries, err := os.ReadDir(filepath.Join(string(c.folder), "handed"))
	if err != nil {
		c.fail(fmt.Errorf("looking for results: %w", err))
		return
	}
	for _, entry := range entries {
		key := entry.Name()
		c.mu.Lock()
		o := c.out[key]
		c.mu.Unlock()
		if o == nil || len(o.result) > 0 {
			continue
		}
		h, err := c.folder.take(key)
		switch {
		case errors.Is(err, errIncomplete):
			if err := os.RemoveAll(c.folder.handed(key)); err != nil {
				c.fail(fmt.Errorf("removing what is incomplete: %w", err))
				return
			}
			c.mu.Lock()
			o.published = false
			c.mu.Unlock()
		case err != nil:
			c.fail(err)
			return
		case h.Died != nil:
			if err := os.RemoveAll(c.folder.handed(key)); err != nil { // else the next attempt would find it
				c.fail(fmt.Errorf("removing an attempt: %w", err))
				return
			}
			o.settle(outcome{err: &queue.Died{Said: *h.Died}})
		default:
			h.Answer.Kept = func() { c.folder.forget(key) }
			o.settle(outcome{answer: h.Answer})
		}
	}
}

// fail ends everything that is out.
func (c *Coordinator) fail(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.failed = err
	for _, o := range c.out {
		o.settle(outcome{err: err})
	}
}

// publish tells the queue of what is not published. What the queue does not take is offered again.
func (c *Coordinator) publish(ctx context.Context) {
	c.mu.Lock()
	var all []*outstanding
	var jobs []Job
	for _, o := range c.out {
		if !o.published && len(o.result) == 0 {
			all, jobs = append(all, o), append(jobs, o.job)
		}
	}
	c.mu.Unlock()
	if len(all) == 0 {
		return
	}
	for _, o := range all {
		if err := c.isGiven(o); err != nil {
			c.fail(err)
			return
		}
	}
	ctx, stop := context.WithTimeout(ctx, queueTime)
	defer stop()
	if !c.answers(ctx, c.dispatcher.Publish(ctx, c.name, jobs)) {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, o := range all {
		o.published, o.again, o.taken, o.last = true, true, false, c.now()
	}
}

// isGiven looks whether the bytes of an item that is published again are still there: without them it would be published for ever.
func (c *Coordinator) isGiven(o *outstanding) error {
	if !o.again {
		return nil
	}
	data, err := os.ReadFile(c.folder.given(o.job.Key))
	if err != nil {
		return fmt.Errorf("publishing again: %w", err)
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != o.job.SHA256 {
		return fmt.Errorf("publishing again: %s was changed", c.folder.given(o.job.Key))
	}
	return nil
}

// answers notes whether the queue answers, and tells of changes.
func (c *Coordinator) answers(ctx context.Context, err error) bool {
	if err != nil && errors.Is(context.Cause(ctx), context.Canceled) {
		return false // it is being closed
	}
	switch lost := err != nil; {
	case lost && !c.lost:
		c.tell(Notice{Kind: QueueLost, Problem: err})
	case !lost && c.lost:
		c.tell(Notice{Kind: QueueBack})
	}
	c.lost = err != nil
	return err == nil
}

// reconcile looks for what is nowhere: it does not wait in the queue, no living worker holds it, and it was not handed over. While the queue does not answer nothing is
// known of what waits in it, and nothing is judged.
func (c *Coordinator) reconcile(ctx context.Context) {
	held, workers, err := c.watch.look(c.now())
	if err != nil {
		c.fail(err)
		return
	}
	c.noticeIdle(workers)
	asked, stop := context.WithTimeout(ctx, queueTime)
	defer stop()
	states, err := c.dispatcher.Unfinished(asked, c.name)
	known := c.answers(asked, err)
	now, gone := c.now(), 0
	c.mu.Lock()
	for key, o := range c.out {
		switch {
		case !o.published || len(o.result) > 0:
		case !known || held[key] || states[key] == Waiting:
			o.last = now
			o.taken = o.taken || held[key]
		case now-o.last > lostAfter:
			if o.taken = o.taken || states[key] == Taken; o.taken {
				gone++
				o.lost++
			}
			if o.published = o.lost >= lostAtMost; o.published {
				o.settle(outcome{err: &queue.Died{Said: queue.SaidOf(diag.New("worker-lost", diag.Place{}, "times", o.lost))}})
			}
		}
	}
	c.mu.Unlock()
	if gone > 0 {
		c.tell(Notice{Kind: WorkerGone})
	}
}

// noticeIdle tells when nobody has worked for a while, and something waits.
func (c *Coordinator) noticeIdle(workers int) {
	now := c.now()
	c.mu.Lock()
	waiting := len(c.out) > 0
	c.mu.Unlock()
	if workers > 0 || !waiting {
		c.worked, c.idle = now, false
		return
	}
	if !c.idle && now-c.worked > idleAfter {
		c.idle = true
		c.tell(Notice{Kind: NoWorkers})
	}
}
