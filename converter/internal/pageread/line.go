package pageread

import (
	"cmp"
	"math"
	"slices"
	"unicode/utf8"
)

const unknown = utf8.RuneError

// line is characters beside each other, from the left.
type line struct {
	x0, y0, x1, y1 float64
	size           float64 // that of most of it
	chars          []Char
	doubtful       bool   // a figure at its end may go on outside of what is shown
	words          string // once cut: the text, and no characters any more
	gaps           []gap  // wide spaces between words
	bold           bool
	first          float64 // how much room the first character or word takes, which no line break cuts
}

// gap is a wide space in a line: where the text goes on, in bytes of it and on the page.
type gap struct {
	at int
	x  float64
}

func blank(r rune) bool { return r == ' ' || r == '\u3000' }

// linesOf sorts characters into lines from the top. Blanks at the ends of lines are left out: they take part in nothing.
func linesOf(chars []Char) []line {
	slices.SortStableFunc(chars, func(a, b Char) int { return cmp.Compare(a.Y0+a.Y1, b.Y0+b.Y1) })
	var lines []line
	for from := 0; from < len(chars); {
		_, middle := chars[from].middle()
		to := from + 1
		for ; to < len(chars); to++ {
			// A line holds what stands on the same height: half the size of its smaller neighbour apart at most.
			if _, y := chars[to].middle(); y-middle > 0.45*min(chars[from].Size, chars[to].Size) {
				break
			}
		}
		if l := lineOf(chars[from:to]); len(l.chars) > 0 {
			lines = append(lines, l)
		}
		from = to
	}
	return lines
}

// lineOf makes a line of characters.
func lineOf(chars []Char) line {
	slices.SortStableFunc(chars, func(a, b Char) int { return cmp.Compare(a.X0, b.X0) })
	chars = once(chars)
	for len(chars) > 0 && blank(chars[0].Rune) {
		chars = chars[1:]
	}
	for len(chars) > 0 && blank(chars[len(chars)-1].Rune) {
		chars = chars[:len(chars)-1]
	}
	l := line{chars: chars}
	if len(chars) == 0 {
		return l
	}
	l.x0, l.y0, l.y1 = chars[0].X0, chars[0].Y0, chars[0].Y1
	sizes := map[float64]int{}
	bold := 0
	for i := range chars {
		c := &chars[i]
		l.x1, l.y0, l.y1 = max(l.x1, c.X1), min(l.y0, c.Y0), max(l.y1, c.Y1)
		size := math.Round(2*c.Size) / 2
		if sizes[size]++; sizes[size] > sizes[l.size] || l.size == 0 {
			l.size = size
		}
		if c.Bold {
			bold++
		}
	}
	l.size = max(l.size, 0.5)
	l.bold = 2*bold > len(chars)
	return l
}

// sameSpot is how near characters stand, in parts of their size, that are drawn over each other: less than any digit is wide.
const sameSpot = 0.15

// once drops characters that are drawn a second time in nearly the same place: a way to make them look bold. Where another digit is drawn over
// one, neither is known. Those of one string are drawn once, however near to each other they stand: programs get widths wrong.
func once(chars []Char) []Char {
	out := chars[:0]
	for _, c := range chars {
		twice := false
		for i := len(out) - 1; i >= 0 && i >= len(out)-3; i-- {
			o := &out[i]
			switch {
			case o.String == c.String || math.Abs(o.X0-c.X0) >= sameSpot*c.Size || c.X1 <= c.X0:
			case o.Rune == c.Rune:
				twice = twice || math.Abs(o.Y0-c.Y0) < sameSpot*c.Size
			case digit(o.Rune) && digit(c.Rune):
				o.Rune, twice = unknown, true
			}
		}
		if !twice {
			out = append(out, c)
		}
	}
	return out
}
