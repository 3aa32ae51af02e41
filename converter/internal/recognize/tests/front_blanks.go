package tests

import "nianbao/converter/internal/recognize/table"

// frontBlanks doubts the rows whose blanks all stand behind their figures, where hardly a row has them elsewhere: the blanks
// may have been dropped, and made up for at the end of the row.
type frontBlanks struct{}

func (frontBlanks) Name() string { return "front-blanks" }

func (frontBlanks) Judge(l *table.Labelled, r *table.Reading, _ []*table.Reading) []table.Doubt {
	if l.Resolved && !l.Flat || l.Stands {
		return nil
	}
	standing := 0
	var front []table.Doubt
	for label, claims := range r.Rows {
		if len(claims) < 2 {
			continue
		}
		values, last := 0, table.None
		for i, c := range claims {
			switch c.State {
			case table.Known:
				values, last = values+1, i
			case table.Unclear, table.Silent:
				values = len(claims)
			}
		}
		switch {
		case values == 0 || values >= len(claims):
		case last == values-1:
			front = append(front, table.Doubt{Label: label, Reason: Front})
		default:
			standing++
		}
	}
	if 2*standing >= len(front) {
		return nil
	}
	return front
}
