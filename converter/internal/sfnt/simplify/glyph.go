package main

import (
	"encoding/binary"
	"math"

	"nianbao/converter/internal/sfnt"
)

// box is what the points of a glyph or a font span.
type box struct{ xMin, yMin, xMax, yMax int }

// nothing is the box of no points.
var nothing = box{math.MaxInt16, math.MaxInt16, math.MinInt16, math.MinInt16}

func (b box) with(o box) box {
	return box{min(b.xMin, o.xMin), min(b.yMin, o.yMin), max(b.xMax, o.xMax), max(b.yMax, o.yMax)}
}

// bounds returns the box of all points, control points too, as fontTools counts it.
func bounds(contours [][]sfnt.Point) box {
	out := nothing
	for _, c := range contours {
		for _, p := range c {
			out = out.with(box{p.X, p.Y, p.X, p.Y})
		}
	}
	return out
}

// Flags of a point (OpenType 1.9, glyf). With the short flag, same is the sign of the byte.
const (
	onCurve    = 1
	xShort     = 2
	yShort     = 4
	repeatFlag = 8
	xSame      = 16
	ySame      = 32
)

// appendGlyph appends the record of a simple glyph: ends of the contours, no instructions, flags with repeats,
// differences in as few bytes as they need.
func appendGlyph(dst []byte, contours [][]sfnt.Point, b box) []byte {
	word := func(v int) { dst = binary.BigEndian.AppendUint16(dst, uint16(v)) }
	word(len(contours))
	word(b.xMin)
	word(b.yMin)
	word(b.xMax)
	word(b.yMax)
	end := -1
	for _, c := range contours {
		end += len(c)
		word(end)
	}
	word(0)
	var flags, xs, ys []byte
	var last sfnt.Point
	for _, c := range contours {
		for _, p := range c {
			flag := byte(0)
			if p.On {
				flag = onCurve
			}
			var fx, fy byte
			xs, fx = appendDifference(xs, p.X-last.X, xShort, xSame)
			ys, fy = appendDifference(ys, p.Y-last.Y, yShort, ySame)
			flags = append(flags, flag|fx|fy)
			last = p
		}
	}
	for i := 0; i < len(flags); {
		n := 1
		for i+n < len(flags) && n < 256 && flags[i+n] == flags[i] {
			n++
		}
		if n > 2 {
			dst = append(dst, flags[i]|repeatFlag, byte(n-1))
		} else {
			dst = append(dst, flags[i:i+n]...)
		}
		i += n
	}
	return append(append(dst, xs...), ys...)
}

func appendDifference(dst []byte, d int, short, same byte) ([]byte, byte) {
	switch {
	case d == 0:
		return dst, same
	case d > 0 && d < 256:
		return append(dst, byte(d)), short | same
	case d < 0 && d > -256:
		return append(dst, byte(-d)), short
	}
	return binary.BigEndian.AppendUint16(dst, uint16(d)), 0
}
