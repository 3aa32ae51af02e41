package write

import (
	"fmt"
	"strconv"
	"strings"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/names"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/script"
	"nianbao/converter/internal/xmltext"
)

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	// hint makes “ ” ‘ ’ — … take the Chinese face (17.3.2.26). It stands in every run because word processors look for
	// it there; a style's hint is not heeded by all.
	hint = `<w:rFonts w:hint="eastAsia"/>`

	// separator is the paragraph that must stand between two tables, lest they become one, and between a final table and
	// w:sectPr (17.4.37). One point high, so that it never opens a page.
	separator = `<w:p><w:pPr><w:widowControl w:val="0"/><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>`
)

// roleMarkup is what paragraphs and runs of a role begin with.
type roleMarkup struct {
	paragraph []byte // <w:p><w:pPr><w:pStyle …/>
	as        []byte // <w:rPr><w:rStyle …/>, for a run inside a paragraph of another role
	keepNext  bool   // the style itself has it
	size      int
}

// prepareBody makes the constant pieces of word/document.xml.
func (w *Writer) prepareBody() {
	w.opening = []byte(xmlHead + `<w:document xmlns:w="` + names.WordNS + `" xmlns:r="` + names.RelationNS + `"><w:body>`)
	p := w.style.Page
	w.closing = fmt.Appendf(nil, `<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>`+
		`<w:pgSz w:w="%d" w:h="%d"/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="%d" w:footer="%d" w:gutter="0"/>`+
		`<w:cols w:space="425"/></w:sectPr></w:body></w:document>`,
		p.Width, p.Height, p.Top, p.Right, p.Bottom, p.Left, p.Top/2, w.footerDistance())
	for r := range w.roles {
		s := w.style.Of(document.Role(r))
		id := string(xmltext.Append(nil, s.ID))
		w.roles[r] = roleMarkup{
			paragraph: []byte(`<w:p><w:pPr><w:pStyle w:val="` + id + `"/>`),
			as:        []byte(`<w:rPr><w:rStyle w:val="` + id + names.CharSuffix + `"/>` + hint),
			keepNext:  s.KeepNext, size: s.Size,
		}
	}
	w.prepareTable()
}

func (w *Writer) role(r document.Role) *roleMarkup {
	if int(r) < len(w.roles) {
		return &w.roles[r]
	}
	return &w.roles[document.Body]
}

// appendDocument appends word/document.xml.
func (w *Writer) appendDocument(m *limit.Meter, b []byte, doc *document.Document, f *cellForm) ([]byte, error) {
	b = append(b, w.opening...)
	blocks, imprint := cutImprint(doc.Blocks)
	if len(doc.Contents) > 0 {
		b = w.appendContents(b, doc.Contents)
	}
	table := false // the last block written is a table
	var err error
	for i, block := range blocks {
		written := len(b)
		switch block := block.(type) {
		case *document.Paragraph:
			if block.Beside && i > 0 {
				continue // written with the one before
			}
			b = f.prose(b, block.Role)
			row, n := w.together(blocks[i:])
			if i == 0 && len(doc.Contents) > 0 {
				opening := *row
				opening.NewPage, row = true, &opening
			}
			b = w.appendParagraph(b, row, form{role: block.Role, tabs: w.tabStops(blocks[i : i+n]), bookmark: anchored(doc.Contents, block)})
			table = false
		case *document.Table:
			if block.Rows == 0 && len(block.Cells) == 0 {
				continue // a table without rows is no table: w:tbl must hold one (17.4.37)
			}
			b = f.endProse(b)
			if table {
				b = append(b, separator...)
			}
			if b, err = w.appendTable(b, block, f); err != nil {
				return nil, err
			}
			table = true
		case *document.Loose:
			b = f.prose(b, document.Body)
			for _, line := range block.Lines {
				b = w.appendParagraph(b, &document.Paragraph{Runs: []document.Run{{Text: line.Text}}}, form{role: document.Body})
				table = false
			}
		}
		if !m.Step(1 + (len(b)-written)/32) {
			return nil, m.Err()
		}
	}
	b = f.endProse(b)
	if table {
		b = append(b, separator...)
	}
	b = w.appendImprint(b, imprint)
	return append(b, w.closing...), nil
}

// form is how a paragraph looks beside its own properties: in a table its role can come from the cell, its size from
// the table.
type form struct {
	role     document.Role
	size     int // half-points that override the style's; 0: none
	condense int // width of characters in percent; 0: their own
	keepNext bool
	bookmark string         // that begins and ends before the text
	frame    string         // frame and borders of the paragraph
	tabs     string         // its tab stops
	control  string         // name of the figure that the text is, in a content control bound to it; "": none
	script   *script.Script // of the run, nil for Chinese and Latin text
	number   int            // of the stretch that may be changed, with the control
}

