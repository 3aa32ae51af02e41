package tests

import "nianbao/converter/internal/recognize/table"

// breaksOff doubts the row in which the text ends, without so much as a line break: digits or cells may have followed. A
// full row that ends in a nought is whole: no number goes on behind a leading 0.
type breaksOff struct{}

func (breaksOff) Name() string { return "breaks-off" }

func (breaksOff) Judge(l *table.Labelled, r *table.Reading, _ []*table.Reading) []table.Doubt {
	if len(l.Runs) == 0 {
		return nil
	}
	run := &l.Runs[len(l.Runs)-1]
	if len(run.Cells) == 0 {
		return nil
	}
	label := run.Label
	if l.Tail != table.None {
		label = l.Tail
	}
	last := &l.Cells[run.Cells[len(run.Cells)-1]]
	if l.Slots(label) == nil || !last.Open || l.Values(run.Cells) >= len(l.Slots(label)) && last.Text == "0" {
		return nil
	}
	return []table.Doubt{{Label: label, Reason: BreaksOff}}
}
