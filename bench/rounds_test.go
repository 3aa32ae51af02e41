package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"nianbao/bench/internal/measure"
	"nianbao/bench/internal/results"
	"nianbao/bench/internal/sides"
)

// acting is a side that writes down when it is called; each run of it costs a second more than the one before.
type acting struct {
	name  string
	calls *[]string
	runs  int
	fails int // the run that fails; 0: none
}

func (a *acting) Run(_ context.Context, jobs []int) (measure.Usage, error) {
	*a.calls = append(*a.calls, a.name)
	if a.runs++; a.runs == a.fails {
		return measure.Usage{}, errors.New("it broke")
	}
	return measure.Usage{CPU: time.Duration(a.runs*len(jobs)) * time.Second, Peak: int64(a.runs) << 20}, nil
}

func (a *acting) Save(context.Context, int, string) error { return nil }

func (a *acting) Close() error { *a.calls = append(*a.calls, a.name+" ends"); return nil }

// Sides take turns; the round to get warm does not count; one that is missing or breaks is named and the others go on.
func TestRounds(t *testing.T) {
	var calls []string
	side := func(name string, verb sides.Verb, fails int) sides.Side {
		return sides.Side{Key: name, Verb: verb, Jobs: 4, Passes: 1, Open: func(context.Context, sides.Place) (sides.Session, error) {
			if fails < 0 {
				return nil, sides.ErrMissing
			}
			return &acting{name: name, calls: &calls, fails: fails}, nil
		}}
	}
	var d results.Data
	err := runSides(t.Context(), settings{rounds: 3, reports: 10}, sides.Place{}, []sides.Side{
		side("A", sides.PDF, 0), side("B", sides.PDF, 0), side("gone", sides.PDF, -1), side("breaks", sides.PDF, 3), side("C", sides.Word, 0)}, &d, io.Discard)
	if got, want := strings.Join(calls, " "), "A B breaks A B breaks A B breaks A B A B A B breaks ends B ends A ends C C C C C C C ends"; got != want {
		t.Errorf("they worked in the order\n%s, not\n%s", got, want)
	}
	if !errors.Is(err, sides.ErrMissing) || !strings.Contains(fmt.Sprint(err), "breaks of pdf: it broke") {
		t.Errorf("the run: %v", err)
	}
	for _, key := range []string{"A", "B"} {
		s, _ := d.Side("pdf", key)
		if !slices.Equal(s.Distinct, []float64{2000, 3000, 4000}) || !slices.Equal(s.Repeated, []float64{5000, 6000}) || s.PeakMiB != 6 || s.Missing != "" {
			t.Errorf("%+v", s)
		}
	}
	for i, why := range map[int]string{2: sides.ErrMissing.Error(), 3: "it broke"} {
		if s := d.Sides[i]; s.Missing != why || s.Distinct != nil || s.Repeated != nil {
			t.Errorf("%+v", s)
		}
	}
}

func TestRoundsEndWithTheirContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var calls []string
	var d results.Data
	err := runSides(ctx, settings{rounds: 3, reports: 10}, sides.Place{}, []sides.Side{{Key: "A", Verb: sides.PDF, Jobs: 1, Passes: 1,
		Open: func(context.Context, sides.Place) (sides.Session, error) {
			return &acting{name: "A", calls: &calls}, nil
		}}}, &d, io.Discard)
	if !errors.Is(err, context.Canceled) || !slices.Equal(calls, []string{"A ends"}) {
		t.Errorf("%v %v", err, calls)
	}
}

// A side that makes few of the reports makes them from everywhere, other ones in each round, each pass the same.
func TestJobs(t *testing.T) {
	few := sides.Side{Jobs: 3, Passes: 2}
	if got := jobsOf(few, 1, 300, false); !slices.Equal(got, []int{1, 101, 201, 1, 101, 201}) {
		t.Errorf("round 1: %v", got)
	}
	if got := jobsOf(few, 2, 300, false); !slices.Equal(got[:3], []int{2, 102, 202}) {
		t.Errorf("round 2: %v", got)
	}
	if got := jobsOf(few, 2, 300, true); !slices.Equal(got, []int{150, 150, 150, 150, 150, 150}) {
		t.Errorf("repeated: %v", got)
	}
	all := jobsOf(sides.Side{Jobs: 300, Passes: 1}, 299, 7, false)
	slices.Sort(all)
	if !slices.Equal(all, []int{0, 1, 2, 3, 4, 5, 6}) {
		t.Errorf("all: %v", all)
	}
}
