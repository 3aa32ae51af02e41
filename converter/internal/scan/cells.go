package scan

import (
	"image"
	"slices"

	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/plane"
)

// strip is a line of text of a cell: the box of its ink, and the cell.
type strip struct {
	ink  image.Rectangle
	cell image.Rectangle
}

// A speck is ink that is smaller than a full stop, in points: dirt.
const leastInk = 0.8

// borderRest is how thin and how near to the border of a cell ink is, in points, that is left of its rules.
const borderRest = 1.3

// stripsOf finds the lines of text of cells, in a picture from which rules were taken.
func stripsOf(m *limit.Meter, r *raster, cells []plane.Box, perPoint float64) []strip {
	var out []strip
	for _, c := range cells {
		box := image.Rect(int(c.X0*perPoint+1), int(c.Y0*perPoint+1), int(c.X1*perPoint), int(c.Y1*perPoint)).Intersect(r.Rect)
		for _, ink := range linesIn(pieces(m, r, box, perPoint), perPoint) {
			out = append(out, strip{ink, box})
		}
	}
	return out
}

// pieces returns the boxes of what hangs together in a stretch of a picture, without specks and rests of rules.
func pieces(m *limit.Meter, r *raster, box image.Rectangle, perPoint float64) []image.Rectangle {
	w, h := box.Dx(), box.Dy()
	if w <= 0 || h <= 0 {
		return nil
	}
	seen := make([]bool, w*h)
	var out []image.Rectangle
	var left []image.Point
	for at := range seen {
		if at%w == 0 && !m.Step(1+w>>5) {
			return nil
		}
		p := image.Pt(at%w, at/w)
		if seen[at] || !r.ink(box.Min.X+p.X, box.Min.Y+p.Y) {
			continue
		}
		seen[at] = true
		piece := image.Rectangle{p, p.Add(image.Pt(1, 1))}
		for left = append(left[:0], p); len(left) > 0; {
			p := left[len(left)-1]
			left = left[:len(left)-1]
			if !m.Step(1) {
				return nil
			}
			piece = piece.Union(image.Rectangle{p, p.Add(image.Pt(1, 1))})
			for i := range 9 {
				q := image.Pt(p.X+i%3-1, p.Y+i/3-1)
				if q.X < 0 || q.X >= w || q.Y < 0 || q.Y >= h || seen[q.Y*w+q.X] || !r.ink(box.Min.X+q.X, box.Min.Y+q.Y) {
					continue
				}
				seen[q.Y*w+q.X] = true
				left = append(left, q)
			}
		}
		if float64(max(piece.Dx(), piece.Dy())) < leastInk*perPoint || restOfRule(piece, w, h, perPoint) {
			continue
		}
		out = append(out, piece.Add(box.Min))
	}
	return out
}

func restOfRule(piece image.Rectangle, w, h int, perPoint float64) bool {
	rest := int(borderRest*perPoint) + 1
	return piece.Dx() <= rest && (piece.Min.X < rest || piece.Max.X > w-rest) || piece.Dy() <= rest && (piece.Min.Y < rest || piece.Max.Y > h-rest)
}

// lineGap is how far lines of text of a cell are apart at least, in points, and leastLine how high one is: what is lower is a part
// of a character above or below which the gap is wide (the strokes of 二, a full stop below its line).
const (
	lineGap   = 0.7
	leastLine = 5.0
)

// linesIn joins pieces that stand beside each other to lines, from the top.
func linesIn(pieces []image.Rectangle, perPoint float64) []image.Rectangle {
	slices.SortFunc(pieces, func(a, b image.Rectangle) int { return a.Min.Y - b.Min.Y })
	var lines []image.Rectangle
	for _, p := range pieces {
		if n := len(lines); n > 0 && float64(p.Min.Y-lines[n-1].Max.Y) < lineGap*perPoint {
			lines[n-1] = lines[n-1].Union(p)
			continue
		}
		lines = append(lines, p)
	}
	// What is too low for a line goes to the nearer neighbour.
	for i := 0; i < len(lines) && len(lines) > 1; i++ {
		if float64(lines[i].Dy()) >= leastLine*perPoint {
			continue
		}
		to := i - 1
		if i == 0 || i+1 < len(lines) && lines[i+1].Min.Y-lines[i].Max.Y < lines[i].Min.Y-lines[i-1].Max.Y {
			to = i + 1
		}
		if float64(lines[i].Union(lines[to]).Dy()) > 3*leastLine*perPoint {
			continue
		}
		lines[to] = lines[to].Union(lines[i])
		lines = slices.Delete(lines, i, i+1)
		i = -1
	}
	return lines
}
