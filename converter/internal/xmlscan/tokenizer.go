package xmlscan

import (
	"bytes"

	"nianbao/converter/internal/limit"
)

// Kind is the kind of a token.
type Kind uint8

// The kinds.
const (
	End Kind = iota // of the part, or of reading it
	StartTag
	EndTag
	Text
)

// Limits are those of one part.
type Limits struct {
	Depth      int // nesting of elements
	Attributes int // of one element
	Tag        int // bytes of a tag, a comment or an instruction
	Text       int // bytes of characters between two of these, or of a CDATA section
	Nodes      int // elements, comments and instructions in all, with [Strict] attributes too
}

// Tokenizer reads XML 1.0 from memory, one token at a time, and allocates next to nothing. It checks what a hostile part could hurt with:
// a document type declaration is refused (so there are no entities to expand), nesting, attributes and tokens are limited, tags must match,
// references must name a character that XML allows. Attributes and characters that nobody asks for are not looked at: [Strict] does.
//
// A Tokenizer is used by one goroutine and never changes the part.
type Tokenizer struct {
	NS    NS     // namespace of the tag
	Local []byte // local name of the tag

	// Doctype lets a document type declaration without an internal subset pass: it declares nothing here, since nothing outside of the
	// part is ever read.
	Doctype bool

	data   []byte
	pos    int
	limits Limits
	meter  *limit.Meter
	known  func(uri []byte) NS
	nodes  int

	attrs    []byte // attributes of the start tag, as they stand
	text     []byte // characters, as they stand
	cdata    bool   // text is to be taken literally
	closing  bool   // the start tag was an empty element; its end tag comes next
	rootSeen bool
	wide     bool // the part was UTF-16

	open []openTag
	bindings
	fault *Fault
}

// openTag is an element that has not ended. Places instead of slices keep the garbage collector out of it.
type openTag struct {
	start, local, end int // of its name in the data, with prefix, and of the local name
	bindings          int // number of bindings outside of it
	ns                NS
	odd               bool // its name has quotes or slashes in it, so that it may have a > as well
}

// NewTokenizer returns a tokenizer that stands before a part. A part in UTF-16 is turned into UTF-8 first: XML may be either (4.3.3).
// known names the namespaces that the caller knows.
func NewTokenizer(m *limit.Meter, data []byte, limits Limits, known func(uri []byte) NS) Tokenizer {
	t := Tokenizer{meter: m, limits: limits, known: known}
	if t.data, t.wide = data, IsUTF16(data); t.wide {
		var valid bool
		if t.data, valid = decodeUTF16(m, data); !valid {
			t.malformed("not valid UTF-16")
		}
	}
	t.data = bytes.TrimPrefix(t.data, []byte("\xef\xbb\xbf"))
	return t
}

// Depth returns the number of open elements.
func (t *Tokenizer) Depth() int { return len(t.open) }

// Data returns the part in UTF-8, without a byte order mark.
func (t *Tokenizer) Data() []byte { return t.data }

// Pos returns the offset in [Tokenizer.Data] right behind the token that the tokenizer stands on.
func (t *Tokenizer) Pos() int { return t.pos }

// Empty reports whether the start tag is that of an empty element, <a/>.
func (t *Tokenizer) Empty() bool { return t.closing }

// Is reports whether the tag has the name.
func (t *Tokenizer) Is(ns NS, local string) bool { return t.NS == ns && string(t.Local) == local }

// Next moves to the next token; comments and instructions are passed. After [End] it stays there.
func (t *Tokenizer) Next() Kind {
	if t.closing {
		t.closing = false
		return t.pop()
	}
	for t.fault == nil {
		if !t.meter.Step(1) {
			return t.fail(Stopped, "", 0)
		}
		if t.pos >= len(t.data) {
			if len(t.open) > 0 || !t.rootSeen {
				return t.malformed("the part ends too early")
			}
			return End
		}
		rest := t.data[t.pos:]
		if rest[0] != '<' {
			n := bytes.IndexByte(rest, '<')
			if n < 0 {
				n = len(rest)
			}
			if n > t.limits.Text {
				return t.tooLong(t.limits.Text)
			}
			t.text, t.cdata = rest[:n], false
			t.pos += n
			if len(t.open) > 0 {
				return Text
			}
			if len(bytes.TrimLeft(t.text, " \t\r\n")) > 0 {
				return t.malformed("text outside of the root element")
			}
			continue
		}
		if len(rest) < 2 {
			return t.malformed("the part ends inside a tag")
		}
		switch rest[1] {
		case '/':
			return t.endElement(rest)
		case '!', '?':
			if passed, k := t.markup(rest); !passed {
				return k
			}
		default:
			return t.startElement(rest)
		}
	}
	return End
}

func (t *Tokenizer) endElement(rest []byte) Kind {
	if n := len(t.open); n > 0 && !t.open[n-1].odd { // nearly always it is written as short as it can be
		name := t.nameOf(&t.open[n-1])
		if end := len(name) + 2; end < len(rest) && rest[end] == '>' && string(rest[2:end]) == string(name) {
			t.pos += end + 1
			return t.pop()
		}
	}
	n := bytes.IndexByte(rest, '>')
	if n < 0 {
		return t.malformed("the part ends inside a tag")
	}
	name := rest[2:n]
	if k := len(name); k > 0 && IsSpace(name[k-1]) {
		name = bytes.TrimRight(name, " \t\r\n")
	}
	if len(t.open) == 0 || !bytes.Equal(name, t.nameOf(&t.open[len(t.open)-1])) {
		return t.malformed("an end tag does not match its start tag")
	}
	t.pos += n + 1
	return t.pop()
}

func (t *Tokenizer) nameOf(o *openTag) []byte { return t.data[o.start:o.end] }

