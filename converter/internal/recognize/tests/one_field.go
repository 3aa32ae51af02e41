package tests

import (
	"slices"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/recognize/table"
)

// oneField doubts rows with two figures in one field of a line that tabs or bars divide. Such a line has a separator for each cell, so that
// a blank parts no cells there: it stands within a number, as between a sign and its digits (- 1), or before what is no cell of the row, as
// a page's number. Where the row adds up the two are figures of it, however they came into one field.
type oneField struct{}

func (oneField) Name() string { return "one-field" }

func (oneField) Judge(l *table.Labelled, r *table.Reading, _ []*table.Reading) []table.Doubt {
	if l.Resolved || l.Glued {
		return nil
	}
	shared := map[place]bool{}
	for _, row := range l.Rows {
		if !divided(l, row) {
			continue
		}
		for c := row[0] + 1; c < row[1]; c++ {
			if a, b := &l.Cells[c-1], &l.Cells[c]; b.Before == document.Space && a.IsValue() && b.IsValue() {
				shared[place{a.Line, a.Column, a.Text}] = true
				shared[place{b.Line, b.Column, b.Text}] = true
			}
		}
	}
	if len(shared) == 0 {
		return nil
	}
	var doubts []table.Doubt
	for label, claims := range r.Rows {
		holds := slices.ContainsFunc(claims, func(c table.Claim) bool {
			return c.State == table.Known && shared[place{c.Line, c.Column, c.Raw}]
		})
		if !holds {
			continue
		}
		if adds, _ := r.RowAdds(l, label); !adds {
			doubts = append(doubts, table.Doubt{Label: label, Reason: Broken})
		}
	}
	return doubts
}

// divided reports whether tabs or bars divide a line.
func divided(l *table.Labelled, row [2]int) bool {
	return slices.ContainsFunc(l.Cells[row[0]:row[1]], func(c table.Cell) bool {
		return c.Before == document.Tab || c.Before == document.Bar
	})
}
