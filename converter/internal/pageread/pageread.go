// Package pageread makes a document of pages: of characters and rules that stand somewhere, it finds out which make a line, a
// paragraph, a table. This is known as layout analysis. PDF files say nothing more than where things stand, and neither do
// OFD files or programs that recognise scans.
//
// Evidence is taken in the order of its weight. Rules come first: where they cross, they make a grid, and a rule that is
// missing between two places of the grid joins them to one cell. Text belongs to the cell that it stands in. Tables that end a
// page and begin the next are one, without the header that was repeated. Where no rules are, lines whose words stand in columns
// are given as they stand (document.Loose), and package recognize reads them as it reads text copied out of a page. All else is
// lines that are joined to paragraphs by indents, by how full they are and by the space between them.
//
// What stands on each page is no part of the text: numbers of pages and running heads are set aside and named. So is text that is not
// painted. A figure that reaches from one cell into another is in doubt, and is spoilt here so that nobody takes it for one.
//
//	page.go       what is given: pages, characters, rules
//	pageread.go   the way through
//	turn.go       pages whose text runs up or down
//	line.go       characters to lines; text.go: lines to text
//	frame.go      page numbers and running heads
//	stroke.go     rules to long lines
//	grid.go       lines to grids, grids to cells
//	cell.go       text into cells; beside.go: text that reaches from one cell into another
//	prose.go      frames around text that are drawn like tables; strip.go: borders of several lines
//	edge.go       figures that the page's edge cuts
//	across.go     tables over several pages; repeat.go: repeated headers, carried labels
//	table.go      the table that a reader gives
//	margin.go     between which edges text runs; paragraph.go: lines to paragraphs
//	column.go     words in columns without rules
package pageread

import (
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/report"
)

// Result is what was made of pages.
type Result struct {
	Document *document.Document
	// Tables counts those that rules made, Columns stretches of lines whose words stand in columns without rules.
	Tables, Columns int
	// Spoilt counts cells whose text reaches into another one; Unknown characters of which the file does not say what they
	// are; Hidden those that are not painted; Clipped those that lie outside of what is shown; Slanted those of lines that run slanted.
	Spoilt, Unknown, Hidden, Clipped, Slanted int
	// Pictured are the pages, from 1, that show pictures and no text.
	Pictured []int
	// Visible counts characters that are painted; Images pictures on all pages.
	Visible, Images int
}

// Reader takes pages one by one, since their characters take much more room than what is made of them.
type Reader struct {
	meter  *limit.Meter
	pages  []sheet
	result Result
	asides []document.Aside
}

// NewReader returns a reader for the pages of a document.
func NewReader(m *limit.Meter) *Reader { return &Reader{meter: m} }

// sheet is what was found on a page: its lines outside of grids from the top, and its grids.
type sheet struct {
	width, height float64
	lines         []line
	grids         []*grid
}

// Add takes the next page.
func (r *Reader) Add(p *Page) {
	upright(p)
	visible := r.visible(p)
	s := sheet{width: p.Width, height: p.Height}
	horizontal, vertical := strokes(p.Rules)
	rest := r.fill(r.grids(horizontal, vertical, visible), visible, &s)
	flat := rest[:0]
	var turned []Char
	for _, c := range rest {
		if c.Turn == 0 {
			flat = append(flat, c)
		} else {
			turned = append(turned, c)
		}
	}
	s.lines = linesOf(flat)
	for i := range s.lines {
		s.lines[i].cut()
	}
	if len(turned) > 0 {
		if text := turnedText(turned); text != "" {
			r.aside(text, report.LeftOut)
		}
	}
	r.pages = append(r.pages, s)
}

// visible returns the characters that are painted, and counts the others.
func (r *Reader) visible(p *Page) []Char {
	kept, said := make([]Char, 0, len(p.Chars)), 0
	for i := range p.Chars {
		c := &p.Chars[i]
		if !r.meter.Characters(1) {
			return nil
		}
		switch {
		case c.Outside:
			if !blank(c.Rune) {
				r.result.Clipped++
			}
			continue
		case c.Hidden:
			if !blank(c.Rune) {
				r.result.Hidden++
			}
			continue
		case c.Rune == unknown:
			r.result.Unknown++
		case !blank(c.Rune):
			said++
		}
		kept = append(kept, *c)
	}
	r.result.Visible += said
	r.result.Images += p.Images
	r.result.Slanted += p.Slanted
	if said == 0 && p.Images > 0 {
		r.result.Pictured = append(r.result.Pictured, len(r.pages)+1)
	}
	r.cutOff(kept, p)
	return kept
}

// asideCells names what stands in a grid of which no table can be made.
func (r *Reader) asideCells(g *grid) {
	for i := range g.cells {
		for _, text := range g.cells[i].text {
			r.aside(text, report.LeftOut)
		}
	}
}

func (r *Reader) aside(text string, part report.Part) {
	r.asides = append(r.asides, document.Aside{Text: text, Part: part})
}

// Result returns the document of all pages. It counts only if the meter has no error.
func (r *Reader) Result() Result {
	r.dropFrame()
	m := r.margins()
	out := r.result
	doc := &document.Document{}
	for _, e := range r.joined() {
		if e.grid != nil {
			if table := e.grid.table(); table != nil {
				doc.Blocks = append(doc.Blocks, table)
				out.Tables++
			} else {
				r.asideCells(e.grid)
			}
			continue
		}
		for _, s := range stretches(e.lines) {
			if s.columns {
				doc.Blocks = append(doc.Blocks, loose(s.lines))
				doc.Lossy = true
				out.Columns++
				continue
			}
			for _, p := range m.paragraphs(s.lines) {
				if !r.meter.Paragraph() {
					return out
				}
				doc.Blocks = append(doc.Blocks, p)
			}
		}
	}
	doc.Asides = r.asides
	out.Document = doc
	return out
}
