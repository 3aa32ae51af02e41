package readings

import (
	"context"
	"slices"

	"nianbao/converter/internal/recognize/table"
	"nianbao/converter/report"
)

// singleRow is the way of a table with one row of figures and no label in it (table 4): the run of values behind the
// header that fills the columns.
type singleRow struct{}

func (singleRow) Name() string { return "single-row" }

func (w singleRow) Read(_ context.Context, l *table.Labelled) *table.Reading {
	if l.Tail == table.None || l.LabelsFound() < 2 {
		return nil
	}
	r := table.NewReading(w.Name(), l)
	r.ByPosition = true
	n := len(l.Slots(l.Tail))
	candidates := candidateRuns(l)
	full := fullRun(l, candidates, n)
	switch {
	case len(candidates) == 0:
	case full != table.None:
		w.place(r, l, candidates[full], n)
	case len(candidates) == 1:
		w.place(r, l, candidates[0], n)
	default:
		var all []int
		for _, c := range candidates {
			all = append(all, c.cells...)
		}
		r.Unclear(l, l.Tail, all, SeveralRows)
	}
	return r
}

// place claims the row from the one run that it can be.
func (singleRow) place(r *table.Reading, l *table.Labelled, run candidate, n int) {
	fields := run.cells
	values := l.Values(fields)
	if l.Lines && !l.Stands {
		fields = run.lines
	}
	exact := len(withoutGaps(l, fields)) == n
	switch {
	case !readable(l, fields), l.Resolved && wordsBeside(l, fields[0]):
		r.Unclear(l, l.Tail, fields, Unreadable)
	case values > n:
		r.Unclear(l, l.Tail, fields, TooMany)
	case l.Resolved && !exact:
		r.Unclear(l, l.Tail, fields, RowLength) // a cell more or less than columns: which?
	case values == n:
		full, _ := valuesOf(l, fields)
		r.Put(l, l.Tail, full, "")
	case exact && (l.Resolved || l.Stands || l.Lines && headerDense(l) || delimitedBlanks(l, fields)):
		r.Put(l, l.Tail, withoutGaps(l, fields), "") // what is filled up behind them is the columns of a wider header
	default:
		r.Unclear(l, l.Tail, fields, Dropped)
	}
}

// wordsBeside reports whether words stand in the row of a cell: as the row has no label, they stand for a figure.
func wordsBeside(l *table.Labelled, at int) bool {
	return slices.ContainsFunc(l.Cells, func(c table.Cell) bool { return c.Row == l.Cells[at].Row && c.Kind == table.Text })
}

// headerDense reports whether hardly a word of the header is divided from the one before by empty lines: where all cells
// are, an empty line is no cell.
func headerDense(l *table.Labelled) bool {
	// One in so many: page marks and notes leave an empty line or two among the 19 words of the header; a writer that
	// divides cells by empty lines leaves one before nearly each.
	const share = 4
	words, divided := 0, 0
	for i := l.First + 1; i < len(l.Cells); i++ {
		if l.Owner[i] != table.None {
			words++
			if l.Cells[i].Empty > 0 {
				divided++
			}
		}
	}
	return share*divided <= words
}

// delimitedBlanks reports whether tabs or bars divide the fields of a row, and some of those before or between its figures
// are empty: then the empty ones were not moved to its end.
func delimitedBlanks(l *table.Labelled, fields []int) bool {
	first, last := extent(l, fields)
	blank := first > 0
	for i, c := range fields {
		if c == table.None || l.Cells[c].At != 0 {
			return false
		}
		blank = blank || i < last && l.Cells[c].Kind == table.Blank
	}
	return blank
}

// candidate is a run of values that may be the row.
type candidate struct {
	cells []int
	lines []int // with an empty place for each empty line before a cell, and behind the last
}

// candidateRuns returns the runs of values that may be the row: those that do not only number the columns.
func candidateRuns(l *table.Labelled) []candidate {
	var all []candidate
	for i := range l.Runs {
		for _, cells := range rowRuns(l, l.Runs[i].Cells) {
			if l.Values(cells) > 0 && !counts(l, cells) {
				own := row{run: &l.Runs[i], cells: cells}
				lines, _ := emptyLines{count: one}.fields(l, &own)
				all = append(all, candidate{cells, lines})
			}
		}
	}
	return all
}

// fullRun returns the one candidate that has a value for each column, and no figures before it or beside it that might be
// the row's as well; None where there is none.
func fullRun(l *table.Labelled, candidates []candidate, n int) int {
	full := table.None
	for i, c := range candidates {
		if l.Values(c.cells) != n {
			continue
		}
		if full != table.None && figures(l, candidates[full].cells) > 0 && figures(l, c.cells) > 0 {
			return table.None // two rows that could be it
		}
		if full == table.None || figures(l, c.cells) > 0 {
			full = i
		}
	}
	rows := 0
	for i, c := range candidates {
		if i < full && figures(l, c.cells) > 0 {
			return table.None // figures among the header's words: which are the row's?
		}
		if 2*figures(l, c.cells) > n {
			rows++
		}
	}
	if l.Resolved && rows > 1 {
		return table.None // somebody has begun another row
	}
	return full
}

// counts reports whether the values only number the columns: 1 2 3 …
func counts(l *table.Labelled, cells []int) bool {
	n := 0
	for _, c := range cells {
		if l.Cells[c].Kind == table.Blank {
			continue
		}
		n++
		if d, ok := l.Cells[c].Value.Number(); !ok || !d.Equal(report.Int(n)) {
			return false
		}
	}
	return n > 4
}

// rowRuns cuts cells at row boundaries where a row holds several values, else leaves them together.
func rowRuns(l *table.Labelled, cells []int) [][]int {
	perRow := map[int]int{}
	for _, c := range cells {
		if l.Cells[c].Kind != table.Blank {
			perRow[l.Cells[c].Row]++
		}
	}
	several := false
	for _, n := range perRow {
		several = several || n > 1
	}
	if !several && !l.Resolved && len(perRow) != 1 {
		return [][]int{cells}
	}
	var runs [][]int
	for i, c := range cells {
		if i == 0 || l.Cells[cells[i-1]].Row != l.Cells[c].Row {
			runs = append(runs, nil)
		}
		runs[len(runs)-1] = append(runs[len(runs)-1], c)
	}
	return runs
}

func figures(l *table.Labelled, cells []int) int {
	n := 0
	for _, c := range cells {
		if l.Cells[c].Kind == table.Figure {
			n++
		}
	}
	return n
}
