//go:build unix

package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
)

// process is the command, running by itself.
type process struct {
	t              *testing.T
	cmd            *exec.Cmd
	stdin          io.WriteCloser
	stdout, stderr *bufio.Reader
}

// start runs the command in a folder of its own that holds what scripts find too, and pipes that nobody writes to or reads from.
func start(t *testing.T, args ...string) (*process, string) {
	t.Helper()
	folder := t.TempDir()
	if err := made(folder); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"fifo.txt", "fifo.pdf"} {
		if err := syscall.Mkfifo(filepath.Join(folder, name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(folder, "out"), 0o755); err != nil {
		t.Fatal(err)
	}
	return startIn(t, folder, args...), folder
}

// startIn runs the command in a folder.
func startIn(t *testing.T, folder string, args ...string) *process {
	t.Helper()
	self, err := os.Executable() // which is the command where it goes by that name: see TestMain
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Args = append([]string{"nianbao"}, args...)
	cmd.Dir, cmd.Env = folder, append(os.Environ(), "LC_ALL=C", "NIANBAO_LANG=")
	p := &process{t: t, cmd: cmd}
	p.stdin, err = cmd.StdinPipe()
	stdout, err2 := cmd.StdoutPipe()
	stderr, err3 := cmd.StderrPipe()
	if err := errors.Join(err, err2, err3, cmd.Start()); err != nil {
		t.Fatal(err)
	}
	p.stdout, p.stderr = bufio.NewReader(stdout), bufio.NewReader(stderr)
	return p
}

// until reads lines until one contains the text.
func (p *process) until(from *bufio.Reader, text string) {
	p.t.Helper()
	for {
		line, err := from.ReadString('\n')
		if strings.Contains(line, text) {
			return
		}
		if err != nil {
			p.t.Fatalf("it ended before %q", text)
		}
	}
}

// opened waits until the command has opened the pipe in its folder for reading: opening it for writing takes that long.
func (p *process) opened(folder string) {
	p.t.Helper()
	f, err := os.OpenFile(filepath.Join(folder, "fifo.txt"), os.O_WRONLY, 0)
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { f.Close() })
}

// end reads what is left of standard error, and compares it and the exit status.
func (p *process) end(status int, stderr string) {
	p.t.Helper()
	rest, err := io.ReadAll(p.stderr)
	if err != nil {
		p.t.Fatal(err)
	}
	_ = p.cmd.Wait() // the status is looked at below
	if got := p.cmd.ProcessState.ExitCode(); got != status || string(rest) != stderr {
		p.t.Errorf("exit status %d, %q; want %d, %q", got, rest, status, stderr)
	}
}

const noneDone = "error[work-interrupted]: interrupted, 0 of 1 done\n"

// Whatever a command waits for, the first signal ends it, with one line and its own exit status.
func TestInterruptedWhileReading(t *testing.T) {
	for name, args := range map[string][]string{
		"convert": {"convert", "fifo.txt", "-o", "x.docx"},
		"check":   {"check", "fifo.txt"},
		"with":    {"check", "report.txt", "--previous", "fifo.txt"},
		"under":   {"check", "report.txt", "--subordinate", "fifo.txt"},
		"sum":     {"sum", "fifo.txt"},
		"new":     {"new", "--from", "fifo.txt"},
	} {
		for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
			t.Run(name+" "+signal.String(), func(t *testing.T) {
				t.Parallel()
				p, folder := start(t, args...)
				p.opened(folder)
				if err := p.cmd.Process.Signal(signal); err != nil {
					t.Fatal(err)
				}
				p.end(exitInterrupted, noneDone)
			})
		}
	}
	t.Run("standard input", func(t *testing.T) {
		t.Parallel()
		p, _ := start(t, "convert", "-")
		if _, err := p.stdin.Write(make([]byte, 1<<20)); err != nil { // more than a pipe holds: it has been read from
			t.Fatal(err)
		}
		if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		p.end(exitInterrupted, noneDone)
	})
	t.Run("a pipe that nobody opened", func(t *testing.T) {
		t.Parallel()
		p, _ := start(t, "convert", "empty.txt", "fifo.txt", "-o", "out", "-j", "1")
		p.until(p.stderr, "input-empty") // the pipe comes next, or is being opened
		if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		p.end(exitInterrupted, "error[work-interrupted]: interrupted, 1 of 2 done\n")
	})
}

