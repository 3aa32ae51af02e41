package pageread

import "slices"

// strip is how wide an empty stretch between strokes may be that is part of a border and no column, in points: borders of two
// lines, cells that each have a border of their own.
const strip = 8.0

// withoutStrips joins the edges of narrow stretches of a grid in which no character stands.
func withoutStrips(xs, ys []float64, chars []Char) ([]float64, []float64) {
	if !narrow(xs) && !narrow(ys) {
		return xs, ys
	}
	usedX, usedY := make([]bool, len(xs)), make([]bool, len(ys))
	for i := range chars {
		if blank(chars[i].Rune) {
			continue
		}
		x, y := chars[i].middle()
		if col, row := between(xs, x), between(ys, y); col >= 0 && row >= 0 {
			usedX[col], usedY[row] = true, true
		}
	}
	return joinedEdges(xs, usedX), joinedEdges(ys, usedY)
}

func narrow(edges []float64) bool {
	for i := 1; i < len(edges); i++ {
		if edges[i]-edges[i-1] < strip {
			return true
		}
	}
	return false
}

// joinedEdges makes one edge of each row of edges between which the stretches are narrow and not used.
func joinedEdges(edges []float64, used []bool) []float64 {
	var out []float64
	for from := 0; from < len(edges); {
		to := from + 1
		for to < len(edges) && !used[to-1] && edges[to]-edges[from] < strip {
			to++
		}
		out = append(out, (edges[from]+edges[to-1])/2)
		from = to
	}
	return slices.Clip(out)
}
