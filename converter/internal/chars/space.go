// Package chars knows the characters of reports: which are white space, which nobody sees, which a document can hold, and how figures
// and lines are written with them. Text that people copy from pages, word processors and chat programs has spaces of seventeen kinds,
// digits of two widths and marks of direction; every reader has to treat them alike, so that the same words mean the same.
//
//	space.go     white space of every kind
//	unseen.go    what prints nothing
//	figure.go    digits, signs and points of full width
//	line.go      a text on one line
//	valid.go     what a document can hold
package chars

import "strings"

// TrimSpace cuts white space of every kind seen in reports (ideographic, em, en and no-break spaces included) off both
// ends.
func TrimSpace(s string) string {
	if seenAtEnds(s) {
		return s
	}
	return strings.TrimFunc(s, IsSpace)
}

// seenAtEnds reports whether a text begins and ends with what nearly all do, a Han character or a visible one of ASCII: there is nothing
// to cut off.
func seenAtEnds(s string) bool {
	if s == "" {
		return true
	}
	if c := s[0]; c <= ' ' || c >= 0x7f && (c < 0xe4 || c > 0xe9) {
		return false
	}
	c := s[len(s)-1]
	if c > ' ' && c < 0x7f {
		return true
	}
	return len(s) >= 3 && c >= 0x80 && c < 0xc0 && s[len(s)-3] >= 0xe4 && s[len(s)-3] <= 0xe9 && s[len(s)-2] >= 0x80 && s[len(s)-2] < 0xc0
}

// IsSpace reports whether r is white space, a zero-width space or a byte order mark.
func IsSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF, 0x200B:
		return true
	}
	return r >= 0x2000 && r <= 0x200A
}
