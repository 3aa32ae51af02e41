package table

import (
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// Sum says that the cells of Left add up to those of Right, as a rule of the edition asks. Sums refute readings of a damaged
// table; what only a sum decided is marked inferred, and a later check does not count it as proof of the same sum.
type Sum struct {
	Left, Right []report.Key
}

// Holds evaluates a sum; known is false where a cell is unknown. Blank cells and marks count as 0.
func (s *Sum) Holds(cell func(report.Key) (report.Cell, bool)) (ok, known bool) {
	var counts int64 // of whole numbers, by far the most
	var left, right report.Sum
	whole := true
	add := func(sum *report.Sum, keys []report.Key, sign int64) bool {
		for _, k := range keys {
			c, said := cell(k)
			if !said {
				return false
			}
			d, number := c.Number()
			if !number {
				continue
			}
			if n, isWhole := d.Int64(); isWhole {
				counts += sign * n
				continue
			}
			whole = false
			sum.Add(d)
		}
		return true
	}
	if !add(&left, s.Left, 1) || !add(&right, s.Right, -1) {
		return false, false
	}
	if whole {
		return counts == 0, true
	}
	right.Sub(report.Int(int(counts)))
	return left.Cmp(&right) == 0, true
}

// Within returns the sums all of whose cells are among keys.
func Within(all []Sum, keys []report.Key) []Sum {
	in := map[report.Key]bool{}
	for _, k := range keys {
		in[k] = true
	}
	inside := func(keys []report.Key) bool {
		for _, k := range keys {
			if !in[k] {
				return false
			}
		}
		return true
	}
	var some []Sum
	for _, s := range all {
		if inside(s.Left) && inside(s.Right) {
			some = append(some, s)
		}
	}
	return some
}

// SumsOf returns the sums over one table that the rules of an edition ask for.
func SumsOf(t *edition.Table) []Sum {
	var all []Sum
	for _, f := range t.Formulas() {
		all = append(all, Sum{f.Left, f.Right})
	}
	return all
}
