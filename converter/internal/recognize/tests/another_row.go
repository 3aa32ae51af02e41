package tests

import (
	"slices"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fold"
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
	for i := range l.Runs {
		run := &l.Runs[i]
		if run.Label != table.None || l.Values(run.Cells) == 0 {
			continue
		}
		folded := fold.Text(run.After)
		label := slices.IndexFunc(l.Labels, func(x edition.Label) bool { return x.Slots != nil && len(x.Folded) > 0 && string(x.Folded) == folded })
		if label == table.None || r.Rows[label] == nil {
			continue
		}
		first := slices.IndexFunc(l.Runs, func(o table.Run) bool { return o.Label == label })
		if first != table.None && !sameFigures(l, l.Runs[first].Cells, run.Cells) {
			doubts = append(doubts, table.Doubt{Label: label, Reason: Twice})
		}
	}
	return doubts
}

// sameFigures reports whether two rows say the same.
func sameFigures(l *table.Labelled, a, b []int) bool {
	return slices.EqualFunc(a, b, func(x, y int) bool { return l.Cells[x].Value == l.Cells[y].Value })
}
