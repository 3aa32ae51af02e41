package cmap

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// Counter says whether work shall go on after so many steps.
type Counter interface{ Count(n int) bool }

// mostRanges is how many ranges a CMap may have: the largest predefined one has 30,000.
const mostRanges = 70_000

// Parse reads a CMap that stands in a file. What it does not understand it skips: a code that it then does not know has no
// text, and figures in such characters are no figures. base is the map that usecmap or UseCMap names; nil for none.
func Parse(count Counter, data []byte, base *Map) *Map {
	m := &Map{}
	if base != nil {
		*m = *base
		m.cids = append([]cidRange(nil), base.cids...)
		m.texts = append([]textRange(nil), base.texts...)
		m.codeSpaces = append([]codeSpace(nil), base.codeSpaces...)
	}
	p := &parser{data: data, count: count}
	var before, last token
	for t, ok := p.next(); ok; t, ok = p.next() {
		if t.kind == word {
			switch string(t.bytes) {
			case "begincodespacerange":
				p.codeSpaces(m)
			case "begincidrange":
				p.cids(m, true)
			case "begincidchar":
				p.cids(m, false)
			case "beginbfrange":
				p.textRanges(m)
			case "beginbfchar":
				p.textChars(m)
			case "usecmap":
				if named := Predefined(string(last.bytes)); last.kind == name && named != nil && base == nil {
					m.identity, m.decode, m.cidOf = named.identity, named.decode, named.cidOf
					m.codeSpaces = append(m.codeSpaces, named.codeSpaces...)
				}
			case "def":
				if before.kind == name && string(before.bytes) == "WMode" {
					m.Vertical = last.kind == integer && last.value == 1
				}
			}
		}
		before, last = last, t
	}
	m.sort()
	return m
}

// kind is what a token of the language is.
type kind uint8

const (
	word kind = iota
	name
	integer
	hex
	open
	end
)

type token struct {
	kind  kind
	bytes []byte // of a word, a name, or the bytes that a string in <> stands for
	value int
}

type parser struct {
	data  []byte
	pos   int
	count Counter
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isRegular(c byte) bool { return !isSpace(c) && bytes.IndexByte([]byte("()<>[]{}/%"), c) < 0 }

// next reads a token; of the language of PostScript only what CMaps are made of.
func (p *parser) next() (token, bool) {
	for p.pos < len(p.data) && p.count.Count(1) {
		c := p.data[p.pos]
		switch {
		case isSpace(c):
			p.pos++
			continue
		case c == '%':
			at := bytes.IndexAny(p.data[p.pos:], "\r\n")
			if at < 0 {
				return token{}, false
			}
			p.pos += at
			continue
		case c == '<' && p.pos+1 < len(p.data) && p.data[p.pos+1] != '<':
			return p.hexadecimal(), true
		case c == '[', c == ']':
			p.pos++
			if c == '[' {
				return token{kind: open}, true
			}
			return token{kind: end}, true
		case c == '/':
			p.pos++
			return token{kind: name, bytes: p.regular()}, true
		case !isRegular(c):
			p.pos++
			continue
		}
		t := token{kind: word, bytes: p.regular()}
		if n, ok := number(t.bytes); ok {
			t.kind, t.value = integer, n
		}
		return t, true
	}
	return token{}, false
}

func (p *parser) regular() []byte {
	start := p.pos
	for p.pos < len(p.data) && isRegular(p.data[p.pos]) {
		p.pos++
	}
	return p.data[start:p.pos]
}

func number(b []byte) (int, bool) {
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, len(b) > 0 && len(b) < 10
}

func (p *parser) hexadecimal() token {
	p.pos++
	at := bytes.IndexByte(p.data[p.pos:], '>')
	if at < 0 {
		at = len(p.data) - p.pos
	}
	digits := p.data[p.pos : p.pos+at]
	p.pos = min(len(p.data), p.pos+at+1)
	out := make([]byte, 0, len(digits)/2+1)
	high := -1
	for _, c := range digits {
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
			out = append(out, byte(high<<4|d))
			high = -1
		}
	}
	if high >= 0 {
		out = append(out, byte(high<<4))
	}
	return token{kind: hex, bytes: out}
}

// code reads a code; anything else ends the list that it stands in.
func (p *parser) code() (uint32, int, bool) {
	t, ok := p.next()
	if !ok || t.kind != hex || len(t.bytes) == 0 || len(t.bytes) > 4 {
		return 0, 0, false
	}
	return value(t.bytes), len(t.bytes), true
}

func (p *parser) codeSpaces(m *Map) {
	for len(m.codeSpaces) < 100 {
		from, length, ok := p.code()
		to, length2, ok2 := p.code()
		if !ok || !ok2 {
			return
		}
		if length == length2 {
			m.codeSpaces = append(m.codeSpaces, codeSpace{length, from, to})
		}
	}
}

func (p *parser) cids(m *Map, ranges bool) {
	for len(m.cids) < mostRanges {
		from, length, ok := p.code()
		if !ok {
			return
		}
		to := from
		if ranges {
			if to, _, ok = p.code(); !ok {
				return
			}
		}
		cid, ok := p.next()
		if !ok || cid.kind != integer {
			return
		}
		if from <= to {
			m.cids = append(m.cids, cidRange{length, from, to, cid.value})
		}
	}
}

func (p *parser) textChars(m *Map) {
	for len(m.texts) < mostRanges {
		code, _, ok := p.code()
		if !ok {
			return
		}
		t, ok := p.next()
		if !ok || t.kind != hex {
			return
		}
		m.texts = append(m.texts, textRange{code, code, utf16Text(t.bytes), -1})
	}
}

func (p *parser) textRanges(m *Map) {
	for len(m.texts) < mostRanges {
		from, _, ok := p.code()
		to, _, ok2 := p.code()
		if !ok || !ok2 {
			return
		}
		t, ok := p.next()
		switch {
		case !ok:
			return
		case t.kind == open:
			for code := from; ; code++ {
				t, ok := p.next()
				if !ok || t.kind != hex || len(m.texts) >= mostRanges {
					break
				}
				if code <= to {
					m.texts = append(m.texts, textRange{code, code, utf16Text(t.bytes), -1})
				}
			}
		case t.kind == hex && from <= to:
			text := utf16Text(t.bytes)
			last, size := utf8.DecodeLastRuneInString(text)
			if size == 0 {
				continue
			}
			m.texts = append(m.texts, textRange{from, to, text[:len(text)-size], last})
		}
	}
}

// utf16Text decodes UTF-16 with the high byte first; a single byte is a character by itself.
func utf16Text(b []byte) string {
	if len(b) == 1 {
		return string(rune(b[0]))
	}
	units := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return string(utf16.Decode(units))
}
