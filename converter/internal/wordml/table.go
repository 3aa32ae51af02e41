package wordml

import "slices"

// Merge is what a cell says of its merge with the one above or before it.
type Merge uint8

// The merges.
const (
	Alone Merge = iota
	Restart
	Continue
)

// Edge is a cell as the definition of its row gives it.
type Edge struct {
	Right      int // edge in twips from where the row counts
	Vertical   Merge
	Horizontal Merge
}

// Row is the definition of a row.
type Row struct {
	Left    int // edge of the first cell in twips
	Edges   []Edge
	Header  bool // repeated on each page
	Deleted bool // by a tracked change
	Hidden  bool
}

type cell struct {
	content []byte
	edge    Edge
	left    int
}

type row struct {
	cells                   []cell
	header, deleted, hidden bool
}

// near is the distance in twips below which two edges are one: programs round them.
const near = 60

// newRow gives the cells of a row their edges. A row whose definition has another number of cells than there are keeps every
// cell: missing edges follow the last one, a missing cell is empty.
func newRow(r Row, cells []cell) row {
	left := r.Left
	for len(cells) < len(r.Edges) {
		cells = append(cells, cell{})
	}
	for i := range cells {
		e := Edge{Right: left + defaultWidth}
		if i < len(r.Edges) {
			e = r.Edges[i]
			e.Right = max(e.Right, left)
		}
		cells[i].edge, cells[i].left = e, left
		left = e.Right
	}
	return row{cells: cells, header: r.Header, deleted: r.Deleted, hidden: r.Hidden}
}

// defaultWidth is the width of a cell that has none.
const defaultWidth = 1000

// appendTable appends w:tbl.
func appendTable(b []byte, rows []row) []byte {
	if len(rows) == 0 {
		return b
	}
	grid := edgesOf(rows, near)
	if narrow(rows, grid) {
		grid = edgesOf(rows, 1)
	}
	b = slices.Grow(b, lengthOf(rows)+40*len(grid))
	b = append(b, "<w:tbl><w:tblGrid>"...)
	for i := 1; i < len(grid); i++ {
		b = append(b, `<w:gridCol w:w="`...)
		b = appendInt(b, grid[i]-grid[i-1])
		b = append(b, `"/>`...)
	}
	b = append(b, "</w:tblGrid>"...)
	for i := range rows {
		b = rows[i].append(b, grid)
	}
	return append(b, "</w:tbl>"...)
}

// lengthOf returns about how long the rows of a table become.
func lengthOf(rows []row) int {
	const ofRow, ofCell = 40, 110 // the marks around them
	n := 0
	for i := range rows {
		n += ofRow + ofCell*len(rows[i].cells)
		for j := range rows[i].cells {
			n += len(rows[i].cells[j].content)
		}
	}
	return n
}

// edgesOf returns the vertical lines of a table from left to right; those closer than apart to the one before are left out.
func edgesOf(rows []row, apart int) []int {
	var all []int
	for i := range rows {
		for j := range rows[i].cells {
			if j == 0 {
				all = append(all, rows[i].cells[j].left)
			}
			all = append(all, rows[i].cells[j].edge.Right)
		}
	}
	slices.Sort(all)
	grid := all[:0]
	for _, x := range all {
		if len(grid) == 0 || x-grid[len(grid)-1] >= apart {
			grid = append(grid, x)
		}
	}
	return grid
}

// lineOf returns the index of the line that an edge lies on.
func lineOf(grid []int, x int) int {
	i, found := slices.BinarySearch(grid, x)
	if !found {
		i--
	}
	return max(i, 0)
}

// narrow reports whether a cell that shows something has no column to itself on the grid.
func narrow(rows []row, grid []int) bool {
	for i := range rows {
		for j := range rows[i].cells {
			c := &rows[i].cells[j]
			if lineOf(grid, c.left) == lineOf(grid, c.edge.Right) && !blankContent(c.content) {
				return true
			}
		}
	}
	return false
}

// append appends w:tr. A cell without width has no column: it is left out where it shows nothing, else its text joins the cell
// before it, or the row would not be one.
func (r *row) append(b []byte, grid []int) []byte {
	b = append(b, "<w:tr>"...)
	before := lineOf(grid, r.cells[0].left)
	last := len(r.cells) - 1
	after := len(grid) - 1 - lineOf(grid, r.cells[last].edge.Right)
	if before+after > 0 || r.header || r.deleted || r.hidden {
		b = append(b, "<w:trPr>"...)
		if before > 0 {
			b = value(b, "gridBefore", before)
		}
		if after > 0 {
			b = value(b, "gridAfter", after)
		}
		for _, x := range [...]struct {
			on   bool
			mark string
		}{{r.header, "<w:tblHeader/>"}, {r.deleted, "<w:del/>"}, {r.hidden, "<w:hidden/>"}} {
			if x.on {
				b = append(b, x.mark...)
			}
		}
		b = append(b, "</w:trPr>"...)
	}
	for i := 0; i < len(r.cells); i++ {
		c := &r.cells[i]
		span := lineOf(grid, c.edge.Right) - lineOf(grid, c.left)
		if span == 0 && blankContent(c.content) {
			continue
		}
		b = c.append(b, max(span, 1))
	}
	return append(b, "</w:tr>"...)
}

// append appends w:tc.
func (c *cell) append(b []byte, span int) []byte {
	b = append(b, `<w:tc><w:tcPr><w:tcW w:w="`...)
	b = appendInt(b, c.edge.Right-c.left)
	b = append(b, `" w:type="dxa"/>`...)
	if span > 1 {
		b = value(b, "gridSpan", span)
	}
	b = c.edge.Vertical.append(b, "vMerge")
	b = c.edge.Horizontal.append(b, "hMerge")
	b = append(b, "</w:tcPr>"...)
	if len(c.content) == 0 {
		b = append(b, "<w:p/>"...)
	}
	b = append(b, c.content...)
	return append(b, "</w:tc>"...)
}

func (m Merge) append(b []byte, name string) []byte {
	switch m {
	case Restart:
		return named(b, name, "restart")
	case Continue:
		return named(b, name, "continue")
	}
	return b
}
