package converter

import (
	"context"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
)

// addContents lists the headings of a document's sections with the pages on which our own layout has them, one further on than
// there: the table of contents is a page by itself. A document in the form of an official one has its head on the first page and no
// place for the table.
func (c *Converter) addContents(ctx context.Context, doc *document.Document) (diag.List, error) {
	for _, b := range doc.Blocks {
		if p, ok := b.(*document.Paragraph); ok && p.Role.OfShell() {
			return nil, refuse(diag.New("contents-shell", diag.Place{}))
		}
	}
	pages, found, err := c.lay(ctx, doc, false, nil)
	if err != nil {
		return found, err
	}
	from := 0
	for _, b := range doc.Blocks {
		p, ok := b.(*document.Paragraph)
		if !ok || p.Role != document.Section {
			continue
		}
		line := document.ContentsLine{Heading: p}
		for i, mark := range pages.Bookmarks[from:] {
			if oneSpaced(mark.Title) == oneSpaced(p.Text()) {
				line.Page, from = mark.Page+2, from+i+1
				break
			}
		}
		doc.Contents = append(doc.Contents, line)
	}
	return nil, nil
}

func oneSpaced(s string) string { return strings.Join(strings.Fields(s), " ") }
