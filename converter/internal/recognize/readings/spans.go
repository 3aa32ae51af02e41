package readings

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/recognize/table"
)

// spans is the way of texts that have a field for every column of the official grid, because their writer knew no spans: a
// merged cell is written into every place that it covers, or once, with empty fields for the rest of its places. A label
// then stands at its own column, and so does each figure; a row that is shorter lost empty fields at its end, unless rows keep
// theirs: then a field is lost somewhere in it.
type spans struct{}

func (spans) Name() string { return "spans" }

func (w spans) Read(_ context.Context, l *table.Labelled) *table.Reading {
	if l.Glued {
		return nil
	}
	if !wholeRows(l) {
		return nil
	}
	s := &spanned{Labelled: l}
	s.split()
	if !s.fits() {
		return nil
	}
	r := table.NewReading(w.Name(), l)
	r.ByPosition = true
	claimed := 0
	for _, row := range s.rows {
		labels := s.identify(row)
		if labels == nil {
			s.leave(r, row)
			continue
		}
		if s.beforeSlots(labels, row) {
			return nil // the labels' columns have no fields of their own here
		}
		if s.claim(r, labels, row) {
			claimed++
		}
	}
	if claimed == 0 {
		return nil
	}
	return r
}

// leastWholeRows is how many rows must have a field for each column of the grid: three of just its width are no accident.
const leastWholeRows = 3

// wholeRows reports at a glance whether enough rows have as many fields as the grid has columns.
func wholeRows(l *table.Labelled) bool {
	whole, n := 0, 0
	for i := range l.Whole {
		if i > 0 && l.Whole[i].Row != l.Whole[i-1].Row {
			n = 0
		}
		if n++; n == l.Table.Columns {
			whole++
		}
	}
	return whole >= leastWholeRows
}

// spanned is a region as rows of fields, one for each column of the edition's grid.
type spanned struct {
	*table.Labelled
	rows [][]*table.Cell
	used map[int]bool // labels
	// kept is true where rows end in an empty field.
	kept bool
}

// split puts the cells of each line, or of each row of a table without spans, in the places of the grid.
func (s *spanned) split() {
	s.used = map[int]bool{}
	all := make([]*table.Cell, len(s.Whole))
	from := 0
	for i := range s.Whole {
		all[i] = &s.Whole[i]
		if i+1 == len(s.Whole) || s.Whole[i+1].Row != all[i].Row {
			s.rows = append(s.rows, all[from:i+1:i+1])
			s.kept = s.kept || i > from && all[i].Kind == table.Blank
			from = i + 1
		}
	}
}

// fits reports whether the rows have the edition's columns: most rows that hold a label of the edition, or figures, have a
// field for each, none has more that say anything, and column headers stand at their own columns.
func (s *spanned) fits() bool {
	whole, short := 0, 0
	for _, row := range s.rows {
		fields := filled(row)
		switch {
		case fields > s.Table.Columns:
			return false
		case len(row) == s.Table.Columns || fields == s.Table.Columns:
			whole++
		case len(row) > 1:
			short++
		}
		for _, c := range row {
			if c.Span > 1 {
				return false // the source knows spans
			}
		}
	}
	// Of five rows with figures or labels one may have lost its empty fields at the end.
	const share = 4 // whole rows for one that is not
	return whole >= leastWholeRows && whole >= share*short && s.headersStand()
}

// filled returns how many fields a row has up to the last that is not empty.
func filled(row []*table.Cell) int {
	n := 0
	for i, c := range row {
		if c.Kind != table.Blank {
			n = i + 1
		}
	}
	return n
}

// headersStand reports whether the words of column headers stand at the columns where the edition has them, wherever they
// stand at all.
func (s *spanned) headersStand() bool {
	found := 0
	for _, row := range s.rows {
		for at, c := range row {
			if c.Kind != table.Text || len(c.Folded) == 0 {
				continue
			}
			here, elsewhere := false, false
			for label := range s.Labels {
				h := s.Cell(label)
				if h == nil || h.Col == 0 || s.Table.HeaderRows > 0 && h.Row >= s.Table.HeaderRows || !slices.Equal(s.Labels[label].Folded, c.Folded) {
					continue
				}
				if at >= h.Col && at < h.Col+h.ColSpan {
					here = true
				} else {
					elsewhere = true
				}
			}
			if here {
				found++
			} else if elsewhere {
				return false
			}
		}
	}
	// Without any header the labels must do, written into each place of their own columns.
	return found >= 2 || found == 0 && s.Repeated
}

