package chars

import "strings"

// FoldFigure makes full-width digits, signs and points half width and drops white space.
func FoldFigure(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case IsSpace(r):
			return -1
		case r == '，':
			return ','
		}
		return HalfWidth(r)
	}, s)
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
