package pageread

import (
	"cmp"
	"slices"

	"nianbao/converter/diag"
)

// grid is a table that strokes make, or several of them over several pages.
type grid struct {
	xs, ys []float64 // where columns and rows are parted, the outer edges included
	cells  []cell    // by row, then column
	prose  []Char    // of rows that are running text
}

// cell is a stretch of places of a grid: rows r0 to r1, columns c0 to c1, the ends excluded.
type cell struct {
	r0, r1, c0, c1 int
	chars          []Char // until they are made lines
	lines          []line
	spoilt         bool // text reaches into another cell
	text           []string
	full           bool // the last line has no room for another word: the text may go on
}

// near is how far strokes may lie apart that part the same columns or rows, and how far one may end before the other that it
// meets, in points. Columns are wider than a digit.
const near = 2.6

// mostCrossings is how many pairs of strokes of a page are looked at, and Crossings what is counted: a table of a hundred rows and
// columns has 10,000. mostGrids is how many groups of strokes of a page may be tables;
// smaller ones are drawings.
const (
	mostCrossings = 2_000_000
	mostGrids     = 100

	Crossings = diag.Word("crossing-lines")
)

// grids finds the grids that strokes make. Strokes that touch belong to one; a grid needs two places at least.
func (r *Reader) grids(horizontal, vertical []stroke, chars []Char) []*grid {
	group := newGroups(len(horizontal) + len(vertical))
	crossings := 0
	for i := range vertical {
		v := &vertical[i]
		// Horizontal strokes are sorted by their height.
		from, _ := slices.BinarySearchFunc(horizontal, v.from-near, func(h stroke, y float64) int { return cmp.Compare(h.at, y) })
		for k := from; k < len(horizontal) && horizontal[k].at <= v.to+near; k++ {
			if crossings++; crossings > mostCrossings {
				r.meter.Exceed(Crossings, mostCrossings)
			}
			if !r.meter.Step(1) {
				return nil
			}
			if h := &horizontal[k]; v.at >= h.from-near && v.at <= h.to+near {
				group.join(k, len(horizontal)+i)
			}
		}
	}
	members := map[int]*[2][]stroke{}
	var order []int
	for i := range len(horizontal) + len(vertical) {
		of := group.of(i)
		if members[of] == nil {
			members[of] = &[2][]stroke{}
			order = append(order, of)
		}
		if i < len(horizontal) {
			members[of][0] = append(members[of][0], horizontal[i])
		} else {
			members[of][1] = append(members[of][1], vertical[i-len(horizontal)])
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(len(members[b][0])+len(members[b][1]), len(members[a][0])+len(members[a][1]))
	})
	var all []*grid
	for _, of := range order[:min(len(order), mostGrids)] {
		if g := r.gridOf(members[of][0], members[of][1], chars); g != nil {
			all = append(all, g)
		}
	}
	all = withoutFrames(all)
	slices.SortStableFunc(all, func(a, b *grid) int { return cmp.Compare(a.ys[0], b.ys[0]) })
	return all
}

// gridOf makes a grid of strokes that touch, nil where they make no table.
func (r *Reader) gridOf(horizontal, vertical []stroke, chars []Char) *grid {
	if len(horizontal) == 0 || len(vertical) == 0 || len(horizontal)+len(vertical) < 4 {
		return nil
	}
	// The outer edges of a table may have no stroke: then the others end there.
	xs, ys := edges(vertical, horizontal), edges(horizontal, vertical)
	xs, ys = withoutStrips(xs, ys, chars)
	columns, rows := len(xs)-1, len(ys)-1
	limits := r.meter.Limits()
	if columns < 1 || rows < 1 || columns*rows < 2 || columns > limits.TableColumns || rows > limits.TableRows || columns*rows > limits.TableCells {
		return nil
	}
	g := &grid{xs: xs, ys: ys}
	right, below := walls(xs, ys, vertical), walls(ys, xs, horizontal)
	places := newGroups(columns * rows)
	for row := range rows {
		for col := range columns {
			if !r.meter.Step(1) {
				return nil
			}
			at := row*columns + col
			if col+1 < columns && !right[(col+1)*rows+row] {
				places.join(at, at+1)
			}
			if row+1 < rows && !below[(row+1)*columns+col] {
				places.join(at, at+columns)
			}
		}
	}
	g.cells = cellsOf(places, rows, columns)
	return g
}

