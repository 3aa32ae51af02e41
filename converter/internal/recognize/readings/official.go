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
	g := findGrid(l.Region, l.Form)
	if g == nil {
		return nil
	}
	r := table.NewReading(w.Name(), l)
	w.claim(r, l, g.cells, g.other)
	r.Whole, r.ByPosition = true, true
	return r
}

// Whole reports whether a region has the very grid of a form. That is told without looking for labels.
func Whole(region *table.Region, form *table.Form) bool { return findGrid(region, form) != nil }

// grid is the official grid in a region.
type grid struct {
	cells []table.Cell
	other []bool // by label: the row's label says something else
}

// findGrid returns the one table of a region that has the official grid; nil where none has, or several.
func findGrid(l *table.Region, form *table.Form) *grid {
	if !l.Resolved {
		return nil
	}
	var found *grid
	for first := 0; first < len(l.Whole); {
		end := first
		for end < len(l.Whole) && l.Whole[end].Item == l.Whole[first].Item {
			end++
		}
		if g := gridOf(l.Whole[first:end], form); g != nil {
			if found != nil {
				return nil // the form stands there twice: which of them it is, is not for a grid to say
			}
			found = g
		}
		first = end
	}
	return found
}

// gridOf returns the cells of one table as a grid; nil if it is not the official one.
func gridOf(cells []table.Cell, form *table.Form) *grid {
	e := form.Table
	if len(cells) != len(e.Cells) || cells[0].Wide != e.Columns {
		return nil
	}
	labels := form.Labels
	g := &grid{cells, make([]bool, len(labels))}
	matched, retyped, label := 0, 0, 0
	var room [64]rune
	for i := range e.Cells {
		want, c := &e.Cells[i], &cells[i]
		if c.Row-cells[0].Row != want.Row || c.Col != want.Col || c.RowSpan != want.RowSpan || c.Span != want.ColSpan {
			return nil
		}
		if want.IsData() {
			continue
		}
		own := labels[label].Folded
		folded := fold.AppendRunes(room[:0], c.Text)
		switch {
		case slices.Equal(folded, own), table.Agree(folded, own, table.SameWords), slices.Contains(labels[label].Variants, string(folded)):
			matched++
		case form.IsLabel(string(folded)):
			return nil
		default:
			retyped++
			if len(folded) > 0 && !table.Retyped(folded, own) {
				if labels[label].Slots == nil {
					return nil // a column or a group of rows is another's
				}
				g.other[label] = true
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
	return g
}

// claim gives each data cell what stands in its place. A row whose label says something else, or that lacks cells, is
// unclear.
func (official) claim(r *table.Reading, l *table.Labelled, cells []table.Cell, other []bool) {
	lacks := make([]bool, len(l.Labels))
	var rows []int // the labels of rows
	for i := range l.Table.Cells {
		want := &l.Table.Cells[i]
		if !want.IsData() {
			continue
		}
		label := l.HeadOf(i)
		if r.Rows[label] == nil {
			r.Rows[label] = make([]table.Claim, 0, len(l.Slots(label)))
		}
		r.Rows[label] = append(r.Rows[label], r.Say(&cells[i], ""))
		lacks[label] = lacks[label] || cells[i].Gap
		if n := len(rows); n == 0 || rows[n-1] != label {
			rows = append(rows, label)
		}
	}
	for _, label := range rows {
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
	for i := range claims {
		if claims[i].State != table.Empty && claims[i].State != table.Silent {
			return true
		}
	}
	return false
}
