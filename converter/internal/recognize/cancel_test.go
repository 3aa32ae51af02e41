package recognize

import (
	"context"
	"testing"

	"nianbao/converter/internal/recognize/readings"
	"nianbao/converter/internal/recognize/table"
	"nianbao/converter/internal/recognize/tests"
	"nianbao/converter/report"
)

// patience is a context that is cancelled once it was asked so many times: steps are counted, not time.
type patience struct {
	context.Context
	polls, most int
}

func (p *patience) Err() error {
	if p.polls++; p.polls > p.most {
		return context.Canceled
	}
	return nil
}

// late is a way that counts how often it is begun after the context was cancelled.
type late struct {
	table.Way
	begun *int
}

func (w late) Read(ctx context.Context, l *table.Labelled) *table.Reading {
	if p := ctx.(*patience); p.polls > p.most {
		*w.begun++
	}
	return w.Way.Read(ctx, l)
}

// TestCancelled: wherever a context is cancelled on the way through a report, no way of reading a table is begun any more,
// everything is given up within a few steps, and nothing is returned for a report.
func TestCancelled(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{} // the first case of each file will do
	for _, c := range cases(t) {
		if !seen[c.file] {
			seen[c.file] = true
			cancelAtEachStep(t, &c)
		}
	}
}

func cancelAtEachStep(t *testing.T, c *tableCase) {
	t.Helper()
	doc := c.document(t)
	begun := 0
	k := *known()
	k.judge = judge{tests: tests.All()}
	for _, w := range readings.All() {
		k.judge.ways = append(k.judge.ways, late{w, &begun})
	}
	var r *report.Report
	steps := func(most int) int {
		p := &patience{Context: context.Background(), most: most}
		r, _, _ = one(k.reports(p, doc))
		return p.polls
	}
	all := steps(1 << 30)
	const least = 10 // a table with the very grid of the form is read in one way
	if all < least {
		t.Fatalf("%s: %d steps", c, all)
	}
	const mostAfter = 8 // each loop that is under way sees it, and what called it
	for most := range all {
		after := steps(most) - most
		if r != nil {
			t.Fatalf("%s: cancelled at step %d of %d, and a report came of it", c, most+1, all)
		}
		if begun > 0 {
			t.Fatalf("%s: cancelled at step %d of %d, and %d ways were begun", c, most+1, all, begun)
		}
		if after > mostAfter {
			t.Fatalf("%s: cancelled at step %d of %d, and %d steps more", c, most+1, all, after)
		}
	}
}
