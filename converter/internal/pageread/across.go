package pageread

import (
	"cmp"
	"math"
	"slices"
)

// element is a table, or the lines between two of them, over all pages.
type element struct {
	grid  *grid
	lines []placed
}

// placed is a line with the page that it stands on.
type placed struct {
	line
	page  int
	width float64 // of the page
}

// joined returns what stands on the pages, in order. A table that ends a page and goes on with the next is one.
func (r *Reader) joined() []element {
	var all []element
	for p := range r.pages {
		s := &r.pages[p]
		n := 0
		for i, g := range s.grids {
			if !r.meter.Step(1) {
				return nil
			}
			for ; n < len(s.lines) && s.lines[n].y0+s.lines[n].y1 < 2*g.ys[0]+(s.lines[n].y1-s.lines[n].y0); n++ {
				all = addLine(all, placed{s.lines[n], p, s.width})
			}
			r.countCells(len(g.cells))
			if last := len(all) - 1; i == 0 && p > 0 && last >= 0 && all[last].grid != nil && !r.emptyBefore(p) && all[last].grid.proceed(g) {
				continue
			}
			all = append(all, element{grid: g})
		}
		for ; n < len(s.lines); n++ {
			all = addLine(all, placed{s.lines[n], p, s.width})
		}
	}
	return all
}

// countCells counts cells of all tables against the limit.
func (r *Reader) countCells(n int) {
	if r.cells += n; r.cells > r.meter.Limits().TableCells {
		r.meter.Exceed("table-cells", r.meter.Limits().TableCells)
	}
}

// emptyBefore reports whether nothing stands on the page before.
func (r *Reader) emptyBefore(p int) bool {
	return len(r.pages[p-1].grids) == 0 && len(r.pages[p-1].lines) == 0
}

func addLine(all []element, l placed) []element {
	if n := len(all); n > 0 && all[n-1].grid == nil {
		all[n-1].lines = append(all[n-1].lines, l)
		return all
	}
	return append(all, element{lines: []placed{l}})
}

// sameEdge is how far the edges of a table may lie apart on two pages, in points.
const sameEdge = 4.0

// proceed appends a grid of the next page if it goes on where g ends: both are as wide. Pages that are bound have their margins
// turned by turns, so that the whole table may have moved.
func (g *grid) proceed(next *grid) bool {
	left, right := g.xs[0], g.xs[len(g.xs)-1]
	moved := left - next.xs[0]
	if math.Abs(right-next.xs[len(next.xs)-1]-moved) > sameEdge {
		return false
	}
	for i := range next.xs {
		next.xs[i] += moved
	}
	next.dropRepeated(g)
	if len(next.ys) < 2 {
		return true // nothing but the header
	}
	xs := union(g.xs, next.xs)
	g.moveTo(xs)
	next.moveTo(xs)
	rows, end := len(g.ys)-1, g.ys[len(g.ys)-1]
	for _, y := range next.ys[1:] {
		g.ys = append(g.ys, end+y-next.ys[0])
	}
	g.append(next, rows)
	return true
}

// union returns the edges of two pages; such as lie near each other are one.
func union(a, b []float64) []float64 {
	xs := slices.Clone(a)
	for _, x := range b {
		if math.Abs(a[nearest(a, x)]-x) > sameEdge {
			xs = append(xs, x)
		}
	}
	slices.Sort(xs)
	return xs
}

// moveTo puts the cells of a grid on other edges, each on the nearest.
func (g *grid) moveTo(xs []float64) {
	at := make([]int, len(g.xs))
	for i, x := range g.xs {
		at[i] = nearest(xs, x)
	}
	for i := range g.cells {
		c := &g.cells[i]
		c.c0, c.c1 = at[c.c0], at[c.c1]
	}
	g.xs = xs
}

func (g *grid) sort() {
	slices.SortStableFunc(g.cells, func(a, b cell) int { return cmp.Or(cmp.Compare(a.r0, b.r0), cmp.Compare(a.c0, b.c0)) })
}
