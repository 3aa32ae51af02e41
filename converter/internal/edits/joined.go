package edits

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// tablesJoined deletes what stands between tables 3 and 4, so that they become one; the heading between them is lost, or
// has become a row.
func tablesJoined(f *file, r *rand.Rand) string {
	a, b := f.sheet("requests"), f.sheet("disputes")
	i, j := f.at(a), f.at(b)
	whole := max(a.columns, b.columns)
	if j != i+2 || f.blocks[i+1].paragraph == nil || f.shaped["twin requests"] || f.shaped["twin disputes"] {
		return ""
	}
	f.shaped["twin requests"], f.shaped["twin disputes"] = true, true
	for _, s := range []*sheet{a, b} {
		for _, c := range s.cells {
			if c.col+c.colSpan == s.columns {
				c.colSpan += whole - s.columns
			}
		}
		s.columns = whole
	}
	kept := chance(r, 50)
	if kept {
		a.cells = append(a.cells, &cell{row: a.rows, rowSpan: 1, colSpan: whole, texts: []string{f.blocks[i+1].paragraph.Text()}})
		a.rows++
	}
	for _, c := range b.cells {
		c.row += a.rows
		if c.data {
			f.open(b, c)
		}
	}
	a.cells = append(a.cells, b.cells...)
	a.rows += b.rows
	f.blocks = slices.Delete(f.blocks, i+1, j+1)
	return fmt.Sprintf("tables 3 and 4 are one, the heading between them is a row: %v", kept)
}
