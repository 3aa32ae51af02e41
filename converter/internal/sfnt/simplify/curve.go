package main

import "math"

// vector is a place or a difference in font units. Products are rounded before they are added: without the conversions
// some machines would fuse both steps and give other bytes (Go specification, "Floating-point operators").
type vector struct{ x, y float64 }

func (a vector) plus(b vector) vector      { return vector{a.x + b.x, a.y + b.y} }
func (a vector) minus(b vector) vector     { return vector{a.x - b.x, a.y - b.y} }
func (a vector) times(k float64) vector    { return vector{float64(a.x * k), float64(a.y * k)} }
func (a vector) dot(b vector) float64      { return float64(a.x*b.x) + float64(a.y*b.y) }
func (a vector) between(b vector) vector   { return a.plus(b).times(0.5) }
func (a vector) distance(b vector) float64 { return math.Sqrt(a.minus(b).dot(a.minus(b))) }
func (a vector) rounded() vector           { return vector{math.Floor(a.x + 0.5), math.Floor(a.y + 0.5)} }

// maxCurves is how many curves one spline may chain. Six gave 1.5 % fewer points in twice the time.
const maxCurves = 4

// spline is a chain of quadratic curves as TrueType keeps it: two ends on the curve, and between them n control points
// whose midpoints are on the curve as well. n is 0 for a straight line. The parameter runs from 0 to max(1, n).
type spline struct {
	points [maxCurves + 2]vector // from, controls, to
	n      int
}

func (s *spline) from() vector       { return s.points[0] }
func (s *spline) to() vector         { return s.points[s.n+1] }
func (s *spline) controls() []vector { return s.points[1 : 1+s.n] }

// weights returns which three successive points of a spline of n ≥ 1 curves make up the place at a parameter, and by how
// much each counts. turns are the same for the derivative.
func weights(u float64, n int) (first int, places, turns [3]float64) {
	first = min(int(u), n-1)
	t := u - float64(first)
	a, b, c := (1-t)*(1-t), 2*t*(1-t), t*t
	da, db, dc := -2*(1-t), 2-4*t, 2*t
	if first > 0 { // the curve begins in the middle of two controls
		a, b, da, db = a/2, b+a/2, da/2, db+da/2
	}
	if first < n-1 {
		b, c, db, dc = b+c/2, c/2, db+dc/2, dc/2
	}
	return first, [3]float64{a, b, c}, [3]float64{da, db, dc}
}

// at returns the place and the derivative at a parameter.
func (s *spline) at(u float64) (place, turn vector) {
	if s.n == 0 {
		way := s.to().minus(s.from())
		return s.from().plus(way.times(u)), way
	}
	i, w, d := weights(u, s.n)
	p, q, r := s.points[i], s.points[i+1], s.points[i+2]
	return p.times(w[0]).plus(q.times(w[1])).plus(r.times(w[2])), p.times(d[0]).plus(q.times(d[1])).plus(r.times(d[2]))
}

// nearest moves a parameter towards where the curve is nearest to p, by Newton's method, and returns the place there.
func (s *spline) nearest(p vector, u float64, steps int) (float64, vector) {
	place, turn := s.at(u)
	for range steps {
		square := turn.dot(turn)
		if square < 1e-9 {
			break
		}
		u = min(max(0, u-place.minus(p).dot(turn)/square), float64(s.n))
		place, turn = s.at(u)
	}
	return u, place
}

// fitter fits splines to points along a contour; it keeps memory for the next fit.
type fitter struct {
	tolerance  float64
	parameters []float64
}

// rounds is how often controls and parameters are found from each other.
const rounds = 2

// hopeless is how many tolerances a point may be off after a round before a fit is given up.
const hopeless = 3

