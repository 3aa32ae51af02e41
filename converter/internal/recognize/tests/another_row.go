package tests

import (
	"slices"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/recognize/table"
)

// anotherRow doubts the rows of a resolved table whose label heads a second row of other figures: either may be the row's.
// The alignment takes each label once, so that the second stands there as unknown words. In the edition's own grid words beside figures are no label.
type anotherRow struct{}

func (anotherRow) Name() string { return "another-row" }

func (anotherRow) Judge(l *table.Labelled, r *table.Reading, _ []*table.Reading) []table.Doubt {
	if !l.Resolved || r.Whole {
		return nil
	}
	var doubts []table.Doubt
	for _, row := range l.Rows {
		for at := row[0]; at < row[1]; at++ {
			c := &l.Cells[at]
			if c.Kind != table.Text || l.Owner[at] != table.None {
				continue
			}
			label := slices.IndexFunc(l.Labels, func(x edition.Label) bool {
				return x.Slots != nil && len(x.Folded) > 0 && slices.Equal(x.Folded, c.Folded)
			})
			if label != table.None && r.Rows[label] != nil && otherFigures(l, label, at+1, row[1]) {
				doubts = append(doubts, table.Doubt{Label: label, Reason: Twice})
			}
		}
	}
	return append(doubts, ownedTwice(l, r)...)
}

// ownedTwice doubts the rows whose label the alignment found at the head of two rows.
func ownedTwice(l *table.Labelled, r *table.Reading) []table.Doubt {
	first := map[int]int{} // the run of each label
	var doubts []table.Doubt
	for i := range l.Runs {
		run := &l.Runs[i]
		if run.Label == table.None || l.Slots(run.Label) == nil || r.Rows[run.Label] == nil {
			continue
		}
		other, ok := first[run.Label]
		if !ok {
			first[run.Label] = i
			continue
		}
		a, b := l.Runs[other].Own(l), run.Own(l)
		if l.Runs[other].Row != run.Row && len(a) > 0 && len(a) == len(b) && !sameFigures(l, a, b) {
			doubts = append(doubts, table.Doubt{Label: run.Label, Reason: Twice})
		}
	}
	return doubts
}

// otherFigures reports whether there are figures among the cells of a row, and others than behind a label.
func otherFigures(l *table.Labelled, label, from, to int) bool {
	var cells []int
	for c := from; c < to; c++ {
		cells = append(cells, c)
	}
	first := slices.IndexFunc(l.Runs, func(o table.Run) bool { return o.Label == label })
	return first != table.None && l.Values(cells) > 0 && !sameFigures(l, l.Runs[first].Own(l), cells)
}

// sameFigures reports whether two rows say the same.
func sameFigures(l *table.Labelled, a, b []int) bool {
	return slices.EqualFunc(a, b, func(x, y int) bool { return l.Cells[x].Value == l.Cells[y].Value })
}
