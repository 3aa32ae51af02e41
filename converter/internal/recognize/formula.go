package recognize

import (
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// Formulas of the edition may decide between readings of a damaged table, and only when exactly one reading satisfies
// them. What they decide is marked inferred: a later check must not count it as proof of the same formula.

// formula says that the cells of left add up to those of right.
type formula struct {
	left, right []report.Key
}

// formulasOf returns the formulas of one report that concern a table.
func formulasOf(e *edition.Edition, table string) []formula {
	var all []formula
	if t := e.Table(table); t != nil {
		for _, f := range t.Formulas() {
			all = append(all, formula{f.Left, f.Right})
		}
	}
	return all
}

// holds evaluates a formula on cells; known is false where a cell is blank or no number.
func (f *formula) holds(cells report.Table) (ok, known bool) {
	var left, right report.Sum
	for _, k := range f.left {
		d, number := cells[k].Number()
		if !number {
			return false, false
		}
		left.Add(d)
	}
	for _, k := range f.right {
		d, number := cells[k].Number()
		if !number {
			return false, false
		}
		right.Add(d)
	}
	return left.Cmp(&right) == 0, true
}

// within returns the formulas all of whose cells are among keys.
func within(all []formula, keys []report.Key) []formula {
	in := map[report.Key]bool{}
	for _, k := range keys {
		in[k] = true
	}
	var some []formula
next:
	for _, f := range all {
		for _, k := range append(append([]report.Key{}, f.left...), f.right...) {
			if !in[k] {
				continue next
			}
		}
		some = append(some, f)
	}
	return some
}
