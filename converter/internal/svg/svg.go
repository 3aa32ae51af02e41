// Package svg draws laid out pages as SVG (Scalable Vector Graphics 2), for a page that shows them in a browser.
//
// [Write] is the entry. It decides nothing about the page: every glyph and rule stands where package layout put it, as in
// packages pdf and ofd, so that what is seen is what is printed. Text is drawn as outlines, because a browser has not the
// fonts of the pages and must not fetch them: each glyph in use is a symbol once (symbols.go), and pages name it where it
// stands (page.go).
//
// A symbol's name says its font and glyph, so it is the same in every drawing: two of them can stand in one document, a page
// that did not change is the same bytes again, and whoever has a symbol needs it no more. A drawing has no script, no style
// attribute and no reference to anything outside, so the strictest Content-Security-Policy lets it pass. Attributes stand in
// single quotes: a JSON string takes them as they are.
package svg

import (
	"context"
	"fmt"

	"nianbao/converter/internal/layout"
)

// Drawing is pages as SVG.
type Drawing struct {
	// Pages holds an svg element for each page. Lengths are points, from the top left corner.
	Pages [][]byte
	// Symbols is an svg element that draws nothing and defines the glyphs of all pages.
	Symbols []byte
}

// Write draws the pages. The error is that of ctx, or says which glyph of a font is damaged.
func Write(ctx context.Context, pages *layout.Pages) (*Drawing, error) {
	d := &Drawing{Pages: make([][]byte, len(pages.Pages))}
	s := newSymbols()
	for i := range pages.Pages {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("drawing: %w", err)
		}
		d.Pages[i] = appendPage(nil, pages, i, s)
	}
	var err error
	if d.Symbols, err = s.append(ctx, nil); err != nil {
		return nil, fmt.Errorf("drawing: %w", err)
	}
	return d, nil
}

// namespace is that of SVG; a page that is put into HTML does without, a file does not.
const namespace = `http://www.w3.org/2000/svg`
