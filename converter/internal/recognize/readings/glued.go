package readings

import (
	"context"
	"strings"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/recognize/table"
)

// glued is the way of texts whose cells stand together without separators. The digits behind a label are divided among its
// columns where there is just one way to cut them so that the sums within the row hold; without a sum, only a row of
// noughts can be cut in one way. What is so divided is marked inferred.
type glued struct{}

func (glued) Name() string { return "glued" }

func (w glued) Read(ctx context.Context, l *table.Labelled) *table.Reading {
	if l.Resolved {
		return nil
	}
	r := table.NewReading(w.Name(), l)
	r.ByAdjacency = true
	whole := digitsForAll(l)
	claimed := false
	seen := map[int]bool{}
	for i := range l.Runs {
		run := &l.Runs[i]
		label := run.Label
		if l.Tail != table.None && l.Slots(label) == nil {
			label = l.Tail
		}
		n := len(l.Slots(label))
		if n == 0 || l.Values(run.Cells) == 0 {
			continue
		}
		if seen[label] {
			r.Doubt(label, Twice)
			continue
		}
		seen[label] = true
		if ctx.Err() != nil {
			return nil
		}
		claimed = w.claim(r, l, label, run.Cells, whole) || claimed
	}
	if !claimed {
		return nil
	}
	return r
}

// mostRuns is how many stretches of digits a row may have at the most: with more of them, the cells are divided already,
// and one is missing.
const mostRuns = 3

func (w glued) claim(r *table.Reading, l *table.Labelled, label int, cells []int, whole bool) bool {
	slots := l.Slots(label)
	n := l.Values(cells)
	if !l.Glued && (n != 1 || len(slots) < 2) || n > mostRuns && len(slots) >= 2 && n != len(slots) {
		return false
	}
	var runs []string
	first := table.None
	for _, c := range cells {
		if l.Cells[c].IsValue() {
			runs = append(runs, chars.FoldFigure(l.Cells[c].Text))
			if first == table.None {
				first = c
			}
		}
	}
	all := strings.Join(runs, "")
	if len(slots) < 2 || n == len(slots) {
		return w.apart(r, l, label, cells)
	}
	if !l.Glued && len(all) < len(slots) || !whole && strings.Trim(all, "0") != "" {
		return false
	}
	numbers := divide(runs, slots, l.RowSums(label))
	if numbers == nil {
		return false
	}
	claims := make([]table.Claim, len(slots))
	for i := range slots {
		claims[i] = r.Say(&l.Cells[first], Glued)
		claims[i].State, claims[i].Value, claims[i].Raw = table.Known, numbers[i], strings.Join(runs, " ")
	}
	r.Rows[label] = claims
	return true
}

// apart claims a row of a glued text whose figures were not glued.
func (glued) apart(r *table.Reading, l *table.Labelled, label int, cells []int) bool {
	values, ok := valuesOf(l, cells)
	switch {
	case !ok:
		r.Unclear(l, label, cells, Unreadable)
	case len(values) != len(l.Slots(label)):
		r.Unclear(l, label, cells, TooMany)
	default:
		r.Put(l, label, values, "")
	}
	return true
}

// digitsForAll reports whether every row of several slots has at least a digit for each: where one has not, blank cells
// were dropped from the text, and no row can be divided with certainty.
func digitsForAll(l *table.Labelled) bool {
	digits := make([]int, len(l.Labels))
	for i := range l.Runs {
		for _, c := range l.Runs[i].Cells {
			label := l.Runs[i].Label
			if l.Tail != table.None {
				label = l.Tail
			}
			if label != table.None && l.Cells[c].IsValue() {
				digits[label] += len(l.Cells[c].Text)
			}
		}
	}
	for i := range l.Labels {
		if n := len(l.Labels[i].Slots); n > 1 && l.Found[i] && digits[i] < n {
			return false
		}
	}
	return true
}
