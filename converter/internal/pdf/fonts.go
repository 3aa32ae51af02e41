package pdf

import (
	"fmt"

	"nianbao/converter/internal/deflate"
	"nianbao/converter/internal/sfnt"
)

// font is a font in use. The number of a glyph (see sfnt.Numbering) is its CID, and with the identity maps also its index
// in the embedded subset (ISO 32000-1 9.7.4.2).
type font struct {
	*sfnt.Numbering
	object int

	checksum [4]byte // of the program: its Adler-32
}

// newFont returns a font without a glyph, in the memory of one of a file before.
func (m *scratch) newFont(f *sfnt.Font, index int) *font {
	if index == len(m.numberings) {
		m.numberings = append(m.numberings, &sfnt.Numbering{})
	}
	n := m.numberings[index]
	n.Reset(f)
	return &font{Numbering: n}
}

// width returns the advance of a glyph in thousandths of an em, as the file states it.
func (t *font) width(glyph uint16) int {
	upem := t.Font.UnitsPerEm()
	return (t.Font.Advance(glyph)*1000 + upem/2) / upem
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
		if t.Font == s {
			return i
		}
	}
	f.fonts = append(f.fonts, f.newFont(s, len(f.fonts)))
	return len(f.fonts) - 1
}

// writeFont writes the objects of a composite font (9.7): Type0, its one descendant, descriptor, program, map to
// Unicode, set of CIDs.
func (f *file) writeFont(t *font) error {
	if err := f.subset.Take(t.Font, t.Glyphs); err != nil {
		return fmt.Errorf("embedding %s: %w", t.Font.Name(), err)
	}
	count := f.subset.Count() // components of composite glyphs too
	name := t.Tag() + "+" + t.Font.Name()
	descendant, descriptor, data, unicode, set := f.reserve(), f.reserve(), f.reserve(), f.reserve(), 0
	if f.info.Profile.listsGlyphs() {
		set = f.reserve()
	}

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
	f.program(t, data)
	f.content = appendToUnicode(f.content[:0], t.Chars, f.pages)
	f.rawStream(unicode, deflated, f.packAs(deflate.ToUnicode, f.content))
	if set != 0 {
		f.stream(set, "", cidSet(count))
	}
	return nil
}

// program writes the font's program, packed where it stands: to pack it elsewhere and to copy it is to move most of the file once more.
func (f *file) program(t *font, object int) {
	begun := len(f.out)
	f.beginDirect(object)
	f.text("<</Length1 ")
	size := f.blank()
	f.text(deflated + "/Length ")
	length := f.blank()
	f.text(">>stream\n")
	from, bytes := len(f.out), 0
	f.out, bytes, t.checksum = f.packer.Append(f.out, &f.subset)
	f.fill(size, bytes)
	f.fill(length, len(f.out)-from)
	f.text("\nendstream")
	f.endDirect()
	f.programs = append(f.programs, stretch{begun, len(f.out)})
}

// cidSet has a bit for every CID of a subset, the first in the highest bit: all of them (9.8.3, table 124).
func cidSet(count int) []byte {
	b := make([]byte, (count+7)/8)
	for i := range count {
		b[i/8] |= 0x80 >> (i % 8)
	}
	return b
}

// widths writes the advances that are not 1000, runs of neighbours together (9.7.4.3).
func (f *file) widths(t *font) {
	for cid := 0; cid < len(t.Glyphs); {
		if t.width(t.Glyphs[cid]) == 1000 {
			cid++
			continue
		}
		f.int(cid).text("[")
		for first := cid; cid < len(t.Glyphs) && t.width(t.Glyphs[cid]) != 1000; cid++ {
			if cid > first {
				f.text(" ")
			}
			f.int(t.width(t.Glyphs[cid]))
		}
		f.text("]")
	}
}

// descriptor writes the font descriptor (9.8). The font is symbolic in the sense of table 123: its characters are not
// those of the standard Latin set.
func (f *file) descriptor(t *font, name string, object, program, set int) {
	const fixedPitch, symbolic, italic = 1, 4, 64
	flags := symbolic
	if t.Font.FixedPitch() {
		flags |= fixedPitch
	}
	angle := 0
	if t.Font.Italic() {
		flags |= italic
		angle = -12
	}
	em := func(v int) int { return v * 1000 / t.Font.UnitsPerEm() }
	box := t.Font.Bounds()
	f.begin(object)
	f.text("<</Type/FontDescriptor/FontName/" + name + "/Flags ").int(flags)
	f.text("/FontBBox[").int(em(box.XMin)).text(" ").int(em(box.YMin)).text(" ").int(em(box.XMax)).text(" ").int(em(box.YMax))
	f.text("]/ItalicAngle ").int(angle)
	f.text("/Ascent ").int(em(t.Font.Ascent()))
	f.text("/Descent ").int(em(t.Font.Descent()))
	f.text("/CapHeight ").int(em(t.Font.GlyphBounds(t.Font.Glyph('H')).YMax))
	f.text("/StemV ").int(max(40, t.Font.Weight()/5))
	f.text("/FontFile2 ").ref(program)
	if set != 0 {
		f.text("/CIDSet ").ref(set)
	}
	f.text(">>")
	f.end()
}

// pen converts to the units of text space that the painter counts in: 1/2000 pt, in which a glyph's advance (1/1000 em)
// at a size in half-points is a whole number.
const pen = 2 // per layout.Unit