// identify returns the labels of the edition that a row of fields has at their columns, those of one grid row. Rows without a label of their own
// (table 4) are told by their place below the header.
func (s *spanned) identify(row []*table.Cell) []int {
	if s.Tail != table.None {
		if !s.used[s.Tail] && slices.ContainsFunc(row, func(c *table.Cell) bool { return c.IsValue() }) {
			return []int{s.Tail}
		}
		return nil
	}
	var labels []int
	for label := range s.Labels {
		c := s.Cell(label)
		if s.Labels[label].Slots == nil || c == nil || len(labels) > 0 && c.Row != s.Labels[labels[0]].Row || !s.reads(row, c) {
			continue
		}
		if s.used[label] {
			return nil
		}
		labels = append(labels, label)
	}
	return labels
}

// beforeSlots reports whether figures stand in the columns in front of the slots of a row's first label.
func (s *spanned) beforeSlots(labels []int, row []*table.Cell) bool {
	first := s.SlotCells(labels[0])[0].Col
	return slices.ContainsFunc(row[:min(first, len(row))], func(c *table.Cell) bool { return c.IsValue() })
}

// reads reports whether a row has a label of the edition at its columns. Where it begins before them the row lacks a field,
// and where a figure is glued to it a separator is lost.
func (s *spanned) reads(row []*table.Cell, want *edition.Cell) bool {
	if before := want.Col - 1; before >= 0 && before < len(row) && row[before].Kind == table.Text && table.Names(want, row[before].Folded) {
		return false
	}
	for col := want.Col; col < want.Col+want.ColSpan && col < len(row); col++ {
		if c := row[col]; c.Kind == table.Text && table.Names(want, c.Folded) {
			return !figureInside(c.Text)
		}
	}
	return false
}

// claim claims the slots of the labels of a row: each is the one text in the fields that its cell covers.
func (s *spanned) claim(r *table.Reading, labels []int, row []*table.Cell) bool {
	unclear := ""
	if s.kept && len(row) < s.Table.Columns {
		unclear = RowLength
	}
	for _, label := range labels {
		var claims []table.Claim
		for _, want := range s.SlotCells(label) {
			claim, reason := s.slot(r, row, want)
			unclear = cmp.Or(reason, unclear)
			claims = append(claims, claim)
		}
		s.used[label], r.Rows[label] = true, claims
	}
	if unclear != "" {
		for _, label := range labels {
			r.Doubt(label, unclear)
		}
	}
	return unclear == ""
}

// slot reads the fields that one data cell covers.
func (s *spanned) slot(r *table.Reading, row []*table.Cell, want *edition.Cell) (table.Claim, string) {
	claim := table.Claim{State: table.Empty}
	for col := want.Col; col < want.Col+want.ColSpan && col < len(row); col++ {
		c := row[col]
		switch {
		case c.Kind == table.Blank:
		case (c.Kind == table.Text || c.Kind == table.Broken) && !want.IsWords():
			claim = table.Claim{State: table.Known, Line: c.Line, Column: c.Column, Raw: c.Text}
			return claim, Unreadable
		case claim.State == table.Empty:
			claim = r.Say(c, "")
			if col > want.Col {
				return claim, RowLength // a merged cell is written at its first place, or at all
			}
		case claim.Raw != c.Text:
			return claim, RowLength
		}
	}
	return claim, ""
}

// leave notes the figures of a row that is none of the edition's.
func (s *spanned) leave(r *table.Reading, row []*table.Cell) {
	rest := table.Rest{}
	values := 0
	for _, c := range row {
		switch {
		case c.Kind == table.Text:
			if values == 0 {
				rest.After = c.Text
			}
		case c.IsValue():
			if values++; values == 1 {
				rest.Line, rest.Column, rest.Raw = c.Line, c.Column, c.Text
			} else {
				rest.Raw += " " + c.Text
			}
		}
	}
	if values > 0 {
		r.Left = append(r.Left, rest)
	}
}

// figureInside reports whether a label has digits behind its ordinal.
func figureInside(label string) bool {
	const ordinal = 3 // bytes: 12.
	return len(label) > ordinal && strings.ContainsAny(label[ordinal:], "0123456789")
}
