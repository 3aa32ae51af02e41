package readings

import "nianbao/converter/internal/recognize/table"

// form is what the rows of a table that leave no doubt say about the others.
type form struct {
	stands bool
	// columnsKnown: a row is full, so the table has all its columns.
	columnsKnown bool
	shapes       map[int]shape // column span of a row's label -> the shape of its full rows; varied ones are left out
	lengths      map[kind]int  // how many cells most rows of a kind have
	uneven       bool          // rows of one span differ in length: separators were lost or added
	standing     int           // rows with empty places before or between their figures
	front        int           // rows whose empty places all stand behind their figures
}

// shape is where the slots of a row stand among the cells behind its label.
type shape struct {
	lead  int // empty places before the first slot
	cells int // all cells
}

// mostLead is how many empty places may stand before a row's first figure without being blanks of the row: what is left of
// the spans of labels in front of it. The label column of the official table is three grid columns wide, so a text can have
// three such places at the most.
const mostLead = 3

func formOf(l *table.Labelled, rows []row, fields [][]int) *form {
	f := &form{shapes: map[int]shape{}, lengths: usualLengths(l, rows, fields)}
	varied := map[int]bool{}
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
		if values == slots && last-first+1 == values {
			mine := shape{first, len(cells)}
			if other, ok := f.shapes[span]; ok && other != mine {
				varied[span] = true
			}
			f.shapes[span] = mine
		}
	}
	for span := range varied {
		delete(f.shapes, span)
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

// offset returns how many empty places of a row stand before its first slot; ok is false where they do not say.
func (f *form) offset(l *table.Labelled, row *row, fields []int, first, last int) (offset int, ok bool) {
	n := len(row.slots)
	low, high := max(0, last-n+1), min(first, len(fields)-n)
	switch {
	case !f.stands || !f.columnsKnown && !headerWhole(l, row.label):
		// Blanks may have been dropped, added or made up for at the row's end, or the table may lack a column.
	case len(fields) == n:
		return 0, true
	case len(fields) < n:
	default:
		if full, known := f.shapes[l.Span(row.label)]; known && full.cells == len(fields) && full.lead >= low && full.lead <= high {
			return full.lead, true
		}
		if low == high && len(fields) <= n+mostMore {
			return low, true
		}
	}
	return 0, false
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
