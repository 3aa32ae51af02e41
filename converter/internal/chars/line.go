package chars

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// OneLine puts a cell's text on one line, as it is kept: a line break or a tab becomes one blank, or nothing between two
// characters as wide as high, which are written without blanks.
func OneLine(s string) string {
	if !breaks(s) {
		return s
	}
	var b strings.Builder
	for piece := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '\n' || r == '\r' || r == '\t' }) {
		if piece = TrimSpace(piece); piece == "" {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(b.String())
		next, _ := utf8.DecodeRuneInString(piece)
		if b.Len() > 0 && !(wide(last) && wide(next)) {
			b.WriteByte(' ')
		}
		b.WriteString(piece)
	}
	return b.String()
}

// breaks reports whether a line break or a tab stands in a text.
func breaks(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c == '\n' || c == '\r' || c == '\t' {
			return true
		}
	}
	return false
}

// wide reports whether a character is as wide as high; digits are none, of whatever width.
func wide(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3001 && r <= 0x303f || r >= 0xff01 && r <= 0xff60 && !(r >= '０' && r <= '９')
}
