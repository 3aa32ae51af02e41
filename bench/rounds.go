package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"time"

	"nianbao/bench/internal/looking"
	"nianbao/bench/internal/results"
	"nianbao/bench/internal/sides"
)

// runner is a side that runs.
type runner struct {
	side    sides.Side
	session sides.Session
	result  *results.Side
}

// runSides runs the sides, verb by verb, and adds what they cost to the data. A side that is missing or fails is named there, and is
// an error at the end; the others go on.
func runSides(ctx context.Context, s settings, p sides.Place, list []sides.Side, d *results.Data, out io.Writer) error {
	var failed []error
	d.Sides = make([]results.Side, 0, len(list)) // never grown: runners point into it
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n].Verb == list[0].Verb {
			n++
		}
		failed = append(failed, runVerb(ctx, s, p, list[:n], d, out))
		list = list[n:]
	}
	return errors.Join(failed...)
}

func runVerb(ctx context.Context, s settings, p sides.Place, list []sides.Side, d *results.Data, out io.Writer) error {
	var failed []error
	var running []*runner
	fail := func(r *results.Side, err error) {
		r.Missing = err.Error()
		r.Distinct, r.Repeated = nil, nil
		failed = append(failed, fmt.Errorf("%s of %s: %w", r.Key, r.Verb, err))
		fmt.Fprintf(out, "%-6s %-22s did not run: %v\n", r.Verb, r.Key, err)
	}
	for _, side := range list {
		d.Sides = append(d.Sides, results.Side{Verb: string(side.Verb), Key: side.Key, Name: side.Name, How: side.How, Does: side.Does,
			Jobs: min(side.Jobs, s.reports), Passes: side.Passes})
		r := &runner{side: side, result: &d.Sides[len(d.Sides)-1]}
		if err := r.open(ctx, p); err != nil {
			fail(r.result, err)
			continue
		}
		defer func() { // every session at the end of its verb, so that none works beside another's round
			if err := r.session.Close(); err != nil {
				fmt.Fprintf(out, "%-6s %-22s ended badly: %v\n", side.Verb, side.Key, err)
			}
		}()
		if err := r.look(ctx, p, s.reports/2); err != nil {
			fail(r.result, err)
			continue
		}
		fmt.Fprintf(out, "%-6s %-22s is ready: %s\n", side.Verb, side.Key, r.result.Made())
		running = append(running, r)
	}
	for _, repeated := range []bool{false, true} {
		first, last := 0, s.rounds // round 0 is to get warm
		if repeated {
			first, last = 1, (s.rounds+1)/2 // all are warm, and it says little more
		}
		for round := first; round <= last; round++ {
			for i := 0; i < len(running); i++ {
				r := running[i]
				ms, err := r.round(ctx, round, s.reports, repeated)
				if err != nil {
					fail(r.result, err)
					running = append(running[:i], running[i+1:]...)
					i--
					continue
				}
				if round == 0 {
					continue
				}
				if repeated {
					r.result.Repeated = append(r.result.Repeated, ms)
				} else {
					r.result.Distinct = append(r.result.Distinct, ms)
				}
				fmt.Fprintf(out, "%-6s %-22s %8.3f ms\n", r.side.Verb, r.side.Key, ms)
			}
		}
	}
	return errors.Join(failed...)
}

func (r *runner) open(ctx context.Context, p sides.Place) error {
	if r.side.Version != nil {
		version, err := r.side.Version(p)
		if err != nil {
			return err
		}
		r.result.Version = version
	}
	session, err := r.side.Open(ctx, p)
	r.session = session
	return err
}

// look has the side make one report and says what is in it.
func (r *runner) look(ctx context.Context, p sides.Place, job int) error {
	if r.side.Extension == "" {
		return nil
	}
	folder, err := os.MkdirTemp(p.Work, "look-")
	if err != nil {
		return err
	}
	path := filepath.Join(folder, "made."+r.side.Extension)
	if err := r.session.Save(ctx, job, path); err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	r.result.Bytes = info.Size()
	word, err := os.ReadFile(p.File(job, "docx"))
	if err != nil {
		return err
	}
	if r.side.Extension != "json" { // data hold the figures, and not the words of the form
		kept, err := looking.Kept(word, path)
		if err != nil {
			return err
		}
		r.result.Looked, r.result.Kept = true, math.Round(1000*kept)/1000
	}
	r.result.Pages, err = looking.Pages(path, p.Fontconfig())
	return err
}

// round has the side make its reports and returns the CPU time of one in milliseconds.
func (r *runner) round(ctx context.Context, round, reports int, repeated bool) (float64, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	jobs := jobsOf(r.side, round, reports, repeated)
	u, err := r.session.Run(ctx, jobs)
	if err != nil {
		return 0, err
	}
	r.result.PeakMiB = math.Round(float64(max(u.Peak, int64(r.result.PeakMiB*(1<<20))))/(1<<20)*10) / 10
	return math.Round(1e3*float64(u.CPU)/float64(time.Millisecond)/float64(len(jobs))) / 1e3, nil
}

// jobsOf are the reports that a side makes in a round. Each round takes others, so that a cache of a few reports does not help; a round of
// repeated ones takes one and the same.
func jobsOf(side sides.Side, round, reports int, repeated bool) []int {
	n := min(side.Jobs, reports)
	jobs := make([]int, 0, n*side.Passes)
	for range side.Passes {
		for i := range n {
			job := (i*reports/n + round) % reports
			if repeated {
				job = reports / 2
			}
			jobs = append(jobs, job)
		}
	}
	return jobs
}
