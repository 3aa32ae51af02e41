package edition

import (
	"nianbao/converter/internal/fold"
	"nianbao/converter/report"
)

// Label is a label of a table in reading order, as the recogniser aligns text with it.
type Label struct {
	Text   string
	Folded []rune
	// Variants are other wordings seen in published reports, folded.
	Variants []string
	// Slots are the data cells that the label's row holds, left to right: the label is the last one before them. A
	// label of a header, of a band or of a group of rows has none.
	Slots []report.Key
	Row   int // grid row
}

// Sequence returns the labels of the table in reading order (by row, then column). Data rows without any label (the
// disputes table) hang on a last label with no text.
func (t *Table) Sequence() []Label { return t.sequence }

func (t *Table) buildSequence() []Label {
	slots := make([][]report.Key, t.Rows)
	for i := range t.Cells {
		if c := &t.Cells[i]; c.IsData() {
			slots[c.Row] = append(slots[c.Row], c.Key())
		}
	}
	var labels []Label
	last := make([]int, t.Rows) // 1 + index of the last label of each row
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.IsData() {
			continue
		}
		c.folded = fold.AppendRunes(nil, c.Text)
		for _, v := range c.Variants {
			c.wordings = append(c.wordings, fold.Text(v))
		}
		label := Label{Text: c.Text, Folded: c.folded, Row: c.Row, Variants: c.wordings}
		labels = append(labels, label)
		if c.RowSpan == 1 {
			last[c.Row] = len(labels)
		}
	}
	for row, keys := range slots {
		switch {
		case len(keys) == 0:
		case last[row] > 0:
			labels[last[row]-1].Slots = keys
		default:
			labels = append(labels, Label{Slots: keys, Row: row})
		}
	}
	return labels
}
