package tests

import (
	"nianbao/converter/internal/recognize/table"
	"nianbao/converter/report"
)

// brokenFigure doubts rows of loose text in which a figure may be broken: more digits stand behind the row on a line of
// their own, fewer than a row has; or the row does not add up although it is full, and one of its figures, or of its
// neighbours', is as long as narrow cells break them.
type brokenFigure struct{}

func (brokenFigure) Name() string { return "broken-figure" }

// longFigure is how many digits a figure has, at the least, where narrow cells begin to break figures (seen from five on
// in LibreOffice's page of the form).
const longFigure = 5

func (brokenFigure) Judge(l *table.Labelled, r *table.Reading, _ []*table.Reading) []table.Doubt {
	if l.Resolved || l.Stands || l.Tail != table.None || !r.ByAdjacency {
		return nil
	}
	var doubts []table.Doubt
	for i := range l.Runs {
		run := &l.Runs[i]
		n := len(l.Slots(run.Label))
		if n == 0 || r.Rows[run.Label] == nil {
			continue
		}
		if rest := l.Values(run.Cells) - l.Values(run.Own(l)); rest > 0 && l.Values(run.Own(l)) == n && rest%n != 0 || n == 1 && l.Values(run.Cells) > 1 {
			doubts = append(doubts, table.Doubt{Label: run.Label, Reason: Broken})
			continue
		}
		if delimited(l, run) || !long(l, run.Cells) {
			continue
		}
		if adds, known := r.RowAdds(l, run.Label); known && !adds {
			doubts = append(doubts, table.Doubt{Label: run.Label, Reason: Broken})
		}
	}
	return doubts
}

// delimited reports whether tabs or bars divide the figures of a run: then no cell runs into the next.
func delimited(l *table.Labelled, run *table.Run) bool {
	for _, c := range run.Cells {
		if l.Cells[c].IsValue() && l.Cells[c].At != 0 {
			return false
		}
	}
	return !l.Lines
}

// long reports whether one of the figures is long enough to be broken.
func long(l *table.Labelled, cells []int) bool {
	for _, c := range cells {
		if l.Cells[c].Kind == table.Figure && digits(l.Cells[c].Text) >= longFigure {
			return true
		}
	}
	return false
}

// digits counts the digits of a text.
func digits(s string) int {
	n := 0
	for _, r := range report.FoldFigure(s) {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}
