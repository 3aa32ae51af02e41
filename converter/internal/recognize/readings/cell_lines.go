package readings

import (
	"slices"

	"nianbao/converter/internal/recognize/table"
)

// cellLines is the way of a cell a line in which an empty line is an empty cell (LibreOffice's text, docx2txt). That every
// row has exactly as many lines as columns proves it.
func cellLines() table.Way {
	return labelsFirst{name: "cell-lines",
		fields: func(l *table.Labelled, r *row) []int { return withLines(l, r, func(n int) int { return n }) },
		stands: linesStand, only: true}
}

// cellLinesApart is the same where an empty line divides all cells: two neighbours are divided by one, and each empty
// cell adds two.
func cellLinesApart() table.Way {
	return labelsFirst{name: "cell-lines-apart",
		fields: func(l *table.Labelled, r *row) []int {
			return withLines(l, r, func(n int) int { return (n - 1) / 2 })
		},
		stands: func(l *table.Labelled, rows []row, f *form) bool {
			for i := range rows {
				for _, c := range rows[i].cells {
					if l.Cells[c].Empty%2 == 0 {
						return false // not every cell is divided from the one before
					}
				}
			}
			return linesStand(l, rows, f)
		}, only: true}
}

// withLines returns the cells of a row with an empty place for what empty lines count as.
func withLines(l *table.Labelled, r *row, count func(lines int) int) []int {
	var fields []int
	for _, c := range r.cells {
		for range count(l.Cells[c].Empty) {
			fields = append(fields, table.None)
		}
		fields = append(fields, c)
	}
	behind := l.After
	if r.run.End < len(l.Cells) {
		behind = l.Cells[r.run.End].Empty
	}
	for range count(behind) {
		fields = append(fields, table.None)
	}
	return fields
}

// linesStand reports whether every row has just as many lines as columns, and some of them are empty. The last row of a
// table may be followed by the empty lines between the table and what comes next.
func linesStand(l *table.Labelled, rows []row, f *form) bool {
	if !l.Lines || l.Stands || len(rows) < 2 {
		return false
	}
	last := slices.MaxFunc(rows, func(a, b row) int { return a.run.End - b.run.End }).label
	empty, many := false, 0
	for i := range rows {
		n := len(rows[i].slots)
		fields := f.fieldCount[i]
		if fields != n && !(rows[i].label == last && fields > n) {
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
