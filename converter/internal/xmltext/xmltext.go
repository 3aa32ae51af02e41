// Package xmltext writes text into XML 1.0 so that any parser takes it, whatever stands in the text.
package xmltext

import "unicode/utf8"

// plain marks the bytes that XML text holds as they are. Tab and line break are not among them: in an attribute they would
// read as spaces (3.3.3).
var plain = func() (table [256]bool) {
	for i := 0x20; i < 256; i++ {
		table[i] = i != '<' && i != '>' && i != '&' && i != '"' && i != 0xEF
	}
	return table
}()

// Append appends s as XML character data that is safe in text and in attribute values. Characters that XML 1.0
// has no way to write (section 2.2: most control characters, U+FFFE, U+FFFF) and bytes that are not UTF-8 become
// U+FFFD, so that the file opens and the loss can be seen.
func Append(b []byte, s string) []byte {
	if !utf8.ValidString(s) {
		s = validUTF8(s)
	}
	start := 0
	for i := 0; i < len(s); i++ {
		if plain[s[i]] {
			continue
		}
		var with string
		width := 1
		switch c := s[i]; {
		case c == '<':
			with = "&lt;"
		case c == '>':
			with = "&gt;"
		case c == '&':
			with = "&amp;"
		case c == '"':
			with = "&quot;"
		case c == '\t':
			with = "&#9;"
		case c == '\n':
			with = "&#10;"
		case c == '\r':
			with = "&#13;"
		case c < 0x20:
			with = "\uFFFD"
		case c == 0xEF && i+2 < len(s) && s[i+1] == 0xBF && (s[i+2] == 0xBE || s[i+2] == 0xBF): // U+FFFE, U+FFFF
			with, width = "\uFFFD", 3
		default:
			continue
		}
		b = append(b, s[start:i]...)
		b = append(b, with...)
		i += width - 1
		start = i + 1
	}
	return append(b, s[start:]...)
}

// AppendRune appends one character as [Append] does.
func AppendRune(b []byte, r rune) []byte {
	if r >= 0x80 && r != 0xFFFE && r != 0xFFFF {
		return utf8.AppendRune(b, r) // what is no character becomes U+FFFD
	}
	if r >= 0 && r < 0x80 && plain[r] {
		return append(b, byte(r))
	}
	var s [utf8.UTFMax]byte
	return Append(b, string(utf8.AppendRune(s[:0], r)))
}

func validUTF8(s string) string {
	b := make([]byte, 0, len(s)+2)
	for _, r := range s { // range yields U+FFFD for each byte that is not UTF-8
		b = utf8.AppendRune(b, r)
	}
	return string(b)
}
