package damage

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// barDropped takes the bar away that opens lines.
func barDropped(d *doc, r *rand.Rand) bool {
	return d.atEdge(r, func(l *line) bool {
		if len(l.pieces) < 2 || l.pieces[0].kind != gap || strings.TrimSpace(l.pieces[0].text) != "|" {
			return false
		}
		l.pieces = slices.Clone(l.pieces[1:])
		return true
	})
}

// barAdded puts one more bar before lines.
func barAdded(d *doc, r *rand.Rand) bool {
	return d.atEdge(r, func(l *line) bool {
		l.pieces = slices.Insert(slices.Clone(l.pieces), 0, piece{text: "| ", kind: gap})
		return true
	})
}

// atEdge changes the beginning of some rows, or of all. What stands in a row that has blanks is no longer certain.
func (d *doc) atEdge(r *rand.Rand, change func(l *line) bool) bool {
	at := d.rowLines(1)
	if chance(r, 50) {
		at = some(r, at, 6)
	}
	done := false
	for _, i := range at {
		l := &d.lines[i]
		if l.row.collapsed || !change(l) {
			continue
		}
		if done = true; !l.row.full() {
			d.loseLine(l)
		}
	}
	return done
}
