package damage

import (
	"math/rand/v2"
	"strings"
)

// form is a way in which extractors leave a report.
type form struct {
	name    string
	rowwise bool // a line holds a row of a table, not one cell
	tabs    bool
	bars    bool
	stands  bool // a blank cell leaves a mark of its own
	oneLine bool // the whole page on one line
	page    bool // a web page
	newline bool // the text ends with a line break
	print   func(d *doc, r *rand.Rand, t *table) []line
}

var forms = []form{
	{name: "tabs", rowwise: true, tabs: true, stands: true, newline: true, print: printTabs},
	{name: "tabs-leading", rowwise: true, tabs: true, stands: true, newline: true, print: printTabsLeading},
	{name: "row-bars", rowwise: true, bars: true, stands: true, newline: true, print: printRowBars},
	{name: "cell-bars", bars: true, stands: true, newline: true, print: printCellBars},
	{name: "bar-lines", bars: true, stands: true, newline: true, print: printBarLines},
	{name: "bar-remnants", bars: true, newline: true, print: printRemnants},
	{name: "bar-remnants-inline", bars: true, newline: true, print: printRemnantsInline},
	{name: "cell-lines", newline: true, print: printCellLines},
	{name: "cell-lines-spaced", newline: true, print: printCellLinesSpaced},
	{name: "cell-after-tab", tabs: true, stands: true, newline: true, print: printCellAfterTab},
	{name: "tabs-repeated", rowwise: true, tabs: true, stands: true, newline: true, print: printTabsRepeated},
	{name: "bars-repeated", rowwise: true, bars: true, stands: true, newline: true, print: printBarsRepeated},
	{name: "pdf-layout", rowwise: true, newline: true, print: printLayout},
	{name: "pdf-plain", newline: true, print: printPlain},
	{name: "tabs-drift", rowwise: true, tabs: true, newline: true, print: printDrift},
	{name: "pdf-raw", rowwise: true, newline: true, print: printRaw},
	{name: "markdown", rowwise: true, bars: true, stands: true, newline: true, print: printMarkdown},
	{name: "markdown-rows", rowwise: true, bars: true, stands: true, newline: true, print: printMarkdownRows},
	{name: "spaces", rowwise: true, newline: true, print: printSpaces},
	{name: "spaces-one-line", oneLine: true, newline: true, print: printSpaces},
	{name: "glued", oneLine: true, newline: true, print: printGlued},
	{name: "page", page: true, stands: true, print: printPage},
	{name: "page-empty-cells", page: true, stands: true, print: printPageEmptyCells},
	{name: "page-no-spans", page: true, stands: true, print: printPageNoSpans},
}

// render prints the document in its form.
func (d *doc) render(r *rand.Rand) {
	add := func(text string) {
		if text != "" && d.form.page {
			text = "<p>" + text + "</p>"
		}
		if text != "" {
			d.lines = append(d.lines, line{pieces: []piece{{text: text, kind: prose}}})
		}
	}
	airy := chance(r, 40) && !d.form.oneLine && !d.form.page
	for _, p := range d.parts {
		add(p.heading)
		for _, text := range p.paragraphs {
			add(text)
		}
		if airy {
			d.lines = append(d.lines, line{})
		}
		if p.table != nil {
			d.lines = append(d.lines, d.form.print(d, r, p.table)...)
			if airy {
				d.lines = append(d.lines, line{})
			}
		}
		for _, text := range p.after {
			add(text)
		}
	}
	if d.form.oneLine {
		var all line
		for _, l := range d.lines {
			if n := len(all.pieces); n > 0 && (d.form.name != "glued" || chance(r, 15) || digitAt(all.pieces[n-1].text, true) && digitAt(l.String(), false)) {
				all.pieces = append(all.pieces, piece{text: " ", kind: gap})
			}
			all.pieces = append(all.pieces, l.pieces...)
		}
		d.lines = []line{all}
	}
}

// digitAt reports whether text begins, or ends, with a digit.
func digitAt(text string, end bool) bool {
	if end {
		return strings.LastIndexAny(text, "0123456789") == len(text)-1 && text != ""
	}
	return strings.IndexAny(text, "0123456789") == 0
}

// spans says how a form prints the places that spanned cells cover.
type spans struct {
	lead  bool // empty cells at the left for what is spanned from above
	label bool // empty cells behind a label that spans columns
	pad   bool // empty cells at the end up to the width of the table
}

