package recognize

import (
	"slices"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fold"
	"nianbao/converter/report"
)

// Columns of a resolved table are told by their headers.
//
// Somebody may delete a column, put one in or change the order: then a row's figures are not those of its slots one
// after another. But each stands under its header, and a header tells its column as a label tells its row. Where the
// header rows and the row agree on the grid, the headers decide; else (spans that do not add up) the figures are counted.

// heads is the column headers of consecutive rows of a resolved table.
type heads struct {
	row   int // the last of the rows
	wide  int
	cells []int
}

// findHeads collects the rows in which columns are named: words only, none of them a row's label.
func (b *binding) findHeads(r region, owner []int) {
	for i := 0; i < len(r.cells); {
		end, words, plain := i, 0, r.cells[i].span > 0
		for end < len(r.cells) && r.cells[end].row == r.cells[i].row {
			switch c := &r.cells[end]; {
			case c.kind == text:
				words++
				plain = plain && (owner[end] == none || b.labels[owner[end]].Slots == nil)
			case c.kind != blank:
				plain = false
			}
			end++
		}
		if plain && words > 0 {
			if n := len(b.heads); n == 0 || b.heads[n-1].row != r.cells[i].row-1 || b.heads[n-1].wide != r.cells[i].wide {
				b.heads = append(b.heads, heads{wide: r.cells[i].wide})
			}
			h := &b.heads[len(b.heads)-1]
			h.row = r.cells[i].row
			for c := i; c < end; c++ {
				if !r.cells[c].gap {
					h.cells = append(h.cells, c)
				}
			}
		}
		i = end
	}
}

// headLabels returns the labels over the slots of a row, in the slots' order; nil if the edition names none for each.
func (b *binding) headLabels(label int) []*edition.Cell {
	t := b.table
	row := b.labels[label].Row
	var over []*edition.Cell
	for i := range t.Cells {
		slot := &t.Cells[i]
		if slot.Row != row || !slot.IsData() {
			continue
		}
		var head *edition.Cell
		for j := range t.Cells {
			c := &t.Cells[j]
			if !c.IsData() && c.Row < row && c.Col == slot.Col && c.ColSpan == slot.ColSpan && (head == nil || c.Row >= head.Row) {
				head = c
			}
		}
		if head == nil {
			return nil
		}
		over = append(over, head)
	}
	return over
}

// names reports whether words are a label of the edition, by one of its wordings or nearly so.
func names(c *edition.Cell, folded []rune) bool {
	own := fold.AppendRunes(nil, c.Text)
	if likeness(own, folded) >= 80 {
		return true
	}
	return slices.ContainsFunc(c.Variants, func(v string) bool { return fold.Text(v) == string(folded) })
}

// bindHeaded puts the figures of a row of a resolved table under their headers. It reports false, and does nothing,
// where headers do not tell: they are not there, or stand elsewhere than the row's cells. With try it binds nothing.
func (b *binding) bindHeaded(r region, label int, cells []int, slots []report.Key, try bool) bool {
	first := &r.cells[cells[0]]
	if first.span == 0 || len(slots) < 2 {
		return false
	}
	over := b.headLabels(label)
	if len(over) != len(slots) {
		return false
	}
	at := make([]int, len(slots)) // the header cell of each slot
	found := 0
	var near *heads
	for i := len(b.heads) - 1; i >= 0 && found < 2; i-- {
		if near = &b.heads[i]; near.row >= first.row {
			continue
		}
		if near.wide != first.wide {
			return false // another table, with other columns
		}
		found = 0
		for s := range over {
			at[s] = none
			for _, c := range near.cells {
				if names(over[s], r.cells[c].folded) {
					if at[s] != none {
						return false // a header that stands twice
					}
					at[s] = c
				}
			}
			if at[s] != none {
				found++
			}
		}
	}
	if found < 2 || near.row >= first.row {
		return false
	}
	under, foreign, ok := b.underHeads(r, near, at, over, cells)
	if try || !ok {
		return ok
	}
	for s, k := range slots {
		switch {
		case under[s] == none:
			b.columns = append(b.columns, k)
		case r.cells[under[s]].kind != blank:
			b.set(r, k, under[s], report.Placed, "")
		}
	}
	b.foreign = append(b.foreign, foreign...)
	b.last = max(b.last, cells[len(cells)-1])
	b.rows[label] = bound
	return true
}

// allHeaded reports whether the rows of a table, but for a few, stand under their headers: where they do not, a header
// row lacks a cell or has one too many, and figures stand under their neighbours' headers.
func (b *binding) allHeaded(r region, groups []group) bool {
	fit, misfit := 0, 0
	for _, g := range groups {
		cells := g.inRow(r)
		if g.label == none || len(b.labels[g.label].Slots) < 2 || meaningful(r, cells) == 0 {
			continue
		}
		if b.bindHeaded(r, g.label, cells, b.labels[g.label].Slots, true) {
			fit++
		} else {
			misfit++
		}
	}
	return fit > 8*misfit
}

// underHeads returns the cell of a row under the header of each slot, none where the table lacks the column, and the
// figures under headers that are no slot's. It is not ok where row and header rows do not stand on one grid.
func (b *binding) underHeads(r region, h *heads, at []int, over []*edition.Cell, cells []int) (under []int, foreign []stray, ok bool) {
	under = make([]int, len(at))
	for s := range under {
		under[s] = none
	}
	for i, c := range cells {
		cell := &r.cells[c]
		if cell.gap || cell.kind == glued {
			return nil, nil, false
		}
		above := none // the lowest header cell over it
		for _, head := range h.cells {
			if r.cells[head].col == cell.col && r.cells[head].span == cell.span {
				above = head
			}
		}
		slot := none
		if above != none {
			slot = slices.Index(at, above)
			if slot == none && i < len(at) && at[i] == none && len(cells) == len(at) &&
				(r.cells[above].kind == blank || retypedFrom(r.cells[above].folded, fold.AppendRunes(nil, over[i].Text))) {
				slot = i // in its place, deleted or in other words
			}
		}
		switch {
		case slot != none && under[slot] == none:
			under[slot] = c
		case slot != none, above == none, r.cells[above].kind == blank && cell.kind != blank:
			return nil, nil, false
		case cell.kind != blank:
			foreign = append(foreign, stray{cell: c, raw: cell.text, after: r.cells[above].text})
		}
	}
	for s, head := range at {
		if head != none && under[s] == none {
			return nil, nil, false // a header with nothing under it: the row lacks a cell
		}
	}
	return under, foreign, true
}

// leastRetyped is how much of a label, in per cent, must be left in one that somebody retyped for it to be believed in
// its place.
const leastRetyped = 30
