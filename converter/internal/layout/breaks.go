package layout

// mayBreak reports whether a line may end between two neighbouring characters. Han text breaks anywhere but at the
// prohibitions; Latin words and figures stay whole.
func mayBreak(a, b char) bool {
	switch {
	case b.class&(space|newline) != 0:
		return false // spaces hang at the end of the line before
	case a.class&space != 0:
		return b.class&notStart == 0
	case a.class&notEnd != 0, b.class&notStart != 0:
		return false
	case a.class&word != 0 && b.class&word != 0:
		return false
	case a.r == '/' || b.r == '/':
		return false // GB/T 15834 5.1.9: the solidus neither begins nor ends a line
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
	return b.class&(space|newline|notStart) == 0 && a.class&notEnd == 0
}
