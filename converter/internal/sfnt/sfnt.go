// Package sfnt reads TrueType fonts: which characters they can draw, how wide, how tall, and subsets of them for a PDF.
//
// Start with [Embedded], the faces that come with the program, or [Override], the faces of an office's own folder. A
// [Set] has a [Chain] for each face role of a style (仿宋, 楷体 …), and a chain finds the glyph of a character in the
// face itself, its supplement or the last fallback. A [Font] is one file; [Font.AppendSubset] makes a small font of the
// glyphs that a document uses.
//
// A font is a string that is never copied: tables are views into it, a character is looked up in the font's own cmap,
// and only what is used is ever touched. So opening a face costs microseconds, all documents of a process share it, and
// nothing needs a lock. Everything read from a file is checked where it is read; a damaged font gives errors or missing
// glyphs, never a panic. Only glyf outlines are understood, which is what PDF's CIDFontType2 wants (ISO 32000-1 9.7.4).
package sfnt

import (
	"errors"
	"fmt"
)

// Font is one TrueType face. It is immutable and may be shared, but for what Extend returns.
type Font struct {
	name    string // PostScript name, printable ASCII
	family  []string
	upem    int
	glyphs  int
	metrics int // hmtx entries that have an advance of their own
	ascent  int
	descent int
	gap     int
	box     Box
	weight  int
	italic  bool
	fixed   bool
	// embedding is fsType, the licence bits of OS/2.
	embedding uint16
	short     bool // loca offsets are halves in 16 bits

	head, hhea, maxp, hmtx, loca, glyf string
	cvt, fpgm, prep                    string
	characters                         string // the cmap table
	cmap                               cmap

	made   []made // beyond the file's glyphs, see Assemble
	origin *Font  // see Origin; nil: the font itself
}

// Box is a rectangle in font units.
type Box struct{ XMin, YMin, XMax, YMax int }

// Errors that say why a file is refused; [Override] turns them into diagnostics.
var (
	ErrFormat     = errors.New("not a TrueType font")
	ErrCFF        = errors.New("the outlines are CFF (OpenType .otf); only TrueType outlines (glyf) can be used")
	ErrRestricted = errors.New("the font's licence bits (OS/2 fsType) forbid embedding or subsetting")
	ErrDamaged    = errors.New("the font is damaged")
)

// maxTables bounds the table directory; real fonts have about 20.
const maxTables = 128

// maxFaces bounds the faces of a collection that are looked at.
const maxFaces = 64

// Faces returns how many faces a file holds: 1, or more for a collection (.ttc).
func Faces(data string) int {
	if !hasPrefix(data, "ttcf") {
		return 1
	}
	return min(int(u32(data, 8)), maxFaces)
}

// Parse reads the tables that every use needs and checks that they agree. index chooses the face of a collection; it is
// 0 for a plain font.
func Parse(data string, index int) (*Font, error) {
	f, err := ParseProgram(data, index)
	if err != nil {
		return nil, err
	}
	if err := f.cmap.choose(f.characters); err != nil {
		return nil, err
	}
	return f, nil
}

// ParseProgram is Parse for a font that may have no cmap, such as one embedded in a PDF; its characters have no glyphs.
func ParseProgram(data string, index int) (*Font, error) {
	offset := 0
	if hasPrefix(data, "ttcf") {
		if index < 0 || index >= Faces(data) {
			return nil, fmt.Errorf("%w: the collection has no face %d", ErrFormat, index)
		}
		offset = int(u32(data, 12+4*index))
	}
	switch version := sub(data, offset, 4); version {
	case "\x00\x01\x00\x00", "true":
	case "OTTO":
		return nil, ErrCFF
	default:
		return nil, ErrFormat
	}
	count := int(u16(data, offset+4))
	if count > maxTables {
		return nil, fmt.Errorf("%w: %d tables", ErrDamaged, count)
	}
	f := &Font{}
	var os2, post, name string
	into := map[string]*string{"head": &f.head, "hhea": &f.hhea, "maxp": &f.maxp, "hmtx": &f.hmtx, "loca": &f.loca,
		"glyf": &f.glyf, "cvt ": &f.cvt, "fpgm": &f.fpgm, "prep": &f.prep, "cmap": &f.characters, "OS/2": &os2, "post": &post,
		"name": &name}
	for i := range count {
		entry := sub(data, offset+12+16*i, 16)
		if len(entry) < 16 {
			return nil, fmt.Errorf("%w: the table directory is cut off", ErrDamaged)
		}
		if p := into[entry[:4]]; p != nil {
			start, length := int(u32(entry, 8)), int(u32(entry, 12))
			if *p = sub(data, start, length); len(*p) != length {
				return nil, fmt.Errorf("%w: the table %s lies outside the file", ErrDamaged, entry[:4])
			}
		}
	}
	if f.glyf == "" && hasTable(data, offset, count, "CFF ", "CFF2") {
		return nil, ErrCFF
	}
	if err := f.measure(); err != nil {
		return nil, err
	}
	if err := embeddable(os2); err != nil {
		return nil, err
	}
	f.weight, f.embedding = 400, u16(os2, 8)
	if len(os2) >= 78 {
		f.weight = int(u16(os2, 4))
	}
	f.fixed = u32(post, 12) != 0
	f.italic = u32(post, 4) != 0
	f.readNames(name)
	return f, nil
}

