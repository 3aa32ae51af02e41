package damage

import (
	"math/rand/v2"
)

// printTabsRepeated prints each cell in every place that it spans, as libraries do that read a table's grid.
func printTabsRepeated(d *doc, r *rand.Rand, t *table) []line {
	return d.repeated(t, "", "\t", "")
}

func printBarsRepeated(d *doc, r *rand.Rand, t *table) []line {
	return d.repeated(t, "| ", " | ", " |")
}

func (d *doc) repeated(t *table, before, between, after string) []line {
	type covering struct {
		piece
		rows int
	}
	above := map[int]*covering{} // by column
	var out []line
	for _, row := range t.rows {
		var cells []piece
		wide := false
		col := 0
		fill := func(to int) {
			for ; col < to; col++ {
				if a := above[col]; a != nil && a.rows > 0 {
					a.rows--
					cells = append(cells, piece{text: a.text, kind: words})
				}
			}
		}
		for _, c := range row.cells {
			fill(c.col)
			for i := range c.colspan {
				p := pieceOf(c)
				if c.data && i > 0 {
					wide = true
					p.kind = gap // one figure, printed again
				}
				cells = append(cells, p)
				if c.rowspan > 1 {
					above[c.col+i] = &covering{p, c.rowspan - 1}
				}
				col++
			}
		}
		fill(row.columns)
		if wide || !row.full() && len(cells) != row.columns {
			d.lose(t, row)
		}
		out = append(out, joined(t, row, cells, before, between, after))
	}
	return out
}
