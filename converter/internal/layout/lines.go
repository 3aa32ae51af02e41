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
	main     uint8 // look of the paragraph
}

// fill breaks the characters from index from on into lines of a width and appends them to l.lines. indent is taken off
// the first line. It reports whether a word had to be broken that should stay whole, and whether a single character is
// wider than a line.
func (l *layouter) fill(from int, width, indent Unit) (broken, wide bool) {
	to := len(l.chars)
	if from == to {
		l.lines = append(l.lines, line{from: from, to: to, end: to, indent: indent, last: true})
		return false, false
	}
	for from < to {
		n := line{from: from, indent: indent}
		room := width - indent
		used, give := 0, 0 // natural width so far, and by how much its marks can be squeezed
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
			if c.class&space == 0 && used+adv-behind-give-l.give(c) > room {
				break
			}
			used += adv
			give += l.give(c)
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
		l.lines = append(l.lines, n)
		from = n.to
		if n.to < to && l.chars[n.to].class&newline != 0 {
			from++
			if from == to { // a line break at the end opens an empty line
				l.lines = append(l.lines, line{from: to, to: to, end: to, last: true})
			}
		}
		indent = 0
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

// give returns by how much a character can be squeezed: a full-width mark to half an em (GB/T 15834-2011 5.1.10).
func (l *layouter) give(c *char) Unit {
	if !l.clreq || c.class&(opening|closing) == 0 {
		return 0
	}
	em := l.looks[c.look].em
	if int(c.adv) < em*3/4 {
		return 0 // “ in a face that draws it half an em wide
	}
	return int(c.adv) - em/2
}

// stretchable reports whether justification may put space between two neighbours: between ideographs and beside words,
// not inside words, double marks and around connectors.
func stretchable(a, b *char) bool {
	switch {
	case a.class&word != 0 && b.class&word != 0:
		return false
	case a.class&dash != 0 && a.r == b.r:
		return false
	case (a.class|b.class)&connector != 0:
		return false
	}
	return true
}

// place computes the x of every glyph of a line between left and left+width for an alignment, and calls draw with each.
func (l *layouter) place(n *line, left, width Unit, align string, draw func(c *char, x Unit)) {
	room := width - n.indent
	x := left + n.indent
	var extra, gaps, squeeze, give Unit
	switch spare := room - n.width; {
	case spare < 0:
		for i := n.from; i < n.end; i++ {
			give += l.give(&l.chars[i])
		}
		squeeze = min(-spare, give)
	case align == "right":
		x += spare
	case align == "center":
		x += spare / 2
	case align == "justify" && !n.last:
		extra = spare
		for i := n.from + 1; i < n.end; i++ {
			if stretchable(&l.chars[i-1], &l.chars[i]) {
				gaps++
			}
		}
		if extra*2 > gaps*l.looks[n.main].em {
			gaps = 0 // a long word went to the next line: better ragged than a line of single characters
		}
	}
	done, gap := 0, 0
	for i := n.from; i < n.end; i++ {
		c := &l.chars[i]
		if i > n.from && gaps > 0 && stretchable(&l.chars[i-1], c) {
			gap++
			x += extra*gap/gaps - extra*(gap-1)/gaps
		}
		cut := 0
		if squeeze > 0 {
			before := done
			done += l.give(c)
			cut = squeeze*done/give - squeeze*before/give
		}
		at := x + int(c.shift)
		if c.class&opening != 0 {
			at -= cut // its left half is the free one
		}
		draw(c, at)
		x += int(c.adv) - cut
	}
}
