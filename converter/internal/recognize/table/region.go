package table

import (
	"strings"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/fold"
)

// Region is the cells of a stretch of the document, and what is known of their form.
type Region struct {
	Cells []Cell   // with each label told once, where converters repeat it in every place that it covers
	Whole []Cell   // all cells as they stand in the source
	Rows  [][2]int // the cells of each row: Cells[from:to]
	After int      // empty lines behind the last cell
	// Numbers is the cells of rows that only number the columns: 1, 2, 3 …
	Numbers []Cell

	// Resolved is true where the cells are those of resolved tables: empty ones are real.
	Resolved bool
	// Flat is true where a resolved table's syntax knows no spans.
	Flat bool
	// Stands is true where each cell, empty ones too, has a separator of its own: empty cells stand in their places.
	Stands bool
	// Glued is true where cells stand together without separators, and were cut at the digits.
	Glued bool
	// Spaced is true where white space alone divides the cells of a line.
	Spaced bool
	// Repeated is true where merged cells are written into every place they cover.
	Repeated bool
	// Lines is true where hardly a line holds more than one cell, Airy where empty lines stand between cells.
	Lines, Airy bool
}

// reader collects the cells of a region.
type reader struct {
	Region
	*Words
	pages       int  // page marks so far
	empty       int  // empty lines since the last cell
	turned      bool // a page mark stands between: the empty lines around it are no cells
	leadingBars bool // a bar begins each row
	ownBars     bool // each cell is followed by a line that holds only a bar
	closed      bool // the last line was such a bar

	runes  []rune // the folded words of cells, one behind the other
	folded []byte // words that are looked up
}

// Read reads the items of a stretch as cells. first is the index of the first item.
func Read(items []Item, first int, words *Words) *Region {
	r := &reader{Words: words}
	items = commaRows(items, words.Labels)
	starts := tabsBegin(items)
	r.Stands = starts
	r.ownBars = barsOfTheirOwn(items)
	r.leadingBars = rowsBeginWithBars(items)
	r.Stands = r.Stands || r.ownBars
	r.Cells = make([]Cell, 0, expected(items))
	gap := false // an empty line stands before this one
	for i := range items {
		it := &items[i]
		switch {
		case it.Table != nil:
			r.Resolved = true
			r.Flat = r.Flat || it.Table.Flat
			r.addTable(it.Table, first+i)
		case it.Blank() && len(it.Tokens) == 0:
			if !r.turned {
				r.empty++
			}
		case it.Loose && starts:
			r.addStarted(it, first+i, gap)
		case it.Loose:
			r.addLine(it, first+i)
		default:
			r.addParagraph(it, first+i)
		}
		gap = len(it.Tokens) == 0
	}
	r.After = r.empty
	r.dropColumnNumbers()
	r.Whole = r.Cells
	if r.Repeated = r.repeats(); r.Repeated {
		r.Cells = toldOnce(r.Cells)
	}
	r.rows()
	return &r.Region
}

// expected returns about how many cells items are.
func expected(items []Item) int {
	n := 0
	for i := range items {
		n += len(items[i].Tokens)
		if items[i].Table != nil {
			n += len(items[i].Table.Cells)
		}
	}
	return n
}

// addParagraph adds a paragraph of a page or a Word file: a line like others where the table was printed line by line, as
// readers of PDF make pages, else words.
func (r *reader) addParagraph(it *Item, at int) {
	line := *it
	if line.Tokens = document.Tokenize(it.Plain, mostTokens); len(line.Tokens) < 2 || len(line.Tokens) > mostTokens {
		r.add(it.Plain, it.Line, it.Column, r.nextRow(), at)
		return
	}
	r.addLine(&line, at)
}

// mostTokens is how many words a paragraph may have to be a line of a table, or several of them joined.
const mostTokens = 400

// rows notes where each row begins and ends, and whether a line holds a cell or a row.
func (r *Region) rows() {
	r.Rows = nil
	single := 0
	for i := 0; i < len(r.Cells); {
		end := i + 1
		for end < len(r.Cells) && r.Cells[end].Row == r.Cells[i].Row {
			end++
		}
		if end == i+1 {
			single++
		}
		r.Airy = r.Airy || i > 0 && r.Cells[i].Empty > 0
		r.Rows = append(r.Rows, [2]int{i, end})
		i = end
	}
	r.Lines = !r.Resolved && 10*single >= 8*len(r.Rows)
}

