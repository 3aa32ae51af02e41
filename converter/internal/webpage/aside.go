package webpage

import (
	"cmp"
	"slices"

	"nianbao/converter/internal/document"
	"nianbao/converter/report"
)

// setAside notes what of the page is in none of the boxes that make the document.
func (p *page) setAside(kept []*box) {
	is := make(map[*box]bool, len(kept))
	for _, b := range kept {
		is[b] = true
	}
	p.root.visit(func(b *box) bool {
		switch {
		case is[b] && b.kind == table:
			p.setHiddenAside(b)
			return false
		case is[b]:
			return false
		case b.kind == paragraph && b.length > 0:
			p.setOneAside(b)
		}
		return true
	})
	slices.SortStableFunc(p.asides, func(a, b document.Aside) int {
		return cmp.Or(cmp.Compare(a.Place.Line, b.Place.Line), cmp.Compare(a.Place.Column, b.Place.Column))
	})
}

// setHiddenAside notes what a table of the document does not show.
func (p *page) setHiddenAside(t *box) {
	if p.showHidden {
		return
	}
	t.visit(func(b *box) bool {
		if b.hidden && b.kind == paragraph && b.length > 0 {
			p.setOneAside(b)
		}
		return true
	})
}

func (p *page) setOneAside(b *box) {
	part := report.OfFrame
	if b.hidden && !p.showHidden {
		part = report.Hidden
	}
	p.asides = append(p.asides, document.Aside{Text: b.text(), Place: b.place, Part: part})
}
