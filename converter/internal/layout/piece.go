package layout

import (
	"slices"

	"nianbao/converter/internal/document"
)

// piece is the part of a table that stands on one page: all of it, or some rows below the repeated header.
type piece struct {
	rows    []int  // row of the table that each row of the piece shows
	heights []Unit // of these
	height  Unit
	cells   []pieceCell
	header  int // how many of rows repeat the header
}

// pieceCell is a cell, or what of it stands on the page.
type pieceCell struct {
	cell     int32
	top, end int // rows of the piece
	cellLines
}

// continued is what a group label that goes on from the page before says behind its text.
const continued = "（续）"

// pieceOf sets the rows from..to as one piece, below the table's header if repeat says so. A cell that began on the page
// before is carried over: a label with （续）, a figure as an empty cell, since it was printed already.
func (l *layouter) pieceOf(g *grid, from, to int, repeat bool) piece {
	p := piece{}
	if repeat {
		p.header = g.header
		for row := range g.header {
			p.rows = append(p.rows, row)
			p.heights = append(p.heights, g.whole.heights[row])
			for _, i := range g.rowCells(row) {
				c := &g.table.Cells[i]
				p.cells = append(p.cells, pieceCell{i, c.Row, c.Row + c.RowSpan, g.cells[i]})
			}
		}
	}
	shift := p.header - from // from a row of the table to a row of the piece
	if from > 0 {
		columns := len(g.columns)
		previous := int32(-1)
		for _, i := range g.owner[from*columns : (from+1)*columns] {
			if c := &g.table.Cells[i]; i != previous && c.Row < from {
				p.cells = append(p.cells, pieceCell{i, p.header, min(c.Row+c.RowSpan, to) + shift, l.carriedOver(g, int(i))})
			}
			previous = i
		}
	}
	for row := from; row < to; row++ {
		p.rows = append(p.rows, row)
		p.heights = append(p.heights, l.style.Table.RowHeight*Twip)
		for _, i := range g.rowCells(row) {
			c := &g.table.Cells[i]
			p.cells = append(p.cells, pieceCell{i, row + shift, min(c.Row+c.RowSpan, to) + shift, g.cells[i]})
		}
	}
	p.fit()
	return p
}

// carriedOver sets the content of a cell on the page where it goes on.
func (l *layouter) carriedOver(g *grid, index int) cellLines {
	c := &g.table.Cells[index]
	if c.Role == document.Number || c.Text() == "" {
		return cellLines{}
	}
	return l.setCell(g, index, continued)
}

// fit makes every row as high as its cells need; what a cell over several rows lacks is given to its last row, as word
// processors do.
func (p *piece) fit() {
	var spanning []pieceCell
	for _, c := range p.cells {
		if c.end-c.top == 1 {
			p.heights[c.top] = max(p.heights[c.top], c.height)
		} else {
			spanning = append(spanning, c)
		}
	}
	slices.SortStableFunc(spanning, func(a, b pieceCell) int { return a.end - b.end })
	for _, c := range spanning {
		if missing := c.height - sum(p.heights[c.top:c.end]); missing > 0 {
			p.heights[c.end-1] += missing
		}
	}
	p.height = sum(p.heights)
}

func sum(lengths []Unit) Unit {
	total := 0
	for _, n := range lengths {
		total += n
	}
	return total
}
