package recognize

import (
	"slices"
	"strings"

	"nianbao/converter/internal/document"
	"nianbao/converter/report"
)

// withoutShell takes the form of an official document off a report that one of our files has in it: by the styles, the head above the
// title, and the annexes up to the imprint. A label of an annex above a heading or a table of the report is somebody's, and stays.
func withoutShell(doc *document.Document) *document.Document {
	if !slices.ContainsFunc(doc.Blocks, ofShell) {
		return doc
	}
	last := 0 // behind the last block that only the report has
	for i, b := range doc.Blocks {
		if p, ok := b.(*document.Paragraph); !ok || p.Role == document.Section || p.Role == document.Title {
			last = i + 1
		}
	}
	out := *doc
	out.Blocks, out.Asides = nil, slices.Clone(doc.Asides)
	annex := false
	for i, b := range doc.Blocks {
		p, ok := b.(*document.Paragraph)
		switch {
		case !ok:
			annex = false
		case p.Role == document.AnnexLabel && i >= last:
			annex = true
		case p.Role == document.Imprint:
			annex = false
		}
		head := ok && p.Role.OfShell() && p.Role != document.AnnexLabel && p.Role != document.AnnexTitle
		if !annex && !head {
			out.Blocks = append(out.Blocks, b)
			continue
		}
		if text := strings.TrimSpace(strings.NewReplacer("\n", "", "\t", " ").Replace(p.Text())); text != "" {
			out.Asides = append(out.Asides, document.Aside{Text: text, Place: p.Place, Part: report.OfShell})
		}
	}
	return &out
}

func ofShell(b document.Block) bool {
	p, ok := b.(*document.Paragraph)
	return ok && p.Role.OfShell()
}
