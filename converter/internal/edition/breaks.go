package edition

import "slices"

// GroupStarts returns the rows before which a page may break: those that no label except one of the first column spans
// over (before （三）, （四） … of the requests table). The list is the table's own.
func (t *Table) GroupStarts() []int { return t.starts }

func (t *Table) groupStarts() []int {
	var starts []int
	for row := t.HeaderRows + 1; row < t.Rows; row++ {
		crossed := slices.ContainsFunc(t.Cells, func(c Cell) bool {
			return c.Col > 0 && c.Row < row && c.Row+c.RowSpan > row
		})
		if !crossed {
			starts = append(starts, row)
		}
	}
	return slices.Clip(starts) // shared
}
