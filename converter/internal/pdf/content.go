package pdf

import (
	"strconv"
	"strings"

	"nianbao/converter/internal/deflate"
	"nianbao/converter/internal/layout"
)

// boldStroke is the width of the line drawn around glyphs for want of a bold face, as a part of the size: 1/30 em, near
// what word processors draw.
const boldStroke = 30

func appendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }

// writePage writes a page object and its content stream. Tabs is the order in which ISO 14289-1 7.18.3 wants fields and
// notes that somebody adds to be visited: that of the structure.
func (f *file) writePage(index int, object, tree, resources int) {
	content := f.reserve()
	f.begin(object)
	f.text("<</Type/Page/Parent ").ref(tree)
	f.text("/Resources ").ref(resources)
	f.text("/Contents ").ref(content)
	if f.tags != nil {
		f.text("/StructParents ").int(index).text("/Tabs/S")
	}
	f.text(">>")
	f.end()
	f.content = f.appendContent(f.content[:0], index)
	f.rawStream(content, deflated, f.packAs(deflate.Page, f.content))
	f.addToFingerprint(f.content)
}

// painter remembers the graphics state, so that only changes are written (ISO 32000-1 9.3, 9.4).
type painter struct {
	b            []byte
	height       layout.Unit
	x, y         layout.Unit // of the text line matrix
	font, size   int
	spacing      int // Tc in pen units
	scale        int
	bold         bool
	strokeOfSize int
	colour       uint32

	tags    *tags // nil: nothing is marked
	page    int
	element int32 // whose marked content is open
	open    bool
	// explained says that the open marked content has an ActualText.
	explained bool
}

func (f *file) appendContent(b []byte, index int) []byte {
	page := &f.pages.Pages[index]
	if len(page.Rules) > 0 && f.tags != nil {
		b = append(b, "/Artifact BMC\n"...)
	}
	colour := uint32(0)
	for i, r := range page.Rules {
		if r.Colour != colour {
			if i > 0 {
				b = append(b, "f\n"...)
			}
			colour = r.Colour
			b = appendColour(b, colour, "rg\n")
		}
		b = appendUnits(b, r.X)
		b = append(b, ' ')
		b = appendUnits(b, f.pages.Height-r.Y-r.Height)
		b = append(b, ' ')
		b = appendUnits(b, r.Width)
		b = append(b, ' ')
		b = appendUnits(b, r.Height)
		b = append(b, " re\n"...)
	}
	if len(page.Rules) > 0 {
		b = append(b, "f\n"...)
		if colour != 0 {
			b = appendColour(b, 0, "rg\n")
		}
		if f.tags != nil {
			b = append(b, "EMC\n"...)
		}
	}
	if len(page.Runs) == 0 {
		return b
	}
	p := painter{b: append(b, "BT\n"...), height: f.pages.Height, font: -1, scale: 1000, tags: f.tags, page: index}
	for i := range page.Runs {
		r := &page.Runs[i]
		p.run(r, f.fonts[f.fontOf(r.Font)], f.fontOf(r.Font))
	}
	p.endMarked()
	return append(p.b, "ET"...)
}

// belong opens the marked content of an element, or of what is printed on the page and is no content, and closes the one
// before (14.6, 14.8.2.2). unstated is how many characters at its beginning mean nothing outside the file.
func (p *painter) belong(element int32, unstated int) {
	if p.open && p.element == element && !p.explained && unstated == 0 {
		return
	}
	p.beginMarked(element, unstated)
}

// beginMarked begins a stretch, which is read aloud as replacement characters where it is one of unstated characters
// (14.9.4). Such a stretch has an identifier of its own, not one inside another's: poppler 22.12 takes the end of the inner
// one for that of the outer.
func (p *painter) beginMarked(element int32, unstated int) {
	p.endMarked()
	p.open, p.element, p.explained = true, element, unstated > 0
	switch {
	case element == layout.Artifact:
		p.b = append(p.b, "/Artifact<</Type/Pagination"...)
	case p.explained:
		p.b = append(p.b, "/Span<</MCID "...)
		p.b = appendInt(p.b, p.tags.mark(element, p.page))
	default:
		p.b = append(append(p.b, '/'), p.tags.elements[element].Type()...)
		p.b = append(p.b, "<</MCID "...)
		p.b = appendInt(p.b, p.tags.mark(element, p.page))
	}
	if p.explained {
		p.b = append(p.b, "/ActualText"...)
		p.b = appendTextString(p.b, strings.Repeat(replacement, unstated))
	}
	p.b = append(p.b, ">>BDC\n"...)
}

func (p *painter) endMarked() {
	if p.open {
		p.b = append(p.b, "EMC\n"...)
		p.open = false
	}
}

