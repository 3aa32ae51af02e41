package server

import (
	"net/http"
	"runtime"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics has a registry of its own: the library's default one is a global that changes. All labels are closed sets.
type metrics struct {
	registry    *prometheus.Registry
	requests    *prometheus.CounterVec   // route, method, code
	seconds     *prometheus.HistogramVec // route
	stages      *prometheus.HistogramVec // stage
	bytes       *prometheus.CounterVec   // direction
	refusals    *prometheus.CounterVec   // code
	conversions *prometheus.CounterVec   // from, to, outcome
	found       *prometheus.CounterVec   // severity
	cancelled   prometheus.Counter
}

// buckets are seconds, from a small file to the time limit.
func buckets() []float64 {
	return []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}
}

func newMetrics(a *admission, b *bodies, version string) *metrics {
	counters := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: "nianbao_" + name, Help: help}, labels)
	}
	times := func(name, help, label string) *prometheus.HistogramVec {
		return prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "nianbao_" + name, Help: help, Buckets: buckets()}, []string{label})
	}
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: counters("http_requests_total", "Requests answered.", "route", "method", "code"),
		seconds:  times("http_request_seconds", "Time from the first byte of a request to the last of its answer.", "route"),
		stages:   times("stage_seconds", "Time in a stage of a request: receive (its body), queue, work.", "stage"),
		bytes:    counters("http_bytes_total", "Bytes of bodies received (in, as sent) and of answers (out, before compression).", "direction"),
		refusals: counters("refusals_total", "Requests refused, by the code of the problem.", "code"),
		conversions: counters("conversions_total",
			"Conversions by formats and outcome: done, busy, timeout, cancelled, or the reason of the refusal.", "from", "to", "outcome"),
		found: counters("diagnostics_total", "Diagnostics of conversions that were done.", "severity"),
		cancelled: prometheus.NewCounter(prometheus.CounterOpts{Name: "nianbao_cancelled_total",
			Help: "Work that was cancelled, by the time limit or by a client that left, and has ended."}),
	}
	build := prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "nianbao_build_info", Help: "1, with the build in its labels."}, []string{"version", "goversion"})
	build.WithLabelValues(version, runtime.Version()).Set(1)
	gauge := func(name, help string, value func() int64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "nianbao_" + name, Help: help}, func() float64 { return float64(value()) })
	}
	m.registry.MustRegister(m.requests, m.seconds, m.stages, m.bytes, m.refusals, m.conversions, m.found, m.cancelled, build,
		gauge("working", "Requests being worked on.", a.working.Load),
		gauge("waiting", "Requests waiting for a worker.", a.waiting),
		gauge("work_bytes", "Memory set aside for the work in hand.", a.taken.Load),
		gauge("small_body_bytes", "Memory set aside for bodies of up to 1 MiB.", b.small.taken.Load),
		gauge("large_body_bytes", "Memory set aside for larger bodies.", b.large.taken.Load),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// stage notes the time since a stage began.
func (m *metrics) stage(name string, begun time.Time) {
	m.stages.WithLabelValues(name).Observe(time.Since(begun).Seconds())
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}
