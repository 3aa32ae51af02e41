package webpage

import (
	"cmp"
	"slices"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
)

// grid is a table whose cells stand at positions. They tile it without gap or overlap.
type grid struct {
	rows, columns int
	headerRows    int
	cells         []gridCell
}

// gridCell is a cell at its top left position; box is nil where the page has no cell and a blank one fills the gap.
type gridCell struct {
	row, col, rowSpan, colSpan int
	box                        *box
}

// skew says that a table's spans do not add up.
type skew struct {
	place document.Place // of the first row concerned
	count int
}

// widest is how far to the right a cell may stand before columns that no cell starts in are taken out.
const widest = 4096

// layOut places a table's cells as the HTML standard's table model does: each cell goes to the first free column of its
// row, and spans end with their row group. Where a cell would overlap one from above, which the standard leaves to
// chance, it is narrowed to the free columns. Hidden rows and cells are not there. It returns nil if the table is wider
// or longer than the limits allow, or has more places, each of which gets a cell.
func layOut(t *box, limits limit.Limits) (*grid, skew) {
	g := &grid{}
	var edges []rowEdge
	var busy []int // for each column, how many rows of the group from here on are taken from above
	for _, rows := range rowGroups(t) {
		if g.rows+len(rows) > limits.TableRows {
			return nil, skew{}
		}
		busy = busy[:0]
		for r, tr := range rows {
			col, fits := 0, true
			before := len(g.cells)
			for _, c := range tr.children {
				if c.kind != cell || c.hidden {
					continue
				}
				for col < len(busy) && busy[col] > 0 {
					col++
				}
				width, free := c.colSpan, 1
				for free < width && (col+free >= len(busy) || busy[col+free] == 0) {
					free++
				}
				fits = fits && free == width
				if col+free > widest {
					return nil, skew{}
				}
				height := min(c.rowSpan, len(rows)-r)
				for len(busy) < col+free {
					busy = append(busy, 0)
				}
				for i := col; i < col+free; i++ {
					busy[i] = height
				}
				g.cells = append(g.cells, gridCell{g.rows, col, height, free, c})
				col += free
			}
			edge, taken := col, 0
			for i := range busy {
				if busy[i] > 0 {
					busy[i]--
					edge = max(edge, i+1)
					taken++
				}
			}
			fits = fits && taken == edge // no gap inside the row
			if len(g.cells) > before {
				edges = append(edges, rowEdge{tr.place, edge, fits, len(g.cells) == before+1 && g.cells[before].col == 0})
			}
			g.rows++
		}
		if len(rows) > 0 && g.rows == len(rows) && allHeader(t, rows[0]) {
			g.headerRows = g.rows
		}
	}
	if t.key != "" { // written by this product: the form's own columns, even where no cell starts
		g.columns = g.width()
	} else {
		g.normalise()
	}
	if g.columns > limits.TableColumns || g.rows*g.columns > limits.TableCells {
		return nil, skew{}
	}
	g.fill()
	return g, uneven(edges)
}

// rowEdge is how far to the right a row reaches.
type rowEdge struct {
	place  document.Place
	edge   int
	fits   bool // no cell of it was narrowed, and there is no gap between them
	single bool // it has one cell, from the left edge on
}

// uneven counts the rows that do not reach as far as most of the table's rows do, or whose cells overlapped. A row of
// one cell is a heading or a note across the table, however many columns it says that it spans.
func uneven(edges []rowEdge) skew {
	votes := map[int]int{}
	common := 0
	for _, e := range edges {
		if !e.single {
			votes[e.edge]++
			if n := votes[e.edge]; n > votes[common] || n == votes[common] && e.edge > common {
				common = e.edge
			}
		}
	}
	var odd skew
	for _, e := range edges {
		if !e.fits || !e.single && e.edge != common { // the last column is where a cell is missing as a rule
			odd.add(e.place)
		}
	}
	return odd
}

func (s *skew) add(place document.Place) {
	if s.count++; s.count == 1 {
		s.place = place
	}
}

// rowGroups returns the visible rows of each group in the order in which browsers show them: the first thead at the
// top, the first tfoot at the bottom.
func rowGroups(t *box) [][]*box {
	var head, foot []*box
	var groups [][]*box
	for _, g := range t.children {
		if g.kind != rowGroup || g.hidden {
			continue
		}
		var rows []*box
		for _, r := range g.children {
			if r.kind == row && !r.hidden {
				rows = append(rows, r)
			}
		}
		switch {
		case g.header && head == nil:
			head = rows
		case g.foot && foot == nil:
			foot = rows
		default:
			groups = append(groups, rows)
		}
	}
	if head != nil {
		groups = append([][]*box{head}, groups...)
	}
	if foot != nil {
		groups = append(groups, foot)
	}
	return groups
}

// allHeader reports whether the row belongs to a thead.
func allHeader(t, tr *box) bool {
	for _, g := range t.children {
		if g.kind == rowGroup && g.header && slices.Contains(g.children, tr) {
			return true
		}
	}
	return false
}

// normalise takes out columns and rows in which no cell starts: what is left of colspan="100" and of rows that were
// emptied by merging.
func (g *grid) normalise() {
	rows, columns := make([]int, g.rows+1), make([]int, g.width()+1)
	for i := range g.cells {
		rows[g.cells[i].row], columns[g.cells[i].col] = 1, 1
	}
	rank(rows)
	rank(columns)
	for i := range g.cells {
		c := &g.cells[i]
		c.rowSpan = rows[c.row+c.rowSpan] - rows[c.row]
		c.colSpan = columns[c.col+c.colSpan] - columns[c.col]
		c.row, c.col = rows[c.row], columns[c.col]
	}
	header := min(g.headerRows, g.rows)
	g.headerRows = rows[header]
	g.rows, g.columns = rows[len(rows)-1], columns[len(columns)-1]
}

func (g *grid) width() int {
	w := 0
	for i := range g.cells {
		w = max(w, g.cells[i].col+g.cells[i].colSpan)
	}
	return w
}

// rank turns marks into the number of marks before each position.
func rank(marks []int) {
	n := 0
	for i, m := range marks {
		marks[i] = n
		n += m
	}
}

// fill puts blank cells where the page has none and sorts all cells by row and column.
func (g *grid) fill() {
	taken := make([]bool, g.rows*g.columns)
	for i := range g.cells {
		c := &g.cells[i]
		for r := c.row; r < c.row+c.rowSpan; r++ {
			for k := c.col; k < c.col+c.colSpan; k++ {
				taken[r*g.columns+k] = true
			}
		}
	}
	for i, ok := range taken {
		if !ok {
			g.cells = append(g.cells, gridCell{i / g.columns, i % g.columns, 1, 1, nil})
		}
	}
	slices.SortStableFunc(g.cells, func(a, b gridCell) int { return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col)) })
}

// part returns rows from up to to as a grid of their own, spans cut at its edges.
func (g *grid) part(from, to int) *grid {
	p := &grid{rows: to - from, headerRows: max(0, min(g.headerRows, to)-from)}
	for _, c := range g.cells {
		top, bottom := max(c.row, from), min(c.row+c.rowSpan, to)
		if top >= bottom {
			continue
		}
		if c.row < from {
			c.box = nil // its content stands above
		}
		p.cells = append(p.cells, gridCell{top - from, c.col, bottom - top, c.colSpan, c.box})
	}
	p.normalise()
	return p
}
