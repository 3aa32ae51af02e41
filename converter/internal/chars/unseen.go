package chars

import (
	"strings"
	"unicode"
)

// Unseen reports whether a character prints nothing: white space, and what formats text without being seen.
func Unseen(r rune) bool { return IsSpace(r) || unicode.Is(unicode.Cf, r) }

// Invisible reports whether the text holds characters that nobody sees and that are no white space: soft hyphens, joiners,
// marks of direction. They come with text that was copied from a page.
func Invisible(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Cf, r) })
}

// TrimUnseen cuts white space and characters that nobody sees off both ends, where they cannot change what a figure says.
// Overrides and embeddings of direction can: 12 after one is shown as 21.
func TrimUnseen(s string) string {
	if seenAtEnds(s) {
		return s
	}
	return strings.TrimFunc(s, func(r rune) bool {
		return Unseen(r) && !(r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069)
	})
}
