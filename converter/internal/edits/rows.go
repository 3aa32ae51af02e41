package edits

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"nianbao/converter/report"
)

// rowKinds are edits of whole rows.
var rowKinds = []kind{
	{name: "row-moved", do: rowMoved},
	{name: "row-moved-out", do: rowMovedOut},
	{name: "row-doubled", do: rowDoubled},
	{name: "row-doubled-other", do: rowDoubledOther},
	{name: "row-deleted", do: rowDeleted},
	{name: "row-foreign", do: rowForeign},
	{name: "row-blank", do: rowBlank},
	{name: "column-numbers", do: columnNumbers},
}

// rowMoved moves a row within its group, with its label.
func rowMoved(f *file, r *rand.Rand) string {
	s := f.sheet(pick(r, []string{"requests", "requests", "disclosure"}))
	rows := s.group(pick(r, s.dataRows()))
	if len(rows) < 2 {
		return ""
	}
	from, to := r.IntN(len(rows)), r.IntN(len(rows)-1)
	if to >= from {
		to++
	}
	s.moveRow(rows, from, to)
	return fmt.Sprintf("%s: row %d goes where row %d was", s.key, rows[from], rows[to])
}

// rowMovedOut moves a row into another group. Its label is no other row's, but it stands under a heading that denies it.
func rowMovedOut(f *file, r *rand.Rand) string {
	s := f.sheet("requests")
	row := f.freeRow(r, s, func(row int) bool {
		l := s.label(row)
		return l != nil && l.col == 2 && len(s.group(row)) > 1 && len([]rune(l.text())) > 4 && !s.crossed(row) && !s.crossed(row+1)
	})
	if row < 0 {
		return ""
	}
	moved := slices.DeleteFunc(s.start(row), func(c *cell) bool { return c.rowSpan > 1 })
	var others []int
	for _, o := range s.dataRows() {
		if s.footprint(o) == s.footprint(row) && !slices.Contains(s.group(row), o) && !s.crossed(o+1) {
			others = append(others, o)
		}
	}
	if len(others) == 0 {
		return ""
	}
	to := pick(r, others)
	f.open(s, s.figures(row)...)
	s.dropRow(row)
	if to > row {
		to--
	}
	s.insertBelow(to, moved)
	return fmt.Sprintf("%s: row %d goes below what is row %d now, into another group", s.key, row, to)
}

// double copies a row below itself.
func (s *sheet) double(row int) []*cell {
	var cells []*cell
	for _, c := range s.start(row) {
		if c.rowSpan == 1 {
			twin := *c
			twin.texts, twin.data = slices.Clone(c.texts), false
			cells = append(cells, &twin)
		}
	}
	s.insertBelow(row, cells)
	return cells
}

// doublable takes a row that can be copied.
func (f *file) doublable(r *rand.Rand, s *sheet) int {
	return f.freeRow(r, s, func(row int) bool { return s.label(row) != nil && !s.crossed(row+1) && s.crossedBy(row) == 0 })
}

// crossedBy counts the data cells of a row that span others.
func (s *sheet) crossedBy(row int) int {
	n := 0
	for _, c := range s.figures(row) {
		if c.rowSpan > 1 {
			n++
		}
	}
	return n
}

func rowDoubled(f *file, r *rand.Rand) string {
	s := f.sheet(pick(r, []string{"requests", "disclosure"}))
	row := f.doublable(r, s)
	if row < 0 {
		return ""
	}
	s.double(row)
	f.open(s, s.figures(row)...)
	return fmt.Sprintf("%s: row %d stands twice with the same figures", s.key, row)
}

// rowDoubledOther: two rows of one label with other figures: which of them counts nobody can tell.
func rowDoubledOther(f *file, r *rand.Rand) string {
	s := f.sheet(pick(r, []string{"requests", "disclosure"}))
	row := f.freeRow(r, s, func(row int) bool {
		full := !slices.ContainsFunc(s.figures(row), func(c *cell) bool { return digits(c, 1) == "" })
		return full && s.label(row) != nil && !s.crossed(row+1) && s.crossedBy(row) == 0
	})
	if row < 0 {
		return ""
	}
	cells := s.figures(row)
	f.doubt(s, cells...)
	twins := s.double(row)
	for i, c := range twins[len(twins)-len(cells):] {
		n := 2000 + r.IntN(7000)
		c.set(fmt.Sprint(n))
		t := f.of(s, cells[i])
		t.Or = append(t.Or, report.Count(n))
	}
	return fmt.Sprintf("%s: row %d stands twice with other figures", s.key, row)
}

func rowDeleted(f *file, r *rand.Rand) string {
	s := f.sheet(pick(r, []string{"requests", "requests", "disclosure"}))
	if f.shaped[s.key] {
		return ""
	}
	row := f.freeRow(r, s, func(row int) bool { return !s.crossed(row) && !s.crossed(row+1) && s.crossedBy(row) == 0 })
	if row < 0 {
		return ""
	}
	f.shape(s)
	f.gone(s, s.figures(row)...)
	s.dropRow(row)
	return fmt.Sprintf("%s: row %d is deleted", s.key, row)
}

// rowForeign inserts a row that the form has not.
func rowForeign(f *file, r *rand.Rand) string {
	s := f.sheet(pick(r, []string{"requests", "disclosure"}))
	row := f.doublable(r, s)
	if row < 0 {
		return ""
	}
	cells := s.like(row)
	figures := len(s.figures(row))
	label := cells[len(cells)-figures-1]
	label.set(pick(r, []string{"其中：网上申请", "历史遗留问题", "小计", "重大建设项目", "9.其他情形", "备注"}))
	for _, c := range cells[len(cells)-figures:] {
		if !chance(r, 20) {
			c.set(fmt.Sprint(r.IntN(4000)))
		}
	}
	s.insertBelow(row, cells)
	return fmt.Sprintf("%s: a row %q is put below row %d", s.key, label.text(), row)
}

func rowBlank(f *file, r *rand.Rand) string {
	s := f.sheet(pick(r, []string{"requests", "disclosure"}))
	row := f.doublable(r, s)
	if row < 0 {
		return ""
	}
	s.insertBelow(row, s.like(row))
	return fmt.Sprintf("%s: an empty row is put below row %d", s.key, row)
}

// columnNumbers puts a row with the numbers of the columns below the header.
func columnNumbers(f *file, r *rand.Rand) string {
	s := f.sheet(pick(r, []string{"requests", "disputes"}))
	first := s.dataRows()[0]
	figures := s.figures(first)
	if first != s.heads || len(figures) == 0 || figures[0].col+len(figures) != s.columns {
		return ""
	}
	s.makeRoom(first, 1)
	if col := figures[0].col; col > 0 {
		s.cells = append(s.cells, &cell{row: first, rowSpan: 1, colSpan: col, texts: []string{pick(r, []string{"", "栏次"})}})
	}
	for i, c := range figures {
		s.cells = append(s.cells, &cell{row: first, col: c.col, rowSpan: 1, colSpan: 1, texts: []string{fmt.Sprint(i + 1)}})
	}
	if s.key == "disputes" {
		f.open(s, figures...) // a line of figures like the other
	}
	return fmt.Sprintf("%s: the numbers of the columns stand below the header", s.key)
}
