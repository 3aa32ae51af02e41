package worker

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"nianbao/internal/queue"
)

// Limits contain a worker.
type Limits struct {
	Time   time.Duration // of one job
	Memory int64         // of the process, in bytes: see Contain. 0: none
}

// Process is a worker that is a process of its own, started when there is a job. It implements [queue.Worker].
type Process struct {
	command func() *exec.Cmd
	setup   []byte
	limits  Limits
	child   *child
}

// New returns a worker. command makes the program that serves ([Serve]), setup is what it is told first.
func New(command func() *exec.Cmd, setup []byte, limits Limits) *Process {
	return &Process{command: command, setup: setup, limits: limits}
}

// ErrStart says that the program cannot be started, or refuses to work: no job is to blame.
var ErrStart = errors.New("a worker cannot be started")

// child is a running process.
type child struct {
	command *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	told    *tail // what it wrote to standard error
	late    atomic.Bool
	ended   sync.Once
}

// Do has the job done. The error is a [*queue.Died] where the process did not survive it, that of the context, or ErrStart.
func (p *Process) Do(ctx context.Context, job queue.Job) (*queue.Answer, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("doing a job: %w", err)
	}
	if p.child == nil {
		if err := p.begin(ctx); err != nil {
			return nil, err
		}
	}
	c := p.child
	watch := context.AfterFunc(ctx, c.kill)
	timer := time.AfterFunc(p.limits.Time, func() { c.late.Store(true); c.kill() })
	answer, err := c.exchange(job)
	timer.Stop()
	if watch() && err == nil && !c.late.Load() {
		return answer, nil
	}
	p.child = nil
	c.end()
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("doing a job: %w", err)
	}
	if err == nil { // it answered, and was too late all the same
		return answer, nil
	}
	return nil, &queue.Died{Said: c.cause(p.limits)}
}

// startAtMost is how often a program is started that somebody kills before it is ready: a system short of memory takes any process.
const startAtMost = 3

// begin starts a process. A program that says why it cannot work is not asked again.
func (p *Process) begin(ctx context.Context) error {
	var failed error
	for range startAtMost {
		c, said, err := p.start(ctx)
		if err == nil {
			p.child = c
			return nil
		}
		if failed = err; said {
			break
		}
	}
	return failed
}

// start starts the program and waits until it is ready. refused says that starting it again would change nothing.
func (p *Process) start(ctx context.Context) (_ *child, refused bool, err error) {
	c := &child{command: p.command(), told: &tail{}}
	in, err := c.command.StdinPipe()
	if err != nil {
		return nil, true, errors.Join(ErrStart, err)
	}
	out, err := c.command.StdoutPipe()
	if err != nil {
		return nil, true, errors.Join(ErrStart, err)
	}
	c.in, c.out, c.command.Stderr = in, bufio.NewReaderSize(out, 1<<16), c.told
	if err := c.command.Start(); err != nil {
		return nil, true, errors.Join(ErrStart, err)
	}
	stop := context.AfterFunc(ctx, c.kill)
	timer := time.AfterFunc(p.limits.Time, c.kill)
	err = writeFrame(c.in, p.setup)
	var said []byte
	if err == nil {
		said, err = readFrame(c.out, largestFrame)
	}
	timer.Stop()
	if stop() && err == nil && len(said) == 0 {
		return c, false, nil
	}
	c.end()
	if err := ctx.Err(); err != nil {
		return nil, true, fmt.Errorf("starting a worker: %w", err)
	}
	return nil, len(said) > 0, errors.Join(ErrStart, err, errors.New(strings.TrimSpace(string(said)+" "+c.told.first())))
}

// exchange sends a job and reads the answer.
func (c *child) exchange(job queue.Job) (*queue.Answer, error) {
	for _, frame := range [][]byte{[]byte(job.Label), job.Content} {
		if err := writeFrame(c.in, frame); err != nil {
			return nil, err
		}
	}
	return readAnswer(c.out)
}

func (c *child) kill() { _ = c.command.Process.Kill() } // fails where it has ended

// end kills the process and waits for it.
func (c *child) end() {
	c.ended.Do(func() {
		c.kill()
		_, _ = io.Copy(io.Discard, c.out) // Wait wants the pipe to be read to its end
		_ = c.command.Wait()              // how it ended is looked at in cause
	})
}

// Close ends the process.
func (p *Process) Close() error {
	if p.child != nil {
		p.child.end()
		p.child = nil
	}
	return nil
}

// tail keeps the beginning of what a process says on standard error: the reason stands first, and a trace behind it may be long.
type tail struct {
	mu   sync.Mutex
	text []byte
}

const longestTold = 4 << 10

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if room := longestTold - len(t.text); room > 0 {
		t.text = append(t.text, p[:min(room, len(p))]...)
	}
	return len(p), nil
}

func (t *tail) all() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.text)
}

// first is the first line with words.
func (t *tail) first() string {
	for line := range strings.Lines(t.all()) {
		if line = strings.TrimSpace(line); line != "" {
			return line
		}
	}
	return ""
}
