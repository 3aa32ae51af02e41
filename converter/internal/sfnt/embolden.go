package sfnt

import (
	"fmt"
	"math"
)

// Embolden returns the numbering over a font of its own, whose glyph i is Glyphs[i] with every edge moved outwards by half
// of 1/part em: as bold as a line of 1/part em around the glyph makes it. Formats whose readers draw no lines around glyphs
// need it where there is no bold face. Advances stay, so that places do.
//
// All arithmetic is in whole numbers but for square roots, which IEEE 754 rounds alike everywhere.
func (n *Numbering) Embolden(part int) (*Numbering, error) {
	source := n.Font
	half := source.upem / (2 * part)
	f := *source
	f.cvt, f.fpgm, f.prep = "", "", "" // hints fit the old outlines
	f.short, f.glyphs, f.metrics = false, len(n.Glyphs), len(n.Glyphs)
	f.made = nil
	f.name += "-Bold"
	f.weight = max(f.weight, 700)
	var glyf, loca, metrics []byte
	points, contours := 0, 0
	for _, g := range n.Glyphs {
		loca = append32(loca, uint32(len(glyf)))
		outline, err := source.Outline(g)
		if err != nil {
			return nil, fmt.Errorf("glyph %d: %w", g, err)
		}
		embolden(outline, half)
		var box Box
		var c int
		glyf, box, c = appendSimple(glyf, outline)
		points, contours = max(points, len(outline)), max(contours, c)
		f.box = Box{min(f.box.XMin, box.XMin), min(f.box.YMin, box.YMin), max(f.box.XMax, box.XMax), max(f.box.YMax, box.YMax)}
		metrics = append16(append16(metrics, source.Advance(g)), box.XMin)
	}
	f.glyf, f.loca, f.hmtx = string(glyf), string(append32(loca, uint32(len(glyf)))), string(metrics)
	head, maxp := []byte(source.head), []byte(source.maxp)
	for i, v := range []int{f.box.XMin, f.box.YMin, f.box.XMax, f.box.YMax} {
		put16(head[36+2*i:], v)
	}
	for i, v := range []int{len(n.Glyphs), points, contours} {
		put16(maxp[4+2*i:], v)
	}
	f.head, f.maxp = string(head), string(maxp)
	made := &Numbering{Font: &f, Glyphs: make([]uint16, len(n.Glyphs)), Chars: n.Chars}
	for i := range made.Glyphs {
		made.Glyphs[i] = uint16(i)
	}
	return made, nil
}

// unit is the length of a direction.
const unit = 1 << 14

type vector struct{ x, y int }

func (p *Point) to(q *Point) (direction vector, length int) {
	dx, dy := q.X-p.X, q.Y-p.Y
	length = int(math.Sqrt(float64(dx*dx + dy*dy)))
	if length == 0 {
		if dx == 0 && dy == 0 {
			return vector{}, 0
		}
		length = 1
	}
	return vector{dx * unit / length, dy * unit / length}, length
}

// embolden moves every point outwards along the bisector of the edges that meet in it, so that both edges move by half. Where
// contours turn inwards sharply, a point is moved no further than its shorter edge lets it, or the outline would cross
// itself; where they turn back, it stays.
func embolden(points []Point, half int) {
	area := 0
	for from := 0; from < len(points); {
		to := contourEnd(points, from)
		for i := from; i < to; i++ {
			p, q := &points[i], &points[following(i, from, to)]
			area += p.X*q.Y - q.X*p.Y
		}
		from = to
	}
	outwards := 1 // outer contours turn clockwise, as TrueType wants
	if area > 0 {
		outwards = -1
	}
	var moved []vector
	for from := 0; from < len(points); {
		to := contourEnd(points, from)
		moved = moved[:0]
		for i := from; i < to; i++ {
			moved = append(moved, shift(points, i, from, to, half, outwards))
		}
		for i, m := range moved {
			points[from+i].X += m.x
			points[from+i].Y += m.y
		}
		from = to
	}
}

func contourEnd(points []Point, from int) int {
	for from < len(points) && !points[from].Last {
		from++
	}
	return min(from+1, len(points))
}

func following(i, from, to int) int {
	if i+1 == to {
		return from
	}
	return i + 1
}

// shift returns how far a point of the contour [from, to) moves.
func shift(points []Point, i, from, to, half, outwards int) vector {
	var in, out vector
	inLength, outLength := 0, 0
	for k := i; inLength == 0; { // the nearest point before it that is elsewhere
		if k--; k < from {
			k = to - 1
		}
		if k == i {
			return vector{} // all points are one
		}
		in, inLength = points[k].to(&points[i])
	}
	for k := i; outLength == 0; {
		k = following(k, from, to)
		out, outLength = points[i].to(&points[k])
	}
	// With d = 1 + cos of the turn, the sum of the two normals is as long as makes both edges move by half when divided by d.
	d := unit + (in.x*out.x+in.y*out.y)/unit
	if d < unit/16 {
		return vector{}
	}
	s := vector{-(in.y + out.y) * outwards, (in.x + out.x) * outwards}
	turn := (out.x*in.y - out.y*in.x) / unit * outwards * -1 // sine, positive where the contour turns inwards
	if edge := min(inLength, outLength); half*turn > edge*d {
		return vector{divide(s.x*edge, turn), divide(s.y*edge, turn)}
	}
	return vector{divide(s.x*half, d), divide(s.y*half, d)}
}

// divide rounds to the nearest; d is positive.
func divide(n, d int) int {
	if n < 0 {
		return -divide(-n, d)
	}
	return (n + d/2) / d
}

// appendSimple appends a simple glyph (OpenType 1.9, glyf) without instructions, nothing for no points.
func appendSimple(b []byte, points []Point) ([]byte, Box, int) {
	if len(points) == 0 {
		return b, Box{}, 0
	}
	box := Box{points[0].X, points[0].Y, points[0].X, points[0].Y}
	contours := 0
	for _, p := range points {
		box = Box{min(box.XMin, p.X), min(box.YMin, p.Y), max(box.XMax, p.X), max(box.YMax, p.Y)}
		if p.Last {
			contours++
		}
	}
	for _, v := range []int{contours, box.XMin, box.YMin, box.XMax, box.YMax} {
		b = append16(b, v)
	}
	for i, p := range points {
		if p.Last {
			b = append16(b, i)
		}
	}
	b = append16(b, 0)
	x, y := 0, 0
	for _, p := range points {
		b = append(b, flagOf(p.X-x, xShort, xSame)|flagOf(p.Y-y, yShort, ySame))
		if p.On {
			b[len(b)-1] |= onCurve
		}
		x, y = p.X, p.Y
	}
	x = 0
	for _, p := range points {
		b = appendDifference(b, p.X-x)
		x = p.X
	}
	y = 0
	for _, p := range points {
		b = appendDifference(b, p.Y-y)
		y = p.Y
	}
	if len(b)%2 != 0 {
		b = append(b, 0)
	}
	return b, box, contours
}

func flagOf(difference int, short, same byte) byte {
	switch {
	case difference == 0:
		return same
	case difference > 0 && difference < 256:
		return short | same
	case difference < 0 && difference > -256:
		return short
	}
	return 0
}

func appendDifference(b []byte, d int) []byte {
	switch {
	case d == 0:
		return b
	case d > -256 && d < 256:
		return append(b, byte(max(d, -d)))
	}
	return append16(b, d)
}