// fit returns the chain of n curves from the first to the last point that is nearest to them by least squares, its
// controls in whole units; false where there is none within the tolerance.
func (f *fitter) fit(points []vector, n int) (spline, bool) {
	s := spline{n: n}
	s.points[0], s.points[n+1] = points[0], points[len(points)-1]
	if n == 0 {
		return s, f.straight(points)
	}
	f.parameters = append(f.parameters[:0], 0)
	length := 0.0
	for i := 1; i < len(points); i++ {
		length += points[i].distance(points[i-1])
		f.parameters = append(f.parameters, length)
	}
	if length == 0 {
		return s, false
	}
	for i := range f.parameters {
		f.parameters[i] *= float64(n) / length
	}
	for range rounds {
		if !s.solve(points, f.parameters) {
			return s, false
		}
		for i := 1; i < len(points)-1; i++ {
			u, place := s.nearest(points[i], f.parameters[i], 1)
			f.parameters[i] = u
			if place.distance(points[i]) > hopeless*f.tolerance {
				return s, false
			}
		}
	}
	for i := range n {
		s.points[i+1] = s.points[i+1].rounded()
	}
	return s, f.follows(&s, points)
}

// solve sets the controls by least squares for given parameters: normal equations with at most maxCurves unknowns, whose
// matrix has two diagonals beside the main one.
func (s *spline) solve(points []vector, parameters []float64) bool {
	n := s.n
	var m [maxCurves + 2][maxCurves + 2]float64
	var r [maxCurves + 2]vector
	for k := 1; k < len(points)-1; k++ {
		first, w, _ := weights(parameters[k], n)
		rest := points[k]
		if first == 0 {
			rest = rest.minus(s.from().times(w[0]))
		}
		if first == n-1 {
			rest = rest.minus(s.to().times(w[2]))
		}
		for i := range w {
			for j := range w {
				m[first+i][first+j] += float64(w[i] * w[j])
			}
			r[first+i] = r[first+i].plus(rest.times(w[i]))
		}
	}
	for i := 1; i <= n; i++ {
		if m[i][i] < 1e-6 {
			return false
		}
		for j := i + 1; j <= min(i+2, n); j++ {
			k := m[j][i] / m[i][i]
			for c := i; c <= min(i+2, n); c++ {
				m[j][c] -= float64(k * m[i][c])
			}
			r[j] = r[j].minus(r[i].times(k))
		}
	}
	for i := n; i >= 1; i-- {
		v := r[i]
		for c := i + 1; c <= min(i+2, n); c++ {
			v = v.minus(s.points[c].times(m[i][c]))
		}
		s.points[i] = v.times(1 / m[i][i])
	}
	return true
}

// follows reports whether the points lie within the tolerance of the curve, in order, and the curve within the tolerance
// of the line through the points.
func (f *fitter) follows(s *spline, points []vector) bool {
	last := 0.0
	for i := 1; i < len(points)-1; i++ {
		u, place := s.nearest(points[i], f.parameters[i], 3)
		if u < last-0.05 || place.distance(points[i]) > f.tolerance {
			return false
		}
		last = max(u, last)
	}
	const steps = 8
	for i := 1; i < steps*s.n; i++ {
		if place, _ := s.at(float64(i) / steps); !f.near(place, points) {
			return false
		}
	}
	return true
}

// near reports whether a place is within the tolerance of the line through the points.
func (f *fitter) near(p vector, points []vector) bool {
	for i := 1; i < len(points); i++ {
		if toSegment(p, points[i-1], points[i]) <= f.tolerance {
			return true
		}
	}
	return false
}

func toSegment(p, a, b vector) float64 {
	d := b.minus(a)
	square := d.dot(d)
	if square == 0 {
		return p.distance(a)
	}
	return p.distance(a.plus(d.times(min(max(0, p.minus(a).dot(d)/square), 1))))
}

// straight reports whether the points lie within the tolerance of the line between the first and the last, in order.
func (f *fitter) straight(points []vector) bool {
	a, b := points[0], points[len(points)-1]
	d := b.minus(a)
	square := d.dot(d)
	if square == 0 {
		return false
	}
	last := 0.0
	for _, p := range points[1 : len(points)-1] {
		along := p.minus(a).dot(d)
		if along < last-f.tolerance*math.Sqrt(square) || toSegment(p, a, b) > f.tolerance {
			return false
		}
		last = max(last, along)
	}
	return true
}