// run paints one run: state, place, then the glyphs in one TJ array.
func (p *painter) run(r *layout.Run, t *font, index int) {
	if len(r.Glyphs) == 0 {
		return
	}
	if p.tags != nil {
		p.belong(r.Element, unstatedAtStart(r.Glyphs))
	}
	p.state(r, index)
	x, y := r.X+int(r.Glyphs[0].X), p.height-r.Y
	p.b = appendUnits(p.b, x-p.x)
	p.b = append(p.b, ' ')
	p.b = appendUnits(p.b, y-p.y)
	p.b = append(p.b, " Td\n"...)
	p.x, p.y = x, y

	spacing := 0
	if r.Scale == 1000 {
		spacing = commonSpacing(r, t)
	}
	if spacing != p.spacing {
		p.spacing = spacing
		p.b = appendPen(p.b, spacing)
		p.b = append(p.b, " Tc\n"...)
	}
	p.glyphs(r, t, spacing)
}

// state sets font, size, horizontal scale and stroking.
func (p *painter) state(r *layout.Run, index int) {
	if p.font != index || p.size != r.Size {
		p.font, p.size = index, r.Size
		p.b = append(p.b, "/F"...)
		p.b = appendInt(p.b, index+1)
		p.b = append(p.b, ' ')
		p.b = appendUnits(p.b, r.Size*layout.Point/2)
		p.b = append(p.b, " Tf\n"...)
	}
	if p.colour != r.Colour {
		p.colour = r.Colour
		p.b = appendColour(p.b, r.Colour, "rg\n")
		p.b = appendColour(p.b, r.Colour, "RG\n")
	}
	if p.scale != r.Scale {
		p.scale = r.Scale
		p.b = appendUnits(p.b, r.Scale*100) // thousandths to per cent
		p.b = append(p.b, " Tz\n"...)
	}
	if r.Bold && p.strokeOfSize != r.Size {
		p.strokeOfSize = r.Size
		p.b = appendUnits(p.b, r.Size*layout.Point/2/boldStroke)
		p.b = append(p.b, " w\n"...)
	}
	if p.bold != r.Bold {
		p.bold = r.Bold
		if r.Bold {
			p.b = append(p.b, "2 Tr\n"...) // fill, then stroke
		} else {
			p.b = append(p.b, "0 Tr\n"...)
		}
	}
}

// glyphs writes the run's glyphs. The pen is counted as a viewer counts it, so that what rounding leaves over is made up
// for at the next glyph and never adds up.
func (p *painter) glyphs(r *layout.Run, t *font, spacing int) {
	p.b = append(p.b, "[("...)
	// at counts thousandths of a pen unit: with the horizontal scale, in thousandths too, all steps are whole numbers.
	at, unit, first := 0, r.Size*r.Scale, int(r.Glyphs[0].X)
	for i := range r.Glyphs {
		g := &r.Glyphs[i]
		if i > 0 {
			// A number k in the array moves the pen by -k/1000 em (9.4.3).
			if k := roundDiv(at-(int(g.X)-first)*pen*1000, max(unit, 1)); k != 0 {
				p.b = append(p.b, ')')
				p.b = appendInt(p.b, k)
				p.b = append(p.b, '(')
				at -= k * unit
			}
		}
		cid := t.Number(g.Char, g.ID)
		if p.tags != nil && unstatable(g.Char) != p.explained {
			p.b = append(p.b, ")]TJ\n"...)
			p.beginMarked(p.element, unstatedAtStart(r.Glyphs[i:]))
			p.b = append(p.b, "[("...)
		}
		p.b = appendByte(appendByte(p.b, byte(cid>>8)), byte(cid))
		at += t.width(g.ID)*unit + spacing*1000
	}
	p.b = append(p.b, ")]TJ\n"...)
}

// unstatedAtStart counts the characters at the beginning that mean nothing outside the file.
func unstatedAtStart(glyphs []layout.Glyph) int {
	n := 0
	for n < len(glyphs) && unstatable(glyphs[n].Char) {
		n++
	}
	return n
}

// commonSpacing returns what most glyphs of a run are set apart beyond their advance, in pen units: the style's spacing
// and the line's justification. It becomes Tc, and only other places need a number of their own.
func commonSpacing(r *layout.Run, t *font) int {
	candidate, votes := 0, 0
	for i := 1; i < len(r.Glyphs); i++ {
		a, b := &r.Glyphs[i-1], &r.Glyphs[i]
		d := int(b.X-a.X)*pen - t.width(a.ID)*r.Size
		switch {
		case votes == 0:
			candidate, votes = d, 1
		case d-candidate >= -pen && d-candidate <= pen: // justification rounds to whole units
			votes++
		default:
			votes--
		}
	}
	return candidate
}

// appendColour appends an operator that sets a colour (8.6.8), with its three parts from 0 to 1.
func appendColour(b []byte, colour uint32, operator string) []byte {
	for _, part := range [...]uint32{colour >> 16 & 255, colour >> 8 & 255, colour & 255} {
		b = appendUnits(b, roundDiv(int(part)*1000, 255))
		b = append(b, ' ')
	}
	return append(b, operator...)
}

// appendPen appends a length in pen units (1/2000 pt).
func appendPen(b []byte, n int) []byte { return appendUnits(b, roundDiv(n, pen)) }

// roundDiv divides and rounds to the nearest; d is positive.
func roundDiv(n, d int) int {
	if n < 0 {
		return -((-n + d/2) / d)
	}
	return (n + d/2) / d
}
