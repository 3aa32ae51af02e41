package markup

import (
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/webpage"
)

// htmlTables is the HTML table among prose, which Markdown allows (GFM 4.6) and which converters write for every table
// that has merged cells. The page reader reads it; here it is only found, and its places are moved to the text's.
type htmlTables struct{}

func (htmlTables) Name() string { return "html" }

func (htmlTables) Signs() string { return "<" }

func (htmlTables) Read(r *reader, at int) ([]document.Block, int) {
	if startOfTable(r.text(at)) < 0 || !r.closes(at, "html", func(s string) bool { return endOfTable(s) >= 0 }) {
		return nil, 1
	}
	var out []document.Block
	from := 0 // first byte of line at that is in no block yet
	first := at
	for range mostInLine {
		start := startOfTable(r.text(at)[from:])
		if start < 0 {
			break
		}
		start += from
		out = appendPiece(out, &r.lines[at], from, start)
		end, stop := r.endOfTable(at, start)
		if end < 0 {
			return nil, max(len(r.lines)-first, 1)
		}
		blocks := r.page(at, start, end, stop)
		if blocks == nil {
			return nil, end + 1 - first
		}
		out = append(out, blocks...)
		at, from = end, stop
	}
	out = appendPiece(out, &r.lines[at], from, len(r.text(at)))
	return out, at + 1 - first
}

// mostInLine is how many tables a line can begin.
const mostInLine = 256

// startOfTable and endOfTable return where a table's tag begins, or ends, -1 if a line has none.
func startOfTable(line string) int {
	for at := 0; ; {
		i := indexFold(line[at:], "<table")
		if i < 0 {
			return -1
		}
		at += i
		if rest := line[at+len("<table"):]; rest == "" || strings.ContainsRune(" \t>", rune(rest[0])) {
			return at
		}
		at++
	}
}

func endOfTable(line string) int {
	i := indexFold(line, "</table")
	if i < 0 {
		return -1
	}
	if end := strings.IndexByte(line[i:], '>'); end >= 0 {
		return i + end + 1
	}
	return len(line)
}

// indexFold is strings.Index for a mark in small letters in text of any case.
func indexFold(s, mark string) int {
	for at := 0; at+len(mark) <= len(s); at++ {
		i := strings.IndexByte(s[at:], '<')
		if i < 0 {
			return -1
		}
		if at += i; at+len(mark) <= len(s) && strings.EqualFold(s[at:at+len(mark)], mark) {
			return at
		}
	}
	return -1
}

// endOfTable returns line and byte behind the end tag of the table that begins at a line and byte, tables within it
// passed over; line -1 if it has none.
func (r *reader) endOfTable(at, from int) (line, stop int) {
	depth := 0
	for ; at < len(r.lines); at++ {
		s := r.text(at)
		for {
			i := strings.IndexByte(s[from:], '<')
			if i < 0 {
				break
			}
			from += i
			switch rest := s[from:]; {
			case startOfTable(rest[:min(len(rest), len("<table>"))]) == 0:
				depth++
			case indexFold(rest[:min(len(rest), len("</table"))], "</table") == 0:
				if depth--; depth <= 0 {
					return at, from + endOfTable(rest)
				}
			}
			from++
		}
		from = 0
	}
	return -1, 0
}

// page reads a fragment as a page; nil where the page reader refuses it.
func (r *reader) page(at, from, end, stop int) []document.Block {
	var b strings.Builder
	for i := at; i <= end; i++ {
		s := r.text(i)
		if i == end {
			s = s[:stop]
		}
		if i == at {
			s = s[from:]
		}
		b.WriteString(s)
		b.WriteByte('\n')
	}
	limits := r.limits
	limits.TableCells -= r.cells
	doc, found := webpage.ReadMetered(r.meter, []byte(b.String()), limits)
	if doc == nil {
		return nil
	}
	m := mover{lines: r.lines[at : end+1], column: utf8.RuneCountInString(r.text(at)[:from])}
	for _, d := range found {
		if !strings.HasPrefix(string(d.Code), "encoding-") { // said of the whole text already
			d.Place = m.diagnosed(d.Place)
			r.found = append(r.found, d)
		}
	}
	m.blocks(doc.Blocks)
	if tag, _, _ := strings.Cut(b.String(), ">"); strings.Contains(tag, `class="dataframe`) {
		return r.unframed(doc.Blocks)
	}
	return doc.Blocks
}

// unframed reads the table that pandas writes as HTML as the frame that it is, with an index and without merged cells.
func (r *reader) unframed(blocks []document.Block) []document.Block {
	t, ok := blocks[0].(*document.Table)
	if !ok || len(blocks) > 1 {
		return blocks
	}
	rows := make([]row, t.Rows)
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.RowSpan > 1 || c.ColSpan > 1 {
			return blocks // headers of several levels: written with spans
		}
		rows[c.Row] = append(rows[c.Row], field{text: c.Text(), line: c.Place.Line, column: c.Place.Column})
	}
	return r.flat(rows, &plain)
}

// appendPiece adds a piece of a line, if it holds anything, as a line.
func appendPiece(out []document.Block, line *document.Line, from, to int) []document.Block {
	piece := line.Text[from:to]
	if emptyLine(piece) {
		return out
	}
	tokens := document.Tokenize(piece, len(piece)+1)
	before := utf8.RuneCountInString(line.Text[:from])
	for i := range tokens {
		tokens[i].Column += before
	}
	return appendLoose(out, []document.Line{{Number: line.Number, Text: piece, Tokens: tokens}})
}
