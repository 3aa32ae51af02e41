package main

import (
	"math"

	"nianbao/converter/internal/sfnt"
)

// Samples along a contour, in font units.
const (
	spacing = 16 // they are no farther apart than about this; a curve has one at least
	long    = 40 // a curve this long may be cut in the middle
)

// sample is a place along a contour.
type sample struct {
	vector
	stop bool // a point where a curve may end
}

// node is a point of a contour, the implied ones too.
type node struct {
	vector
	on bool
}

func nodes(contour []sfnt.Point) []node {
	var out []node
	for i, p := range contour {
		q := contour[(i+1)%len(contour)]
		v := vector{float64(p.X), float64(p.Y)}
		out = append(out, node{v, p.On})
		if !p.On && !q.On {
			out = append(out, node{v.between(vector{float64(q.X), float64(q.Y)}), true})
		}
	}
	return out
}

// samples walks along a contour. Its points on the curve may stay ends of curves, and so may the middle of a long curve.
func samples(contour []sfnt.Point) []sample {
	var out []sample
	all := nodes(contour)
	at := func(i int) node { return all[i%len(all)] }
	for i, a := range all {
		if !a.on {
			continue
		}
		out = append(out, sample{a.rounded(), true})
		b := at(i + 1)
		if b.on {
			n := int(a.distance(b.vector)/spacing) + 1
			for k := 1; k < n; k++ {
				out = append(out, sample{a.plus(b.minus(a.vector).times(float64(k) / float64(n))), false})
			}
			continue
		}
		c := at(i + 2)
		s := spline{n: 1, points: [maxCurves + 2]vector{a.vector, b.vector, c.vector}}
		reach := a.distance(b.vector) + b.distance(c.vector)
		n := 2 * (1 + int(reach/(2*spacing)))
		for k := 1; k < n; k++ {
			p, _ := s.at(float64(k) / float64(n))
			out = append(out, sample{p, k == n/2 && reach > long})
		}
	}
	return out
}

// simplified returns the contour drawn with as few bytes as the tolerance allows. It is drawn twice: the second time
// it begins where the first found a point to keep.
func simplified(contour []sfnt.Point, tolerance float64) []sfnt.Point {
	s := samples(contour)
	if len(s) < 3 {
		return contour
	}
	s = turned(s, sharpest(s))
	chain := shortest(s, tolerance)
	if chain == nil {
		return contour
	}
	if len(chain) > 2 {
		at := chain[len(chain)/2].begin
		if again := shortest(turned(s, at), tolerance); again != nil && cost(again) <= cost(chain) {
			chain = again
		}
	}
	out := points(chain)
	if len(out) > len(contour) {
		return contour
	}
	return out
}

func turned(s []sample, by int) []sample { return append(append([]sample{}, s[by:]...), s[:by]...) }

// sharpest returns the stop where the contour turns most, seen from some way off.
func sharpest(s []sample) int {
	best, at := math.Inf(1), 0
	for i := range s {
		if !s[i].stop {
			continue
		}
		a, b := s[(i+len(s)-2)%len(s)].minus(s[i].vector), s[(i+2)%len(s)].minus(s[i].vector)
		size := math.Sqrt(a.dot(a)) * math.Sqrt(b.dot(b))
		if size == 0 {
			continue
		}
		if turn := -a.dot(b) / size; turn < best {
			best, at = turn, i
		}
	}
	return at
}

// link is one spline of a drawn contour.
type link struct {
	spline
	begin int // index of its first sample
}

// maxMisses is after how many stops that a fit does not reach further ones are no longer tried.
const maxMisses = 1

// shortest returns the chain of splines around the contour that takes the fewest bits: the shortest path over the
// stops, each edge a spline within the tolerance.
func shortest(s []sample, tolerance float64) []link {
	var stops []int
	var places []vector
	for i, p := range s {
		if p.stop {
			stops = append(stops, i)
			places = append(places, p.vector.rounded())
		} else {
			places = append(places, p.vector)
		}
	}
	stops = append(stops, len(s)) // the first again
	places = append(places, places[0])
	type step struct {
		bits float64
		from int
		link link
	}
	f := fitter{tolerance: tolerance}
	best := make([]step, len(stops))
	for i := range best[1:] {
		best[i+1].bits = math.Inf(1)
	}
	for i := range stops[:len(stops)-1] {
		if math.IsInf(best[i].bits, 1) {
			continue
		}
		var misses [maxCurves + 1]int
		for j := i + 1; j < len(stops); j++ {
			run := places[stops[i] : stops[j]+1]
			open := false
			for n := 0; n <= maxCurves; n++ {
				if misses[n] > maxMisses {
					continue
				}
				open = true
				if n > 0 && len(run) < n+2 {
					continue
				}
				curve, ok := f.fit(run, n)
				if !ok {
					misses[n]++
					continue
				}
				misses[n] = 0
				if sum := best[i].bits + size(&curve); sum < best[j].bits {
					best[j] = step{sum, i, link{curve, stops[i]}}
				}
				break // more curves cost more
			}
			if !open {
				break
			}
		}
	}
	var chain []link
	for j := len(stops) - 1; j > 0; j = best[j].from {
		if math.IsInf(best[j].bits, 1) {
			return nil
		}
		chain = append(chain, best[j].link)
	}
	for i, j := 0, len(chain)-1; i < j; i, j = i+1, j-1 {
		chain[i], chain[j] = chain[j], chain[i]
	}
	return chain
}

// size estimates what the points of a spline take after compression: about 4 bits for a flag, none for a difference of 0,
// and for others 7, or 14 where they need two bytes.
func size(s *spline) float64 {
	sum, last := 0.0, s.from()
	for _, p := range s.points[1 : s.n+2] {
		d := p.minus(last)
		sum += 4 + sizeOf(d.x) + sizeOf(d.y)
		last = p
	}
	return sum
}

func sizeOf(d float64) float64 {
	switch d = math.Abs(d); {
	case d == 0:
		return 0
	case d < 256:
		return 7
	}
	return 14
}

func cost(chain []link) float64 {
	sum := 0.0
	for i := range chain {
		sum += size(&chain[i].spline)
	}
	return sum
}

// points lists the points of a chain, those left out that TrueType takes for granted: halfway between two controls.
func points(chain []link) []sfnt.Point {
	var out []sfnt.Point
	for i := range chain {
		c := &chain[i]
		before := chain[(i+len(chain)-1)%len(chain)].controls()
		if len(before) == 0 || c.n == 0 || before[len(before)-1].between(c.points[1]) != c.from() {
			out = append(out, sfnt.Point{X: int(c.from().x), Y: int(c.from().y), On: true})
		}
		for _, p := range c.controls() {
			out = append(out, sfnt.Point{X: int(p.x), Y: int(p.y)})
		}
	}
	if len(out) > 0 {
		out[len(out)-1].Last = true
	}
	return out
}
