package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

// healthCommand asks a service whether it is ready. Images that hold nothing but this program have no other way to.
type healthCommand struct {
	Addr string `placeholder:"HOST:PORT" help:"${health_addr}"`
}

// healthTime is how long an answer may take: probes ask every few seconds.
const healthTime = 3 * time.Second

// run says nothing where all is well, as tests of a shell do, and returns 0; else it tells why not, and returns 1.
func (cmd *healthCommand) run(s *session) int {
	cmd.Addr = healthAddress(cmd.Addr, os.Getenv)
	ctx, cancel := context.WithTimeout(s.ctx, healthTime)
	defer cancel()
	if err := ready(ctx, cmd.Addr); err != nil {
		s.tell(problem("health-failed", "address", cmd.Addr, "problem", err)...)
		return exitFindings
	}
	return exitDone
}

// healthAddress is the address to ask: that of the flag, else the operators' one, which answers when the other has no
// connection left, else the service's own.
func healthAddress(flag string, getenv func(string) string) string {
	return cmp.Or(flag, getenv("NIANBAO_METRICS_ADDR"), getenv("NIANBAO_ADDR"), "127.0.0.1:8080")
}

// ready returns nil where /readyz at the address answers 200. An address without a host, or with one that stands for all
// interfaces, is one to listen on; it is asked on this machine.
func ready(ctx context.Context, address string) error {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	switch host {
	case "", "0.0.0.0":
		host = "127.0.0.1"
	case "::":
		host = "::1"
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/readyz", nil)
	if err != nil {
		return err
	}
	// Proxies of the environment are not asked, and a redirection is no answer.
	client := &http.Client{Transport: &http.Transport{}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(io.LimitReader(answer.Body, 200))
	if err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		return errors.New(fmt.Sprint(answer.StatusCode, " ", strings.TrimSpace(string(said))))
	}
	return nil
}