// edges returns where strokes part places, from the first to the last, together with where those that cross them begin and end.
func edges(parting, crossing []stroke) []float64 {
	var at []float64
	low, high := crossing[0].from, crossing[0].to
	for _, s := range crossing {
		low, high = min(low, s.from), max(high, s.to)
	}
	at = append(at, low, high)
	for _, s := range parting {
		at = append(at, s.at)
	}
	slices.Sort(at)
	var out []float64
	for from := 0; from < len(at); {
		to, sum := from, 0.0
		for to < len(at) && at[to]-at[from] <= near {
			sum += at[to]
			to++
		}
		out = append(out, sum/float64(to-from))
		from = to
	}
	return out
}

// walls says, for each edge and each place along it, whether a stroke stands there: over most of the place's length.
func walls(edges, along []float64, strokes []stroke) []bool {
	places := len(along) - 1
	covered := make([]float64, len(edges)*places)
	for _, s := range strokes {
		edge := nearest(edges, s.at)
		first, _ := slices.BinarySearch(along, s.from)
		for p := max(first-1, 0); p < places && along[p] < s.to; p++ {
			covered[edge*places+p] += max(0, min(s.to, along[p+1])-max(s.from, along[p]))
		}
	}
	out := make([]bool, len(covered))
	for i := range covered {
		length := along[i%places+1] - along[i%places]
		out[i] = covered[i] > length/2
	}
	return out
}

func nearest(edges []float64, at float64) int {
	i, _ := slices.BinarySearch(edges, at)
	if i == len(edges) || i > 0 && at-edges[i-1] < edges[i]-at {
		i--
	}
	return i
}

// cellsOf makes cells of places that nothing parts. Where they make no rectangle, the strokes contradict each other: then each
// stretch of a row is a cell by itself.
func cellsOf(places *groups, rows, columns int) []cell {
	type extent struct{ r0, r1, c0, c1, count int }
	extents := make(map[int]*extent)
	for at := range rows * columns {
		of, row, col := places.of(at), at/columns, at%columns
		e := extents[of]
		if e == nil {
			e = &extent{row, row + 1, col, col + 1, 0}
			extents[of] = e
		}
		e.r0, e.r1, e.c0, e.c1 = min(e.r0, row), max(e.r1, row+1), min(e.c0, col), max(e.c1, col+1)
		e.count++
	}
	var cells []cell
	done := make(map[int]bool, len(extents))
	for at := 0; at < rows*columns; at++ {
		of, row, col := places.of(at), at/columns, at%columns
		e := extents[of]
		if (e.r1-e.r0)*(e.c1-e.c0) == e.count {
			if !done[of] {
				done[of] = true
				cells = append(cells, cell{r0: e.r0, r1: e.r1, c0: e.c0, c1: e.c1})
			}
			continue
		}
		end := col + 1
		for end < columns && places.of(at-col+end) == of {
			end++
		}
		cells = append(cells, cell{r0: row, r1: row + 1, c0: col, c1: end})
		at += end - col - 1
	}
	return cells
}

// withoutFrames drops a grid in one of whose cells another one lies: it is a frame around the page or around a part of it.
func withoutFrames(all []*grid) []*grid {
	return slices.DeleteFunc(all, func(outer *grid) bool {
		return slices.ContainsFunc(all, func(inner *grid) bool { return inner != outer && outer.frames(inner) })
	})
}

func (g *grid) frames(inner *grid) bool {
	for i := range g.cells {
		c := &g.cells[i]
		if g.xs[c.c0] <= inner.xs[0] && g.xs[c.c1] >= inner.xs[len(inner.xs)-1] && g.ys[c.r0] <= inner.ys[0] && g.ys[c.r1] >= inner.ys[len(inner.ys)-1] {
			return true
		}
	}
	return false
}

// groups joins numbers to groups (union-find).
type groups struct{ parent []int }

func newGroups(n int) *groups {
	g := &groups{make([]int, n)}
	for i := range g.parent {
		g.parent[i] = i
	}
	return g
}

func (g *groups) of(i int) int {
	for g.parent[i] != i {
		g.parent[i] = g.parent[g.parent[i]]
		i = g.parent[i]
	}
	return i
}

// join makes one group of two; its name is its smallest number.
func (g *groups) join(i, j int) {
	i, j = g.of(i), g.of(j)
	g.parent[max(i, j)] = min(i, j)
}
