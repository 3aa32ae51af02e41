package tests

import (
	"slices"

	"nianbao/converter/internal/recognize/table"
)

// figureInLabel doubts rows that seem to have blanks, and have a figure behind the words of their label in the label's own cell: 行政强制：18.
// The separator between the two is lost, so that all figures behind it may stand a place too far left.
type figureInLabel struct{}

func (figureInLabel) Name() string { return "figure-in-label" }

func (figureInLabel) Judge(l *table.Labelled, r *table.Reading, _ []*table.Reading) []table.Doubt {
	var doubts []table.Doubt
	for label, claims := range r.Rows {
		if lacks(claims) && figureBehind(l, label) {
			doubts = append(doubts, table.Doubt{Label: label, Reason: InLabel})
		}
	}
	return doubts
}

// lacks reports whether a reading says that there is nothing in a place of a row.
func lacks(claims []table.Claim) bool {
	return slices.ContainsFunc(claims, func(c table.Claim) bool { return c.State == table.Empty })
}

// figureBehind reports whether a cell begins with the words of a label and goes on with digits.
func figureBehind(l *table.Labelled, label int) bool {
	words := l.Labels[label].Folded
	for i := range l.Cells {
		if f := l.Cells[i].Folded; len(words) > 0 && len(f) > len(words) && slices.Equal(f[:len(words)], words) &&
			slices.ContainsFunc(f[len(words):], func(r rune) bool { return r >= '0' && r <= '9' }) {
			return true
		}
	}
	return false
}
