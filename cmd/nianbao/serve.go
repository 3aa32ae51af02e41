package main

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"strings"
	"time"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/server"
)

// serveCommand's flags have twins in the environment, which is how containers are configured.
type serveCommand struct {
	Addr        string        `default:"127.0.0.1:8080" env:"NIANBAO_ADDR" placeholder:"HOST:PORT" help:"${addr}"`
	MetricsAddr string        `env:"NIANBAO_METRICS_ADDR" placeholder:"HOST:PORT" help:"${metrics_addr}"`
	Workers     int           `env:"NIANBAO_WORKERS" placeholder:"N" help:"${workers}"`
	Queue       int           `env:"NIANBAO_QUEUE" placeholder:"N" help:"${queue}"`
	Timeout     time.Duration `default:"30s" env:"NIANBAO_TIMEOUT" help:"${timeout}"`
	Rate        float64       `env:"NIANBAO_RATE" placeholder:"N" help:"${rate}"`
	Drain       time.Duration `default:"0s" env:"NIANBAO_DRAIN" help:"${drain}"`
	Memory      int64         `env:"NIANBAO_MEMORY" placeholder:"MIB" help:"${memory}"`
	Connections int           `env:"NIANBAO_CONNECTIONS" placeholder:"N" help:"${connections}"`
	BodyRate    int64         `env:"NIANBAO_BODY_RATE" placeholder:"BYTES" help:"${body_rate}"`
	Host        []string      `env:"NIANBAO_HOST" placeholder:"NAME" help:"${host}"`
	Origin      []string      `env:"NIANBAO_ORIGIN" placeholder:"URL" help:"${origin}"`
	Style       string        `env:"NIANBAO_STYLE" placeholder:"FILE" help:"${style}"`
	FontDir     string        `env:"NIANBAO_FONT_DIR" placeholder:"FOLDER" help:"${font_dir}"`
	Editions    []string      `name:"edition" env:"NIANBAO_EDITION" placeholder:"FILE" sep:"none" help:"${edition}"`
	OCR         string        `name:"ocr" env:"NIANBAO_OCR" placeholder:"COMMAND" help:"${ocr}"`
	Figures     string        `name:"ocr-figures" env:"NIANBAO_OCR_FIGURES" placeholder:"COMMAND" help:"${ocr_figures}"`

	Jobs        string        `env:"NIANBAO_JOBS" placeholder:"FOLDER" help:"${serve_jobs}"`
	JobsKeep    time.Duration `default:"168h" env:"NIANBAO_JOBS_KEEP" help:"${serve_jobs_keep}"`
	JobsCount   int           `default:"100" env:"NIANBAO_JOBS_COUNT" placeholder:"N" help:"${serve_jobs_count}"`
	JobsFiles   int           `default:"10000" env:"NIANBAO_JOBS_FILES" placeholder:"N" help:"${serve_jobs_files}"`
	JobsSize    int64         `default:"1024" env:"NIANBAO_JOBS_SIZE" placeholder:"MIB" help:"${serve_jobs_size}"`
	JobsFree    int64         `default:"512" env:"NIANBAO_JOBS_FREE" placeholder:"MIB" help:"${serve_jobs_free}"`
	JobsWorkers int           `env:"NIANBAO_JOBS_WORKERS" placeholder:"N" help:"${serve_jobs_workers}"`
	JobsMemory  int64         `default:"512" env:"NIANBAO_JOBS_MEMORY" placeholder:"MIB" help:"${serve_jobs_memory}"`
	JobsTimeout time.Duration `default:"1m" env:"NIANBAO_JOBS_TIMEOUT" help:"${serve_jobs_timeout}"`
}

func (cmd *serveCommand) run(s *session) int {
	config, err := cmd.config(s)
	if err != nil {
		s.tell(diagnosticsOf(err, cmd.Style)...)
		return exitUsage
	}
	listener, status, err := listen(cmd.Addr)
	if err != nil {
		s.tell(diagnosticsOf(err, "")...)
		return status
	}
	defer listener.Close()
	var operations net.Listener
	if cmd.MetricsAddr != "" {
		if operations, status, err = listen(cmd.MetricsAddr); err != nil {
			s.tell(diagnosticsOf(err, "")...)
			return status
		}
		config.SeparateOperations = true
		defer operations.Close()
	}
	config.Hosts = cmd.hosts(listener.Addr())
	closeJobs, err := cmd.openJobs(s, &config)
	if err != nil {
		s.tell(diagnosticsOf(err, cmd.Style)...)
		return exitUsage
	}
	defer closeJobs()
	service, err := server.New(config)
	if err != nil {
		s.tell(optionProblem(err)...)
		return exitUsage
	}
	s.tell(service.Notices()...)
	limitHeap(service.Memory())
	// Scripts and people read the address here; with port 0 it is the only place that tells.
	fmt.Fprintf(s.stdout, "http://%s\n", listener.Addr())
	if err := service.Run(s.ctx, listener, operations); err != nil {
		s.tell(problem("serve-failed", "problem", err)...)
		return exitFindings
	}
	return exitDone
}

// config is the service's configuration but for what its address decides.
func (cmd *serveCommand) config(s *session) (server.Config, error) {
	if err := cmd.checkJobs(); err != nil {
		return server.Config{}, err
	}
	options, err := converterOptions(cmd.Style, cmd.FontDir)
	if err != nil {
		return server.Config{}, err
	}
	options = withEditions(options, cmd.Editions)
	if options.Recognizer, err = recognizer(cmd.OCR, cmd.Figures); err != nil {
		return server.Config{}, err
	}
	memory, err := memoryFor(cmd.Memory)
	if err == nil && cmd.Memory == 0 {
		memory, err = cmd.besideJobs(memory)
	}
	return server.Config{Options: options, Log: slog.New(slog.NewJSONHandler(s.stderr, nil)), Version: versionText(),
		Workers: cmd.Workers, Queue: cmd.Queue, Timeout: cmd.Timeout, Rate: cmd.Rate, Drain: cmd.Drain,
		Memory: memory, Connections: cmd.Connections, BodyRate: cmd.BodyRate, Origins: cmd.Origin}, err
}

// hosts are the names that requests may be addressed to. A service that listens to its own machine only is called by that
// machine's names, unless a proxy on it passes on the name that the world knows.
func (cmd *serveCommand) hosts(address net.Addr) []string {
	if len(cmd.Host) == 0 && server.IsLoopback(address) {
		return []string{"localhost"}
	}
	return cmd.Host
}

// optionProblem names the flag that a field of the configuration comes from.
func optionProblem(err error) diag.List {
	field, ok := errors.AsType[*server.ConfigError](err)
	if !ok {
		return diagnosticsOf(err, "")
	}
	flags := map[string]string{"BodyRate": "--body-rate", "Origins": "--origin", "Memory": "--memory"}
	name := cmp.Or(flags[field.Field], "--"+strings.ToLower(field.Field))
	return problem("serve-option", "name", name, "value", field.Value, "known", field.Want)
}

// converterOptions reads the files that flags name.
func converterOptions(style, fontDir string) (converter.Options, error) {
	options := converter.Options{}
	if style != "" {
		data, err := readFile(style, 1<<20)
		if err != nil {
			return options, err
		}
		options.Style = data
	}
	if fontDir != "" {
		if _, err := os.ReadDir(fontDir); err != nil {
			return options, problem("font-folder", append(cause(err), "folder", fontDir)...)
		}
		options.Fonts = os.DirFS(fontDir)
	}
	return options, nil
}
