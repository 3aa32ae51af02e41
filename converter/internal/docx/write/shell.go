package write

import (
	"fmt"

	"nianbao/converter/internal/document"
)

// The form of an official document (公文版头 and 附件) in Word: paragraphs in styles of their own, so that word processors show and edit
// them as text. The styles stand only in files that use them.

// partStyles is the part of the styles.
const partStyles = "word/styles.xml"

// hasShell reports whether a document has paragraphs of the form.
func hasShell(blocks []document.Block) bool {
	for _, b := range blocks {
		if p, ok := b.(*document.Paragraph); ok && p.Role.OfShell() {
			return true
		}
	}
	return false
}

// together returns the paragraph at the beginning of blocks with those that stand beside it, and how many they are. They are one paragraph of
// Word, in which a tab stop (17.3.1.38) leads to each place.
func (w *Writer) together(blocks []document.Block) (*document.Paragraph, int) {
	first := blocks[0].(*document.Paragraph)
	n := 1
	for n < len(blocks) {
		p, ok := blocks[n].(*document.Paragraph)
		if !ok || !p.Beside {
			break
		}
		n++
	}
	if n == 1 {
		return first, 1
	}
	row := *first
	row.Runs = nil
	for i, b := range blocks[:n] {
		p := b.(*document.Paragraph)
		if i > 0 || !atLeft(p) {
			row.Runs = append(row.Runs, document.Run{Text: "\t"})
		}
		for _, r := range p.Runs {
			if p.Role != first.Role && r.As == document.None {
				r.As = p.Role
			}
			row.Runs = append(row.Runs, r)
		}
	}
	if !atLeft(first) {
		row.Align, row.Start, row.Hang, row.Right = "left", 0, 0, 0
	}
	return &row, n
}

// atLeft reports whether a paragraph begins where its indent says.
func atLeft(p *document.Paragraph) bool { return p.Align != "center" && p.Align != "right" }

// tabStops returns the tab stops that lead to the paragraphs of a row.
func (w *Writer) tabStops(blocks []document.Block) string {
	if len(blocks) == 1 {
		return ""
	}
	stops := ""
	for i, b := range blocks {
		p, width := b.(*document.Paragraph), w.style.Page.TextWidth()
		switch {
		case p.Align == "left" && i > 0:
			stops += fmt.Sprintf(`<w:tab w:val="left" w:pos="%d"/>`, p.Start)
		case p.Align == "center":
			stops += fmt.Sprintf(`<w:tab w:val="center" w:pos="%d"/>`, (p.Start+width-p.Right)/2)
		case p.Align == "right":
			stops += fmt.Sprintf(`<w:tab w:val="right" w:pos="%d"/>`, width-p.Right)
		}
	}
	return `<w:tabs>` + stops + `</w:tabs>`
}

// appendPlace appends what puts a paragraph at a place of its own: on a new page (17.3.1.23), in a frame (17.3.1.11).
func appendPlace(b []byte, p *document.Paragraph) []byte {
	if p.NewPage {
		b = append(b, `<w:pageBreakBefore/>`...)
	}
	if f := p.Frame; f != nil {
		b = fmt.Appendf(b, `<w:framePr w:w="%d" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin" w:x="%d" w:y="%d"/>`, f.Width, f.X, f.Y)
	}
	return b
}

// appendUnder appends the rule below a paragraph as its lower border (17.3.1.7), whose distance is in points.
func appendUnder(b []byte, r *document.Rule) []byte {
	if r == nil || r.Thick == 0 {
		return b
	}
	colour := r.Colour
	if colour == "" {
		colour = "auto"
	}
	return fmt.Appendf(b, `<w:pBdr><w:bottom w:val="single" w:sz="%d" w:space="%d" w:color="%s"/></w:pBdr>`, r.Thick, (r.Gap+10)/20, colour)
}

// appendSpacing overrides the distances of the style where the paragraph has its own; the other attributes stay those of the style
// (17.3.1.33).
func (w *Writer) appendSpacing(b []byte, p *document.Paragraph, role document.Role) []byte {
	if p.Before == 0 && p.After == 0 && p.Leading == 0 {
		return b
	}
	s := w.style.Of(role)
	b = fmt.Appendf(b, `<w:spacing w:before="%d" w:after="%d"`, s.Before+p.Before, s.After+p.After)
	if p.Leading != 0 {
		b = fmt.Appendf(b, ` w:line="%d" w:lineRule="exact"`, p.Leading)
	}
	return append(b, `/>`...)
}
