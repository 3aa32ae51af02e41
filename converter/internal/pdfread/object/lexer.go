package object

import (
	"bytes"
	"fmt"
	"strconv"
)

// parser reads objects from a stretch of bytes: of the file, or of an object stream. It counts what it makes in its file.
type parser struct {
	f     *File
	data  []byte
	pos   int
	depth int
}

// Kinds of bytes (7.2.2, tables 1 and 2).
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

func isRegular(c byte) bool { return !isSpace(c) && !isDelimiter(c) }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// broken is the error of a place in the bytes.
func (p *parser) broken(what string) error {
	return fmt.Errorf("%w: %s at byte %d", ErrBroken, what, p.pos)
}

// space skips white space and comments.
func (p *parser) space() {
	for p.pos < len(p.data) {
		switch c := p.data[p.pos]; {
		case isSpace(c):
			p.pos++
		case c == '%':
			end := bytes.IndexAny(p.data[p.pos:], "\r\n")
			if end < 0 {
				end = len(p.data) - p.pos
			}
			p.pos += end
		default:
			return
		}
	}
}

// keyword consumes a word if it stands here, alone.
func (p *parser) keyword(word string) bool {
	p.space()
	end := p.pos + len(word)
	if !bytes.HasPrefix(p.data[p.pos:], []byte(word)) || end < len(p.data) && isRegular(p.data[end]) {
		return false
	}
	p.pos = end
	return true
}

// number consumes a whole number without a sign.
func (p *parser) number() (int, bool) {
	p.space()
	start, n := p.pos, 0
	for p.pos < len(p.data) && isDigit(p.data[p.pos]) {
		if p.pos-start == 18 {
			return 0, false
		}
		n = 10*n + int(p.data[p.pos]-'0')
		p.pos++
	}
	return n, p.pos > start
}

// object reads one value.
func (p *parser) object() (Object, error) {
	if err := p.f.count(1); err != nil {
		return nil, err
	}
	p.space()
	if p.pos >= len(p.data) {
		return nil, p.broken("an object is missing")
	}
	switch c := p.data[p.pos]; {
	case c == '/':
		return p.name()
	case c == '(':
		return p.literal()
	case c == '[':
		return p.array()
	case c == '<' && p.pos+1 < len(p.data) && p.data[p.pos+1] == '<':
		return p.dict()
	case c == '<':
		return p.hexadecimal()
	case isDigit(c) || c == '+' || c == '-' || c == '.':
		return p.numeric()
	case p.keyword("true"):
		return true, nil
	case p.keyword("false"):
		return false, nil
	case p.keyword("null"):
		return nil, nil
	}
	return nil, p.broken("no object")
}

// numeric reads a number, or the reference that two whole numbers and an R are (7.3.10).
func (p *parser) numeric() (Object, error) {
	start := p.pos
	if n, ok := p.number(); ok && (p.pos == len(p.data) || !isRegular(p.data[p.pos])) {
		after := p.pos
		if p.space(); p.pos < len(p.data) && isDigit(p.data[p.pos]) {
			if _, ok := p.number(); ok && p.keyword("R") {
				return Ref(n), nil
			}
		}
		p.pos = after
		return Integer(n), nil
	}
	p.pos = start
	for p.pos < len(p.data) && isRegular(p.data[p.pos]) {
		p.pos++
	}
	text := p.data[start:p.pos]
	if len(text) > 40 || len(bytes.Trim(text, "+-.0123456789")) > 0 {
		p.pos = start
		return nil, p.broken("no number")
	}
	if n, err := strconv.ParseInt(string(text), 10, 64); err == nil {
		return Integer(n), nil
	}
	n, err := strconv.ParseFloat(string(text), 64)
	if err != nil {
		p.pos = start
		return nil, p.broken("no number")
	}
	return Real(n), nil
}

