package readings

import (
	"context"
	"slices"

	"nianbao/converter/internal/fold"
	"nianbao/converter/internal/recognize/table"
)

// official is the way of a resolved table with the very grid of the official one: its labels stand where the edition has
// them, and so do its data cells, whatever is written in them. This is how files of this product are read back, and most
// good Word files and pages. A few labels may have been retyped, but none may stand where the edition has another: labels
// win over positions.
type official struct{}

func (official) Name() string { return "official" }

func (w official) Read(_ context.Context, l *table.Labelled) *table.Reading {
	if !l.Resolved {
		return nil
	}
	var best *table.Reading
	for first := 0; first < len(l.Whole); {
		end := first
		for end < len(l.Whole) && l.Whole[end].Item == l.Whole[first].Item {
			end++
		}
		if r := w.grid(l, l.Whole[first:end]); r != nil {
			if best != nil {
				return nil // the form stands there twice: which of them it is, is not for a grid to say
			}
			best = r
		}
		first = end
	}
	return best
}

// grid reads the cells of one table; nil if it does not have the official grid.
func (w official) grid(l *table.Labelled, cells []table.Cell) *table.Reading {
	e := l.Table
	if len(cells) != len(e.Cells) || cells[0].Wide != e.Columns {
		return nil
	}
	labels := l.Labels
	r := table.NewReading(w.Name(), l)
	matched, retyped, label := 0, 0, 0
	other := map[int]bool{} // rows whose label says something else
	for i := range e.Cells {
		want, c := &e.Cells[i], &cells[i]
		if c.Row-cells[0].Row != want.Row || c.Col != want.Col || c.RowSpan != want.RowSpan || c.Span != want.ColSpan {
			return nil
		}
		if want.IsData() {
			continue
		}
		folded := fold.Text(c.Text)
		switch {
		case folded == string(labels[label].Folded), table.Agree([]rune(folded), labels[label].Folded, table.SameWords), slices.Contains(labels[label].Variants, folded):
			matched++
		case l.IsLabel(folded):
			return nil
		default:
			retyped++
			if folded != "" && !table.Retyped([]rune(folded), labels[label].Folded) {
				if labels[label].Slots == nil {
					return nil // a column or a group of rows is another's
				}
				other[label] = true
			}
		}
		label++
	}
	// One label in so many: two of the 19 of the smallest table. Clerks shorten a label or two; where more differ it is
	// another form of the same shape.
	const mostRetyped = 8
	if retyped > 0 && mostRetyped*retyped > matched {
		return nil
	}
	w.claim(r, l, cells, other)
	r.Whole, r.ByPosition = true, true
	return r
}

// claim gives each data cell what stands in its place. A row whose label says something else, or that lacks cells, is
// unclear.
func (official) claim(r *table.Reading, l *table.Labelled, cells []table.Cell, other map[int]bool) {
	lacks := map[int]bool{}
	var at []int // label of each claim, to find rows without figures
	for i := range l.Table.Cells {
		want := &l.Table.Cells[i]
		if !want.IsData() {
			continue
		}
		label := l.Head(want)
		if r.Rows[label] == nil {
			r.Rows[label] = make([]table.Claim, 0, len(l.Slots(label)))
		}
		r.Rows[label] = append(r.Rows[label], r.Say(&cells[i], ""))
		lacks[label] = lacks[label] || cells[i].Gap
		at = append(at, label)
	}
	for _, label := range slices.Compact(at) {
		switch {
		case !says(r.Rows[label]):
			if other[label] {
				r.Rows[label] = nil
			}
		case other[label]:
			r.Doubt(label, LabelRetyped)
		case lacks[label]:
			r.Doubt(label, RowLength)
		}
	}
}

// says reports whether a row has anything in it.
func says(claims []table.Claim) bool {
	return slices.ContainsFunc(claims, func(c table.Claim) bool { return c.State != table.Empty && c.State != table.Silent })
}
