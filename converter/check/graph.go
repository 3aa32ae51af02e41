package check

import (
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// cellID names a cell of the checked report.
type cellID struct {
	table string
	key   report.Key
}

// correction is a cell and the figure it is given by a slip.
type correction struct {
	cell  cellID
	value int64
}

// graph is the formulas of the report over whole numbers: which cells take part in which, and by how much each is off.
// The hints try changes on it; it is only read.
type graph struct {
	value  map[cellID]int64 // the cells that have a figure
	blank  map[cellID]bool  // the cells that have none, but take part in a formula
	rules  []equation
	byCell map[cellID][]int // equations by cell
	rows   [][]cellID       // the cells of a table row by row, those that take part in a formula
	place  map[cellID][2]int
}

// equation is one formula: constant + sum of coefficient · cell = 0.
type equation struct {
	index    int // in run.formulae
	terms    []coefficient
	constant int64
	broken   bool
	usable   bool // false: it cannot be weighed, whatever its cells are given
}

type coefficient struct {
	cell cellID
	by   int64
}

// newGraph reads the formulas of the run. Formulas with figures that are no whole numbers of ordinary size are left
// out.
func (r *run) newGraph() *graph {
	g := &graph{value: map[cellID]int64{}, blank: map[cellID]bool{}, byCell: map[cellID][]int{}, place: map[cellID][2]int{}}
	for i := range r.formulae {
		e := &r.formulae[i]
		eq := equation{index: i, broken: e.status == Fail, usable: e.reason != ReasonMixed && e.reason != ReasonAbsent && e.reason != ReasonYear}
		for side, list := range [][]edition.Path{e.formula.left, e.formula.right} {
			for _, t := range list {
				by := int64(1 - 2*side)
				if t.Negative {
					by = -by
				}
				cell, reason := r.value(t)
				n, isWhole := whole(cell)
				id := cellID{t.Table, t.Key}
				switch {
				case t.Report != edition.ThisReport && isWhole:
					eq.constant += by * n
					continue
				case t.Report != edition.ThisReport:
					eq.usable = false
					continue
				case isWhole:
					g.value[id] = n
				case reason == ReasonBlank || reason == ReasonMark:
					g.blank[id] = true
				default:
					eq.usable = false
				}
				eq.terms = append(eq.terms, coefficient{id, by})
			}
		}
		at := len(g.rules)
		g.rules = append(g.rules, eq)
		for _, t := range eq.terms {
			g.byCell[t.cell] = append(g.byCell[t.cell], at)
		}
	}
	for _, e := range r.own.Tables {
		g.addRows(r.tables[e.Key].edition, e.Key)
	}
	return g
}

const largest = 1e15 // figures up to this are added up as int64

func whole(c report.Cell) (int64, bool) {
	d, ok := c.Number()
	if !ok {
		return 0, false
	}
	n, ok := d.Int64()
	return n, ok && n < largest && n > -largest
}

// change returns the value of a cell under the corrections and whether it has one.
func (g *graph) change(id cellID, corrections []correction) (int64, bool) {
	for _, c := range corrections {
		if c.cell == id {
			return c.value, true
		}
	}
	n, ok := g.value[id]
	return n, ok
}

// off returns by how much an equation is off under the corrections, and whether that can be said.
func (g *graph) off(eq *equation, corrections []correction) (int64, bool) {
	sum := eq.constant
	for _, t := range eq.terms {
		n, ok := g.change(t.cell, corrections)
		if !ok {
			return 0, false
		}
		sum += t.by * n
	}
	return sum, eq.usable
}

// explains reports whether the corrections repair at least one broken equation and leave none broken that they touch.
// repaired holds the indices of those that were broken, confirmed the number of equations that hold with a corrected
// cell in them.
func (g *graph) explains(corrections []correction) (repaired []int, confirmed int, ok bool) {
	seen := map[int]bool{}
	for _, c := range corrections {
		for _, at := range g.byCell[c.cell] {
			if seen[at] {
				continue
			}
			seen[at] = true
			off, known := g.off(&g.rules[at], corrections)
			if !known {
				if g.rules[at].broken {
					return nil, 0, false
				}
				continue
			}
			if off != 0 {
				return nil, 0, false
			}
			confirmed++
			if g.rules[at].broken {
				repaired = append(repaired, at)
			}
		}
	}
	return repaired, confirmed, len(repaired) > 0
}
