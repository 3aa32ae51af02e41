//go:build unix

package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A pipe among the inputs is told and not waited for.
func TestBatchWithAPipe(t *testing.T) {
	p, _ := start(t, "batch", "fifo.txt", "-o", "new", "--to", "json")
	p.until(p.stderr, "fifo.txt: error[input-irregular]")
	p.end(exitRefused, "information[batch-done]: 0 done (0 of them before), 1 failed (0 of them quarantined: the program crashed over them, or took too long or too much memory)\n")
}

// The first signal stops a batch; what was done stays, and the last line says how far it came. Its workers, which get the signal of a
// terminal too, leave the end to it.
func TestInterruptedBatchOfMany(t *testing.T) {
	folder := t.TempDir()
	report, err := os.ReadFile("../../testdata/tabs/input.txt")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(folder, "in"), 0o755); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, "report.txt")
	if err := os.WriteFile(file, report, 0o644); err != nil {
		t.Fatal(err)
	}
	const many = 1000
	for i := range many { // one file under many names: to make as many files takes longer than the test
		if err := os.Link(file, filepath.Join(folder, "in", fmt.Sprintf("%04d.txt", i))); err != nil {
			t.Fatal(err)
		}
	}
	p := startIn(t, folder, "batch", "in", "-o", "new", "--to", "json", "-j", "1")
	go func() { _, _ = io.Copy(io.Discard, p.stdout) }() // else the pipe would be full
	for n := 0; ; n++ {
		if made, _ := filepath.Glob(filepath.Join(folder, "new", "in", "*.json")); len(made) > 0 {
			break
		}
		if n > 3000 {
			t.Fatal("nothing is made")
		}
		time.Sleep(10 * time.Millisecond)
	}
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	p.until(p.stderr, "error[work-interrupted]: interrupted, ")
	p.end(exitInterrupted, "")
}
