package xmlscan

import (
	"bytes"
	"unicode/utf8"
)

// What bytes tell about a text, one bit each.
const (
	control   uint8 = 1 << iota // forbidden (2.2)
	white                       // a tab or a line feed
	carriage                    // a carriage return
	reference                   // &
	less                        // <
	greater                     // > may end a CDATA section that is none
	edge                        // may begin U+FFFE or U+FFFF, which are forbidden
	wide                        // not ASCII
)

var class = classes()

func classes() (c [256]uint8) {
	for i := range c {
		switch {
		case i < ' ':
			c[i] = control
		case i >= 0x80:
			c[i] = wide
		}
	}
	c['\t'], c['\n'], c['\r'], c['&'], c['<'], c['>'], c[0xEF] = white, white, carriage, reference, less, greater, edge|wide
	return c
}

// tell returns what the bytes of a text tell.
func tell(text []byte) (told uint8) {
	for _, c := range text {
		told |= class[c]
	}
	return told
}

// sound checks that a text consists of characters that XML allows (2.2).
func (t *Tokenizer) sound(text []byte, told uint8) bool {
	switch {
	case told&(control|wide) == 0:
	case told&control != 0:
		t.malformed("a control character")
	case !utf8.Valid(text):
		t.malformed("not valid UTF-8")
	case told&edge != 0 && (bytes.Contains(text, []byte("\uFFFE")) || bytes.Contains(text, []byte("\uFFFF"))):
		t.malformed("U+FFFE or U+FFFF, which are no characters")
	default:
		return true
	}
	return t.fault == nil
}

// AppendText appends the characters that the tokenizer stands on, with their references resolved, as far as they are sound. lines says that
// there are tabs, line feeds or carriage returns among them; a carriage return stays one.
func (t *Tokenizer) AppendText(b []byte) (out []byte, lines bool) {
	start := len(b)
	if t.cdata || bytes.IndexByte(t.text, '&') < 0 {
		b = append(b, t.text...)
	} else {
		b = t.appendUnescaped(b, t.text)
	}
	told := tell(b[start:])
	if !t.sound(b[start:], told) {
		return b[:start], false
	}
	return b, told&(white|carriage) != 0
}

// Unescape checks an attribute value and resolves its references.
func (t *Tokenizer) Unescape(value []byte) []byte {
	told := tell(value)
	if !t.sound(value, told) {
		return nil
	}
	if told&reference == 0 {
		return value
	}
	return t.appendUnescaped(nil, value)
}

// appendUnescaped resolves the five named and the numeric references (XML 1.0, 4.1, 4.6). There can be no others, since nothing declares any.
func (t *Tokenizer) appendUnescaped(b, text []byte) []byte {
	for {
		n := bytes.IndexByte(text, '&')
		if n < 0 {
			return append(b, text...)
		}
		b = append(b, text[:n]...)
		text = text[n+1:]
		end := bytes.IndexByte(text, ';')
		if end < 0 {
			t.malformed("a character reference does not end")
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
				t.malformed("a reference that names no character")
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
	return r, r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r != 0xFFFE && r != 0xFFFF && utf8.ValidRune(r)
}
