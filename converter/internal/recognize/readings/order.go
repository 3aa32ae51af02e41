package readings

import (
	"context"

	"nianbao/converter/internal/recognize/table"
)

// order is the way of a text layer that gives the figures in the order of the rows, but not behind their labels: above
// them, in the middle of a label of several lines, or in a run of their own. Rows whose figures stand on their label's line
// are fixed points. Between two of them, where there are just as many figures as the labels there have columns, there is
// one way to put them. It says something only if every row so put adds up, and is marked inferred.
type order struct{}

func (order) Name() string { return "order" }

func (w order) Read(_ context.Context, l *table.Labelled) *table.Reading {
	labels, n := l.RowsAlike()
	if n == 0 || l.Resolved || l.Glued {
		return nil
	}
	o := &ordered{Labelled: l, labels: labels, n: n, rank: make([]int, len(l.Labels)), last: table.None}
	for i, label := range labels {
		o.rank[label] = i + 1
	}
	o.r = table.NewReading(w.Name(), l)
	o.r.FixedPoints = true
	if !o.walk() || o.claimed == 0 {
		return nil
	}
	return o.r
}

// ordered is the state of a walk over the runs of a table.
type ordered struct {
	*table.Labelled
	labels  []int
	n       int   // columns of each row
	rank    []int // by label: its place among labels, from 1
	r       *table.Reading
	last    int   // the last fixed point, by rank
	free    []int // figures since then
	claimed int   // rows put by their order
}

// walk puts the rows; false where figures stand out of the order of the rows, or cannot be counted.
func (o *ordered) walk() bool {
	for i := range o.Runs {
		run := &o.Runs[i]
		values, ok := valuesOf(o.Labelled, run.Cells)
		if !ok {
			return false
		}
		own, _ := valuesOf(o.Labelled, run.Own(o.Labelled))
		at := table.None
		if run.Label != table.None {
			at = o.rank[run.Label] - 1
		}
		if at == table.None || len(own) != o.n {
			o.free = append(o.free, values...)
			continue
		}
		if len(values)%o.n != 0 {
			return false // more than the row, and no other row: a figure may be broken
		}
		if !o.gap(at) {
			return false
		}
		o.r.Put(o.Labelled, run.Label, own, "")
		o.free = append(o.free, values[o.n:]...)
	}
	return o.gap(len(o.labels))
}

// gap puts the figures since the last fixed point into the rows between it and the next.
func (o *ordered) gap(next int) bool {
	if o.last >= next {
		return false // figures out of the order of the rows
	}
	rows := o.labels[o.last+1 : next]
	if len(o.free) > 0 && len(o.free) == o.n*len(rows) && o.all(rows) && o.even() {
		claims := make([][]table.Claim, len(rows))
		for i, label := range rows {
			trial := table.NewReading("", o.Labelled)
			trial.Put(o.Labelled, label, o.free[o.n*i:o.n*(i+1)], Torn)
			claims[i] = trial.Rows[label]
			if ok, _ := table.Adds(o.Labelled, label, claims[i]); !ok {
				claims = nil
				break
			}
			o.r.Last = max(o.r.Last, trial.Last)
		}
		for i := range claims {
			o.r.Rows[rows[i]] = claims[i]
			o.claimed++
		}
	}
	o.free, o.last = nil, next
	return true
}

// even reports whether the free figures stand a row a line, or a figure a line: of figures that stand otherwise some are
// pieces of broken ones.
func (o *ordered) even() bool {
	perLine := map[int]int{}
	for _, c := range o.free {
		perLine[o.Cells[c].Row]++
	}
	ones, rows := 0, 0
	for _, n := range perLine {
		switch {
		case n == 1:
			ones++
		case n%o.n == 0:
			rows++
		default:
			return false
		}
	}
	return ones == 0 || rows == 0
}

// all reports whether the labels of all rows are there: where one is lost its row may be as well, and then the count
// agrees by accident.
func (o *ordered) all(rows []int) bool {
	for _, label := range rows {
		if !o.Found[label] && !o.Mentioned(label) {
			return false
		}
	}
	return true
}
