package ofd

import (
	"strings"
	"unicode"
	"unicode/utf16"

	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/xmltext"
)

// appendRun appends a run as text objects (11.2), as few as possible, see cut.
func (f *file) appendRun(b []byte, r *layout.Run, page int) []byte {
	t := f.fontOf(r)
	for glyphs := r.Glyphs; len(glyphs) > 0; {
		n := cut(glyphs)
		b = f.appendText(b, r, glyphs[:n], t, page)
		glyphs = glyphs[n:]
	}
	return b
}

// cut returns how many glyphs make one object. Three things must not stand in one with others, because readers then count
// differently and draw what follows with wrong glyphs, at wrong places:
//
//   - Characters beyond U+FFFF. The standard numbers "character codes" (table 48, CodePosition); readers written in Java and
//     JavaScript number UTF-16 units, others characters.
//   - White space at the beginning: there are XML parsers that take it away.
//   - Text from right to left: its distances would be negative, which not all readers take.
func cut(glyphs []layout.Glyph) int {
	n := 0
	for n < len(glyphs) && unicode.IsSpace(glyphs[n].Char) {
		n++
	}
	if n > 0 {
		return n
	}
	for n < len(glyphs) && glyphs[n].Char <= 0xFFFF && (n == 0 || glyphs[n].X >= glyphs[n-1].X) {
		n++
	}
	return max(n, 1)
}

// appendText appends one text object: its look, the map from characters to glyphs (11.4), the characters with the
// distances between them (11.3).
func (f *file) appendText(b []byte, r *layout.Run, glyphs []layout.Glyph, t *font, page int) []byte {
	id := f.identifier()
	f.tags.add(r.Element, page, id)
	bounds := extent(r, glyphs, t)
	b = append(b, `<ofd:TextObject ID="`...)
	b = appendInt(b, id)
	b = append(b, `" Boundary="`...)
	b = appendBox(b, bounds)
	b = append(b, `" Font="`...)
	b = appendInt(b, t.id)
	b = append(b, `" Size="`...)
	b = appendMM(b, microns(r.Size*layout.Point/2))
	if r.Scale != 1000 {
		b = append(b, `" HScale="`...)
		b = appendMM(b, r.Scale) // in thousandths too
	}
	b = append(b, `">`...)
	if r.Colour != 0 {
		b = appendColour(b, r.Colour)
	}
	b = f.appendGlyphs(b, glyphs, t)
	first := microns(r.X + int(glyphs[0].X))
	b = append(b, `<ofd:TextCode X="`...)
	b = appendMM(b, first-bounds.left)
	b = append(b, `" Y="`...)
	b = appendMM(b, microns(r.Y)-bounds.top)
	if cluster := f.pages.Cluster(glyphs[0].Char); cluster != "" {
		b = append(b, `" DeltaX="`...) // the glyph is drawn once, with the first of its characters
		b = append(b, strings.TrimSuffix(strings.Repeat("0 ", codes(cluster)-1), " ")...)
	}
	if len(glyphs) > 1 {
		b = append(b, `" DeltaX="`...)
		for i := range glyphs[1:] {
			if i > 0 {
				b = append(b, ' ')
			}
			next := microns(r.X + int(glyphs[i+1].X))
			b = appendMM(b, next-first)
			first = next
		}
	}
	b = append(b, `">`...)
	for i := range glyphs {
		b = f.appendCharacters(b, glyphs[i].Char)
	}
	return append(b, `</ofd:TextCode></ofd:TextObject>`...)
}

// appendCharacters appends what a glyph stands for.
func (f *file) appendCharacters(b []byte, char rune) []byte {
	if cluster := f.pages.Cluster(char); cluster != "" {
		return xmltext.Append(b, cluster)
	}
	return xmltext.AppendRune(b, char)
}

// codes returns how many codes of UTF-16 a text is.
func codes(text string) int { return len(utf16.Encode([]rune(text))) }

// appendGlyphs says which glyphs draw the characters, one each. A character beyond U+FFFF, which stands alone, counts as
// the two codes of UTF-16; a reader that counts one finds its glyph in the font's cmap. So do the characters that share a
// glyph.
func (f *file) appendGlyphs(b []byte, glyphs []layout.Glyph, t *font) []byte {
	n := len(glyphs)
	if cluster := f.pages.Cluster(glyphs[0].Char); cluster != "" {
		n = codes(cluster)
	} else if glyphs[0].Char > 0xFFFF {
		n = 2
	}
	b = append(b, `<ofd:CGTransform CodePosition="0" CodeCount="`...)
	b = appendInt(b, n)
	b = append(b, `" GlyphCount="`...)
	b = appendInt(b, len(glyphs))
	b = append(b, `"><ofd:Glyphs>`...)
	for i := range glyphs {
		if i > 0 {
			b = append(b, ' ')
		}
		b = appendInt(b, int(t.Number(glyphs[i].Char, glyphs[i].ID)))
	}
	return append(b, `</ofd:Glyphs></ofd:CGTransform>`...)
}

// extent returns the boundary of the text, by which readers cut off what is outside (8.5) and mark what is chosen: the
// height of the font, from the first glyph's origin to behind the last one's advance, and all ink.
func extent(r *layout.Run, glyphs []layout.Glyph, t *font) box {
	em, upem := r.Size*layout.Point/2, t.Font.UnitsPerEm()
	wide := func(v int) layout.Unit { return v * em / upem * r.Scale / 1000 }
	high := func(v int) layout.Unit { return v * em / upem }
	pen := 1 // what division cut off
	if r.Bold {
		pen += em / 10 // in a sharp corner a bold glyph reaches 5.7 times as far as at an edge, which is em/60
	}
	start := r.X + int(glyphs[0].X)
	left, right := start, start
	top, bottom := r.Y-high(t.Font.Ascent()), r.Y-high(t.Font.Descent())
	for _, g := range glyphs {
		x, ink := r.X+int(g.X), t.Font.GlyphBounds(g.ID)
		left, right = min(left, x+wide(ink.XMin)-pen), max(right, x+wide(ink.XMax)+pen, x+wide(t.Font.Advance(g.ID)))
		top, bottom = min(top, r.Y-high(ink.YMax)-pen), max(bottom, r.Y-high(ink.YMin)+pen)
	}
	return box{microns(left) - 1, microns(top) - 1, microns(right) + 1, microns(bottom) + 1}
}
