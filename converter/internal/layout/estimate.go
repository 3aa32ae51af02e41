package layout

import (
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/style"
)

// leastPages returns a number of pages that the document needs at the least, counted from its text alone: a document far
// beyond the limit of pages is refused before its characters are shaped. It errs on the side of few: wide characters take
// their em and their marks half of it, all others an eighth; white space, which hangs at the ends of lines, and what stands
// between paragraphs is left out.
func (l *layouter) leastPages(doc *document.Document) int {
	page := l.style.Page
	height := 0 // twips
	for _, b := range doc.Blocks {
		if !l.meter.Step(4) {
			return 0
		}
		switch b := b.(type) {
		case *document.Paragraph:
			role := b.Role
			if role == document.None {
				role = document.Body
			}
			height += l.leastLines(b.Runs, l.style.Of(role), page.TextWidth())
		case *document.Loose:
			body := l.style.Of(document.Body)
			for i := range b.Lines {
				height += leastHeight(body)
				if text := b.Lines[i].Text; text != "" {
					height += l.leastLines([]document.Run{{Text: text}}, body, page.TextWidth()) - leastHeight(body)
				}
			}
		case *document.Table:
			height += b.Rows * l.style.Table.RowHeight
		}
	}
	return height / page.TextHeight()
}

// leastLines returns the height of the lines that the text of runs fills at the least.
func (l *layouter) leastLines(runs []document.Run, form *style.Paragraph, width int) int {
	eighths := 0 // of an em
	for i := range runs {
		n := 0
		for _, r := range runs[i].Text {
			switch n++; {
			case r == ' ' || r == '\t' || r == '\n' || classOf(r)&space != 0 || ignorable(r):
			case r >= 0x3000 && r < 0x3040, r >= 0xff00, r < 0x2e80:
				if eighths++; r >= 0x2e80 && r < 0x10000 {
					eighths += 3
				}
			default:
				eighths += 8
			}
		}
		if !l.meter.Step(n / 16) {
			return 0
		}
	}
	size := form.Size
	for i := range runs {
		if as := runs[i].As; as != document.None {
			size = min(size, l.style.Of(as).Size)
		}
	}
	em := size*10 + form.Spacing
	return max(1, eighths*em/8/width) * leastHeight(form)
}

// leastHeight returns the height of a line: its leading, or where that is not exact no less than the size of the type.
func leastHeight(form *style.Paragraph) int {
	if form.Leading > 0 {
		return form.Leading
	}
	return form.Size * 10
}
