package xmlscan

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// Strict is a [Tokenizer] that looks at all of every token: names, attributes and characters must be well-formed whether somebody asks for
// them or not, and attributes count as nodes.
type Strict struct {
	Tokenizer
	Attrs []Attr // of the start tag that was read last, valid until the next one

	verbatim bool   // the characters are what stands in the part
	scratch  []byte // the characters, where they are not
}

// Attr is an attribute.
type Attr struct {
	NS       NS
	Local    []byte
	From, To int // where its value stands in the part

	verbatim bool // the value is what stands there
}

// Next moves to the next token and checks it.
func (s *Strict) Next() Kind {
	k := s.Tokenizer.Next()
	switch k {
	case StartTag:
		if !s.named() || !s.attributes() {
			return s.malformed("a name or an attribute that is none")
		}
	case Text:
		told := tell(s.text)
		if told&greater != 0 && bytes.Contains(s.text, []byte("]]>")) {
			return s.malformed("]]> in a text")
		}
		if s.verbatim = s.plain(s.text, told, s.cdata); s.fault != nil {
			return End
		}
	}
	return k
}

// named checks the name of the start tag.
func (s *Strict) named() bool {
	top := &s.open[len(s.open)-1]
	return isName(s.Local) && (top.local == top.start || isName(s.data[top.start:top.local-1]))
}

// attributes reads the attributes of the start tag.
func (s *Strict) attributes() bool {
	s.Attrs = s.Attrs[:0]
	if len(s.attrs) == 0 {
		return true
	}
	stop := s.pos - 1 // where they end: before > or />
	if s.closing {
		stop--
	}
	a := s.Attributes()
	for a.Next() {
		told := tell(a.Value)
		if told&less != 0 {
			s.malformed("a < in an attribute")
		}
		at := Attr{NS: NoNS, Local: a.Name, To: stop - len(a.rest) - 1}
		at.From = at.To - len(a.Value)
		if colon := bytes.IndexByte(a.Name, ':'); colon >= 0 {
			at.NS, at.Local = s.Lookup(a.Name[:colon]), a.Name[colon+1:]
			if !isName(a.Name[:colon]) {
				return false
			}
		}
		at.verbatim = s.plain(a.Value, told, false)
		if s.fault != nil || !isName(at.Local) || !s.count(1) {
			return false
		}
		s.Attrs = append(s.Attrs, at)
	}
	return a.done()
}

// plain checks characters or a value and reports whether they are what they stand for: no references, no carriage returns.
func (s *Strict) plain(text []byte, told uint8, literal bool) bool {
	if !s.sound(text, told) {
		return false
	}
	if told&reference != 0 && !literal {
		s.scratch = s.appendUnescaped(s.scratch[:0], text)
		return false
	}
	return told&carriage == 0
}

// Text returns the characters that the scanner stands on, with references resolved and line ends as XML has them (2.11). They are valid
// until the next token.
func (s *Strict) Text() []byte {
	if s.verbatim {
		return s.text
	}
	s.scratch = s.resolved(s.text, s.cdata)
	return s.scratch
}

// TextAt returns where the characters stand in the part, and whether they are what stands there.
func (s *Strict) TextAt() (from int, verbatim bool) {
	from = s.pos - len(s.text)
	if s.cdata {
		from -= len("]]>")
	}
	return from, s.verbatim
}

// Value returns the value of an attribute of the start tag, as [Strict.Text] does.
func (s *Strict) Value(a *Attr) []byte {
	value := s.data[a.From:a.To]
	if a.verbatim {
		return value
	}
	s.scratch = s.resolved(value, false)
	return s.scratch
}

// Verbatim reports whether the value of an attribute is what stands in the part between From and To.
func (a *Attr) Verbatim() bool { return a.verbatim }

// resolved makes every line end of the part one line feed and then resolves references: a carriage return that one stands for stays.
func (s *Strict) resolved(text []byte, literal bool) []byte {
	out := s.scratch[:0]
	for len(text) > 0 {
		n := bytes.IndexByte(text, '\r')
		line := text
		if n >= 0 {
			line = text[:n]
		}
		if literal {
			out = append(out, line...)
		} else {
			out = s.appendUnescaped(out, line)
		}
		if n < 0 {
			break
		}
		out = append(out, '\n')
		if text = text[n+1:]; len(text) > 0 && text[0] == '\n' {
			text = text[1:]
		}
	}
	return out
}

// isName reports whether a text is a name without a colon (XML 1.0, fifth edition, 2.3).
func isName(name []byte) bool {
	for i, c := range name {
		if c >= utf8.RuneSelf {
			return isWideName(string(name))
		}
		letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_'
		if !letter && (i == 0 || (c < '0' || c > '9') && c != '-' && c != '.') {
			return false
		}
	}
	return len(name) > 0
}

func isWideName(name string) bool {
	for i, r := range name {
		start := r == '_' || unicode.Is(nameStart, r)
		if !start && (i == 0 || r != '-' && r != '.' && (r < '0' || r > '9') && r != 0xB7 && !(r >= 0x300 && r <= 0x36F) && r != 0x203F && r != 0x2040) {
			return false
		}
	}
	return utf8.ValidString(name)
}

// nameStart is NameStartChar but for the colon and the line below.
var nameStart = &unicode.RangeTable{
	R16: []unicode.Range16{{'A', 'Z', 1}, {'a', 'z', 1}, {0xC0, 0xD6, 1}, {0xD8, 0xF6, 1}, {0xF8, 0x2FF, 1}, {0x370, 0x37D, 1}, {0x37F, 0x1FFF, 1},
		{0x200C, 0x200D, 1}, {0x2070, 0x218F, 1}, {0x2C00, 0x2FEF, 1}, {0x3001, 0xD7FF, 1}, {0xF900, 0xFDCF, 1}, {0xFDF0, 0xFFFD, 1}},
	R32: []unicode.Range32{{0x10000, 0xEFFFF, 1}},
}