func hasTable(data string, offset, count int, tags ...string) bool {
	for i := range count {
		tag := sub(data, offset+12+16*i, 4)
		for _, t := range tags {
			if tag == t {
				return true
			}
		}
	}
	return false
}

// measure reads head, hhea and maxp and checks the sizes of the tables that they count.
func (f *Font) measure() error {
	switch {
	case len(f.head) < 54 || u32(f.head, 12) != 0x5F0F3CF5:
		return fmt.Errorf("%w: no head table", ErrDamaged)
	case len(f.hhea) < 36:
		return fmt.Errorf("%w: no hhea table", ErrDamaged)
	case len(f.maxp) < 32:
		return fmt.Errorf("%w: no maxp table for TrueType outlines", ErrDamaged)
	case f.glyf == "":
		return fmt.Errorf("%w: no glyf table", ErrDamaged)
	}
	f.upem = int(u16(f.head, 18))
	if f.upem < 16 || f.upem > 16384 {
		return fmt.Errorf("%w: %d units per em", ErrDamaged, f.upem)
	}
	f.box = Box{i16(f.head, 36), i16(f.head, 38), i16(f.head, 40), i16(f.head, 42)}
	f.short = u16(f.head, 50) == 0
	f.ascent, f.descent, f.gap = i16(f.hhea, 4), i16(f.hhea, 6), i16(f.hhea, 8)
	f.glyphs, f.metrics = int(u16(f.maxp, 4)), int(u16(f.hhea, 34))
	width := 4
	if f.short {
		width = 2
	}
	switch {
	case f.glyphs == 0 || f.metrics == 0 || f.metrics > f.glyphs:
		return fmt.Errorf("%w: %d glyphs, %d widths", ErrDamaged, f.glyphs, f.metrics)
	case len(f.loca) < (f.glyphs+1)*width:
		return fmt.Errorf("%w: the loca table is too short for %d glyphs", ErrDamaged, f.glyphs)
	case len(f.hmtx) < 4*f.metrics+2*(f.glyphs-f.metrics):
		return fmt.Errorf("%w: the hmtx table is too short for %d glyphs", ErrDamaged, f.glyphs)
	case f.ascent <= 0 || f.ascent > 4*f.upem || f.descent > 0 || f.descent < -4*f.upem:
		return fmt.Errorf("%w: ascent %d, descent %d", ErrDamaged, f.ascent, f.descent)
	}
	return nil
}

// embeddable reads fsType (OpenType OS/2): value 2 of the low bits forbids embedding, bit 8 subsetting, bit 9 outlines.
func embeddable(os2 string) error {
	if len(os2) < 10 {
		return nil
	}
	fsType := u16(os2, 8)
	if fsType&0xF == 2 || fsType&0x300 != 0 {
		return ErrRestricted
	}
	return nil
}

// Name returns the PostScript name in printable ASCII, fit for a PDF name.
func (f *Font) Name() string { return f.name }

// UnitsPerEm returns the size of the em square that all measures of the font refer to.
func (f *Font) UnitsPerEm() int { return f.upem }

// Glyphs returns how many glyphs the font has.
func (f *Font) Glyphs() int { return f.glyphs }

// Ascent returns the hhea measure above the baseline. With Descent and LineGap it makes single spacing, as LibreOffice
// computes it on Linux.
func (f *Font) Ascent() int { return f.ascent }

// Descent returns the hhea measure below the baseline, at most 0.
func (f *Font) Descent() int { return f.descent }

// LineGap is the extra leading that the font asks for.
func (f *Font) LineGap() int { return max(f.gap, 0) }

// Bounds returns the box around all glyphs.
func (f *Font) Bounds() Box { return f.box }

// Weight returns the OS/2 weight class, 400 for regular.
func (f *Font) Weight() int { return f.weight }

// FixedPitch reports whether the post table says that all advances are equal.
func (f *Font) FixedPitch() bool { return f.fixed }

// Italic reports whether the post table gives the face a slant.
func (f *Font) Italic() bool { return f.italic }

// Glyph returns the glyph that cmap gives for r, 0 where there is none.
func (f *Font) Glyph(r rune) uint16 { return f.cmap.lookup(r) }

// Advance returns how far the pen moves after the glyph.
func (f *Font) Advance(glyph uint16) int {
	if m := f.madeAt(glyph); m != nil {
		return m.advance
	}
	return int(u16(f.hmtx, 4*min(int(glyph), f.metrics-1)))
}
