package readings

import (
	"context"
	"slices"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/recognize/table"
)

// fieldHeaders is the way of tables whose writer knew no spans, and whose grid is not the official one: sheets, comma lists,
// pages turned into Markdown. A column is told by the fields in which its header stands: a merged header is written into
// each of its fields, or once with empty fields behind it, and so are the figures below. It is believed only where every
// row that has a figure in each column has them in just those fields, and where labels of one column stand in one field:
// where they do not, the fields before them were lost or added line by line, and show no column.
type fieldHeaders struct{}

func (fieldHeaders) Name() string { return "field-headers" }

func (w fieldHeaders) Read(_ context.Context, l *table.Labelled) *table.Reading {
	if l.Glued || l.Lines || l.Tail != table.None || l.Resolved && !l.Flat || !divided(l) {
		return nil
	}
	r := table.NewReading(w.Name(), l)
	r.ByHeaders = true
	f := &fielded{Labelled: l, found: map[sought]columnFields{}, trimmed: trimmed(l)}
	claimed := false
	stand := map[int]int{} // column of the grid -> the field in which its labels stand
	for _, row := range rowsOf(l.Whole) {
		if f.head(row) {
			continue
		}
		label, at := f.label(row)
		if len(l.Slots(label)) < 2 || r.Rows[label] != nil {
			continue
		}
		if c := l.Cell(label); c != nil {
			if field, known := stand[c.Col]; known && field != at {
				return nil
			}
			stand[c.Col] = at
		}
		claims, fits := f.claim(r, label, row)
		if !fits {
			return nil // a row whose figures stand elsewhere than below their headers
		}
		if claims != nil {
			r.Rows[label] = claims
			claimed = true
		}
	}
	if !claimed {
		return nil
	}
	return r
}

// divided reports whether separators divide the fields of a line: in a text, the display columns tell more.
func divided(l *table.Labelled) bool {
	for i := range l.Cells {
		if l.Cells[i].At != 0 && l.Cells[i].IsValue() {
			return false
		}
	}
	return true
}

// rowsOf cuts cells into rows.
func rowsOf(cells []table.Cell) [][]table.Cell {
	var rows [][]table.Cell
	for i := 0; i < len(cells); {
		end := i + 1
		for end < len(cells) && cells[end].Row == cells[i].Row {
			end++
		}
		rows = append(rows, cells[i:end])
		i = end
	}
	return rows
}

// fielded is a table read by the fields of its header rows.
type fielded struct {
	*table.Labelled
	heads [][]table.Cell // the header rows above, the last one last
	found map[sought]columnFields
	// trimmed is true where rows may have lost empty fields at their end, and no others.
	trimmed bool
}

// trimmed reports whether short rows of a table lost nothing but empty fields at their ends: then no row ends in one. And
// fields that say the same are not dropped, as scripts do that make a set of a row: some row has two alike.
func trimmed(l *table.Labelled) bool {
	alike := false
	for _, row := range rowsOf(l.Whole) {
		if len(row) > 1 && row[len(row)-1].Kind == table.Blank {
			return false
		}
		for i := range row {
			alike = alike || row[i].IsValue() && slices.ContainsFunc(row[:i], func(c table.Cell) bool { return c.Text == row[i].Text })
		}
	}
	return alike
}

// head notes a row of words only, none of them a row's label, as a header row.
func (f *fielded) head(row []table.Cell) bool {
	words := 0
	for i := range row {
		switch row[i].Kind {
		case table.Text:
			words++
		case table.Blank:
		default:
			return false
		}
	}
	if label, _ := f.label(row); words < 2 || label != table.None && !f.names(row) {
		return false
	}
	f.heads = append(f.heads, row)
	return true
}

// label returns the label of a row of the edition that stands last among the words of a row of fields, and its field; None
// for none.
func (f *fielded) label(row []table.Cell) (label, field int) {
	for i := len(row) - 1; i >= 0; i-- {
		if row[i].Kind != table.Text {
			continue
		}
		for label := range f.Labels {
			if f.Labels[label].Slots != nil && f.WordsOf(label, row[i].Folded) {
				return label, i
			}
		}
		break
	}
	return table.None, table.None
}

