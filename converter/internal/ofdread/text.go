package ofdread

import (
	"math"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/pageread"
	"nianbao/converter/internal/plane"
)

// text notes the characters of a text object (11.2). Text codes that give no place of their own stand where the one before does.
func (p *page) text(e *element, s space) {
	size := otherwise(e.attr(attrSize), 0)
	if !s.ok || size <= 0 {
		return
	}
	t := &writing{page: p, space: s, size: size, scale: otherwise(e.attr(attrHScale), 1), turned: plane.Identity()}
	fill, stroke := !isFalse(e.attr(attrFill)), e.attr(attrStroke) == "true"
	t.hidden = !fill && !stroke || p.param(e, attrAlpha) == "0"
	if c := p.colour(e, "FillColor"); c != nil && c.attr(attrAlpha) == "0" && !stroke {
		t.hidden = true
	}
	t.bold = otherwise(e.attr(attrWeight), 400) >= 600
	// Each character is turned by itself, clockwise (11.3, CharDirection).
	switch int(otherwise(e.attr(attrCharDirection), 0)) {
	case 90:
		t.turned = plane.Matrix{0, 1, -1, 0, 0, 0}
	case 180:
		t.turned = plane.Matrix{-1, 0, 0, -1, 0, 0}
	case 270:
		t.turned = plane.Matrix{0, -1, 1, 0, 0, 0}
	}
	for c := e.first; c != nil && p.ran(1); c = c.next {
		if c.name == "TextCode" {
			t.code(c)
		}
	}
}

// writing is the state of a text object.
type writing struct {
	*page
	space
	size, scale  float64
	x, y         float64
	turned       plane.Matrix
	hidden, bold bool
}

// code notes the characters of a text code (11.3).
func (t *writing) code(e *element) {
	t.x, t.y = otherwise(e.attr(attrX), t.x), otherwise(e.attr(attrY), t.y)
	x, y := t.x, t.y
	// Line breaks are those of the file, not of the text.
	text := strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return -1
		}
		return r
	}, e.text)
	count := min(utf8.RuneCountInString(text), t.meter.Limits().PDFMarks+1) // no page has more
	dx, dy := deltas(e.attr(attrDeltaX), 2*count), deltas(e.attr(attrDeltaY), 2*count)
	t.out.Strings++
	unplaced := len(dx) == 0 && len(dy) == 0
	// Programs of some languages count characters beyond U+FFFF as two.
	pairs := max(len(dx), len(dy)) >= count
	at, before := 0, rune(0)
	for _, r := range text {
		if at > 0 {
			x, y = x+entry(dx, at-1), y+entry(dy, at-1)
			if unplaced { // the standard leaves it open
				x += natural(before) * t.size * t.scale
			}
		}
		before = r
		if !t.put(r, x, y, entry(dx, at)) {
			return
		}
		if at++; pairs && r > 0xFFFF {
			x, y = x+entry(dx, at-1), y+entry(dy, at-1)
			at++
		}
	}
}

// entry returns a distance of a list. Where there are fewer than characters the last one holds for the rest, as in programs that
// show files.
func entry(list []float64, i int) float64 {
	if len(list) == 0 {
		return 0
	}
	return list[min(i, len(list)-1)]
}

// natural is how wide a character is in most fonts, in parts of its size. Widths stand in the fonts, which are not looked at: where the
// next character stands says more.
func natural(r rune) float64 {
	switch {
	case strings.ContainsRune("ijlI.,:;'|!", r):
		return 0.3
	case strings.ContainsRune("mwMW%@", r):
		return 0.85
	case r >= 'A' && r <= 'Z':
		return 0.67
	case r < 0x2000:
		return 0.5
	}
	return 1
}

// widest is how far characters of one word stand from each other at most, in parts of their size: programs set points as wide as digits.
const widest = 0.75

// put notes a character; next is how far the one behind it stands, 0 where nobody says.
func (t *writing) put(r rune, x, y, next float64) bool {
	if !t.mark() {
		return false
	}
	width := natural(r) * t.size * t.scale
	if next > 0 && next < max(1.3*width, widest*t.size*t.scale) {
		width = next
	}
	m := t.turned.Times(plane.Matrix{1, 0, 0, 1, x, y}).Times(t.space.to)
	from, to := m.Apply(0, 0), m.Apply(width, 0)
	size := t.size * math.Hypot(m[2], m[3])
	turn, straight := plane.TurnOf(m[0], m[1])
	b := plane.Standing(from, to, size, turn)
	cx, cy := (b.X0+b.X1)/2, (b.Y0+b.Y1)/2
	outside := !(cx >= t.space.clip.X0 && cx <= t.space.clip.X1 && cy >= t.space.clip.Y0 && cy <= t.space.clip.Y1)
	if !straight && !outside {
		t.out.Slanted++
		return true
	}
	paper := t.page.clip
	c := pageread.Char{X0: b.X0, Y0: b.Y0, X1: b.X1, Y1: b.Y1, Size: size, Rune: r, Turn: turn, String: t.out.Strings, Hidden: t.hidden, Outside: outside, Bold: t.bold}
	c.Cut = b.X0 < paper.X0 || b.X1 > paper.X1 || turn%2 == 1 && (b.Y0 < paper.Y0 || b.Y1 > paper.Y1)
	t.out.Chars = append(t.out.Chars, c)
	return true
}
