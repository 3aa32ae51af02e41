package tests

import (
	"nianbao/converter/internal/recognize/table"
)

// headerTwice doubts the rows of readings that go by position where the words of a column's header stand over more columns
// than the form has of them: one of them is not the column that its place says, and which is not known.
type headerTwice struct{}

func (headerTwice) Name() string { return "header-twice" }

func (headerTwice) Judge(l *table.Labelled, r *table.Reading, _ []*table.Reading) []table.Doubt {
	if !l.Resolved || l.Flat || r.Whole || !r.ByPosition || !tooOften(l) {
		return nil
	}
	var doubts []table.Doubt
	for label, claims := range r.Rows {
		if len(claims) > 1 {
			doubts = append(doubts, table.Doubt{Label: label, Reason: HeaderTwice})
		}
	}
	return doubts
}

// tooOften reports whether one header of the table has the words of a column's header more often than the form.
func tooOften(l *table.Labelled) bool {
	form := map[string]int{}
	for i := range l.Table.Cells {
		if c := &l.Table.Cells[i]; !c.IsData() && c.Row < l.Table.HeaderRows && c.ColSpan == 1 {
			form[string(c.Folded())]++
		}
	}
	for h := range l.Heads {
		columns := map[string]map[int]bool{}
		for _, at := range l.Heads[h].Cells {
			c := &l.Cells[at]
			words := string(c.Folded)
			if form[words] == 0 {
				continue
			}
			if columns[words] == nil {
				columns[words] = map[int]bool{}
			}
			if columns[words][c.Col] = true; len(columns[words]) > form[words] {
				return true
			}
		}
	}
	return false
}
