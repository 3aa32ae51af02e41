package damage

import (
	"math/rand/v2"
	"slices"
)

// dedup drops every line that stood before.
func dedup(d *doc, r *rand.Rand) bool {
	seen := map[string]bool{}
	return d.dropLines(func(text string) bool {
		old := seen[text]
		seen[text] = true
		return old
	})
}

func dedupAdjacent(d *doc, r *rand.Rand) bool {
	last := ""
	return d.dropLines(func(text string) bool {
		same := text == last
		last = text
		return same
	})
}

// truncate cuts the text off at a random place.
func truncate(d *doc, r *rand.Rand) bool {
	total := 0
	for i := range d.lines {
		total += len([]rune(d.lines[i].String())) + 1
	}
	left := total*2/5 + r.IntN(total*3/5)
	for i := range d.lines {
		l := &d.lines[i]
		if n := len([]rune(l.String())) + 1; n <= left {
			left -= n
			continue
		}
		cutRow := l.row
		for j := i; j < len(d.lines); j++ {
			d.loseLine(&d.lines[j])
		}
		if cutRow != nil {
			d.lose(l.table, cutRow)
		}
		for j := range l.pieces {
			runes := []rune(l.pieces[j].text)
			if len(runes) > left {
				l.pieces[j].text = string(runes[:left])
				l.pieces = l.pieces[:j+1]
				break
			}
			left -= len(runes)
		}
		d.lines = d.lines[:i+1]
		d.form.newline = false
		return true
	}
	return false
}

// pageLost takes a page out: whole rows, headings and prose.
func pageLost(d *doc, r *rand.Rand) bool {
	at := d.betweenRows()
	at = slices.DeleteFunc(at, func(i int) bool { return d.lines[i].row == d.lines[i-1].row })
	if len(at) < 3 {
		return false
	}
	from := pick(r, at)
	to := min(from+1+r.IntN(len(d.lines)/4+1), len(d.lines))
	// The rest of a row, and a row that has no label of its own, could be taken for what stands before the gap.
	var last *row
	for i := from; i < len(d.lines); i++ {
		l := &d.lines[i]
		if i >= to && len(l.pieces) > 0 && (l.row == nil || l.row != last && l.row.label() != nil) {
			break
		}
		if to = max(to, i+1); l.row != nil {
			last = l.row
		}
	}
	for i := from; i < to; i++ {
		d.loseLine(&d.lines[i])
	}
	// Figures that come first behind the gap could be taken for those of the row before it.
	if l := &d.lines[from-1]; l.row != nil {
		d.lose(l.table, l.row)
	}
	d.lines = slices.Delete(d.lines, from, to)
	return true
}

// beheaded cuts the front of the text off.
func beheaded(d *doc, r *rand.Rand) bool {
	at := d.betweenRows()
	if len(at) < 3 {
		return false
	}
	i := at[r.IntN(len(at)/2)]
	first := &d.lines[i]
	for j := range i {
		d.loseLine(&d.lines[j])
	}
	d.loseLine(first)
	if len(first.pieces) > 1 && chance(r, 50) {
		first.pieces = first.pieces[1+r.IntN(len(first.pieces)-1):]
	}
	d.lines = d.lines[i:]
	return true
}
