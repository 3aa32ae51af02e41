package readings

import (
	"slices"

	"nianbao/converter/internal/recognize/table"
)

// form is what the rows of a table that leave no doubt say about the others.
type form struct {
	stands bool
	// columnsKnown: a row is full, so the table has all its columns.
	columnsKnown bool
	shapes       map[kind]shape // the shape of the full rows of a kind; varied ones are left out
	gapped       map[kind]bool  // a full row of the kind has empty places between its figures: what is left of merged cells
	lengths      map[kind]int   // how many cells most rows of a kind have
	uneven       bool           // rows of one span differ in length: separators were lost or added
	standing     int            // rows with empty places before or between their figures
	front        int            // rows whose empty places all stand behind their figures
}

// shape is where the slots of a row stand among the cells behind its label.
type shape struct {
	at    []int // the places of the slots
	cells int   // all cells
}

func (s shape) equal(o shape) bool { return s.cells == o.cells && slices.Equal(s.at, o.at) }

// mostLead is how many empty places may stand before a row's first figure without being blanks of the row: what is left of
// the spans of labels in front of it. The label column of the official table is three grid columns wide, so a text can have
// three such places at the most.
const mostLead = 3

func formOf(l *table.Labelled, rows []row, fields [][]int) *form {
	f := &form{shapes: map[kind]shape{}, gapped: map[kind]bool{}, lengths: usualLengths(l, rows, fields)}
	varied := map[kind]bool{}
	lengths := map[int]int{} // column span of the label -> cells behind it
	for i := range rows {
		slots, cells := len(rows[i].slots), fields[i]
		first, last := extent(l, cells)
		if first == table.None || slots < 2 {
			continue
		}
		span, values := l.Span(rows[i].label), l.Values(cells)
		if length, ok := lengths[span]; ok && length != len(cells) {
			f.uneven = true
		}
		lengths[span] = len(cells)
		switch {
		case last-first+1 > values || first > mostLead:
			f.standing++
		case values < slots && first == 0:
			f.front++
		}
		f.columnsKnown = f.columnsKnown || values == slots
		if k := kindOf(l, &rows[i]); values == slots {
			mine := shape{placesOf(l, cells), len(cells)}
			if other, ok := f.shapes[k]; ok && !other.equal(mine) {
				varied[k] = true
			}
			f.shapes[k] = mine
			f.gapped[k] = f.gapped[k] || last-first+1 > values
		}
	}
	for k := range varied {
		delete(f.shapes, k)
	}
	return f
}

// usualLengths returns how many cells most rows of each kind have; where as many say so, the number of their slots.
func usualLengths(l *table.Labelled, rows []row, fields [][]int) map[kind]int {
	votes := map[kind]map[int]int{}
	for i := range rows {
		cells := fields[i]
		if len(cells) == 0 {
			continue
		}
		k := kindOf(l, &rows[i])
		if votes[k] == nil {
			votes[k] = map[int]int{}
		}
		votes[k][len(withoutGaps(l, cells))]++
	}
	usual := map[kind]int{}
	for k, lengths := range votes {
		best := k.slots
		for length, n := range lengths {
			if n > lengths[best] || n == lengths[best] && best != k.slots && length < best {
				best = length
			}
		}
		usual[k] = best
	}
	return usual
}

// usual reports whether a row has as many cells as most rows of its kind.
func (f *form) usual(l *table.Labelled, row *row, fields []int) bool {
	usual, ok := f.lengths[kindOf(l, row)]
	return !ok || len(withoutGaps(l, fields)) == usual
}

// mostMore is how many empty places more than columns a row may have, where only one offset fits them: as many as mostLead,
// for the same reason. More are worn out tabs, and show no column.
const mostMore = 3

// slotsAt returns where among the cells behind its label the slots of a row stand; ok is false where they do not say.
func (f *form) slotsAt(l *table.Labelled, row *row, fields []int) (at []int, ok bool) {
	n, k := len(row.slots), kindOf(l, row)
	first, last := extent(l, fields)
	full, known := f.shapes[k]
	low, high := max(0, last-n+1), min(first, len(fields)-n)
	switch {
	case !f.stands || !f.columnsKnown && !headerWhole(l, row.label):
		// Blanks may have been dropped, added or made up for at the row's end, or the table may lack a column.
	case known && full.cells == len(fields):
		return full.at, true
	case f.gapped[k]:
	case len(fields) == n:
		return counting(0, n), true
	case len(fields) > n && low == high && len(fields) <= n+mostMore:
		return counting(low, n), true
	}
	return nil, false
}

// placesOf returns the places of the figures among the cells of a row.
func placesOf(l *table.Labelled, cells []int) []int {
	at := make([]int, 0, len(cells))
	for i, c := range cells {
		if c != table.None && l.Cells[c].IsValue() {
			at = append(at, i)
		}
	}
	return at
}

// counting returns n numbers from first on.
func counting(first, n int) []int {
	at := make([]int, n)
	for i := range at {
		at[i] = first + i
	}
	return at
}

// headerWhole reports whether every column header over a row was found.
func headerWhole(l *table.Labelled, label int) bool {
	over := l.Headers(label)
	if len(over) == 0 {
		return len(l.Labels[label].Slots) == 1
	}
	for _, h := range over {
		if !l.Found[h] {
			return false
		}
	}
	return true
}
