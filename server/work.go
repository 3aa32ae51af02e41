package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// What a byte of input takes while it is worked on, as was measured (docs/decisions/http.md). A Word file is packed, ten
// to one as a rule.
const (
	workOfByte   = 10
	workOfPacked = 40

	// readOfArchive is what a report of an archive takes until all of them are read.
	readOfArchive = 256 << 10
)

// workBytes is the memory that work on the upload is expected to take.
func (s *Server) workBytes(ctx context.Context, u *upload) int64 {
	total := int64(0)
	for _, files := range u.files {
		for _, f := range files {
			each := int64(workOfByte)
			if bytes.HasPrefix(f.Data, []byte("PK")) {
				each = workOfPacked
			}
			total += each * int64(len(f.Data))
			reports, largest := converter.ArchiveWork(ctx, f.Data, s.converter.Limits())
			total += readOfArchive*int64(reports) + workOfPacked*largest
		}
	}
	return total
}

// result is what a worker hands back.
type result[T any] struct {
	value T
	err   error
}

// errPanic stands for a panic in a worker; its cause is in the log.
var errPanic = errors.New("panic")

// work does f in a place of its own, within the time limit, and answers where there is no result. When the time is over,
// or the client gone, the context of f ends. The client gets its answer at once; the place is free when f returns, which
// the converter does within a few milliseconds. It is not given away before: slow work could pile up unseen.
func work[T any](s *Server, c *gin.Context, u *upload, to string, f func(context.Context) (T, error)) (T, bool) {
	var none T
	ctx, cancel := context.WithTimeout(c.Request.Context(), s.config.Timeout)
	queued := time.Now()
	leave, ok := s.admission.enter(ctx, s.workBytes(ctx, u))
	s.metrics.stage("queue", queued)
	if !ok {
		cancel()
		if errors.Is(c.Request.Context().Err(), context.Canceled) {
			s.fail(c, to, context.Canceled)
			return none, false
		}
		s.busy(c, to)
		return none, false
	}
	id := c.GetString(keyRequest)
	done := make(chan result[T], 1)
	begun := time.Now()
	u.charge.keep()
	go func() {
		defer cancel()
		defer u.charge.done()
		defer leave()
		defer s.ended(ctx, id, begun)
		defer func() {
			if problem := recover(); problem != nil {
				s.log.Error("panic", "id", id, "problem", fmt.Sprint(problem), "stack", string(debug.Stack()))
				done <- result[T]{err: errPanic}
			}
		}()
		value, err := f(ctx)
		done <- result[T]{value, err}
	}()
	var r result[T]
	select {
	case r = <-done:
	case <-ctx.Done():
		// The worker ends the context too, behind its result: a refusal must not be taken for a client that left.
		select {
		case r = <-done:
		default:
			r.err = ctx.Err()
		}
	}
	if r.err != nil {
		s.fail(c, to, r.err)
		return none, false
	}
	return r.value, true
}

// ended notes the end of work, and how long it went on after it was cancelled.
func (s *Server) ended(ctx context.Context, id string, begun time.Time) {
	s.metrics.stage("work", begun)
	if ctx.Err() == nil {
		return
	}
	s.metrics.cancelled.Inc()
	s.log.Warn("cancelled work has ended", "id", id, "ms", time.Since(begun).Milliseconds())
}

// busy answers a request that found no place, or no memory.
func (s *Server) busy(c *gin.Context, to string) {
	seconds := s.admission.retryAfter()
	code := diag.Code("http-busy")
	if s.draining.Load() {
		code = "http-unavailable"
	}
	s.count(c, to, "busy")
	c.Header("Retry-After", strconv.Itoa(seconds))
	s.refuse(c, http.StatusServiceUnavailable, diag.New(code, diag.Place{}, "seconds", seconds))
}

// statusClientClosed is what logs show for a client that left; nobody receives it.
const statusClientClosed = 499

// fail answers for an error of the converter.
func (s *Server) fail(c *gin.Context, to string, err error) {
	if refusal, ok := errors.AsType[*converter.Refusal](err); ok {
		s.count(c, to, string(refusal.Reason))
		s.refuse(c, status(refusal.Reason), refusal.Diagnostics...)
		return
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		s.count(c, to, "timeout")
		s.refuse(c, http.StatusGatewayTimeout, diag.New("http-time-limit", diag.Place{}, "seconds", s.config.Timeout.Seconds()))
	case errors.Is(err, context.Canceled):
		s.count(c, to, "cancelled")
		c.Status(statusClientClosed)
		c.Abort()
	default:
		s.count(c, to, string(converter.Internal))
		if !errors.Is(err, errPanic) {
			s.log.Error("internal error", "id", c.GetString(keyRequest), "error", err.Error())
		}
		s.refuse(c, http.StatusInternalServerError, diag.New("internal-error", diag.Place{}, "problem", c.GetString(keyRequest)))
	}
}

// count counts a conversion that was not done; what it was converted from may not be known.
func (s *Server) count(c *gin.Context, to string, outcome string) {
	s.metrics.conversions.WithLabelValues("", to, outcome).Inc()
	c.Set(keyOutcome, outcome)
}

// finish counts one that was done.
func (s *Server) finish(c *gin.Context, from converter.Format, to string, found diag.List) {
	s.metrics.conversions.WithLabelValues(string(from), to, "done").Inc()
	for _, severity := range []diag.Severity{diag.Information, diag.Warning} {
		s.metrics.found.WithLabelValues(severity.String()).Add(float64(found.Count(severity)))
	}
	c.Set(keyOutcome, "done")
	c.Set(keyFound, len(found))
}
