package docx

import (
	"bytes"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
)

// kind is what the scanner stands on.
type kind uint8

const (
	endOfPart kind = iota // also after an error; scanner.fault tells which
	startTag
	endTag
	characters
)

// scanner reads XML 1.0 from memory, one token at a time, and allocates next to nothing. It checks what a hostile part
// could hurt with: any DTD is refused (so there are no entities to expand), nesting, attributes and token sizes are
// limited, tags must match, references must name a character that XML allows. It is not a validator: attributes that
// nobody asks for are not looked at.
type scanner struct {
	data   []byte
	pos    int
	part   string
	limits *limit.Limits
	meter  *limit.Meter

	ns       namespace // of the tag
	local    []byte    // local name of the tag
	attrs    []byte    // attributes of the start tag, as they stand
	text     []byte    // of the characters, as they stand
	cdata    bool      // text is to be taken literally
	closing  bool      // the start tag was an empty element; its end tag comes next
	rootSeen bool

	open     []openTag
	bindings []binding
	// The prefix looked up last and its namespace: nearly all names of a part have the same.
	lastPrefix []byte
	lastNS     namespace
	lastValid  bool

	fault *diag.Diagnostic
}

// openTag is an element that has not ended. Places instead of slices keep the garbage collector out of it.
type openTag struct {
	start, local, end int // of its name in the data, with prefix, and of the local name
	bindings          int // number of bindings outside of it
	ns                namespace
}

type binding struct {
	prefix []byte
	ns     namespace
}

// newScanner returns a scanner of a part. A UTF-16 part is turned into UTF-8 first; XML parts may be either
// (ECMA-376-2 8.1.4).
func newScanner(part string, data []byte, limits *limit.Limits) *scanner {
	s := &scanner{part: part, limits: limits}
	s.data = bytes.TrimPrefix(decodeUTF16(data), []byte("\xef\xbb\xbf"))
	return s
}

// scanner returns a scanner of a part of the package.
func (a *archive) scanner(part string, data []byte) *scanner {
	s := newScanner(part, data, a.limits)
	s.meter = a.meter
	return s
}

// stop ends the scan where the meter ends the work.
func (s *scanner) stop() kind {
	if s.fault == nil {
		d := s.meter.Refusal()
		s.fault = &d
	}
	return s.fail("")
}

func (s *scanner) fail(code diag.Code, args ...any) kind {
	if s.fault == nil {
		line := bytes.Count(s.data[:min(s.pos, len(s.data))], []byte{'\n'}) + 1
		d := diag.New(code, diag.Place{Part: s.part}, append(args, "part", s.part, "line", line, "byte", s.pos)...)
		s.fault = &d
	}
	s.pos = len(s.data)
	s.open = s.open[:0]
	s.closing = false
	return endOfPart
}

func (s *scanner) malformed(problem string) kind { return s.fail("docx-xml", "problem", problem) }

// depth returns the number of open elements.
func (s *scanner) depth() int { return len(s.open) }

// next moves to the next token.
func (s *scanner) next() kind {
	if s.closing {
		s.closing = false
		return s.pop()
	}
	for s.fault == nil {
		if !s.meter.Step(1) {
			return s.stop()
		}
		if s.pos >= len(s.data) {
			if len(s.open) > 0 || !s.rootSeen {
				return s.malformed("the part ends too early")
			}
			return endOfPart
		}
		rest := s.data[s.pos:]
		if rest[0] != '<' {
			n := bytes.IndexByte(rest, '<')
			if n < 0 {
				n = len(rest)
			}
			if n > s.limits.XMLToken {
				return s.tooLong()
			}
			s.text, s.cdata = rest[:n], false
			s.pos += n
			if len(s.open) > 0 {
				return characters
			}
			if len(bytes.TrimLeft(s.text, " \t\r\n")) > 0 {
				return s.malformed("text outside of the root element")
			}
			continue
		}
		if len(rest) < 2 {
			return s.malformed("the part ends inside a tag")
		}
		switch rest[1] {
		case '/':
			return s.endElement(rest)
		case '!', '?':
			if k := s.nextMarkup(rest); k != startTag {
				return k
			}
		default:
			return s.startElement(rest)
		}
	}
	return endOfPart
}

