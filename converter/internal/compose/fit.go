package compose

import (
	"cmp"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/style"
)

// How far a figure is condensed where its cell is too narrow, in percent, before its type gets smaller, and the smallest
// type, in half-points. What does not fit then is broken and reported by whoever sets the page.
const (
	leastCondensed = 60
	leastFigure    = 10
)

// A remark in a figure's cell (12（其中修订3件）) is given room for a line of so many characters, at the cost of columns that
// keep two characters a line for their heads, and of labels, which keep so many hundredths of their width.
const (
	remarkLine = 6
	headLine   = 2
	labelShare = 75
)

// fit gives a table its type size and columns so that no figure is broken: the largest size of the style at which every
// figure fits its column, condensed if need be; after the smallest, columns that need it are widened at the cost of those
// with room; then single figures become smaller. Widths always sum to the width of the type area.
func fit(t *document.Table, widths []int, s *style.Style) {
	margins := s.Table.CellLeft + s.Table.CellRight
	t.Columns = scale(widths, s.Page.TextWidth())
	need := make([]int, len(widths)) // half ems of the longest figure in each column
	remarks := make([]bool, len(widths))
	for i := range t.Cells {
		if c := &t.Cells[i]; c.Role == document.Number && c.ColSpan == 1 {
			text := c.Text()
			need[c.Col] = max(need[c.Col], longestFigure(text))
			remarks[c.Col] = remarks[c.Col] || halfEms(text) > longestFigure(text)+headLine*2
		}
	}
	fits := false
	for _, t.Size = range s.Table.Sizes {
		fits = true
		for col, n := range need {
			fits = fits && condensed(n, t.Size)+margins <= t.Columns[col]
		}
		if fits {
			break
		}
	}
	least := make([]int, len(widths))
	for col, n := range need {
		least[col] = condensed(n, t.Size) + margins
		if n == 0 {
			least[col] = min(t.Columns[col], 4*t.Size*10+margins) // a label column keeps room for four characters
		}
	}
	if !fits {
		makeRoom(t.Columns, least, least)
	}
	wanted := make([]int, len(widths))
	for col, n := range need {
		least[col] = max(n*t.Size*5, headLine*t.Size*10) + margins
		if n == 0 {
			least[col] = t.Columns[col] * labelShare / 100
		}
		if remarks[col] {
			wanted[col] = max(least[col], remarkLine*t.Size*10+margins)
			least[col] = max(least[col], t.Columns[col])
		}
	}
	makeRoom(t.Columns, wanted, least)
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Role != document.Number {
			continue
		}
		room := -margins
		for _, width := range t.Columns[c.Col : c.Col+c.ColSpan] {
			room += width
		}
		n := longestFigure(c.Text())
		for _, p := range c.Paragraphs {
			p.Size, p.Condense = condense(n, t.Size, room)
			p.CondenseWide = condenseWide(n, cmp.Or(p.Size, t.Size), room)
		}
	}
}

// condensed is the least width of n half ems in twips.
func condensed(n, size int) int { return (n*size*5*leastCondensed + 99) / 100 }

// condense returns the size and the width in percent at which n half ems of a size fit a room in twips; 0 for what need not
// change.
func condense(n, size, room int) (smaller, percent int) {
	if n*size*5 <= room {
		return 0, 0
	}
	at := size
	for at > leastFigure && condensed(n, at) > room {
		at--
	}
	percent = min(100, max(leastCondensed, room*100/(n*at*5)))
	if at < size {
		smaller = at
	}
	return smaller, percent
}

// widestDigit is the width of digits in faces that a word processor may take for 宋体, in hundredths of an em: GWSong's, the
// widest seen, have 56 (standards/gbt9704.md, section 4). Where 宋体 itself is there its digits have half an em.
const widestDigit = 57

// condenseWide is the width in percent at which n characters of a size fit a room even in such a face; 0 for all of it.
func condenseWide(n, size, room int) int {
	if width := n * size * 10 * widestDigit; width > room*100 {
		return max(leastCondensed*50/widestDigit, room*10000/width)
	}
	return 0
}

// makeRoom widens columns to what is wanted of them, as far as others are wider than the least they keep.
func makeRoom(columns, wanted, least []int) {
	for col := range columns {
		for missing := wanted[col] - columns[col]; missing > 0; {
			giver, room := -1, 0
			for other := range columns {
				if r := columns[other] - least[other]; r > room && other != col {
					giver, room = other, r
				}
			}
			if giver < 0 {
				break
			}
			take := min(missing, room)
			columns[giver] -= take
			columns[col] += take
			missing -= take
		}
	}
}

// scale stretches widths, which are made for GB/T 9704, to another sum.
func scale(widths []int, to int) []int {
	sum := 0
	for _, w := range widths {
		sum += w
	}
	out := make([]int, len(widths))
	before, from := 0, 0
	for i, w := range widths {
		from += w
		out[i] = from*to/sum - before
		before += out[i]
	}
	return out
}

// longestFigure returns the width in half ems of the longest stretch of text that no line may break: digits, letters
// and the marks between them.
func longestFigure(text string) int {
	longest, run := 0, 0
	for _, r := range text {
		if r > ' ' && r < 0x80 {
			run++
			longest = max(longest, run)
		} else {
			run = 0
		}
	}
	return longest
}