// name reads a name (7.3.5).
func (p *parser) name() (Name, error) {
	p.pos++
	start := p.pos
	for p.pos < len(p.data) && isRegular(p.data[p.pos]) {
		p.pos++
	}
	text := p.data[start:p.pos]
	if bytes.IndexByte(text, '#') < 0 {
		return Name(text), p.f.length(len(text))
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] == '#' && i+2 < len(text) {
			if high, low := digit(text[i+1]), digit(text[i+2]); high >= 0 && low >= 0 {
				out = append(out, byte(high<<4|low))
				i += 2
				continue
			}
		}
		out = append(out, text[i])
	}
	return Name(out), p.f.length(len(text))
}

// digit is the value of a hexadecimal digit, or -1.
func digit(c byte) int {
	switch {
	case isDigit(c):
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// literal reads a string in brackets (7.3.4.2).
func (p *parser) literal() (String, error) {
	var out []byte
	start := p.pos
	for depth := 0; p.pos < len(p.data); p.pos++ {
		c := p.data[p.pos]
		switch c {
		case '(':
			if depth++; depth == 1 {
				continue
			}
		case ')':
			if depth--; depth == 0 {
				p.pos++
				return String(out), p.f.length(p.pos - start)
			}
		case '\\':
			out = p.escape(out)
			continue
		case '\r': // any end of a line is one line feed
			if p.pos+1 < len(p.data) && p.data[p.pos+1] == '\n' {
				p.pos++
			}
			c = '\n'
		}
		out = append(out, c)
	}
	return "", p.broken("a string has no end")
}

// escape reads what stands behind a backslash, and leaves the parser on its last byte.
func (p *parser) escape(out []byte) []byte {
	if p.pos++; p.pos >= len(p.data) {
		return out
	}
	switch c := p.data[p.pos]; c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\n':
		return out
	case '\r':
		if p.pos+1 < len(p.data) && p.data[p.pos+1] == '\n' {
			p.pos++
		}
		return out
	case '0', '1', '2', '3', '4', '5', '6', '7':
		n := 0
		for i := 0; i < 3 && p.pos < len(p.data) && p.data[p.pos] >= '0' && p.data[p.pos] <= '7'; i++ {
			n = n<<3 | int(p.data[p.pos]-'0')
			p.pos++
		}
		p.pos--
		return append(out, byte(n))
	default:
		return append(out, c)
	}
}

// hexadecimal reads a string of digits (7.3.4.3).
func (p *parser) hexadecimal() (String, error) {
	end := bytes.IndexByte(p.data[p.pos:], '>')
	if end < 0 {
		p.pos = len(p.data)
		return "", p.broken("a string has no end")
	}
	out, ok := unhex(p.data[p.pos+1 : p.pos+end])
	if !ok {
		return "", p.broken("no hexadecimal digit")
	}
	p.pos += end + 1
	return String(out), p.f.length(end)
}

// array reads an array (7.3.6).
func (p *parser) array() (Object, error) {
	if err := p.enter(); err != nil {
		return nil, err
	}
	defer p.leave()
	p.pos++
	out := Array{}
	for {
		if p.space(); p.pos < len(p.data) && p.data[p.pos] == ']' {
			p.pos++
			return out, nil
		}
		item, err := p.object()
		if err != nil {
			return nil, err
		}
		out = append(out, item)
	}
}

// dict reads a dictionary (7.3.7). Of a key that stands there twice the last counts, as with the programs that show files.
func (p *parser) dict() (Object, error) {
	if err := p.enter(); err != nil {
		return nil, err
	}
	defer p.leave()
	p.pos += 2
	out := Dict{}
	for {
		p.space()
		if bytes.HasPrefix(p.data[p.pos:], []byte(">>")) {
			p.pos += 2
			return out, nil
		}
		if p.pos >= len(p.data) || p.data[p.pos] != '/' {
			return nil, p.broken("a key is missing")
		}
		key, err := p.name()
		if err != nil {
			return nil, err
		}
		value, err := p.object()
		if err != nil {
			return nil, err
		}
		if value == nil { // the same as no entry
			delete(out, key)
			continue
		}
		out[key] = value
	}
}

func (p *parser) enter() error {
	if p.depth++; p.depth > p.f.limits.PDFNesting {
		return tooMuch(Nesting, p.f.limits.PDFNesting)
	}
	return nil
}

func (p *parser) leave() { p.depth-- }
