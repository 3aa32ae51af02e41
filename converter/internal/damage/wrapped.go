package damage

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// labelLines cuts labels over lines; what follows stays behind the last part.
func labelLines(d *doc, r *rand.Rand) bool {
	var at []int
	for i := range d.lines {
		if d.lines[i].table != nil && slices.ContainsFunc(d.lines[i].pieces, longWords) {
			at = append(at, i)
		}
	}
	at = some(r, at, 10)
	slices.Sort(at)
	slices.Reverse(at)
	for _, i := range at {
		l := d.lines[i]
		j := slices.IndexFunc(l.pieces, longWords)
		a, b := split(r, l.pieces[j])
		head, rest := l, l
		head.pieces = append(slices.Clone(l.pieces[:j]), a)
		rest.pieces = append([]piece{b}, l.pieces[j+1:]...)
		d.lines[i] = head
		d.lines = slices.Insert(d.lines, i+1, rest)
		if d.form.name == "cell-lines-spaced" {
			d.lines = slices.Insert(d.lines, i+1, line{})
		}
	}
	return len(at) > 0
}

// figuresInsideLabel wraps a label and leaves the figures beside its first or middle line.
func figuresInsideLabel(d *doc, r *rand.Rand) bool {
	done := false
	at := some(r, d.rowLines(1), 5)
	slices.Sort(at)
	slices.Reverse(at)
	for _, i := range at {
		l := d.lines[i]
		first := l.firstValue()
		j := -1
		for k := range l.pieces[:first] {
			if longWords(l.pieces[k]) {
				j = k
			}
		}
		if j < 0 {
			continue
		}
		a, b := split(r, l.pieces[j])
		head, tail := l, line{table: l.table, row: l.row, pieces: []piece{b}}
		head.pieces = slices.Clone(l.pieces)
		head.pieces[j] = a
		lines := []line{head, tail}
		if len([]rune(a.text)) > 3 && chance(r, 50) {
			// Three lines: the figures stand beside the second, or alone between the two halves.
			x, y := split(r, a)
			top := line{table: l.table, row: l.row, pieces: append(slices.Clone(l.pieces[:j]), x)}
			middle := l
			middle.pieces = append([]piece{y}, l.pieces[j+1:]...)
			lines = []line{top, middle, tail}
		} else if chance(r, 40) {
			label, figures := head.cut()
			lines = []line{label, figures, tail}
		}
		d.lines = slices.Replace(d.lines, i, i+1, lines...)
		done = true
	}
	return done
}

// groupSplit tears a group's label at a page break, its second half before the first.
func groupSplit(d *doc, r *rand.Rand) bool {
	for i := range d.lines {
		l := &d.lines[i]
		if l.table == nil || l.table.key != "requests" {
			continue
		}
		for j, p := range l.pieces {
			if p.kind == words && strings.Contains(p.text, "不予处理") {
				runes := []rune(p.text)
				at := len(runes) - 2
				first, second := p, p
				first.text, second.text = string(runes[:at]), string(runes[at:])
				between := piece{text: " ", kind: gap}
				if d.form.tabs {
					between.text = "\t"
				} else if d.form.bars {
					between.text = " | "
				}
				l.pieces = slices.Replace(l.pieces, j, j+1, second, between, first)
				d.lines = slices.Insert(d.lines, i, line{})
				return true
			}
		}
	}
	return false
}

// loneLetter leaves the first character of the next label alone at a page's end, with a page mark behind it.
func loneLetter(d *doc, r *rand.Rand) bool {
	var at []int
	for i := 1; i < len(d.lines); i++ {
		l := &d.lines[i]
		if l.table != nil && len(l.pieces) > 0 && longWords(l.pieces[0]) && l.row != d.lines[i-1].row && []rune(l.pieces[0].text)[0] > 0xff {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return false
	}
	i := pick(r, at)
	l := &d.lines[i]
	runes := []rune(l.pieces[0].text)
	lone := line{table: l.table, row: l.row, pieces: []piece{{text: string(runes[:1]), kind: words}}}
	l.pieces = slices.Clone(l.pieces)
	l.pieces[0].text = string(runes[1:])
	add := []line{lone}
	if chance(r, 60) {
		add = append(add, line{pieces: []piece{{text: fmt.Sprintf(pick(r, marks), 2+r.IntN(5)), kind: prose}}})
	}
	d.lines = slices.Insert(d.lines, i, add...)
	return true
}
