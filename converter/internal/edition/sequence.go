package edition

import (
	"cmp"

	"nianbao/converter/internal/fold"
	"nianbao/converter/report"
)

// Label is a label of a table in reading order, as the recogniser aligns text with it.
type Label struct {
	Text   string
	Folded []rune
	// Variants are other wordings seen in published reports, folded.
	Variants []string
	// Slots are the data cells of the label's row up to the next label, left to right: the label is the last one before them. A
	// label of a header, of a band or of a group of rows has none.
	Slots []report.Key
	Row   int // grid row
}

// Sequence returns the labels of the table in reading order (by row, then column). Data rows without any label (the
// disputes table) hang on a last label with no text.
func (t *Table) Sequence() []Label { return t.sequence }

func (t *Table) buildSequence() []Label {
	var labels []Label
	before := make([][]report.Key, t.Rows) // data cells in front of each row's labels
	last := make([]int, t.Rows)            // 1 + index of the last label of each row so far
	group := make([]int, t.Rows)           // of the last group of rows that begins in it, which heads its data where it has no label of its own
	for i := range t.Cells {
		c := &t.Cells[i]
		switch {
		case c.IsData() && last[c.Row] > 0:
			l := &labels[last[c.Row]-1]
			l.Slots = append(l.Slots, c.Key())
			continue
		case c.IsData():
			before[c.Row] = append(before[c.Row], c.Key())
			continue
		}
		c.folded = fold.AppendRunes(nil, c.Text)
		for _, v := range c.Variants {
			c.wordings = append(c.wordings, fold.Text(v))
		}
		labels = append(labels, Label{Text: c.Text, Folded: c.folded, Row: c.Row, Variants: c.wordings})
		if c.RowSpan == 1 {
			last[c.Row] = len(labels)
		} else {
			group[c.Row] = len(labels)
		}
	}
	for row, keys := range before {
		switch {
		case len(keys) == 0:
		case last[row] > 0 || group[row] > 0:
			l := &labels[cmp.Or(last[row], group[row])-1]
			l.Slots = append(keys, l.Slots...)
		default:
			labels = append(labels, Label{Slots: keys, Row: row})
		}
	}
	return labels
}
