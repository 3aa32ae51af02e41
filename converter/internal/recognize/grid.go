package recognize

import (
	"slices"
	"strings"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fold"
	"nianbao/converter/report"
)

// A resolved table with the very grid of the official one needs no alignment: its labels stand where the edition has
// them, and so do its data cells, whatever is written in them. This is how files of this product are read back, and
// most good Word files and pages.

// bindGrid binds a table whose rows, columns and labels are those of the edition's; nil if they are not. A few labels
// may have been retyped, but none may stand where the edition has another: labels win over positions.
func bindGrid(t *document.Table, e *edition.Table, format string, item int) (*binding, region) {
	if t.Rows != e.Rows || t.GridColumns() != e.Columns {
		return nil, region{}
	}
	at := make(map[[2]int]*document.Cell, len(t.Cells))
	for i := range t.Cells {
		at[[2]int{t.Cells[i].Row, t.Cells[i].Col}] = &t.Cells[i]
	}
	labels := e.Sequence()
	b := &binding{table: e, format: format, labels: labels, cells: report.Table{}, origins: map[report.Key]report.Origin{},
		found: make([]bool, len(labels)), rows: make([]rowState, len(labels)), apart: make([]bool, len(labels)), rival: -1 << 30}
	known := map[string]bool{}
	for i := range labels {
		known[string(labels[i].Folded)] = true
	}
	r := region{exact: true}
	matched, retyped, label := 0, 0, 0
	other := map[int]bool{} // rows whose label says something else
	for i := range e.Cells {
		want := &e.Cells[i]
		c := at[[2]int{want.Row, want.Col}]
		if c == nil || c.RowSpan != want.RowSpan || c.ColSpan != want.ColSpan {
			return nil, region{}
		}
		if want.IsData() {
			r.cells = append(r.cells, dataCell(c, want.Row, item))
			continue
		}
		folded := fold.Text(cellText(c))
		switch {
		case folded == string(labels[label].Folded), likeness([]rune(folded), labels[label].Folded) >= 80, slices.Contains(labels[label].Variants, folded):
			matched++
			b.found[label] = true
		case known[folded]:
			return nil, region{}
		default:
			retyped++
			if folded != "" && !retypedFrom([]rune(folded), labels[label].Folded) {
				if labels[label].Slots == nil {
					return nil, region{} // a column or a group of rows is another's
				}
				other[label] = true
			}
		}
		label++
	}
	if retyped > 0 && 8*retyped > matched {
		return nil, region{}
	}
	b.first, b.last = 0, len(r.cells)-1
	data := 0
	for i := range e.Cells {
		want := &e.Cells[i]
		if !want.IsData() {
			continue
		}
		c := &r.cells[data]
		data++
		b.cells.Set(want.RowKey, want.ColKey, c.value)
		if c.kind != blank {
			b.origins[want.Key()] = report.Origin{Line: c.line, Column: c.column, Raw: c.text}
		}
	}
	for l := range labels {
		if labels[l].Slots != nil {
			b.rows[l] = bound
			b.found[l] = !other[l]
		}
		switch {
		case other[l] && !b.hasFigures(l):
			b.rows[l] = noLabel
		case other[l], b.lacksCells(r, l):
			b.take(l)
		}
	}
	b.count()
	b.score += len(labels) // a whole grid says more than as many labels
	b.grid = true
	b.named = t.Key == e.Key && t.Edition == format
	return b, r
}

func (b *binding) hasFigures(label int) bool {
	return slices.ContainsFunc(b.labels[label].Slots, func(k report.Key) bool { return !b.cells[k].IsBlank() })
}

// lacksCells reports whether the source has no cell in some of the places of a row that has figures: they may stand
// elsewhere than where they belong.
func (b *binding) lacksCells(r region, label int) bool {
	row, lacking, values := b.labels[label].Row, false, false
	for i := range r.cells {
		if r.cells[i].row == row {
			lacking = lacking || r.cells[i].gap
			values = values || r.cells[i].kind != blank
		}
	}
	return lacking && values
}

// retypedFrom reports whether words may be a label that somebody retyped: much of it is left, or one holds the other.
func retypedFrom(words, label []rune) bool {
	return likeness(words, label) >= leastRetyped || len(words) >= 2 && len(label) >= 2 &&
		(strings.Contains(string(words), string(label)) || strings.Contains(string(label), string(words)))
}

// dataCell reads a data cell: words that are no figure are kept as they are.
func dataCell(c *document.Cell, row, item int) cell {
	s := report.TrimSpace(cellText(c))
	k, value := classify(s)
	return cell{kind: k, text: s, value: value, line: c.Place.Line, column: c.Place.Column, row: row, item: item, gap: gap(c)}
}
