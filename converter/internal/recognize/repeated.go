package recognize

import (
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// Converters that know no spans write a merged cell into every place it covers. Such a text has the official grid whole:
// a row a line, a cell for every grid column.

// repeats reports whether labels stand in neighbouring cells of a row over and over.
func (r *region) repeats() bool {
	pairs := 0
	for i := 1; i < len(r.cells); i++ {
		a, b := &r.cells[i-1], &r.cells[i]
		if a.kind == text && b.kind == text && a.row == b.row && len(a.folded) > 1 && string(a.folded) == string(b.folded) {
			pairs++
		}
	}
	return pairs > 2
}

// once returns the region with each run of equal labels in a row told once, for reading it by its labels alone.
func (r *region) once() region {
	told := *r
	told.cells = nil
	for i := range r.cells {
		if i > 0 {
			a, b := &r.cells[i-1], &r.cells[i]
			if a.kind == text && b.kind == text && a.row == b.row && len(a.folded) > 0 && string(a.folded) == string(b.folded) {
				continue
			}
		}
		told.cells = append(told.cells, r.cells[i])
	}
	return told
}

// bindRepeated binds a region in which every merged cell is written out; nil if the rows do not make the edition's grid.
func bindRepeated(r region, e *edition.Table, format string) (*binding, region) {
	var rows [][]int
	for i := range r.cells {
		if n := len(rows); n == 0 || r.cells[rows[n-1][0]].row != r.cells[i].row {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], i)
	}
	for start := 0; start+e.Rows <= len(rows); start++ {
		if t := gridOf(r, rows[start:start+e.Rows], e); t != nil {
			if b, one := bindGrid(t, e, format, 0); b != nil {
				for i := range one.cells {
					one.cells[i].item = r.cells[rows[start][0]].item
				}
				last := rows[start+e.Rows-1]
				one.cells[len(one.cells)-1].item = r.cells[last[len(last)-1]].item
				b.distrustFront()
				return b, one
			}
		}
	}
	return nil, region{}
}

// distrustFront takes back the rows whose blanks all stand behind their figures, where hardly a row has them elsewhere:
// the blanks may have been dropped, and made up for at the end of the row.
func (b *binding) distrustFront() {
	standing := 0
	var front []int
	for l := range b.labels {
		slots := b.labels[l].Slots
		if len(slots) < 2 {
			continue
		}
		values, last := 0, none
		for i, k := range slots {
			if !b.cells[k].IsBlank() {
				values, last = values+1, i
			}
		}
		switch {
		case values == 0 || values == len(slots):
		case last == values-1:
			front = append(front, l)
		default:
			standing++
		}
	}
	if 2*standing >= len(front) {
		return
	}
	for _, l := range front {
		b.take(l)
	}
}

// gridOf makes a table of the edition's cells out of rows with a cell for every grid column; nil if a merged cell does
// not hold the same text throughout.
func gridOf(r region, rows [][]int, e *edition.Table) *document.Table {
	at := func(row, col int) *cell {
		if col >= len(rows[row]) {
			return &cell{kind: blank}
		}
		return &r.cells[rows[row][col]]
	}
	for _, row := range rows {
		for _, extra := range row[min(e.Columns, len(row)):] {
			if r.cells[extra].kind != blank {
				return nil
			}
		}
		if len(row) < e.Columns {
			return nil
		}
	}
	t := &document.Table{Rows: e.Rows, Columns: make([]int, e.Columns)}
	for i := range e.Cells {
		want := &e.Cells[i]
		first := at(want.Row, want.Col)
		for row := want.Row; row < want.Row+want.RowSpan; row++ {
			for col := want.Col; col < want.Col+want.ColSpan; col++ {
				if at(row, col).text != first.text && (want.IsData() || string(at(row, col).folded) != string(first.folded)) {
					return nil
				}
			}
		}
		t.Cells = append(t.Cells, document.Cell{Row: want.Row, Col: want.Col, RowSpan: want.RowSpan, ColSpan: want.ColSpan,
			Place:      document.Place{Line: first.line, Column: first.column},
			Paragraphs: []*document.Paragraph{{Runs: []document.Run{{Text: first.text}}}}})
	}
	return t
}

// dropColumnNumbers takes out rows that only number the columns: 1 2 3 … under the header.
func (r *region) dropColumnNumbers() {
	const least = 5
	kept := r.cells[:0]
	for i := 0; i < len(r.cells); {
		end, values, ascending := i, 0, true
		for end < len(r.cells) && r.cells[end].row == r.cells[i].row {
			if c := &r.cells[end]; c.kind != blank && c.kind != text {
				values++
				d, ok := c.value.Number()
				ascending = ascending && ok && d.Equal(report.Int(values)) && c.kind == figure
			}
			end++
		}
		if values < least || !ascending {
			kept = append(kept, r.cells[i:end]...)
		}
		i = end
	}
	r.cells = kept
}
