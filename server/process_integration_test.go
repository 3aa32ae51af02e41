//go:build integration

package server

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// process is `nianbao serve` as it runs in production: a process of its own, whose memory the kernel counts.
type process struct {
	t                  *testing.T
	command            *exec.Cmd
	public, operations string

	mu     sync.Mutex
	logged map[string]int // status by request id
	ended  chan struct{}  // the log has ended
}

func serve(t *testing.T, arguments ...string) *process {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "nianbao")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", binary, "../cmd/nianbao").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	p := &process{t: t, logged: map[string]int{}, ended: make(chan struct{})}
	p.command = exec.Command(binary, append([]string{"serve", "--addr", "127.0.0.1:0", "--metrics-addr", "127.0.0.1:0"}, arguments...)...)
	log, err := p.command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.command.Process.Kill(); _ = p.command.Wait() })
	ready := make(chan struct{})
	go p.follow(log, ready)
	<-ready
	return p
}

// follow reads the log: the addresses, readiness, and how each request ended.
func (p *process) follow(log io.Reader, ready chan<- struct{}) {
	defer close(p.ended)
	lines := bufio.NewScanner(log)
	for lines.Scan() {
		var line struct {
			Msg, Address, ID string
			Status           int
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			p.t.Logf("log: %s", lines.Text())
			continue
		}
		switch line.Msg {
		case "listening":
			p.public = line.Address
		case "listening for operators":
			p.operations = line.Address
		case "ready":
			close(ready)
		case "request":
			p.mu.Lock()
			p.logged[line.ID] = line.Status
			p.mu.Unlock()
		case "panic", "internal error":
			p.t.Errorf("log: %s", lines.Text())
		}
	}
}

// memory returns a figure of the process in MiB: VmHWM, the most that it had resident, or VmRSS, what it has now.
func (p *process) memory(name string) int {
	p.t.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.command.Process.Pid))
	if err != nil {
		p.t.Fatal(err)
	}
	found := regexp.MustCompile(name + `:\s+(\d+) kB`).FindSubmatch(data)
	if found == nil {
		p.t.Fatalf("no %s in %s", name, data)
	}
	kib, err := strconv.Atoi(string(found[1]))
	if err != nil {
		p.t.Fatal(err)
	}
	return kib >> 10
}

// metric returns a value of /metrics, by its name with labels.
func (p *process) metric(name string) float64 {
	p.t.Helper()
	answer, err := http.Get("http://" + p.operations + "/metrics")
	if err != nil {
		p.t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	for line := range strings.SplitSeq(string(data), "\n") {
		if value, ok := strings.CutPrefix(line, name+" "); ok {
			n, err := strconv.ParseFloat(value, 64)
			if err != nil {
				p.t.Fatal(err)
			}
			return n
		}
	}
	p.t.Fatalf("no metric %s", name)
	return 0
}

// terminate tells the process to end, and waits until it has.
func (p *process) terminate() {
	p.t.Helper()
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
	<-p.ended
	if err := p.command.Wait(); err != nil {
		p.t.Errorf("the process ended with %v", err)
	}
}
