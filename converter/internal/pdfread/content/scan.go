package content

import (
	"bytes"
	"strconv"
)

// kind is what an operand is.
type kind uint8

const (
	number kind = iota
	text        // a string
	name
	open  // [
	end   // ]
	other // a dictionary, true, null: no operator here looks into them
)

// operand is a value before an operator. Its bytes are valid until the next operator is read.
type operand struct {
	kind  kind
	value float64
	bytes []byte
}

// mostOperands is how many operands an operator is given: the longest arrays of a line of text have some thousand. What goes
// beyond is no text that a program wrote.
const mostOperands = 20_000

// scanner cuts a content stream (ISO 32000-1 7.8.2) into operators with their operands. It makes no objects: a page has tens
// of thousands of numbers. What is malformed is skipped, as programs that show pages do.
type scanner struct {
	data     []byte
	pos      int
	operands []operand
	scratch  []byte // of unescaped strings
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

// next reads up to the next operator, "" at the end.
func (s *scanner) next() string {
	s.operands, s.scratch = s.operands[:0], s.scratch[:0]
	for s.pos < len(s.data) {
		c := s.data[s.pos]
		switch {
		case isSpace(c):
			s.pos++
		case c == '%':
			s.comment()
		case c == '(':
			s.add(operand{kind: text, bytes: s.literal()})
		case c == '<' && s.pos+1 < len(s.data) && s.data[s.pos+1] == '<':
			s.dictionary()
			s.add(operand{kind: other})
		case c == '<':
			s.add(operand{kind: text, bytes: s.hexadecimal()})
		case c == '/':
			s.pos++
			s.add(operand{kind: name, bytes: s.regular()})
		case c == '[':
			s.pos++
			s.add(operand{kind: open})
		case c == ']':
			s.pos++
			s.add(operand{kind: end})
		case isDelimiter(c):
			s.pos++
		default:
			word := s.regular()
			if c <= '9' { // digits, sign and point stand before the letters
				if v, ok := parseNumber(word); ok {
					s.add(operand{kind: number, value: v})
					continue
				}
			}
			switch string(word) {
			case "true", "false", "null":
				s.add(operand{kind: other})
			default:
				return string(word)
			}
		}
	}
	return ""
}

func (s *scanner) add(o operand) {
	if len(s.operands) < mostOperands {
		s.operands = append(s.operands, o)
	}
}

func (s *scanner) comment() {
	at := bytes.IndexAny(s.data[s.pos:], "\r\n")
	if at < 0 {
		at = len(s.data) - s.pos
	}
	s.pos += at
}

// regular reads the regular characters that stand here.
func (s *scanner) regular() []byte {
	start := s.pos
	for s.pos < len(s.data) && !isSpace(s.data[s.pos]) && !isDelimiter(s.data[s.pos]) {
		s.pos++
	}
	return s.data[start:s.pos]
}

// parseNumber reads a number (7.3.3). Most have few digits, which strconv would take as a string.
func parseNumber(word []byte) (float64, bool) {
	if len(word) == 0 || len(word) > 40 {
		return 0, false
	}
	i, negative := 0, false
	if word[0] == '-' || word[0] == '+' {
		negative, i = word[0] == '-', 1
	}
	whole, scale, digits := int64(0), int64(1), 0
	point := false
	for ; i < len(word); i++ {
		switch c := word[i]; {
		case c >= '0' && c <= '9':
			if digits++; digits > 15 {
				v, err := strconv.ParseFloat(string(word), 64)
				return v, err == nil
			}
			whole = 10*whole + int64(c-'0')
			if point {
				scale *= 10
			}
		case c == '.' && !point:
			point = true
		default:
			return 0, false
		}
	}
	if digits == 0 && !point {
		return 0, false
	}
	v := float64(whole) / float64(scale)
	if negative {
		v = -v
	}
	return v, true
}

// literal reads a string in brackets (7.3.4.2).
func (s *scanner) literal() []byte {
	start := len(s.scratch)
	depth := 0
	for s.pos < len(s.data) {
		c := s.data[s.pos]
		s.pos++
		switch c {
		case '(':
			if depth++; depth == 1 {
				continue
			}
		case ')':
			if depth--; depth == 0 {
				return s.scratch[start:len(s.scratch):len(s.scratch)]
			}
		case '\\':
			s.escape()
			continue
		}
		s.scratch = append(s.scratch, c)
	}
	return s.scratch[start:len(s.scratch):len(s.scratch)]
}

// escape reads what stands behind a backslash (table 3).
func (s *scanner) escape() {
	if s.pos >= len(s.data) {
		return
	}
	c := s.data[s.pos]
	s.pos++
	switch {
	case c >= '0' && c <= '7':
		n := int(c - '0')
		for i := 0; i < 2 && s.pos < len(s.data) && s.data[s.pos] >= '0' && s.data[s.pos] <= '7'; i++ {
			n = n<<3 | int(s.data[s.pos]-'0')
			s.pos++
		}
		c = byte(n)
	case c == '\r':
		if s.pos < len(s.data) && s.data[s.pos] == '\n' {
			s.pos++
		}
		return
	case c == '\n':
		return
	default:
		if at := bytes.IndexByte([]byte("nrtbf"), c); at >= 0 {
			c = "\n\r\t\b\f"[at]
		}
	}
	s.scratch = append(s.scratch, c)
}

// hexadecimal reads a string of digits (7.3.4.3); what is no digit is skipped.
func (s *scanner) hexadecimal() []byte {
	start := len(s.scratch)
	high := -1
	for s.pos++; s.pos < len(s.data); s.pos++ {
		c := s.data[s.pos]
		if c == '>' {
			s.pos++
			break
		}
		d := -1
		switch {
		case c >= '0' && c <= '9':
			d = int(c - '0')
		case c >= 'a' && c <= 'f':
			d = int(c-'a') + 10
		case c >= 'A' && c <= 'F':
			d = int(c-'A') + 10
		}
		switch {
		case d < 0:
		case high < 0:
			high = d
		default:
			s.scratch = append(s.scratch, byte(high<<4|d))
			high = -1
		}
	}
	if high >= 0 {
		s.scratch = append(s.scratch, byte(high<<4))
	}
	return s.scratch[start:len(s.scratch):len(s.scratch)]
}

// dictionary skips a dictionary.
func (s *scanner) dictionary() {
	kept := len(s.scratch)
	for depth := 0; s.pos < len(s.data); {
		switch c := s.data[s.pos]; {
		case c == '(':
			s.literal()
		case c == '<' && s.pos+1 < len(s.data) && s.data[s.pos+1] == '<':
			depth++
			s.pos += 2
		case c == '<':
			s.hexadecimal()
		case c == '>' && s.pos+1 < len(s.data) && s.data[s.pos+1] == '>':
			s.pos += 2
			if depth--; depth == 0 {
				s.scratch = s.scratch[:kept]
				return
			}
		case c == '%':
			s.comment()
		default:
			s.pos++
		}
	}
	s.scratch = s.scratch[:kept]
}

// image skips an inline image (8.9.7), whose dictionary ends here, with ID: to the EI that stands alone and behind which text
// follows. Bytes of the image may spell it by chance.
func (s *scanner) image() {
	for s.pos < len(s.data) {
		at := bytes.Index(s.data[s.pos:], []byte("EI"))
		if at < 0 {
			s.pos = len(s.data)
			return
		}
		from, to := s.pos+at, s.pos+at+2
		s.pos = to
		if from > 0 && !isSpace(s.data[from-1]) || to < len(s.data) && !isSpace(s.data[to]) {
			continue
		}
		if plain(s.data[to:min(len(s.data), to+16)]) {
			return
		}
	}
}

// plain reports whether bytes are those of operators rather than of an image.
func plain(b []byte) bool {
	for _, c := range b {
		if c >= 0x7F || c < ' ' && !isSpace(c) {
			return false
		}
	}
	return true
}
