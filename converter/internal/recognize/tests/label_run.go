package tests

import "nianbao/converter/internal/recognize/table"

// labelRun doubts the row of the last of several labels that stand in a run and are followed by figures on other lines:
// those are the figures of all of them, by row or by column.
type labelRun struct{}

// leastDirect is how many rows with their figures right behind the label show that figures follow labels: one may be the last
// label of another run, and the figures those of the run's first.
const leastDirect = 2

func (labelRun) Name() string { return "label-run" }

func (labelRun) Judge(l *table.Labelled, r *table.Reading, _ []*table.Reading) []table.Doubt {
	if l.Tail != table.None || !r.ByAdjacency || l.Resolved {
		return nil
	}
	var doubts []table.Doubt
	bare, direct := 0, 0
	for i := range l.Runs {
		run := &l.Runs[i]
		if l.Slots(run.Label) == nil {
			if l.Values(run.Cells) > 0 {
				bare = 0
			}
			continue
		}
		switch {
		case l.Values(run.Cells) == 0:
			if r.Rows[run.Label] == nil { // not known to be a blank row
				bare++
			}
			continue
		case bare > 0 && run.Apart(l):
			doubts = append(doubts, table.Doubt{Label: run.Label, Reason: LabelRun})
		case bare == 0:
			direct++
		}
		bare = 0
	}
	if direct >= leastDirect {
		return nil // figures do follow their labels here; the labels in a run are those of blank rows
	}
	return doubts
}
