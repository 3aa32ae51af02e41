package content

import "math"

// matrix is a transformation (8.3.3): [a b c d e f].
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// times returns m followed by n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m *matrix) apply(x, y float64) point {
	return point{m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]}
}

// sound reports whether all numbers are finite and not beyond what pages measure: a page is at most 14,400 points wide.
func (m *matrix) sound() bool {
	for _, v := range m {
		if !(math.Abs(v) < 1e7) {
			return false
		}
	}
	return true
}

// scale is how much longer a length becomes, on average.
func (m *matrix) scale() float64 { return math.Sqrt(math.Abs(m[0]*m[3] - m[1]*m[2])) }

type point struct{ x, y float64 }

// box is a rectangle with its sides in order.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) with(p point) box {
	return box{min(b.x0, p.x), min(b.y0, p.y), max(b.x1, p.x), max(b.y1, p.y)}
}

func (b box) within(c box) box {
	return box{max(b.x0, c.x0), max(b.y0, c.y0), min(b.x1, c.x1), min(b.y1, c.y1)}
}

// around returns the box of a rectangle after a transformation.
func (m *matrix) around(x0, y0, x1, y1 float64) box {
	p := m.apply(x0, y0)
	return box{p.x, p.y, p.x, p.y}.with(m.apply(x1, y0)).with(m.apply(x0, y1)).with(m.apply(x1, y1))
}
