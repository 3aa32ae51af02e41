package webpage

import (
	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/numbering"
)

// longCell is the length from which a cell's text is prose rather than a label. The longest label of the official
// forms, with the filling-in notes that offices add, has about half as much.
const longCell = 300

// unwrap resolves the tables below b and replaces those that only lay out the page by what they hold.
func (p *page) unwrap(b *box, limits limit.Limits) {
	var out []*box
	for i, c := range b.children {
		switch c.kind {
		case table:
			if out == nil {
				out = append(make([]*box, 0, len(b.children)+8), b.children[:i]...)
			}
			out = append(out, p.resolve(c, limits)...)
			continue
		case group, stray, caption:
			p.unwrap(c, limits)
		}
		if out != nil {
			out = append(out, c)
		}
	}
	if out != nil {
		b.children = out
	}
}

// resolve lays a table out and returns what takes its place: the table itself, the content of a layout table, or
// pieces of both, with what stood astray around them.
func (p *page) resolve(t *box, limits limit.Limits) []*box {
	var before, middle, after []*box
	for _, c := range t.children {
		switch c.kind {
		case stray, caption:
			p.unwrap(c, limits)
			c.hidden = c.hidden || t.hidden
			if c.kind == caption || c.after < t.rows {
				before = append(before, c)
			} else {
				after = append(after, c)
			}
		}
	}
	left := limits
	left.TableCells -= p.places
	g, odd := layOut(t, left)
	if g == nil {
		p.wide = append(p.wide, t.place)
		t.visit(func(b *box) bool {
			if b.kind == cell {
				p.unwrap(b, limits)
				middle = append(middle, contents(b))
				return false
			}
			return true
		})
		return append(append(before, middle...), after...)
	}
	for i := range g.cells {
		if c := g.cells[i].box; c != nil {
			p.unwrap(c, limits)
		}
	}
	p.places += g.rows * g.columns
	t.grid = g
	t.figures = int32(countFigures(g))
	if t.key != "" {
		return []*box{t}
	}
	middle, spilled := p.pieces(t)
	for _, b := range middle {
		// A blank form matters too, a small table of page data does not.
		if b.kind == table && (b.figures > 0 || len(b.grid.cells) > 16) && odd.count > 0 {
			p.skews = append(p.skews, odd)
			break
		}
	}
	return append(append(append(before, middle...), spilled...), after...)
}

// pieces decides what a table is. A cell with prose, or with a table of figures in it, does not belong into a table of
// figures: if there are no figures around it the table is layout; if it is the last cell, the end of the table is
// missing and the cell swallowed what follows; else the table was drawn around several parts and is taken apart.
func (p *page) pieces(t *box) (middle, spilled []*box) {
	g := t.grid
	prose := make([]bool, g.rows)
	found := false
	for i := range g.cells {
		c := &g.cells[i]
		if c.box == nil || !isProse(c.box, int(t.figures)) && !isHeadingRow(g, c, int(t.figures)) {
			continue
		}
		if t.figures >= 2 && i == len(g.cells)-1 && c.colSpan < g.columns {
			spilled = c.box.spill()
			continue
		}
		found = true
		prose[c.row] = true
	}
	if !found {
		if g.columns == 1 && t.figures == 0 {
			return g.contents(0, g.rows), spilled
		}
		return []*box{t}, spilled
	}
	if t.figures < 4 && isPageData(g) {
		return []*box{t}, spilled
	}
	if t.figures < 2 { // one may be a page's counter
		return g.contents(0, g.rows), spilled
	}
	for from := 0; from < g.rows; {
		to := from
		for to < g.rows && prose[to] == prose[from] {
			to++
		}
		piece := &box{kind: table, grid: g.part(from, to), place: t.place, hidden: t.hidden}
		piece.figures = int32(countFigures(piece.grid))
		if prose[from] || piece.grid.columns < 2 {
			middle = append(middle, g.contents(from, to)...)
		} else {
			piece.grid.fill()
			for _, c := range piece.grid.cells {
				if c.box != nil {
					piece.place = c.box.place
					break
				}
			}
			middle = append(middle, piece)
		}
		from = to
	}
	return middle, spilled
}

