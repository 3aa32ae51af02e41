package readings

import (
	"context"
	"maps"
	"slices"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/recognize/table"
	"nianbao/converter/report"
)

// gluedTable is the way of glued, where a row alone can be cut in several ways, or is so long that one of them may add up by
// chance: the sums of the columns choose. Of each row those cuts are kept that some choice of cuts of the other rows makes
// true; a row is known where one is left. It needs every row of such a sum to be there, and is marked inferred.
type gluedTable struct{}

func (gluedTable) Name() string { return "glued-table" }

// Bounds of the search: cuts of one row, and partial sums of the rows so far.
const (
	mostCuts = 200
	mostSums = 4000
)

// wide is the most columns that a table of glued rows may have.
const wide = 8

// numbers is a row, or a sum of rows.
type numbers [wide]int64

func (w gluedTable) Read(ctx context.Context, l *table.Labelled) *table.Reading {
	_, n := l.RowsAlike()
	if n == 0 || n > wide || l.Resolved {
		return nil
	}
	g := &gluedRows{Labelled: l, n: n, cuts: map[int][]numbers{}, cells: map[int][]int{}, settled: map[int]bool{}}
	if !g.cut(ctx) {
		return nil
	}
	equations := g.equations()
	for changed := true; changed && ctx.Err() == nil; {
		changed = false
		for _, e := range equations {
			shrunk, ok := g.narrow(e)
			if !ok {
				return nil
			}
			changed = changed || shrunk
		}
	}
	r := table.NewReading(w.Name(), l)
	r.ByAdjacency = true
	claimed := false
	for label, cuts := range g.cuts {
		if len(cuts) == 1 && g.settled[label] {
			r.Rows[label] = g.claims(r, label, cuts[0])
			claimed = true
		}
	}
	if !claimed {
		return nil
	}
	return r
}

// gluedRows is the rows of a table with the ways to cut each.
type gluedRows struct {
	*table.Labelled
	n       int
	cuts    map[int][]numbers // by label
	cells   map[int][]int
	settled map[int]bool // rows that a sum over columns was asked about
}

// cut finds the ways to cut each row; false where hardly a row is glued.
func (g *gluedRows) cut(ctx context.Context) bool {
	stuck := 0
	for i := range g.Runs {
		if n := g.Values(g.Runs[i].Cells); g.Slots(g.Runs[i].Label) != nil && n > 0 && n < g.n {
			stuck++
		}
	}
	const leastGlued = 3
	if stuck < leastGlued {
		return false
	}
	for i := range g.Runs {
		run := &g.Runs[i]
		slots := g.Slots(run.Label)
		if slots == nil || g.Values(run.Cells) == 0 {
			continue
		}
		if ctx.Err() != nil {
			return false
		}
		if g.cells[run.Label] != nil {
			return false // the label stands twice
		}
		g.cells[run.Label] = run.Cells
		var runs []string
		for _, c := range run.Cells {
			if g.Cells[c].IsValue() {
				runs = append(runs, chars.FoldFigure(g.Cells[c].Text))
			}
		}
		found, ok := divisions(runs, slots, g.RowSums(run.Label), mostCuts)
		if !ok || len(runs) == g.n && len(found) != 1 {
			continue
		}
		for _, f := range found {
			var row numbers
			copy(row[:], f)
			g.cuts[run.Label] = append(g.cuts[run.Label], row)
		}
	}
	return true
}

// equation says that rows, each with its sign, add up to nothing in every column.
type equation []term

type term struct {
	label int
	sign  int64
}

// equations returns the sums over columns that all columns have alike, and all of whose rows can be cut.
func (g *gluedRows) equations() []equation {
	byRows := map[string]int{} // the rows of a sum -> columns that have it
	var all []equation
	for i := range g.Sums {
		e, key := g.equationOf(&g.Sums[i])
		if e == nil {
			continue
		}
		if byRows[key]++; byRows[key] == g.n {
			all = append(all, e)
		}
	}
	return all
}

