package tests

import (
	"nianbao/converter/internal/recognize/table"
)

// direction doubts rows that may have been given the figures of their neighbours. Where a row's worth of figures stands
// before its label, it follows the header or a row that has its figures already; the next labels then seem to be followed
// by their figures, which are those of the labels after them, until a label is left without any. It looks at readings that
// take figures to follow their label, and lets rows be whose figures stand on their label's line.
type direction struct{}

func (direction) Name() string { return "direction" }

func (direction) Judge(l *table.Labelled, r *table.Reading, _ []*table.Reading) []table.Doubt {
	if l.Tail != table.None || !r.ByAdjacency {
		return nil
	}
	var doubts []table.Doubt
	for i := range l.Runs {
		run := &l.Runs[i]
		if run.Label == table.None || !ahead(l, run) {
			continue
		}
		end := bare(l, run.Label)
		if end == table.None {
			continue // the figures are those of a row whose label is lost
		}
		for j := i + 1; j < len(l.Runs); j++ {
			next := &l.Runs[j]
			if l.Slots(next.Label) == nil || l.Values(next.Cells) == 0 {
				continue
			}
			if next.Label > end || !next.Apart(l) && !stray(l, next) {
				break
			}
			doubts = append(doubts, table.Doubt{Label: next.Label, Reason: Direction})
		}
	}
	return doubts
}

// ahead reports whether a row's worth of figures stands behind a label that is not the label's own: the label heads no
// row, or has its own figures besides.
func ahead(l *table.Labelled, run *table.Run) bool {
	values := l.Values(run.Cells)
	n := len(l.Slots(run.Label))
	if n > 1 {
		return values == 2*n && !run.Apart(l)
	}
	if n == 1 {
		return false
	}
	for i := range l.Labels {
		if n := len(l.Labels[i].Slots); n > 1 && values == n {
			return true
		}
	}
	return false
}

// stray reports whether more figures than a row has stand behind a label.
func stray(l *table.Labelled, run *table.Run) bool {
	return l.Values(run.Cells) > len(l.Slots(run.Label))
}

// bare returns the first label behind another that was found and has no figures; None if there is none.
func bare(l *table.Labelled, from int) int {
	has := make([]bool, len(l.Labels))
	for i := range l.Runs {
		if l.Runs[i].Label != table.None && l.Values(l.Runs[i].Cells) > 0 {
			has[l.Runs[i].Label] = true
		}
	}
	for i := from + 1; i < len(l.Labels); i++ {
		if l.Labels[i].Slots != nil && l.Found[i] && !has[i] {
			return i
		}
	}
	return table.None
}
