package worker

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"

	"nianbao/internal/queue"
)

// Handler does one job.
type Handler func(context.Context, queue.Job) *queue.Answer

// Serve is the child's side: it makes a handler of the first frame and does jobs until there are no more. gone is called, from another
// goroutine, when the parent has gone, and has to end the process: a job may be running that never ends by itself.
func Serve(ctx context.Context, in io.Reader, out io.Writer, begin func(setup []byte) (Handler, error), gone func()) error {
	setup, err := readFrame(in, largestFrame)
	if err != nil {
		return fmt.Errorf("reading how to work: %w", err)
	}
	handle, err := begin(setup)
	if err != nil {
		return errors.Join(err, writeFrame(out, []byte(err.Error())))
	}
	if err := writeFrame(out, nil); err != nil {
		return err
	}
	jobs := make(chan queue.Job)
	go readJobs(in, jobs, gone)
	to := bufio.NewWriterSize(out, 1<<16)
	for {
		select {
		case job := <-jobs:
			if err := writeAnswer(to, handle(ctx, job)); err != nil {
				return err
			}
		case <-ctx.Done():
			return fmt.Errorf("serving jobs: %w", ctx.Err())
		}
	}
}

// readJobs hands jobs on, and notices that the parent has gone. The parent sends no job before the last one was answered.
func readJobs(in io.Reader, jobs chan<- queue.Job, gone func()) {
	from := bufio.NewReaderSize(in, 1<<16)
	for {
		label, err := readFrame(from, largestFrame)
		if err != nil {
			gone()
			return
		}
		content, err := readFrame(from, largestFrame)
		if err != nil {
			gone()
			return
		}
		jobs <- queue.Job{Label: queue.Name(label), Content: content}
	}
}
