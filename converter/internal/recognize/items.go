package recognize

import (
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
	"nianbao/converter/report"
)

// item is one line, paragraph or table of the document, in reading order.
type item struct {
	text   string // in the notation of report.Paragraph, trimmed; "" for a blank line
	plain  string // without the notation
	line   int
	column int
	width  int // characters of a loose line, trimmed
	tokens []document.Token
	table  *document.Table
	block  int // index of its block in the document
	at     int // its number in the document

	role    document.Role
	loose   bool // a line of loose text, not a paragraph
	indent  bool // a loose line that begins with white space
	cut     bool // a part of a longer line
	behind  bool // something stands before it on its line
	running bool // it stands on every page: a running head or foot
	last    bool // nothing, not even a line break, follows in the input
}

func (it *item) blank() bool { return it.table == nil && it.plain == "" }

// flatten turns a document into items. Paragraphs that hold line breaks become several, but for the title.
func flatten(doc *document.Document) []item {
	items := make([]item, 0, itemsIn(doc))
	for n, b := range doc.Blocks {
		first := len(items)
		switch b := b.(type) {
		case *document.Table:
			items = append(items, item{table: b, line: b.Place.Line, column: b.Place.Column})
		case *document.Paragraph:
			items = appendParagraph(items, b)
		case *document.Loose:
			for i := range b.Lines {
				items = append(items, looseItem(&b.Lines[i]))
			}
			if n := len(items); n > 0 {
				items[n-1].last = true
			}
		}
		for i := first; i < len(items); i++ {
			items[i].block = n
		}
	}
	return items
}

// itemsIn returns how many items a document is, but for paragraphs that hold line breaks.
func itemsIn(doc *document.Document) int {
	n := len(doc.Blocks)
	for _, b := range doc.Blocks {
		if l, ok := b.(*document.Loose); ok {
			n += len(l.Lines) - 1
		}
	}
	return n
}

func appendParagraph(items []item, p *document.Paragraph) []item {
	base := item{line: p.Place.Line, column: p.Place.Column, role: p.Role}
	spans := make([]report.Span, 0, len(p.Runs))
	flush := func() {
		it := base
		it.text = report.Canonical(report.Paragraph(spans))
		it.plain = report.Plain(it.text)
		items = append(items, it)
		spans = spans[:0]
	}
	for _, r := range p.Runs {
		if p.Role == document.Signature && strings.Contains(r.Text, "\t") { // organs that sign in columns
			r.Text = strings.ReplaceAll(r.Text, "\t", signingTogether)
		}
		parts := []string{r.Text}
		if strings.Contains(r.Text, "\n") {
			if p.Role == document.Title || p.Role == document.Signature { // broken by the composer, not by the author
				parts[0] = strings.ReplaceAll(r.Text, "\n", "")
			} else {
				parts = strings.Split(r.Text, "\n")
			}
		}
		for i, part := range parts {
			if i > 0 {
				flush()
			}
			spans = append(spans, report.Span{Text: part, Bold: r.Bold})
		}
	}
	flush()
	return items
}

func looseItem(l *document.Line) item {
	it := item{line: l.Number, column: 1, loose: true, tokens: l.Tokens}
	trimmed := chars.TrimSpace(l.Text)
	it.indent = trimmed != "" && !strings.HasPrefix(l.Text, trimmed[:1])
	trimmed = withoutHeadingMarks(trimmed)
	it.text = trimmed
	it.plain = trimmed
	if strings.IndexByte(trimmed, '*') >= 0 || strings.IndexByte(trimmed, '\\') >= 0 {
		it.text = report.Canonical(trimmed)
		it.plain = report.Plain(it.text)
	}
	it.width = utf8.RuneCountInString(trimmed)
	return it
}

// withoutHeadingMarks takes off what Markdown (#) and wikis (=) put before a heading, and behind it.
func withoutHeadingMarks(line string) string {
	if line == "" || line[0] != '#' && line[0] != '=' {
		return line // as nearly all
	}
	for _, mark := range []string{"#", "="} {
		words := strings.TrimLeft(line, mark)
		if depth := len(line) - len(words); depth == 0 || depth > 6 || !strings.HasPrefix(words, " ") {
			continue
		}
		if words = chars.TrimSpace(strings.TrimRight(words, mark)); words != "" {
			return words
		}
	}
	return line
}
