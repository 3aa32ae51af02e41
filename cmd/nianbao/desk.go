package main

import (
	"fmt"
	"log/slog"
	"net"
	"runtime"
	"strings"

	"nianbao/converter/diag"
	"nianbao/server"
)

// deskCommand serves one person at a desk: it opens the page in the browser and ends when the page was closed.
type deskCommand struct {
	Addr      string   `env:"NIANBAO_DESK_ADDR" placeholder:"HOST:PORT" help:"${desk_addr}"`
	NoBrowser bool     `help:"${no_browser}"`
	Style     string   `env:"NIANBAO_STYLE" placeholder:"FILE" help:"${style}"`
	FontDir   string   `env:"NIANBAO_FONT_DIR" placeholder:"FOLDER" help:"${font_dir}"`
	Editions  []string `name:"edition" env:"NIANBAO_EDITION" placeholder:"FILE" sep:"none" help:"${edition}"`
}

// deskPorts are tried one after the other where no address is given, then any that is free. A browser keeps drafts by address,
// so it should be the same each time.
var deskPorts = [...]string{"127.0.0.1:8521", "127.0.0.1:8522", "127.0.0.1:8523"}

func (cmd *deskCommand) run(s *session) int {
	options, err := converterOptions(cmd.Style, cmd.FontDir)
	if err != nil {
		s.tell(diagnosticsOf(err, cmd.Style)...)
		return exitUsage
	}
	options = withEditions(options, cmd.Editions)
	memory, err := memoryFor(0)
	if err != nil {
		s.tell(diagnosticsOf(err, "")...)
		return exitUsage
	}
	started := strings.Join(append([]string{versionText(), cmd.Style, cmd.FontDir}, cmd.Editions...), "\n")
	if cmd.Addr == "" {
		if address := running(s.ctx, s.deskNote, started); address != "" {
			return cmd.reopen(s, address)
		}
	}
	listener, status, err := cmd.listen()
	if err != nil {
		s.tell(diagnosticsOf(err, "")...)
		return status
	}
	defer listener.Close()
	if !server.IsLoopback(listener.Addr()) {
		s.tell(problem("desk-address", "address", cmd.Addr)...) // reports that are not published yet pass here
		return exitUsage
	}
	address := "http://" + listener.Addr().String() + "/"
	desk := s.desk
	if cmd.Addr == "" {
		secret, remove := leaveNote(s.deskNote, address, started)
		desk.Secret = secret
		defer remove()
	}
	service, err := server.New(server.Config{Options: options, Version: versionText(), Memory: memory, Hosts: []string{"localhost"}, Desk: &desk,
		Log: slog.New(slog.NewJSONHandler(s.stderr, &slog.HandlerOptions{Level: slog.LevelError}))})
	if err != nil {
		s.tell(optionProblem(err)...)
		return exitUsage
	}
	s.tell(service.Notices()...)
	limitHeap(service.Memory())
	fmt.Fprintln(s.stdout, address)
	fmt.Fprintln(s.stderr, helpText("desk-open", s.lang))
	if !cmd.NoBrowser {
		// The listener takes connections from now on; they wait until the service runs.
		go func() {
			if err := s.browse(s.ctx, browserCommand(runtime.GOOS, address)); err != nil {
				s.tell(diag.New("desk-browser", diag.Place{}, "address", address, "problem", err))
			}
		}()
	}
	if err := service.Run(s.ctx, listener, nil); err != nil {
		s.tell(problem("serve-failed", "problem", err)...)
		return exitFindings
	}
	return exitDone
}

// reopen opens another page of the desk that runs, which goes on for it.
func (cmd *deskCommand) reopen(s *session, address string) int {
	fmt.Fprintln(s.stdout, address)
	fmt.Fprintln(s.stderr, helpText("desk-running", s.lang))
	if cmd.NoBrowser {
		return exitDone
	}
	if err := s.browse(s.ctx, browserCommand(runtime.GOOS, address)); err != nil {
		s.tell(diag.New("desk-browser", diag.Place{}, "address", address, "problem", err))
	}
	return exitDone
}

// listen opens the address that was asked for, or the first of the usual ones that is free, or any.
func (cmd *deskCommand) listen() (net.Listener, int, error) {
	if cmd.Addr != "" {
		return listen(cmd.Addr)
	}
	for _, address := range deskPorts {
		if listener, _, err := listen(address); err == nil {
			return listener, exitDone, nil
		}
	}
	return listen("127.0.0.1:0")
}
