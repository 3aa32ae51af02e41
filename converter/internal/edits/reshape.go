package edits

import (
	"fmt"
	"slices"

	"nianbao/converter/internal/document"
)

// makeRoom opens n empty rows before a row; what spans over that place grows.
func (s *sheet) makeRoom(row, n int) {
	for _, c := range s.cells {
		switch {
		case c.row >= row:
			c.row += n
		case c.row+c.rowSpan > row:
			c.rowSpan += n
		}
	}
	s.rows += n
}

// dropRow deletes a row. What spans on keeps its text.
func (s *sheet) dropRow(row int) {
	s.cells = slices.DeleteFunc(s.cells, func(c *cell) bool { return c.row == row && c.rowSpan == 1 })
	for _, c := range s.cells {
		switch {
		case c.row > row:
			c.row--
		case c.row+c.rowSpan > row:
			c.rowSpan--
		}
	}
	s.rows--
}

// like makes cells for a new row with the shape of another's own cells.
func (s *sheet) like(row int) []*cell {
	var out []*cell
	for _, c := range s.start(row) {
		if c.rowSpan == 1 {
			twin := *c
			twin.data, twin.texts = false, []string{""}
			out = append(out, &twin)
		}
	}
	return out
}

// insertBelow puts a new row of cells below a row.
func (s *sheet) insertBelow(row int, cells []*cell) {
	s.makeRoom(row+1, 1)
	// A group that ended with the row grows if the new row leaves its columns free.
	for _, c := range s.cells {
		if c.row < row && c.row+c.rowSpan == row+1 && !overlaps(cells, c) {
			c.rowSpan++
		}
	}
	for _, c := range cells {
		c.row = row + 1
	}
	s.cells = append(s.cells, cells...)
}

func overlaps(cells []*cell, with *cell) bool {
	return slices.ContainsFunc(cells, func(c *cell) bool { return c.col < with.col+with.colSpan && with.col < c.col+c.colSpan })
}

// crossed reports whether a data cell spans over the place before a row.
func (s *sheet) crossed(row int) bool {
	return slices.ContainsFunc(s.cells, func(c *cell) bool { return c.data && c.row < row && c.row+c.rowSpan > row })
}

// footprint describes where the own cells of a row stand.
func (s *sheet) footprint(row int) string {
	text := ""
	for _, c := range s.start(row) {
		if c.rowSpan == 1 {
			text += fmt.Sprint(c.col, "+", c.colSpan, " ")
		}
	}
	return text
}

// group returns the rows of figures beside the same spanning cells as a row, with its footprint, in order.
func (s *sheet) group(row int) []int {
	over := func(row int) string {
		text := ""
		for i, c := range s.cells {
			if c.rowSpan > 1 && !c.data && c.covers(row) {
				text += fmt.Sprint(i, " ")
			}
		}
		return text
	}
	var out []int
	for _, other := range s.dataRows() {
		if s.footprint(other) == s.footprint(row) && over(other) == over(row) && (s.key != "disclosure" || s.band(other) == s.band(row)) {
			out = append(out, other)
		}
	}
	return out
}

// numbers reports whether a row is one of figures, the form's or one that a clerk put in.
func (s *sheet) numbers(row int) bool {
	return slices.ContainsFunc(s.start(row), func(c *cell) bool { return c.data || c.role == document.Number })
}

// band returns the last row of headers above a row.
func (s *sheet) band(row int) int {
	for row > 0 && s.numbers(row) {
		row--
	}
	return row
}

// moveRow takes the own cells of a row to another's place; those between move up or down.
func (s *sheet) moveRow(rows []int, from, to int) {
	var own [][]*cell
	for _, row := range rows {
		own = append(own, slices.DeleteFunc(s.start(row), func(c *cell) bool { return c.rowSpan > 1 }))
	}
	moved := own[from]
	own = slices.Insert(slices.Delete(own, from, from+1), to, moved)
	for i, row := range rows {
		for _, c := range own[i] {
			c.row = row
		}
	}
}

// permute puts the columns into another order: column i comes from order[i]. It reports whether every cell stays whole.
func (s *sheet) permute(order []int) bool {
	to := make([]int, len(order))
	for i, from := range order {
		to[from] = i
	}
	places := make([]int, len(s.cells))
	for i, c := range s.cells {
		low, high := to[c.col], to[c.col]
		for col := c.col; col < c.col+c.colSpan; col++ {
			low, high = min(low, to[col]), max(high, to[col])
		}
		if high-low+1 != c.colSpan {
			return false
		}
		places[i] = low
	}
	for i, c := range s.cells {
		c.col = places[i]
	}
	return true
}

// dropColumn deletes a column.
func (s *sheet) dropColumn(col int) {
	s.cells = slices.DeleteFunc(s.cells, func(c *cell) bool { return c.col == col && c.colSpan == 1 })
	for _, c := range s.cells {
		switch {
		case c.col > col:
			c.col--
		case c.col+c.colSpan > col:
			c.colSpan--
		}
	}
	s.columns--
}

// makeColumn opens an empty column before a column; what spans over that place grows. The places that it leaves are for
// the caller to fill.
func (s *sheet) makeColumn(col int) {
	for _, c := range s.cells {
		switch {
		case c.col >= col:
			c.col++
		case c.col+c.colSpan > col:
			c.colSpan++
		}
	}
	s.columns++
}

// free reports whether no cell stands at a place.
func (s *sheet) free(row, col int) bool {
	return !slices.ContainsFunc(s.cells, func(c *cell) bool { return c.covers(row) && c.col <= col && col < c.col+c.colSpan })
}

// identity is the order of columns as they are.
func (s *sheet) identity() []int {
	order := make([]int, s.columns)
	for i := range order {
		order[i] = i
	}
	return order
}
