package main

import (
	"context"
	"fmt"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"nianbao/bench/internal/measure"
	"nianbao/bench/internal/results"
	"nianbao/bench/internal/sample"
	"nianbao/bench/internal/sides"
	"nianbao/converter"
)

// runBatch has one command of nianbao read, check and write very many reports, all different, and says what that took. It is the one
// measurement by the wall clock, which is what it is about.
func runBatch(ctx context.Context, p sides.Place, reports int) (results.Batch, error) {
	b := results.Batch{Reports: reports}
	folder, err := os.MkdirTemp(p.Work, "batch-")
	if err != nil {
		return b, err
	}
	defer os.RemoveAll(folder)
	in, out := filepath.Join(folder, "in"), filepath.Join(folder, "out")
	if err := writeTexts(ctx, in, reports); err != nil {
		return b, err
	}
	cmd := exec.CommandContext(ctx, p.Nianbao, "batch", in, "-o", out, "--check", "--to", "docx,pdf")
	peak := make(chan int64)
	done := make(chan struct{})
	started := time.Now()
	u, err := measure.RunAnd(cmd, func(pid int) { go func() { peak <- watch(pid, done) }() })
	if cmd.Process == nil {
		return b, err
	}
	b.Seconds = round(time.Since(started).Seconds())
	close(done)
	b.PeakMiB = round(float64(<-peak) / (1 << 20))
	if err != nil {
		return b, err
	}
	b.CPU = round(u.CPU.Seconds())
	made := map[string]int{}
	bytes := int64(0)
	err = filepath.WalkDir(out, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		made[filepath.Ext(path)]++
		if strings.HasSuffix(path, ".check.json") {
			made["findings"]++
		}
		info, err := entry.Info()
		if err == nil {
			bytes += info.Size()
		}
		return err
	})
	if err != nil {
		return b, err
	}
	if made[".docx"] != reports || made[".pdf"] != reports || made["findings"] != reports {
		return b, fmt.Errorf("the batch of %d reports made %d DOCX, %d PDF and %d files of findings", reports, made[".docx"], made[".pdf"], made["findings"])
	}
	b.OutputMiB = round(float64(bytes) / (1 << 20))
	return b, nil
}

func round(x float64) float64 { return math.Round(100*x) / 100 }

// writeTexts writes the reports as text, a thousand in a folder.
func writeTexts(ctx context.Context, folder string, reports int) error {
	c, err := converter.New(converter.Options{})
	if err != nil {
		return err
	}
	w, err := sample.NewWriter(c)
	if err != nil {
		return err
	}
	for i := range reports {
		if err := ctx.Err(); err != nil {
			return err
		}
		path := filepath.Join(folder, fmt.Sprintf("%03d", i/1000), fmt.Sprintf("%06d.txt", i))
		if i%1000 == 0 {
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				return err
			}
		}
		if err := os.WriteFile(path, w.Text(i), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// watch returns the most memory that a process and those that it started held together until done is closed.
func watch(pid int, done <-chan struct{}) int64 {
	most := int64(0)
	for {
		select {
		case <-done:
			return most
		case <-time.After(500 * time.Millisecond):
		}
		if u, err := measure.Tree(pid); err == nil {
			most = max(most, u.Peak)
		}
	}
}
