package damage

import (
	"math/rand/v2"
)

// printPlain: a PDF read column by column: one cell a line; labels that were wrapped in their cells come only when the
// page ends, while their figures stand in the order of the rows.
func printPlain(d *doc, r *rand.Rand, t *table) []line {
	var out, late []line
	spaced := chance(r, 60)
	put := func(l line) {
		if out = append(out, l); spaced {
			out = append(out, line{})
		}
	}
	flush := func() {
		for _, l := range late {
			put(l)
		}
		late = nil
	}
	if t.key == "disputes" && chance(r, 50) {
		return d.scrambled(r, t, put, &out)
	}
	width := 12 + r.IntN(12)
	justFlushed := true // nothing is put off right behind a page's end: its figures would seem to belong to the labels there
	for i, row := range t.rows {
		if !row.full() {
			d.lose(t, row)
		}
		label := row.label()
		off := label != nil && label.text != "" && len([]rune(label.text)) > width && row.full() && !justFlushed && t.rows[i-1].full() && t.rows[i-1].slots() > 0
		if off {
			d.lose(t, row)
			d.lose(t, t.rows[i-1])
		}
		for _, c := range row.cells {
			if c.text == "" {
				continue
			}
			switch {
			case c.rowspan > 4 && c.col == 0:
				for _, part := range wrap(c.text, 1) {
					late = append(late, line{table: t, row: row, pieces: []piece{{text: part, kind: words}}})
				}
			case c == label && off, c.rowspan > 1 && row.slots() > 0:
				for _, part := range wrap(c.text, pick(r, []int{4, width})) {
					late = append(late, line{table: t, row: row, pieces: []piece{{text: part, kind: words}}})
				}
			default:
				put(line{table: t, row: row, pieces: []piece{pieceOf(c)}})
			}
		}
		justFlushed = row.slots() == 0
		if i+1 < len(t.rows) && len(late) > 0 && chance(r, 15) {
			flush()
			justFlushed = true
		}
	}
	flush()
	return out
}

// scrambled prints header words and figures in chunks, in no order; words stand between the figures.
func (d *doc) scrambled(r *rand.Rand, t *table, put func(line), out *[]line) []line {
	var chunks [][]line
	for _, row := range t.rows {
		d.lose(t, row)
		var chunk []line
		for _, c := range row.cells {
			if c.text == "" {
				continue
			}
			if chunk = append(chunk, line{table: t, row: row, pieces: []piece{pieceOf(c)}}); chance(r, 30) {
				chunks, chunk = append(chunks, chunk), nil
			}
		}
		chunks = append(chunks, chunk)
	}
	for range 9 {
		r.Shuffle(len(chunks), func(i, j int) { chunks[i], chunks[j] = chunks[j], chunks[i] })
		runs, figures := 0, false
		for _, c := range chunks {
			if len(c) == 0 {
				continue
			}
			now := c[0].values() > 0
			if now && !figures {
				runs++
			}
			figures = now
		}
		if runs > 1 && len(chunks[0]) > 0 && chunks[0][0].values() == 0 {
			break
		}
	}
	for _, chunk := range chunks {
		for _, l := range chunk {
			put(l)
		}
	}
	return *out
}