// nextMarkup passes a comment or an instruction (answering startTag: go on), or stands on a CDATA section; a DTD is refused.
func (s *scanner) nextMarkup(rest []byte) kind {
	switch {
	case rest[1] == '?':
		return s.pass(rest, "?>", 2)
	case bytes.HasPrefix(rest, []byte("<!--")):
		return s.pass(rest, "-->", 4)
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		if len(s.open) == 0 {
			return s.malformed("text outside of the root element")
		}
		n := bytes.Index(rest, []byte("]]>"))
		if n < 0 {
			return s.malformed("a CDATA section does not end")
		}
		if n > s.limits.XMLToken {
			return s.tooLong()
		}
		s.text, s.cdata = rest[9:n], true
		s.pos += n + 3
		return characters
	}
	return s.fail("docx-xml-dtd")
}

func (s *scanner) tooDeep() kind {
	return s.fail("docx-xml-limit", "what", "元素嵌套层数", "what_en", "levels of elements", "limit", s.limits.XMLDepth)
}

func (s *scanner) tooLong() kind {
	return s.fail("docx-xml-limit", "what", "单个标记的字节数", "what_en", "bytes in one token", "limit", s.limits.XMLToken)
}

// pass moves behind the end of a comment or an instruction.
func (s *scanner) pass(rest []byte, end string, from int) kind {
	n := bytes.Index(rest[from:], []byte(end))
	if n < 0 {
		return s.malformed("a comment or instruction does not end")
	}
	if n > s.limits.XMLToken {
		return s.tooLong()
	}
	s.pos += from + n + len(end)
	return startTag
}

func (s *scanner) endElement(rest []byte) kind {
	n := bytes.IndexByte(rest, '>')
	if n < 0 {
		return s.malformed("the part ends inside a tag")
	}
	name := rest[2:n]
	if k := len(name); k > 0 && isSpace(name[k-1]) {
		name = bytes.TrimRight(name, " \t\r\n")
	}
	if len(s.open) == 0 || !bytes.Equal(name, s.nameOf(&s.open[len(s.open)-1])) {
		return s.malformed("an end tag does not match its start tag")
	}
	s.pos += n + 1
	return s.pop()
}

func (s *scanner) nameOf(t *openTag) []byte { return s.data[t.start:t.end] }

// pop closes the innermost element and stands on its end tag.
func (s *scanner) pop() kind {
	top := &s.open[len(s.open)-1]
	s.ns, s.local, s.attrs = top.ns, s.data[top.local:top.end], nil
	if len(s.bindings) > top.bindings {
		s.bindings = s.bindings[:top.bindings]
		s.lastValid = false
	}
	s.open = s.open[:len(s.open)-1]
	return endTag
}

func (s *scanner) startElement(rest []byte) kind {
	if len(s.open) == 0 && s.rootSeen {
		return s.malformed("a second root element")
	}
	n := s.tagEnd(rest)
	if n < 0 {
		return endOfPart
	}
	tag, start := rest[1:n], s.pos+1
	s.pos += n + 1
	if k := len(tag); k > 0 && tag[k-1] == '/' {
		s.closing = true
		tag = tag[:k-1]
	}
	end, colon := 0, -1
	for ; end < len(tag) && !isSpace(tag[end]); end++ {
		if tag[end] == ':' && colon < 0 {
			colon = end
		}
	}
	if end == 0 || colon == 0 || colon == end-1 {
		s.closing = false
		return s.malformed("a tag without a name")
	}
	name := tag[:end]
	s.attrs = tag[end:]
	outside := len(s.bindings)
	if len(s.attrs) > 7 && bytes.Contains(s.attrs, []byte("xmlns")) {
		s.bind()
		if s.fault != nil {
			return endOfPart
		}
	}
	if len(s.open) >= s.limits.XMLDepth {
		return s.tooDeep()
	}
	s.local = name[colon+1:]
	s.ns = s.lookup(name[:max(colon, 0)])
	s.open = append(s.open, openTag{start: start, local: start + colon + 1, end: start + end, ns: s.ns, bindings: outside})
	s.rootSeen = true
	return startTag
}

