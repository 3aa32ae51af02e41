package recognize

import (
	"slices"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fold"
)

// takeTwice takes back the rows of a resolved table whose label heads a second row of other figures: either may be the
// row's. The alignment takes each label once, so that the second stands there as unknown words.
func (b *binding) takeTwice(r region, groups []group) {
	for _, g := range groups {
		if g.label != none || r.cells[g.cells[0]].span == 0 || meaningful(r, g.cells) == 0 {
			continue
		}
		folded := fold.Text(g.after)
		l := slices.IndexFunc(b.labels, func(l edition.Label) bool { return l.Slots != nil && len(l.Folded) > 0 && string(l.Folded) == folded })
		if l == none || b.rows[l] != bound {
			continue
		}
		first := slices.IndexFunc(groups, func(o group) bool { return o.label == l })
		if first != none && !sameFigures(r, groups[first].cells, g.cells) {
			b.take(l)
		}
	}
}

// sameFigures reports whether two rows say the same.
func sameFigures(r region, a, b []int) bool {
	return slices.EqualFunc(a, b, func(x, y int) bool { return r.cells[x].value == r.cells[y].value })
}
