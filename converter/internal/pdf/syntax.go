package pdf

import (
	"unicode/utf16"

	"nianbao/converter/internal/fixed"
	"nianbao/converter/internal/layout"
)

// appendUnits appends a length in points: 12500 units are 12.5.
func appendUnits(b []byte, u layout.Unit) []byte { return fixed.Append(b, u) }

// appendByte appends one byte of a literal string, escaped where the syntax needs it (ISO 32000-1 7.3.4.2): a raw
// carriage return would be read as a line feed.
func appendByte(b []byte, c byte) []byte {
	switch c {
	case '(', ')', '\\':
		return append(b, '\\', c)
	case '\r':
		return append(b, '\\', 'r')
	}
	return append(b, c)
}

// appendTextString appends a text string: ASCII as it is, all else as UTF-16BE with its mark (7.9.2.2).
func appendTextString(b []byte, s string) []byte {
	plain := true
	for i := range len(s) {
		plain = plain && s[i] >= ' ' && s[i] < 0x7F
	}
	b = append(b, '(')
	if plain {
		for i := range len(s) {
			b = appendByte(b, s[i])
		}
		return append(b, ')')
	}
	b = append(b, 0xFE, 0xFF)
	for _, r := range s {
		var units [2]uint16
		for _, u := range utf16.AppendRune(units[:0], r) {
			b = appendByte(appendByte(b, byte(u>>8)), byte(u))
		}
	}
	return append(b, ')')
}

const hexDigits = "0123456789ABCDEF"

// appendHex16 appends four hexadecimal digits.
func appendHex16(b []byte, v uint16) []byte {
	return append(b, hexDigits[v>>12], hexDigits[v>>8&15], hexDigits[v>>4&15], hexDigits[v&15])
}
