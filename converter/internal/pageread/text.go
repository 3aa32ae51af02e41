package pageread

import (
	"unicode"
	"unicode/utf8"
)

// wide is how wide a space between words is, in parts of their size, that parts columns.
const wide = 1.2

// cut makes text of a line's characters and lets go of them.
func (l *line) cut() {
	var text []byte
	for i := range l.chars {
		c := &l.chars[i]
		if i > 0 {
			before := &l.chars[i-1]
			space := c.X0 - before.X1
			switch {
			case blank(c.Rune) || blank(before.Rune):
			case apart(before, c, space):
				text = append(text, ' ')
			}
			if last := l.lastInk(i); last != nil && !blank(c.Rune) && c.X0-last.X1 > wide*min(c.Size, last.Size) {
				l.gaps = append(l.gaps, gap{len(text), c.X0})
			}
		}
		text = utf8.AppendRune(text, c.Rune)
	}
	l.words = string(text)
	l.doubtful = len(l.chars) > 0 && l.atEdge()
	l.first = l.firstWidth()
	l.chars = nil
}

// lastInk returns the last character before one that is no blank.
func (l *line) lastInk(i int) *Char {
	for i--; i >= 0; i-- {
		if !blank(l.chars[i].Rune) {
			return &l.chars[i]
		}
	}
	return nil
}

func (l *line) text() string {
	if l.chars != nil {
		l.cut()
	}
	return l.words
}

// firstWidth is how wide the first character is, or the first word of letters and digits.
func (l *line) firstWidth() float64 {
	if len(l.chars) == 0 {
		return 0
	}
	end := l.chars[0].X1
	for i := 1; i < len(l.chars) && western(l.chars[i-1].Rune) && western(l.chars[i].Rune); i++ {
		end = l.chars[i].X1
	}
	return end - l.chars[0].X0
}

// western reports whether a character is of a kind that lines are not broken between.
func western(r rune) bool { return r > ' ' && r < 0x250 }

func digit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

// apart reports whether the space between two characters is one between words. Chinese text has none, and where it is stretched to the
// margin its characters stand apart.
func apart(a, b *Char, space float64) bool {
	size := min(a.Size, b.Size)
	switch w, x := western(a.Rune), western(b.Rune); {
	case w && x:
		return space > 0.2*size
	case w || x:
		return space > 0.55*size
	}
	return space > 0.9*size
}

// han reports whether a text has a Chinese character.
func han(text string) bool {
	for _, r := range text {
		if unicode.Is(unicode.Han, r) {
			return true
		}
	}
	return false
}
