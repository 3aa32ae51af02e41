package webpage

import (
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/plaintext"
)

// loose returns the page as lines of text if its tables are not tables: a page of preformatted text, or rows written
// with bars or one figure to a paragraph. It is nil for other pages, and for those with a table of figures. A text beyond
// the limits is refused.
func (p *page) loose(boxes []*box) ([]document.Block, diag.List) {
	rows := 0
	for _, b := range boxes {
		if b.kind == table {
			if b.figures >= 4 {
				return nil, nil
			}
			continue
		}
		if text := b.text(); strings.ContainsAny(text, "|\t") || isFigure(text) {
			rows++
		}
	}
	if rows < 8 {
		return nil, nil
	}
	var text strings.Builder
	var places []int
	line := func(b *box) {
		for part := range strings.SplitSeq(b.text(), "\n") {
			if len(places) > 0 {
				text.WriteByte('\n')
			}
			text.WriteString(part)
			places = append(places, b.place.Line)
		}
	}
	for _, b := range boxes {
		b.visit(func(x *box) bool {
			if x.kind == paragraph {
				line(x)
			}
			return true
		})
	}
	doc, found := plaintext.ReadMetered(p.meter.Anew(), []byte(text.String()))
	if doc == nil {
		return nil, found
	}
	for _, b := range doc.Blocks {
		l, ok := b.(*document.Loose)
		if !ok {
			return nil, nil
		}
		for i := range l.Lines {
			if n := l.Lines[i].Number; n >= 1 && n <= len(places) {
				l.Lines[i].Number = places[n-1]
			}
		}
	}
	return doc.Blocks, nil
}
