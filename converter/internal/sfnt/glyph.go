package sfnt

import "fmt"

// maxDepth bounds how deep composite glyphs may nest; fonts in use have 2 or 3 levels.
const maxDepth = 8

// maxComponents bounds the components of one glyph, all levels counted.
const maxComponents = 256

// record returns the glyph's bytes in the glyf table: "" for a blank, or where loca lies.
func (f *Font) record(glyph uint16) string {
	if m := f.madeAt(glyph); m != nil {
		return m.record
	}
	if int(glyph) >= f.glyphs {
		return ""
	}
	var start, end int
	if i := int(glyph); f.short {
		start, end = 2*int(u16(f.loca, 2*i)), 2*int(u16(f.loca, 2*i+2))
	} else {
		start, end = int(u32(f.loca, 4*i)), int(u32(f.loca, 4*i+4))
	}
	if start >= end || end > len(f.glyf) {
		return ""
	}
	return f.glyf[start:end]
}

// GlyphBounds returns the box around the glyph's ink, as the font states it.
func (f *Font) GlyphBounds(glyph uint16) Box {
	r := f.record(glyph)
	return Box{i16(r, 2), i16(r, 4), i16(r, 6), i16(r, 8)}
}

// HasInk reports whether the glyph draws something. cmap alone proves nothing: fonts in use map ideographs to blank
// glyphs. A glyph whose record is damaged has no ink, so that the next face of a chain is asked.
func (f *Font) HasInk(glyph uint16) bool {
	budget := maxComponents
	ink, sound := f.ink(glyph, 0, &budget)
	return ink && sound
}

// ink walks through the glyph's records without decoding a point.
func (f *Font) ink(glyph uint16, depth int, budget *int) (ink, sound bool) {
	if *budget--; depth > maxDepth || *budget < 0 || int(glyph) >= f.count() {
		return false, false
	}
	r := f.record(glyph)
	if r == "" {
		return false, true
	}
	if !isComposite(r) {
		n, _, err := checkSimple(r)
		return n > 0, err == nil
	}
	for i := 10; ; {
		c, err := nextComponent(r, i)
		if err != nil {
			return false, false
		}
		partInk, partSound := f.ink(c.glyph, depth+1, budget)
		if ink = ink || partInk; !partSound {
			return ink, false
		}
		if c.isLast {
			return ink, true
		}
		i = c.nextOffset
	}
}

// component is one part of a composite glyph.
type component struct {
	glyph      uint16
	flags      uint16
	at         int // offset of the glyph index in the record
	dx, dy     int // offset, or point numbers where flags has no argsAreXY
	xx, xy     int // transformation in 1/16384
	yx, yy     int
	isLast     bool
	nextOffset int
}

// Flags of a component (OpenType 1.9, glyf).
const (
	argsAreWords  = 0x0001
	argsAreXY     = 0x0002
	haveScale     = 0x0008
	moreFollow    = 0x0020
	haveTwoScales = 0x0040
	haveTwoByTwo  = 0x0080
	one           = 1 << 14
)

// nextComponent reads the component at offset i of a composite record.
func nextComponent(r string, i int) (component, error) {
	c := component{flags: u16(r, i), glyph: u16(r, i+2), at: i + 2, xx: one, yy: one}
	if len(r) < i+4 {
		return c, fmt.Errorf("%w: a composite glyph is cut off", ErrDamaged)
	}
	i += 4
	switch {
	case c.flags&argsAreWords != 0 && c.flags&argsAreXY != 0:
		c.dx, c.dy = i16(r, i), i16(r, i+2)
		i += 4
	case c.flags&argsAreWords != 0:
		c.dx, c.dy = int(u16(r, i)), int(u16(r, i+2))
		i += 4
	default:
		pair := u16(r, i)
		c.dx, c.dy = int(int8(pair>>8)), int(int8(pair))
		if c.flags&argsAreXY == 0 {
			c.dx, c.dy = int(pair>>8), int(pair&0xFF)
		}
		i += 2
	}
	switch {
	case c.flags&haveScale != 0:
		c.xx = i16(r, i)
		c.yy = c.xx
		i += 2
	case c.flags&haveTwoScales != 0:
		c.xx, c.yy = i16(r, i), i16(r, i+2)
		i += 4
	case c.flags&haveTwoByTwo != 0:
		c.xx, c.xy, c.yx, c.yy = i16(r, i), i16(r, i+2), i16(r, i+4), i16(r, i+6)
		i += 8
	}
	if i > len(r) {
		return c, fmt.Errorf("%w: a composite glyph is cut off", ErrDamaged)
	}
	c.isLast = c.flags&moreFollow == 0
	c.nextOffset = i
	return c, nil
}

// isComposite reports whether the record is put together from other glyphs.
func isComposite(record string) bool { return i16(record, 0) < 0 }
