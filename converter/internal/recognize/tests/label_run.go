package tests

import "nianbao/converter/internal/recognize/table"

// labelRun doubts the row of the last of several labels that stand in a run and are followed by figures on other lines:
// those are the figures of all of them, by row or by column.
type labelRun struct{}

// leastDirect is how many rows with their figures right behind the label show that figures follow labels. A row whose
// figures stand apart shows it only beside another such row: a single label and then its figures is what a block of one
// row looks like as well.
const leastDirect = 2

func (labelRun) Name() string { return "label-run" }

func (labelRun) Judge(l *table.Labelled, r *table.Reading, _ []*table.Reading) []table.Doubt {
	if l.Tail != table.None || !r.ByAdjacency || l.Resolved {
		return nil
	}
	var doubts []table.Doubt
	bare, direct := 0, 0
	before := table.None // the row before, if it has its figures
	for i := range l.Runs {
		run := &l.Runs[i]
		if l.Slots(run.Label) == nil {
			if l.Values(run.Cells) > 0 {
				bare = 0
			}
			before = table.None
			continue
		}
		switch {
		case l.Values(run.Cells) == 0:
			if r.Rows[run.Label] == nil { // not known to be a blank row
				bare++
			}
			before = table.None
			continue
		case bare > 0 && run.Apart(l):
			doubts = append(doubts, table.Doubt{Label: run.Label, Reason: LabelRun})
		case bare == 0 && (!run.Apart(l) || sameBand(l, before, run.Label)):
			direct++
		}
		bare, before = 0, run.Label
	}
	if direct >= leastDirect {
		return nil // figures do follow their labels here; the labels in a run are those of blank rows
	}
	return doubts
}

// sameBand reports whether no header stands between the labels of two rows.
func sameBand(l *table.Labelled, a, b int) bool {
	if a == table.None {
		return false
	}
	for i := a + 1; i < b; i++ {
		if l.Labels[i].Slots == nil && l.Found[i] {
			return false
		}
	}
	return a < b
}
