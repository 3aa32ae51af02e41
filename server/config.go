package server

import (
	"cmp"
	"fmt"
	"log/slog"
	"runtime"
	"time"

	"nianbao/converter"
	"nianbao/internal/queue/jobs"
	"nianbao/internal/queue/task"
)

// Config configures a [Server]. The zero value of a field takes the default that its comment names; a value that cannot
// be is refused by [New], never replaced.
type Config struct {
	Options converter.Options // of the converter; a request may bring a style of its own
	Log     *slog.Logger      // slog.Default()
	Version string            // shown in /openapi.json and in the metrics: devel

	Workers int           // conversions at a time: GOMAXPROCS
	Queue   int           // requests that may wait for a worker: 8 for each
	Timeout time.Duration // waiting and working on one request: 30 s
	Rate    float64       // requests a second for each client address: no limit
	Drain   time.Duration // between "not ready" and closing the listener, one probe period: none

	Memory      int64         // bytes that the whole process should stay under: 256 MiB, and 128 MiB for each worker
	Connections int           // open at a time; more wait in the system's queue: 4096
	BodyRate    int64         // bytes a second that a body must bring, after BodyGrace: 32 KiB
	BodyGrace   time.Duration // in which a body may bring nothing: 10 s

	// Hosts are names that requests may be addressed to, beside those of the loopback interface; nil allows every
	// name. A service that only its own machine should reach names some, so that a page elsewhere cannot reach it
	// through a name of its own that it points here (DNS rebinding).
	Hosts []string
	// Origins are origins (https://portal.example) whose pages may send requests from a browser, beside our own page.
	Origins []string
	// SeparateOperations leaves /metrics to [Server.Operations].
	SeparateOperations bool
	// Jobs keeps what takes longer than a request; nil: there are none. Whoever opened it closes it, after [Server.Run].
	Jobs *jobs.Service
	// JobTask is what jobs begin with: the style and the fonts of Options, by which their workers work.
	JobTask task.Options
	// Desk makes it a service for the pages that one person has open: see [Desk]. nil: it runs until it is stopped.
	Desk *Desk
}

// ConfigError says which field of a [Config] cannot be what it is.
type ConfigError struct {
	Field string // its name
	Value any
	Want  string // what it can be, in symbols that need no translation
}

// Error implements error.
func (e *ConfigError) Error() string {
	return fmt.Sprintf("server: %s cannot be %v; it can be %s", e.Field, e.Value, e.Want)
}

// leastMemory is what the program, its fonts and one ordinary report need.
const leastMemory = 128 << 20

func (c Config) withDefaults() (Config, error) {
	for _, f := range []struct {
		name     string
		value    any
		negative bool
	}{
		{"Workers", c.Workers, c.Workers < 0}, {"Queue", c.Queue, c.Queue < 0}, {"Timeout", c.Timeout, c.Timeout < 0},
		{"Rate", c.Rate, !(c.Rate >= 0)}, {"Drain", c.Drain, c.Drain < 0}, {"Connections", c.Connections, c.Connections < 0},
		{"BodyRate", c.BodyRate, c.BodyRate < 0}, {"BodyGrace", c.BodyGrace, c.BodyGrace < 0},
	} {
		if f.negative {
			return c, &ConfigError{f.name, f.value, ">= 0"}
		}
	}
	least := int64(leastMemory)
	if c.Jobs != nil {
		least += c.Jobs.HeldBytes()
	}
	if c.Memory != 0 && c.Memory < least {
		return c, &ConfigError{"Memory", c.Memory, fmt.Sprintf(">= %d", least)}
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	c.Version = cmp.Or(c.Version, "devel")
	c.Workers = cmp.Or(c.Workers, runtime.GOMAXPROCS(0))
	c.Queue = cmp.Or(c.Queue, 8*c.Workers)
	c.Timeout = cmp.Or(c.Timeout, 30*time.Second)
	c.Memory = cmp.Or(c.Memory, 256<<20+int64(c.Workers)<<27+least-leastMemory)
	c.Connections = cmp.Or(c.Connections, 4096)
	c.BodyRate = cmp.Or(c.BodyRate, 32<<10)
	c.BodyGrace = cmp.Or(c.BodyGrace, 10*time.Second)
	limits, usual := &c.Options.Limits, converter.DefaultLimits()
	limits.ArchiveEntries = min(cmp.Or(limits.ArchiveEntries, usual.ArchiveEntries), mostArchived)
	limits.ArchiveTotal = min(cmp.Or(limits.ArchiveTotal, usual.ArchiveTotal), mostUnpacked)
	return c, nil
}

// An archive that comes in a request is read while its sender waits, and all of its reports are in memory then: of more of them a batch is
// made ([queue]).
const (
	mostArchived = 1000      // files
	mostUnpacked = 256 << 20 // bytes
)
