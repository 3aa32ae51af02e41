package main

import (
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"os/signal"
	"strconv"
	"syscall"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// A user who presses Ctrl-C, and a system that ends a session, must not have to wait: the first signal cancels the work,
// the second one ends the program at once. What blocks for good (a terminal, a pipe without a writer or a reader) cannot be
// cancelled, so it is left behind: see [within] and [until].

// watchSignals returns a context that the first interrupt cancels. After the second one the program has ended.
func watchSignals() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		cancel()
		<-signals
		os.Exit(exitInterrupted)
	}()
	return ctx
}

// within returns what f returns, or the error of the context as soon as that is done; f then goes on unheard, until the
// program ends.
func within[T any](ctx context.Context, f func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	var none T
	if err := ctx.Err(); err != nil {
		return none, err
	}
	done := make(chan outcome, 1)
	go func() {
		value, err := f()
		done <- outcome{value, err}
	}()
	select {
	case o := <-done:
		return o.value, o.err
	case <-ctx.Done():
		return none, ctx.Err()
	}
}

// until yields what results yields, and ends as soon as the context is done, whatever the work is blocked by. What was
// finished by then and not yet yielded is dropped.
func until[R any](ctx context.Context, results iter.Seq2[R, error]) iter.Seq2[R, error] {
	type outcome struct {
		value R
		err   error
	}
	return func(yield func(R, error) bool) {
		outcomes, stop := make(chan outcome), make(chan struct{})
		defer close(stop)
		go func() {
			defer close(outcomes)
			for value, err := range results {
				select {
				case outcomes <- outcome{value, err}:
				case <-stop:
					return
				}
			}
		}()
		for {
			select {
			case <-ctx.Done():
				return
			case o, more := <-outcomes:
				if !more || isCancelled(ctx, o.err) || !yield(o.value, o.err) {
					return
				}
			}
		}
	}
}

// isCancelled reports whether an error only says that the user interrupted.
func isCancelled(ctx context.Context, err error) bool {
	return ctx.Err() != nil && (errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded))
}

// interrupted says how far the work came when it was interrupted.
func (s *session) interrupted(done, total int) int {
	s.tell(diag.New("work-interrupted", diag.Place{}, "done", grouped(done), "total", grouped(total)))
	return exitInterrupted
}

// refuse tells why there is nothing to do, or that the user interrupted, and returns the exit status.
func (s *session) refuse(err error, file string, status int) int {
	if isCancelled(s.ctx, err) {
		return s.interrupted(0, 1)
	}
	s.tell(diagnosticsOf(err, file)...)
	return status
}

// newConverter makes a converter that knows the editions of some files as well, for a user who may interrupt while they are read.
func (s *session) newConverter(editions []string) (*converter.Converter, error) {
	return within(s.ctx, func() (*converter.Converter, error) {
		return converter.New(withEditions(converter.Options{}, editions))
	})
}

// grouped writes a number as people read it: 5,000.
func grouped(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// write writes to a stream that may take nothing for good.
func (s *session) write(to io.Writer, data []byte) error {
	_, err := within(s.ctx, func() (int, error) { return to.Write(data) })
	return err
}
