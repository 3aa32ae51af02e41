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
