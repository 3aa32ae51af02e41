package tests

import (
	"nianbao/converter/internal/fold"
	"nianbao/converter/internal/recognize/table"
)

// headerOrder doubts readings that go by position where the headers of the columns are there and say something else.
type headerOrder struct{}

func (headerOrder) Name() string { return "header-order" }

func (headerOrder) Judge(l *table.Labelled, r *table.Reading, others []*table.Reading) []table.Doubt {
	if !r.ByPosition {
		return nil
	}
	if inverted(l) {
		return table.Doubted(HeaderOrder)
	}
	for _, o := range others {
		if !o.ByHeaders {
			continue
		}
		for label := range r.Rows {
			if differ(r.Rows[label], o.Rows[label]) {
				return table.Doubted(HeaderOrder)
			}
		}
	}
	return nil
}

// inverted reports whether column headers that only one column or group has stand, within a row of a resolved table, in another
// order than the edition's. (From row to row places do not compare where the source knows no spans.)
func inverted(l *table.Labelled) bool {
	type header struct{ edition, source, row int }
	var all []header
	for i := range l.Table.Cells {
		c := &l.Table.Cells[i]
		if c.IsData() || c.Row >= l.Table.HeaderRows || c.Col == 0 && c.RowSpan == l.Table.HeaderRows {
			continue
		}
		at, row, times := 0, 0, 0
		for h := range l.Heads {
			for _, s := range l.Heads[h].Cells {
				if string(l.Cells[s].Folded) == fold.Text(c.Text) {
					at, row = l.Cells[s].Col, l.Cells[s].Row
					times++
				}
			}
		}
		if times == 1 {
			all = append(all, header{c.Col, at, row})
		}
	}
	for i := range all {
		for j := range all {
			if all[i].row == all[j].row && all[i].edition < all[j].edition && all[i].source > all[j].source {
				return true
			}
		}
	}
	return false
}

// differ reports whether two readings of a row contradict each other.
func differ(a, b []table.Claim) bool {
	if a == nil || b == nil {
		return false
	}
	for i := range a {
		if table.Contradict(&a[i], &b[i]) {
			return true
		}
	}
	return false
}
