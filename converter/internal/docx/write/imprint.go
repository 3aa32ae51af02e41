package write

import (
	"fmt"

	"nianbao/converter/internal/document"
)

// The imprint (版记, GB/T 9704-2012 7.4.1) stands at the foot of the last page between rules. It is a text frame (17.3.1.11 w:framePr): its paragraphs are paragraphs of the document like all others, so that word
// processors, portals and our own reader take them for what they are, which a floating table would not be.

// cutImprint parts the imprint, which ends a document, from what stands before it.
func cutImprint(blocks []document.Block) (before, imprint []document.Block) {
	at := len(blocks)
	for at > 0 {
		p, ok := blocks[at-1].(*document.Paragraph)
		if !ok || p.Role != document.Imprint {
			break
		}
		at--
	}
	return blocks[:at], blocks[at:]
}

// appendImprint writes the frame. All its paragraphs have the same borders and indents, because only such paragraphs are one
// frame to LibreOffice (7.4, tried: a paragraph for each rule, or w:between, and the frame falls apart) and one box to Word
// (17.3.1.7). So the rule between two elements is missing here.
func (w *Writer) appendImprint(b []byte, imprint []document.Block) []byte {
	if len(imprint) == 0 {
		return b
	}
	frame := fmt.Sprintf(`<w:framePr w:w="%d" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/>`, w.style.Page.TextWidth())
	if thick := w.style.Imprint.Outer; thick > 0 {
		frame += fmt.Sprintf(`<w:pBdr><w:top w:val="single" w:sz="%d" w:space="1" w:color="auto"/><w:bottom w:val="single" w:sz="%[1]d" w:space="1" w:color="auto"/></w:pBdr>`, thick)
	}
	for len(imprint) > 0 {
		row, n := w.together(imprint)
		b = w.appendParagraph(b, row, form{role: document.Imprint, frame: frame, tabs: w.tabStops(imprint[:n])})
		imprint = imprint[n:]
	}
	return append(b, separator...) // a frame is anchored in the paragraph behind it
}
