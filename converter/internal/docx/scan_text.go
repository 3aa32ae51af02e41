package docx

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// appendText appends the characters that the scanner stands on, references resolved. Line breaks, carriage returns and
// tabs become spaces: in WordprocessingML they are white space of the mark-up, a real tab is w:tab.
func (s *scanner) appendText(b []byte) []byte {
	start := len(b)
	if s.cdata || bytes.IndexByte(s.text, '&') < 0 {
		b = append(b, s.text...)
	} else {
		b = s.appendUnescaped(b, s.text)
	}
	if !utf8.Valid(b[start:]) {
		s.malformed("not valid UTF-8")
		return b[:start]
	}
	for i := start; i < len(b); i++ {
		switch c := b[i]; {
		case c >= ' ':
		case isSpace(c):
			b[i] = ' '
		default:
			s.malformed("a control character")
			return b[:start]
		}
	}
	return b
}

// unescape checks an attribute value and resolves its references.
func (s *scanner) unescape(value []byte) []byte {
	if !utf8.Valid(value) {
		s.malformed("not valid UTF-8")
		return nil
	}
	if bytes.IndexByte(value, '&') < 0 {
		return value
	}
	return s.appendUnescaped(nil, value)
}

// appendUnescaped resolves the five named and the numeric references (XML 1.0, 4.1, 4.6). There can be no others,
// since a DTD is refused.
func (s *scanner) appendUnescaped(b, text []byte) []byte {
	for {
		n := bytes.IndexByte(text, '&')
		if n < 0 {
			return append(b, text...)
		}
		b = append(b, text[:n]...)
		text = text[n+1:]
		end := bytes.IndexByte(text[:min(len(text), 12)], ';')
		if end < 0 {
			s.malformed("a character reference does not end")
			return b
		}
		switch name := text[:end]; string(name) {
		case "lt":
			b = append(b, '<')
		case "gt":
			b = append(b, '>')
		case "amp":
			b = append(b, '&')
		case "quot":
			b = append(b, '"')
		case "apos":
			b = append(b, '\'')
		default:
			r, ok := parseReference(name)
			if !ok {
				s.malformed("a reference that names no character")
				return b
			}
			b = utf8.AppendRune(b, r)
		}
		text = text[end+1:]
	}
}

// parseReference reads #10 or #xA; the character must be one that XML 1.0 (2.2) allows.
func parseReference(name []byte) (rune, bool) {
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], rune(10)
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	var r rune
	for _, c := range digits {
		d := rune(c)
		switch {
		case c >= '0' && c <= '9':
			d -= '0'
		case base == 16 && c >= 'a' && c <= 'f':
			d -= 'a' - 10
		case base == 16 && c >= 'A' && c <= 'F':
			d -= 'A' - 10
		default:
			return 0, false
		}
		if r = r*base + d; r > utf8.MaxRune {
			return 0, false
		}
	}
	allowed := r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r != 0xFFFE && r != 0xFFFF && utf8.ValidRune(r)
	return r, len(digits) > 0 && allowed
}

// decodeUTF16 turns UTF-16 with a byte order mark into UTF-8 and leaves everything else alone.
func decodeUTF16(data []byte) []byte {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		order = binary.LittleEndian
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		order = binary.BigEndian
	default:
		return data
	}
	out := make([]byte, 0, len(data))
	for i := 2; i+1 < len(data); i += 2 {
		r := rune(order.Uint16(data[i:]))
		if utf16.IsSurrogate(r) && i+3 < len(data) {
			if full := utf16.DecodeRune(r, rune(order.Uint16(data[i+2:]))); full != utf8.RuneError {
				r = full
				i += 2
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}