// certain reports whether blanks among a row's figures can be told from those that spans leave.
func (s spans) certain() bool { return !s.pad || s.lead && s.label }

// places returns the cells of a row with the empty ones that spans leave.
func places(t *table, r *row, s spans) []piece {
	var out []piece
	blank := func(n int) {
		for range n {
			out = append(out, piece{kind: gap})
		}
	}
	wide := t.key == "disclosure"
	if s.lead {
		blank(r.lead)
	}
	next := r.lead
	for _, c := range r.cells {
		if !wide && s.lead && c.col > next {
			blank(c.col - next)
		}
		out = append(out, pieceOf(c))
		if s.label && !c.data && !wide && c.col+c.colspan < t.columns {
			blank(c.colspan - 1)
		}
		next = c.col + c.colspan
	}
	if s.pad {
		blank(r.columns - len(out))
	}
	return out
}

func pieceOf(c *cell) piece {
	if c.data {
		return piece{text: c.text, kind: value, key: c.key}
	}
	return piece{text: c.text, kind: words}
}

// joined prints a row on one line.
func joined(t *table, r *row, cells []piece, before, between, after string) line {
	l := line{table: t, row: r}
	if before != "" {
		l.pieces = append(l.pieces, piece{text: before, kind: gap})
	}
	for i, c := range cells {
		if i > 0 {
			l.pieces = append(l.pieces, piece{text: between, kind: gap})
		}
		if c.text != "" || c.kind == value {
			l.pieces = append(l.pieces, c)
		}
	}
	if after != "" {
		l.pieces = append(l.pieces, piece{text: after, kind: gap})
	}
	return l
}

func (d *doc) printRows(t *table, s spans, before, between, after string) []line {
	var out []line
	for _, row := range t.rows {
		if !row.full() && !s.certain() {
			d.lose(t, row)
		}
		out = append(out, joined(t, row, places(t, row, s), before, between, after))
	}
	return out
}

func printTabs(d *doc, r *rand.Rand, t *table) []line {
	s := pick(r, []spans{{lead: true, label: true, pad: true}, {lead: true, label: true}, {lead: true, pad: true}, {}})
	return d.printRows(t, s, "", "\t", "")
}

// printTabsLeading: one to three tabs before a label and between it and its figures, more at the end.
func printTabsLeading(d *doc, r *rand.Rand, t *table) []line {
	var out []line
	for _, row := range t.rows {
		if !row.full() {
			d.lose(t, row)
		}
		cells := places(t, row, spans{lead: chance(r, 70), label: chance(r, 70)})
		before := strings.Repeat("\t", r.IntN(3))
		if n := len(cells); chance(r, 40) && row.slots() > 0 && row.label() != nil {
			for i := range cells {
				if cells[i].kind == value {
					extra := make([]piece, 1+r.IntN(2))
					for j := range extra {
						extra[j].kind = gap
					}
					cells = append(cells[:i:i], append(extra, cells[i:n]...)...)
					break
				}
			}
		}
		out = append(out, joined(t, row, cells, before, "\t", strings.Repeat("\t", r.IntN(3))))
	}
	return out
}

func printRowBars(d *doc, r *rand.Rand, t *table) []line {
	s := pick(r, []spans{{}, {}, {lead: true, label: true}, {lead: true, label: true, pad: true}})
	before := pick(r, []string{"", "", "| "})
	between := pick(r, []string{" | ", " | ", "  | ", "|", " ｜ "})
	after := strings.TrimRight(between, " ")
	if before == "" && s.lead {
		before = "| "
	}
	return d.printRows(t, s, before, between, after)
}

func printMarkdown(d *doc, r *rand.Rand, t *table) []line {
	rows := d.printRows(t, spans{lead: true, label: true, pad: true}, "| ", " | ", " |")
	rule := line{table: t, pieces: []piece{{text: "|" + strings.Repeat(pick(r, []string{"---|", " --- |", ":---:|"}), t.columns), kind: gap}}}
	return append(rows[:1:1], append([]line{rule}, rows[1:]...)...)
}

