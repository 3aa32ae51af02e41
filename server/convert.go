package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"strconv"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// convert handles POST /v1/convert.
func (s *Server) convert(c *gin.Context) {
	u, ok := s.receive(c)
	if !ok {
		return
	}
	target, ok := s.target(c, u)
	if !ok {
		return
	}
	if !s.source(c, &u) {
		return
	}
	detailed, problem := u.flag("diagnostics")
	if problem != nil {
		s.refuse(c, http.StatusBadRequest, *problem)
		return
	}
	conversion, ok := work(s, c, string(target.Format), func(ctx context.Context) (*converter.Conversion, error) {
		return s.converter.Convert(ctx, u.input, target)
	})
	if !ok {
		return
	}
	s.metrics.conversions.WithLabelValues(string(conversion.Source), string(target.Format), "done").Inc()
	for _, severity := range []diag.Severity{diag.Information, diag.Warning} {
		s.metrics.found.WithLabelValues(severity.String()).Add(float64(conversion.Diagnostics.Count(severity)))
	}
	c.Set(keyOutcome, "done")
	c.Set(keyFound, len(conversion.Diagnostics))
	answer(c, conversion, detailed)
}

// source takes the parameter from. On failure it has answered.
func (s *Server) source(c *gin.Context, u *upload) bool {
	from := u.parameters["from"]
	if from == "" {
		return true
	}
	format, err := converter.ParseFormat(from)
	if err != nil {
		s.refuse(c, http.StatusBadRequest, diag.New("http-parameter", diag.Place{}, "name", "from", "value", from,
			"known", formatNames(converter.Readable())))
		return false
	}
	u.input.Format = format
	return true
}

// result is what a worker hands back.
type result[T any] struct {
	value T
	err   error
}

// errPanic stands for a panic in a worker; its cause is in the log.
var errPanic = errors.New("panic")

// work does f in a place of its own, within the time limit, and answers where there is no result. When the time is
// over the client gets its answer at once; the worker keeps its place until it really ends, so that slow work cannot
// pile up unseen.
func work[T any](s *Server, c *gin.Context, to string, f func(context.Context) (T, error)) (T, bool) {
	var none T
	ctx, cancel := context.WithTimeout(c.Request.Context(), s.config.Timeout)
	leave, ok := s.admission.enter(ctx)
	if !ok {
		cancel()
		s.busy(c, to)
		return none, false
	}
	id := c.GetString(keyRequest)
	done := make(chan result[T], 1)
	go func() {
		defer cancel()
		defer leave()
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

// busy answers a request that found no place.
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
