package damage

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"
)

// stretch is a word on the canvas of a page.
type stretch struct {
	x int // in half-width columns
	piece
}

// printLayout prints a table as the text layer of a PDF shows it: columns by spaces, labels wrapped in their cells, the
// figures beside the middle line, group labels in the middle of their rows, the first of them one character a line.
func printLayout(d *doc, r *rand.Rand, t *table) []line {
	width := displayWidth
	if chance(r, 70) {
		width = utf8.RuneCountInString // most extractors count characters
	}
	return d.onPage(r, t, width)
}

// printDisplayColumns: the same with columns as a terminal shows them.
func printDisplayColumns(d *doc, r *rand.Rand, t *table) []line { return d.onPage(r, t, displayWidth) }

func (d *doc) onPage(r *rand.Rand, t *table, width func(string) int) []line {
	first := []int{0, 26, 40, 54} // where columns begin, and how wide labels are there
	switch t.key {
	case "requests":
		first = []int{0, 8, 20, 52, 60, 68, 76, 84, 92, 100, 108}
	case "disputes":
		first = nil
		for i := range 15 {
			first = append(first, 6*i)
		}
	}
	at := func(col, span int) int {
		if t.key == "disclosure" && (t.edition == "2019" || span == 2) {
			col = (col + 1) / 2 // a grid of seven holds four columns, in a single band too
		}
		return first[min(col, len(first)-1)]
	}
	airy := r.IntN(3)
	align := pick(r, []string{"left", "left", "right", "centre"})
	// From one row on the table stands on the next page, a little further left or right.
	breakAt, shift := len(t.rows), 0
	if len(t.rows) > 10 && chance(r, 40) {
		breakAt, shift = 6+r.IntN(len(t.rows)-7), r.IntN(13)-6
	}
	var canvas [][]stretch
	var owner []*row
	top := make([]int, len(t.rows)+1)
	heights := make([]int, len(t.rows))
	wrapped := func(c *cell) []string {
		width := 11
		switch {
		case c.data:
			width = 99
		case t.key == "requests" && c.col == 0 && c.rowspan > 10:
			width = 1
		case t.key == "requests" && c.col == 0:
			width = 20
		case t.key == "requests" && c.rowspan > 1 && c.col == 1:
			width = 4
		case t.key == "requests" && c.col == 1:
			width = 18
		case t.key == "requests" && c.col == 2:
			width = 13
		case c.colspan > 2:
			width = 40
		case t.key == "requests":
			width = 3
		case t.key == "disputes":
			width = 2
		}
		return wrap(c.text, width)
	}
	for i, row := range t.rows {
		h := 1
		for _, c := range row.cells {
			if c.rowspan == 1 {
				h = max(h, len(wrapped(c)))
			}
		}
		heights[i] = h
		top[i+1] = top[i] + h + airy
	}
	canvas = make([][]stretch, top[len(t.rows)])
	owner = make([]*row, len(canvas))
	for i, row := range t.rows {
		for y := top[i]; y < top[i+1]; y++ {
			owner[y] = row
		}
		for _, c := range row.cells {
			if c.text == "" {
				continue
			}
			parts := wrapped(c)
			end := top[min(i+c.rowspan, len(t.rows))] - airy
			y := top[i] + max(end-top[i]-len(parts), 0)/2
			for j, part := range parts {
				p := pieceOf(c)
				p.text = part
				if y+j < len(canvas) {
					x := at(c.col, c.colspan)
					if room := 7 - width(part); c.data && room > 0 {
						switch align {
						case "right":
							x += room
						case "centre":
							x += room / 2
						}
					}
					if i >= breakAt {
						x += max(shift, -x)
					}
					canvas[y+j] = append(canvas[y+j], stretch{x: x, piece: p})
				}
			}
		}
	}
	var out []line
	for y, words := range canvas {
		if breakAt < len(t.rows) && y == top[breakAt] {
			out = append(out, line{}, line{pieces: []piece{{text: strings.Repeat(" ", 40) + fmt.Sprintf(pick(r, marks), 2+r.IntN(7)), kind: prose}}})
			if chance(r, 50) {
				out = append(out, line{pieces: []piece{{text: "\f", kind: gap}}})
			}
		}
		slices.SortStableFunc(words, func(a, b stretch) int { return a.x - b.x })
		l := line{table: t, row: owner[y]}
		x := 0
		for i, w := range words {
			n := w.x - x
			if i > 0 && n < 2 {
				n = 2 // a long figure pushes the next aside
				if owner[y] != nil && !owner[y].full() {
					d.lose(t, owner[y])
				}
			}
			if n > 0 {
				l.pieces = append(l.pieces, piece{text: strings.Repeat(" ", n), kind: gap})
				x += n
			}
			l.pieces = append(l.pieces, w.piece)
			x += width(w.text)
		}
		out = append(out, l)
	}
	return out
}

func displayWidth(s string) int {
	n := 0
	for _, r := range s {
		if r < 0x80 {
			n++
		} else {
			n += 2
		}
	}
	return n
}
