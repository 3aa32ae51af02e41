package recognize

import (
	"strings"
	"unicode/utf8"

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
}

// region is the cells of a stretch of the document, and what is known of their form.
type region struct {
	cells []cell
	// exact is true where blank cells are real: the cells of a resolved table.
	exact bool
	// rows is true where a line (or table row) holds a whole row of the table rather than one cell.
	rows bool
	// stands is true where each cell, empty ones too, has a separator of its own: blanks stand in their places.
	stands bool

	// glued is true where cells stand together without separators, and were cut at the digits.
	glued bool

	// spaced is true where white space alone divides the cells of a line.
	spaced bool

	// While reading:
	labels      []edition.Label // the labels that glued words are made of
	pages       int             // page marks so far
	leadingBars bool            // a bar begins each row
	ownBars     bool            // each cell is followed by a line that holds only a bar
	closed      bool            // the last line was such a bar
}

// cellsOf reads the items of a region as cells.
func cellsOf(items []item, first int, labels []edition.Label) region {
	r := region{exact: true, labels: labels}
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
			r.addTable(it.table, first+i)
		case it.loose && starts:
			r.exact = false
			r.addStarted(it, first+i, gap)
		case it.loose:
			r.exact = false
			r.addLine(it, first+i)
		default:
			if !it.blank() {
				r.exact = false
				r.add(it.plain, it.line, it.column, r.nextRow(), first+i)
			}
		}
		gap = len(it.tokens) == 0
	}
	perRow := map[int]int{}
	for i := range r.cells {
		if r.cells[i].kind == figure || r.cells[i].kind == mark {
			if perRow[r.cells[i].row]++; perRow[r.cells[i].row] > 1 {
				r.rows = true
			}
		}
	}
	return r
}

func (r *region) nextRow() int {
	if len(r.cells) == 0 {
		return 0
	}
	return r.cells[len(r.cells)-1].row + 1
}

func (r *region) add(s string, line, column, row, at int) {
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
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Row != last {
			row++
			last = c.Row
		}
		line, column := c.Place.Line, c.Place.Column
		r.add(strings.ReplaceAll(c.Text(), "\n", ""), line, column, row, at)
	}
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

// withoutSpans drops the empty cells behind the only cell of a line that has something in it: they are what is left of
// a span, as in a text with a cell a line.
func withoutSpans(tokens []document.Token) []document.Token {
	filled, last := 0, 0
	for i, t := range tokens {
		if t.Text != "" {
			if t.Before != document.Space && t.Before != document.Spaces {
				filled++
			}
			last = i
		}
	}
	if filled == 1 {
		return tokens[:last+1]
	}
	return tokens
}

// barsOfTheirOwn reports whether most cells stand on a line without bars and are followed by a line with one bar.
func barsOfTheirOwn(items []item) bool {
	cells, closed := 0, 0
	open := false
	for i := range items {
		it := &items[i]
		if !it.loose || len(it.tokens) == 0 {
			continue
		}
		if onlyBars(it.tokens) {
			if open && len(it.tokens) == 2 {
				closed++
			}
			open = false
			continue
		}
		cells++
		open = it.tokens[len(it.tokens)-1].Before != document.Bar
	}
	return cells > 5 && 10*closed >= 8*cells
}

// rowsBeginWithBars reports whether a bar begins the lines that have bars, as in Markdown.
func rowsBeginWithBars(items []item) bool {
	with, without := 0, 0
	for i := range items {
		tokens := items[i].tokens
		if !items[i].loose || len(tokens) < 3 || onlyBars(tokens) || rule(items[i].plain) || tokens[1].Before != document.Bar {
			continue
		}
		if tokens[0].Text == "" {
			with++
		} else {
			without++
		}
	}
	return with > 4*without
}

func onlyBars(tokens []document.Token) bool {
	for _, t := range tokens {
		if t.Text != "" || t.Before == document.Tab {
			return false
		}
	}
	return true
}

// addWords adds the cells of tokens: tabs and bars divide cells; inside a cell, words are put together into labels and
// figures are cells of their own.
func (r *region) addWords(tokens []document.Token, it *item, row, at int) {
	for i := 0; i < len(tokens); {
		end := i + 1
		for end < len(tokens) && (tokens[end].Before == document.Space || tokens[end].Before == document.Spaces) {
			end++
		}
		r.addCell(tokens[i:end], it, row, at)
		i = end
	}
}

