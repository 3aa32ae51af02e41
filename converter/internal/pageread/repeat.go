package pageread

import (
	"cmp"
	"slices"
	"strings"

	"nianbao/converter/internal/numbering"
)

// dropRepeated drops the rows at the top of a grid that repeat the first rows of the table that it goes on.
func (g *grid) dropRepeated(table *grid) {
	most := 0
	for rows := 1; rows < len(g.ys) && rows < len(table.ys); rows++ {
		top, ok := g.top(rows)
		first, ok2 := table.top(rows)
		if ok && ok2 && sameRows(top, first) {
			most = rows
		}
	}
	if most == 0 {
		return
	}
	g.ys = g.ys[most:]
	g.cells = slices.DeleteFunc(g.cells, func(c cell) bool { return c.r0 < most })
	for i := range g.cells {
		g.cells[i].r0 -= most
		g.cells[i].r1 -= most
	}
}

// top returns the cells of the first rows; false where one of them reaches further down.
func (g *grid) top(rows int) ([]cell, bool) {
	var cells []cell
	for _, c := range g.cells {
		if c.r0 >= rows {
			continue
		}
		if c.r1 > rows {
			return nil, false
		}
		cells = append(cells, c)
	}
	return cells, true
}

// sameRows reports whether rows say the same: labels, and no figures.
func sameRows(a, b []cell) bool {
	if len(a) != len(b) || len(a) == 0 {
		return false
	}
	said := false
	for i := range a {
		text := a[i].says()
		if a[i].r0 != b[i].r0 || a[i].r1 != b[i].r1 || text != b[i].says() || a[i].figures() {
			return false
		}
		said = said || han(text)
	}
	return said
}

// carried are what programs put behind a label that goes on from the page before.
var carried = [...]string{"（续）", "(续)", "（续表）", "(续表)"}

// append puts the cells of a grid below those of g, which has so many rows. Cells that go on from one page to the next become one:
// labels, where the part on the next page is empty, or is marked as one that goes on.
func (g *grid) append(next *grid, rows int) {
	label := firstFigures(g, next)
	below := make([]cell, 0, len(next.cells))
	var last []*cell
	for i := range g.cells {
		if g.cells[i].r1 == rows {
			last = append(last, &g.cells[i])
		}
	}
	for _, c := range next.cells {
		if c.r0 == 0 {
			if above := above(last, &c); above != nil && proceeds(above, &c, label) {
				above.r1 = rows + c.r1
				continue
			}
		}
		c.r0, c.r1 = c.r0+rows, c.r1+rows
		below = append(below, c)
	}
	g.cells = append(g.cells, below...)
	g.sort()
	g.mend(rows, label)
}

// firstFigures returns the first column in which a figure stands; columns before it hold labels. 0 where there are no figures.
func firstFigures(grids ...*grid) int {
	first := -1
	for _, g := range grids {
		for i := range g.cells {
			if c := &g.cells[i]; c.figures() && (first < 0 || c.c0 < first) {
				first = c.c0
			}
		}
	}
	return max(first, 0)
}

// above returns the one of the cells that end a page which stands in the same columns.
func above(last []*cell, c *cell) *cell {
	for _, a := range last {
		if a.c0 == c.c0 && a.c1 == c.c1 {
			return a
		}
	}
	return nil
}

func proceeds(above, c *cell, label int) bool {
	text, before := c.says(), above.says()
	for _, mark := range carried {
		if words, ok := strings.CutSuffix(text, mark); ok && words == strings.TrimSuffix(before, mark) && words != "" {
			return true
		}
	}
	return text == "" && han(before) && c.c1 <= label
}

// mend joins a row that a page break cuts in two: the one part of its label ends a page with a line that is full, the other begins
// the next, and only one of them has figures. Then whatever stands beside the label is cut as well, groups of rows too. rows is how
// many rows stand before the break.
func (g *grid) mend(rows, label int) {
	var above, below []*cell
	for i := range g.cells {
		switch c := &g.cells[i]; rows {
		case c.r1:
			above = append(above, c)
		case c.r0:
			below = append(below, c)
		}
	}
	byColumn := func(a, b *cell) int { return cmp.Compare(a.c0, b.c0) }
	slices.SortFunc(above, byColumn)
	slices.SortFunc(below, byColumn)
	if !cut(above, below, label) {
		return
	}
	for i := range above {
		a, b := above[i], below[i]
		switch {
		case len(a.text) == 0:
			a.text = b.text
		case len(b.text) > 0:
			a.text = append(slices.Clone(a.text[:len(a.text)-1]), a.text[len(a.text)-1]+strings.Join(b.text, ""))
		}
		a.r1, b.r0 = b.r1, -1
	}
	g.cells = slices.DeleteFunc(g.cells, func(c cell) bool { return c.r0 < 0 })
	g.removeRow(rows)
}

// cut reports whether the cells that end a page and those that begin the next, in the order of their columns, are parts of one row.
func cut(above, below []*cell, label int) bool {
	if len(above) != len(below) {
		return false
	}
	words, figuresAbove, figuresBelow := 0, false, false
	for i, a := range above {
		b := below[i]
		if a.c0 != b.c0 || a.c1 != b.c1 {
			return false
		}
		text, more := a.says(), b.says()
		switch {
		case a.c0 >= label:
			figuresAbove = figuresAbove || text != ""
			figuresBelow = figuresBelow || more != ""
		case a.r1-a.r0 > 1 || b.r1-b.r0 > 1 || more == "":
		case !a.full || !han(text) || enumerated(more):
			return false
		default:
			words++
		}
	}
	return words > 0 && !(figuresAbove && figuresBelow)
}

// enumerated reports whether a label begins with a number of its own: 1. （一） 三、
func enumerated(text string) bool {
	runes := []rune(text)
	for i := 0; i < len(runes) && i < 4; i++ {
		switch {
		case strings.ContainsRune("（(", runes[i]) && i == 0:
		case digit(runes[i]) || strings.ContainsRune(numbering.Numerals, runes[i]):
		case strings.ContainsRune(".．、）)", runes[i]):
			return i > 0
		default:
			return false
		}
	}
	return false
}

// removeRow takes a row out in which no cell stands that does not reach beyond it.
func (g *grid) removeRow(row int) {
	for i := range g.cells {
		c := &g.cells[i]
		if c.r0 > row {
			c.r0--
		}
		if c.r1 > row {
			c.r1--
		}
	}
	g.ys = slices.Delete(g.ys, row, row+1)
}
