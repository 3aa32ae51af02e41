package damage

import (
	"math/rand/v2"
	"strings"
)

// printRemnants: a cell a line with its bar, blank cells dropped, and what spans leave as bars on a line of their own.
func printRemnants(d *doc, r *rand.Rand, t *table) []line { return d.remnants(t, false) }

// printRemnantsInline: the same with the bars behind the last cell.
func printRemnantsInline(d *doc, r *rand.Rand, t *table) []line { return d.remnants(t, true) }

func (d *doc) remnants(t *table, inline bool) []line {
	var out []line
	for _, row := range t.rows {
		if !row.full() {
			d.lose(t, row)
		}
		printed := 0
		for _, c := range row.cells {
			if c.text == "" {
				continue
			}
			printed++
			l := line{table: t, row: row, pieces: []piece{pieceOf(c)}}
			if !inline {
				l.pieces = append(l.pieces, piece{text: " |", kind: gap})
			}
			out = append(out, l)
		}
		if printed == 0 {
			continue
		}
		bars := strings.Repeat("|", max(row.columns-printed, 0))
		switch {
		case inline && bars != "":
			l := &out[len(out)-1]
			l.pieces = append(l.pieces, piece{text: " | " + bars, kind: gap})
		case !inline && bars != "":
			out = append(out, line{table: t, row: row, pieces: []piece{{text: bars, kind: gap}}})
		}
	}
	return out
}
