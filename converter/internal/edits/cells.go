package edits

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"nianbao/converter/report"
)

// cellKinds are edits of the grid about one or two data cells.
var cellKinds = []kind{
	{name: "merged-across", do: mergedAcross},
	{name: "merged-down", do: mergedDown},
	{name: "cell-split", do: cellSplit},
	{name: "cell-deleted", do: cellDeleted},
	{name: "figure-in-label", do: figureInLabel},
}

// merge puts the paragraphs of two cells into the first, as Word does.
func (f *file) merge(s *sheet, a, b *cell) {
	var texts []string
	for _, text := range slices.Concat(a.texts, b.texts) {
		if text != "" {
			texts = append(texts, text)
		}
	}
	a.texts = texts
	if len(texts) == 0 {
		a.texts = []string{""}
	}
	// Two paragraphs over two columns read as one for each; one alone may belong to either.
	if len(texts) == 2 {
		f.open(s, a, b)
	} else {
		was := []report.Cell{f.of(s, a).Cell, f.of(s, b).Cell}
		f.doubt(s, a, b)
		for _, c := range []*cell{a, b} {
			f.of(s, c).Or = append(f.of(s, c).Or, was...)
		}
	}
	s.cells = slices.DeleteFunc(s.cells, func(c *cell) bool { return c == b })
	a.inner = nil
}

func mergedAcross(f *file, r *rand.Rand) string {
	s := f.sheet(pick(r, []string{"requests", "disputes"}))
	a := f.freeCell(r, s, func(c *cell) bool { return c.colSpan == 1 && c.rowSpan == 1 && len(c.inner) == 0 })
	if a == nil {
		return ""
	}
	for _, b := range s.figures(a.row) {
		if b.col == a.col+1 && b.rowSpan == 1 && b.colSpan == 1 && !f.used[s.key][b.key] {
			f.use(s, b)
			f.merge(s, a, b)
			a.colSpan = 2
			return fmt.Sprintf("%s and %s become one cell: %q", place(s, a), b.key.Col, a.texts)
		}
	}
	return ""
}

func mergedDown(f *file, r *rand.Rand) string {
	s := f.sheet("requests")
	a := f.freeCell(r, s, func(c *cell) bool { return c.colSpan == 1 && c.rowSpan == 1 && len(c.inner) == 0 })
	if a == nil {
		return ""
	}
	for _, b := range s.figures(a.row + 1) {
		if b.col == a.col && b.colSpan == a.colSpan && b.rowSpan == 1 && !f.used[s.key][b.key] {
			f.use(s, b)
			f.merge(s, a, b)
			a.rowSpan = 2
			// No row may be moved away from under it.
			f.use(s, s.figures(a.row)...)
			f.use(s, s.figures(b.row)...)
			return fmt.Sprintf("%s and %s become one cell: %q", place(s, a), b.key.Row, a.texts)
		}
	}
	return ""
}

// cellSplit divides a cell into two columns: the figure stays in the left half.
func cellSplit(f *file, r *rand.Rand) string {
	s := f.anySheet(r)
	c := f.freeCell(r, s, func(c *cell) bool { return c.rowSpan == 1 })
	if c == nil {
		return ""
	}
	f.open(s, c)
	right := &cell{row: c.row, col: c.col + c.colSpan - 1, rowSpan: 1, colSpan: 1, texts: []string{""}, role: c.role}
	if c.colSpan == 1 {
		// A new grid column, which all others in this column span.
		for _, o := range s.cells {
			switch {
			case o.col > c.col:
				o.col++
			case o.col+o.colSpan > c.col && o != c:
				o.colSpan++
			}
		}
		s.columns++
		right.col = c.col + 1
	} else {
		c.colSpan--
	}
	s.cells = append(s.cells, right)
	return fmt.Sprintf("%s is split in two", place(s, c))
}

// cellDeleted deletes a cell and lets the others of the row move to the left: the row ends early, and where it lost a
// cell only sums can tell.
func cellDeleted(f *file, r *rand.Rand) string {
	s := f.sheet(pick(r, []string{"requests", "requests", "disputes"}))
	row := f.freeRow(r, s, func(row int) bool {
		for _, c := range s.figures(row) {
			if c.colSpan > 1 || c.rowSpan > 1 {
				return false
			}
		}
		return true
	})
	if row < 0 {
		return ""
	}
	cells := s.figures(row)
	at := r.IntN(len(cells))
	gone := cells[at]
	f.doubt(s, gone)
	for i := range cells {
		if i != at {
			f.open(s, cells[i])
		}
	}
	for _, c := range cells[at+1:] {
		c.col--
	}
	last := cells[len(cells)-1].col + 1
	if at == len(cells)-1 {
		last = gone.col
	}
	s.cells = slices.DeleteFunc(s.cells, func(c *cell) bool { return c == gone })
	s.cells = append(s.cells, &cell{row: row, col: last, rowSpan: 1, colSpan: 1, texts: []string{"{{gone:}}"}})
	f.shaped[s.key] = true // columns no longer stand under their headers
	return fmt.Sprintf("%s is deleted, the cells behind it move to the left", place(s, gone))
}

// figureInLabel: the figure stands behind the label's words, its cell is empty.
func figureInLabel(f *file, r *rand.Rand) string {
	s := f.sheet("disclosure")
	row := f.freeRow(r, s, func(row int) bool {
		cells := s.figures(row)
		return len(cells) == 1 && digits(cells[0], 1) != "" && s.label(row) != nil
	})
	if row < 0 {
		return ""
	}
	c, label := s.figures(row)[0], s.label(row)
	label.set(label.text() + pick(r, []string{" ", "：", ""}) + c.text() + pick(r, []string{"", "件"}))
	c.set("")
	f.open(s, c)
	return fmt.Sprintf("%s stands in the label: %q", place(s, c), label.texts)
}
