package damage

import (
	"math/rand/v2"
)

// cells prints one cell a line by put; blank data cells too.
func eachCell(t *table, put func(row *row, c *cell, last bool)) {
	for _, row := range t.rows {
		for i, c := range row.cells {
			put(row, c, i == len(row.cells)-1)
		}
	}
}

func printCellBars(d *doc, r *rand.Rand, t *table) []line {
	var out []line
	after := pick(r, []string{" |", "|", "  |"})
	eachCell(t, func(row *row, c *cell, last bool) {
		out = append(out, line{table: t, row: row, pieces: []piece{pieceOf(c), {text: after, kind: gap}}})
	})
	return out
}

func printBarLines(d *doc, r *rand.Rand, t *table) []line {
	var out []line
	eachCell(t, func(row *row, c *cell, last bool) {
		if c.text != "" || chance(r, 50) {
			out = append(out, line{table: t, row: row, pieces: []piece{pieceOf(c)}})
		}
		out = append(out, line{table: t, row: row, pieces: []piece{{text: "|", kind: gap}}})
	})
	return out
}

func printCellLines(d *doc, r *rand.Rand, t *table) []line { return d.cellLines(r, t, false) }

func printCellLinesSpaced(d *doc, r *rand.Rand, t *table) []line { return d.cellLines(r, t, true) }

func (d *doc) cellLines(r *rand.Rand, t *table, spaced bool) []line {
	var out []line
	indent := pick(r, []string{"", "", "  ", "\t"})
	for _, row := range t.rows {
		if !row.full() {
			d.lose(t, row)
		}
		for _, c := range row.cells {
			if c.text == "" {
				if spaced && chance(r, 30) {
					out = append(out, line{})
				}
				continue
			}
			l := line{table: t, row: row}
			if indent != "" {
				l.pieces = append(l.pieces, piece{text: indent, kind: gap})
			}
			l.pieces = append(l.pieces, pieceOf(c))
			if out = append(out, l); spaced {
				out = append(out, line{})
			}
		}
	}
	return out
}

// printCellAfterTab: a tab begins each cell, empty ones too, and an empty line ends a row.
func printCellAfterTab(d *doc, r *rand.Rand, t *table) []line {
	var out []line
	s := pick(r, []spans{{lead: true}, {}})
	for _, row := range t.rows {
		for _, c := range places(t, row, s) {
			out = append(out, line{table: t, row: row, pieces: []piece{{text: "\t", kind: gap}, c}})
		}
		out = append(out, line{})
	}
	return out
}

// printCellLinesEmpty: a cell a line; an empty line is an empty cell, and there is no other.
func printCellLinesEmpty(d *doc, r *rand.Rand, t *table) []line {
	var out []line
	eachCell(t, func(row *row, c *cell, last bool) {
		out = append(out, line{table: t, row: row, pieces: []piece{pieceOf(c)}})
	})
	return out
}

// printCellLinesDoubled: an empty line behind every cell, so that an empty cell leaves two.
func printCellLinesDoubled(d *doc, r *rand.Rand, t *table) []line {
	var out []line
	eachCell(t, func(row *row, c *cell, last bool) {
		out = append(out, line{table: t, row: row, pieces: []piece{pieceOf(c)}}, line{})
	})
	return out
}