// claim claims a row by the nearest headers; fits is false where a full row does not stand below them. Without headers for
// all of its columns it says nothing.
func (f *fielded) claim(r *table.Reading, label int, row []table.Cell) (claims []table.Claim, fits bool) {
	over := f.Paths(label)
	fields := make([]columnFields, len(over))
	for s := range over {
		key := sought{over[s].Leaf, len(f.heads), len(row)}
		known, ok := f.found[key]
		if !ok {
			known = f.under(key.leaf, key.width)
			f.found[key] = known
		}
		if fields[s] = known; known.end == 0 {
			return nil, true
		}
	}
	if len(over) == 0 || !f.trimmed && slices.ContainsFunc(fields, func(b columnFields) bool { return b.first >= len(row) }) {
		return nil, true
	}
	values, inside := 0, 0
	for i := range row {
		if !row[i].IsValue() {
			continue
		}
		values++
		if slices.ContainsFunc(fields, func(b columnFields) bool { return i >= b.first && i < b.end }) {
			inside++
		}
	}
	if values == 0 {
		return nil, true
	}
	unclear := ""
	for _, b := range fields {
		claim, reason := merged(r, row, b)
		if reason != "" {
			unclear = reason
		}
		claims = append(claims, claim)
	}
	if inside < values || unclear != "" {
		return nil, false
	}
	return claims, true
}

// sought is a header that was looked for: among so many header rows, for a row of so many fields.
type sought struct {
	leaf         *edition.Cell
	heads, width int
}

// columnFields is the fields of a column: its header is written into each of them, or once.
type columnFields struct {
	first, end int
	repeated   bool
}

// under returns the fields that a header takes in the nearest header row that has it just once; no fields where none has.
func (f *fielded) under(leaf *edition.Cell, width int) columnFields {
	for h := len(f.heads) - 1; h >= 0; h-- {
		head := f.heads[h]
		first, end := table.None, 0
		for i := range head {
			if head[i].Kind != table.Text || !table.Names(leaf, head[i].Folded) {
				continue
			}
			if first != table.None && end != i {
				return columnFields{} // twice
			}
			if first == table.None {
				first = i
			}
			end = i + 1
		}
		if first == table.None {
			continue
		}
		repeated := end > first+1
		for !repeated && end < min(width, len(head)) && head[end].Kind == table.Blank {
			end++ // what a merged header leaves behind it
		}
		return columnFields{first, end, repeated}
	}
	return columnFields{}
}

// merged reads the fields of one cell: one figure in its first place or, where its header is repeated, in all of them.
func merged(r *table.Reading, row []table.Cell, b columnFields) (table.Claim, string) {
	claim := table.Claim{State: table.Empty}
	for i := b.first; i < b.end && i < len(row); i++ {
		c := &row[i]
		switch {
		case c.Kind == table.Blank:
		case !c.IsValue() || c.Kind == table.Broken:
			return claim, Unreadable
		case claim.State == table.Empty && i == b.first:
			claim = r.Say(c, "")
		case claim.State == table.Empty, claim.Raw != c.Text, !b.repeated:
			return claim, RowLength
		}
	}
	return claim, ""
}

// leastNamed is how many cells of a row must name a column each for it to be a header, though the last is a row's label as
// well (总计).
const leastNamed = 3

// names reports whether several cells of a row are each the header of a column.
func (f *fielded) names(row []table.Cell) bool {
	n := 0
	for i := range row {
		if row[i].Kind == table.Text && slices.ContainsFunc(f.Table.Cells, func(c edition.Cell) bool {
			return !c.IsData() && c.Row < f.Table.HeaderRows && c.ColSpan == 1 && table.Names(&c, row[i].Folded)
		}) {
			n++
		}
	}
	return n >= leastNamed
}
