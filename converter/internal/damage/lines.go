package damage

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// rowLines returns the indexes of lines that hold figures of a table.
func (d *doc) rowLines(least int) []int {
	var at []int
	for i := range d.lines {
		if d.lines[i].table != nil && d.lines[i].values() >= least {
			at = append(at, i)
		}
	}
	return at
}

func (l *line) values() int {
	n := 0
	for _, p := range l.pieces {
		if p.kind == value {
			n++
		}
	}
	return n
}

// firstValue returns the index of the first data cell.
func (l *line) firstValue() int {
	return slices.IndexFunc(l.pieces, func(p piece) bool { return p.kind == value })
}

func (d *doc) loseLine(l *line) {
	for _, p := range l.pieces {
		if p.kind == value && l.table != nil {
			d.loseCell(l.table, p.key)
		}
	}
	if l.row != nil {
		d.lose(l.table, l.row)
	}
}

func some(r *rand.Rand, from []int, most int) []int {
	if len(from) == 0 {
		return nil
	}
	from = slices.Clone(from)
	r.Shuffle(len(from), func(i, j int) { from[i], from[j] = from[j], from[i] })
	return from[:min(1+r.IntN(most), len(from))]
}

// peer reports whether another line shows that a row of this kind has more cells, or fewer: a full one, whose label
// spans as many columns.
func (d *doc) peer(l *line) bool {
	label := l.row.label()
	for i := range d.lines {
		o := &d.lines[i]
		if o.table == l.table && o.row != nil && o.row != l.row && o.row.full() && o.values() == l.values() && label != nil && o.row.label() != nil &&
			o.row.label().colspan == label.colspan && o.row.lead == l.row.lead && d.form.name != "tabs-leading" {
			return true
		}
	}
	return false
}

// cut takes the figures of a line with the separators between them out.
func (l *line) cut() (label, figures line) {
	first := l.firstValue()
	label, figures = *l, *l
	label.pieces = slices.Clone(l.pieces[:first])
	figures.pieces = slices.Clone(l.pieces[first:])
	if !strings.ContainsAny(l.String(), "|｜") {
		for len(label.pieces) > 0 && label.pieces[len(label.pieces)-1].kind == gap {
			label.pieces = label.pieces[:len(label.pieces)-1]
		}
	}
	return label, figures
}

// split cuts a piece of words in two.
func split(r *rand.Rand, p piece) (piece, piece) {
	runes := []rune(p.text)
	at := 1 + r.IntN(len(runes)-1)
	for strings.ContainsRune(".．、，）)” \u00a0", runes[at]) {
		at = at%(len(runes)-1) + 1 // no line begins with such a mark
	}
	a, b := p, p
	a.text, b.text = string(runes[:at]), string(runes[at:])
	return a, b
}

func longWords(p piece) bool { return p.kind == words && len([]rune(p.text)) > 5 }

// betweenRows returns the indexes of table lines before which another line may stand.
func (d *doc) betweenRows() []int {
	var at []int
	for i := 1; i < len(d.lines); i++ {
		if d.lines[i].table != nil {
			at = append(at, i)
		}
	}
	return at
}

func (d *doc) insertLines(at []int, make func(i int) []line) bool {
	slices.Sort(at)
	slices.Reverse(at)
	for _, i := range at {
		d.lines = slices.Insert(d.lines, i, make(i)...)
	}
	return len(at) > 0
}

func (d *doc) dropLines(drop func(string) bool) bool {
	done := false
	var kept []line
	for i := range d.lines {
		l := &d.lines[i]
		text := strings.TrimSpace(l.String())
		if text == "" {
			kept = append(kept, *l)
			continue
		}
		if drop(text) {
			done = true
			d.loseLine(l)
			continue
		}
		kept = append(kept, *l)
	}
	d.lines = kept
	return done
}
