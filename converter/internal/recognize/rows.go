package recognize

import (
	"slices"
	"strings"

	"nianbao/converter/report"
)

// Within a row: which of its slots each figure fills.

// form is what rows that leave no doubt say about the others.
type form struct {
	// columnsKnown: a row is full, so the table has all its columns.
	columnsKnown bool
	blanksStand  bool            // blank cells stand before or between figures: they are in their places
	shapes       map[int]shape   // column span of a row's label -> the shape of its full rows; varied ones are left out
	headed       bool            // every row stands under its headers
	lengths      map[rowKind]int // how many cells most rows of a kind have, in a resolved table
}

// shape is where the slots of a row stand among the cells behind its label.
type shape struct {
	lead  int // blank cells before the first slot
	cells int // all cells
}

// rowKind is what rows that should have equally many cells have in common.
type rowKind struct{ span, slots int }

// withoutGaps drops the places that the source has no cell for.
func withoutGaps(r region, cells []int) []int {
	if !slices.ContainsFunc(cells, func(c int) bool { return r.cells[c].gap }) {
		return cells
	}
	var real []int
	for _, c := range cells {
		if !r.cells[c].gap {
			real = append(real, c)
		}
	}
	return real
}

// usualLengths returns how many cells most rows of each kind have; where as many say so, the number of their slots.
func usualLengths(r region, groups []group, b *binding) map[rowKind]int {
	votes := map[rowKind]map[int]int{}
	for _, g := range groups {
		if g.label == none || b.labels[g.label].Slots == nil {
			continue
		}
		k := rowKind{b.span(g.label), len(b.labels[g.label].Slots)}
		if votes[k] == nil {
			votes[k] = map[int]int{}
		}
		votes[k][len(withoutGaps(r, g.inRow(r)))]++
	}
	usual := map[rowKind]int{}
	for k, lengths := range votes {
		best := k.slots
		for length, n := range lengths {
			if n > lengths[best] || n == lengths[best] && best != k.slots && length < best {
				best = length
			}
		}
		usual[k] = best
	}
	return usual
}

func calibrate(r region, groups []group, b *binding) form {
	f := form{shapes: map[int]shape{}}
	varied := map[int]bool{}
	lengths := map[int]int{} // column span of the label -> cells behind it
	uneven := false          // rows of one span differ in length: separators were lost or added
	standing, front := 0, 0  // rows with blanks that show their places, and rows whose blanks all stand behind
	for _, g := range groups {
		if g.label == none || b.labels[g.label].Slots == nil {
			continue
		}
		slots := len(b.labels[g.label].Slots)
		values, first, last := 0, none, none
		for i, c := range g.cells {
			if r.cells[c].kind != blank {
				if first == none {
					first = i
				}
				last = i
				values++
			}
		}
		if values == 0 || slots < 2 {
			continue
		}
		if length, ok := lengths[b.span(g.label)]; ok && length != len(g.cells) {
			uneven = true
		}
		lengths[b.span(g.label)] = len(g.cells)
		switch {
		case last-first+1 > values || first > 3:
			standing++
		case values < slots && first == 0:
			front++
		}
		f.columnsKnown = f.columnsKnown || values == slots
		if values == slots && last-first+1 == values {
			span, mine := b.span(g.label), shape{first, len(g.cells)}
			if other, ok := f.shapes[span]; ok && other != mine {
				varied[span] = true
			}
			f.shapes[span] = mine
		}
	}
	for span := range varied {
		delete(f.shapes, span)
	}
	f.blanksStand = r.exact || r.stands || standing > 0 && 2*standing >= front && !uneven
	f.blanksStand = f.blanksStand && !r.repeated
	if r.exact {
		f.lengths = usualLengths(r, groups, b)
		f.headed = b.allHeaded(r, groups)
	}
	return f
}

// headerWhole reports whether every column header over a row was found.
func (b *binding) headerWhole(label int) bool {
	over := b.headers(label)
	if len(over) == 0 {
		return len(b.labels[label].Slots) == 1
	}
	for _, l := range over {
		if !b.found[l] {
			return false
		}
	}
	return true
}

// span returns the number of grid columns that a row's labels take: rows of one span look alike in a damaged text.
func (b *binding) span(label int) int {
	for i := range b.table.Cells {
		c := &b.table.Cells[i]
		if c.Row == b.labels[label].Row && !c.IsData() && c.Text == b.labels[label].Text {
			return c.ColSpan
		}
	}
	return 1
}

// slotSpan returns the number of grid columns that the first data cell of a row takes.
func (b *binding) slotSpan(label int) int {
	for i := range b.table.Cells {
		if c := &b.table.Cells[i]; c.IsData() && c.Row == b.labels[label].Row {
			return c.ColSpan
		}
	}
	return 1
}

