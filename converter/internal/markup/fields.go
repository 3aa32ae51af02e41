package markup

import (
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
)

// field is one cell as a syntax writes it.
type field struct {
	text             string // inline marks still in it
	line, column     int    // where it stands in the input
	rowSpan, colSpan int    // 0 counts as 1
}

// row is the fields of one row, from left to right.
type row []field

// empty reports whether no field of the row holds anything.
func (r row) empty() bool {
	for _, f := range r {
		if f.text != "" {
			return false
		}
	}
	return true
}

// widest is the number of fields of the longest row.
func widest(rows []row) int {
	n := 0
	for _, r := range rows {
		n = max(n, len(r))
	}
	return n
}

// room reports whether a grid stays within the limits.
func (r *reader) room(rows, columns int) bool {
	return rows > 0 && columns > 0 && rows <= r.limits.TableRows && columns <= r.limits.TableColumns &&
		columns <= (r.limits.TableCells-r.cells)/rows
}

// flat makes a table of rows whose syntax knows no spans: one cell a field. What a short row lacks at its end is filled
// with cells that have no place, as the page reader fills gaps.
func (r *reader) flat(rows []row, d *dialect) []document.Block {
	framed := rows
	rows = unframe(slices.Clone(rows))
	r.dropped(framed, rows)
	columns := widest(rows)
	if !r.room(len(rows), columns) {
		return nil
	}
	t := &document.Table{Rows: len(rows), Flat: true, Cells: make([]document.Cell, 0, len(rows)*columns)}
	for i, fields := range rows {
		for k := range columns {
			c := document.Cell{Row: i, Col: k, RowSpan: 1, ColSpan: 1}
			if k < len(fields) {
				if f := fields[k]; unnamed(strings.TrimSpace(f.text)) {
					r.setAside(f.line, f.column, f.text)
				}
				fill(&c, fields[k], d)
			}
			t.Cells = append(t.Cells, c)
		}
	}
	return r.finish(t, rows)
}

// spanned makes a table of rows whose syntax knows spans. Cells are placed as the HTML standard's table model does: each
// goes to the first free column of its row, and one that would overlap a cell from above is narrowed.
func (r *reader) spanned(rows []row, d *dialect) []document.Block {
	if !r.room(len(rows), 1) {
		return nil
	}
	var busy []int // for each column, how many rows from here on are taken from above
	var cells []document.Cell
	for i, fields := range rows {
		col := 0
		for _, f := range fields {
			for col < len(busy) && busy[col] > 0 {
				col++
			}
			width, height := 1, min(max(f.rowSpan, 1), len(rows)-i)
			for width < f.colSpan && (col+width >= len(busy) || busy[col+width] == 0) {
				width++
			}
			if col+width > r.limits.TableColumns || len(cells) >= r.limits.TableCells-r.cells {
				return nil
			}
			for len(busy) < col+width {
				busy = append(busy, 0)
			}
			c := document.Cell{Row: i, Col: col, RowSpan: height, ColSpan: width}
			fill(&c, f, d)
			cells = append(cells, c)
			for k := range width {
				busy[col+k] = height
			}
			col += width
		}
		for k := range busy {
			busy[k] = max(busy[k]-1, 0)
		}
	}
	if !r.room(len(rows), len(busy)) {
		return nil
	}
	return r.finish(&document.Table{Rows: len(rows), Cells: tiled(cells, len(rows), len(busy))}, rows)
}

// tiled returns cells by row and column, with cells without a place where there are none.
func tiled(cells []document.Cell, rows, columns int) []document.Cell {
	at := make([]int, rows*columns) // 1 + index of the cell that begins there, -1 where one reaches to
	for i := range cells {
		c := &cells[i]
		for y := range c.RowSpan {
			for x := range c.ColSpan {
				at[(c.Row+y)*columns+c.Col+x] = -1
			}
		}
		at[c.Row*columns+c.Col] = i + 1
	}
	out := make([]document.Cell, 0, len(cells))
	for i, n := range at {
		switch {
		case n > 0:
			out = append(out, cells[n-1])
		case n == 0:
			out = append(out, document.Cell{Row: i / columns, Col: i % columns, RowSpan: 1, ColSpan: 1})
		}
	}
	return out
}

// finish gives a table the place of its first field.
func (r *reader) finish(t *document.Table, rows []row) []document.Block {
	for _, fields := range rows {
		if len(fields) > 0 {
			t.Place = document.Place{Line: fields[0].line, Column: fields[0].column}
			break
		}
	}
	return []document.Block{t}
}

// fill puts a field's text into its cell: one paragraph, or none where the field is empty.
func fill(c *document.Cell, f field, d *dialect) {
	c.Place = document.Place{Line: f.line, Column: f.column}
	if blank(f.text) {
		return
	}
	if runs := d.runs(f.text); len(runs) > 0 {
		c.Paragraphs = []*document.Paragraph{{Runs: runs, Place: c.Place}}
	}
}

// trimmed returns a field for a stretch of a line, without the white space around it.
func (r *reader) trimmed(at, from, to int) field {
	line := r.text(at)
	s := line[from:to]
	text := chars.TrimSpace(s)
	lead := strings.Index(s, text)
	return field{text: text, line: r.lines[at].Number, column: 1 + utf8.RuneCountInString(line[:from+max(lead, 0)])}
}
