package tests

import "nianbao/converter/internal/recognize/table"

// mergedRows doubts the rows that share the cell of a figure, where the form's goes over one row: it may belong to any of
// them, and the lower ones lack a cell.
type mergedRows struct{}

func (mergedRows) Name() string { return "merged-rows" }

func (mergedRows) Judge(l *table.Labelled, r *table.Reading, _ []*table.Reading) []table.Doubt {
	if !l.Resolved || r.Whole || l.Tail != table.None {
		return nil
	}
	shared := sharedRows(l)
	var doubts []table.Doubt
	for i := range l.Runs {
		if run := &l.Runs[i]; l.Slots(run.Label) != nil && r.Rows[run.Label] != nil && shared[run.Row] {
			doubts = append(doubts, table.Doubt{Label: run.Label, Reason: MergedRows})
		}
	}
	return doubts
}

// sharedRows returns the rows of the region that share the cell of a figure, and do not in the form.
func sharedRows(l *table.Labelled) map[int]bool {
	shared := map[int]bool{}
	for i := range l.Runs {
		run := &l.Runs[i]
		if l.Slots(run.Label) == nil {
			continue
		}
		for _, at := range run.Own(l) {
			if c := &l.Cells[at]; c.IsValue() && c.RowSpan > l.SlotRows(run.Label) {
				for row := c.Row; row < c.Row+c.RowSpan; row++ {
					shared[row] = true
				}
			}
		}
	}
	return shared
}
