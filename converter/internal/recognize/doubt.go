package recognize

import (
	"nianbao/converter/report"
)

// Figures that may belong to another row than the label before them suggests.

// doubt takes back rows that may have been bound to the label above theirs. Where a row's worth of figures stands before
// its label, it follows the header or a row that has its figures already; the next labels then seem to be followed by
// their figures, which are those of the labels after them, until a label is left without any.
func (b *binding) doubt(r region, groups []group) {
	for i, g := range groups {
		slots := []report.Key(nil)
		if g.label != none {
			slots = b.labels[g.label].Slots
		}
		values := meaningful(r, g.cells)
		ahead := false // a row's worth of figures stands here that is not this label's
		if slots == nil && g.label != none {
			for l := range b.labels {
				if n := len(b.labels[l].Slots); n > 1 && values == n {
					ahead = true
				}
			}
		} else if n := len(slots); n > 1 && values == 2*n && !b.apart[g.label] {
			ahead = true
		}
		if ahead {
			b.dropShifted(groups[i+1:], g.label)
		}
	}
}

// dropShifted takes back the rows whose figures stand apart from their labels, from a row's worth of stray figures on
// to the first label that has none. Without such a label nothing is shifted: the stray figures are those of a row whose
// label is lost.
func (b *binding) dropShifted(groups []group, from int) {
	end := none
	for l := from + 1; l < len(b.labels); l++ {
		if b.labels[l].Slots != nil && b.rows[l] == noFigures {
			end = l
			break
		}
	}
	if end == none {
		return
	}
	for _, g := range groups {
		if g.label == none || b.labels[g.label].Slots == nil {
			continue
		}
		if g.label > end || b.rows[g.label] == bound && !b.apart[g.label] {
			return
		}
		if b.rows[g.label] == bound {
			b.take(g.label)
		}
	}
}

func firstValue(r region, cells []int) int {
	for _, c := range cells {
		if r.cells[c].kind != blank {
			return c
		}
	}
	return cells[0]
}

// ownValues counts the values that stand in the row of their label.
func ownValues(r region, g group) int {
	n := 0
	for _, c := range g.cells {
		if r.cells[c].row == g.row && r.cells[c].kind != blank {
			n++
		}
	}
	return n
}

// ownRow narrows a group to the cells of its label's own row, where the source has a row a line and the line holds as
// many figures as slots: what follows on further lines belongs to a row whose label is lost.
func (b *binding) ownRow(r region, g *group, slots int) []int {
	first := r.cells[g.cells[0]].row
	values, end := 0, 0
	for i, c := range g.cells {
		if r.cells[c].row != first {
			break
		}
		if k := r.cells[c].kind; k != blank {
			values++
		}
		end = i + 1
	}
	// Figures that do not stand on their label's line are not known to be one row's: there may be another row's first.
	if end < len(g.cells) && first == g.row && (values == slots || r.exact) {
		if rest := (group{label: none, cells: g.cells[end:], after: g.after}); meaningful(r, rest.cells) > 0 {
			b.stray(r, rest)
		}
		return g.cells[:end]
	}
	return g.cells
}

// scattered reports whether the values of a group stand on several lines of which one holds several.
func scattered(r region, cells []int) bool {
	rows, most, inRow, last := 0, 0, 0, none
	for _, c := range cells {
		if r.cells[c].kind == blank {
			continue
		}
		if r.cells[c].row != last {
			rows, inRow, last = rows+1, 0, r.cells[c].row
		}
		inRow++
		most = max(most, inRow)
	}
	return rows > 1 && most > 1
}
