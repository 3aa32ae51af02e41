package fieldnames

import (
	"nianbao/converter/internal/jsontree"
	"nianbao/converter/report"
)

// summed is a figure that the other system keeps and the official table has not: the sum of some of its cells.
type summed struct {
	at   *jsontree.Node
	cell report.Cell
	of   []report.Key
}

// checkSums holds figures against what they are the sum of: one that differs is named, since it is in no cell of the report. One of which
// no item is there stands for itself, and nobody can tell what it is of.
func (r *reader) checkSums(cells report.Table, sums []summed) {
	for _, s := range sums {
		if s.cell.IsBlank() {
			continue
		}
		number, ok := s.cell.Number()
		if _, form := report.ParseCell(s.cell.Remark()); !ok && form == report.Mark {
			continue
		}
		var total report.Sum
		for _, key := range s.of {
			if item, ok := cells[key].Number(); ok {
				total.Add(item)
			}
		}
		if sum, fits := total.Decimal(); !ok || !fits || !sum.Equal(number) {
			r.fail("json-names-sum", s.at, "value", s.cell.String(), "sum", sum.String())
		}
	}
}
