// Package scan makes a page with characters and rules, as package pageread takes it, of a picture of one. What the characters are a
// program outside of this one finds out; where the table is, this package does.
//
// Programs that recognise text read running text well and tables badly: given a page with a table, Tesseract finds half of its
// figures and reads some of them wrong. So it never sees one. The rules are found in the picture, package pageread makes a grid of them,
// and the lines of text of all cells are set one below the other on a sheet of white paper (a contact sheet). Where the program
// finds a word on the sheet says which cell it is of. What is on the page outside of tables is given by itself.
//
//	raster.go   which pixels are ink (Otsu)
//	skew.go     how slanted the page lies, by projection; the page straightened
//	rules.go    long runs of ink that are rules
//	cells.go    lines of text in the cells of grids
//	sheet.go    contact sheets
//	figures.go  cells that may hold figures: read a second time
//	shapes.go   whether digits look alike that are read alike
//	words.go    words to characters of the page
//	page.go     the way through
//
// The same picture gives the same page, as far as the program gives the same words. All loops over pixels count on a limit.Meter.
// Decisions and measured figures: docs/decisions/scans.md.
package scan

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"

	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pageread"
)

// Word is text that was recognised in a picture: its box, and that of the line that it stands in, in pixels from the top left corner.
type Word struct {
	Text      string
	Box, Line image.Rectangle
}

// Picture is what a program is given to read.
type Picture struct {
	PNG []byte
	// Figures says that nothing but figures is wanted: one a line.
	Figures bool
}

// Recognize finds the text in a picture.
type Recognize func(ctx context.Context, p Picture) ([]Word, error)

// Reader reads pages.
type Reader struct {
	ctx       context.Context
	meter     *limit.Meter
	recognize Recognize
	// Doubtful counts figures whose digits do not look as they are read.
	Doubtful int
	// Astray counts words that the program found where nothing is.
	Astray int
	// Slanted counts pages that lay slanted.
	Slanted int
}

// NewReader returns a reader of pages with a program.
func NewReader(ctx context.Context, m *limit.Meter, recognize Recognize) *Reader {
	return &Reader{ctx: ctx, meter: m, recognize: recognize}
}

// words gives a picture to the program.
func (r *Reader) words(g *image.Gray, figures bool) ([]Word, error) {
	var packed bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&packed, g); err != nil {
		return nil, fmt.Errorf("packing a picture: %w", err)
	}
	words, err := r.recognize(r.ctx, Picture{packed.Bytes(), figures})
	if err != nil {
		return nil, err
	}
	kept := words[:0]
	for _, w := range words {
		if !r.meter.Characters(len(w.Text)) {
			return nil, r.meter.Err()
		}
		// A box outside of the picture is of something that nobody showed the program.
		if w.Box = w.Box.Canon(); w.Box.Empty() || !w.Box.In(g.Rect) {
			r.Astray++
			continue
		}
		if w.Line = w.Line.Canon(); !w.Box.In(w.Line) || !w.Line.In(g.Rect) {
			w.Line = w.Box
		}
		kept = append(kept, w)
	}
	return kept, nil
}

// picture is a page that is being read.
type picture struct {
	*Reader
	straight *image.Gray
	level    uint8
	perPoint float64
	rules    []image.Rectangle
	out      *pageread.Page
}
