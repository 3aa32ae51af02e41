package tests

import (
	"slices"

	"nianbao/converter/internal/recognize/table"
)

// headerOrder doubts readings that go by position where the headers of the columns are there and say something else.
type headerOrder struct{}

func (headerOrder) Name() string { return "header-order" }

func (headerOrder) Judge(l *table.Labelled, r *table.Reading, others []*table.Reading) []table.Doubt {
	if !r.ByPosition {
		return nil
	}
	if table.Once(l, invertedHeaders, func() bool { return inverted(l) }) {
		return severalColumns(l)
	}
	for _, o := range others {
		if !o.ByHeaders {
			continue
		}
		for label := range r.Rows {
			if differ(r.Rows[label], o.Rows[label]) {
				return severalColumns(l)
			}
		}
	}
	return nil
}

// severalColumns doubts all rows that have several columns; in the others the order of columns says nothing.
func severalColumns(l *table.Labelled) []table.Doubt {
	var doubts []table.Doubt
	for label := range l.Labels {
		if len(l.Slots(label)) > 1 {
			doubts = append(doubts, table.Doubt{Label: label, Reason: HeaderOrder})
		}
	}
	return doubts
}

// columnHeader is a header of a column of the edition that stands once in the source.
type columnHeader struct {
	column     int // of the edition
	row, place int // in the source: where in its row it stands
}

// inverted reports whether column headers stand, within a row, in another order than the edition's. (From row to row places
// do not compare where the source knows no spans.)
func inverted(l *table.Labelled) bool {
	all := columnHeaders(l)
	for i := range all {
		for j := range all {
			if all[i].row == all[j].row && all[i].column < all[j].column && all[i].place > all[j].place {
				return true
			}
		}
	}
	return false
}

// columnHeaders returns the headers of columns that the edition and the source have once each.
func columnHeaders(l *table.Labelled) []columnHeader {
	var all []columnHeader
	var rows [][2]int // of words
	for _, row := range l.Rows {
		if words(l, row) {
			rows = append(rows, row)
		}
	}
	for i := range l.Table.Cells {
		c := &l.Table.Cells[i]
		heads := c.Row < l.Table.HeaderRows && !(c.Col == 0 && c.RowSpan == l.Table.HeaderRows) || l.Table.HeaderRows == 0 && c.Col > 0
		if c.IsData() || !heads {
			continue
		}
		folded, times := c.Folded(), 0
		h := columnHeader{column: c.Col}
		for _, row := range rows {
			for s := row[0]; s < row[1]; s++ {
				if slices.Equal(l.Cells[s].Folded, folded) {
					h.row, h.place = l.Cells[s].Row, s-row[0]
					times++
				}
			}
		}
		if times == 1 {
			all = append(all, h)
		}
	}
	return all
}

// words reports whether several words and no figures stand in a row.
func words(l *table.Labelled, row [2]int) bool {
	const least = 2
	n := 0
	for c := row[0]; c < row[1]; c++ {
		switch {
		case l.Cells[c].IsValue():
			return false
		case l.Cells[c].Kind == table.Text:
			n++
		}
	}
	return n >= least
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