func printMarkdownRows(d *doc, r *rand.Rand, t *table) []line {
	s := pick(r, []spans{{}, {lead: true, label: true}})
	var out []line
	for _, l := range d.printRows(t, s, "| ", " | ", " |") {
		cells := strings.Count(l.String(), "|") - 1
		out = append(out, l, line{table: t, pieces: []piece{{text: "|" + strings.Repeat("---|", cells), kind: gap}}})
		if chance(r, 20) {
			out = append(out, line{})
		}
	}
	return out
}

// cells prints one cell a line by put; blank data cells too.
func eachCell(t *table, put func(row *row, c *cell, last bool)) {
	for _, row := range t.rows {
		for i, c := range row.cells {
			put(row, c, i == len(row.cells)-1)
		}
	}
}

func printCellBars(d *doc, r *rand.Rand, t *table) []line {
	var out []line
	after := pick(r, []string{" |", "|", "  |"})
	eachCell(t, func(row *row, c *cell, last bool) {
		out = append(out, line{table: t, row: row, pieces: []piece{pieceOf(c), {text: after, kind: gap}}})
	})
	return out
}

func printBarLines(d *doc, r *rand.Rand, t *table) []line {
	var out []line
	eachCell(t, func(row *row, c *cell, last bool) {
		if c.text != "" || chance(r, 50) {
			out = append(out, line{table: t, row: row, pieces: []piece{pieceOf(c)}})
		}
		out = append(out, line{table: t, row: row, pieces: []piece{{text: "|", kind: gap}}})
	})
	return out
}

// printRemnants: a cell a line with its bar, blank cells dropped, and what spans leave as bars on a line of their own.
func printRemnants(d *doc, r *rand.Rand, t *table) []line { return d.remnants(t, false) }

// printRemnantsInline: the same with the bars behind the last cell.
func printRemnantsInline(d *doc, r *rand.Rand, t *table) []line { return d.remnants(t, true) }

func (d *doc) remnants(t *table, inline bool) []line {
	var out []line
	for _, row := range t.rows {
		if !row.full() {
			d.lose(t, row)
		}
		printed := 0
		for _, c := range row.cells {
			if c.text == "" {
				continue
			}
			printed++
			l := line{table: t, row: row, pieces: []piece{pieceOf(c)}}
			if !inline {
				l.pieces = append(l.pieces, piece{text: " |", kind: gap})
			}
			out = append(out, l)
		}
		if printed == 0 {
			continue
		}
		bars := strings.Repeat("|", max(row.columns-printed, 0))
		switch {
		case inline && bars != "":
			l := &out[len(out)-1]
			l.pieces = append(l.pieces, piece{text: " | " + bars, kind: gap})
		case !inline && bars != "":
			out = append(out, line{table: t, row: row, pieces: []piece{{text: bars, kind: gap}}})
		}
	}
	return out
}

func printCellLines(d *doc, r *rand.Rand, t *table) []line { return d.cellLines(r, t, false) }

func printCellLinesSpaced(d *doc, r *rand.Rand, t *table) []line { return d.cellLines(r, t, true) }

func (d *doc) cellLines(r *rand.Rand, t *table, spaced bool) []line {
	var out []line
	indent := pick(r, []string{"", "", "  ", "\t"})
	for _, row := range t.rows {
		if !row.full() {
			d.lose(t, row)
		}
		for _, c := range row.cells {
			if c.text == "" {
				if spaced && chance(r, 30) {
					out = append(out, line{})
				}
				continue
			}
			l := line{table: t, row: row}
			if indent != "" {
				l.pieces = append(l.pieces, piece{text: indent, kind: gap})
			}
			l.pieces = append(l.pieces, pieceOf(c))
			if out = append(out, l); spaced {
				out = append(out, line{})
			}
		}
	}
	return out
}

// printCellAfterTab: a tab begins each cell, empty ones too, and an empty line ends a row.
func printCellAfterTab(d *doc, r *rand.Rand, t *table) []line {
	var out []line
	s := pick(r, []spans{{lead: true}, {}})
	for _, row := range t.rows {
		for _, c := range places(t, row, s) {
			out = append(out, line{table: t, row: row, pieces: []piece{{text: "\t", kind: gap}, c}})
		}
		out = append(out, line{})
	}
	return out
}

