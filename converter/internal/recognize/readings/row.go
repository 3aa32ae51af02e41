package readings

import (
	"slices"

	"nianbao/converter/internal/recognize/table"
	"nianbao/converter/report"
)

// row is a label with the cells behind it, under the assumption that figures follow their label.
type row struct {
	label int
	slots []report.Key
	run   *table.Run
	cells []int // those that are the row's, if they are anybody's
	// reason is why none of the cells can be given to the row's columns; "" where nothing speaks against it.
	reason string
}

// stray is cells that stand behind a label and are not its row's.
type stray struct {
	cells []int
	after string
}

// labelled is the rows of a table by the label before their figures, and what stands between them.
type labelled struct {
	rows   []row
	strays []stray
}

// derived names what ways have in common, see [table.Once].
type derived uint8

const (
	derivedRows derived = iota
	derivedForm
)

// labelledRows returns the rows of a table by the label before their figures. Half of the ways ask for them; none changes them.
func labelledRows(l *table.Labelled) labelled {
	return table.Once(l, derivedRows, func() labelled { return rowsByLabel(l) })
}

func rowsByLabel(l *table.Labelled) labelled {
	var strays []stray
	at := make([]int, len(l.Labels)) // label -> its row, counted from 1
	rows := make([]row, 0, len(l.Runs))
	for i := range l.Runs {
		run := &l.Runs[i]
		slots := l.Slots(run.Label)
		values := l.Values(run.Cells)
		known, seen := table.None, false
		if run.Label != table.None {
			known = at[run.Label] - 1
			seen = known >= 0
		}
		switch {
		case values == 0 && (slots == nil || seen):
			continue
		case slots == nil:
			strays = append(strays, stray{run.Cells, run.After})
			continue
		case seen && l.Values(rows[known].cells) > 0:
			// A second row of figures under one label: either may be the row's.
			strays = append(strays, stray{run.Cells, run.After})
			rows[known].reason = Twice
			continue
		}
		this := row{label: run.Label, slots: slots, run: run, cells: run.Cells}
		if values > 0 {
			var rest []int
			if this.cells, rest = ownCells(l, run, len(slots)); l.Values(rest) > 0 {
				strays = append(strays, stray{rest, run.After})
			}
			this.reason = separated(l, run, len(slots))
		}
		if seen {
			rows[known] = this
			continue
		}
		rows = append(rows, this)
		at[run.Label] = len(rows)
	}
	return labelled{rows, strays}
}

// separated says what speaks against the figures behind a label being one row's: they stand on several lines in a way in
// which no row is written.
func separated(l *table.Labelled, run *table.Run, slots int) string {
	own, all := l.Values(run.Own(l)), l.Values(run.Cells)
	if own > 0 && own < all && own != slots || own == 0 && all > 0 && len(run.Own(l)) >= slots && slots > 1 {
		return Apart // in the second case all places of the row stand beside its label, and are empty
	}
	if !l.Lines && !l.Stands && run.Apart(l) && l.Cells[run.Cells[0]].Kind == table.Blank && l.Cells[run.Cells[0]].Row != run.Row {
		return Apart // the figures' line has an empty field in the label's place: it is another row's
	}
	if !l.Resolved && scattered(l, run.Cells) {
		return Scattered
	}
	return ""
}

// scattered reports whether the values of a run stand on several lines of which one holds several.
func scattered(l *table.Labelled, cells []int) bool {
	rows, most, inRow, last := 0, 0, 0, table.None
	for _, c := range cells {
		if !l.Cells[c].IsValue() {
			continue
		}
		if l.Cells[c].Row != last {
			rows, inRow, last = rows+1, 0, l.Cells[c].Row
		}
		inRow++
		most = max(most, inRow)
	}
	return rows > 1 && most > 1
}

// ownCells narrows a run to the cells of its label's own line, where that line holds as many figures as slots: what
// follows on further lines belongs to a row whose label is lost. Figures that do not stand on their label's line are not
// known to be one row's: there may be another row's first.
func ownCells(l *table.Labelled, run *table.Run, slots int) (own, rest []int) {
	own = run.Own(l)
	if len(own) == 0 || len(own) == len(run.Cells) || l.Values(own) != slots && !l.Resolved {
		return run.Cells, nil
	}
	return own, run.Cells[len(own):]
}

// kind is what rows that should have equally many cells have in common.
type kind struct{ span, slots int }

func kindOf(l *table.Labelled, r *row) kind { return kind{l.Span(r.label), len(r.slots)} }

// withoutGaps drops the places that the source has no cell for.
func withoutGaps(l *table.Labelled, cells []int) []int {
	if !slices.ContainsFunc(cells, func(c int) bool { return c != table.None && l.Cells[c].Gap }) {
		return cells
	}
	return slices.DeleteFunc(slices.Clone(cells), func(c int) bool { return c != table.None && l.Cells[c].Gap })
}

// wordsAmong reports whether words stand in a row of a resolved table among or behind the cells that follow its label: what
// they take the place of, a figure or nothing, is not known.
func wordsAmong(l *table.Labelled, fields []int) bool {
	if !l.Resolved {
		return false
	}
	for c := fields[0]; c < len(l.Cells) && l.Cells[c].Row == l.Cells[fields[0]].Row; c++ {
		if l.Cells[c].Kind == table.Text {
			return true
		}
	}
	return false
}

// extent returns the first and last of the cells that hold a value; None where there is none.
func extent(l *table.Labelled, cells []int) (first, last int) {
	first, last = table.None, table.None
	for i, c := range cells {
		if c != table.None && l.Cells[c].IsValue() {
			if first == table.None {
				first = i
			}
			last = i
		}
	}
	return first, last
}

// valuesOf returns the cells that hold figures or marks; ok is false if one of them is neither.
func valuesOf(l *table.Labelled, cells []int) (values []int, ok bool) {
	if n := l.Values(cells); n > 0 {
		values = make([]int, 0, n)
	}
	for _, c := range cells {
		switch {
		case c == table.None || l.Cells[c].Kind == table.Blank:
		case l.Cells[c].Kind == table.Figure || l.Cells[c].Kind == table.Mark:
			values = append(values, c)
		default:
			return nil, false
		}
	}
	return values, true
}
