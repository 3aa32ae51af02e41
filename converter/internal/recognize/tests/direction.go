package tests

import (
	"nianbao/converter/internal/recognize/table"
)

// direction doubts rows that may have been given the figures of their neighbours. Where the figures of a row stand before its
// label, those of the first row follow the header, or a row that has its figures already; the next labels then seem to be
// followed by their figures, which are those of the labels after them, and the last of them is left without any. Whoever
// wrote one row so wrote all of them so. It looks at readings that take figures to follow their label, and lets rows be
// whose figures stand on their label's line.
type direction struct{}

func (direction) Name() string { return "direction" }

func (direction) Judge(l *table.Labelled, r *table.Reading, _ []*table.Reading) []table.Doubt {
	if l.Tail != table.None || !r.ByAdjacency || !figuresAhead(l) {
		return nil
	}
	var doubts []table.Doubt
	for i := range l.Runs {
		run := &l.Runs[i]
		if l.Slots(run.Label) != nil && l.Values(run.Cells) > 0 && (run.Apart(l) || stray(l, run)) {
			doubts = append(doubts, table.Doubt{Label: run.Label, Reason: Direction})
		}
	}
	return doubts
}

// figuresAhead reports whether figures stand before a row's label that are nobody's, and a label behind them has none. Without
// the second, the figures are those of a row whose label is lost.
func figuresAhead(l *table.Labelled) bool {
	for i := range l.Cells {
		if c := &l.Cells[i]; l.First < len(l.Cells) && i < l.First && c.IsValue() && c.Row != l.Cells[l.First].Row {
			return bare(l, table.None)
		}
	}
	for i := range l.Runs {
		run := &l.Runs[i]
		if run.Label != table.None && ahead(l, run) {
			return bare(l, run.Label)
		}
	}
	return false
}

// ahead reports whether figures stand behind a label that are not the label's own: the label heads no row and they stand
// on a line of their own, or it has its own figures besides.
func ahead(l *table.Labelled, run *table.Run) bool {
	values := l.Values(run.Cells)
	switch n := len(l.Slots(run.Label)); {
	case n > 1:
		return values == 2*n && !run.Apart(l)
	case n == 1:
		return false
	}
	return values > 0 && run.Apart(l)
}

// stray reports whether more figures than a row has stand behind a label.
func stray(l *table.Labelled, run *table.Run) bool {
	return l.Values(run.Cells) > len(l.Slots(run.Label))
}

// bare reports whether a label behind another was found and has no figures.
func bare(l *table.Labelled, from int) bool {
	has := make([]bool, len(l.Labels))
	for i := range l.Runs {
		if l.Runs[i].Label != table.None && l.Values(l.Runs[i].Cells) > 0 {
			has[l.Runs[i].Label] = true
		}
	}
	for i := from + 1; i < len(l.Labels); i++ {
		if l.Labels[i].Slots != nil && l.Found[i] && !has[i] {
			return true
		}
	}
	return false
}
