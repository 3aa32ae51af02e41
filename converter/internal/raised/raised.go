// Package raised keeps digits that a file sets above or below the line apart from those on it: 46 with a note's mark 1 is
// 46¹ and not 461, 46 above 3 is 46₃ and not 463, and a mark 1 before 46 is not 146. Letters need nothing of that: m2 stays.
package raised

import "strings"

// Place is where text stands.
type Place uint8

// The places.
const (
	Unsaid Place = iota // on the line
	Line
	Above
	Below
)

// Or returns p where it says something, else q.
func (p Place) Or(q Place) Place {
	if p != Unsaid {
		return p
	}
	return q
}

// Off reports whether text stands off the line.
func (p Place) Off() bool { return p == Above || p == Below }

const (
	above = "⁰¹²³⁴⁵⁶⁷⁸⁹"
	below = "₀₁₂₃₄₅₆₇₈₉"
)

// Join returns s as it is to be written behind a text that ends in last, which stands at was. Text that is raised as a
// whole is only moved: its digits stay as they are.
func Join(last rune, was Place, s string, at Place) string {
	digit := last >= '0' && last <= '9'
	switch {
	case at.Off() && (digit && !was.Off() || strings.ContainsRune(above+below, last)):
		return digits(s, at)
	case was != at && (was.Off() || at.Off()) && digit && s != "" && s[0] >= '0' && s[0] <= '9':
		return " " + s
	}
	return s
}

// digits writes the digits of s as the characters that stand above or below the line by themselves.
func digits(s string, at Place) string {
	set := []rune(above)
	if at == Below {
		set = []rune(below)
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return set[r-'0']
		}
		return r
	}, s)
}
