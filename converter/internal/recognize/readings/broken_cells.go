package readings

import (
	"context"

	"nianbao/converter/internal/recognize/table"
	"nianbao/converter/report"
)

// brokenCells is the way of tables drawn with bars or tabs in which a narrow cell broke a figure: the next line has nothing
// but its last digits, in the same field. The pieces are one figure where the row adds up with them, and are marked
// inferred; of rows that were not broken it says nothing.
type brokenCells struct{}

func (brokenCells) Name() string { return "broken-cells" }

func (w brokenCells) Read(_ context.Context, l *table.Labelled) *table.Reading {
	if l.Resolved || l.Glued || l.Lines {
		return nil
	}
	r := table.NewReading(w.Name(), l)
	claimed := false
	for i := 0; i+1 < len(l.Rows); i++ {
		label, from := rowLabel(l, l.Rows[i])
		if len(l.Slots(label)) < 2 || r.Rows[label] != nil {
			continue
		}
		if claims := w.joined(r, l, label, from, i); claims != nil {
			r.Rows[label] = claims
			claimed = true
		}
	}
	if !claimed {
		return nil
	}
	return r
}

// rowLabel returns the label that heads a row of the region and the first cell behind it.
func rowLabel(l *table.Labelled, bounds [2]int) (label, from int) {
	label, from = table.None, bounds[0]
	for c := bounds[0]; c < bounds[1]; c++ {
		if l.Cells[c].Kind == table.Text {
			label, from = l.Owner[c], c+1
		}
	}
	if l.Tail != table.None && from == bounds[0] {
		label = l.Tail
	}
	return label, from
}

// joined returns the claims of a full row with the pieces on the next line; nil where that line is no such line, or the row
// does not add up.
func (brokenCells) joined(r *table.Reading, l *table.Labelled, label, from, at int) []table.Claim {
	row, next := l.Rows[at], l.Rows[at+1]
	n := len(l.Slots(label))
	if row[1]-from != n {
		return nil
	}
	claims := make([]table.Claim, n)
	for i := range n {
		if l.Cells[from+i].Kind == table.Text || l.Cells[from+i].Kind == table.Broken || l.Cells[from+i].At != 0 {
			return nil
		}
		claims[i] = r.Say(&l.Cells[from+i], BrokenCell)
	}
	lead := from - row[0] // fields of the label
	pieces := 0
	for c := next[0]; c < next[1]; c++ {
		piece := &l.Cells[c]
		i := c - next[0] - lead
		switch {
		case piece.Kind == table.Blank:
			continue
		case i < 0 || i >= n || !digitsOnly(piece.Text) || claims[i].State != table.Known:
			return nil
		}
		value, form := report.ParseCell(claims[i].Raw + piece.Text)
		if form != table.Figure {
			return nil
		}
		claims[i].Value, claims[i].Raw = value, claims[i].Raw+" "+piece.Text
		pieces++
	}
	if adds, _ := table.Adds(l, label, claims); pieces == 0 || !adds {
		return nil
	}
	return claims
}
