package recognize

import (
	"strings"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/numbering"
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
	grid      bool     // bound by the official grid
	named     bool     // the file itself names the table and its edition
	alike     []string // the other editions whose grid fits as well
	score     int
	rival     int // the best score of another edition on the same region
	formulas  []formula
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

// owners decides for each text cell which label stands last in it (what follows belongs to that one): a label is found
// if enough of it and enough of the cells that carry it agree. One cell may hold several labels.
func (b *binding) owners(r region, a aligned) []int {
	owner := make([]int, len(r.cells))
	matched := make([]int, len(b.labels)) // characters
	carried := make([]int, len(b.labels)) // characters of the cells that carry the label and match no other
	mine := make([]int, len(b.labels))
	var here []int
	for i := range r.cells {
		owner[i] = none
		m := a.cells[i].labels
		if m == nil {
			continue
		}
		here = here[:0]
		loose := 0
		for _, l := range m {
			if l < 0 {
				loose++
				continue
			}
			if mine[l] == 0 {
				here = append(here, int(l))
			}
			mine[l]++
		}
		if loose > 0 {
			loose -= bracketed(r.cells[i].text, m)
		}
		for _, l := range here {
			matched[l] += mine[l]
			carried[l] += mine[l] + loose
			mine[l] = 0
		}
	}
	for l := range b.labels {
		n := len(b.labels[l].Folded)
		if n == 0 || matched[l] == 0 {
			continue
		}
		pure := 100*matched[l] >= 75*carried[l]
		covered := 100*matched[l] >= 75*(n-ordinalLength(b.labels[l].Text))
		// A label of which only a piece is left still tells its row, if the piece is long enough to be no accident.
		piece := matched[l] == carried[l] && matched[l] >= 5 && 4*matched[l] >= n
		b.found[l] = pure && covered || piece
	}
	for i := range r.cells {
		m := a.cells[i].labels
		for j := len(m) - 1; j >= 0; j-- {
			if m[j] >= 0 && b.found[m[j]] {
				owner[i] = int(m[j])
				break
			}
		}
	}
	return owner
}

// ordinalLength returns how many folded characters of a label are its ordinal (一、 （七） 3.), which many texts drop.
func ordinalLength(label string) int {
	if numbering.Parse(label).Level != document.None {
		return 1
	}
	return 0
}

// bracketed counts the characters of a cell that stand in brackets and match nothing: filling-in notes inside a label.
func bracketed(s string, m []int16) int {
	n, depth, at := 0, 0, 0
	for _, r := range s {
		switch r {
		case '（', '(', '【', '[', '〔':
			depth++
		case '）', ')', '】', ']', '〕':
			depth = max(depth-1, 0)
		}
		if foldedRune(r) {
			if depth > 0 && at < len(m) && m[at] < 0 {
				n++
			}
			at++
		}
	}
	return n
}

// group is the value cells that follow a label, up to the next text.
type group struct {
	label int // the label they follow; none where unknown words stand before them
	cells []int
	after string // the text before them
	row   int    // the row of the cell that holds that text
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
			if l != current.label {
				flush()
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
	for l := range b.labels {
		if b.labels[l].Slots != nil && b.found[l] {
			b.rows[l] = noFigures
		}
	}
	claimed := map[int]bool{}
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
		cells := b.ownRow(r, &groups[gi], len(slots))
		b.apart[g.label] = r.cells[firstValue(r, cells)].row != g.row
		b.bindRow(r, g.label, cells, slots, form)
	}
}

// doubt takes back rows that may have been bound to the label above theirs. Where a row's worth of figures stands before
// its label, it follows the header or a row that has its figures already; the next labels then seem to be followed by
// their figures, which are those of the labels after them, until a label is left without any.
func (b *binding) doubt(r region, groups []group) {
	for i, g := range groups {
		slots := []report.Key(nil)
		if g.label != none {
			slots = b.labels[g.label].Slots
		}
		values := meaningful(r, g.cells)
		ahead := false // a row's worth of figures stands here that is not this label's
		if slots == nil && g.label != none {
			for l := range b.labels {
				if n := len(b.labels[l].Slots); n > 1 && values == n {
					ahead = true
				}
			}
		} else if n := len(slots); n > 1 && values == 2*n && !b.apart[g.label] {
			ahead = true
		}
		if ahead {
			b.dropShifted(groups[i+1:], g.label)
		}
	}
}

// dropShifted takes back the rows whose figures stand apart from their labels, from a row's worth of stray figures on
// to the first label that has none. Without such a label nothing is shifted: the stray figures are those of a row whose
// label is lost.
func (b *binding) dropShifted(groups []group, from int) {
	end := none
	for l := from + 1; l < len(b.labels); l++ {
		if b.labels[l].Slots != nil && b.rows[l] == noFigures {
			end = l
			break
		}
	}
	if end == none {
		return
	}
	for _, g := range groups {
		if g.label == none || b.labels[g.label].Slots == nil {
			continue
		}
		if g.label > end || b.rows[g.label] == bound && !b.apart[g.label] {
			return
		}
		if b.rows[g.label] == bound {
			b.take(g.label)
		}
	}
}

func firstValue(r region, cells []int) int {
	for _, c := range cells {
		if r.cells[c].kind != blank {
			return c
		}
	}
	return cells[0]
}

// ownValues counts the values that stand in the row of their label.
func ownValues(r region, g group) int {
	n := 0
	for _, c := range g.cells {
		if r.cells[c].row == g.row && r.cells[c].kind != blank {
			n++
		}
	}
	return n
}

// ownRow narrows a group to the cells of its label's own row, where the source has a row a line and the line holds as
// many figures as slots: what follows on further lines belongs to a row whose label is lost.
func (b *binding) ownRow(r region, g *group, slots int) []int {
	first := r.cells[g.cells[0]].row
	values, end := 0, 0
	for i, c := range g.cells {
		if r.cells[c].row != first {
			break
		}
		if k := r.cells[c].kind; k != blank {
			values++
		}
		end = i + 1
	}
	// Figures that do not stand on their label's line are not known to be one row's: there may be another row's first.
	if end < len(g.cells) && first == g.row && (values == slots || r.exact) {
		if rest := (group{label: none, cells: g.cells[end:], after: g.after}); meaningful(r, rest.cells) > 0 {
			b.stray(r, rest)
		}
		return g.cells[:end]
	}
	return g.cells
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

// form is what rows that leave no doubt say about the others.
type form struct {
	// columnsKnown: a row is full, so the table has all its columns.
	columnsKnown bool
	blanksStand  bool          // blank cells stand before or between figures: they are in their places
	shapes       map[int]shape // column span of a row's label -> the shape of its full rows; varied ones are left out
}

// shape is where the slots of a row stand among the cells behind its label.
type shape struct {
	lead  int // blank cells before the first slot
	cells int // all cells
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

// bindRow binds the cells behind a label to its slots.
func (b *binding) bindRow(r region, label int, cells []int, slots []report.Key, f form) {
	n := len(slots)
	if r.glued && n > 1 && len(valuesOf(r, cells)) != n {
		b.bindGlued(r, label, cells, slots)
		return
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
	if len(runs) <= mostRuns {
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
	for _, k := range b.labels[label].Slots {
		o := b.origins[k]
		delete(b.cells, k)
		o.Confidence = report.Lost
		b.origins[k] = o
	}
	b.rows[label] = lost
}

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
			if meaningful(r, run) > 0 {
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
	switch {
	case full != none:
		b.bindRow(r, tail, candidates[full].cells, slots, form{})
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
