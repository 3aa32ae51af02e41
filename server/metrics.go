package server

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics has a registry of its own: the library's default one is a global that changes. All labels are closed sets.
type metrics struct {
	registry    *prometheus.Registry
	requests    *prometheus.CounterVec   // route, method, code
	seconds     *prometheus.HistogramVec // route
	conversions *prometheus.CounterVec   // from, to, outcome
	found       *prometheus.CounterVec   // severity
}

func newMetrics(a *admission) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "nianbao_http_requests_total",
			Help: "Requests answered."}, []string{"route", "method", "code"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "nianbao_http_request_seconds",
			Help:    "Time from the first byte of a request to the last of its answer.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}}, []string{"route"}),
		conversions: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "nianbao_conversions_total",
			Help: "Conversions by formats and outcome: done, busy, timeout, cancelled, or the reason of the refusal."},
			[]string{"from", "to", "outcome"}),
		found: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "nianbao_diagnostics_total",
			Help: "Diagnostics of conversions that were done."}, []string{"severity"}),
	}
	m.registry.MustRegister(m.requests, m.seconds, m.conversions, m.found,
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "nianbao_working", Help: "Requests being worked on."},
			func() float64 { return float64(a.working.Load()) }),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "nianbao_waiting", Help: "Requests waiting for a worker."},
			func() float64 { return float64(a.waiting()) }),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}
