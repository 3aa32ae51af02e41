package pageread

import "math"

// ends are where figures outside of what is shown begin and end, by squares of the page: a square holds so many at most.
type ends map[[2]int][]*Char

const (
	square     = 8.0 // points
	mostEnds   = 32
	sameHeight = 0.3 // how far the lines of one figure may stand apart, in parts of the size
)

func squareOf(x, y float64) [2]int {
	return [2]int{int(math.Floor(x / square)), int(math.Floor(y / square))}
}

// tips returns where a character begins and ends along its line.
func (c *Char) tips() (from, to [2]float64) {
	x, y := c.middle()
	if c.Turn%2 == 0 {
		return [2]float64{c.X0, y}, [2]float64{c.X1, y}
	}
	return [2]float64{x, c.Y0}, [2]float64{x, c.Y1}
}

func (e ends) add(c *Char) {
	from, to := c.tips()
	for _, tip := range [...][2]float64{from, to} {
		if at := squareOf(tip[0], tip[1]); len(e[at]) < mostEnds {
			e[at] = append(e[at], c)
		}
	}
}

// beside reports whether a figure goes on beside a character.
func (e ends) beside(c *Char) bool {
	from, to := c.tips()
	for _, tip := range [...][2]float64{from, to} {
		middle := squareOf(tip[0], tip[1])
		for i := range 9 {
			for _, o := range e[[2]int{middle[0] + i%3 - 1, middle[1] + i/3 - 1}] {
				if c.continues(o) {
					return true
				}
			}
		}
	}
	return false
}

// continues reports whether one of two characters begins where the other ends.
func (c *Char) continues(o *Char) bool {
	near := beside * c.Size
	switch {
	case o.Turn != c.Turn:
		return false
	case c.Turn%2 == 0:
		return abs(o.Y1-c.Y1) < sameHeight*c.Size && min(abs(o.X0-c.X1), abs(c.X0-o.X1)) < near
	}
	return abs(o.X1-c.X1) < sameHeight*c.Size && min(abs(o.Y0-c.Y1), abs(c.Y0-o.Y1)) < near
}

// cutOff makes the digit unknown beside which a figure goes on outside of what is shown: of a table that is wider than its page, the
// last column shows 125 for 1258.
func (r *Reader) cutOff(kept []Char, p *Page) {
	outside := ends{}
	for i := range p.Chars {
		if c := &p.Chars[i]; c.Outside && figure(c.Rune) && r.meter.Step(1) {
			outside.add(c)
		}
	}
	if len(outside) == 0 {
		return
	}
	for i := range kept {
		if c := &kept[i]; digit(c.Rune) && r.meter.Step(1) && outside.beside(c) {
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
