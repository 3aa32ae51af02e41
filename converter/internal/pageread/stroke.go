package pageread

import (
	"cmp"
	"slices"
)

// stroke is a long line made of rules that lie in a row: programs draw the border of each cell by itself.
type stroke struct {
	at       float64 // y of a horizontal one, x of a vertical one
	from, to float64
}

// How far rules may lie apart that make one stroke, in points: across and along.
const (
	across = 1.0
	along  = 2.5
)

// strokes joins rules to strokes.
func strokes(rules []Rule) (horizontal, vertical []stroke) {
	for i := range rules {
		r := &rules[i]
		w, h := r.X1-r.X0, r.Y1-r.Y0
		if r.horizontal() {
			horizontal = append(horizontal, stroke{(r.Y0 + r.Y1) / 2, r.X0, r.X1})
		}
		// What is as high as it is wide is the corner where borders meet, and belongs to both.
		if !r.horizontal() || w-h < across {
			vertical = append(vertical, stroke{(r.X0 + r.X1) / 2, r.Y0, r.Y1})
		}
	}
	return inRows(horizontal), inRows(vertical)
}

func inRows(all []stroke) []stroke {
	slices.SortFunc(all, func(a, b stroke) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.from, b.from)) })
	var out []stroke
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[to].at-all[from].at <= across {
			to++
		}
		row := all[from:to]
		slices.SortFunc(row, func(a, b stroke) int { return cmp.Compare(a.from, b.from) })
		first := len(out)
		for _, s := range row {
			if n := len(out); n > first && s.from <= out[n-1].to+along {
				out[n-1].to = max(out[n-1].to, s.to)
				continue
			}
			out = append(out, s)
		}
		from = to
	}
	return slices.DeleteFunc(out, func(s stroke) bool { return s.to-s.from < shortestStroke })
}

// shortestStroke is how long a stroke must be to part cells: less than a line of text is high.
const shortestStroke = 5.0
