package odt

import (
	"nianbao/converter/internal/wordml"
	"nianbao/converter/internal/xmlscan"
)

// grid is a table that is being read.
type grid struct {
	edges []int // right edges of the columns in twips
	above []covered
	// covered holds what stands in places that a cell to their left covers. It is hidden text.
	covered []*wordml.Flow
}

// covered is a cell of a row above that reaches down into the open row.
type covered struct {
	col, span, rows int // first column, columns, rows that are left
}

// defaultWidth is the width of columns where not all have one: only their number counts then.
const defaultWidth = 1000

// table reads table:table (9.1.2).
func (r *reader) table(f *frame) {
	inner := &frame{flow: f.flow, depth: f.depth + 1}
	around := r.open
	r.open = nil
	g := &grid{}
	r.rows(inner, g, false)
	if r.meter.Err() != nil {
		return // nothing of it is wanted, and a table is written when it is closed
	}
	f.flow.Close(f.depth)
	for _, hidden := range g.covered {
		f.flow.Append(f.depth, hidden)
	}
	r.open = around
}

// coveredText reads a cell that a merge covers; nil: it says nothing.
func (r *reader) coveredText(read bool) *wordml.Flow {
	if !read {
		return nil
	}
	f := &frame{flow: wordml.NewFlow(r.limit)}
	r.hide(true, func() { r.blocks(f) })
	return f.flow
}

// rows reads the columns and rows in a table or in a group of them.
func (r *reader) rows(f *frame, g *grid, header bool) {
	s := r.s
	s.Children(func() {
		switch s.Name {
		case "table:table-column":
			g.column(r, repeated(s, "table:number-columns-repeated"))
		case "table:table-columns", "table:table-header-columns", "table:table-column-group":
			r.rows(f, g, header)
		case "table:table-header-rows":
			r.rows(f, g, true)
		case "table:table-rows", "table:table-row-group":
			r.rows(f, g, header)
		case "table:table-row":
			r.row(f, g, header)
		}
	}, nil)
}

func repeated(s *xmlscan.Scanner, name string) int {
	n, ok := whole(s, name)
	if !ok || n < 1 {
		return 1
	}
	return n
}

// column adds columns, as many as a table may have and one more, so that package docx refuses it.
func (g *grid) column(r *reader, n int) {
	width := 0
	if c := r.sheet.of("table-column", r.s.Attr("table:style-name")); c != nil {
		width = c.width
	}
	for range n {
		if len(g.edges) > r.limit.TableColumns {
			return
		}
		left := 0
		if len(g.edges) > 0 {
			left = g.edges[len(g.edges)-1]
		}
		if width <= 0 { // columns without a width: number them
			width = defaultWidth
		}
		g.edges = append(g.edges, left+width)
	}
}

// edge returns the left edge of a column.
func (g *grid) edge(col int) int {
	switch n := len(g.edges); {
	case col == 0:
		return 0
	case col <= n:
		return g.edges[col-1]
	case n == 0:
		return col * defaultWidth
	default:
		return g.edges[n-1] + (col-n)*defaultWidth
	}
}

// row reads table:table-row (9.1.3).
func (r *reader) row(f *frame, g *grid, header bool) {
	s := r.s
	visibility := s.Attr("table:visibility")
	copies := repeated(s, "table:number-rows-repeated")
	out := wordml.Row{Header: header, Hidden: visibility == "collapse" || visibility == "filter"}
	col := 0
	s.Children(func() {
		if s.Name != "table:table-cell" && s.Name != "table:covered-table-cell" {
			return
		}
		n := repeated(s, "table:number-columns-repeated")
		for ; n > 0 && col <= r.limit.TableColumns; n-- {
			last := n == 1
			switch c := g.reach(col); {
			case c != nil && c.col == col: // the place of a cell above
				r.cell(f, last, true)
				out.Edges = append(out.Edges, wordml.Edge{Right: g.edge(col + c.span), Vertical: wordml.Continue})
			case c != nil || s.Name == "table:covered-table-cell":
				if hidden := r.coveredText(last); hidden != nil {
					g.covered = append(g.covered, hidden)
				}
			default:
				rows, span := repeated(s, "table:number-rows-spanned"), repeated(s, "table:number-columns-spanned")
				e := wordml.Edge{Right: g.edge(col + span)}
				if rows > 1 {
					e.Vertical = wordml.Restart
					g.above = append(g.above, covered{col: col, span: span, rows: rows})
				}
				r.cell(f, last, false)
				out.Edges = append(out.Edges, e)
			}
			col++
		}
	}, nil)
	f.flow.EndRow(f.depth, out)
	for i := 1; i < min(copies, r.limit.TableRows+1) && !f.flow.Full(); i++ { // a row that is repeated is empty but in sheets
		for range out.Edges {
			f.flow.EndCell(f.depth)
		}
		f.flow.EndRow(f.depth, out)
	}
	if f.flow.Full() {
		r.refuse(f.flow.Refusal())
	}
	kept := g.above[:0]
	for _, c := range g.above {
		if c.rows -= copies; c.rows > 0 {
			kept = append(kept, c)
		}
	}
	g.above = kept
}

// reach returns the cell of a row above that covers a column of the open row.
func (g *grid) reach(col int) *covered {
	for i := range g.above {
		if c := &g.above[i]; col >= c.col && col < c.col+c.span {
			return c
		}
	}
	return nil
}

// cell reads the content of a cell, if it is the last that its element stands for, and ends it. What a merge covers is not shown.
func (r *reader) cell(f *frame, read, hidden bool) {
	if read {
		r.hide(hidden, func() { r.blocks(f) })
	}
	f.flow.EndCell(f.depth)
}
