package scan

import (
	"image"
	"math"

	"nianbao/converter/internal/limit"
)

// How slanted a page may lie in the scanner, in degrees, and in which steps the slant is looked for: first coarse, then fine. At the fine
// step the ends of a line as wide as the page are less than a pixel apart in height.
const (
	mostSkew   = 4.0
	coarseSkew = 0.1
	fineSkew   = 0.02
	leastSkew  = 0.03 // what is not worth turning the picture for
)

// mostEdges is how many points are looked at for each slant.
const mostEdges = 100_000

// skewOf returns by how many degrees the lines of a picture fall to the right (negative: rise), by projection: at the right slant the
// upper edges of text and rules fall on few heights, at any other they scatter.
func skewOf(m *limit.Meter, r *raster) float64 {
	edges := upperEdges(m, r)
	if len(edges) == 0 {
		return 0
	}
	best, most := 0.0, -1.0
	try := func(from, to, step float64) {
		for n := 0; from+float64(n)*step <= to+step/2 && m.Step(len(edges)>>4); n++ {
			angle := from + float64(n)*step
			if s := sharpness(edges, r.Rect, angle); s > most || s == most && math.Abs(angle) < math.Abs(best) { // a short line is as sharp at several
				best, most = angle, s
			}
		}
	}
	try(-mostSkew, mostSkew, coarseSkew)
	try(best-coarseSkew, best+coarseSkew, fineSkew)
	return math.Round(best/fineSkew) * fineSkew
}

// upperEdges returns points of ink above which is paper, evenly thinned out where there are too many.
func upperEdges(m *limit.Meter, r *raster) []image.Point {
	each, n := 1, 0
	var edges []image.Point
	for y := r.Rect.Min.Y; y < r.Rect.Max.Y; y++ {
		if !m.Step(1 + r.Rect.Dx()>>6) {
			return nil
		}
		for x := r.Rect.Min.X; x < r.Rect.Max.X; x++ {
			if !r.ink(x, y) || r.ink(x, y-1) {
				continue
			}
			if n++; n%each != 0 {
				continue
			}
			if edges = append(edges, image.Pt(x, y)); len(edges) == mostEdges {
				for i := range mostEdges / 2 {
					edges[i] = edges[2*i]
				}
				edges, each = edges[:mostEdges/2], 2*each
			}
		}
	}
	return edges
}

// sharpness is how much the points fall together on few heights, where the lines fall by an angle.
func sharpness(edges []image.Point, bounds image.Rectangle, angle float64) float64 {
	slope := math.Tan(angle * math.Pi / 180)
	shift := int(math.Abs(slope)*float64(bounds.Dx())) + 2
	heights := make([]int32, bounds.Dy()+2*shift)
	for _, p := range edges {
		y := float64(p.Y-bounds.Min.Y) - slope*float64(p.X-bounds.Min.X)
		heights[int(y+0.5+float64(shift))]++
	}
	sum := 0.0
	for _, n := range heights {
		sum += float64(n) * float64(n)
	}
	return sum
}

// straightened turns a picture against the slant of its lines, about its middle. What comes in from outside is white.
func straightened(m *limit.Meter, g *image.Gray, degrees float64) *image.Gray {
	if math.Abs(degrees) < leastSkew {
		return g
	}
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	w, h := g.Rect.Dx(), g.Rect.Dy()
	out := blankPicture(w, h)
	mx, my := float64(w-1)/2, float64(h-1)/2
	for y := range h {
		if !m.Step(1 + w>>4) {
			return out
		}
		line := out.Pix[y*out.Stride : y*out.Stride+w]
		dy := float64(y) - my
		for x := range line {
			dx := float64(x) - mx
			line[x] = between(g, mx+cos*dx-sin*dy, my+sin*dx+cos*dy)
		}
	}
	return out
}

// between is the grey of a place between four pixels.
func between(g *image.Gray, x, y float64) uint8 {
	x0, y0 := int(math.Floor(x)), int(math.Floor(y))
	w, h := g.Rect.Dx(), g.Rect.Dy()
	if x0 < 0 || y0 < 0 || x0+1 >= w || y0+1 >= h {
		return 255
	}
	fx, fy := x-float64(x0), y-float64(y0)
	p := g.Pix[y0*g.Stride+x0:]
	q := p[g.Stride:]
	top := float64(p[0])*(1-fx) + float64(p[1])*fx
	low := float64(q[0])*(1-fx) + float64(q[1])*fx
	return uint8(top*(1-fy) + low*fy + 0.5)
}
