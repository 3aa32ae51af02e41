package pageread

import (
	"cmp"
	"slices"
	"strings"
)

// beside is how near characters of one figure stand, in parts of their size. Those of two cells have the borders of both between
// them.
const beside = 0.15

// pair is a line of a cell and the line that goes on where it ends, in the cell to its right.
type pair struct {
	left, right         *cell
	leftLine, rightLine *line
}

// touching calls do with each pair of lines of cells beside each other that touch.
func (g *grid) touching(r *Reader, do func(p pair)) {
	type start struct {
		cell *cell
		line *line
		y    float64
	}
	starts := map[int][]start{} // by the column that a cell begins with
	for i := range g.cells {
		for n := range g.cells[i].lines {
			starts[g.cells[i].c0] = append(starts[g.cells[i].c0], start{&g.cells[i], &g.cells[i].lines[n], g.cells[i].lines[n].chars[0].Y1})
		}
	}
	for _, list := range starts {
		slices.SortStableFunc(list, func(a, b start) int { return cmp.Compare(a.y, b.y) })
	}
	for i := range g.cells {
		c := &g.cells[i]
		for n := range c.lines {
			l := &c.lines[n]
			if len(l.chars) == 0 {
				continue
			}
			last := &l.chars[len(l.chars)-1]
			list, reach := starts[c.c1], 0.3*last.Size
			from, _ := slices.BinarySearchFunc(list, last.Y1-reach, func(s start, y float64) int { return cmp.Compare(s.y, y) })
			for _, s := range list[from:] {
				if len(s.line.chars) == 0 {
					continue
				}
				first := &s.line.chars[0]
				if s.y-last.Y1 > reach || !r.meter.Step(1) {
					break
				}
				if s.cell.r0 < c.r1 && s.cell.r1 > c.r0 && first.Turn == 0 && last.Turn == 0 && first.X0-last.X1 < beside*last.Size {
					do(pair{c, s.cell, l, s.line})
				}
			}
		}
	}
}

// moveHanging gives marks that close a text to the cell whose text they close: programs let them hang over the border.
func (g *grid) moveHanging(r *Reader) {
	g.touching(r, func(p pair) {
		first := p.rightLine.chars[0]
		if !strings.ContainsRune("，。、；：！？）〕】》”’)", first.Rune) {
			return
		}
		p.leftLine.chars = append(p.leftLine.chars, first)
		p.leftLine.x1 = first.X1
		if p.rightLine.chars = p.rightLine.chars[1:]; len(p.rightLine.chars) > 0 {
			p.rightLine.x0 = p.rightLine.chars[0].X0
		}
	})
	for i := range g.cells {
		c := &g.cells[i]
		c.lines = slices.DeleteFunc(c.lines, func(l line) bool { return len(l.chars) == 0 })
	}
}

// findSpoilt marks cells between which a figure runs on: a digit ends the one and a digit begins the other, too near each other for
// two cells. Which of them the figure belongs to, or how much of it to which, nobody knows.
func (g *grid) findSpoilt(r *Reader) {
	g.touching(r, func(p pair) {
		if digit(p.leftLine.chars[len(p.leftLine.chars)-1].Rune) && figure(p.rightLine.chars[0].Rune) {
			p.left.spoilt, p.right.spoilt = true, true
		}
	})
	for i := range g.cells {
		c := &g.cells[i]
		if c.spoilt = c.spoilt || slices.ContainsFunc(c.lines, func(l line) bool { return l.atEdge() }); c.spoilt {
			r.result.Spoilt++
		}
	}
}

func abs(v float64) float64 { return max(v, -v) }
