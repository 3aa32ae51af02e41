// Package layout puts a document on pages: it chooses the glyph of every character, breaks lines by the rules of
// Chinese text, and gives each glyph and each rule of a table its place.
//
// [Lay] is the entry. It is a pure function of document, style and fonts: no files, no clock, no map order, integers
// only, so that the same input gives the same pages everywhere. A painter (package pdf) draws [Pages] and decides
// nothing.
//
// The work goes in this order, one file or two each:
//
//   - shape.go, coverage.go: characters to glyphs with their advances; what no font has is reported and substituted
//   - words.go, words_line.go: words of scripts whose letters join, lines that run both ways
//   - glyphs.go: letters, digits and marks are looked up once; ideographs that are only measured, never
//   - class.go, breaks.go: where a line may end (禁则, kinsoku)
//   - totalfit.go: all lines of a paragraph at once, for typesetting "clreq"
//   - settle.go: before all this, paragraphs that would end in one character
//   - lines.go: filling lines, squeezing punctuation, justification
//   - measure.go, grid.go, table.go: paragraphs and tables as lines and rows of known height
//   - structure.go: what the document is beside how it looks: headings, paragraphs, tables with their headers
//   - flow.go, turn.go, split.go: pages, what is kept together, tables that continue on the next page
//   - shell.go: what stands at a place of its own, and rules below paragraphs: the head of an official document
//   - lastpage.go: a last page of a line or two is fitted into the page before
//   - emit.go, footer.go: glyphs and rules at their places, page numbers
//
// Measures are [Unit], a thousandth of a point; twips of the style become units exactly.
package layout

import (
	"context"
	"errors"
	"fmt"

	"nianbao/converter/diag"
	"nianbao/converter/internal/collect"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
)

// Unit is a length: 1/1000 pt.
type Unit = int

// Lengths in units.
const (
	Point Unit = 1000
	Twip  Unit = Point / 20
)

// Pages is a document that is ready to be painted. Places count from the top left corner of the sheet, downwards.
type Pages struct {
	Width, Height Unit
	Pages         []Page
	Bookmarks     []Bookmark
	Structure     []Element // in reading order, each behind the one around it
	Title         string    // the printed title in one line
	Clusters      []string  // texts of several characters that one glyph stands for, see Glyph
	Boxes         []Box     // where each paragraph and each cell stands
}

// Page is one sheet.
type Page struct {
	Runs  []Run
	Rules []Rule
}

// Run is glyphs of one font and size on one baseline.
type Run struct {
	Font  *sfnt.Font
	Size  int // half-points
	Scale int // horizontal scale in thousandths, 1000 is none
	Bold  bool
	// Colour is red, green and blue, a byte each, red highest; 0 is black.
	Colour uint32
	X, Y   Unit // start and baseline
	// Element is the index of the element of Pages.Structure that the text belongs to, or Artifact.
	Element int32
	Glyphs  []Glyph
}

// Cluster returns the text of several characters that a glyph with such a Char stands for, "" where it is a character.
func (p *Pages) Cluster(char rune) string {
	if i := int(char) - int(FirstCluster); i >= 0 && i < len(p.Clusters) {
		return p.Clusters[i]
	}
	return ""
}

// Glyph is a glyph with the character it stands for, which is not the one it looks like where no font has it.
type Glyph struct {
	// Char is the character, or from FirstCluster on an entry of Pages.Clusters.
	Char rune
	ID   uint16
	X    int32 // from the run's X
}

// Rule is a filled rectangle: a line of a table, or of the colour of a [Run] the rule of an official document's head.
type Rule struct {
	X, Y, Width, Height Unit
	Colour              uint32
}

// Bookmark is an entry of the document's outline.
type Bookmark struct {
	Title string
	Level int // 1 is the highest; a level is at most one deeper than the one before
	Page  int // index into Pages.Pages
	Y     Unit
	// Element is the heading in Pages.Structure.
	Element int32
}

// Options are what a caller may choose beside the style.
type Options struct {
	Limits limit.Limits
	// Strict makes a character that no font has an error instead of a visible substitute.
	Strict bool
	// Room is where the pages are laid out; nil: in memory of their own.
	Room *Room
}

// ErrNoFonts says that a set of fonts has none that can be read.
var ErrNoFonts = errors.New("no font can be read")

// Lay puts doc on pages. The diagnostics say what could not be set as it stands: characters without a glyph, figures
// wider than their cell, tables that had to be split. Pages are nil where one of them is an error. The error is that of
// ctx, or says that there are no fonts.
func Lay(ctx context.Context, doc *document.Document, s *style.Style, fonts *sfnt.Set, o Options) (*Pages, diag.List, error) {
	l := &layouter{meter: limit.NewMeter(ctx, o.Limits), style: s, fonts: fonts, options: o, clreq: s.Typesetting == "clreq", packed: fonts.Packed(),
		pages: &Pages{Width: s.Page.Width * Twip, Height: s.Page.Height * Twip}}
	if l.room = o.Room; l.room == nil {
		l.room = &Room{}
	}
	for role := document.Title; role <= document.Header; role++ {
		if fonts.Chain(s.Of(role).Face).Main() == nil {
			return nil, nil, ErrNoFonts
		}
	}
	l.reportAbsentFaces()
	if most := o.Limits.Pages; most > 0 && l.leastPages(doc) > most {
		l.reportAt("layout-page-limit", where{}, "limit", most)
		return nil, l.found.List(), nil
	}
	for _, step := range []func(){func() { l.measure(doc) }, l.reportCoverage, l.flow, l.fitLastPage, l.numberPages} {
		step()
		if err := l.meter.Err(); err != nil {
			return nil, l.found.List(), fmt.Errorf("laying out: %w", err)
		}
		if worst, _ := l.found.Worst(); worst == diag.Error {
			return nil, l.found.List(), nil
		}
	}
	l.room.keep(l)
	return l.pages, l.found.List(), nil
}

// layouter is the state of one call of Lay.
type layouter struct {
	meter   *limit.Meter
	style   *style.Style
	fonts   *sfnt.Set
	options Options
	clreq   bool

	looks  []look
	faces  []face // the fonts in use; a char names one by its index
	before shapedBefore
	// measuring says that characters are wanted for their widths alone: of ideographs no glyph is looked up.
	measuring bool
	unspaced  []char // of the paragraph being settled, as it was set first
	coverage  coverage
	chars     []char // of all paragraphs, one after the other
	lines     []line // likewise
	fit       totalFit
	words     words
	packed    bool // the fonts have some for scripts of their own
	// paragraphStart is the index in chars of the paragraph being shaped.
	paragraphStart int
	section        string // heading of the section being measured, for diagnostics
	heading        int    // level of the last heading in the structure
	blocks         []block
	room           *Room
	asked          asked

	pages  *Pages
	glyphs []Glyph  // of all runs
	filled []filled // of each page
	tight  tight
	quiet  bool // nothing is reported: it was before
	y      Unit // top of what comes next on the last page
	row    Unit // top of the last line of text
	full   bool // the limit of pages is reached
	found  collect.Collector
}
