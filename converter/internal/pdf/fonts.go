package pdf

import (
	"fmt"
	"hash/fnv"

	"nianbao/converter/internal/sfnt"
)

// font is a font in use. Its glyphs are numbered anew, by first use, one number for each character: the number is the
// CID, and with the identity maps also the glyph's index in the embedded subset (ISO 32000-1 9.7.4.2). So two
// characters that share a glyph still copy as what they are, and tables of a size that grows with the font's thousands
// of glyphs are not written.
type font struct {
	font   *sfnt.Font
	object int
	glyphs []uint16 // glyph of each CID in the source font
	chars  []rune   // what each CID stands for
	index  map[rune]*[256]entry
	other  map[pair]uint16

	checksum [4]byte // of the program: its Adler-32
}

type entry struct{ cid, glyph uint16 }

type pair struct {
	char  rune
	glyph uint16
}

func newFont(f *sfnt.Font) *font {
	return &font{font: f, glyphs: []uint16{0}, chars: []rune{0}, index: map[rune]*[256]entry{}}
}

// cid returns the number of a glyph that stands for a character.
func (t *font) cid(char rune, glyph uint16) uint16 {
	block := t.index[char>>8]
	if block == nil {
		block = new([256]entry)
		t.index[char>>8] = block
	}
	e := &block[char&0xFF]
	switch {
	case e.cid == 0:
		*e = entry{t.add(char, glyph), glyph}
	case e.glyph != glyph: // a character with two glyphs of one font
		p := pair{char, glyph}
		if t.other == nil {
			t.other = map[pair]uint16{}
		}
		if t.other[p] == 0 {
			t.other[p] = t.add(char, glyph)
		}
		return t.other[p]
	}
	return e.cid
}

func (t *font) add(char rune, glyph uint16) uint16 {
	if len(t.glyphs) == 0xFFFF {
		return 0 // full: no font has that many characters
	}
	t.glyphs = append(t.glyphs, glyph)
	t.chars = append(t.chars, char)
	return uint16(len(t.glyphs) - 1)
}

// width returns the advance of a glyph in thousandths of an em, as the file states it.
func (t *font) width(glyph uint16) int {
	upem := t.font.UnitsPerEm()
	return (t.font.Advance(glyph)*1000 + upem/2) / upem
}

func (f *file) collectFonts() {
	for i := range f.pages.Pages {
		for j := range f.pages.Pages[i].Runs {
			f.fontOf(f.pages.Pages[i].Runs[j].Font)
		}
	}
}

// fontOf returns the index of a font, which is added when first asked for.
func (f *file) fontOf(s *sfnt.Font) int {
	for i, t := range f.fonts {
		if t.font == s {
			return i
		}
	}
	f.fonts = append(f.fonts, newFont(s))
	return len(f.fonts) - 1
}

// writeFont writes the objects of a composite font (9.7): Type0, its one descendant, descriptor, program, map to
// Unicode, set of CIDs.
func (f *file) writeFont(t *font) error {
	program, count, err := t.font.AppendSubset(f.content[:0], t.glyphs) // count: components of composite glyphs too
	if err != nil {
		return fmt.Errorf("embedding %s: %w", t.font.Name(), err)
	}
	f.content = program
	name := t.tag() + "+" + t.font.Name()
	descendant, descriptor, data, unicode, set := f.reserve(), f.reserve(), f.reserve(), f.reserve(), f.reserve()

	f.begin(t.object)
	f.text("<</Type/Font/Subtype/Type0/BaseFont/" + name + "/Encoding/Identity-H/DescendantFonts[").ref(descendant)
	f.text("]/ToUnicode ").ref(unicode)
	f.text(">>")
	f.end()

	f.begin(descendant)
	f.text("<</Type/Font/Subtype/CIDFontType2/BaseFont/" + name +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/FontDescriptor ").ref(descriptor)
	f.text("/DW 1000/W[")
	f.widths(t)
	f.text("]>>")
	f.end()

	f.descriptor(t, name, descriptor, data, set)
	from := len(f.out)
	f.stream(data, fmt.Sprintf("/Length1 %d", len(program)), program)
	copy(t.checksum[:], f.packed.Bytes()[f.packed.Len()-len(t.checksum):])
	f.programs = append(f.programs, stretch{from, len(f.out)})
	f.content = appendToUnicode(f.content[:0], t.chars)
	f.stream(unicode, "", f.content)
	f.stream(set, "", cidSet(count))
	return nil
}

// cidSet has a bit for every CID of a subset, the first in the highest bit: all of them (9.8.3, table 124; PDF/A-1 asks
// for it).
func cidSet(count int) []byte {
	b := make([]byte, (count+7)/8)
	for i := range count {
		b[i/8] |= 0x80 >> (i % 8)
	}
	return b
}

// widths writes the advances that are not 1000, runs of neighbours together (9.7.4.3).
func (f *file) widths(t *font) {
	for cid := 0; cid < len(t.glyphs); {
		if t.width(t.glyphs[cid]) == 1000 {
			cid++
			continue
		}
		f.int(cid).text("[")
		for first := cid; cid < len(t.glyphs) && t.width(t.glyphs[cid]) != 1000; cid++ {
			if cid > first {
				f.text(" ")
			}
			f.int(t.width(t.glyphs[cid]))
		}
		f.text("]")
	}
}

// descriptor writes the font descriptor (9.8). The font is symbolic in the sense of table 123: its characters are not
// those of the standard Latin set.
func (f *file) descriptor(t *font, name string, object, program, set int) {
	const fixedPitch, symbolic, italic = 1, 4, 64
	flags := symbolic
	if t.font.FixedPitch() {
		flags |= fixedPitch
	}
	angle := 0
	if t.font.Italic() {
		flags |= italic
		angle = -12
	}
	em := func(v int) int { return v * 1000 / t.font.UnitsPerEm() }
	box := t.font.Bounds()
	f.begin(object)
	f.text("<</Type/FontDescriptor/FontName/" + name + "/Flags ").int(flags)
	f.text("/FontBBox[").int(em(box.XMin)).text(" ").int(em(box.YMin)).text(" ").int(em(box.XMax)).text(" ").int(em(box.YMax))
	f.text("]/ItalicAngle ").int(angle)
	f.text("/Ascent ").int(em(t.font.Ascent()))
	f.text("/Descent ").int(em(t.font.Descent()))
	f.text("/CapHeight ").int(em(t.font.GlyphBounds(t.font.Glyph('H')).YMax))
	f.text("/StemV ").int(max(40, t.font.Weight()/5))
	f.text("/FontFile2 ").ref(program)
	f.text("/CIDSet ").ref(set)
	f.text(">>")
	f.end()
}

// tag returns the six letters that mark a subset (9.6.4), made from what is in it.
func (t *font) tag() string {
	h := fnv.New64a()
	var b []byte
	for i, g := range t.glyphs {
		c := t.chars[i]
		b = append(b, byte(g>>8), byte(g), byte(c>>16), byte(c>>8), byte(c))
	}
	h.Write([]byte(t.font.Name()))
	h.Write(b)
	sum := h.Sum64()
	var tag [6]byte
	for i := range tag {
		tag[i] = byte('A' + sum%26)
		sum /= 26
	}
	return string(tag[:])
}

// pen converts to the units of text space that the painter counts in: 1/2000 pt, in which a glyph's advance (1/1000 em)
// at a size in half-points is a whole number.
const pen = 2 // per layout.Unit
