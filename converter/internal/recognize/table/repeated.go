package table

import (
	"slices"

	"nianbao/converter/report"
)

// Converters that know no spans write a merged cell into every place it covers.

// repeats reports whether labels stand in neighbouring cells of a row over and over.
func (r *Region) repeats() bool {
	pairs := 0
	for i := 1; i < len(r.Cells); i++ {
		if sameWords(&r.Cells[i-1], &r.Cells[i]) && len(r.Cells[i].Folded) > 1 {
			pairs++
		}
	}
	for i := range r.Cells {
		if overAndOver(r.Cells[i].Folded) {
			pairs++
		}
	}
	return pairs > 2
}

// overAndOver reports whether words are the same ones several times, glued together.
func overAndOver(folded []rune) bool {
	const least = 4 // characters of the words
	for unit := least; 2*unit <= len(folded); unit++ {
		if len(folded)%unit == 0 && slices.Equal(folded[unit:], folded[:len(folded)-unit]) {
			return true
		}
	}
	return false
}

// sameWords reports whether neighbouring cells of a row say the same words.
func sameWords(a, b *Cell) bool {
	return a.Kind == Text && b.Kind == Text && a.Row == b.Row && len(a.Folded) > 0 && slices.Equal(a.Folded, b.Folded)
}

// toldOnce returns the cells with each run of equal labels in a row told once, for reading them by their labels.
func toldOnce(cells []Cell) []Cell {
	n := 0
	for i := range cells {
		if i == 0 || !sameWords(&cells[i-1], &cells[i]) {
			n++
		}
	}
	once := make([]Cell, 0, n)
	for i := range cells {
		if i > 0 && sameWords(&cells[i-1], &cells[i]) {
			once[len(once)-1].Span += cells[i].Span
			continue
		}
		once = append(once, cells[i])
	}
	return once
}

// dropColumnNumbers takes out rows that only number the columns: 1 2 3 … under the header.
func (r *Region) dropColumnNumbers() {
	const least = 5
	kept := r.Cells[:0]
	for i := 0; i < len(r.Cells); {
		end, values, ascending := i, 0, true
		for end < len(r.Cells) && r.Cells[end].Row == r.Cells[i].Row {
			if c := &r.Cells[end]; c.IsValue() {
				values++
				d, ok := c.Value.Number()
				ascending = ascending && ok && d.Equal(report.Int(values)) && c.Kind == Figure
			}
			end++
		}
		if values >= least && ascending {
			r.Numbers = append(r.Numbers, r.Cells[i:end]...)
		} else {
			kept = append(kept, r.Cells[i:end]...)
		}
		i = end
	}
	r.Cells = kept
}
