package recognize

import (
	"strings"

	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// Binding puts figures into the slots of their row.
//
// A figure belongs to the label before it, and only if nothing unknown stands between the two. Within a row the figures
// fill the slots in order when there are as many as slots; when there are fewer, the blank cells must say where, and
// they are believed only where the source has shown that its blanks stand in their places. Everything else stays blank.

// binding is the result for one table in one edition.
type binding struct {
	table     *edition.Table
	format    string
	cells     report.Table
	origins   map[report.Key]report.Origin
	found     []bool // per label of the sequence
	labels    []edition.Label
	rows      []rowState // per label: what became of its slots
	unclaimed []stray
	extra     []report.Heading
	apart     []bool // per label: its figures stand on other lines than the label
	first     int    // indexes of the region's cells between which the table lies; first > last: no label found
	last      int
	whole     bool     // no blank cell was dropped from a glued text
	grid      bool     // bound by the official grid
	named     bool     // the file itself names the table and its edition
	alike     []string // the other editions whose grid fits as well
	score     int
	rival     int // the best score of another edition on the same region
	formulas  []formula
	heads     []heads      // the column headers of a resolved table, from top to bottom
	foreign   []stray      // figures under a column header that the edition does not have
	columns   []report.Key // cells whose columns the source's table lacks
}

// rowState says what became of a row.
type rowState uint8

const (
	noLabel   rowState = iota // its label was not found
	noFigures                 // the label is there, figures are not
	bound
	lost // figures are there but cannot be placed
)

// stray is figures that belong to no row.
type stray struct {
	cell  int
	raw   string
	after string
}

const none = -1

// bind aligns a region with one edition's table and binds its figures.
func bind(r region, t *edition.Table, format string, formulas []formula) *binding {
	labels := t.Sequence()
	b := &binding{table: t, format: format, labels: labels, formulas: formulas, cells: report.Table{}, origins: map[report.Key]report.Origin{},
		found: make([]bool, len(labels)), rows: make([]rowState, len(labels)), apart: make([]bool, len(labels)), first: len(r.cells), last: none, rival: -1 << 30}
	a := align(r.cells, labels)
	owner := b.owners(r, a)
	if r.exact {
		b.findHeads(r, owner)
	}
	tail := none // the label without text that the slots of an unlabelled row hang on
	for i := range labels {
		if labels[i].Slots != nil && len(labels[i].Folded) == 0 {
			tail = i
		}
	}
	groups := b.group(r, owner, tail)
	b.claim(r, groups, tail)
	if tail == none {
		b.byColumns(r, groups)
	}
	if tail == none && !r.exact {
		b.mend(r, groups, formulas)
	}
	b.count()
	return b
}

// group is the value cells that follow a label, up to the next text.
type group struct {
	label int // the label they follow; none where unknown words stand before them
	cells []int
	after string // the text before them
	row   int    // the row of the cell that holds that text
}

// inRow returns the cells that stand in the row of the label.
func (g *group) inRow(r region) []int {
	end := 0
	for end < len(g.cells) && r.cells[g.cells[end]].row == g.row {
		end++
	}
	return g.cells[:end]
}

// group walks the region and cuts its values into groups.
func (b *binding) group(r region, owner []int, tail int) []group {
	var groups []group
	current := group{label: none}
	var seen bool
	// Blank cells at the beginning of a row may be what is left of a spanned label: they count only if a value follows
	// before the next words.
	var pending []int
	flush := func() {
		if len(current.cells) > 0 {
			groups = append(groups, current)
		}
		current.cells, pending = nil, nil
	}
	for i := range r.cells {
		c := &r.cells[i]
		if c.kind != text {
			switch {
			case !seen:
			case c.kind == blank && (len(pending) > 0 || len(current.cells) > 0 && r.cells[current.cells[len(current.cells)-1]].row != c.row):
				pending = append(pending, i)
			default:
				current.cells = append(append(current.cells, pending...), i)
				pending = nil
			}
			continue
		}
		l := owner[i]
		switch {
		case l != none:
			if b.first > i {
				b.first = i
			}
			b.last = i
			if l != current.label || c.span > 0 && len(current.cells) > 0 && c.row != current.row {
				flush() // in a resolved table, the same label again begins another row
				current = group{label: l, after: c.text}
			}
			current.row = c.row
			seen = true
		case seen && b.fragment(c.folded):
			// A vertical label's character or a page mark: it says nothing about whose figures follow. But the words
			// of an unknown row may be as short, so what stands before it and behind it is kept apart.
			if len(current.cells) > 0 {
				flush()
				current = group{label: none, after: c.text}
			}
		default:
			flush()
			current = group{label: none, after: c.text}
			if seen && len(c.folded) > 2 && len(c.folded) <= 40 {
				b.extra = append(b.extra, report.Heading{Text: c.text, Line: c.line})
			}
		}
	}
	flush()
	return groups
}

// fragment reports whether words are no more than a character or two of some label: one of a vertical label, or what a
// line's end cut off.
func (b *binding) fragment(folded []rune) bool {
	if len(folded) > 2 {
		return false
	}
	for l := range b.labels {
		if strings.Contains(string(b.labels[l].Folded), string(folded)) {
			return true
		}
	}
	return false
}

// claim binds each group to the slots of its label, or says that it cannot be.
func (b *binding) claim(r region, groups []group, tail int) {
	if tail != none {
		b.claimTail(r, groups, tail)
		return
	}
	form := calibrate(r, groups, b)
	b.whole = !r.glued || b.gluedWhole(r, groups)
	for l := range b.labels {
		if b.labels[l].Slots != nil && b.found[l] {
			b.rows[l] = noFigures
		}
	}
	claimed := map[int]bool{}
	defer b.takeTwice(r, groups)
	defer b.doubt(r, groups)
	for gi, g := range groups {
		slots := []report.Key(nil)
		if g.label != none {
			slots = b.labels[g.label].Slots
		}
		if meaningful(r, g.cells) == 0 {
			if slots != nil && form.blanksStand && len(g.cells) >= len(slots) && b.rows[g.label] == noFigures {
				b.rows[g.label] = bound // the row is there, and blank
			}
			continue
		}
		if slots == nil || claimed[g.label] {
			b.stray(r, g)
			if g.label != none && claimed[g.label] && slots != nil {
				b.take(g.label) // a second row of figures under one label: either may be the row's
			}
			continue
		}
		claimed[g.label] = true
		if n, all := ownValues(r, g), meaningful(r, g.cells); n > 0 && n < all && n != len(slots) {
			b.lose(r, g.label, g.cells, slots) // part of the figures on the label's line, part elsewhere: whose?
			continue
		}
		if !r.exact && scattered(r, g.cells) {
			b.lose(r, g.label, g.cells, slots) // a row of figures and more on another line: a page number, another row
			continue
		}
		cells := b.ownRow(r, &groups[gi], len(slots))
		b.apart[g.label] = r.cells[firstValue(r, cells)].row != g.row
		b.bindRow(r, g.label, cells, slots, form)
	}
}

// meaningful counts the cells that are not blank.
func meaningful(r region, cells []int) int {
	n := 0
	for _, c := range cells {
		if r.cells[c].kind != blank {
			n++
		}
	}
	return n
}

func (b *binding) stray(r region, g group) {
	raw := ""
	at := none
	for _, c := range g.cells {
		if r.cells[c].kind != blank {
			if at == none {
				at = c
			} else {
				raw += " "
			}
			raw += r.cells[c].text
		}
	}
	b.unclaimed = append(b.unclaimed, stray{cell: at, raw: raw, after: g.after})
}

// count rates the binding, for choosing between editions: labels found, rows bound, figures left over. Labels that are
// not there say nothing: a text may be cut short.
func (b *binding) count() {
	for l := range b.labels {
		if b.found[l] {
			b.score += len(b.labels[l].Folded)
		}
		switch b.rows[l] {
		case bound:
			b.score += 10
		case lost:
			b.score -= 5
		}
	}
	b.score -= 10 * len(b.unclaimed)
	for _, c := range b.cells {
		if _, ok := c.Number(); ok {
			b.score++
		}
	}
}

// labelsFound counts the labels that were found.
func (b *binding) labelsFound() int {
	n := 0
	for _, f := range b.found {
		if f {
			n++
		}
	}
	return n
}
