package damage

import (
	"fmt"
	"math/rand/v2"
)

// printPage prints a table of a web page with its spans.
func printPage(d *doc, r *rand.Rand, t *table) []line { return d.pageTable(r, t, true, false) }

// printPageEmptyCells prints empty cells in the places that a span would cover.
func printPageEmptyCells(d *doc, r *rand.Rand, t *table) []line {
	return d.pageTable(r, t, false, true)
}

// printPageNoSpans prints the cells that have something to say and no spans.
func printPageNoSpans(d *doc, r *rand.Rand, t *table) []line { return d.pageTable(r, t, false, false) }

func (d *doc) pageTable(r *rand.Rand, t *table, spanned, empty bool) []line {
	blank := pick(r, []string{"", "&nbsp;", "<p>&nbsp;</p>", "<o:p></o:p>"})
	before, after := "", ""
	if chance(r, 40) {
		before, after = "<p><span>", "</span></p>"
	}
	out := []line{{pieces: []piece{{text: pick(r, []string{"<table>", "<table border=\"1\"><tbody>", "<div><table>"}), kind: gap}}}}
	for _, row := range t.rows {
		l := line{table: t, row: row, pieces: []piece{{text: "<tr>", kind: gap}}}
		put := func(tag string, c piece) {
			l.pieces = append(l.pieces, piece{text: tag, kind: gap})
			if c.text == "" {
				l.pieces = append(l.pieces, piece{text: blank, kind: gap}, c)
			} else {
				l.pieces = append(l.pieces, piece{text: before, kind: gap}, c, piece{text: after, kind: gap})
			}
			l.pieces = append(l.pieces, piece{text: "</td>", kind: gap})
		}
		switch {
		case empty:
			for _, c := range places(t, row, spans{lead: true, label: true, pad: true}) {
				put("<td>", c)
			}
		default:
			for _, c := range row.cells {
				tag := "<td>"
				if spanned && (c.rowspan > 1 || c.colspan > 1) {
					tag = fmt.Sprintf("<td rowspan=\"%d\" colspan=\"%d\">", c.rowspan, c.colspan)
				}
				put(tag, pieceOf(c))
			}
		}
		l.pieces = append(l.pieces, piece{text: "</tr>", kind: gap})
		out = append(out, l)
	}
	return append(out, line{pieces: []piece{{text: "</table>", kind: gap}}})
}