func (r *region) addCell(words []document.Token, it *item, row, at int) {
	if it.width > longLine || it.cut || r.glued {
		for _, w := range words {
			if gluedLabels(w.Text, r.labels) {
				r.glued = true
				break
			}
		}
		if r.glued {
			r.addGlued(words, it, row, at)
			return
		}
	}
	if len(words) == 1 {
		if label, figure := r.figureBehind(words[0].Text); figure != "" {
			r.add(label, it.line, words[0].Column, row, at)
			r.add(figure, it.line, words[0].Column+utf8.RuneCountInString(label), row, at)
			return
		}
		r.add(words[0].Text, it.line, words[0].Column, row, at)
		return
	}
	kinds := make([]kind, len(words))
	values := 0
	for i, w := range words {
		kinds[i], _ = classify(w.Text)
		if kinds[i] != text {
			values++
		}
	}
	if values > 0 && values < len(words) && kinds[0] == figure {
		// 22 （其中修订 16 件）: a figure and its remark.
		if joined := joinWords(words); len(joined) < 200 {
			if k, _ := classify(joined); k == figure {
				r.add(joined, it.line, words[0].Column, row, at)
				return
			}
		}
	}
	for i := 0; i < len(words); {
		end := i + 1
		if i+1 < len(words) && kinds[i+1] == text && words[i+1].Before == document.Space &&
			(ordinalApart(words[i].Text, words[i+1].Text, i == 0) || inSentence(words[i+1].Text)) {
			kinds[i] = text
		}
		if kinds[i] == text {
			for end < len(words) && words[end].Before == document.Space &&
				(kinds[end] == text || end+1 < len(words) && words[end+1].Before == document.Space && inSentence(words[end+1].Text)) {
				end++
			}
		}
		joined := joinWords(words[i:end])
		if kinds[i] == text {
			if label, figure := r.figureBehind(joined); figure != "" {
				r.add(label, it.line, words[i].Column, row, at)
				joined = figure
			}
		}
		r.add(joined, it.line, words[i].Column, row, at)
		i = end
	}
}

// addGlued adds words that are cells glued together.
func (r *region) addGlued(words []document.Token, it *item, row, at int) {
	for i := 0; i < len(words); i++ {
		s, column := words[i].Text, words[i].Column
		for i+1 < len(words) && endsInDigits(s) && (inSentence(words[i+1].Text) || allDigits(s) && ordinalApart(s, words[i+1].Text, false)) {
			i++
			s += words[i].Text
		}
		for _, part := range splitGlued(s) {
			r.add(part, it.line, column, row, at)
			// Words that begin with a unit go on with a sentence: 8件，办理行政许可.
			if n := len(r.cells); n > 1 && r.cells[n-1].kind == text && r.cells[n-2].kind != text && r.cells[n-2].row == row && inSentence(part) {
				r.cells[n-1].prose = true
			}
		}
	}
}

func endsInDigits(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }

// figureBehind parts a label from the figure that is glued to its end: 2.重复申请0. No official label ends in a digit.
func (r *region) figureBehind(s string) (label, figure string) {
	label = strings.TrimRight(s, "0123456789")
	if label == s || label == "" {
		return s, ""
	}
	folded := fold.Text(label)
	for i := range r.labels {
		if len(r.labels[i].Folded) > 0 && string(r.labels[i].Folded) == folded {
			return label, s[len(label):]
		}
	}
	return s, ""
}

// inSentence reports whether words that follow a number make it a part of a sentence: 2021 年, 63 条.
func inSentence(next string) bool {
	first, _ := utf8.DecodeRuneInString(next)
	return strings.ContainsRune("年月日号条件个次人家项份期场户名篇页，。、；", first)
}

// ordinalApart reports whether a number is the ordinal of the words behind it, parted from them by a space that PDF
// text layers put between half and full width: 8 .属于行政查询事项.
func ordinalApart(number, words string, begins bool) bool {
	if len(number) > 2 || !allDigits(number) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(words)
	return strings.ContainsRune(".．、", first) || begins && first >= 0x4e00 && first <= 0x9fff
}

func joinWords(words []document.Token) string {
	if len(words) == 1 {
		return words[0].Text
	}
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w.Text)
	}
	return b.String()
}

// rule reports whether a line only draws: |---|:--:|, ----, ____.
func rule(s string) bool {
	dashes := 0
	for _, r := range s {
		switch r {
		case '-', '=', '_':
			dashes++
		case '|', ':', '+', ' ', '\t':
		default:
			return false
		}
	}
	return dashes >= 3
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