// bindRow binds the cells behind a label to its slots.
func (b *binding) bindRow(r region, label int, cells []int, slots []report.Key, f form) {
	n := len(slots)
	if r.glued && n > 1 && len(valuesOf(r, cells)) != n {
		b.bindGlued(r, label, cells, slots)
		return
	}
	if f.headed && b.bindHeaded(r, label, cells, slots, false) {
		return
	}
	if real := withoutGaps(r, cells); len(real) < len(cells) {
		if len(real) != n && meaningful(r, cells) != n {
			b.lose(r, label, cells, slots) // the row lacks cells: nothing tells which
			return
		}
		cells = real // all cells are there; what was filled up is the places of labels, on a page that knows no spans
	}
	values, first, last := 0, none, none
	for i, c := range cells {
		switch r.cells[c].kind {
		case blank:
			continue
		case glued:
			b.lose(r, label, cells, slots)
			return
		}
		if first == none {
			first = i
		}
		last = i
		values++
	}
	if usual, ok := f.lengths[rowKind{b.span(label), n}]; ok && values < n && len(cells) != usual {
		b.lose(r, label, cells, slots) // a cell more or less than the rows like it: which?
		return
	}
	if r.repeated && b.slotSpan(label) > 1 {
		b.lose(r, label, cells, slots) // each figure may stand here once or several times
		return
	}
	if last != none {
		if c := &r.cells[cells[len(cells)-1]]; c.open && (values < n || c.kind == figure && c.text != "0") {
			b.lose(r, label, cells, slots) // the text breaks off in the row: digits or cells may have followed
			return
		}
	}
	switch {
	case values == n:
		at := 0
		for _, c := range cells {
			if r.cells[c].kind != blank {
				b.set(r, slots[at], c, report.Placed, "")
				at++
			}
		}
		b.rows[label] = bound
		return
	case values > n:
		b.lose(r, label, cells, slots)
		return
	}
	offset := none
	switch low, high := max(0, last-n+1), min(first, len(cells)-n); {
	case !f.blanksStand || !f.columnsKnown && !b.headerWhole(label):
		// Blanks may have been dropped, added or made up for at the row's end, or the table may lack a column.
	case len(cells) == n:
		offset = 0
	case len(cells) < n:
	default:
		if full, ok := f.shapes[b.span(label)]; ok && full.cells == len(cells) && full.lead >= low && full.lead <= high {
			offset = full.lead
		} else if low == high && len(cells) <= n+3 {
			offset = low
		}
	}
	if offset == none && values == 1 && len(cells) >= n+4 && first > n && len(cells)-1-last <= 2 {
		// More empty places than the table has columns: positions are worn out, but the one figure stands behind all of
		// them, at the row's end.
		b.set(r, slots[n-1], cells[last], report.Inferred, "drift")
		b.rows[label] = bound
		return
	}
	if offset == none {
		b.lose(r, label, cells, slots)
		return
	}
	for i, c := range cells {
		if r.cells[c].kind != blank {
			b.set(r, slots[i-offset], c, report.Placed, "")
		}
	}
	b.rows[label] = bound
}

// bindGlued divides the digits behind a label among its slots, if there is just one way.
func (b *binding) bindGlued(r region, label int, cells []int, slots []report.Key) {
	var runs []string
	first := none
	for _, c := range cells {
		switch r.cells[c].kind {
		case blank:
			continue
		default:
			runs = append(runs, foldFigure(r.cells[c].text))
		}
		if first == none {
			first = c
		}
	}
	const mostRuns = 3 // more of them, and the cells are divided already: one is missing
	var numbers []report.Cell
	if len(runs) <= mostRuns && (b.whole || strings.Trim(strings.Join(runs, ""), "0") == "") {
		numbers = divide(runs, slots, b.formulas)
	}
	if numbers == nil || first == none {
		b.lose(r, label, cells, slots)
		return
	}
	raw := strings.Join(runs, " ")
	for i, k := range slots {
		b.cells.Set(k.Row, k.Col, numbers[i])
		b.origins[k] = report.Origin{Line: r.cells[first].line, Column: r.cells[first].column, Confidence: report.Inferred, Reason: "glued", Raw: raw}
	}
	b.last = max(b.last, cells[len(cells)-1])
	b.rows[label] = bound
}

func (b *binding) set(r region, key report.Key, c int, confidence report.Confidence, reason string) {
	cell := &r.cells[c]
	b.cells.Set(key.Row, key.Col, cell.value)
	b.origins[key] = report.Origin{Line: cell.line, Column: cell.column, Confidence: confidence, Reason: reason, Raw: cell.text}
	b.last = max(b.last, c)
}

// lose leaves a row's slots blank and remembers what stood there.
func (b *binding) lose(r region, label int, cells []int, slots []report.Key) {
	raw := ""
	line, column := 0, 0
	for _, c := range cells {
		if r.cells[c].kind != blank {
			if raw == "" {
				line, column = r.cells[c].line, r.cells[c].column
			} else {
				raw += " "
			}
			raw += r.cells[c].text
		}
		b.last = max(b.last, c)
	}
	for _, k := range slots {
		b.origins[k] = report.Origin{Line: line, Column: column, Confidence: report.Lost, Raw: raw}
	}
	b.rows[label] = lost
}

// take takes back what was bound to a label.
func (b *binding) take(label int) {
	if b.rows[label] == lost {
		return
	}
	var all report.Origin
	raw := ""
	for _, k := range b.labels[label].Slots {
		o, ok := b.origins[k]
		switch {
		case !ok:
			continue
		case raw == "":
			all, raw = o, o.Raw
		case o.Reason != "glued": // glued figures have the whole row each
			raw += " " + o.Raw
		}
	}
	for _, k := range b.labels[label].Slots {
		delete(b.cells, k)
		b.origins[k] = report.Origin{Line: all.Line, Column: all.Column, Confidence: report.Lost, Raw: raw}
	}
	b.rows[label] = lost
}
