package readings

import (
	"context"
	"slices"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/recognize/table"
)

// headers is the way of resolved tables whose columns are told by their headers. Somebody may delete a column, put one in
// or change the order: then a row's figures are not those of its slots one after another. But each stands under its header,
// and a header tells its column as a label tells its row; where several columns have the same words (table 4), the header
// above them tells which. Where header rows and row do not stand on one grid the way says nothing of the row.
type headers struct{}

func (headers) Name() string { return "headers" }

func (w headers) Read(_ context.Context, l *table.Labelled) *table.Reading {
	if !l.Resolved || len(l.Heads) == 0 {
		return nil
	}
	r := table.NewReading(w.Name(), l)
	r.ByHeaders = true
	h := &headed{Labelled: l}
	fit, misfit := 0, 0
	claimed := map[int]bool{}
	for i := range l.Rows {
		label, cells := h.row(l.Rows[i])
		if len(l.Slots(label)) < 2 || l.Values(cells) == 0 || !readable(l, cells) {
			continue
		}
		claims, ok := h.claim(r, label, cells)
		switch {
		case !ok:
			misfit++
		case claimed[label]:
			r.Doubt(label, Twice)
		default:
			fit++
			claimed[label] = true
			r.Rows[label] = claims
		}
	}
	// Rows that stand under their headers, for one that does not: somebody deleted or added a cell in a row or two of the
	// 23 of the official table. Where it were more, it is the header that lacks the cell.
	const mostFits = 8
	if fit <= mostFits*misfit {
		return nil // a header row lacks a cell or has one too many, and figures stand under their neighbours' headers
	}
	return r
}

// headed is a resolved table read by its column headers.
type headed struct{ *table.Labelled }

// row returns the label that a row of the region has and the cells behind it.
func (h *headed) row(bounds [2]int) (label int, cells []int) {
	label, from := table.None, bounds[0]
	for c := bounds[0]; c < bounds[1]; c++ {
		if h.Owner[c] != table.None {
			label, from = h.Owner[c], c+1
		}
	}
	if h.Tail != table.None {
		if label != table.None {
			return table.None, nil
		}
		label = h.Tail
	}
	for c := from; c < bounds[1]; c++ {
		if h.Cells[c].Kind == table.Text {
			return table.None, nil // unknown words: whose figures are they?
		}
		cells = append(cells, c)
	}
	return label, cells
}

// claim claims the slots of a row by the nearest headers above it; ok is false where they do not tell.
func (h *headed) claim(r *table.Reading, label int, cells []int) (claims []table.Claim, ok bool) {
	over := h.Paths(label)
	if over == nil {
		return nil, false
	}
	near, at := h.nearest(&h.Cells[cells[0]], over)
	if near == nil {
		return nil, false
	}
	under, foreign, ok := h.under(near, at, over, cells)
	if !ok {
		return nil, false
	}
	if h.Tail != table.None && (len(foreign) > 0 || slices.Contains(under, table.None)) {
		return nil, false // the only row of its table: nothing else shows that header and row stand on one grid
	}
	// Where a column's header stands over another column, that one has lost its own.
	taken := slices.Contains(at, twice)
	claims = make([]table.Claim, len(at))
	for s, c := range under {
		switch {
		case taken && at[s] < 0:
			claims[s] = h.nobodys(cells, under)
		case c == table.None:
			claims[s] = table.Claim{State: table.Empty}
			r.Lacking = append(r.Lacking, h.Labels[label].Slots[s])
		default:
			claims[s] = r.Say(&h.Cells[c], "")
		}
	}
	r.Foreign = append(r.Foreign, foreign...)
	return claims, true
}

// nobodys claims that a slot's figure is among those of a row that no header tells.
func (h *headed) nobodys(cells, under []int) table.Claim {
	raw, first := h.Raw(slices.DeleteFunc(slices.Clone(cells), func(c int) bool { return slices.Contains(under, c) }))
	if first == table.None {
		return table.Claim{State: table.Empty}
	}
	return table.Claim{State: table.Unclear, Line: h.Cells[first].Line, Column: h.Cells[first].Column, Raw: raw, Reason: HeaderTwice}
}

