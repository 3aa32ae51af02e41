package tests

import "nianbao/converter/internal/recognize/table"

// brokenRow doubts the only row of a table in loose text, where it does not add up and figures stand below it that make no
// row: a narrow cell broke one of its figures over two lines.
type brokenRow struct{}

func (brokenRow) Name() string { return "broken-row" }

func (brokenRow) Judge(l *table.Labelled, r *table.Reading, _ []*table.Reading) []table.Doubt {
	if l.Tail == table.None || l.Resolved && !l.Flat || r.Rows[l.Tail] == nil {
		return nil
	}
	all, known := 0, 0
	for i := range l.Runs {
		all += l.Values(l.Runs[i].Cells)
	}
	for _, c := range r.Rows[l.Tail] {
		if c.State == table.Known {
			known++
		}
	}
	if adds, judged := r.RowAdds(l, l.Tail); all > known && judged && !adds {
		return []table.Doubt{{Label: l.Tail, Reason: Broken}}
	}
	return nil
}
