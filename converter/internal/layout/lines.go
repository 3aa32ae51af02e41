package layout

// line is a stretch of characters that stand on one line.
type line struct {
	from, to int  // indices into layouter.chars
	end      int  // to without the spaces that hang at the line's end
	width    Unit // of chars[from:end] at their natural advances
	indent   Unit // from the left edge
	last     bool // ends its paragraph, or by a line break: not stretched
	height   Unit
	base     Unit  // baseline from the line's top
	cut      Unit  // taken off the mark at its end
	main     uint8 // look of the paragraph
	origin   origin
}

// fill breaks the characters from index from on into lines of a width and appends them to l.lines. indent is taken off
// the first line, hang off the others. It reports whether a word had to be broken that should stay whole, and whether a single character is
// wider than a line.
func (l *layouter) fill(from int, width, indent, hang Unit) (broken, wide bool) {
	to := len(l.chars)
	if from == to {
		l.lines = append(l.lines, line{from: from, to: to, end: to, indent: indent, last: true})
		return false, false
	}
	for from < to && l.meter.Step(20) {
		n := line{from: from, indent: indent}
		room := width - indent
		used := 0 // natural width so far
		i := from
		for ; i < to; i++ {
			c := &l.chars[i]
			if c.class&newline != 0 {
				break
			}
			if c.class&tab != 0 && l.looks[c.look].em > 0 {
				step := 2 * l.looks[c.look].em
				c.adv = int32(step - (indent+used)%step)
			}
			adv := int(c.adv)
			// The spacing of the style is between characters: the last one of a line does without.
			behind := l.looks[c.look].spacing
			if c.class&space == 0 && used+adv-behind-l.lastGive(c) > room {
				break
			}
			used += adv
		}
		if l.clreq && i < to && l.chars[i].class&newline == 0 && !(i > from && l.mayBreak(i)) {
			i = l.pullIn(from, i, used, room)
		}
		switch {
		case i == to:
			n.to, n.last = to, true
		case l.chars[i].class&newline != 0:
			n.to, n.last = i, true
		default:
			at, kind := l.breakBefore(from, i)
			n.to = at
			broken = broken || kind == breakInWord
			if i == from {
				wide = true
			}
		}
		n.end = n.to
		for n.end > n.from && l.chars[n.end-1].class&space != 0 {
			n.end--
		}
		for j := n.from; j < n.end; j++ {
			n.width += int(l.chars[j].adv)
		}
		n.cut = l.endCut(&n)
		n.width -= n.cut
		l.lines = append(l.lines, n)
		from = n.to
		if n.to < to && l.chars[n.to].class&newline != 0 {
			from++
			if from == to { // a line break at the end opens an empty line
				l.lines = append(l.lines, line{from: to, to: to, end: to, last: true})
			}
		}
		indent = hang
	}
	return broken, wide
}

// breakKind says what a line break cost.
type breakKind uint8

const (
	breakNormal breakKind = iota
	breakInURL
	breakInWord
)

// breakBefore returns the last index at most i before which the line that starts at from may break. A word that fills
// the whole line is broken where it can be.
func (l *layouter) breakBefore(from, i int) (int, breakKind) {
	for at := i; at > from; at-- {
		if l.mayBreak(at) {
			return at, breakNormal
		}
	}
	tests := [...]func(a, b char) bool{mayBreak, mayBreakWord, mayBreakAnywhere}
	for kind, test := range tests {
		for at := i; at > from; at-- {
			if test(l.chars[at-1], l.chars[at]) {
				return at, breakKind(kind)
			}
		}
	}
	return max(i, from+1), breakInWord
}

// mayBreak reports whether a line may end before the character at.
func (l *layouter) mayBreak(at int) bool {
	a, b := l.chars[at-1], l.chars[at]
	return mayBreak(a, b) && !(l.clreq && joined(a, b))
}

// lastGive is give for a closing mark, which may be squeezed where it ends the line, and 0 for any other character.
func (l *layouter) lastGive(c *char) Unit {
	if c.class&closing == 0 {
		return 0
	}
	return l.give(c)
}

