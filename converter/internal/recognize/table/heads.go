package table

// Heads is the column headers of consecutive rows of a resolved table.
type Heads struct {
	Row   int // the last of the rows
	Wide  int // grid columns of the table
	Cells []int
}

// findHeads collects the rows in which columns are named: words only, none of them a row's label.
func (l *Labelled) findHeads() {
	if !l.Resolved {
		return
	}
	for _, row := range l.Rows {
		words, plain := 0, l.Cells[row[0]].Span > 0
		for i := row[0]; i < row[1]; i++ {
			switch c := &l.Cells[i]; c.Kind {
			case Text:
				words++
				plain = plain && l.Slots(l.Owner[i]) == nil
			case Blank:
			default:
				plain = false
			}
		}
		if !plain || words == 0 {
			continue
		}
		first := &l.Cells[row[0]]
		if n := len(l.Heads); n == 0 || l.Heads[n-1].Row != first.Row-1 || l.Heads[n-1].Wide != first.Wide {
			l.Heads = append(l.Heads, Heads{Wide: first.Wide})
		}
		h := &l.Heads[len(l.Heads)-1]
		h.Row = first.Row
		for c := row[0]; c < row[1]; c++ {
			if !l.Cells[c].Gap {
				h.Cells = append(h.Cells, c)
			}
		}
	}
}
