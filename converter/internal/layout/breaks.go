package layout

// mayBreak reports whether a line may end between two neighbouring characters. Han text breaks anywhere but at the
// prohibitions; Latin words and figures stay whole.
func mayBreak(a, b char) bool {
	switch {
	case b.class&(space|newline) != 0:
		return false // spaces hang at the end of the line before
	case a.class&space != 0:
		return b.class&notStart == 0
	case a.class&shaped != 0 && syllableEnds(a.r, b.r):
		return b.class&notStart == 0
	case a.class&b.class&address != 0:
		return mayBreakAddress(a, b)
	case a.class&notEnd != 0, b.class&notStart != 0:
		return false
	case a.class&word != 0 && b.class&word != 0:
		return false
	case a.r == '/' || b.r == '/':
		return false // GB/T 15834 5.1.9: the solidus neither begins nor ends a line
	}
	return true
}

// mayBreakAddress reports whether a URL may be broken between a and b: behind a slash, a hyphen or a question mark, but
// not before a digit or another mark, as word processors do (Unicode UAX 14, LB13 and LB25).
func mayBreakAddress(a, b char) bool {
	return (a.r == '/' || a.r == '-' || a.r == '?') && b.class&(digit|splitAfter|notStart) == 0
}

// markAddresses finds the URLs among the characters from index from on: what has a :// inside or begins with www.
func (l *layouter) markAddresses(from int) {
	for i := from; i < len(l.chars); {
		if l.chars[i].class&word == 0 {
			i++
			continue
		}
		end, isAddress := i, false
		for ; end < len(l.chars) && l.chars[end].class&word != 0; end++ {
			isAddress = isAddress || l.spells(end, "://") || end == i && l.spells(end, "www.")
		}
		for ; isAddress && i < end; i++ {
			l.chars[i].class |= address
		}
		i = end
	}
}

// spells reports whether the characters from index i on are text, which is ASCII.
func (l *layouter) spells(i int, text string) bool {
	if len(l.chars)-i < len(text) {
		return false
	}
	for k := range len(text) {
		if l.chars[i+k].r != rune(text[k]) {
			return false
		}
	}
	return true
}

// mayBreakWord reports whether a word that is longer than a line may be broken between a and b: a URL behind its marks.
func mayBreakWord(a, b char) bool {
	return a.class&splitAfter != 0 && b.class&(space|newline|splitAfter) == 0
}

// mayBreakAnywhere is the last resort, for a word without such marks: between any two characters that are not one
// mark, the prohibitions kept where possible.
func mayBreakAnywhere(a, b char) bool {
	return b.class&(space|newline|notStart|inside) == 0 && a.class&notEnd == 0
}