// equationOf returns a sum as an equation of rows, and what tells it from others; nil where it is none over one column, or a
// row of it cannot be cut.
func (g *gluedRows) equationOf(s *table.Sum) (e equation, key string) {
	column := s.Left[0].Col
	add := func(keys []report.Key, sign int64) bool {
		for _, k := range keys {
			label := g.LabelOf(k)
			if k.Col != column || len(g.cuts[label]) == 0 {
				return false
			}
			e = append(e, term{label, sign})
			key += k.Row + ","
		}
		key += "="
		return true
	}
	if !add(s.Left, 1) || !add(s.Right, -1) {
		return nil, ""
	}
	return e, key
}

// narrow drops the cuts that no choice of the other rows of an equation makes true; ok is false where none is left.
func (g *gluedRows) narrow(e equation) (shrunk, ok bool) {
	low, high := g.bounds(e)
	behind := make([]map[numbers]bool, len(e)+1) // what the rows from i on can add up to
	behind[len(e)] = map[numbers]bool{{}: true}
	for i := len(e) - 1; i >= 0; i-- {
		if behind[i] = g.step(behind[i+1], e[i], low, high); behind[i] == nil {
			return false, true // too many to search
		}
	}
	before := map[numbers]bool{{}: true}
	kept := make([][]numbers, len(e))
	for i, t := range e {
		for _, cut := range g.cuts[t.label] {
			if g.possible(before, behind[i+1], cut, t.sign) {
				kept[i] = append(kept[i], cut)
			}
		}
		if len(kept[i]) == 0 {
			return false, false
		}
		if before = g.step(before, t, low, high); before == nil {
			return false, true
		}
	}
	for i, t := range e {
		shrunk = shrunk || len(kept[i]) < len(g.cuts[t.label])
		g.cuts[t.label] = kept[i]
		g.settled[t.label] = true
	}
	return shrunk, true
}

// bounds returns what the rows of one sign can add up to at the most, in each column: a sum beyond it is never made up for.
func (g *gluedRows) bounds(e equation) (low, high numbers) {
	for _, t := range e {
		for c := range g.n {
			most := int64(0)
			for _, cut := range g.cuts[t.label] {
				most = max(most, cut[c])
			}
			if t.sign > 0 {
				low[c] -= most
			} else {
				high[c] += most
			}
		}
	}
	return low, high
}

// step adds each cut of a row to each sum; nil where they become too many.
func (g *gluedRows) step(sums map[numbers]bool, t term, low, high numbers) map[numbers]bool {
	next := map[numbers]bool{}
	for s := range maps.Keys(sums) {
		for _, cut := range g.cuts[t.label] {
			sum, inside := s, true
			for c := range g.n {
				sum[c] += t.sign * cut[c]
				inside = inside && sum[c] >= low[c] && sum[c] <= high[c]
			}
			if !inside {
				continue
			}
			if next[sum] = true; len(next) > mostSums {
				return nil
			}
		}
	}
	return next
}

// possible reports whether a cut completes some sum of the rows before and some of those behind to nothing.
func (g *gluedRows) possible(before, behind map[numbers]bool, cut numbers, sign int64) bool {
	for s := range maps.Keys(before) {
		var rest numbers
		for c := range g.n {
			rest[c] = -s[c] - sign*cut[c]
		}
		if behind[rest] {
			return true
		}
	}
	return false
}

// claims returns a row as it was cut.
func (g *gluedRows) claims(r *table.Reading, label int, row numbers) []table.Claim {
	raw, first := g.Raw(g.cells[label])
	claims := make([]table.Claim, g.n)
	for i, c := range asCells(slices.Clone(row[:g.n])) {
		claims[i] = r.Say(&g.Cells[first], Glued)
		claims[i].State, claims[i].Value, claims[i].Raw = table.Known, c, raw
	}
	return claims
}
