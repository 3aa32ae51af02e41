package server

import (
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"nianbao/converter/diag"
)

// Keys of values that handlers leave for the log.
const (
	keyRequest = "request-id"
	keyOutcome = "outcome"
	keyFound   = "diagnostics"
)

// observe gives the request an id, counts it and writes one line of log. Neither the body nor the file's name is
// logged: reports hold what their owners have not published yet.
func (s *Server) observe(c *gin.Context) {
	begun := time.Now()
	id := requestID(c.GetHeader("X-Request-Id"))
	c.Set(keyRequest, id)
	c.Header("X-Request-Id", id)
	c.Next()

	route := c.FullPath()
	if route == "" {
		route = "other" // a label for each address that somebody tries would grow without end
	}
	took := time.Since(begun)
	s.metrics.requests.WithLabelValues(route, method(c.Request.Method), strconv.Itoa(c.Writer.Status())).Inc()
	s.metrics.seconds.WithLabelValues(route).Observe(took.Seconds())
	s.metrics.bytes.WithLabelValues("out").Add(float64(max(0, c.Writer.Size())))
	if route == "/livez" || route == "/readyz" || route == "/metrics" {
		return // probes would drown the log
	}
	attributes := []any{"id", id, "method", c.Request.Method, "route", route, "status", c.Writer.Status(),
		"in", c.Request.ContentLength, "out", c.Writer.Size(), "ms", float64(took.Microseconds()) / 1000}
	if outcome := c.GetString(keyOutcome); outcome != "" {
		attributes = append(attributes, "outcome", outcome, "diagnostics", c.GetInt(keyFound))
	}
	s.log.Log(c.Request.Context(), level(c.Writer.Status()), "request", attributes...)
}

// level is how much an answer matters to operators. To be busy and to stop what takes too long is what the service is
// built to do: a warning. Any other 5xx is a defect.
func level(status int) slog.Level {
	switch {
	case status == http.StatusNotImplemented: // jobs, of a service that keeps none: as 404
		return slog.LevelInfo
	case status == http.StatusServiceUnavailable, status == http.StatusGatewayTimeout, status == http.StatusInsufficientStorage:
		return slog.LevelWarn
	case status >= http.StatusInternalServerError:
		return slog.LevelError
	}
	return slog.LevelInfo
}

// method keeps invented methods from becoming labels.
func method(name string) string {
	switch name {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodOptions, http.MethodPatch:
		return name
	}
	return "other"
}

// requestID takes the client's id if it is harmless in a header and a log line, and else makes one.
func requestID(given string) string {
	if given == "" || len(given) > 128 {
		return rand.Text()
	}
	for _, r := range given {
		if (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && !strings.ContainsRune("-_.:", r) {
			return rand.Text()
		}
	}
	return given
}

// recover turns a panic of a handler into a 500; the client learns nothing of its cause but the request's id.
func (s *Server) recover(c *gin.Context) {
	defer func() {
		problem := recover()
		if problem == nil {
			return
		}
		if problem == http.ErrAbortHandler {
			panic(problem) // net/http's own way to drop a connection
		}
		s.log.Error("panic", "id", c.GetString(keyRequest), "problem", fmt.Sprint(problem), "stack", string(debug.Stack()))
		if !c.Writer.Written() {
			s.refuse(c, http.StatusInternalServerError, diag.New("internal-error", diag.Place{}, "problem", c.GetString(keyRequest)))
		}
		c.Abort()
	}()
	c.Next()
}

// headers are sent with every answer. The policy for documents is the strictest there is; the web page sets its own.
func (s *Server) headers(c *gin.Context) {
	h := c.Writer.Header()
	if s.draining.Load() {
		h.Set("Connection", "close")
	}
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	c.Next()
}