// A style, a list of names or a folder of fonts is a file like others.
func TestInterruptedWhilePreparing(t *testing.T) {
	for name, args := range map[string][]string{
		"style":  {"convert", "report.txt", "--style", "fifo.txt"},
		"roster": {"sum", "report.txt", "--roster", "fifo.txt"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, folder := start(t, args...)
			p.opened(folder)
			if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
				t.Fatal(err)
			}
			p.end(exitInterrupted, noneDone)
		})
	}
}

// In a batch the files that are left are not told one by one, least of all as if their time were up.
func TestInterruptedBatch(t *testing.T) {
	p, folder := start(t, "convert", "report.txt", "empty.txt", "fifo.txt", "picture.txt", "page.txt", "-o", "out", "-j", "1")
	p.until(p.stderr, "empty.txt: error[input-empty]")
	p.opened(folder)
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	p.end(exitInterrupted, "error[work-interrupted]: interrupted, 2 of 5 done\n")
	if entries, err := os.ReadDir(filepath.Join(folder, "out")); err != nil || len(entries) != 1 || entries[0].Name() != "report.docx" {
		t.Errorf("left behind: %v, %v", entries, err)
	}

	// What was found by then is on standard output; a file that would look whole is not written.
	p, folder = start(t, "check", "report.txt", "empty.txt", "fifo.txt", "-j", "1")
	p.until(p.stdout, "formulas")
	p.until(p.stderr, "input-empty")
	p.opened(folder)
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	p.end(exitInterrupted, "error[work-interrupted]: interrupted, 2 of 3 done\n")
	p, folder = start(t, "check", "empty.txt", "fifo.txt", "-j", "1", "-o", "found.json")
	p.until(p.stderr, "input-empty")
	p.opened(folder)
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	p.end(exitInterrupted, "error[work-interrupted]: interrupted, 1 of 2 done\n")
	if _, err := os.Stat(filepath.Join(folder, "found.json")); err == nil {
		t.Error("half of the findings look like all of them")
	}
}

// Whoever reads the output and has stopped reading does not hold the command either: a PDF is more than a pipe holds.
func TestInterruptedWhileWriting(t *testing.T) {
	p, _ := start(t, "convert", "report.txt", "--to", "pdf", "-o", "-")
	if _, err := p.stdout.ReadByte(); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	p.end(exitInterrupted, noneDone)

	p, folder := start(t, "convert", "report.txt", "-o", "fifo.pdf")
	f, err := os.Open(filepath.Join(folder, "fifo.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Read(make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	p.end(exitInterrupted, noneDone)
}

// The second signal ends the program, whatever it is doing about the first.
func TestSecondSignal(t *testing.T) {
	p, _ := start(t, "serve", "--addr", "127.0.0.1:0", "--drain", "1h")
	p.until(p.stderr, `"msg":"listening"`)
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	p.until(p.stderr, `"msg":"draining"`)
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Wait(); p.cmd.ProcessState.ExitCode() != exitInterrupted {
		t.Error(err)
	}
}

// Work that never ends is left behind, and what comes after the interruption is not told.
func TestUntil(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	blocked := make(chan struct{})
	defer close(blocked)
	results := iter.Seq2[int, error](func(yield func(int, error) bool) {
		_ = yield(1, nil) && yield(2, errors.New("broken"))
		<-blocked
	})
	var got []int
	for n := range until(ctx, results) {
		if got = append(got, n); n == 2 {
			cancel()
		}
	}
	if len(got) != 2 {
		t.Errorf("%v", got)
	}
	if _, err := within(ctx, func() (int, error) { t.Error("work begun after the end"); return 1, nil }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	// An input that was given up, and that the user interrupted, are noticed in either order.
	for range 100 {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			n := 0
			for range until(ctx, func(yield func(int, error) bool) { _ = yield(1, nil) && yield(2, context.Canceled) }) {
				if n++; n > 1 {
					t.Fatal("what was given up is told")
				}
				cancel()
				synctest.Wait() // both are there to be noticed
			}
		})
	}
}

func TestGrouped(t *testing.T) {
	for n, want := range map[int]string{0: "0", 7: "7", 999: "999", 1000: "1,000", 4795: "4,795", 1234567: "1,234,567"} {
		if got := grouped(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}
