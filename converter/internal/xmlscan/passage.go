package xmlscan

import "bytes"

// Mark is a start tag that a tokenizer stood on.
type Mark struct {
	depth, pos, nodes int
	declared          int
	empty             bool
}

// Passage is the content of an element that was read to its end, and its end tag. The same bytes behind a start tag of the same name, under
// the same declarations of namespaces, are the same tokens.
type Passage struct {
	of       *Tokenizer
	name     []byte // of the element, with prefix
	content  []byte
	nodes    int
	declared int
	levels   int // at most so many levels are in it
}

// Begin marks the start tag that the tokenizer stands on.
func (t *Tokenizer) Begin() Mark {
	return Mark{depth: t.Depth(), pos: t.pos, nodes: t.nodes, declared: t.declared, empty: t.closing}
}

// Since returns what was read since a mark. It is nothing to be found again if the element was not read to its end or is empty; one in which
// namespaces are declared is never found again, since there are others behind it.
func (t *Tokenizer) Since(m Mark) (Passage, bool) {
	if t.fault != nil || m.empty || t.Depth() != m.depth-1 {
		return Passage{}, false
	}
	content := t.data[m.pos:t.pos]
	top := &t.open[:m.depth][m.depth-1] // its place is still there
	return Passage{of: t, name: t.nameOf(top), content: content, nodes: t.nodes - m.nodes, declared: m.declared,
		levels: bytes.Count(content, []byte{'<'})}, true
}

// Repeats reports whether what follows the start tag that the tokenizer stands on is a passage that it read before. If so it stands on the
// end tag. Limits are counted as if it were read; near the limit of levels nothing is passed unread, so that what is refused is
// refused.
func (t *Tokenizer) Repeats(p *Passage) bool {
	if !bytes.HasPrefix(t.data[t.pos:], p.content) || t.closing || t.fault != nil || p.of != t || t.declared != p.declared ||
		len(t.open)+p.levels > t.limits.Depth || t.nodes+p.nodes > t.limits.Nodes || !bytes.Equal(t.nameOf(&t.open[len(t.open)-1]), p.name) {
		return false
	}
	if !t.meter.Step(1) {
		t.fail(Stopped, "", 0)
		return true
	}
	t.nodes += p.nodes
	t.pos += len(p.content)
	t.pop()
	return true
}