func (r *reader) nextRow() int {
	if len(r.Cells) == 0 {
		return 0
	}
	return r.Cells[len(r.Cells)-1].Row + 1
}

// markup is what converters to Markdown leave in a cell.
var markup = strings.NewReplacer("**", "", "<br>", "", "<br/>", "", "<br />", "", `\-`, "-", `\.`, ".", `\*`, "*", `\_`, "_", `\(`, "(", `\)`, ")", `\+`, "+")

// marked reports whether a text may hold such marks.
func marked(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c == '*' || c == '\\' || c == '<' {
			return true
		}
	}
	return false
}

func (r *reader) add(s string, line, column, row, at int) *Cell {
	if marked(s) {
		s = markup.Replace(s)
	}
	k, value := classify(s)
	c := Cell{Kind: k, Text: s, Value: value, Line: line, Column: column, Row: row, Item: at, Page: r.pages, Empty: r.empty}
	if k == Text {
		c.Folded = r.fold(s)
	}
	r.empty, r.turned = 0, false
	r.Cells = append(r.Cells, c)
	return &r.Cells[len(r.Cells)-1]
}

// fold folds words. Of a label that a long note in brackets follows, 规范性文件（本机关制定发布的……）, the label alone is
// compared.
func (r *reader) fold(s string) []rune {
	if note := noteBehind(s); note > 0 && !r.knows(s) && r.knows(s[:note]) {
		s = s[:note]
	}
	if cap(r.runes)-len(r.runes) < len(s) {
		r.runes = make([]rune, 0, max(len(s), mostRunes))
	}
	from := len(r.runes)
	r.runes = fold.AppendRunes(r.runes, s)
	return r.runes[from:len(r.runes):len(r.runes)]
}

// mostRunes is how many characters of cells are folded into one piece of memory.
const mostRunes = 1024

// knows reports whether words are a label of the table.
func (r *reader) knows(s string) bool {
	r.folded = fold.Append(r.folded[:0], s)
	return r.known[string(r.folded)]
}

// noteBehind returns where a note in brackets begins that ends a text; 0 where none does.
func noteBehind(s string) int {
	depth, begin := 0, 0
	for i, c := range s {
		switch c {
		case '（', '(', '[', '【', '〔':
			if depth == 0 {
				if begin > 0 {
					return 0 // a second one
				}
				begin = i
			}
			depth++
		case '）', ')', ']', '】', '〕':
			depth--
		default:
			if depth == 0 && begin > 0 {
				return 0 // words behind it
			}
		}
	}
	return begin
}

// addTable adds the cells of a resolved table row by row; a cell that spans rows is added once, in its first.
func (r *reader) addTable(t *document.Table, at int) {
	row := r.nextRow() - 1
	last := -1
	wide := t.GridColumns()
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Row != last {
			row++
			last = c.Row
		}
		added := r.add(CellText(c), c.Place.Line, c.Place.Column, row, at)
		added.Col, added.Span, added.RowSpan, added.Wide, added.Gap = c.Col, c.ColSpan, c.RowSpan, wide, Gap(c)
		added.GridRow = c.Row
	}
}

// Gap reports whether a cell only fills the grid where the source has none.
func Gap(c *document.Cell) bool {
	return c.Place.Line == 0 && len(c.Paragraphs) == 0 && len(c.Tables) == 0
}

// CellText returns all words of a cell on one line, those of tables in it too: a figure in one must not read as a blank. What
// stands on lines of its own stays apart, 46 and 3 are not 463; what the cell says is for [report.ParseCell] to decide.
func CellText(c *document.Cell) string {
	if len(c.Tables) == 0 {
		return chars.OneLine(c.Text())
	}
	pieces := []string{c.Text()}
	for _, t := range c.Tables {
		var inner []string
		for i := range t.Cells {
			inner = append(inner, CellText(&t.Cells[i]))
		}
		pieces = append(pieces, strings.Trim(strings.Join(inner, "|"), "|")) // two figures are not one
	}
	return chars.OneLine(strings.Join(pieces, "\n"))
}
