package pageread

import (
	"slices"
	"strings"
)

// fill puts characters into the cells of the grids that they stand in, gives the page the tables that this makes, and returns
// the other characters.
func (r *Reader) fill(all []*grid, chars []Char, s *sheet) []Char {
	if len(all) == 0 {
		return chars
	}
	places := make([]map[int]int, len(all)) // place to cell
	for i, g := range all {
		places[i] = g.places()
	}
	rest := make([]Char, 0, len(chars))
next:
	for i := range chars {
		if !r.meter.Step(1) {
			return nil
		}
		x, y := chars[i].middle()
		for n, g := range all {
			col, row := between(g.xs, x), between(g.ys, y)
			if col < 0 || row < 0 {
				continue
			}
			c := &g.cells[places[n][row*len(g.xs)+col]]
			c.chars = append(c.chars, chars[i])
			continue next
		}
		rest = append(rest, chars[i])
	}
	for _, g := range all {
		for i := range g.cells {
			if !r.meter.Step(1) {
				return nil
			}
			g.cells[i].setLines()
		}
		g.moveHanging(r)
		for _, part := range g.withoutProse() {
			part.findSpoilt(r)
			for i := range part.cells {
				c := &part.cells[i]
				c.setText(part.xs[c.c1] - part.xs[c.c0])
			}
			s.grids = append(s.grids, part)
		}
		rest = append(rest, g.prose...)
	}
	s.grids = withText(s.grids)
	return rest
}

// places returns the cell of each place; a row has as many numbers as the grid has edges.
func (g *grid) places() map[int]int {
	at := map[int]int{}
	for i := range g.cells {
		c := &g.cells[i]
		for row := c.r0; row < c.r1; row++ {
			for col := c.c0; col < c.c1; col++ {
				at[row*len(g.xs)+col] = i
			}
		}
	}
	return at
}

// between returns which of the stretches between edges a position lies in, -1 for none.
func between(edges []float64, at float64) int {
	i, found := slices.BinarySearch(edges, at)
	if !found {
		i--
	}
	if i < 0 || i >= len(edges)-1 {
		return -1
	}
	return i
}

// setLines makes lines of a cell's characters. Where most of them run up or down, the cell is turned.
func (c *cell) setLines() {
	if len(c.chars) == 0 {
		return
	}
	turned := 0
	for i := range c.chars {
		if c.chars[i].Turn != 0 {
			turned++
		}
	}
	if 2*turned > len(c.chars) {
		p := &Page{Chars: c.chars}
		upright(p)
	}
	c.lines = linesOf(c.chars)
	c.chars = nil
}

// figure reports whether a character is part of a number.
func figure(r rune) bool { return digit(r) || strings.ContainsRune(".,．，", r) }

// padding is the room that the borders of a cell keep free on both sides together, in points, at most.
const padding = 13.0

// setText joins the lines of a cell, which is so wide. A break between digits is one inside of a figure only where the line had no
// room for one more digit: else two figures stand above each other, and are given as two paragraphs.
func (c *cell) setText(width float64) {
	var text strings.Builder
	for i := range c.lines {
		l := &c.lines[i]
		first := l.chars[0]
		if i > 0 {
			before := &c.lines[i-1]
			switch b := lastRune(before.words); {
			case figure(b) && figure(first.Rune):
				if width-(before.x1-before.x0) >= padding+first.X1-first.X0 {
					c.text = append(c.text, text.String())
					text.Reset()
				}
			case western(b) && western(first.Rune) && !digit(b) && !digit(first.Rune):
				text.WriteByte(' ')
			}
		}
		c.full = width-(l.x1-l.x0) < padding+l.size
		l.cut()
		text.WriteString(l.words)
	}
	if text.Len() > 0 {
		if c.spoilt {
			text.WriteRune(unknown)
		}
		c.text = append(c.text, text.String())
	}
	c.lines = nil
}

func lastRune(s string) rune {
	var last rune
	for _, r := range s {
		last = r
	}
	return last
}

// withText drops grids in which nothing stands: drawings, frames.
func withText(all []*grid) []*grid {
	return slices.DeleteFunc(all, func(g *grid) bool {
		return !slices.ContainsFunc(g.cells, func(c cell) bool { return len(c.text) > 0 })
	})
}

// says is the text of a cell without its blanks.
func (c *cell) says() string { return squeezed(strings.Join(c.text, "")) }

// figures reports whether a cell holds a figure and nothing else.
func (c *cell) figures() bool {
	text := c.says()
	return text != "" && strings.Trim(text, "0123456789０１２３４５６７８９.,．，-－") == ""
}
