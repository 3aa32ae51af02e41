package pageread

import (
	"cmp"
	"slices"
)

// cutOff makes the digit unknown beside which a figure goes on outside of what is shown: of a table that is wider than its page, the
// last column shows 125 for 1258.
func (r *Reader) cutOff(kept []Char, p *Page) {
	var outside []*Char
	for i := range p.Chars {
		if c := &p.Chars[i]; c.Outside && figure(c.Rune) {
			outside = append(outside, c)
		}
	}
	slices.SortFunc(outside, func(a, b *Char) int { return cmp.Compare(a.Y0, b.Y0) })
	for i := range kept {
		c := &kept[i]
		if !digit(c.Rune) {
			continue
		}
		near := beside * c.Size
		cut := false
		from, _ := slices.BinarySearchFunc(outside, c.Y0-1.2*c.Size-near, func(o *Char, y float64) int { return cmp.Compare(o.Y0, y) })
		for n := from; n < len(outside) && outside[n].Y0 <= c.Y1+near && !cut; n++ {
			if !r.meter.Step(1) {
				return
			}
			o := outside[n]
			if o.Turn != c.Turn {
				continue
			}
			if c.Turn%2 == 0 {
				cut = abs(o.Y1-c.Y1) < 0.3*c.Size && min(abs(o.X0-c.X1), abs(c.X0-o.X1)) < near
			} else {
				cut = abs(o.X1-c.X1) < 0.3*c.Size && min(abs(o.Y0-c.Y1), abs(c.Y0-o.Y1)) < near
			}
		}
		if cut {
			c.Rune = unknown
		}
	}
}

// atEdge reports whether a figure of a line stands at the edge of what is shown: programs leave out what lies beyond, so that nobody
// knows whether it goes on. In running text that is the margin.
func (l *line) atEdge() bool {
	first, last := &l.chars[0], &l.chars[len(l.chars)-1]
	return first.Cut && digit(first.Rune) || last.Cut && digit(last.Rune)
}
