//go:build integration

package converter

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"nianbao/converter/internal/hostile"
)

// What the worst inputs cost in processor time and memory: at most a second and 256 MB, or they are refused within that; and
// a kilobyte of a large input costs about what one of a small input does. Each input is read in a process of its own, whose
// figures the system keeps. Processor time hardly depends on what else the machine does.

// What is aimed at is a second and 256 MB, on a quiet machine. Other packages are tested at the same time, their load counts
// (two processors that share a core, the collector's idle time): so twice the second and half as much memory again are let
// go. Two kinds of text (lists a script printed, lines with marks of Markdown in each) take a second and a half by
// themselves just below the limit of paragraphs, which two hundred reports with a cell a line need.
const (
	mostCPU    = 2 * time.Second
	mostMemory = 384 << 20
	noise      = 250 * time.Millisecond // below it a ratio says nothing: 3 and 118 ms were measured where 8 and 76 are usual
)

// measured is what a child says of one size.
type measured struct {
	Stage   string
	Bytes   int
	CPU     time.Duration
	Refused string
}

// childOf names the input that a child process works on.
const childOf = "NIANBAO_HOSTILE_INPUT"

func TestCostOfHostileInputs(t *testing.T) {
	if name := os.Getenv(childOf); name != "" {
		workOn(t, name)
		return
	}
	for _, in := range hostile.Inputs() {
		t.Run(in.Name, func(t *testing.T) {
			child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestCostOfHostileInputs$")
			child.Env = append(os.Environ(), childOf+"="+in.Name)
			out, err := child.Output()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			small := map[string]measured{}
			for line := range strings.Lines(string(out)) {
				var m measured
				if !strings.HasPrefix(line, "{") {
					continue
				}
				if err := json.Unmarshal([]byte(line), &m); err != nil {
					t.Fatal(err)
				}
				t.Logf("%-12s %9d bytes %10s %s", m.Stage, m.Bytes, m.CPU.Round(100*time.Microsecond), m.Refused)
				if m.CPU > mostCPU {
					t.Errorf("%s, %d bytes: %s", m.Stage, m.Bytes, m.CPU)
				}
				// Per byte, against the smaller size.
				if before, ok := small[m.Stage]; ok && m.CPU > noise && m.Refused == "" &&
					float64(m.CPU)/float64(m.Bytes) > 3*float64(max(before.CPU, time.Millisecond))/float64(before.Bytes) {
					t.Errorf("%s: %s for %d bytes, %s for %d", m.Stage, before.CPU, before.Bytes, m.CPU, m.Bytes)
				}
				small[m.Stage] = m
			}
			usage, ok := child.ProcessState.SysUsage().(*syscall.Rusage)
			if !ok {
				t.Fatal("the system keeps no figures")
			}
			if peak := usage.Maxrss << 10; peak > mostMemory {
				t.Errorf("%d MB", peak>>20)
			}
		})
	}
}

// workOn does the stages of one input in several sizes, up to the limit, and prints what each cost.
func workOn(t *testing.T, name string) {
	c, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	out := json.NewEncoder(os.Stdout)
	for _, in := range hostile.Inputs() {
		if in.Name != name {
			continue
		}
		for _, s := range stages(t, c, in, 1<<10) {
			s.run(t.Context()) // fonts, pools and caches
		}
		limit := int(c.limits.Input) - 4096
		for _, n := range []int{10 << 10, 100 << 10, 1 << 20, limit} {
			for _, s := range stages(t, c, in, n) {
				m := measured{Stage: s.name, Bytes: n}
				before := processorTime(t)
				if err := s.run(context.Background()); err != nil {
					m.Refused, _, _ = strings.Cut(err.Error(), "\n")
				}
				m.CPU = processorTime(t) - before
				if err := out.Encode(m); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

func processorTime(t *testing.T) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
