package recognize

import (
	"slices"

	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// Editions get mixed in real life: one band of the disclosure table with the columns of 2021, the next with those of
// 2019. Which edition a row's figures belong to is told by the column headers of its band.

// headers returns the labels of the columns over a row: where the table has header rows, the header cells of one
// column; else the labels of the nearest grid row above that holds no data, but for its first column.
func (b *binding) headers(label int) []int {
	t := b.table
	var over []int
	if t.HeaderRows > 0 {
		l := 0
		for i := range t.Cells {
			c := &t.Cells[i]
			if c.IsData() {
				continue
			}
			if c.Row < t.HeaderRows && c.ColSpan == 1 {
				over = append(over, l)
			}
			l++
		}
		return over
	}
	data := map[int]bool{}
	for i := range t.Cells {
		if t.Cells[i].IsData() {
			data[t.Cells[i].Row] = true
		}
	}
	row := b.labels[label].Row - 1
	for row >= 0 && data[row] {
		row--
	}
	for l := range b.labels {
		if b.labels[l].Row == row && b.labels[l].Slots == nil {
			over = append(over, l)
		}
	}
	if len(over) < 2 {
		return nil
	}
	return over[1:] // the first is the name of the label column
}

// headed counts the column headers over a row that were found.
func (b *binding) headed(label int) (found, all int) {
	for _, l := range b.headers(label) {
		all++
		if b.found[l] {
			found++
		}
	}
	return found, all
}

// mixBands replaces rows whose own column headers are not there by the reading of another edition whose headers are.
// Rows whose headers are those of no edition for sure, though another edition's stand there in part, stay blank.
func (b *binding) mixBands(r region, other *binding) {
	if b.table.HeaderRows > 0 {
		return // one header for the whole table: the edition was chosen by it
	}
	for l := range b.labels {
		slots := b.labels[l].Slots
		if slots == nil || len(b.headers(l)) == 0 {
			continue
		}
		mine, mineAll := b.headed(l)
		twin := other.labelOf(slots[0].Row)
		if twin == none {
			continue
		}
		theirs, theirAll := other.headed(twin)
		if sameHeaders(b, l, other, twin) {
			continue
		}
		if mine == 0 && theirs == 0 && len(slots) > 1 && b.rows[l] == bound && !b.shows(other) {
			b.take(l) // the band's header is gone, and the rest of the table does not tell whose columns these are
			continue
		}
		own, alien := b.onlyHere(l, other, twin), other.onlyHere(twin, b, l)
		foreign := alien > 0 && own == 0
		if own > 0 && alien == 0 {
			continue
		}
		if share, theirShare := mine*theirAll, theirs*mineAll; !foreign && (share > theirShare || share == theirShare && mine >= theirs) {
			continue
		}
		for _, k := range slots {
			delete(b.cells, k)
			delete(b.origins, k)
		}
		b.rows[l] = noFigures
		if theirs < theirAll || other.rows[twin] != bound || !other.full(twin) {
			b.rows[l] = lost // in a table of both editions a row that is not full may have the columns of either
			continue
		}
		for _, k := range other.labels[twin].Slots {
			if c, ok := other.cells[k]; ok {
				b.cells[k] = c
			}
			if o, ok := other.origins[k]; ok {
				b.origins[k] = o
			}
		}
		b.rows[l] = bound
	}
}

// onlyHere counts the column headers found over a row that are like none of the other edition's over the same row.
func (b *binding) onlyHere(label int, other *binding, twin int) int {
	n := 0
	theirs := other.headers(twin)
	for _, h := range b.headers(label) {
		if b.found[h] && !slices.ContainsFunc(theirs, func(t int) bool {
			return likeness(b.labels[h].Folded, other.labels[t].Folded) >= leastSimilarity
		}) {
			n++
		}
	}
	return n
}

// full reports whether no slot of a row is blank.
func (b *binding) full(label int) bool {
	return !slices.ContainsFunc(b.labels[label].Slots, func(k report.Key) bool { return b.cells[k].IsBlank() })
}

// shows reports whether column headers of this edition stand in the table, and none that only the other has.
func (b *binding) shows(other *binding) bool {
	return b.ownHeaders(other) > 0 && other.ownHeaders(b) == 0
}

// ownHeaders counts the column headers found that the other edition does not have.
func (b *binding) ownHeaders(other *binding) int {
	n := 0
	for l := range b.labels {
		if b.labels[l].Slots == nil || !b.found[l] {
			continue
		}
		for _, h := range b.headers(l) {
			if b.found[h] && !slices.ContainsFunc(other.labels, func(o edition.Label) bool { return o.Text == b.labels[h].Text }) {
				n++
			}
		}
	}
	return n
}

// labelOf returns the label of a row by its key.
func (b *binding) labelOf(row string) int {
	for l := range b.labels {
		if s := b.labels[l].Slots; s != nil && s[0].Row == row {
			return l
		}
	}
	return none
}

func sameHeaders(a *binding, la int, b *binding, lb int) bool {
	x, y := a.headers(la), b.headers(lb)
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if a.labels[x[i]].Text != b.labels[y[i]].Text {
			return false
		}
	}
	return true
}
