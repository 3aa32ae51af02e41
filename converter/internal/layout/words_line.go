package layout

import "nianbao/converter/internal/bidi"

// setLevels gives the characters of the paragraph that begins at from their levels (package bidi). Each stretch between line
// breaks is one of the bidirectional algorithm's paragraphs: from left to right, as reports are, but where nothing in it runs
// so.
func (l *layouter) setLevels(from int) {
	w := &l.words
	for begin := from; begin < len(l.chars); {
		end := begin
		base := uint8(1)
		w.runes = w.runes[:0]
		for ; end < len(l.chars) && l.chars[end].class&newline == 0; end++ {
			r := l.chars[end].r
			w.runes = append(w.runes, r)
			if left, _ := bidi.Directed(r); left {
				base = 0
			}
		}
		w.levels = bidi.Levels(w.levels[:0], w.runes, base)
		for i, level := range w.levels {
			c := &l.chars[begin+i]
			if level >= 1 {
				c.class |= leftward
			}
			if base == 1 {
				c.class |= fromRight
			}
			if level >= 2 {
				c.class |= numeral
			}
			if level%2 == 1 && c.class&shaped == 0 {
				l.mirror(c)
			}
		}
		begin = end + 1
	}
}

// levelOf is a character's level: 0, 1 or 2.
func levelOf(c *char) uint8 {
	switch {
	case c.class&numeral != 0:
		return 2
	case c.class&leftward != 0:
		return 1
	}
	return 0
}

// mirror draws a bracket as the one that opens to the other side.
func (l *layouter) mirror(c *char) {
	m := bidi.Mirror(c.r)
	if m == c.r {
		return
	}
	if g, ok := l.looks[c.look].chain.Lookup(m); ok && g.Font == l.faces[c.face].font {
		c.glyph = g.ID
	}
}

// visualBox is the room of a character on a line that runs both ways.
type visualBox struct {
	before, width, after Unit
	shift                Unit // of the glyph in it
}

// runsBothWays reports whether some of a line runs from right to left.
func (l *layouter) runsBothWays(n *line) bool {
	if !l.words.bothWays {
		return false
	}
	for i := n.from; i < n.end; i++ {
		if l.chars[i].class&leftward != 0 {
			return true
		}
	}
	return false
}

// fromRight reports whether a line belongs to a paragraph in which nothing runs from left to right: it begins at the right
// edge, where the indent is.
func (l *layouter) fromRight(n *line) bool {
	return l.words.bothWays && n.end > n.from && l.chars[n.from].class&fromRight != 0
}

// drawBothWays calls draw for the characters of a line, whose boxes are collected, in the order of the text, with the places
// that the bidirectional algorithm gives them.
func (l *layouter) drawBothWays(n *line, x Unit, draw func(char int, x Unit)) {
	w := &l.words
	w.levels = w.levels[:0]
	for i := range w.boxes {
		level := levelOf(&l.chars[n.from+i])
		if level%2 == 1 && i > 0 && w.levels[i-1]%2 == 0 {
			w.boxes[i-1].after, w.boxes[i].before = w.boxes[i].before, 0
		}
		w.levels = append(w.levels, level)
	}
	w.order = bidi.Order(w.order[:0], w.levels)
	for _, i := range w.order {
		b := &w.boxes[i]
		if w.levels[i]%2 == 1 {
			b.before, b.after = b.after, b.before
		}
		b.shift += x + b.before
		x += b.before + b.width + b.after
	}
	for i := range w.boxes {
		draw(n.from+i, w.boxes[i].shift)
	}
}

// setBlanks sets the blanks inside text from right to left in the face of the words around them, from index from on.
func (l *layouter) setBlanks(from int) {
	for i := from + 1; i+1 < len(l.chars); i++ {
		c, before := &l.chars[i], &l.chars[i-1]
		if c.r != ' ' || c.class&leftward == 0 || before.class&(shaped|leftward) != shaped|leftward {
			continue
		}
		after := i + 1
		if l.chars[after].class&(shaped|leftward) != shaped|leftward || l.chars[after].face != before.face || c.look != before.look {
			continue
		}
		f, k := l.faces[before.face].font, &l.looks[c.look]
		if g := f.Glyph(' '); g != 0 {
			c.face, c.glyph = before.face, g
			c.adv = int32(scale(f.Advance(g), k.size, f.UnitsPerEm()) * k.width / 100)
		}
	}
}

// inkOf returns how far the glyph of a shaped word reaches above and below the baseline.
func (l *layouter) inkOf(c *char) (above, below Unit) {
	if c.class&inside != 0 {
		return 0, 0
	}
	f, size := l.faces[c.face].font, l.looks[c.look].size
	box := f.GlyphBounds(c.glyph)
	return scaleSigned(box.YMax, size, f.UnitsPerEm()), scaleSigned(-box.YMin, size, f.UnitsPerEm())
}
