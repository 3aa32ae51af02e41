package readings

import (
	"context"

	"nianbao/converter/internal/recognize/table"
)

// lastColumn is the way of texts whose tabs are worn out: more empty places than the table has columns stand before a lone
// nought at the row's end, which is the total's. A figure that is not 0 cannot be: the total of a truthful row with nothing
// else in it is 0.
type lastColumn struct{}

func (lastColumn) Name() string { return "last-column" }

func (w lastColumn) Read(_ context.Context, l *table.Labelled) *table.Reading {
	if l.Resolved || l.Glued {
		return nil
	}
	r := table.NewReading(w.Name(), l)
	r.ByAdjacency = true
	claimed := false
	rows := labelledRows(l).rows
	for i := range rows {
		claimed = w.claim(r, l, rows[i].label, rows[i].cells) || claimed
	}
	if l.Tail != table.None && len(l.Runs) > 0 {
		if c := candidateRuns(l); len(c) == 1 {
			claimed = w.claim(r, l, l.Tail, c[0].cells) || claimed
		}
	}
	if !claimed {
		return nil
	}
	return r
}

// Bounds of what counts as worn out. Three fields more than columns may be what is left of spans (mostLead), and say where
// the figures stand; behind a total that is not the row's last field stand one or two empty ones, what a writer adds at the
// end of a line.
const (
	leastMore  = 4 // fields that a row has more than columns, at the least
	mostBehind = 2 // empty fields behind the figure, at the most
)

func (lastColumn) claim(r *table.Reading, l *table.Labelled, label int, cells []int) bool {
	n := len(l.Slots(label))
	first, last := extent(l, cells)
	if n < 2 || first == table.None || first != last || len(cells) < n+leastMore || first <= n || len(cells)-1-last > mostBehind {
		return false
	}
	c := &l.Cells[cells[last]]
	if d, ok := c.Value.Number(); !ok || d.Sign() != 0 {
		return false
	}
	claims := make([]table.Claim, n)
	claims[n-1] = r.Say(c, Drift)
	r.Rows[label] = claims
	return true
}
