package check

import (
	"slices"
	"strconv"
)

// slips returns every simple slip that explains at least one broken equation.
func (g *graph) slips() []slip {
	var found []slip
	add := func(kind SlipKind, row string, corrections ...correction) {
		changed := corrections[:0]
		for _, c := range corrections {
			if c.value < 0 {
				return
			}
			if n, ok := g.value[c.cell]; !ok || n != c.value {
				changed = append(changed, c)
			}
		}
		if len(changed) == 0 {
			return
		}
		repaired, confirmed, ok := g.explains(changed)
		if !ok || kind == SlipOneCell && len(repaired) < 2 {
			return
		}
		s := slip{kind: kind, corrections: slices.Clone(changed), repaired: repaired, confirmed: confirmed, row: row}
		if kind == SlipShifted && confirmed < 3 {
			return
		}
		slices.SortFunc(s.corrections, func(a, b correction) int {
			pa, pb := g.place[a.cell], g.place[b.cell]
			if pa != pb {
				return slices.Compare(pa[:], pb[:])
			}
			return compareKeys(a.cell.key, b.cell.key)
		})
		found = append(found, s)
	}
	suspects := g.suspects()
	g.oneCell(suspects, add)
	g.swaps(suspects, add)
	for _, row := range g.rows {
		g.splits(row, add)
		g.shifts(row, add)
	}
	return found
}

type adder func(kind SlipKind, row string, corrections ...correction)

// suspects returns the cells of broken equations, in the order of the form.
func (g *graph) suspects() []cellID {
	var list []cellID
	for _, row := range g.rows {
		for _, id := range row {
			if slices.ContainsFunc(g.byCell[id], func(at int) bool { return g.rules[at].broken }) {
				list = append(list, id)
			}
		}
	}
	return list
}

// oneCell tries for each suspect the figure that repairs one of its broken equations.
func (g *graph) oneCell(suspects []cellID, add adder) {
	for _, id := range suspects {
		old, ok := g.value[id]
		if !ok {
			continue
		}
		var tried []int64
		for _, at := range g.byCell[id] {
			eq := &g.rules[at]
			off, known := g.off(eq, nil)
			if !eq.broken || !known {
				continue
			}
			for _, t := range eq.terms {
				if value := old - t.by*off; t.cell == id && !slices.Contains(tried, value) {
					tried = append(tried, value)
					add(digitSlip(old, value), "", correction{id, value})
				}
			}
		}
	}
}

// digitSlip names the slip by which somebody who means right writes wrong.
func digitSlip(wrong, right int64) SlipKind {
	w, r := strconv.FormatInt(wrong, 10), strconv.FormatInt(right, 10)
	switch {
	case wrong < 0 || right < 0:
	case len(w) == len(r):
		differing := 0
		first := -1
		for i := range w {
			if w[i] != r[i] {
				if differing++; first < 0 {
					first = i
				}
			}
		}
		if differing == 1 {
			return SlipChanged
		}
		if differing == 2 && w[first] == r[first+1] && w[first+1] == r[first] {
			return SlipTransposed
		}
	case len(w)+1 == len(r) && dropOne(r, w):
		return SlipLost
	case len(r)+1 == len(w) && dropOne(w, r):
		return SlipAdded
	}
	return SlipOneCell
}

// dropOne reports whether long without one of its digits is short.
func dropOne(long, short string) bool {
	for i := range long {
		if long[:i]+long[i+1:] == short {
			return true
		}
	}
	return false
}

// swaps tries to exchange the figures of two cells of one row or one column.
func (g *graph) swaps(suspects []cellID, add adder) {
	for _, a := range suspects {
		for _, b := range suspects {
			if a.table != b.table || a.key.Row != b.key.Row && a.key.Col != b.key.Col || compareKeys(a.key, b.key) >= 0 {
				continue
			}
			x, okX := g.value[a]
			y, okY := g.value[b]
			if okX && okY && x != y {
				add(SlipSwapped, "", correction{a, y}, correction{b, x})
			}
		}
	}
}

// splits tries to read the figures of two neighbouring cells as one number, standing in either of them.
func (g *graph) splits(row []cellID, add adder) {
	for i := 0; i+1 < len(row); i++ {
		x, okX := g.value[row[i]]
		y, okY := g.value[row[i+1]]
		if !okX || !okY || x <= 0 || y < 0 {
			continue
		}
		joined, err := strconv.ParseInt(strconv.FormatInt(x, 10)+strconv.FormatInt(y, 10), 10, 64)
		if err != nil || joined > largest {
			continue
		}
		add(SlipSplit, "", correction{row[i], joined}, correction{row[i+1], 0})
		add(SlipSplit, "", correction{row[i], 0}, correction{row[i+1], joined})
	}
}

// shifts tries to move the figures of a row by one column: all of them, or all but the last, which is the total. The
// figure that fell off the end follows from the row's own sum, and the columns must confirm it.
func (g *graph) shifts(row []cellID, add adder) {
	n := len(row) - 1 // the last is the total
	if n < 2 {
		return
	}
	name := row[0].key.Row
	value := func(i int) int64 { return g.value[row[i]] } // blank counts as nothing while it is moved
	empty := func(i int) bool { return value(i) == 0 }
	moved := func(from, to, by int) []correction { // the figures of columns from..to-1, moved by columns
		var list []correction
		for i := from; i < to; i++ {
			list = append(list, correction{row[i+by], value(i)})
		}
		return list
	}
	sum := func(list []correction) (total int64) {
		for _, c := range list {
			total += c.value
		}
		return total
	}
	if empty(n - 1) { // written one column too far left, the total in its place
		add(SlipShifted, name, append(moved(0, n-1, 1), correction{row[0], 0})...)
	}
	if empty(0) { // one column too far right, the total in its place
		add(SlipShifted, name, append(moved(1, n, -1), correction{row[n-1], 0})...)
	}
	if empty(n) { // the whole row too far left: the first figure is gone
		list := moved(0, n, 1)
		total := list[len(list)-1].value
		add(SlipShifted, name, append(list, correction{row[0], total - sum(list[:len(list)-1])})...)
	}
	if empty(0) { // the whole row too far right: the total is gone
		list := moved(1, n+1, -1)
		add(SlipShifted, name, append(list, correction{row[n], sum(list)})...)
	}
}