// printSpaces: a row a line, single spaces, blank cells dropped.
func printSpaces(d *doc, r *rand.Rand, t *table) []line {
	var out []line
	for _, row := range t.rows {
		if !row.full() {
			d.lose(t, row)
		}
		if l := joined(t, row, printed(row), "", " ", ""); len(l.pieces) > 0 {
			out = append(out, l)
		}
	}
	return out
}

// printed returns the cells of a row that are not empty.
func printed(r *row) []piece {
	var out []piece
	for _, c := range r.cells {
		if c.text != "" {
			out = append(out, pieceOf(c))
		}
	}
	return out
}

// printGlued: no separators at all.
func printGlued(d *doc, r *rand.Rand, t *table) []line {
	var out []line
	for _, row := range t.rows {
		if row.slots() > 1 || !row.full() {
			d.lose(t, row)
		}
		out = append(out, joined(t, row, printed(row), "", "", ""))
	}
	return out
}

// printRaw: the text of a PDF in drawing order: single spaces, long labels over lines with the figures behind the last,
// vertical group labels.
func printRaw(d *doc, r *rand.Rand, t *table) []line {
	var out []line
	vertical, width := chance(r, 70), 10+r.IntN(10)
	own := chance(r, 40) // figures of a wrapped label on a line of their own
	for _, row := range t.rows {
		if !row.full() {
			d.lose(t, row)
		}
		l := line{table: t, row: row}
		flush := func() {
			if len(l.pieces) > 0 {
				out = append(out, l)
				l = line{table: t, row: row}
			}
		}
		put := func(p piece) {
			if len(l.pieces) > 0 {
				l.pieces = append(l.pieces, piece{text: " ", kind: gap})
			}
			l.pieces = append(l.pieces, p)
		}
		for _, c := range row.cells {
			if c.text == "" {
				continue
			}
			n := len([]rune(c.text))
			switch {
			case c.data:
				put(pieceOf(c))
			case c.rowspan > 4 && vertical && c.col == 0:
				flush()
				for _, ch := range wrap(c.text, 1) {
					put(piece{text: ch, kind: words})
					flush()
				}
			case c.rowspan > 1 && c.rowspan < 10 && c.col > 0 && row.slots() > 0:
				flush()
				for _, part := range wrap(c.text, 4) {
					put(piece{text: part, kind: words})
					flush()
				}
			case n > width:
				flush()
				parts := wrap(c.text, width)
				for i, part := range parts {
					put(piece{text: part, kind: words})
					if i < len(parts)-1 || own {
						flush()
					}
				}
			default:
				put(pieceOf(c))
			}
		}
		flush()
	}
	return out
}

// wrap cuts text into lines of at most n characters.
func wrap(s string, n int) []string {
	var out []string
	for runes := []rune(s); len(runes) > 0; {
		k := min(n, len(runes))
		out = append(out, string(runes[:k]))
		runes = runes[k:]
	}
	return out
}

// printPlain: a PDF read column by column: one cell a line; labels that were wrapped in their cells come only when the
// page ends, while their figures stand in the order of the rows.
func printPlain(d *doc, r *rand.Rand, t *table) []line {
	var out, late []line
	spaced := chance(r, 60)
	put := func(l line) {
		if out = append(out, l); spaced {
			out = append(out, line{})
		}
	}
	flush := func() {
		for _, l := range late {
			put(l)
		}
		late = nil
	}
	if t.key == "disputes" && chance(r, 50) {
		return d.scrambled(r, t, put, &out)
	}
	width := 12 + r.IntN(12)
	justFlushed := true // nothing is put off right behind a page's end: its figures would seem to belong to the labels there
	for i, row := range t.rows {
		if !row.full() {
			d.lose(t, row)
		}
		label := row.label()
		off := label != nil && label.text != "" && len([]rune(label.text)) > width && row.full() && !justFlushed && t.rows[i-1].full() && t.rows[i-1].slots() > 0
		if off {
			d.lose(t, row)
			d.lose(t, t.rows[i-1])
		}
		for _, c := range row.cells {
			if c.text == "" {
				continue
			}
			switch {
			case c.rowspan > 4 && c.col == 0:
				for _, part := range wrap(c.text, 1) {
					late = append(late, line{table: t, row: row, pieces: []piece{{text: part, kind: words}}})
				}
			case c == label && off, c.rowspan > 1 && row.slots() > 0:
				for _, part := range wrap(c.text, pick(r, []int{4, width})) {
					late = append(late, line{table: t, row: row, pieces: []piece{{text: part, kind: words}}})
				}
			default:
				put(line{table: t, row: row, pieces: []piece{pieceOf(c)}})
			}
		}
		justFlushed = row.slots() == 0
		if i+1 < len(t.rows) && len(late) > 0 && chance(r, 15) {
			flush()
			justFlushed = true
		}
	}
	flush()
	return out
}

