package xmlscan

import "bytes"

// Skip moves behind the end of the element whose start tag the tokenizer stands on. What is in it is looked at only as far as finding its
// end and the limits need; whether tags inside of it match is nobody's concern.
func (t *Tokenizer) Skip() {
	if t.closing {
		t.Next()
		return
	}
	for depth := 0; t.fault == nil; {
		if !t.meter.Step(1) {
			t.fail(Stopped, "", 0)
			return
		}
		rest := t.data[t.pos:]
		n := bytes.IndexByte(rest, '<')
		if n < 0 || n+1 >= len(rest) {
			t.malformed("the part ends too early")
			return
		}
		if n > t.limits.Text {
			t.tooLong(t.limits.Text)
			return
		}
		t.pos += n
		rest = rest[n:]
		switch rest[1] {
		case '/':
			if depth == 0 {
				t.endElement(rest)
				return
			}
			depth--
			t.pos += bytes.IndexByte(rest, '>') + 1 // where there is none the element has no end tag either
		case '!', '?':
			// A comment or CDATA; neither opens or closes anything.
			t.markup(rest)
		default:
			if depth = t.skipStart(rest, depth); depth < 0 {
				return
			}
		}
	}
}

// skipStart passes a start tag inside of an element that is skipped and returns the depth behind it, -1 after a fault.
func (t *Tokenizer) skipStart(rest []byte, depth int) int {
	n := t.tagEnd(rest)
	if n < 0 || !t.count(1) {
		return -1
	}
	if rest[n-1] != '/' {
		if depth++; len(t.open)+depth > t.limits.Depth {
			t.tooDeep()
			return -1
		}
	}
	t.pos += n + 1
	return depth
}

// Children iterates over the child elements of the start tag that the tokenizer stands on, skipping text. Whoever leaves a child alone
// need not skip it: the iterator does.
func (t *Tokenizer) Children() Children { return Children{t: t, depth: t.Depth()} }

// Children is a place among the child elements of an element.
type Children struct {
	t     *Tokenizer
	depth int
}

// Next moves to the next child's start tag, or behind the end of the parent and returns false.
func (c *Children) Next() bool {
	t := c.t
	for t.Depth() > c.depth { // the last child was not read to its end
		t.Skip()
	}
	for {
		switch t.Next() {
		case StartTag:
			return true
		case EndTag, End:
			return false
		}
	}
}