// pop closes the innermost element and stands on its end tag.
func (t *Tokenizer) pop() Kind {
	top := &t.open[len(t.open)-1]
	t.NS, t.Local, t.attrs = top.ns, t.data[top.local:top.end], nil
	if len(t.bound) > top.bindings {
		t.unbind(top.bindings)
	}
	t.open = t.open[:len(t.open)-1]
	return EndTag
}

func (t *Tokenizer) startElement(rest []byte) Kind {
	if len(t.open) == 0 && t.rootSeen {
		return t.malformed("a second root element")
	}
	if !t.count(1) {
		return End
	}
	end, colon, odd := scanName(rest[1:])
	n := end + 1 // the index of the >
	switch {
	case !odd && rest[n] == '>' && n <= t.limits.Tag: // no attributes
	case !odd && rest[n] == '/' && n < t.limits.Tag: // nor content
		n++
	default:
		if n = t.tagEnd(rest); n < 0 {
			return End
		}
	}
	tag, start := rest[1:n], t.pos+1
	t.pos += n + 1
	if k := len(tag); k > 0 && tag[k-1] == '/' {
		t.closing = true
		tag = tag[:k-1]
	}
	if odd {
		end, colon = oddName(tag)
	}
	if colon == 0 || colon == end-1 { // or nothing
		return t.malformed("a tag without a name")
	}
	name := tag[:end]
	t.attrs = tag[end:]
	outside := len(t.bound)
	if len(t.attrs) > 7 && bytes.Contains(t.attrs, []byte("xmlns")) && !t.bind() {
		return End
	}
	if len(t.open) >= t.limits.Depth {
		return t.tooDeep()
	}
	t.Local = name[colon+1:]
	t.NS = t.Lookup(name[:max(colon, 0)])
	t.open = append(t.open, openTag{start: start, local: start + colon + 1, end: start + end, ns: t.NS, bindings: outside, odd: odd})
	t.rootSeen = true
	return StartTag
}

// What a byte means to a name.
const (
	endsName   = 1 + iota // white space or >
	oddInName             // a quote, behind which a > may be no end, or a slash, which may be no end either
	prefixEnds            // a colon
)

var inName = [256]uint8{' ': endsName, '\t': endsName, '\r': endsName, '\n': endsName, '>': endsName,
	'"': oddInName, '\'': oddInName, '/': oddInName, ':': prefixEnds}

// scanName returns the length of the name at the start of a tag and the place of its first colon, -1 for none. A name that is odd has to be
// looked at when the end of the tag is known.
func scanName(tag []byte) (length, firstColon int, isOdd bool) {
	firstColon = -1
	for i, c := range tag {
		switch inName[c] {
		case 0:
		case endsName:
			return i, firstColon, false
		case oddInName:
			return i, firstColon, c != '/' || i+1 >= len(tag) || tag[i+1] != '>'
		case prefixEnds:
			if firstColon < 0 {
				firstColon = i
			}
		}
	}
	return len(tag), firstColon, true
}

// oddName is scanName for a tag without its ends.
func oddName(tag []byte) (length, firstColon int) {
	firstColon = -1
	for ; length < len(tag) && !IsSpace(tag[length]); length++ {
		if tag[length] == ':' && firstColon < 0 {
			firstColon = length
		}
	}
	return length, firstColon
}

// tagEnd returns the index of the > that ends the tag at the start of rest, -1 after a fault.
func (t *Tokenizer) tagEnd(rest []byte) int {
	n := bytes.IndexByte(rest, '>')
	// Nearly always the first > is the end. It is not if it stands in quotes: then an odd number of them precedes it.
	if n >= 0 && (bytes.IndexByte(rest[:n], '\'') >= 0 || bytes.Count(rest[:n], []byte{'"'})&1 != 0) {
		n = quotedTagEnd(rest)
	}
	if n < 0 {
		t.malformed("the part ends inside a tag")
		return -1
	}
	if n > t.limits.Tag {
		t.tooLong(t.limits.Tag)
		return -1
	}
	// An attribute takes at least four bytes, so only long tags can have too many.
	if most := t.limits.Attributes; n > 4*most && bytes.Count(rest[:n], []byte{'='}) > most && values(rest[:n], most+1) > most {
		t.fail(TooManyAttributes, "an element has too many attributes", most)
		return -1
	}
	return n
}

// quotedTagEnd returns the index of the first > outside of quotes, -1 where there is none.
func quotedTagEnd(rest []byte) int {
	var quote byte
	for n := 1; n < len(rest); n++ {
		c := rest[n]
		if quote != 0 {
			if c == quote {
				quote = 0
			}
		} else if c == '"' || c == '\'' {
			quote = c
		} else if c == '>' {
			return n
		}
	}
	return -1
}

// values counts the quoted values of a tag, at most so many.
func values(tag []byte, most int) int {
	count := 0
	for ; len(tag) > 0 && count < most; count++ {
		start := bytes.IndexAny(tag, `"'`)
		if start < 0 {
			break
		}
		end := bytes.IndexByte(tag[start+1:], tag[start])
		if end < 0 {
			break
		}
		tag = tag[start+end+2:]
	}
	return count
}

// count counts nodes and reports whether there may be as many.
func (t *Tokenizer) count(n int) bool {
	if t.nodes += n; t.nodes > t.limits.Nodes {
		t.fail(TooManyNodes, "it has too many elements and attributes", t.limits.Nodes)
		return false
	}
	return true
}

// Finish reads what stands behind the root element: there may be nothing but comments, instructions and white space.
func (t *Tokenizer) Finish() {
	for t.Next() != End {
	}
}

// IsSpace reports whether XML takes a byte for white space (2.3).
func IsSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }
