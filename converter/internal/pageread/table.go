package pageread

import (
	"math"

	"nianbao/converter/internal/document"
)

// table returns the table of a grid; nil where its cells do not tile it, which only pages that do not fit each other make.
func (g *grid) table() *document.Table {
	t := &document.Table{Rows: len(g.ys) - 1, Columns: make([]int, len(g.xs)-1), Cells: make([]document.Cell, len(g.cells))}
	for i := range t.Columns {
		t.Columns[i] = int(math.Round(20 * (g.xs[i+1] - g.xs[i])))
	}
	for i := range g.cells {
		c := &g.cells[i]
		d := document.Cell{Row: c.r0, Col: c.c0, RowSpan: c.r1 - c.r0, ColSpan: c.c1 - c.c0}
		for _, text := range c.text {
			d.Paragraphs = append(d.Paragraphs, &document.Paragraph{Runs: []document.Run{{Text: text}}})
		}
		if len(d.Paragraphs) == 0 {
			d.Paragraphs = []*document.Paragraph{{}}
		}
		t.Cells[i] = d
	}
	if t.CheckGeometry() != nil {
		return nil
	}
	return t
}
