//go:build integration && linux

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// loopOver names the folder over which a child process runs the plain loop.
const loopOver = "NIANBAO_LOOP_OVER"

// TestBatchAgainstAPlainLoop: what batch adds to the library, which is everything that makes it sure: processes, hashes, syncs, a
// journal. Processor time is compared: aimed at is that at least 85 % of it goes into the work. What is added is the same whatever the work
// costs: 1.3 to 5.4 ms a report beside seven to seventeen other processes, on two processors, since what the system does for files costs
// more then. It is held to as much; a share would say that batch had become worse whenever the library becomes faster.
// NIANBAO_DOCUMENTS says how many reports; the figures are printed.
func TestBatchAgainstAPlainLoop(t *testing.T) {
	if folder := os.Getenv(loopOver); folder != "" {
		plainLoop(t, folder)
		return
	}
	n := 500
	if text := os.Getenv("NIANBAO_DOCUMENTS"); text != "" {
		var err error
		if n, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	in := generated(t, n)
	loop := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestBatchAgainstAPlainLoop$")
	loop.Env = append(os.Environ(), loopOver+"="+in)
	plain := measure(t, loop)
	out := filepath.Join(t.TempDir(), "out")
	batch := measure(t, nianbao(t, "batch", in, "-o", out, "--to", "pdf", "--check"))
	for name, m := range map[string]cost{"loop": plain, "batch": batch} {
		t.Logf("%-5s %d reports: %s of processor time, %.2f ms each; %s, %.0f a second; %d MB at most", name, n, m.cpu.Round(time.Millisecond),
			float64(m.cpu.Microseconds())/1000/float64(n), m.wall.Round(time.Millisecond), float64(n)/m.wall.Seconds(), m.peak>>20)
	}
	share := float64(plain.cpu) / float64(batch.cpu)
	t.Logf("%.0f %% of the time of batch is that of the loop", 100*share)
	const atMost = 6 * time.Millisecond
	if beside := (batch.cpu - plain.cpu) / time.Duration(n); beside > atMost {
		t.Errorf("batch takes %s a report beside the work itself", beside)
	}
}

type cost struct {
	cpu, wall time.Duration
	peak      int64 // of the largest process, bytes
}

func measure(t *testing.T, cmd *exec.Cmd) cost {
	t.Helper()
	began := time.Now()
	out, err := cmd.CombinedOutput()
	wall := time.Since(began)
	if exit := cmd.ProcessState.ExitCode(); err != nil && exit != exitFindings {
		t.Fatalf("%v\n%s", err, out)
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		t.Fatal("the system keeps no figures")
	}
	return cost{time.Duration(usage.Utime.Nano() + usage.Stime.Nano()), wall, usage.Maxrss << 10}
}

// nianbao is the command in a process of its own.
func nianbao(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Args = append([]string{"nianbao"}, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C", "NIANBAO_LANG=")
	return cmd
}

// generated makes a folder of reports of as many agencies, a hundred a folder.
func generated(t *testing.T, n int) string {
	t.Helper()
	sample, err := os.ReadFile("../../testdata/tabs/input.txt")
	if err != nil {
		t.Fatal(err)
	}
	const whose = "青坪市文化和旅游局"
	if !strings.Contains(string(sample), whose) {
		t.Fatal("the sample is of somebody else")
	}
	in := filepath.Join(t.TempDir(), "in")
	for i := range n {
		folder := filepath.Join(in, fmt.Sprintf("%03d", i/100))
		if i%100 == 0 {
			if err := os.MkdirAll(folder, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		text := strings.ReplaceAll(string(sample), whose, fmt.Sprintf("青坪市第%d局", i+1))
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%06d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return in
}

// plainLoop does with the library what the batch does: check, PDF, files.
func plainLoop(t *testing.T, in string) {
	c, err := converter.New(converter.Options{})
	if err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	s := &session{ctx: context.Background(), passed: map[string]diag.List{}}
	files := s.expand([]string{in})
	i := 0
	for all, err := range c.CheckBatchAll(t.Context(), s.inputs(files, "", c.Limits().Input), converter.Against{}, workers(0)) {
		if err != nil {
			t.Fatal(err)
		}
		pdf, err := c.Write(t.Context(), all[0].Report, converter.Target{Format: converter.PDF})
		if err != nil {
			t.Fatal(err)
		}
		data, err := all[0].MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		for ext, data := range map[string][]byte{".pdf": pdf.Data, ".json": data} {
			if err := os.WriteFile(filepath.Join(out, strconv.Itoa(i)+ext), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		i++
	}
}
