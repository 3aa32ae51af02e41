package readings

import (
	"slices"

	"nianbao/converter/internal/recognize/table"
)

// cellLines is the way of a cell a line in which an empty line is an empty cell. That every row has exactly as many lines as
// columns proves it.
func cellLines() table.Way { return emptyLines{"cell-lines", one, false}.way() }

// cellLinesMerged is the same where a merged cell leaves an empty line in each further row that it covers, as in the text
// that LibreOffice and docx2txt write: those stand before the next row's label.
func cellLinesMerged() table.Way { return emptyLines{"cell-lines-merged", one, true}.way() }

// cellLinesApart is cellLines where an empty line divides all cells: two neighbours are divided by one, and each empty
// cell adds two; cellLinesApartMerged is cellLinesMerged so.
func cellLinesApart() table.Way { return emptyLines{"cell-lines-apart", two, false}.way() }

func cellLinesApartMerged() table.Way { return emptyLines{"cell-lines-apart-merged", two, true}.way() }

// emptyLines is a way of a cell a line.
type emptyLines struct {
	name string
	// count returns how many empty cells a number of empty lines are; ok is false for a number that cannot be.
	count func(lines int) (cells int, ok bool)
	// merged is true where merged cells leave empty lines.
	merged bool
}

func one(lines int) (int, bool) { return lines, true }

func two(lines int) (int, bool) { return (lines - 1) / 2, lines%2 == 1 }

func (e emptyLines) way() table.Way {
	return labelsFirst{name: e.name, only: true, fits: oneCellALine,
		fields: func(l *table.Labelled, r *row) []int { fields, _ := e.fields(l, r); return fields },
		stands: e.stand}
}

// oneCellALine reports whether hardly a line holds more than one cell, and some lines are empty.
func oneCellALine(l *table.Labelled) bool { return l.Lines && !l.Stands && l.Airy }

// fields returns the cells of a row with an empty place for what empty lines count as; ok is false where they cannot.
func (e emptyLines) fields(l *table.Labelled, r *row) (fields []int, ok bool) {
	ok = true
	add := func(lines, less int) {
		n, fits := e.count(lines)
		ok = ok && fits && n >= less
		for range n - less {
			fields = append(fields, table.None)
		}
	}
	for _, c := range r.cells {
		add(l.Cells[c].Empty, 0)
		fields = append(fields, c)
	}
	switch {
	case r.run.End == len(l.Cells):
		between := ok
		add(l.After, 0)
		ok = between // how many lines divide the table from what comes next says nothing
	case e.merged:
		add(l.Cells[r.run.End].Empty, continued(l, r.run.End))
	default:
		add(l.Cells[r.run.End].Empty, 0)
	}
	return fields, ok
}

// continued returns how many merged cells reach into the row of the label that begins with a cell.
func continued(l *table.Labelled, at int) int {
	const mostPieces = 3 // lines of one label, of which the first may be a bare ordinal
	for i := at; i < len(l.Cells) && i < at+mostPieces; i++ {
		if label := l.Owner[i]; label != table.None {
			return l.Continued(label)
		}
	}
	return 0
}

// stand reports whether every row has just as many lines as columns, and some of them are empty. The last row of a table
// may be followed by the empty lines between the table and what comes next.
func (e emptyLines) stand(l *table.Labelled, rows []row, _ *form) bool {
	if len(rows) < 2 {
		return false
	}
	last := slices.MaxFunc(rows, func(a, b row) int { return a.run.End - b.run.End }).label
	empty, many := false, 0
	for i := range rows {
		n := len(rows[i].slots)
		fields, ok := e.fields(l, &rows[i])
		if (!ok || len(fields) != n) && !(rows[i].label == last && len(fields) > n) {
			return false
		}
		empty = empty || l.Values(rows[i].cells) < n
		if n > 1 {
			many++
		}
	}
	// Rows of several columns that must agree: an empty line is as often nothing as a cell, and one row has just as many
	// lines as columns by accident.
	const leastRows = 2
	return empty && many >= leastRows
}
