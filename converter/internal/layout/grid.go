package layout

import (
	"nianbao/converter/internal/document"
)

// grid is a table whose cells are set.
type grid struct {
	table   *document.Table
	index   int     // in the document
	columns []Unit  // right edge of each column, from the table's left edge
	owner   []int32 // index of the cell at each grid position
	cells   []cellLines
	// elements holds the element of each cell in the structure.
	elements []int32
	first    []int32 // cells of row r are order[first[r]:first[r+1]]
	order    []int32
	header   int // rows repeated on each page
	whole    piece
	where    where
}

// cellLines is the content of a cell: its lines and their height with a rule.
type cellLines struct {
	from, to int
	height   Unit
}

func (g *grid) left(col int) Unit {
	if col == 0 {
		return 0
	}
	return g.columns[col-1]
}

func (g *grid) width(c *document.Cell) Unit { return g.columns[c.Col+c.ColSpan-1] - g.left(c.Col) }

// rowCells returns the cells that begin in a row.
func (g *grid) rowCells(row int) []int32 { return g.order[g.first[row]:g.first[row+1]] }

// measureTable sets every cell of a table in its width. A table whose grid is not sound, or too large, is set as lines
// of text: nothing is dropped.
func (l *layouter) measureTable(t *document.Table, index int) {
	if t.Rows == 0 && len(t.Cells) == 0 {
		return
	}
	w := where{section: l.section, table: t, row: -1, source: t.Place}
	if problem := l.unsound(t); problem != "" {
		l.reportAt("layout-table-grid", w, "problem", problem)
		for i := range t.Cells {
			l.reportNested(&t.Cells[i], w)
			for _, p := range l.cellParagraphs(&t.Cells[i]) {
				l.measureParagraph(&document.Paragraph{Role: document.Body, Runs: p.Runs, Place: p.Place}, index)
			}
		}
		return
	}
	g := newGrid(t, t.GridColumns())
	g.where, g.index = w, index
	l.setColumns(g)
	l.addTable(g, index)
	for i := range t.Cells {
		if !l.meter.Step(10) {
			return
		}
		l.reportNested(&t.Cells[i], g.cellPlace(i))
		g.cells[i] = l.setCell(g, i, "")
	}
	g.whole = l.pieceOf(g, 0, t.Rows, false)
	l.blocks = append(l.blocks, block{index: index, table: g, height: g.whole.height, where: w})
}

// unsound returns what is wrong with a table's grid, "" for nothing.
func (l *layouter) unsound(t *document.Table) string {
	columns, limits := t.GridColumns(), l.options.Limits
	switch {
	case columns < 1 || t.Rows < 1:
		return "there are no rows or no columns"
	case limits.TableColumns > 0 && columns > limits.TableColumns:
		return "there are too many columns"
	case limits.TableRows > 0 && t.Rows > limits.TableRows:
		return "there are too many rows"
	}
	if err := t.CheckGeometry(); err != nil {
		return err.Error()
	}
	return ""
}

// newGrid indexes the cells of a sound table by position and by row.
func newGrid(t *document.Table, columns int) *grid {
	g := &grid{table: t, columns: make([]Unit, columns), owner: make([]int32, t.Rows*columns),
		cells: make([]cellLines, len(t.Cells)), first: make([]int32, t.Rows+1), order: make([]int32, len(t.Cells))}
	for i := range t.Cells {
		c := &t.Cells[i]
		g.first[c.Row+1]++
		for row := c.Row; row < c.Row+c.RowSpan; row++ {
			for col := c.Col; col < c.Col+c.ColSpan; col++ {
				g.owner[row*columns+col] = int32(i)
			}
		}
	}
	for row := range t.Rows {
		g.first[row+1] += g.first[row]
	}
	next := append([]int32(nil), g.first...)
	for i := range t.Cells {
		row := t.Cells[i].Row
		g.order[next[row]] = int32(i)
		next[row]++
	}
	g.header = max(0, min(t.HeaderRows, t.Rows-1))
	for g.header > 0 && g.crossed(g.header) {
		g.header-- // rows that a cell ties to the body cannot be repeated alone
	}
	return g
}

