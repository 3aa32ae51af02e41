package pageread

import (
	"slices"
	"strings"

	"nianbao/converter/internal/numbering"
)

// withoutProse takes rows out of a grid that are running text: pages have frames, paragraphs have lines below them, and where
// a table is as wide as the frame, all of it is one grid. Such a row is one cell from the left edge to the right. What stands
// between is a table by itself; the text goes to g.prose.
func (g *grid) withoutProse() []*grid {
	columns, rows := len(g.xs)-1, len(g.ys)-1
	prose := make([]bool, rows)
	any := false
	for i := range g.cells {
		if c := &g.cells[i]; c.c0 == 0 && c.c1 == columns && (columns == 1 || c.runs()) {
			any = true
			for row := c.r0; row < c.r1; row++ {
				prose[row] = true
			}
		}
	}
	if !any {
		return []*grid{g}
	}
	for i := range g.cells { // the space between
		if c := &g.cells[i]; c.c0 == 0 && c.c1 == columns && len(c.lines) == 0 {
			for row := c.r0; row < c.r1; row++ {
				prose[row] = true
			}
		}
	}
	for i := range g.cells {
		if c := &g.cells[i]; prose[c.r0] {
			for n := range c.lines {
				g.prose = append(g.prose, c.lines[n].chars...)
			}
		}
	}
	var parts []*grid
	for from := 0; from < rows; from++ {
		if prose[from] {
			continue
		}
		to := from + 1
		for to < rows && !prose[to] {
			to++
		}
		part := g.part(from, to)
		if from = to; len(part.cells) > 1 {
			parts = append(parts, part)
			continue
		}
		for n := range part.cells[0].lines {
			g.prose = append(g.prose, part.cells[0].lines[n].chars...)
		}
	}
	return parts
}

// runs reports whether a cell holds running text: a sentence that ends, or a section's heading.
func (c *cell) runs() bool {
	for i := range c.lines {
		chars := c.lines[i].chars
		if len(chars) > 1 && chars[1].Rune == '、' && strings.ContainsRune(numbering.Numerals, chars[0].Rune) {
			return true
		}
		if chars[len(chars)-1].Rune == '。' {
			return true
		}
	}
	return false
}

// part returns rows of a grid as one of their own, with the columns that they have.
func (g *grid) part(from, to int) *grid {
	p := &grid{ys: slices.Clone(g.ys[from : to+1])}
	used := make([]bool, len(g.xs))
	for _, c := range g.cells {
		if c.r0 >= from && c.r1 <= to {
			used[c.c0], used[c.c1] = true, true
			c.r0, c.r1 = c.r0-from, c.r1-from
			p.cells = append(p.cells, c)
		}
	}
	at := make([]int, len(g.xs))
	for i := range g.xs {
		at[i] = len(p.xs)
		if used[i] {
			p.xs = append(p.xs, g.xs[i])
		}
	}
	for i := range p.cells {
		p.cells[i].c0, p.cells[i].c1 = at[p.cells[i].c0], at[p.cells[i].c1]
	}
	return p
}