func (w *Writer) appendParagraph(b []byte, p *document.Paragraph, f form) []byte {
	m := w.role(f.role)
	b = append(b, m.paragraph...)
	if (p.KeepNext || f.keepNext) && !m.keepNext {
		b = append(b, `<w:keepNext/>`...)
	}
	b = appendPlace(b, p)
	b = append(b, f.frame...)
	b = appendUnder(b, p.Under)
	b = append(b, f.tabs...)
	b = w.appendSpacing(b, p, f.role)
	if p.Start != 0 || p.Hang != 0 || p.Align != "" {
		b = appendIndent(b, p)
	}
	if p.Align != "" {
		b = append(b, `<w:jc w:val="`+p.Align+`"/>`...)
	}
	if p.Size != 0 {
		f.size = p.Size
	}
	f.condense = p.CondenseWide // it does no harm where the digits are narrower
	if f.size == m.size {
		f.size = 0
	}
	if f.size != 0 { // the paragraph mark too, or an empty cell would be as high as the style says
		b = append(b, `<w:rPr>`...)
		b = appendSize(b, f.size)
		b = append(b, `</w:rPr>`...)
	}
	b = append(b, `</w:pPr>`...)
	if f.bookmark != "" {
		// Any number will do as w:id, as long as no two bookmarks share one: the place in the part is such a number.
		id := strconv.Itoa(len(b))
		b = append(b, `<w:bookmarkStart w:id="`+id+`" w:name="`+f.bookmark+`"/><w:bookmarkEnd w:id="`+id+`"/>`...)
	}
	if f.control != "" {
		b = w.appendControl(b, p, f)
		return append(b, `</w:p>`...)
	}
	for i := range p.Runs {
		b = w.appendRun(b, &p.Runs[i], f)
	}
	return append(b, `</w:p>`...)
}

func (w *Writer) appendRun(b []byte, r *document.Run, f form) []byte {
	if r.Text == "" {
		return b
	}
	if stretches := script.Cut(r.Text); stretches != nil && f.script == nil {
		for _, s := range stretches {
			f.script = s.Script
			b = w.appendStretch(b, &document.Run{Text: s.Text, Bold: r.Bold, As: r.As}, f)
		}
		return b
	}
	return w.appendStretch(b, r, f)
}

// appendStretch appends a run whose text is in one script.
func (w *Writer) appendStretch(b []byte, r *document.Run, f form) []byte {
	if r.As != document.None && r.As != f.role {
		b = append(b, `<w:r>`...)
		b = append(b, w.role(r.As).as...)
	} else {
		b = append(b, `<w:r><w:rPr>`+hint...)
	}
	if f.script != nil {
		b = append(b[:len(b)-len(hint)], scriptFonts(f.script)...)
	}
	if r.Bold {
		b = append(b, `<w:b/><w:bCs/>`...)
	}
	if r.Spacing != 0 { // all of it: it takes the place of the style's (17.3.2.35)
		b = fmt.Appendf(b, `<w:spacing w:val="%d"/>`, w.style.Of(f.role).Spacing+r.Spacing)
	}
	if f.condense != 0 {
		b = fmt.Appendf(b, `<w:w w:val="%d"/>`, f.condense)
	}
	if f.size != 0 {
		b = appendSize(b, f.size)
	}
	if f.script != nil {
		b = appendScript(b, f.script)
	}
	b = append(b, `</w:rPr>`...)
	b = appendText(b, r.Text)
	return append(b, `</w:r>`...)
}

// appendIndent overrides the indent of the style (17.3.1.12): one in characters wins over one in twips, so that it is set
// to none first.
func appendIndent(b []byte, p *document.Paragraph) []byte {
	b = fmt.Appendf(b, `<w:ind w:left="%d" w:firstLineChars="0"`, p.Hang)
	if p.Hang > p.Start {
		b = fmt.Appendf(b, ` w:hanging="%d"`, p.Hang-p.Start)
	} else {
		b = fmt.Appendf(b, ` w:firstLine="%d"`, p.Start-p.Hang)
	}
	if p.Align != "" {
		b = fmt.Appendf(b, ` w:rightChars="0" w:right="%d"`, p.Right)
	}
	return append(b, `/>`...)
}

func appendSize(b []byte, size int) []byte {
	b = append(b, `<w:sz w:val="`...)
	b = strconv.AppendInt(b, int64(size), 10)
	b = append(b, `"/><w:szCs w:val="`...)
	b = strconv.AppendInt(b, int64(size), 10)
	return append(b, `"/>`...)
}

// appendText appends the content of a run: w:t, with w:br for line breaks and w:tab for tabs (17.3.3).
func appendText(b []byte, s string) []byte {
	for s != "" {
		end := 0
		for end < len(s) && s[end] != '\n' && s[end] != '\r' && s[end] != '\t' {
			end++
		}
		if end > 0 {
			if text := s[:end]; text[0] == ' ' || text[end-1] == ' ' || strings.Contains(text, "  ") {
				b = append(b, `<w:t xml:space="preserve">`...)
			} else {
				b = append(b, `<w:t>`...)
			}
			b = xmltext.Append(b, s[:end])
			b = append(b, `</w:t>`...)
		}
		if end == len(s) {
			break
		}
		switch {
		case s[end] == '\t':
			b = append(b, `<w:tab/>`...)
		case s[end] == '\r' && end+1 < len(s) && s[end+1] == '\n': // one break, written at \n
		default:
			b = append(b, `<w:br/>`...)
		}
		s = s[end+1:]
	}
	return b
}
