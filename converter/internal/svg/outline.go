package svg

import (
	"slices"
	"strconv"

	"nianbao/converter/internal/sfnt"
)

// pen writes the path of a glyph (SVG 2 9.3) in whole units of the font, downwards, each place relative to the one before.
//
// TrueType lets the point between two control points go unsaid. It is said here, rounded to a whole unit where it is halfway
// between two: a two-thousandth of a character.
type pen struct {
	b    []byte
	x, y int
	last byte // the operator that still holds
	// control is the control point of the curve that was begun, where curved says so.
	control sfnt.Point
	curved  bool
}

// appendOutline appends the path of an outline.
func appendOutline(b []byte, points []sfnt.Point) []byte {
	p := pen{b: b}
	for from := 0; from < len(points); {
		to := from
		for to < len(points)-1 && !points[to].Last {
			to++
		}
		p.contour(points[from : to+1])
		from = to + 1
	}
	return p.b
}

// contour writes a closed contour. One without a point on the curve begins halfway between its last and its first point.
func (p *pen) contour(points []sfnt.Point) {
	n := len(points)
	start := slices.IndexFunc(points, func(q sfnt.Point) bool { return q.On })
	first, rest := middle(points[n-1], points[0]), n
	if start >= 0 {
		first, rest = points[start], n-1
	}
	first.On = true
	p.operator('M')
	p.number(first.X)
	p.number(-first.Y)
	p.x, p.y, p.curved = first.X, first.Y, false
	for k := range rest {
		p.point(points[(start+1+k)%n])
	}
	p.point(first)
	p.operator('z')
}

// point goes on to the next point of a contour.
func (p *pen) point(at sfnt.Point) {
	switch {
	case at.On && p.curved:
		p.curve(at)
		p.curved = false
	case at.On:
		p.line(at)
	case p.curved:
		p.curve(middle(p.control, at))
		p.control = at
	default:
		p.control, p.curved = at, true
	}
}

func middle(a, b sfnt.Point) sfnt.Point { return sfnt.Point{X: (a.X + b.X) / 2, Y: (a.Y + b.Y) / 2} }

// line draws to a point; the line that closes a contour need not be said where it leads nowhere.
func (p *pen) line(to sfnt.Point) {
	dx, dy := to.X-p.x, p.y-to.Y
	switch {
	case dx == 0 && dy == 0:
	case dy == 0:
		p.operator('h')
		p.number(dx)
	case dx == 0:
		p.operator('v')
		p.number(dy)
	default:
		p.operator('l')
		p.number(dx)
		p.number(dy)
	}
	p.x, p.y = to.X, to.Y
}

// curve draws the curve that was begun to a point.
func (p *pen) curve(to sfnt.Point) {
	p.operator('q')
	p.number(p.control.X - p.x)
	p.number(p.y - p.control.Y)
	p.number(to.X - p.x)
	p.number(p.y - to.Y)
	p.x, p.y = to.X, to.Y
}

// operator writes an operator unless it still holds (9.3.1).
func (p *pen) operator(o byte) {
	if p.last != o || o == 'M' || o == 'z' {
		p.b = append(p.b, o)
		p.last = o
	}
}

// number writes a number, with a blank before it where it would run into the one before.
func (p *pen) number(n int) {
	if last := p.b[len(p.b)-1]; n >= 0 && last >= '0' && last <= '9' {
		p.b = append(p.b, ' ')
	}
	p.b = strconv.AppendInt(p.b, int64(n), 10)
}