// isPageData reports whether a table with hardly a figure is one of labels and values that has a summary in it rather than
// layout: no part of a report in any cell, and more short cells than a page's layout has.
func isPageData(g *grid) bool {
	short := 0
	for i := range g.cells {
		if c := g.cells[i].box; c != nil {
			telling := false
			length := 0
			c.visit(func(b *box) bool {
				telling = telling || b.kind == table || b.kind == paragraph && isSectionHeading(b.text())
				length += int(b.length)
				return true
			})
			if telling || length > 4*longCell {
				return false
			}
			if length > 0 && length <= 40 {
				short++
			}
		}
	}
	return short >= 6
}

// contents returns what the cells of some rows hold, a group for each.
func (g *grid) contents(from, to int) []*box {
	var out []*box
	for _, c := range g.cells {
		if c.box != nil && c.row >= from && c.row < to && len(c.box.children) > 0 {
			out = append(out, contents(c.box))
		}
	}
	return out
}

// contents turns a cell into a group.
func contents(c *box) *box {
	return &box{kind: group, children: c.children, place: c.place, hidden: c.hidden}
}

// spill takes everything behind the first short paragraph out of a cell.
func (c *box) spill() []*box {
	keep := 0
	if len(c.children) > 0 && c.children[0].kind == paragraph && c.children[0].length <= 40 && !isSectionHeading(c.children[0].text()) {
		keep = 1
	}
	rest := c.children[keep:]
	c.children = c.children[:keep:keep]
	return rest
}

// isProse reports whether a cell holds what no cell of a table of figures does.
func isProse(c *box, figures int) bool {
	length, headings, paragraphs, tables := 0, 0, 0, 0
	c.visit(func(b *box) bool {
		switch b.kind {
		case table:
			if b.figures >= 2 && figures < 4 || b.figures >= 4 {
				tables++
			}
			return false
		case paragraph:
			paragraphs++
			length += int(b.length)
			if isSectionHeading(b.text()) {
				headings++
			}
		}
		return true
	})
	return tables > 0 || length > longCell || headings >= 2 || headings == 1 && paragraphs >= 3
}

// isHeadingRow reports whether the cell is a section's heading that was put into a row of its own across the table.
func isHeadingRow(g *grid, c *gridCell, figures int) bool {
	if figures == 0 || g.columns < 2 || c.colSpan < g.columns || len(c.box.children) == 0 {
		return false
	}
	first := c.box.children[0]
	return first.kind == paragraph && isSectionHeading(first.text())
}

// isSectionHeading reports whether a text is numbered like a section: 一、 and so on.
func isSectionHeading(text string) bool {
	n := 0
	for _, r := range chars.TrimSpace(text) {
		if numbering.IsNumeral(r) {
			if n++; n > 3 {
				return false
			}
			continue
		}
		switch r {
		case '、', '．', '.', '，', '：', ':', ',':
			return n > 0
		}
		return false
	}
	return false
}

// countFigures counts the cells that hold nothing but a number.
func countFigures(g *grid) int {
	n := 0
	for i := range g.cells {
		if b := g.cells[i].box; b != nil && len(b.children) == 1 && b.children[0].kind == paragraph && isFigure(b.children[0].text()) {
			n++
		}
	}
	return n
}

// isFigure reports whether a text is a number as tables hold them.
func isFigure(text string) bool {
	digits := 0
	for _, r := range chars.TrimSpace(text) {
		switch {
		case r >= '0' && r <= '9', r >= '０' && r <= '９':
			digits++
		case r == '.', r == ',', r == '，', r == '%':
		case digits == 0 && (r == '-' || r == '－' || r == '+' || r == '−'): // not inside: that is a day or a number of a file
		default:
			return false
		}
	}
	return digits > 0 && digits <= 15
}
