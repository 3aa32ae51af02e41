package readings

import (
	"context"

	"nianbao/converter/internal/recognize/table"
)

// columnBlock is the way of readers of pages that go from column to column: all labels stand in a run, and the figures
// follow, those of the first column first. Nothing but arithmetic tells it from figures in the order of the rows; so it
// says something only where every sum of the table holds, some of them not only on noughts, and is marked inferred.
type columnBlock struct{}

func (columnBlock) Name() string { return "column-block" }

func (w columnBlock) Read(ctx context.Context, l *table.Labelled) *table.Reading {
	labels, n := l.RowsAlike()
	if n == 0 || l.Resolved || l.Glued {
		return nil
	}
	var values []int
	for i := range l.Runs {
		own, ok := valuesOf(l, l.Runs[i].Cells)
		if !ok || len(values) > 0 && l.Slots(l.Runs[i].Label) != nil && len(own) > 0 && i > 0 {
			return nil // figures between the labels
		}
		values = append(values, own...)
	}
	var rows []int
	for _, label := range labels {
		if l.Found[label] {
			rows = append(rows, label)
		} else if l.Mentioned(label) {
			return nil // its row is there, its place is not known
		}
	}
	if len(rows) < 3 || len(values) != n*len(rows) {
		return nil
	}
	r := table.NewReading(w.Name(), l)
	cells := make([]int, n)
	for i, label := range rows {
		for c := range n {
			cells[c] = values[c*len(rows)+i]
		}
		r.Put(l, label, cells, Torn)
	}
	if !proved(l, r) {
		return nil
	}
	return r
}

// proved reports whether all sums that a reading lets judge hold, those of every row among them, and some on more than
// noughts.
func proved(l *table.Labelled, r *table.Reading) bool {
	for label, claims := range r.Rows {
		if claims == nil {
			continue
		}
		if ok, _ := table.Adds(l, label, claims); !ok {
			return false
		}
	}
	// Sums on more than noughts: figures in the order of the rows satisfy one or two of them by accident where most cells
	// are 0, as they are in nearly all reports.
	const leastTelling = 3
	held, failed := r.Judge(l)
	return failed == 0 && held >= leastTelling
}
