package damage

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// dropTabs takes one tab of several away.
func dropTabs(d *doc, r *rand.Rand) bool {
	done := false
	for _, i := range some(r, d.rowLines(1), 5) {
		l := &d.lines[i]
		var at []int
		for j, p := range l.pieces {
			// A tab that stands beside another, so that no two texts run together.
			if p.kind == gap && strings.Trim(p.text, "\t") == "" && p.text != "" {
				if !l.row.full() && j > 0 && j+1 < len(l.pieces) && !d.peer(l) {
					continue // the row would look whole without it
				}
				if len(p.text) > 1 || j == 0 || j+1 == len(l.pieces) || strings.Trim(l.pieces[j-1].text, "\t") == "" || strings.Trim(l.pieces[j+1].text, "\t") == "" {
					at = append(at, j)
				}
			}
		}
		if len(at) == 0 {
			continue
		}
		j := pick(r, at)
		l.pieces[j].text = l.pieces[j].text[1:]
		if !l.row.full() {
			d.loseLine(l)
		}
		done = true
	}
	return done
}

func extraTabs(d *doc, r *rand.Rand) bool {
	done := false
	for _, i := range some(r, d.rowLines(1), 6) {
		l := &d.lines[i]
		if !l.row.full() && !d.peer(l) || l.row.collapsed {
			continue
		}
		more := piece{text: strings.Repeat("\t", 1+r.IntN(3)), kind: gap}
		switch at := l.firstValue(); r.IntN(3) {
		case 0:
			l.pieces = slices.Insert(l.pieces, 0, more)
		case 1:
			l.pieces = slices.Insert(l.pieces, at, more)
		case 2:
			l.pieces = append(l.pieces, more)
		}
		if !l.row.full() {
			d.loseLine(l)
		}
		done = true
	}
	return done
}

// glueRow takes the separators between the figures of rows away.
func glueRow(d *doc, r *rand.Rand) bool {
	done := false
	for _, i := range some(r, d.rowLines(2), 4) {
		l := &d.lines[i]
		first := l.firstValue()
		if l.values() < 7 && !strings.HasPrefix(l.pieces[first].text, "0") || !l.row.full() {
			continue // three figures in one could be one figure
		}
		var kept []piece
		for j, p := range l.pieces {
			if j > first && p.kind == gap {
				continue
			}
			kept = append(kept, p)
		}
		l.pieces, done = kept, true
		d.loseLine(l)
	}
	return done
}

// glueLabel takes the separator between label and figures away.
func glueLabel(d *doc, r *rand.Rand) bool {
	done := false
	for _, i := range some(r, d.rowLines(1), 4) {
		l := &d.lines[i]
		first := l.firstValue()
		if first < 2 || l.pieces[first].text == "" || l.pieces[first-1].kind != gap || l.pieces[first-2].kind != words {
			continue
		}
		l.pieces = slices.Delete(l.pieces, first-1, first)
		d.loseLine(l)
		done = true
	}
	return done
}

// glueTwo takes the separator between two figures away, in a row that others like it show to be one cell short.
func glueTwo(d *doc, r *rand.Rand) bool {
	for _, i := range some(r, d.rowLines(5), 3) {
		l := &d.lines[i]
		if !l.row.full() || !d.peer(l) {
			continue
		}
		first := l.firstValue()
		var at []int
		for j := first + 1; j+1 < len(l.pieces); j++ {
			if l.pieces[j].kind == gap && l.pieces[j-1].kind == value && l.pieces[j+1].kind == value {
				at = append(at, j)
			}
		}
		if len(at) == 0 {
			continue
		}
		j := pick(r, at)
		l.pieces = slices.Delete(slices.Clone(l.pieces), j, j+1)
		d.loseLine(l)
		return true
	}
	return false
}

// groupCellLost takes the empty cells before a row's label away and makes up for them behind it and at its end, as where
// the cell of a group ends with a page.
func groupCellLost(d *doc, r *rand.Rand) bool {
	done := false
	for _, i := range some(r, d.rowLines(5), 4) {
		l := &d.lines[i]
		n := 0
		for n < len(l.pieces) && l.pieces[n].kind == gap && l.pieces[n].text == "\t" {
			n++
		}
		first := l.firstValue()
		if n == 0 || first <= n || !l.row.full() && !d.peer(l) || l.row.collapsed {
			continue
		}
		if !l.row.full() {
			d.loseLine(l)
		}
		behind := r.IntN(n + 1)
		moved := slices.Clone(l.pieces[n:first])
		for range behind {
			moved = append(moved, piece{text: "\t", kind: gap})
		}
		moved = append(moved, l.pieces[first:]...)
		for range n - behind {
			moved = append(moved, piece{text: "\t", kind: gap})
		}
		l.pieces, done = moved, true
	}
	return done
}
