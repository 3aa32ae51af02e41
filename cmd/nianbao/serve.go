package main

import (
	"fmt"
	"log/slog"
	"net"
	"os"
	"time"

	"nianbao/converter"
	"nianbao/server"
)

// serveCommand's flags have twins in the environment, which is how containers are configured.
type serveCommand struct {
	Addr    string        `default:"127.0.0.1:8080" env:"NIANBAO_ADDR" placeholder:"HOST:PORT" help:"${addr}"`
	Workers int           `env:"NIANBAO_WORKERS" placeholder:"N" help:"${workers}"`
	Queue   int           `env:"NIANBAO_QUEUE" placeholder:"N" help:"${queue}"`
	Timeout time.Duration `default:"30s" env:"NIANBAO_TIMEOUT" help:"${timeout}"`
	Rate    float64       `env:"NIANBAO_RATE" placeholder:"N" help:"${rate}"`
	Drain   time.Duration `default:"0s" env:"NIANBAO_DRAIN" help:"${drain}"`
	Style   string        `env:"NIANBAO_STYLE" placeholder:"FILE" help:"${style}"`
	FontDir string        `env:"NIANBAO_FONT_DIR" placeholder:"FOLDER" help:"${font_dir}"`
}

func (cmd *serveCommand) run(s *session) int {
	c, err := newConverter(cmd.Style, cmd.FontDir)
	if err != nil {
		s.tell(diagnosticsOf(err, cmd.Style)...)
		return exitUsage
	}
	s.tell(c.Notices()...)
	service, err := server.New(server.Config{Converter: c, Log: slog.New(slog.NewJSONHandler(s.stderr, nil)),
		Version: versionText(), Workers: cmd.Workers, Queue: cmd.Queue, Timeout: cmd.Timeout, Rate: cmd.Rate, Drain: cmd.Drain})
	if err != nil {
		s.tell(diagnosticsOf(err, "")...)
		return exitUsage
	}
	listener, err := net.Listen("tcp", cmd.Addr)
	if err != nil {
		fmt.Fprintf(s.stderr, "%s: %v\n", helpText("usage-error", s.lang), err)
		return exitUsage
	}
	// Scripts and people read the address here; with port 0 it is the only place that tells.
	fmt.Fprintf(s.stdout, "http://%s\n", listener.Addr())
	if err := service.Run(s.ctx, listener); err != nil {
		fmt.Fprintln(s.stderr, err)
		return exitFindings
	}
	return exitDone
}

// newConverter makes a converter of the flags that several sub-commands share.
func newConverter(style, fontDir string) (*converter.Converter, error) {
	options := converter.Options{}
	if style != "" {
		data, err := readFile(style, 1<<20)
		if err != nil {
			return nil, err
		}
		options.Style = data
	}
	if fontDir != "" {
		if _, err := os.ReadDir(fontDir); err != nil {
			return nil, problem("font-folder", append(cause(err), "folder", fontDir)...)
		}
		options.Fonts = os.DirFS(fontDir)
	}
	return converter.New(options)
}
