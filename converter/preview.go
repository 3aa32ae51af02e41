package converter

import (
	"context"
	"strconv"

	"nianbao/converter/diag"
	"nianbao/converter/internal/collect"
	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/fixed"
	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/svg"
	"nianbao/converter/report"
)

// Preview is the pages of a report as they are printed, and where on them each part of it stands.
type Preview struct {
	Pages []PreviewPage `json:"pages"`
	// Symbols is an svg element that draws nothing and defines the glyphs that the pages name: it must stand in the same
	// document. Names of glyphs are the same in every preview.
	Symbols string `json:"symbols"`
	// Boxes are the cells of figures and the paragraphs, in the order in which they are printed.
	Boxes []PreviewBox `json:"boxes"`
	// Diagnostics is what a person should look at; none is of severity error.
	Diagnostics diag.List `json:"diagnostics"`
}

// PreviewPage is a page as an svg element.
type PreviewPage struct {
	Width  Length `json:"width"`
	Height Length `json:"height"`
	SVG    string `json:"svg"`
}

// PreviewBox is where a part of the report stands on a page: places count from the page's top left corner. What goes on over
// a page has a box on each.
type PreviewBox struct {
	Page   int    `json:"page"` // from 0
	X      Length `json:"x"`
	Y      Length `json:"y"`
	Width  Length `json:"width"`
	Height Length `json:"height"`
	// Place is a JSON Pointer into the report's JSON: /requests/new/total, /overview/0, /title. The heading of a section has
	// the pointer of the section.
	Place string `json:"place"`
}

// Length is a length in thousandths of a point.
type Length int

// MarshalJSON writes the length in points.
func (l Length) MarshalJSON() ([]byte, error) { return fixed.Append(nil, int(l)), nil }

// Preview draws the pages of a report as [Converter.Write] prints them to PDF, in the form of an
// official document where shell is not nil. The report is not changed.
func (c *Converter) Preview(ctx context.Context, r *report.Report, shell *Shell) (*Preview, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	doc, found := compose.DocumentInShell(ctx, r, c.editionsOf(r), c.style, shell.composed(), nil)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if doc == nil {
		return nil, refuse(collect.Capped(found)...)
	}
	doc, err := c.settle(ctx, doc)
	if err != nil {
		return nil, err
	}
	pages, more, err := c.lay(ctx, doc, false, nil)
	found = append(found, more...)
	if err != nil {
		return nil, joined(err, found)
	}
	drawn, err := svg.Write(ctx, pages)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, joined(defect(err), found)
	}
	p := &Preview{Pages: make([]PreviewPage, len(drawn.Pages)), Symbols: string(drawn.Symbols), Boxes: previewBoxes(doc, pages),
		Diagnostics: append(diag.List{}, found...)}
	for i, page := range drawn.Pages {
		p.Pages[i] = PreviewPage{Length(pages.Width), Length(pages.Height), string(page)}
	}
	return p, nil
}

// previewBoxes gives the boxes of the layout their places in the report. Labels, and what has none, are left out.
func previewBoxes(doc *document.Document, pages *layout.Pages) []PreviewBox {
	list := make([]PreviewBox, 0, len(pages.Boxes))
	for _, b := range pages.Boxes {
		if place := placeOf(doc.Blocks[b.Block], b.Cell); place != "" {
			list = append(list, PreviewBox{b.Page, Length(b.X), Length(b.Y), Length(b.Width), Length(b.Height), place})
		}
	}
	return list
}

// placeOf returns the pointer of what a block, or a cell of it, prints; "" for none.
func placeOf(block document.Block, cell int) string {
	switch b := block.(type) {
	case *document.Paragraph:
		switch {
		case b.Of.Part == "":
			return ""
		case b.Of.Index < 0:
			return "/" + b.Of.Part
		}
		return "/" + b.Of.Part + "/" + strconv.Itoa(b.Of.Index)
	case *document.Table:
		if cell >= 0 && b.Cells[cell].FigureRow != "" {
			return cellPointer(b.Key, report.Key{Row: b.Cells[cell].FigureRow, Col: b.Cells[cell].FigureCol})
		}
	}
	return ""
}
