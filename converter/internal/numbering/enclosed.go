package numbering

import "unicode/utf8"

// Enclosure is the first of a run of characters that each hold a number: ① to ⑳.
type Enclosure rune

// The enclosures.
const (
	Circled        Enclosure = '①'
	Bracketed      Enclosure = '⑴'
	Stopped        Enclosure = '⒈'
	BracketedCount Enclosure = '㈠'
	CircledCount   Enclosure = '㊀'
)

// last is the number of the run's last character.
func (e Enclosure) last() int {
	if e == BracketedCount || e == CircledCount {
		return 10
	}
	return 20
}

// Append appends the character for n; ok is false where there is none, and nothing is appended.
func (e Enclosure) Append(b []byte, n int) (_ []byte, ok bool) {
	switch {
	case e == Circled && n == 0:
		return append(b, "⓪"...), true
	case n < 1 || n > e.last():
		return b, false
	}
	return utf8.AppendRune(b, rune(e)+rune(n-1)), true
}

// Value returns the number that r holds in this enclosure, 0 for none.
func (e Enclosure) Value(r rune) int {
	if n := int(r-rune(e)) + 1; n >= 1 && n <= e.last() {
		return n
	}
	return 0
}
