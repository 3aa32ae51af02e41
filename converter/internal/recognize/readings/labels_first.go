package readings

import (
	"context"
	"slices"

	"nianbao/converter/internal/recognize/table"
)

// labelsFirst is the family of ways in which figures follow their label. Its members differ in what an empty place is.
type labelsFirst struct {
	name string
	// fields returns the cells of a row with its empty places, None for one that has no cell of its own; nil: its cells as they are.
	fields func(*table.Labelled, *row) []int
	// stands says from all rows whether empty places are in their places: only then are rows that have some placed.
	stands func(*table.Labelled, []row, *form) bool
	// fits says at a glance whether the way can be; nil: always.
	fits func(*table.Labelled) bool
	// only is true where the way has nothing to say unless empty places stand.
	only bool
}

func (w labelsFirst) Name() string { return w.name }

func (w labelsFirst) Read(_ context.Context, l *table.Labelled) *table.Reading {
	if l.Tail != table.None || l.Glued || w.fits != nil && !w.fits(l) {
		return nil
	}
	all := labelledRows(l)
	rows, strays := all.rows, all.strays
	fields, f := w.form(l, rows)
	f.stands = w.stands(l, rows, f)
	if w.only && !f.stands {
		return nil
	}
	r := table.NewReading(w.name, l)
	r.ByAdjacency, r.ByPosition = true, true
	for i := range rows {
		w.place(r, l, &rows[i], fields[i], f)
	}
	for _, s := range strays {
		r.Leave(l, s.cells, s.after)
	}
	return r
}

// form returns the fields of rows and what they say of one another.
func (w labelsFirst) form(l *table.Labelled, rows []row) ([][]int, *form) {
	fields := make([][]int, len(rows))
	if w.fields != nil {
		for i := range rows {
			fields[i] = w.fields(l, &rows[i])
		}
		return fields, formOf(l, rows, fields)
	}
	for i := range rows {
		fields[i] = rows[i].cells
	}
	f := *table.Once(l, derivedForm, func() *form { return formOf(l, rows, fields) })
	return fields, &f
}

// place claims the slots of a row.
func (w labelsFirst) place(r *table.Reading, l *table.Labelled, row *row, fields []int, f *form) {
	n := len(row.slots)
	values := l.Values(fields)
	if values == 0 {
		if f.stands && len(fields) >= n && !wordsAmong(l, fields) {
			r.Put(l, row.label, emptyPlaces(n), "") // the row is there, and blank
		}
		return
	}
	if reason := w.against(l, row, fields, values, f); reason != "" {
		r.Unclear(l, row.label, fields, reason)
		return
	}
	if real := withoutGaps(l, fields); len(real) < len(fields) {
		fields = real // all cells are there; what was filled up is the places of labels, on a page that knows no spans
	}
	figures := placesOf(l, fields)
	at := figures
	if values < n {
		var ok bool
		if at, ok = f.slotsAt(l, row, fields); !ok || !subset(figures, at) {
			r.Unclear(l, row.label, fields, Dropped)
			return
		}
	}
	places := emptyPlaces(n)
	for slot, i := range at {
		places[slot] = fields[i]
	}
	r.Put(l, row.label, places, "")
}

// against says what speaks against placing a row's figures at all; "" for nothing.
func (w labelsFirst) against(l *table.Labelled, row *row, fields []int, values int, f *form) string {
	n := len(row.slots)
	switch {
	case row.reason != "":
		return row.reason
	case !readable(l, fields), wordsAmong(l, fields):
		return Unreadable
	case values > n:
		return TooMany
	case values < n && l.Resolved && !f.usual(l, row, fields):
		return RowLength
	case values == n && l.Resolved && !l.Flat && len(withoutGaps(l, fields)) > n:
		return RowLength // a column more, and a blank: which figure is the other column's?
	case l.Repeated && !l.Resolved && l.SlotSpan(row.label) > 1:
		return Spans // each figure may stand here once or several times
	}
	if real := withoutGaps(l, fields); len(real) < len(fields) && len(real) != n && values != n {
		return RowLength // the row lacks cells: nothing tells which
	}
	return ""
}

// subset reports whether all of some numbers are among others.
func subset(some, all []int) bool {
	return !slices.ContainsFunc(some, func(i int) bool { return !slices.Contains(all, i) })
}

// readable reports whether every value is a figure or a mark.
func readable(l *table.Labelled, cells []int) bool {
	_, ok := valuesOf(l, cells)
	return ok
}

// emptyPlaces returns n empty places.
func emptyPlaces(n int) []int {
	places := make([]int, n)
	for i := range places {
		places[i] = table.None
	}
	return places
}
