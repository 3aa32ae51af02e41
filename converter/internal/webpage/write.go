package webpage

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
)

// Write writes the document as a page of its own, or as a fragment: just the article, without style or script, for a
// portal's editor. The same document gives the same bytes. Texts are carried to the letter; [Read] gives them back.
func Write(doc *document.Document, s *style.Style, fragment bool) []byte {
	data, err := WriteContext(context.Background(), doc, s, fragment)
	if err != nil {
		panic(err) // a context that is never done gave an error
	}
	return data
}

// WriteContext is [Write] under a context, whose error is the only one.
func WriteContext(ctx context.Context, doc *document.Document, s *style.Style, fragment bool) ([]byte, error) {
	w := &writer{meter: limit.NewMeter(ctx, limit.Limits{}), fragment: fragment, out: make([]byte, 0, 48<<10)}
	if s == nil {
		s = style.Default()
	}
	if !fragment {
		w.raw("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n" +
			"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
		w.text(pageTitle(doc))
		w.raw("</title>\n<style>\n")
		w.raw(sheet(s, doc))
		w.raw("</style>\n</head>\n<body>\n<main>\n")
	}
	w.article(&doc.Meta)
	for i := w.head(doc.Blocks, &doc.Meta); i < len(doc.Blocks) && w.meter.Step(10); i++ {
		switch b := doc.Blocks[i].(type) {
		case *document.Paragraph:
			if n := w.row(doc.Blocks[i:]); n > 0 {
				i += n - 1
				continue
			}
			w.paragraph(b, &doc.Meta)
		case *document.Table:
			w.table(b, 0)
		case *document.Loose:
			w.loose(b)
		}
	}
	w.raw("</article>\n")
	if !fragment {
		w.raw("</main>\n</body>\n</html>\n")
	}
	if err := w.meter.Err(); err != nil {
		return nil, fmt.Errorf("writing HTML: %w", err)
	}
	return w.out, nil
}

// writer appends to one slice.
type writer struct {
	meter    *limit.Meter
	out      []byte
	fragment bool
}

func (w *writer) raw(s string) { w.out = append(w.out, s...) }

// attribute appends an attribute.
func (w *writer) attribute(name, value string) {
	w.raw(" ")
	w.raw(name)
	w.raw(`="`)
	w.text(value)
	w.raw(`"`)
}

// text appends escaped text. No-break spaces are spelt out, because editors tend to turn bare ones into spaces, and
// control characters that HTML cannot hold are dropped. A line break is kept as it is; see [writer.lines].
func (w *writer) text(s string) {
	start := 0
	w.meter.Step(len(s) / 16)
	for i := 0; i < len(s); i++ {
		escaped := ""
		size := 1
		switch c := s[i]; {
		case c == '&':
			escaped = "&amp;"
		case c == '<':
			escaped = "&lt;"
		case c == '>':
			escaped = "&gt;"
		case c == '"':
			escaped = "&quot;"
		case c == '\r':
			escaped = "&#13;"
		case c == 0xC2 && i+1 < len(s) && s[i+1] == 0xA0:
			escaped, size = "&nbsp;", 2
		case c < ' ' && c != '\t' && c != '\n', c == 0x7F:
		default:
			continue
		}
		w.raw(s[start:i])
		w.raw(escaped)
		start = i + size
		i = start - 1
	}
	w.raw(s[start:])
}

// lines appends escaped text, its line breaks as elements.
func (w *writer) lines(s string) {
	for {
		line, rest, more := strings.Cut(s, "\n")
		w.text(line)
		if !more {
			return
		}
		w.raw("<br>")
		s = rest
	}
}

// article opens the article with the marks of this product.
func (w *writer) article(m *document.Meta) {
	w.raw(`<article lang="zh-CN"`)
	if m.Own {
		w.attribute(markArticle, markVersion)
		if m.Format != "" {
			w.attribute(markFormat, m.Format)
		}
		if m.Organization != "" {
			w.attribute(markOrganization, m.Organization)
		}
		if m.Year != 0 {
			w.attribute(markYear, strconv.Itoa(m.Year))
		}
		if m.TitleDerived {
			w.attribute(markDerived, "1")
		}
		if m.PrintedTitle != "" {
			w.attribute(markTitle, m.PrintedTitle)
		}
		if m.DateISO != "" {
			w.attribute(markDate, m.DateISO)
		}
	}
	w.raw(">\n")
}

// paragraph writes a paragraph or heading.
func (w *writer) paragraph(p *document.Paragraph, m *document.Meta) {
	tag, mark := element(p)
	w.raw("<" + tag)
	if mark != document.None {
		w.attribute(markRole, mark.String())
	}
	w.raw(">")
	dated := p.Role == document.Date && len(m.DateISO) == len("2006-01-02")
	if dated {
		w.raw("<time")
		w.attribute("datetime", m.DateISO)
		w.raw(">")
	}
	w.runs(p.Runs)
	if dated {
		w.raw("</time>")
	}
	w.raw("</" + tag + ">\n")
}

// element returns the element for a paragraph, and the role to mark it with where the element does not say it.
func element(p *document.Paragraph) (tag string, mark document.Role) {
	switch p.Role {
	case document.Title:
		return "h1", document.None
	case document.Section:
		return "h2", document.None
	case document.Heading1:
		return "h3", document.None
	case document.Heading2:
		return "h4", document.None
	case document.Heading3:
		return "h5", document.None
	case document.Signature, document.Date, document.Attachment, document.Annotation, document.Imprint,
		document.Classification, document.Letterhead, document.DocumentNumber, document.Signer, document.AnnexLabel, document.AnnexTitle:
		return "p", p.Role
	case document.None:
		if p.Outline > 0 && p.Outline <= 6 {
			return "h" + strconv.Itoa(p.Outline), document.None
		}
	}
	return "p", document.None
}

// runs writes text with its weights and run-in headings.
func (w *writer) runs(runs []document.Run) {
	for i := range runs {
		r := &runs[i]
		if r.As != document.None {
			w.raw("<span")
			w.attribute(markRole, r.As.String())
			w.raw(">")
		}
		if r.Bold {
			w.raw("<strong>")
		}
		w.lines(r.Text)
		if r.Bold {
			w.raw("</strong>")
		}
		if r.As != document.None {
			w.raw("</span>")
		}
	}
}

// loose writes text whose tables were never resolved, line by line.
func (w *writer) loose(l *document.Loose) {
	w.raw("<pre>")
	for i := range l.Lines {
		w.raw("\n")
		w.text(l.Lines[i].Text)
	}
	w.raw("</pre>\n")
}

// pageTitle returns the title for the window and for search engines.
func pageTitle(doc *document.Document) string {
	if doc.Meta.PrintedTitle != "" {
		return doc.Meta.PrintedTitle
	}
	for _, b := range doc.Blocks {
		if p, ok := b.(*document.Paragraph); ok {
			return strings.ReplaceAll(p.Text(), "\n", "")
		}
	}
	return "nianbao"
}
