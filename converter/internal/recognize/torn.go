package recognize

import (
	"maps"
	"slices"
	"strings"

	"nianbao/converter/report"
)

// Rows torn from their labels.
//
// A PDF's text layer often gives the figures of several rows one after another, and their labels elsewhere. Figures
// still come in the order of the rows. Where, between two rows that are bound, exactly as many rows are without figures
// as there are rows' worth of figures left over, there is one way to put them. It is taken only if the formula of every
// row concerned holds and no other formula fails, and what it gives is marked inferred.

// mend binds what claim left over, where there is just one way that adds up.
func (b *binding) mend(r region, groups []group, formulas []formula) {
	var rows []int            // labels with slots, in reading order
	position := map[int]int{} // label -> index in rows
	n := 0
	for l := range b.labels {
		if s := b.labels[l].Slots; s != nil {
			if n != 0 && len(s) != n {
				return // rows of different shapes: the count alone would not tell where one ends
			}
			n = len(s)
			position[l] = len(rows)
			rows = append(rows, l)
		}
	}
	if n < 3 || len(rows) < 3 {
		return
	}
	placed := map[int][]int{} // label -> cells
	var free []int            // figures between the last bound row and the next
	last := none
	gap := func(next int) bool {
		if last >= next {
			return false // figures out of the order of the rows
		}
		if len(free) > 0 && len(free) == n*(next-last-1) {
			for i := range next - last - 1 {
				placed[rows[last+1+i]] = free[n*i : n*(i+1) : n*(i+1)]
			}
		}
		free, last = nil, next
		return true
	}
	for _, g := range groups {
		values := valuesOf(r, g.cells)
		at, ok := position[g.label]
		switch {
		case len(values) == 0 && meaningful(r, g.cells) > 0, len(values)%n != 0:
			return // a row's count is off: nothing can be told from counts any more
		case len(values) == 0:
		case ok && b.rows[g.label] == bound && len(values) == n:
			if !gap(at) {
				return
			}
		default:
			free = append(free, values...)
		}
	}
	gap(len(rows))
	for l := range placed {
		if !b.found[l] && !b.mentioned(r, l) {
			return // a label is lost: its row may be as well, and then the count agrees by accident
		}
	}
	if len(placed) > 0 {
		b.tryPlaced(r, placed, formulas)
	}
}

// mentioned reports whether a label's words stand anywhere in the region, whole or torn over neighbouring cells.
func (b *binding) mentioned(r region, label int) bool {
	var all []rune
	for i := range r.cells {
		all = append(all, r.cells[i].folded...)
	}
	return strings.Contains(string(all), string(b.labels[label].Folded[ordinalLength(b.labels[label].Text):]))
}

// valuesOf returns the cells that are not blank; nil if one of them is neither figure nor mark.
func valuesOf(r region, cells []int) []int {
	var values []int
	for _, c := range cells {
		switch r.cells[c].kind {
		case blank:
		case figure, mark:
			values = append(values, c)
		default:
			return nil
		}
	}
	return values
}

// tryPlaced keeps the placement if every formula within a row concerned holds and no other formula fails.
func (b *binding) tryPlaced(r region, placed map[int][]int, formulas []formula) {
	trial := maps.Clone(b.cells)
	for l, cells := range placed {
		for i, k := range b.labels[l].Slots {
			trial.Set(k.Row, k.Col, r.cells[cells[i]].value)
		}
	}
	for i := range formulas {
		if ok, known := formulas[i].holds(trial); known && !ok {
			return
		}
	}
	for l := range placed {
		own := within(formulas, b.labels[l].Slots)
		if len(own) == 0 {
			return
		}
		for i := range own {
			if ok, _ := own[i].holds(trial); !ok {
				return
			}
		}
	}
	used := map[int]bool{}
	for l := range b.labels {
		cells, ok := placed[l]
		if !ok {
			continue
		}
		for i, k := range b.labels[l].Slots {
			b.set(r, k, cells[i], report.Inferred, "torn")
			used[cells[i]] = true
		}
		b.rows[l] = bound
	}
	b.unclaimed = slices.DeleteFunc(b.unclaimed, func(s stray) bool { return used[s.cell] })
}
