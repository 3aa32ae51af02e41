package edits

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// groupsAsRows turns table 4: a row a group, a column a result.
func groupsAsRows(f *file, r *rand.Rand) string {
	s := f.sheet("disputes")
	if s.columns != 15 || s.rows != 4 || f.shaped[s.key] || f.shaped["twin "+s.key] {
		return ""
	}
	f.shaped[s.key], f.shaped["twin "+s.key] = true, true
	corner := pick(r, []string{"", "类别", "项目"})
	names := []string{"行政复议", "未经复议直接起诉", "复议后起诉"}
	if chance(r, 50) {
		names = []string{"行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）"}
	}
	cells := []*cell{{rowSpan: 1, colSpan: 1, texts: []string{corner}}}
	for i := range 5 {
		header := s.header(i)
		cells = append(cells, &cell{col: 1 + i, rowSpan: 1, colSpan: 1, texts: header.texts, role: header.role})
	}
	for i, c := range s.figures(3) {
		c.row, c.col = 1+i/5, 1+i%5
		cells = append(cells, c)
		f.open(s, c)
	}
	for i, name := range names {
		cells = append(cells, &cell{row: 1 + i, rowSpan: 1, colSpan: 1, texts: []string{name}})
	}
	s.cells, s.rows, s.columns, s.heads = cells, 4, 6, 1
	return fmt.Sprintf("disputes: a row a group, a column a result; %q", names)
}

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
