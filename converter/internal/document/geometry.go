package document

import "fmt"

// mostPositions bounds the grids that are looked at; readers and editions stay far below it.
const mostPositions = 1 << 26

// CheckGeometry returns what is wrong with a table's grid: cells must tile rows × columns without gap or overlap, and
// Columns, where given, must have one width for each grid column. nil means sound.
func (t *Table) CheckGeometry() error {
	columns := t.GridColumns()
	if t.Columns != nil && len(t.Columns) != columns {
		return fmt.Errorf("%d column widths for %d grid columns", len(t.Columns), columns)
	}
	if t.Rows < 0 || columns > 0 && t.Rows > mostPositions/columns {
		return fmt.Errorf("a grid of %d × %d", t.Rows, columns)
	}
	taken := make([]bool, t.Rows*columns)
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Row < 0 || c.Col < 0 || c.RowSpan < 1 || c.ColSpan < 1 || c.RowSpan > t.Rows-c.Row || c.ColSpan > columns-c.Col {
			return fmt.Errorf("cell at %d,%d spans %d × %d in a grid of %d × %d", c.Row, c.Col, c.RowSpan, c.ColSpan, t.Rows, columns)
		}
		for row := c.Row; row < c.Row+c.RowSpan; row++ {
			for col := c.Col; col < c.Col+c.ColSpan; col++ {
				if taken[row*columns+col] {
					return fmt.Errorf("two cells at %d,%d", row, col)
				}
				taken[row*columns+col] = true
			}
		}
	}
	for i, ok := range taken {
		if !ok {
			return fmt.Errorf("no cell at %d,%d", i/columns, i%columns)
		}
	}
	return nil
}

// GridColumns returns the number of grid columns: that of Columns, or the furthest right edge of a cell.
func (t *Table) GridColumns() int {
	n := len(t.Columns)
	for i := range t.Cells {
		n = max(n, t.Cells[i].Col+t.Cells[i].ColSpan)
	}
	return n
}
