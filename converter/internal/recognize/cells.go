package recognize

import (
	"strings"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fold"
	"nianbao/converter/report"
)

// cell is one cell of a table region: a label, a figure or an empty place, in reading order.
type cell struct {
	kind   kind
	text   string
	value  report.Cell
	folded []rune // of text cells
	prose  bool   // a piece of a sentence, whatever labels it names
	line   int
	column int
	page   int  // how many page marks stand before it
	row    int  // which line or table row; cells of one row stand together in the source
	item   int  // index of the item it came from
	open   bool // the text breaks off right behind it
	// Of the cells of resolved tables:
	col, span int  // grid columns; span is 0 in loose text
	wide      int  // grid columns of the table
	gap       bool // the source has no cell here: a reader filled the grid
}

// region is the cells of a stretch of the document, and what is known of their form.
type region struct {
	cells []cell
	// exact is true where blank cells are real: the cells of a resolved table.
	exact bool
	// stands is true where each cell, empty ones too, has a separator of its own: blanks stand in their places.
	stands bool

	// glued is true where cells stand together without separators, and were cut at the digits.
	glued bool

	// spaced is true where white space alone divides the cells of a line.
	spaced bool

	// repeated is true where merged cells are written into every place they cover.
	repeated bool

	// While reading:
	labels      []edition.Label // the labels that glued words are made of
	pages       int             // page marks so far
	leadingBars bool            // a bar begins each row
	ownBars     bool            // each cell is followed by a line that holds only a bar
	closed      bool            // the last line was such a bar
}

// cellsOf reads the items of a region as cells.
func cellsOf(items []item, first int, labels []edition.Label) region {
	r := region{labels: labels}
	tabStarts, tabLines := 0, 0
	for i := range items {
		if !items[i].loose || len(items[i].tokens) == 0 {
			continue
		}
		tabs := 0
		for _, t := range items[i].tokens[1:] {
			if t.Before == document.Tab {
				tabs++
			}
		}
		if tabs > 0 {
			tabLines++
			if tabs == 1 && items[i].tokens[0].Text == "" {
				tabStarts++
			}
		}
	}
	// A tab begins each cell, and a cell may go on over lines without one; as a text copied from an old .doc has it.
	starts := tabStarts > 3 && 10*tabStarts >= 9*tabLines
	r.stands = starts
	r.ownBars = barsOfTheirOwn(items)
	r.leadingBars = rowsBeginWithBars(items)
	if r.ownBars {
		r.stands = true
	}
	gap := false // an empty line stands before this one
	for i := range items {
		it := &items[i]
		switch {
		case it.table != nil:
			r.exact = true
			r.addTable(it.table, first+i)
		case it.loose && starts:
			r.addStarted(it, first+i, gap)
		case it.loose:
			r.addLine(it, first+i)
		default:
			if !it.blank() {
				r.add(it.plain, it.line, it.column, r.nextRow(), first+i)
			}
		}
		gap = len(it.tokens) == 0
	}
	r.dropColumnNumbers()
	r.repeated = !r.exact && r.repeats()
	return r
}

func (r *region) nextRow() int {
	if len(r.cells) == 0 {
		return 0
	}
	return r.cells[len(r.cells)-1].row + 1
}

// markup is what converters to Markdown leave in a cell.
var markup = strings.NewReplacer("**", "", "<br>", "", "<br/>", "", "<br />", "", `\-`, "-", `\.`, ".", `\*`, "*", `\_`, "_", `\(`, "(", `\)`, ")", `\+`, "+")

func (r *region) add(s string, line, column, row, at int) {
	if strings.ContainsAny(s, `*\<`) {
		s = markup.Replace(s)
	}
	k, value := classify(s)
	c := cell{kind: k, text: s, value: value, line: line, column: column, row: row, item: at, page: r.pages}
	if k == text {
		c.folded = fold.AppendRunes(nil, s)
	}
	r.cells = append(r.cells, c)
}

// addTable adds the cells of a resolved table row by row; a cell that spans rows is added once, in its first.
func (r *region) addTable(t *document.Table, at int) {
	row := r.nextRow() - 1
	last := -1
	wide := t.GridColumns()
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Row != last {
			row++
			last = c.Row
		}
		line, column := c.Place.Line, c.Place.Column
		r.add(cellText(c), line, column, row, at)
		added := &r.cells[len(r.cells)-1]
		added.col, added.span, added.wide, added.gap = c.Col, c.ColSpan, wide, gap(c)
	}
}

// gap reports whether a cell only fills the grid where the page has none.
func gap(c *document.Cell) bool {
	return c.Place.Line == 0 && len(c.Paragraphs) == 0 && len(c.Tables) == 0
}

