package edits

import (
	"cmp"
	"maps"
	"slices"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// sheet is a table as a grid that can be edited.
type sheet struct {
	key, edition         string
	caption, description string
	rows, columns        int
	heads                int // rows of the header
	cells                []*cell
	twin                 bool // a copy: the truth is not about it
}

// cell is a cell; data cells have the key of the figure that the clerk put there.
type cell struct {
	row, col         int
	rowSpan, colSpan int
	texts            []string // its paragraphs
	inner            []string // a table in it, a row of cells
	role             document.Role
	key              report.Key
	data             bool
}

func (c *cell) text() string {
	if len(c.texts) == 0 {
		return ""
	}
	return c.texts[0]
}

func (c *cell) set(texts ...string) { c.texts = texts }

func (c *cell) covers(row int) bool { return c.row <= row && row < c.row+c.rowSpan }

// sheetOf takes a composed table apart. The composer keeps the order of the edition's cells.
func sheetOf(t *document.Table) *sheet {
	form := edition.Official().Get(t.Edition).Table(t.Key)
	s := &sheet{key: t.Key, edition: t.Edition, caption: t.Caption, description: t.Description, rows: t.Rows, columns: t.GridColumns(), heads: t.HeaderRows}
	for i := range t.Cells {
		c := &t.Cells[i]
		s.cells = append(s.cells, &cell{row: c.Row, col: c.Col, rowSpan: c.RowSpan, colSpan: c.ColSpan, texts: []string{c.Text()},
			role: c.Role, key: form.Cells[i].Key(), data: form.Cells[i].IsData()})
	}
	if s.heads == 0 && s.key != "disclosure" {
		s.heads = s.dataRows()[0]
	}
	return s
}

// table puts the grid together again. Without its own marks it is a table of anybody's.
func (s *sheet) table(own bool) *document.Table {
	t := &document.Table{Rows: s.rows, HeaderRows: s.heads}
	if own {
		t.Caption, t.Description = s.caption, s.description
		if !s.twin {
			t.Key, t.Edition = s.key, s.edition
		}
	}
	slices.SortFunc(s.cells, func(a, b *cell) int { return cmp.Or(a.row-b.row, a.col-b.col) })
	for _, c := range s.cells {
		out := document.Cell{Row: c.row, Col: c.col, RowSpan: c.rowSpan, ColSpan: c.colSpan}
		if own {
			out.Role = c.role
		}
		for _, text := range c.texts {
			out.Paragraphs = append(out.Paragraphs, paragraph(out.Role, text))
		}
		if len(c.inner) > 0 {
			out.Tables = []*document.Table{innerTable(c.inner)}
		}
		t.Cells = append(t.Cells, out)
	}
	return t
}

func innerTable(texts []string) *document.Table {
	t := &document.Table{Rows: 1}
	for i, text := range texts {
		t.Cells = append(t.Cells, document.Cell{Col: i, RowSpan: 1, ColSpan: 1, Paragraphs: []*document.Paragraph{paragraph(document.None, text)}})
	}
	return t
}

func paragraph(role document.Role, text string) *document.Paragraph {
	p := &document.Paragraph{Role: role}
	if text != "" {
		p.Runs = []document.Run{{Text: text}}
	}
	return p
}

// copy copies a table for a second one beside it.
func (s *sheet) copy() *sheet {
	out := *s
	out.twin = true
	out.cells = nil
	for _, c := range s.cells {
		twin := *c
		twin.texts = slices.Clone(c.texts)
		out.cells = append(out.cells, &twin)
	}
	return &out
}

// start returns the cells that begin in a row, from the left.
func (s *sheet) start(row int) []*cell {
	var out []*cell
	for _, c := range s.cells {
		if c.row == row {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b *cell) int { return a.col - b.col })
	return out
}

// figures returns the data cells that begin in a row.
func (s *sheet) figures(row int) []*cell {
	return slices.DeleteFunc(s.start(row), func(c *cell) bool { return !c.data })
}

func (s *sheet) dataRows() []int {
	rows := map[int]bool{}
	for _, c := range s.cells {
		if c.data {
			rows[c.row] = true
		}
	}
	return sortedKeys(rows)
}

// label returns the cell that names a row of figures alone, nil where there is none.
func (s *sheet) label(row int) *cell {
	var label *cell
	for _, c := range s.start(row) {
		if c.data {
			return label
		}
		if c.rowSpan == 1 {
			label = c
		}
	}
	return nil
}

// cellOf returns the data cell of a key, nil where the table has none.
func (s *sheet) cellOf(k report.Key) *cell {
	for _, c := range s.cells {
		if c.data && c.key == k {
			return c
		}
	}
	return nil
}

// header returns the cell right above a column's figures.
func (s *sheet) header(col int) *cell {
	for row := s.heads - 1; row >= 0; row-- {
		for _, c := range s.cells {
			if c.col == col && c.colSpan == 1 && c.covers(row) && !c.data {
				return c
			}
		}
	}
	return nil
}

// column returns the cells of one column that span no other.
func (s *sheet) column(col int) []*cell {
	var out []*cell
	for _, c := range s.cells {
		if c.col == col && c.colSpan == 1 && c.data {
			out = append(out, c)
		}
	}
	return out
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
