// Package server is the HTTP face of package converter: the same conversions by POST, and a web page for people.
//
// Make a [Server] with [New], then either mount its [Server.Handler] or let [Server.Run] own a listener from start to
// graceful end. docs/formats/http.md is the reference of the interface, /openapi.json the same for machines.
//
// What holds for every request: the body is bounded before it is read and what it unpacks to is bounded by the
// converter's limits; no address in a document is ever fetched and no process started; work is admitted to a fixed
// number of places with a short queue, and who does not fit is told when to come back; errors are problem details
// (RFC 9457) with every finding at once. gin routes and nothing more; it appears in this package only, and its context
// is never handed to another goroutine.
package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"sync/atomic"
	"time"

	"nianbao/converter"
)

// Config configures a [Server]. The zero value of a field takes the default that its comment names.
type Config struct {
	Converter *converter.Converter // required
	Log       *slog.Logger         // slog.Default()
	Version   string               // shown in /openapi.json
	Workers   int                  // conversions at a time: GOMAXPROCS
	Queue     int                  // requests that may wait for a worker: 8 for each
	Timeout   time.Duration        // waiting and working on one request: 30 s (findings section 14)
	Rate      float64              // requests a second for each client address: no limit
	Drain     time.Duration        // between "not ready" and closing the listener, one probe period: none
}

func (c Config) withDefaults() Config {
	if c.Log == nil {
		c.Log = slog.Default()
	}
	if c.Version == "" {
		c.Version = "devel"
	}
	if c.Workers < 1 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	if c.Queue < 1 {
		c.Queue = 8 * c.Workers
	}
	if c.Timeout <= 0 {
		c.Timeout = 30 * time.Second
	}
	return c
}

// Server serves conversions. Make one with [New].
type Server struct {
	config    Config
	converter *converter.Converter
	log       *slog.Logger
	admission *admission
	clients   *clients
	metrics   *metrics
	assets    *assets
	handler   http.Handler
	draining  atomic.Bool
	warm      atomic.Bool
}

// New returns a server that is not yet warm; see [Server.Warm].
func New(config Config) (*Server, error) {
	config = config.withDefaults()
	if config.Converter == nil {
		return nil, errors.New("server: Config.Converter is required")
	}
	s := &Server{config: config, converter: config.Converter, log: config.Log,
		admission: newAdmission(config.Workers, config.Queue), clients: newClients(config.Rate)}
	s.metrics = newMetrics(s.admission)
	var err error
	if s.assets, err = loadAssets(s.converter, config.Version); err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	s.handler = s.routes()
	return s, nil
}

// Handler returns the handler of all routes.
func (s *Server) Handler() http.Handler { return s.handler }

// Run warms up, serves on the listener until ctx ends, and then ends gracefully: /readyz says no, the load balancer
// gets Config.Drain to notice, no new connection is taken, running requests finish within Config.Timeout.
func (s *Server) Run(ctx context.Context, listener net.Listener) error {
	server := &http.Server{
		Handler:           s.handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       time.Minute,
		WriteTimeout:      s.config.Timeout + time.Minute,
		IdleTimeout:       90 * time.Second,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	go s.Warm(ctx)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	s.log.Info("listening", "address", listener.Addr().String(), "workers", s.config.Workers, "queue", s.config.Queue)
	select {
	case err := <-failed:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
	}
	s.log.Info("draining")
	s.draining.Store(true)
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
