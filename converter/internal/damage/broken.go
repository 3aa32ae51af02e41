package damage

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// eachFigure changes the texts of figures. A figure that is changed is no longer certain, nor are those beside it where
// white space alone stands between them.
func (d *doc) eachFigure(change func(text string) string) bool {
	done := false
	for _, i := range d.rowLines(1) {
		l := &d.lines[i]
		l.pieces = slices.Clone(l.pieces)
		for j := range l.pieces {
			p := &l.pieces[j]
			if p.kind != value {
				continue
			}
			text := change(p.text)
			if text == p.text {
				continue
			}
			p.text, done = text, true
			if d.form.tabs || d.form.bars {
				d.loseCell(l.table, p.key)
			} else {
				d.loseLine(l)
			}
		}
	}
	return done
}

// tornFigure puts a blank beside the mark in a figure: 1234 .567, 12, 345.
func tornFigure(d *doc, r *rand.Rand) bool {
	before := chance(r, 50)
	return d.eachFigure(func(text string) string {
		at := strings.IndexAny(text, ".,")
		if at < 1 || strings.Trim(text, "0123456789.,") != "" {
			return text
		}
		if before {
			return text[:at] + " " + text[at:]
		}
		return text[:at+1] + " " + text[at+1:]
	})
}

// signSplit puts a blank behind a minus.
func signSplit(d *doc, r *rand.Rand) bool {
	return d.eachFigure(func(text string) string {
		if rest, ok := strings.CutPrefix(text, "-"); ok && rest != "" {
			return "- " + rest
		}
		return text
	})
}

// numberOnRow puts the page's number on the line of a row.
func numberOnRow(d *doc, r *rand.Rand) bool {
	page := pick(r, []string{"%d", "- %d -", "—%d—", "第%d页", "%d / 9"})
	done := false
	for n, i := range some(r, d.rowLines(1), 3) {
		l := &d.lines[i]
		mark := piece{text: fmt.Sprintf(page, 2+n), kind: prose}
		space := piece{text: strings.Repeat(" ", 1+r.IntN(3)), kind: gap}
		if chance(r, 70) {
			l.pieces = append(slices.Clone(l.pieces), space, mark)
		} else {
			l.pieces = append([]piece{mark, space}, l.pieces...)
		}
		d.loseLine(l)
		done = true
	}
	return done
}

// columnAsRow prints the labels of some rows, then their figures column by column: each line holds one of every row.
func columnAsRow(d *doc, r *rand.Rand) bool {
	at := d.rowLines(2)
	if len(at) < 2 {
		return false
	}
	start := r.IntN(len(at) - 1)
	first, last := at[start], at[start]
	fits := func(i int) bool {
		l := &d.lines[i]
		return l.table == d.lines[first].table && l.values() == d.lines[first].values() && l.row.full() && l.row.label() != nil && l.firstValue() > 0
	}
	for _, i := range at[start+1:] {
		if i != last+1 || !fits(i) || last-first > 8 {
			break
		}
		last = i
	}
	if last == first || !fits(first) {
		return false
	}
	var labels []line
	columns := make([]line, d.lines[first].values())
	for i := first; i <= last; i++ {
		l := &d.lines[i]
		d.loseLine(l)
		label, figures := l.cut()
		labels = append(labels, label)
		n := 0
		for _, p := range figures.pieces {
			if p.kind != value {
				continue
			}
			c := &columns[n] // of no row
			if len(c.pieces) > 0 {
				c.pieces = append(c.pieces, piece{text: " ", kind: gap})
			}
			c.pieces = append(c.pieces, p)
			n++
		}
	}
	d.lines = slices.Replace(d.lines, first, last+1, append(labels, columns...)...)
	return true
}
