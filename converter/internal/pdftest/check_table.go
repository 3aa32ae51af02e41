package pdftest

import (
	"fmt"
	"strings"
)

// Cell is a cell of a table, at its place in the grid.
type Cell struct {
	Element          *Element
	Row, Col         int
	RowSpan, ColSpan int
	Headers          []string // the identifiers that it names
}

// Cells returns the cells of a table by row, at the places that the spans of those before leave free (14.8.5.7), and the
// size of the grid. The error says where they do not fill it exactly.
func Cells(table *Element) (cells []Cell, rows, columns int, err error) {
	taken := map[[2]int]bool{}
	var problem string
	var walk func(e *Element)
	walk = func(e *Element) {
		for _, k := range e.Kids {
			switch {
			case k.Element == nil:
			case k.Element.Type == "TR":
				col := 0
				for _, inner := range k.Element.Kids {
					e := inner.Element
					if e == nil || e.Type != "TH" && e.Type != "TD" {
						continue
					}
					for taken[[2]int{rows, col}] {
						col++
					}
					c := Cell{Element: e, Row: rows, Col: col, RowSpan: span(e, "RowSpan"), ColSpan: span(e, "ColSpan")}
					list, _ := e.Table["Headers"].(Array)
					for _, h := range list {
						id, _ := h.(String)
						c.Headers = append(c.Headers, string(id))
					}
					for i := range c.RowSpan {
						for j := range c.ColSpan {
							at := [2]int{c.Row + i, c.Col + j}
							if taken[at] {
								problem = fmt.Sprintf("row %d, column %d is taken twice", at[0]+1, at[1]+1)
							}
							taken[at] = true
							columns = max(columns, at[1]+1)
						}
					}
					cells = append(cells, c)
				}
				rows++
			default:
				walk(k.Element)
			}
		}
	}
	walk(table)
	for at := range taken {
		if at[0] >= rows {
			problem = fmt.Sprintf("a cell reaches below the last row, into row %d", at[0]+1)
		}
	}
	for row := range rows {
		for col := range columns {
			if !taken[[2]int{row, col}] {
				problem = fmt.Sprintf("row %d, column %d is nobody's", row+1, col+1)
			}
		}
	}
	if problem != "" {
		err = fmt.Errorf("%s", problem)
	}
	return cells, rows, columns, err
}

func span(e *Element, key Name) int {
	if n, ok := e.Table[key].(int); ok {
		return n
	}
	return 1
}

// checkTables: spans fill the grid; header cells say what they are the header of; a data cell names header cells of its own
// table that stand above it and to its left, where there are any (UA 7.5, 14.8.4.3.4, 14.8.5.7).
func checkTables(r *report, t *Tree) {
	for _, table := range t.All {
		if table.Type != "Table" {
			continue
		}
		cells, _, _, err := Cells(table)
		if err != nil {
			r.add("table-grid", "table %d: %v", table.Ref, err)
		}
		byID := map[string]*Cell{}
		owner := map[[2]int]*Cell{}
		for i := range cells {
			c := &cells[i]
			if c.Element.ID != "" {
				byID[c.Element.ID] = c
			}
			for i := range c.RowSpan {
				for j := range c.ColSpan {
					owner[[2]int{c.Row + i, c.Col + j}] = c
				}
			}
			switch scope := c.Element.Table["Scope"]; {
			case c.Element.Type == "TH" && scope != Name("Row") && scope != Name("Column") && scope != Name("Both"):
				r.add("table-scope", "table %d: header cell %d has the scope %v", table.Ref, c.Element.Ref, scope)
			case c.Element.Type == "TD" && scope != nil:
				r.add("table-scope", "table %d: data cell %d has the scope %v", table.Ref, c.Element.Ref, scope)
			}
		}
		for i := range cells {
			if cells[i].Element.Type == "TD" {
				checkHeaders(r, table, &cells[i], byID, owner)
			}
		}
	}
}

func checkHeaders(r *report, table *Element, c *Cell, byID map[string]*Cell, owner map[[2]int]*Cell) {
	named := map[*Cell]bool{}
	for _, id := range c.Headers {
		h := byID[id]
		switch {
		case h == nil || h.Element.Type != "TH":
			r.add("table-headers", "table %d: data cell %d names %q, which is no header cell of the table", table.Ref, c.Element.Ref, id)
		case h.Col < c.Col+c.ColSpan && c.Col < h.Col+h.ColSpan && h.Row < c.Row, h.Row < c.Row+c.RowSpan && c.Row < h.Row+h.RowSpan && h.Col < c.Col:
			if named[h] {
				r.add("table-headers", "table %d: data cell %d names %q twice", table.Ref, c.Element.Ref, id)
			}
			named[h] = true
		default:
			r.add("table-headers", "table %d: data cell %d names %q, which stands neither above nor left of it", table.Ref, c.Element.Ref, id)
		}
	}
	for row := c.Row - 1; row >= 0; row-- { // the nearest above
		if h := owner[[2]int{row, c.Col}]; h != nil && h.Element.Type == "TH" {
			if !named[h] {
				r.add("table-headers", "table %d: data cell %d (row %d, column %d) does not name the header above it", table.Ref, c.Element.Ref, c.Row+1, c.Col+1)
			}
			break
		}
	}
	for col := c.Col - 1; col >= 0; col-- { // all to the left
		if h := owner[[2]int{c.Row, col}]; h != nil && h.Element.Type == "TH" && !named[h] {
			r.add("table-headers", "table %d: data cell %d (row %d, column %d) does not name the header to its left", table.Ref, c.Element.Ref, c.Row+1, c.Col+1)
		}
	}
}

// Outline writes the tree as text, an element a line, indented: its type, place and spans in a table, what it says.
func (t *Tree) Outline() string {
	var b strings.Builder
	at := map[*Element]Cell{}
	for _, e := range t.All {
		if e.Type == "Table" {
			cells, _, _, _ := Cells(e)
			for _, c := range cells {
				at[c.Element] = c
			}
		}
		for up := e.Parent; up != nil; up = up.Parent {
			b.WriteByte(' ')
		}
		b.WriteString(string(e.Type))
		if c, ok := at[e]; ok {
			fmt.Fprintf(&b, " %d,%d %dx%d", c.Row, c.Col, c.RowSpan, c.ColSpan)
		}
		hasElements := false
		for _, k := range e.Kids {
			hasElements = hasElements || k.Element != nil
		}
		if !hasElements {
			fmt.Fprintf(&b, " %q", t.Text(e))
		}
		b.WriteByte('\n')
	}
	return b.String()
}
