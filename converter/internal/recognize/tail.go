package recognize

import "nianbao/converter/report"

// The disputes table has one row of figures and no label in it.

// claimTail binds the one row of a table whose rows have no labels: the run of values behind the header that fills the
// slots.
func (b *binding) claimTail(r region, groups []group, tail int) {
	slots := b.labels[tail].Slots
	n := len(slots)
	headers := 0
	for l := range b.labels {
		if b.found[l] {
			headers++
		}
	}
	if headers < 2 {
		return
	}
	b.rows[tail] = noFigures
	var candidates []group
	for _, g := range groups {
		for _, run := range rowRuns(r, g.cells) {
			if meaningful(r, run) > 0 && !counts(r, run) {
				candidates = append(candidates, group{label: g.label, cells: run, after: g.after})
			}
		}
	}
	full := none
	for i, g := range candidates {
		if meaningful(r, g.cells) == n {
			if full != none && figures(r, candidates[full].cells) > 0 && figures(r, g.cells) > 0 {
				full = none // two rows that could be it
				break
			}
			if full == none || figures(r, g.cells) > 0 {
				full = i
			}
		}
	}
	for i := range max(full, 0) {
		if figures(r, candidates[i].cells) > 0 {
			full = none // figures among the header's words: which are the row's?
			break
		}
	}
	if r.exact && rivals(r, candidates, n) {
		full = none
	}
	switch {
	case full != none:
		b.bindRow(r, tail, candidates[full].cells, slots, form{})
	case len(candidates) == 1 && r.exact && len(candidates[0].cells) != n:
		b.lose(r, tail, candidates[0].cells, slots) // a cell more or less than columns: which?
	case len(candidates) == 1:
		b.bindRow(r, tail, candidates[0].cells, slots, form{blanksStand: r.exact || r.stands || len(candidates[0].cells) == n && r.cells[candidates[0].cells[0]].kind == blank})
	case len(candidates) > 1:
		var all []int
		for _, g := range candidates {
			all = append(all, g.cells...)
		}
		b.lose(r, tail, all, slots)
	}
}

// rivals reports whether several rows hold most of a row's figures: somebody has begun another.
func rivals(r region, candidates []group, n int) bool {
	rows := 0
	for _, g := range candidates {
		if 2*figures(r, g.cells) > n {
			rows++
		}
	}
	return rows > 1
}

// counts reports whether the values only number the columns: 1 2 3 …
func counts(r region, cells []int) bool {
	n := 0
	for _, c := range cells {
		if r.cells[c].kind == blank {
			continue
		}
		n++
		if d, ok := r.cells[c].value.Number(); !ok || !d.Equal(report.Int(n)) {
			return false
		}
	}
	return n > 4
}

// rowRuns cuts cells at row boundaries where a row holds several values, else leaves them together.
func rowRuns(r region, cells []int) [][]int {
	perRow := map[int]int{}
	for _, c := range cells {
		if r.cells[c].kind != blank {
			perRow[r.cells[c].row]++
		}
	}
	several := false
	for _, n := range perRow {
		several = several || n > 1
	}
	if !several && !r.exact && len(perRow) != 1 {
		return [][]int{cells}
	}
	var runs [][]int
	for i, c := range cells {
		if i == 0 || r.cells[cells[i-1]].row != r.cells[c].row {
			runs = append(runs, nil)
		}
		runs[len(runs)-1] = append(runs[len(runs)-1], c)
	}
	return runs
}

func figures(r region, cells []int) int {
	n := 0
	for _, c := range cells {
		if r.cells[c].kind == figure {
			n++
		}
	}
	return n
}