// addStarted adds a line of a text in which a tab begins each cell. An empty line and a tab begin a row.
func (r *region) addStarted(it *item, at int, gap bool) {
	tokens := it.tokens
	if len(tokens) == 0 || r.skip(it) {
		return
	}
	row := r.nextRow()
	if n := len(r.cells); n > 0 && tokens[0].Text == "" {
		if !gap {
			row--
		}
	} else if n > 0 && (r.cells[n-1].kind == blank || r.cells[n-1].kind == text) {
		// No tab: the cell above goes on, if it is a label or still empty.
		if joined, rest := leadingWords(tokens); len(rest) == 0 && joined != "" {
			c := r.cells[n-1]
			r.cells = r.cells[:n-1]
			if c.kind == blank {
				c.line, c.column = it.line, tokens[0].Column
			}
			r.add(c.text+joined, c.line, c.column, c.row, c.item)
			return
		}
	}
	if tokens[0].Text == "" {
		tokens = tokens[1:]
	}
	r.addWords(tokens, it, row, at)
	r.breakOff(it)
}

// breakOff marks the last cell where the text ends in it, without a line break.
func (r *region) breakOff(it *item) {
	if it.last && len(r.cells) > 0 {
		r.cells[len(r.cells)-1].open = true
	}
}

// skip reports whether a line is no part of a table: a drawn rule or a page number.
func (r *region) skip(it *item) bool {
	if pageMark(it.plain) {
		r.pages++
		return true
	}
	return rule(it.plain)
}

// leadingWords joins tokens that are divided by white space alone; rest is what follows the first tab or bar.
func leadingWords(tokens []document.Token) (joined string, rest []document.Token) {
	for i, t := range tokens {
		if i > 0 && (t.Before == document.Tab || t.Before == document.Bar) {
			return joined, tokens[i:]
		}
		joined += t.Text
	}
	return joined, nil
}

// addLine adds a line whose cells are divided by tabs, bars or white space.
func (r *region) addLine(it *item, at int) {
	tokens := it.tokens
	if len(tokens) == 0 || r.skip(it) {
		return
	}
	barred := false
	for _, t := range tokens {
		barred = barred || t.Before == document.Bar
		r.spaced = r.spaced || t.Before == document.Spaces
	}
	if barred && onlyBars(tokens) {
		switch {
		case r.ownBars && len(tokens) == 2:
			// It ends the cell above; where that has its bar already, the cell is an empty one.
			if r.closed {
				r.add("", it.line, tokens[0].Column, r.nextRow(), at)
			}
			r.closed = true
		case it.indent && len(tokens) == 2:
			r.add("", it.line, tokens[0].Column, r.nextRow(), at) // "0  |" with nothing before the bar
		}
		// Other bars are what is left of spans: they say nothing of places.
		return
	}
	r.closed = false
	ended := false
	if barred {
		if n := len(tokens); tokens[n-1].Text == "" && tokens[n-1].Before == document.Bar {
			tokens = tokens[:n-1] // the bar ends its cell
			ended = true
		}
		if len(tokens) > 1 && tokens[0].Text == "" && tokens[0].Before == document.LineStart && (r.leadingBars || tokens[1].Text != "") {
			tokens = tokens[1:] // the bar begins the row
		}
	}
	if barred {
		tokens = withoutSpans(tokens)
	}
	r.addWords(tokens, it, r.nextRow(), at)
	if !ended {
		r.breakOff(it)
	}
}

// pageMark reports whether a line is nothing but a page number as extractors leave it: -3-, — 4 —, 第 3 页, P. 9.
func pageMark(s string) bool {
	if len(s) > 40 {
		return false
	}
	s = foldFigure(s)
	inner := strings.Trim(s, "-—–─·.")
	if inner != s && len(inner) > 0 && len(inner) <= 4 && allDigits(inner) && strings.IndexAny(s, "-—–─") == 0 &&
		strings.TrimRight(s, "-—–─·.") != s {
		return true
	}
	for _, p := range []string{"P.", "p.", "Page", "page", "PAGE"} {
		if rest, ok := strings.CutPrefix(s, p); ok && rest != "" && allDigits(strings.Map(func(r rune) rune {
			if strings.ContainsRune("of/-", r) {
				return -1
			}
			return r
		}, rest)) {
			return true
		}
	}
	if rest, ok := strings.CutPrefix(s, "第"); ok {
		if n, tail, ok := strings.Cut(rest, "页"); ok && allDigits(n) && n != "" {
			tail = strings.Trim(tail, ",/共()")
			return tail == "" || allDigits(strings.TrimSuffix(tail, "页"))
		}
	}
	return false
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