// tagEnd returns the index of the > that ends the tag at the start of rest.
func (s *scanner) tagEnd(rest []byte) int {
	n := bytes.IndexByte(rest, '>')
	if n < 0 {
		s.malformed("the part ends inside a tag")
		return -1
	}
	// Nearly always the first > is the end. It is not if it stands in quotes: then an odd number of them precedes it.
	if tag := rest[:n]; bytes.IndexByte(tag, '\'') >= 0 || bytes.Count(tag, []byte{'"'})&1 != 0 {
		var quote byte
		for n = 1; n < len(rest); n++ {
			c := rest[n]
			if quote != 0 {
				if c == quote {
					quote = 0
				}
			} else if c == '"' || c == '\'' {
				quote = c
			} else if c == '>' {
				break
			}
		}
		if n == len(rest) {
			s.malformed("the part ends inside a tag")
			return -1
		}
	}
	if n > s.limits.XMLToken {
		s.tooLong()
		return -1
	}
	// An attribute takes at least five bytes, so only long tags can have too many.
	if n > 5*s.limits.XMLAttributes && bytes.Count(rest[:n], []byte{'='}) > s.limits.XMLAttributes {
		count := 0
		for rest := rest[:n]; len(rest) > 0 && count <= s.limits.XMLAttributes; count++ {
			start := bytes.IndexAny(rest, `"'`)
			if start < 0 {
				break
			}
			end := bytes.IndexByte(rest[start+1:], rest[start])
			if end < 0 {
				break
			}
			rest = rest[start+end+2:]
		}
		if count > s.limits.XMLAttributes {
			s.fail("docx-xml-limit", "what", "一个元素的属性个数", "what_en", "attributes of one element", "limit", s.limits.XMLAttributes)
			return -1
		}
	}
	return n
}

// skip moves behind the end of the element whose start tag the scanner stands on. What is in it is looked at only as
// far as finding its end and the limits need; whether tags inside of it match is nobody's concern.
func (s *scanner) skip() {
	if s.closing {
		s.next()
		return
	}
	for depth := 0; s.fault == nil; {
		if !s.meter.Step(1) {
			s.stop()
			return
		}
		rest := s.data[s.pos:]
		n := bytes.IndexByte(rest, '<')
		if n < 0 || n+1 >= len(rest) {
			s.malformed("the part ends too early")
			return
		}
		if n > s.limits.XMLToken {
			s.tooLong()
			return
		}
		s.pos += n
		rest = rest[n:]
		switch rest[1] {
		case '/':
			if depth == 0 {
				s.endElement(rest)
				return
			}
			depth--
			n := bytes.IndexByte(rest, '>')
			if n < 0 {
				s.malformed("the part ends inside a tag")
				return
			}
			s.pos += n + 1
		case '!', '?':
			// A comment or CDATA, which only next knows to pass; neither opens or closes anything.
			if k := s.nextMarkup(rest); k == endOfPart {
				return
			}
		default:
			n := s.tagEnd(rest)
			if n < 0 {
				return
			}
			if rest[n-1] != '/' {
				if depth++; len(s.open)+depth > s.limits.XMLDepth {
					s.tooDeep()
					return
				}
			}
			s.pos += n + 1
		}
	}
}

// finish reads what stands behind the root element: there may be nothing but comments and white space.
func (s *scanner) finish() {
	for s.next() != endOfPart {
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// children iterates over the child elements of the start tag that the scanner stands on, skipping text. Whoever leaves
// a child alone need not skip it: the iterator does.
func (s *scanner) children() childReader { return childReader{s: s, depth: s.depth()} }

type childReader struct {
	s     *scanner
	depth int
}

// next moves to the next child's start tag, or behind the end of the parent and returns false.
func (c *childReader) next() bool {
	s := c.s
	for s.depth() > c.depth { // the last child was not read to its end
		s.skip()
	}
	for {
		switch s.next() {
		case startTag:
			return true
		case endTag:
			if s.depth() < c.depth {
				return false
			}
		case endOfPart:
			return false
		}
	}
}
