package ofd

import (
	"nianbao/converter/internal/fixed"
	"nianbao/converter/internal/layout"
)

// micron is the unit that lengths are counted in: 1/1000 mm, with which a file's three decimals are exact. Places of
// glyphs are rounded one by one and their distances are the differences, so nothing adds up along a line: a glyph is never
// further than 0.5 µm, 1/700 pt, from where it belongs.
type micron = int

// microns converts a length of the layout, rounded to the nearest: 1/1000 pt are 25.4/72 µm.
func microns(u layout.Unit) micron {
	if u < 0 {
		return -microns(-u)
	}
	return (u*127 + 180) / 360
}

func appendMM(b []byte, m micron) []byte { return fixed.Append(b, m) }

// box is a rectangle on the page.
type box struct{ left, top, right, bottom micron }

// appendBox appends a box as ST_Box has it: left, top, width, height.
func appendBox(b []byte, r box) []byte {
	b = append(appendMM(b, r.left), ' ')
	b = append(appendMM(b, r.top), ' ')
	b = append(appendMM(b, r.right-r.left), ' ')
	return appendMM(b, r.bottom-r.top)
}

// around grows the box so that it holds other.
func (r *box) around(other box) {
	r.left, r.top = min(r.left, other.left), min(r.top, other.top)
	r.right, r.bottom = max(r.right, other.right), max(r.bottom, other.bottom)
}
