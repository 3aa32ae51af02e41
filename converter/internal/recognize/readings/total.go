package readings

import (
	"context"

	"nianbao/converter/internal/recognize/table"
	"nianbao/converter/report"
)

// total is the way of texts that lost their empty cells, for the one figure of a short row that is certain all the same:
// where the last figure of a row is the sum of the others, it is the total, wherever the others stand. It says so only if
// every short row of the table adds up like that; of the other columns it says nothing.
type total struct{}

func (total) Name() string { return "total" }

// leastShort is how many short rows must add up before the rule is believed: two figures and their sum stand side by side by
// chance (1 1 2), once or twice in a table, but not three times without a counterexample.
const leastShort = 3

func (w total) Read(_ context.Context, l *table.Labelled) *table.Reading {
	if l.Resolved || l.Stands || l.Glued || l.Repeated || l.Tail != table.None {
		return nil
	}
	r := table.NewReading(w.Name(), l)
	r.ByAdjacency = true
	rows := labelledRows(l).rows
	claimed := 0
	for i := range rows {
		row := &rows[i]
		values, ok := valuesOf(l, row.cells)
		n := len(row.slots)
		if n < 3 || len(values) == 0 || len(values) >= n {
			continue
		}
		if !ok || row.reason != "" {
			return nil
		}
		switch adds, nought := w.adds(l, values); {
		case nought:
		case !adds || !totalLast(l, row):
			return nil
		default:
			claims := make([]table.Claim, n)
			claims[n-1] = r.Say(&l.Cells[values[len(values)-1]], Total)
			r.Rows[row.label] = claims
			claimed++
		}
	}
	if claimed < leastShort {
		return nil
	}
	return r
}

// adds reports whether the last of the values is the sum of the others; nought, whether all of them are 0.
func (total) adds(l *table.Labelled, values []int) (adds, nought bool) {
	var sum, last report.Sum
	nought = true
	for i, c := range values {
		d, _ := l.Cells[c].Value.Number()
		nought = nought && d.Sign() == 0
		if i == len(values)-1 {
			last.Add(d)
		} else {
			sum.Add(d)
		}
	}
	return len(values) > 1 && sum.Cmp(&last) == 0, nought
}

// totalLast reports whether the sum of a row's other slots is its last one.
func totalLast(l *table.Labelled, row *row) bool {
	n := len(row.slots)
	for _, s := range l.RowSums(row.label) {
		if len(s.Left) == n-1 && len(s.Right) == 1 && s.Right[0] == row.slots[n-1] || len(s.Right) == n-1 && len(s.Left) == 1 && s.Left[0] == row.slots[n-1] {
			return true
		}
	}
	return false
}
