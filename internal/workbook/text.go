package workbook

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// appendText appends the element of a text, with its white space.
func appendText(b []byte, s string) []byte {
	if strings.TrimSpace(s) != s || strings.ContainsAny(s, "\n\t") || strings.Contains(s, "  ") {
		b = append(b, `<t xml:space="preserve">`...)
	} else {
		b = append(b, "<t>"...)
	}
	for i := 0; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case c == '_' && isEscape(s[i:]): // it would be read as the character that it names
			b = append(b, "_x005F_"...)
		case c < 0x20 && c != '\n' && c != '\t', c == 0xfffe, c == 0xffff: // no characters of XML; a carriage return would be read as a line feed
			b = fmt.Appendf(b, "_x%04X_", c)
		default:
			b = appendEscaped(b, s[i:i+n])
		}
		i += n
	}
	return append(b, "</t>"...)
}

// isEscape reports whether a text begins like an escaped character (22.9.2.19, ST_Xstring): _x000D_.
func isEscape(s string) bool {
	if len(s) < 7 || s[1] != 'x' || s[6] != '_' {
		return false
	}
	for i := 2; i < 6; i++ {
		if !strings.ContainsRune("0123456789abcdefABCDEF", rune(s[i])) {
			return false
		}
	}
	return true
}

// appendEscaped appends a text as it stands in an element or an attribute of XML; what is no character of XML becomes U+FFFD.
func appendEscaped(b []byte, s string) []byte {
	for i, c := range s {
		switch {
		case c == '&':
			b = append(b, "&amp;"...)
		case c == '<':
			b = append(b, "&lt;"...)
		case c == '>':
			b = append(b, "&gt;"...)
		case c == '"':
			b = append(b, "&quot;"...)
		case c < 0x20 && c != '\n' && c != '\t', c == 0xfffe, c == 0xffff, c == utf8.RuneError && !strings.HasPrefix(s[i:], "\ufffd"):
			b = append(b, "\ufffd"...)
		default:
			b = utf8.AppendRune(b, c)
		}
	}
	return b
}
