package pageread

import (
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/plane"
)

// Boxes returns the cells of the tables that rules make, table by table, each by row and then by column: for those who find characters
// only once they know where to look. It counts only if the meter has no error. The rules are not changed.
func Boxes(m *limit.Meter, rules []Rule) [][]plane.Box {
	r := NewReader(m)
	horizontal, vertical := strokes(rules)
	var tables [][]plane.Box
	for _, g := range r.grids(horizontal, vertical, nil) {
		boxes := make([]plane.Box, len(g.cells))
		for i := range g.cells {
			c := &g.cells[i]
			boxes[i] = plane.Box{X0: g.xs[c.c0], Y0: g.ys[c.r0], X1: g.xs[c.c1], Y1: g.ys[c.r1]}
		}
		tables = append(tables, boxes)
	}
	return tables
}
