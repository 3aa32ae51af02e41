package edits

import (
	"fmt"
	"math/rand/v2"
)

// columnKinds are edits of columns and their headers.
var columnKinds = []kind{
	{name: "columns-swapped", do: columnsSwapped},
	{name: "band-swapped", do: bandSwapped},
	{name: "column-moved", do: columnMoved},
	{name: "column-deleted", do: columnDeleted},
	{name: "column-inserted", do: columnInserted},
	{name: "header-retyped", do: headerRetyped},
	{name: "header-empty", do: headerEmpty},
	{name: "header-of-other", do: headerOfOther},
	{name: "header-rows-deleted", do: headerRowsDeleted},
	{name: "regrouped", do: regrouped},
	{name: "leaves-moved", do: leavesMoved},
	{name: "group-header-empty", do: groupHeaderEmpty},
	{name: "last-year-column", do: lastYearColumn},
}

// columnsSwapped exchanges two columns of applicants with their headers.
func columnsSwapped(f *file, r *rand.Rand) string {
	s := f.sheet("requests")
	leaves := s.leaves(2)
	if len(leaves) < 2 || !f.shape(s) {
		return ""
	}
	r.Shuffle(len(leaves), func(i, j int) { leaves[i], leaves[j] = leaves[j], leaves[i] })
	order := s.identity()
	a, b := leaves[0], leaves[1]
	order[a], order[b] = b, a
	if !s.permute(order) {
		return ""
	}
	return fmt.Sprintf("requests: columns %d and %d change places", a, b)
}

// leaves returns the columns whose header stands alone in a row of the header.
func (s *sheet) leaves(row int) []int {
	var out []int
	for _, c := range s.start(row) {
		if row < s.heads && c.colSpan == 1 && c.rowSpan == 1 && !c.data {
			out = append(out, c.col)
		}
	}
	return out
}

// bandSwapped exchanges two columns in one band of the disclosure table.
func bandSwapped(f *file, r *rand.Rand) string {
	s := f.sheet("disclosure")
	row := pick(r, s.dataRows())
	n := len(s.figures(row))
	if n < 2 || !f.shape(s) {
		return ""
	}
	i, top := r.IntN(n-1), s.band(row)
	for y := top; y < s.rows && (y == top || s.numbers(y)); y++ {
		cells := s.start(y)
		if len(cells) != n+1 || cells[i+1].colSpan != cells[i+2].colSpan {
			return ""
		}
	}
	for y := top; y < s.rows && (y == top || s.numbers(y)); y++ {
		cells := s.start(y)
		cells[i+1].col, cells[i+2].col = cells[i+2].col, cells[i+1].col
	}
	return fmt.Sprintf("disclosure: columns %d and %d of the band above row %d change places", i+1, i+2, row)
}

// columnMoved puts the total or the natural persons to another end.
func columnMoved(f *file, r *rand.Rand) string {
	s := f.sheet("requests")
	if s.columns != 10 || !f.shape(s) {
		return ""
	}
	order := pick(r, [][]int{{0, 1, 2, 9, 3, 4, 5, 6, 7, 8}, {0, 1, 2, 4, 5, 6, 7, 8, 3, 9}, {0, 1, 2, 4, 5, 6, 7, 8, 9, 3}})
	if !s.permute(order) {
		return ""
	}
	return fmt.Sprintf("requests: the columns' order becomes %v", order[3:])
}

func columnDeleted(f *file, r *rand.Rand) string {
	s := f.sheet("requests")
	if !f.shape(s) {
		return ""
	}
	col := s.columns - 7 + r.IntN(7)
	header := s.header(col)
	if header == nil {
		return ""
	}
	what := header.text()
	f.gone(s, s.column(col)...)
	s.dropColumn(col)
	return fmt.Sprintf("requests: column %d, %s, is deleted", col, what)
}

// columnInserted puts a column that the form has not before another, or behind the last.
func columnInserted(f *file, r *rand.Rand) string {
	s := f.sheet(pick(r, []string{"requests", "requests", "disputes"}))
	if s.key == "requests" && s.columns != 10 || s.key == "disputes" && s.columns != 15 || !f.shape(s) {
		return ""
	}
	col := s.columns
	if s.key == "requests" {
		col = 3 + r.IntN(8)
	}
	header := pick(r, []string{"备注", "其中：外国人", "环比", ""})
	s.makeColumn(col)
	full := chance(r, 50) && header != ""
	named := false
	for row := 0; row < s.rows; row++ {
		if !s.free(row, col) {
			continue
		}
		c := &cell{row: row, col: col, rowSpan: 1, colSpan: 1, texts: []string{""}}
		switch {
		case row < s.heads && !named:
			c.set(header)
			named = true
			for c.row+c.rowSpan < s.heads && s.free(c.row+c.rowSpan, col) {
				c.rowSpan++
			}
		case row >= s.heads && full:
			c.set(fmt.Sprint(r.IntN(3000)))
		}
		s.cells = append(s.cells, c)
	}
	return fmt.Sprintf("%s: a column %q is put before column %d, with figures: %v", s.key, header, col, full)
}

// lastYearColumn puts last year's figure beside this year's in a band of one figure; the headers tell the years.
func lastYearColumn(f *file, r *rand.Rand) string {
	s := f.sheet("disclosure")
	if s.edition != "2021" || s.columns != 4 || !f.shape(s) {
		return ""
	}
	row := f.freeRow(r, s, func(row int) bool {
		cells := s.figures(row)
		return len(cells) == 1 && cells[0].colSpan == 3 && cells[0].key.Col == "decisions"
	})
	if row < 0 {
		return ""
	}
	for y := s.band(row) + 1; y < s.rows && s.numbers(y); y++ {
		if len(s.figures(y)) == 0 {
			return "" // a row that a clerk put in
		}
	}
	first := r.IntN(2) // which of the two stands left
	names := [2]string{fmt.Sprintf("%d年处理决定数量", f.year-1), fmt.Sprintf("%d年处理决定数量", f.year)}
	if chance(r, 50) {
		names = [2]string{"上年处理决定数量", "本年处理决定数量"}
	}
	for y := s.band(row); y < s.rows && (y == s.band(row) || len(s.figures(y)) > 0); y++ {
		for _, c := range s.start(y) {
			if c.colSpan != 3 || c.col != 1 {
				continue
			}
			other := &cell{row: y, rowSpan: 1, role: c.role, texts: []string{names[0]}}
			if c.data {
				other.set(fmt.Sprint(3000 + r.IntN(6000)))
			} else {
				c.set(names[1])
			}
			left, right := other, c
			if first == 0 {
				left, right = c, other
			}
			left.col, left.colSpan, right.col, right.colSpan = 1, 1, 2, 2
			s.cells = append(s.cells, other)
			if c.data {
				f.open(s, c)
			}
		}
	}
	return fmt.Sprintf("disclosure: last year's figures stand beside this year's in the band of row %d, %q", row, names)
}
