// Package server is the HTTP face of package converter: what the command does by POST, and a web page for people.
//
// Make a [Server] with [New], then either mount its [Server.Handler] or let [Server.Run] own a listener from start to
// graceful end. docs/formats/http.md is the reference of the interface, /openapi.json the same for machines.
//
// A request goes through four gates, each bounded before the next is reached, so that nothing that is posted stops the
// service:
//
//   - its connection (Config.Connections), its head (time and size) and its sender (Config.Rate, Host, Origin);
//   - the memory of its body, taken before the body is read ([bodies]), which must then come at a certain rate ([paced]);
//   - a place for its work, by number and by memory, behind a short queue ([admission]);
//   - the time limit, at which the work is cancelled (the converter looks at its context every few items).
//
// What is too much for one request is a job (Config.Jobs): it goes to the disk as it comes, and package internal/queue/jobs works on it.
//
// Who does not pass is told when to come back, computed from the work in hand. No address in a document is ever fetched; parameters and fields that are not known are refused by name; errors are problem details
// (RFC 9457) with every finding at once, or a page that says the same to people whose browser sent a form. gin routes and nothing more; it appears in this package only, and its context
// is never handed to another goroutine.
package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/gin-gonic/gin"
	"golang.org/x/net/netutil"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// Server serves conversions. Make one with [New].
type Server struct {
	config    Config
	converter *converter.Converter
	log       *slog.Logger
	bodies    *bodies
	admission *admission
	clients   *clients
	origins   *http.CrossOriginProtection
	metrics   *metrics
	assets    *assets
	// attendance is nil but for a service at a desk.
	attendance *attendance
	engine     *gin.Engine
	handler    http.Handler
	operating  http.Handler
	draining   atomic.Bool
	warm       atomic.Bool
}

// New returns a server that is not yet warm; see [Server.Warm]. Its error is a [*ConfigError], a [*converter.Refusal] for
// the converter's options, or a defect of what is built in.
func New(config Config) (*Server, error) {
	config, err := config.withDefaults()
	if err != nil {
		return nil, err
	}
	s := &Server{config: config, log: config.Log, clients: newClients(config.Rate)}
	if s.converter, err = converter.New(config.Options); err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	memory := config.Memory
	if config.Jobs != nil {
		memory -= config.Jobs.HeldBytes()
	}
	shares := share(memory)
	s.bodies = newBodies(shares)
	s.admission = newAdmission(config.Workers, config.Queue, config.Timeout, shares.work)
	s.metrics = newMetrics(s.admission, s.bodies, config.Version)
	if s.origins, err = crossOrigin(config.Origins); err != nil {
		return nil, err
	}
	if config.Desk != nil {
		s.attendance = newAttendance(*config.Desk)
	}
	if s.assets, err = loadAssets(s.converter, config.Version, config.Desk != nil, config.Jobs != nil); err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	s.engine, s.operating = s.routes(), s.operations()
	if s.handler, err = compressed(s.engine); err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	return s, nil
}

// Handler returns the handler of all routes.
func (s *Server) Handler() http.Handler { return s.handler }

// Operations returns the handler of /livez, /readyz and /metrics, for a listener that only operators reach.
func (s *Server) Operations() http.Handler { return s.operating }

// Notices returns what there is to say about the converter's options.
func (s *Server) Notices() diag.List { return s.converter.Notices() }

// Memory returns the bytes that the process should stay under.
func (s *Server) Memory() int64 { return s.config.Memory }

// headTime is how long the head of a request may take.
const headTime = 5 * time.Second

// httpServer returns a server with the limits of connections.
func (s *Server) httpServer(h http.Handler) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: headTime,
		// Until a handler reads the body, which sets its own times: what is left of a body that nobody reads.
		ReadTimeout:    headTime + s.config.BodyGrace,
		WriteTimeout:   headTime + s.config.BodyGrace + answerTime,
		IdleTimeout:    30 * time.Second,
		MaxHeaderBytes: 32 << 10,
		ErrorLog:       slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
}

// Run warms up, serves on the listener until ctx ends, and then ends gracefully: /readyz says no, the load balancer
// gets Config.Drain to notice, no new connection is taken, running requests finish within Config.Timeout. operations is
// a second listener for [Server.Operations], which answers until the end; nil for none. A service at a desk ends by itself
// too: see [Desk].
func (s *Server) Run(ctx context.Context, listener, operations net.Listener) error {
	server, second := s.httpServer(s.handler), s.httpServer(s.operating)
	if s.attendance != nil {
		attended, cancel := s.attendance.wait(ctx)
		defer cancel()
		ctx = attended
	}
	go s.Warm(ctx)
	failed := make(chan error, 2)
	go func() { failed <- server.Serve(netutil.LimitListener(listener, s.config.Connections)) }()
	if operations != nil {
		defer second.Close()
		go func() { failed <- second.Serve(operations) }()
		s.log.Info("listening for operators", "address", operations.Addr().String())
	}
	s.log.Info("listening", "address", listener.Addr().String(), "workers", s.config.Workers, "queue", s.config.Queue,
		"memory", s.config.Memory, "version", s.config.Version)
	select {
	case err := <-failed:
		return errors.Join(fmt.Errorf("serving: %w", err), server.Close())
	case <-ctx.Done():
	}
	s.log.Info("draining")
	s.draining.Store(true)
	if s.attendance != nil {
		s.attendance.end()
	}
	if s.config.Jobs != nil {
		s.config.Jobs.Drain()
	}
	// Each answer from now on is the last on its connection (see headers). Connections that are idle are not closed yet:
	// net/http would also close one whose next request it is just reading.
	time.Sleep(s.config.Drain)
	// The caller's context has ended; what still runs gets a time of its own.
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.config.Timeout+5*time.Second)
	defer cancel()
	if err := server.Shutdown(ending); err != nil {
		return fmt.Errorf("shutting down: %w", err)
	}
	s.log.Info("stopped")
	return nil
}
