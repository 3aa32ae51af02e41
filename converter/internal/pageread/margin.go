package pageread

import (
	"cmp"
	"math"
	"slices"
)

// margins are between which edges the text of pages runs, by their width, and how far its lines stand apart.
type margins struct {
	sides map[int]side
	pitch float64 // in parts of the size
	body  float64 // size of most lines
}

type side struct{ left, right float64 }

// margins looks at all lines outside of tables.
func (r *Reader) margins() *margins {
	m := &margins{sides: map[int]side{}}
	byWidth := map[int][]*line{}
	sizes := map[float64]int{}
	var pitches []float64
	for p := range r.pages {
		s := &r.pages[p]
		for i := range s.lines {
			l := &s.lines[i]
			byWidth[int(math.Round(s.width))] = append(byWidth[int(math.Round(s.width))], l)
			sizes[l.size] += len(l.words)
			if i > 0 && s.lines[i-1].size == l.size {
				pitches = append(pitches, (l.y1-s.lines[i-1].y1)/l.size)
			}
		}
	}
	for width, lines := range byWidth {
		m.sides[width] = sideOf(lines, float64(width))
	}
	for size, n := range sizes {
		if most := sizes[m.body]; n > most || n == most && size > m.body {
			m.body = size
		}
	}
	if slices.Sort(pitches); len(pitches) > 0 {
		m.pitch = pitches[len(pitches)/2]
	}
	return m
}

// narrowest is how much of a page's width text takes, at least.
const narrowest = 0.55

// sideOf returns the edges that lines begin and end at: the outermost that several do. A single line may stand out: a title that
// was moved, a seal's date. Where too few lines end alike to say where the right edge is, it is taken to be as far from the
// page's edge as the left one.
func sideOf(lines []*line, width float64) side {
	lefts, rights := make([]float64, len(lines)), make([]float64, len(lines))
	for i, l := range lines {
		lefts[i], rights[i] = l.x0, -l.x1
	}
	left, _ := outermost(lefts)
	right, several := outermost(rights)
	right = -right
	if !several || right-left < narrowest*width {
		right = max(right, width-left)
	}
	return side{left, right}
}

// outermost returns the lowest of the positions that others stand near to, and whether there is one.
func outermost(at []float64) (float64, bool) {
	slices.SortFunc(at, cmp.Compare[float64])
	enough := max(2, len(at)/12)
	for from, to := 0, 0; from < len(at); from++ {
		for to = max(to, from); to < len(at) && at[to]-at[from] < 3; {
			to++
		}
		if to-from >= enough {
			return at[from], true
		}
	}
	return at[0], false
}
