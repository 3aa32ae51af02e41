package sfnt

import "fmt"

// Part is a glyph of an assembled one, and where it is drawn in it (font units, Y upwards).
type Part struct {
	Glyph uint16
	X, Y  int
}

// made is a glyph that is not the font file's.
type made struct {
	record  string // as in the glyf table
	advance int
	bearing int
}

// Extend returns a copy of the font for one document, to which glyphs can be added. The copy is for one goroutine until the
// last is added.
func (f *Font) Extend() *Font {
	extended := *f
	extended.made, extended.origin = nil, f.Origin()
	return &extended
}

// Origin is the font as the file has it: of an extended one that from which it was made, else the font itself.
func (f *Font) Origin() *Font {
	if f.origin != nil {
		return f.origin
	}
	return f
}

// Assemble adds a glyph that draws several at once, a letter with its marks, and returns its number. So what stands for some
// characters together is one glyph in a file: readers that take text from pages know what it says, and that nothing stands
// between its parts. The outlines are the parts' own (a composite glyph, OpenType glyf).
func (f *Font) Assemble(parts []Part, advance int) (uint16, error) {
	number := f.glyphs + len(f.made)
	if number > 0xFFFE || advance < 0 || advance > 0xFFFF {
		return 0, fmt.Errorf("%w: glyph %d, %d wide", ErrDamaged, number, advance)
	}
	var inked []Part
	var box Box
	points, contours := 0, 0
	for _, p := range parts {
		if int(p.Glyph) >= f.glyphs {
			return 0, fmt.Errorf("%w: there is no glyph %d", ErrDamaged, p.Glyph)
		}
		outline, err := f.Outline(p.Glyph)
		if err != nil {
			return 0, err
		}
		if len(outline) == 0 {
			continue
		}
		points += len(outline)
		for i := range outline {
			if outline[i].Last {
				contours++
			}
			x, y := outline[i].X+p.X, outline[i].Y+p.Y
			if len(inked) == 0 && i == 0 {
				box = Box{x, y, x, y}
			}
			box = Box{min(box.XMin, x), min(box.YMin, y), max(box.XMax, x), max(box.YMax, y)}
		}
		inked = append(inked, p)
	}
	for _, v := range []int{box.XMin, box.YMin, box.XMax, box.YMax} {
		if v != int(int16(v)) {
			return 0, fmt.Errorf("%w: the parts of a glyph reach to %d", ErrDamaged, v)
		}
	}
	if points > maxPoints || len(inked) > maxComponents {
		return 0, fmt.Errorf("%w: a glyph of %d points in %d parts", ErrDamaged, points, len(inked))
	}
	f.made = append(f.made, made{composite(inked, box), advance, box.XMin})
	f.widen(box, points, contours, len(inked))
	return uint16(number), nil
}

// composite writes the record of a composite glyph, "" for one without parts.
func composite(parts []Part, box Box) string {
	if len(parts) == 0 {
		return ""
	}
	b := append16(nil, 0xFFFF) // -1 contours
	for _, v := range []int{box.XMin, box.YMin, box.XMax, box.YMax} {
		b = append16(b, v)
	}
	for i, p := range parts {
		flags := argsAreWords | argsAreXY
		if i+1 < len(parts) {
			flags |= moreFollow
		}
		b = append16(append16(append16(append16(b, flags), int(p.Glyph)), p.X), p.Y)
	}
	return string(b)
}

// widen makes head and maxp say that such a glyph is there.
func (f *Font) widen(box Box, points, contours, parts int) {
	f.box = Box{min(f.box.XMin, box.XMin), min(f.box.YMin, box.YMin), max(f.box.XMax, box.XMax), max(f.box.YMax, box.YMax)}
	head, maxp := []byte(f.head), []byte(f.maxp)
	for i, v := range []int{f.box.XMin, f.box.YMin, f.box.XMax, f.box.YMax} {
		put16(head[36+2*i:], v)
	}
	const compositePoints, compositeContours, components, depth = 10, 12, 28, 30
	most := func(at, v int) { put16(maxp[at:], max(int(u16(f.maxp, at)), v)) }
	most(compositePoints, points)
	most(compositeContours, contours)
	most(components, parts)
	if len(f.made) == 1 { // the parts may be composites themselves
		most(depth, int(u16(f.maxp, depth))+1)
	}
	f.head, f.maxp = string(head), string(maxp)
}

// madeAt returns an assembled glyph, nil for a number of the file's.
func (f *Font) madeAt(glyph uint16) *made {
	if i := int(glyph) - f.glyphs; i >= 0 && i < len(f.made) {
		return &f.made[i]
	}
	return nil
}

// count is how many glyphs there are, assembled ones too.
func (f *Font) count() int { return f.glyphs + len(f.made) }