// scrambled prints header words and figures in chunks, in no order; words stand between the figures.
func (d *doc) scrambled(r *rand.Rand, t *table, put func(line), out *[]line) []line {
	var chunks [][]line
	for _, row := range t.rows {
		d.lose(t, row)
		var chunk []line
		for _, c := range row.cells {
			if c.text == "" {
				continue
			}
			if chunk = append(chunk, line{table: t, row: row, pieces: []piece{pieceOf(c)}}); chance(r, 30) {
				chunks, chunk = append(chunks, chunk), nil
			}
		}
		chunks = append(chunks, chunk)
	}
	for range 9 {
		r.Shuffle(len(chunks), func(i, j int) { chunks[i], chunks[j] = chunks[j], chunks[i] })
		runs, figures := 0, false
		for _, c := range chunks {
			if len(c) == 0 {
				continue
			}
			now := c[0].values() > 0
			if now && !figures {
				runs++
			}
			figures = now
		}
		if runs > 1 && len(chunks[0]) > 0 && chunks[0][0].values() == 0 {
			break
		}
	}
	for _, chunk := range chunks {
		for _, l := range chunk {
			put(l)
		}
	}
	return *out
}

// printDrift: tabs whose number says nothing: 16 to 19 between a label and its only figure.
func printDrift(d *doc, r *rand.Rand, t *table) []line {
	var out []line
	for _, row := range t.rows {
		cells := places(t, row, spans{lead: chance(r, 80)})
		filled := 0
		for _, c := range cells {
			if c.kind == value && c.text != "" {
				filled++
			}
		}
		if row.slots() < 7 || filled != 1 || cells[len(cells)-1].text == "" {
			if !row.full() {
				d.lose(t, row)
			}
			out = append(out, joined(t, row, cells, "", "\t", ""))
			continue
		}
		d.lose(t, row)
		l := line{table: t, row: row}
		for _, c := range cells {
			switch {
			case c.kind == words:
				l.pieces = append(l.pieces, c, piece{text: "\t", kind: gap})
			case c.kind == gap:
				l.pieces = append(l.pieces, piece{text: "\t", kind: gap})
			case c.text == "":
				l.pieces = append(l.pieces, c)
			default:
				l.pieces = append(l.pieces, piece{text: strings.Repeat("\t", 15+r.IntN(4)), kind: gap}, c, piece{text: strings.Repeat("\t", r.IntN(3)), kind: gap})
			}
		}
		out = append(out, l)
	}
	return out
}

// printTabsRepeated prints each cell in every place that it spans, as libraries do that read a table's grid.
func printTabsRepeated(d *doc, r *rand.Rand, t *table) []line {
	return d.repeated(t, "", "\t", "")
}

func printBarsRepeated(d *doc, r *rand.Rand, t *table) []line {
	return d.repeated(t, "| ", " | ", " |")
}

func (d *doc) repeated(t *table, before, between, after string) []line {
	type covering struct {
		piece
		rows int
	}
	above := map[int]*covering{} // by column
	var out []line
	for _, row := range t.rows {
		var cells []piece
		wide := false
		col := 0
		fill := func(to int) {
			for ; col < to; col++ {
				if a := above[col]; a != nil && a.rows > 0 {
					a.rows--
					cells = append(cells, piece{text: a.text, kind: words})
				}
			}
		}
		for _, c := range row.cells {
			fill(c.col)
			for i := range c.colspan {
				p := pieceOf(c)
				if c.data && i > 0 {
					wide = true
					p.kind = gap // one figure, printed again
				}
				cells = append(cells, p)
				if c.rowspan > 1 {
					above[c.col+i] = &covering{p, c.rowspan - 1}
				}
				col++
			}
		}
		fill(row.columns)
		if wide || !row.full() && len(cells) != row.columns {
			d.lose(t, row)
		}
		out = append(out, joined(t, row, cells, before, between, after))
	}
	return out
}
