package damage

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// tornRow puts figures on the line after their label.
func tornRow(d *doc, r *rand.Rand) bool {
	at := some(r, d.rowLines(1), 6)
	slices.Sort(at)
	slices.Reverse(at)
	done := false
	for _, i := range at {
		if d.lines[i].firstValue() == 0 || d.lines[i].row.label() == nil {
			continue
		}
		if !d.lines[i].row.full() {
			d.loseLine(&d.lines[i])
		}
		label, figures := d.lines[i].cut()
		d.lines[i] = label
		d.lines = slices.Insert(d.lines, i+1, figures)
		done = true
	}
	return done
}

// tornBlock puts the labels of several rows before their figures, as a page in two columns is extracted. The rows are
// full: else a careful reader too would count the figures to the wrong labels.
func tornBlock(d *doc, r *rand.Rand) bool {
	at := d.rowLines(1)
	if len(at) < 4 {
		return false
	}
	start := r.IntN(len(at) - 2)
	n := 2 + r.IntN(min(len(at)-start-1, pick(r, []int{2, 4, 30})))
	first := at[start]
	last := first
	for _, i := range at[start:min(start+n, len(at))] {
		if i != last && i != last+1 || d.lines[i].table != d.lines[first].table || d.lines[i].row.label() == nil || d.lines[i].firstValue() == 0 || !d.lines[i].row.full() {
			break
		}
		last = i
	}
	if last == first || !d.lines[first].row.full() || d.lines[first].row.label() == nil || d.lines[first].firstValue() == 0 {
		return false
	}
	var labels, figures []line
	for i := first; i <= last; i++ {
		d.loseLine(&d.lines[i])
		l, f := d.lines[i].cut()
		labels, figures = append(labels, l), append(figures, f)
	}
	d.lines = slices.Replace(d.lines, first, last+1, append(labels, figures...)...)
	return true
}

// rowWrapped breaks a row of figures over two lines.
func rowWrapped(d *doc, r *rand.Rand) bool {
	at := some(r, d.rowLines(4), 4)
	slices.Sort(at)
	slices.Reverse(at)
	for _, i := range at {
		l := d.lines[i]
		first := l.firstValue()
		var cuts []int
		for j := first + 1; j < len(l.pieces); j++ {
			if l.pieces[j].kind == gap && l.pieces[j-1].kind == value {
				cuts = append(cuts, j)
			}
		}
		if len(cuts) == 0 {
			continue
		}
		j := pick(r, cuts)
		rest := l
		rest.pieces = l.pieces[j+1:]
		l.pieces = l.pieces[:j:j]
		d.lines[i] = l
		d.lines = slices.Insert(d.lines, i+1, rest)
	}
	return len(at) > 0
}

// remarkTorn puts the remark behind a figure on the next line.
func remarkTorn(d *doc, r *rand.Rand) bool {
	done := false
	for i := len(d.lines) - 1; i >= 0; i-- {
		l := d.lines[i]
		if l.values() != 1 {
			continue
		}
		at := l.firstValue()
		if cut := strings.Index(l.pieces[at].text, "（"); cut > 0 {
			rest := line{table: l.table, row: l.row, pieces: []piece{{text: l.pieces[at].text[cut:], kind: prose}}}
			rest.pieces = append(rest.pieces, l.pieces[at+1:]...)
			l.pieces = slices.Clone(l.pieces[:at+1])
			l.pieces[at].text = l.pieces[at].text[:cut]
			d.lines[i] = l
			d.lines = slices.Insert(d.lines, i+1, rest)
			done = true
		}
	}
	return done
}

// headerInterleaved prints table 4's narrow header as a page does on which each word stands upright: the first
// characters of all words on one line, the second on the next.
func headerInterleaved(d *doc, r *rand.Rand) bool {
	for i := range d.lines {
		l := &d.lines[i]
		if l.table == nil || l.table.key != "disputes" || l.row != l.table.rows[len(l.table.rows)-2] {
			continue
		}
		var rows [4]line
		for _, p := range l.pieces {
			runes := []rune(p.text)
			if p.kind != words || len(runes) < 2 || len(runes) > 4 {
				continue
			}
			for k, ch := range runes {
				if len(rows[k].pieces) > 0 {
					rows[k].pieces = append(rows[k].pieces, piece{text: " ", kind: gap})
				}
				rows[k].pieces = append(rows[k].pieces, piece{text: string(ch), kind: words})
			}
		}
		var lines []line
		for k := range rows {
			if len(rows[k].pieces) > 0 {
				rows[k].table, rows[k].row = l.table, l.row
				lines = append(lines, rows[k])
			}
		}
		d.lines = slices.Replace(d.lines, i, i+1, lines...)
		return true
	}
	return false
}
