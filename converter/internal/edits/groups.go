package edits

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// regrouped puts table 4's groups into another order, their headers with them.
func regrouped(f *file, r *rand.Rand) string {
	s := f.sheet("disputes")
	if s.columns != 15 || !f.shape(s) {
		return ""
	}
	blocks := pick(r, [][]int{{1, 2, 0}, {0, 2, 1}, {2, 1, 0}})
	var order []int
	for _, b := range blocks {
		for i := range 5 {
			order = append(order, 5*b+i)
		}
	}
	if !s.permute(order) {
		return ""
	}
	return fmt.Sprintf("disputes: the groups' order becomes %v", blocks)
}

// leavesMoved puts the columns within table 4's groups into another order, in all groups or in one.
func leavesMoved(f *file, r *rand.Rand) string {
	s := f.sheet("disputes")
	if s.columns != 15 || !f.shape(s) {
		return ""
	}
	leaves := pick(r, [][]int{{4, 0, 1, 2, 3}, {1, 0, 2, 3, 4}, {3, 0, 1, 2, 4}, {0, 1, 3, 2, 4}})
	groups := pick(r, [][]int{{0, 1, 2}, {0}, {1}, {2}})
	order := s.identity()
	for _, g := range groups {
		for i, leaf := range leaves {
			order[5*g+i] = 5*g + leaf
		}
	}
	if !s.permute(order) {
		return ""
	}
	return fmt.Sprintf("disputes: the columns' order in groups %v becomes %v", groups, leaves)
}

// groupHeaderEmpty deletes the words above a group of table 4's columns.
func groupHeaderEmpty(f *file, r *rand.Rand) string {
	s := f.sheet("disputes")
	heads := slices.DeleteFunc(slices.Clone(s.cells), func(c *cell) bool { return c.data || c.colSpan < 5 || c.row >= s.heads })
	if len(heads) == 0 || !f.shape(s) {
		return ""
	}
	h := pick(r, heads)
	was := h.text()
	h.set("")
	f.open(s, s.under(h)...)
	return fmt.Sprintf("disputes: the words %q above columns %d to %d are deleted", was, h.col, h.col+h.colSpan-1)
}

// groupsAsRows turns table 4: a row a group, a column a result.
func groupsAsRows(f *file, r *rand.Rand) string {
	s := f.sheet("disputes")
	wide := func(c *cell) bool { return c.colSpan > 1 || c.rowSpan > 1 }
	if s.columns != 15 || s.rows != 4 || slices.ContainsFunc(s.figures(3), wide) || f.shaped[s.key] || f.shaped["twin "+s.key] {
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