// give returns by how much a character can be squeezed: a full-width mark to half an em (GB/T 15834-2011 5.1.10), or less
// where its ink would meet its neighbour's: some faces draw ？ and ！ in the middle of their em.
func (l *layouter) give(c *char) Unit {
	if !l.clreq || c.class&(opening|closing) == 0 {
		return 0
	}
	k := &l.looks[c.look]
	half := int(c.adv) - k.em/2
	if int(c.adv) < k.em*3/4 {
		return 0 // squeezed already, or “ in a face that draws it half an em wide
	}
	font := l.faces[c.face].font
	box := font.GlyphBounds(c.glyph)
	free := scale(box.XMin, k.size, font.UnitsPerEm())
	if c.class&closing != 0 {
		free = int(c.adv) - scale(box.XMax, k.size, font.UnitsPerEm())
	}
	return max(0, min(half, free-k.em/20))
}

// stretchable reports whether justification may put space between two neighbours: between ideographs and beside words,
// not inside words, double marks and around connectors.
func stretchable(a, b *char) bool {
	switch {
	case a.class&word != 0 && b.class&word != 0:
		return false
	case a.class&space != 0:
		return false // a blank and what stands around it are one gap, before the blank
	case a.class&dash != 0 && a.r == b.r:
		return false
	case (a.class|b.class)&connector != 0:
		return false
	}
	return true
}

// place computes the x of every glyph of a line between left and left+width for an alignment, and calls draw with each
// and its index in l.chars.
func (l *layouter) place(n *line, left, width Unit, align string, draw func(char int, x Unit)) {
	room := width - n.indent
	x := left + n.indent
	var extra, gaps Unit
	var squeeze squeezing
	switch spare := room - n.width; {
	case spare < 0:
		squeeze = l.squeezing(n, -spare)
	case align == "right":
		x += spare
	case align == "center":
		x += spare / 2
	case align == "distribute", align == "justify" && !n.last:
		extra = spare
		for i := n.from + 1; i < n.end; i++ {
			if stretchable(&l.chars[i-1], &l.chars[i]) {
				gaps++
			}
		}
		if align == "justify" && extra*2 > gaps*l.looks[n.main].em {
			gaps = 0 // a long word went to the next line: better ragged than a line of single characters
		}
	}
	if l.fromRight(n) && align != "right" && align != "center" {
		x -= n.indent
		if gaps == 0 {
			x += max(0, room-n.width)
		}
	}
	gap := 0
	bothWays, start := l.runsBothWays(n), x
	l.words.boxes = l.words.boxes[:0]
	for i := n.from; i < n.end; i++ {
		c := &l.chars[i]
		before := 0
		if i > n.from && gaps > 0 && stretchable(&l.chars[i-1], c) {
			gap++
			before = extra*gap/gaps - extra*(gap-1)/gaps
		}
		cut := 0
		if i < squeeze.end {
			cut = squeeze.next(c, l.give(c))
		}
		shift := int(c.shift)
		if c.class&shaped != 0 {
			shift = 0
		}
		if c.class&opening != 0 {
			shift -= cut // its left half is the free one
		}
		if bothWays {
			l.words.boxes = append(l.words.boxes, visualBox{before: before, width: int(c.adv) - cut, shift: shift})
		} else {
			draw(i, x+before+shift)
		}
		x += before + int(c.adv) - cut
	}
	if bothWays {
		l.drawBothWays(n, start, draw)
	}
	// The blanks that hang at the end are invisible, but without them the words of two lines would be read as one.
	for i := n.end; i < n.to; i++ {
		draw(i, x)
		x += int(l.chars[i].adv)
	}
}

// squeezing spreads what a line is too long over its marks: one kind after the other, all of a kind alike.
type squeezing struct {
	end               int // chars from here on are not squeezed
	give, take, given [3]Unit
}

func (l *layouter) squeezing(n *line, missing Unit) squeezing {
	s := squeezing{end: n.end}
	if n.cut > 0 {
		s.end-- // the mark at the end has given already
	}
	for i := n.from; i < s.end; i++ {
		c := &l.chars[i]
		s.give[squeezeKind(c)] += l.give(c)
	}
	for kind := range s.give {
		s.take[kind] = min(missing, s.give[kind])
		missing -= s.take[kind]
	}
	return s
}

// next returns the share of a character that can give so much.
func (s *squeezing) next(c *char, give Unit) Unit {
	kind := squeezeKind(c)
	if give == 0 || s.take[kind] == 0 {
		return 0
	}
	before := s.given[kind]
	s.given[kind] += give
	return s.take[kind]*s.given[kind]/s.give[kind] - s.take[kind]*before/s.give[kind]
}
