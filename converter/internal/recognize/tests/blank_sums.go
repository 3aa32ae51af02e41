package tests

import "nianbao/converter/internal/recognize/table"

// blankSums doubts the only row of a table in loose text, where it was placed by its empty fields and does not add up with
// those as 0: a field was lost or put in, as where the bar that opens a line is taken for one. In tables of several rows
// their equal lengths show as much. A full row is left alone: what the document prints wrong is not for here.
type blankSums struct{}

func (blankSums) Name() string { return "blank-sums" }

func (blankSums) Judge(l *table.Labelled, r *table.Reading, _ []*table.Reading) []table.Doubt {
	if l.Resolved && !l.Flat || l.Tail == table.None {
		return nil
	}
	var doubts []table.Doubt
	for label, claims := range r.Rows {
		empty, known := 0, 0
		for i := range claims {
			switch claims[i].State {
			case table.Empty:
				empty++
			case table.Known:
				known++
			}
		}
		if empty == 0 || known == 0 {
			continue
		}
		if adds, judged := r.RowAdds(l, label); judged && !adds {
			doubts = append(doubts, table.Doubt{Label: label, Reason: BlanksDoNot})
		}
	}
	return doubts
}