// crossed reports whether a cell spans over the line above row.
func (g *grid) crossed(row int) bool {
	n := len(g.columns)
	for col := range n {
		if g.owner[row*n+col] == g.owner[(row-1)*n+col] {
			return true
		}
	}
	return false
}

// setColumns places the columns: the table's own widths, else equal ones; a table wider than the type area is narrowed.
func (l *layouter) setColumns(g *grid) {
	t, room := g.table, l.style.Page.TextWidth()*Twip
	n := len(g.columns)
	sum := 0
	for col := range n {
		width := 0
		if t.Columns != nil {
			width = max(0, min(t.Columns[col], l.style.Page.Width)) * Twip
		}
		sum += width
		g.columns[col] = sum
	}
	switch {
	case sum == 0:
		for col := range n {
			g.columns[col] = room * (col + 1) / n
		}
	case sum > room:
		for col := range n {
			g.columns[col] = g.columns[col] * room / sum
		}
		l.reportAt("layout-table-scaled", g.where)
	}
}

// setCell sets the paragraphs of a cell, with a suffix behind the last one, and reports what is too wide for it.
func (l *layouter) setCell(g *grid, index int, suffix string) cellLines {
	c := &g.table.Cells[index]
	w := g.cellPlace(index)
	out := cellLines{from: len(l.lines)}
	paragraphs := l.cellParagraphs(c)
	for i, p := range paragraphs {
		role, tail := p.Role, ""
		if role == document.None {
			role = c.Role
		}
		if role == document.None {
			role = document.Label
		}
		if i == len(paragraphs)-1 {
			tail = suffix
		}
		left, right := l.padding(role)
		broken, wide := l.setParagraph(p, role, g.table.Size, tail, g.width(c)-left-right, g.origin(index, i, len(paragraphs), suffix), w)
		if (broken || wide) && suffix == "" {
			l.reportAt("layout-cell-overflow", w, "text", p.Text())
		}
	}
	out.to = len(l.lines)
	// The rule above the cell takes its room from the row, as in word processors.
	out.height = l.style.Table.Border*Point/8 + (l.style.Table.CellTop+l.style.Table.CellBottom)*Twip
	for i := out.from; i < out.to; i++ {
		out.height += l.lines[i].height
	}
	return out
}

// padding returns how far from the edges of its cell a paragraph of a role stands.
func (l *layouter) padding(role document.Role) (left, right Unit) {
	t := &l.style.Table
	left, right = t.CellLeft, t.CellRight
	if role == document.Label {
		left, right = left+t.LabelPad, right+t.LabelPad
	}
	return left * Twip, right * Twip
}

// cellPlace is the place of a cell in diagnostics.
func (g *grid) cellPlace(index int) where {
	c := &g.table.Cells[index]
	return where{section: g.where.section, table: g.table, row: c.Row, col: c.Col, source: c.Place}
}

// origin says which element a paragraph of a cell is: the cell's own where it is the only one of n. A label with a suffix
// was printed on an earlier page.
func (g *grid) origin(cell, paragraph, n int, suffix string) origin {
	switch {
	case suffix != "":
		return originIn(Artifact)
	case n == 1:
		return originIn(g.elements[cell])
	}
	return originIn(g.elements[cell] + 1 + int32(paragraph))
}

// reportNested says that the tables in a cell are set as lines of text.
func (l *layouter) reportNested(c *document.Cell, w where) {
	if len(c.Tables) > 0 {
		l.reportAt("layout-table-nested", w)
	}
}

// cellParagraphs returns the paragraphs of a cell, those of tables inside it behind its own.
func (l *layouter) cellParagraphs(c *document.Cell) []*document.Paragraph {
	if len(c.Tables) == 0 {
		return c.Paragraphs
	}
	return nested(append([]*document.Paragraph(nil), c.Paragraphs...), c.Tables, l.options.Limits.TableNesting)
}

func nested(list []*document.Paragraph, tables []*document.Table, depth int) []*document.Paragraph {
	for _, t := range tables {
		for i := range t.Cells {
			list = append(list, t.Cells[i].Paragraphs...)
			if depth > 0 {
				list = nested(list, t.Cells[i].Tables, depth-1)
			}
		}
	}
	return list
}
