package damage

import (
	"math/rand/v2"
)

// printRaw: the text of a PDF in drawing order: single spaces, long labels over lines with the figures behind the last,
// vertical group labels.
func printRaw(d *doc, r *rand.Rand, t *table) []line {
	var out []line
	vertical, width := chance(r, 70), 10+r.IntN(10)
	own := chance(r, 40) // figures of a wrapped label on a line of their own
	for _, row := range t.rows {
		if !row.full() {
			d.lose(t, row)
		}
		l := line{table: t, row: row}
		flush := func() {
			if len(l.pieces) > 0 {
				out = append(out, l)
				l = line{table: t, row: row}
			}
		}
		put := func(p piece) {
			if len(l.pieces) > 0 {
				l.pieces = append(l.pieces, piece{text: " ", kind: gap})
			}
			l.pieces = append(l.pieces, p)
		}
		for _, c := range row.cells {
			if c.text == "" {
				continue
			}
			n := len([]rune(c.text))
			switch {
			case c.data:
				put(pieceOf(c))
			case c.rowspan > 4 && vertical && c.col == 0:
				flush()
				for _, ch := range wrap(c.text, 1) {
					put(piece{text: ch, kind: words})
					flush()
				}
			case c.rowspan > 1 && c.rowspan < 10 && c.col > 0 && row.slots() > 0:
				flush()
				for _, part := range wrap(c.text, 4) {
					put(piece{text: part, kind: words})
					flush()
				}
			case n > width:
				flush()
				parts := wrap(c.text, width)
				for i, part := range parts {
					put(piece{text: part, kind: words})
					if i < len(parts)-1 || own {
						flush()
					}
				}
			default:
				put(pieceOf(c))
			}
		}
		flush()
	}
	return out
}

// wrap cuts text into lines of at most n characters.
func wrap(s string, n int) []string {
	var out []string
	for runes := []rune(s); len(runes) > 0; {
		k := min(n, len(runes))
		out = append(out, string(runes[:k]))
		runes = runes[k:]
	}
	return out
}