// nearest returns the nearest header rows above a cell that name at least two of a row's columns, and the header cell of
// each slot; nil where there are none.
func (h *headed) nearest(first *table.Cell, over []table.Path) (near *table.Heads, at []int) {
	at = make([]int, len(over))
	for i := len(h.Heads) - 1; i >= 0; i-- {
		near = &h.Heads[i]
		if near.Row >= first.Row {
			continue
		}
		if near.Wide != first.Wide {
			return nil, nil // another table, with other columns
		}
		if h.find(near, over, at) >= 2 {
			return near, at
		}
	}
	return nil, nil
}

// twice is the header cell of a slot that has more than one.
const twice = table.None - 1

// find notes the header cell of each slot in at, and returns how many have just one.
func (h *headed) find(heads *table.Heads, over []table.Path, at []int) (found int) {
	for s := range over {
		at[s] = table.None
		for _, c := range heads.Cells {
			switch {
			case !table.Names(over[s].Leaf, h.Cells[c].Folded) || over[s].Group != nil && !h.below(heads, c, over[s].Group):
			case at[s] == table.None:
				at[s] = c
				found++
			case at[s] != twice && h.Cells[at[s]].Col == h.Cells[c].Col && h.Cells[at[s]].Span == h.Cells[c].Span:
				at[s] = c // one header, written into each row that it spans
			case at[s] != twice:
				at[s] = twice
				found--
			}
		}
	}
	return found
}

// below reports whether a header cell stands below another of the words.
func (h *headed) below(heads *table.Heads, c int, group *edition.Cell) bool {
	leaf := &h.Cells[c]
	return slices.ContainsFunc(heads.Cells, func(o int) bool {
		over := &h.Cells[o]
		return over.Row < leaf.Row && over.Col <= leaf.Col && over.Col+over.Span >= leaf.Col+leaf.Span && table.Names(group, over.Folded)
	})
}

// under returns the cell of a row under the header of each slot, None where the table lacks the column, and the figures
// under headers that are no slot's. It is not ok where row and header rows do not stand on one grid.
func (h *headed) under(heads *table.Heads, at []int, over []table.Path, cells []int) (under []int, foreign []table.Rest, ok bool) {
	under = emptyPlaces(len(at))
	for i, c := range cells {
		cell := &h.Cells[c]
		if cell.Gap {
			return nil, nil, false
		}
		above := table.None // the lowest header cell over it
		for _, head := range heads.Cells {
			if h.Cells[head].Col == cell.Col && h.Cells[head].Span == cell.Span {
				above = head
			}
		}
		slot := table.None
		if above != table.None {
			slot = slices.Index(at, above)
			if slot == table.None && i < len(at) && at[i] == table.None && len(cells) == len(at) &&
				(h.Cells[above].Kind == table.Blank || table.Retyped(h.Cells[above].Folded, over[i].Leaf.Folded())) {
				slot = i // in its place, deleted or in other words
			}
		}
		switch {
		case slot != table.None && under[slot] == table.None:
			under[slot] = c
		case slices.Contains(at, twice) && above != table.None && slot == table.None:
			// One of the columns that share a header, or one that has lost its own to another: it is nobody's.
		case slot != table.None, above == table.None, h.Cells[above].Kind == table.Blank && cell.Kind != table.Blank:
			return nil, nil, false
		case cell.Kind != table.Blank:
			foreign = append(foreign, table.Rest{Line: cell.Line, Column: cell.Column, Raw: cell.Text, After: h.Cells[above].Text})
		}
	}
	for s, head := range at {
		if head >= 0 && under[s] == table.None {
			return nil, nil, false // a header with nothing under it: the row lacks a cell
		}
	}
	return under, foreign, true
}
