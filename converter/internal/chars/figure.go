package chars

import "strings"

// FoldFigure makes full-width digits, signs and points half width and drops white space.
func FoldFigure(s string) string {
	if visible(s) {
		return s
	}
	return strings.Map(foldFigure, s)
}

func foldFigure(r rune) rune {
	switch {
	case IsSpace(r):
		return -1
	case r == '，':
		return ','
	}
	return HalfWidth(r)
}

// visible reports whether a text is nothing but visible characters of ASCII, as most figures are.
func visible(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] <= ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// HalfWidth folds the characters of figures but for the comma: two kinds of comma in one figure are no separators.
func HalfWidth(r rune) rune {
	switch {
	case r >= '０' && r <= '９':
		return r - '０' + '0'
	case r == '．':
		return '.'
	case r == '－' || r == '−' || r == '﹣':
		return '-'
	case r == '＋':
		return '+'
	case r == '／':
		return '/'
	case r == '（':
		return '('
	case r == '）':
		return ')'
	}
	return r
}
