// Package plane is the geometry that readers of page formats share: transformations, boxes, and which way a line of text runs.
package plane

import "math"

// Matrix is a transformation (ISO 32000-1 8.3.3, GB/T 33190 8.5): [a b c d e f].
type Matrix [6]float64

// Identity changes nothing.
func Identity() Matrix { return Matrix{1, 0, 0, 1, 0, 0} }

// Times returns m followed by n.
func (m Matrix) Times(n Matrix) Matrix {
	return Matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// Apply moves a place.
func (m *Matrix) Apply(x, y float64) Point {
	return Point{m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]}
}

// Sound reports whether all numbers are finite and not beyond what pages measure: a page is at most 14,400 points wide.
func (m *Matrix) Sound() bool {
	for _, v := range m {
		if !(math.Abs(v) < 1e7) {
			return false
		}
	}
	return true
}

// Scale is how much longer a length becomes, on average.
func (m *Matrix) Scale() float64 { return math.Sqrt(math.Abs(m[0]*m[3] - m[1]*m[2])) }

// Point is a place.
type Point struct{ X, Y float64 }

// Box is a rectangle with its sides in order.
type Box struct{ X0, Y0, X1, Y1 float64 }

// With returns the box around b and a place.
func (b Box) With(p Point) Box {
	return Box{min(b.X0, p.X), min(b.Y0, p.Y), max(b.X1, p.X), max(b.Y1, p.Y)}
}

// Within returns what two boxes share.
func (b Box) Within(c Box) Box {
	return Box{max(b.X0, c.X0), max(b.Y0, c.Y0), min(b.X1, c.X1), min(b.Y1, c.Y1)}
}

// Around returns the box around a rectangle after a transformation.
func (m *Matrix) Around(x0, y0, x1, y1 float64) Box {
	p := m.Apply(x0, y0)
	return Box{p.X, p.Y, p.X, p.Y}.With(m.Apply(x1, y0)).With(m.Apply(x0, y1)).With(m.Apply(x1, y1))
}

// Heights of a character's box above and below its line, in parts of the size: those of Chinese fonts.
const (
	above = 0.88
	below = 0.12
)

// TurnOf returns which way a line runs on the page, in quarter turns clockwise; straight is false where it runs slanted.
func TurnOf(x, y float64) (turn uint8, straight bool) {
	const slant = 0.05 // three degrees
	switch {
	case math.Abs(y) <= slant*math.Abs(x):
		if x < 0 {
			return 2, true
		}
		return 0, true
	case math.Abs(x) <= slant*math.Abs(y):
		if y < 0 {
			return 3, true
		}
		return 1, true
	}
	return 0, false
}

// Standing returns the box of a glyph that stands on the stretch of a line. Slanted faces do not widen it.
func Standing(from, to Point, size float64, turn uint8) Box {
	b := Box{from.X, from.Y, from.X, from.Y}.With(to)
	switch turn {
	case 0:
		b.Y0, b.Y1 = b.Y0-above*size, b.Y1+below*size
	case 1:
		b.X0, b.X1 = b.X0-below*size, b.X1+above*size
	case 2:
		b.Y0, b.Y1 = b.Y0-below*size, b.Y1+above*size
	case 3:
		b.X0, b.X1 = b.X0-above*size, b.X1+below*size
	}
	return b
}
