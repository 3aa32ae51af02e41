package compose

import (
	"nianbao/converter/diag"
	"nianbao/converter/internal/edition"
)

// checkCells names the cells whose printed form says another value than they have: the file prints the text, and
// whoever reads the file, a person or this product, will take it at its word.
func (c *composer) checkCells(s *edition.Section, t *edition.Table) {
	for i := range t.Cells {
		if !t.Cells[i].IsData() || t.Cells[i].IsWords() {
			continue
		}
		k, cell := t.Cells[i].Key(), &c.room.figures[i]
		if cell.SaysIn(t.Cells[i].Counts()) {
			continue
		}
		value := "null"
		if d, ok := cell.Number(); ok {
			value = d.String()
		}
		c.found = append(c.found, diag.New("compose-cell-text", diag.Place{Section: s.Key, Table: t.Key, Row: k.Row, Col: k.Col},
			"table", s.Call(), "row", t.RowNames[k.Row], "col", t.ColNames[k.Col], "value", value, "text", cell.String()))
	}
}
