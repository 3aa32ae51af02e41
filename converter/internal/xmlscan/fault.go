package xmlscan

import "bytes"

// FaultKind is the kind of a [Fault].
type FaultKind uint8

// The kinds.
const (
	Malformed FaultKind = iota
	Declared            // a document type declaration, which could declare entities
	TooDeep
	TooManyAttributes // in one element
	TooLong           // one token
	TooManyNodes
	Stopped // the meter ended the work
	Refused // the caller did: [Tokenizer.Refuse]
)

// Fault is why a part was not read to its end.
type Fault struct {
	Kind    FaultKind
	Problem string // in English: "an end tag does not match its start tag"
	Line    int    // where it stands in the part, from 1
	Byte    int    // the same, as an offset
	Limit   int    // the limit that was passed, if one was
}

// Fault returns why reading ended, nil as long as it did not, and where the part was read to its end.
func (t *Tokenizer) Fault() *Fault { return t.fault }

// Failed reports whether there is a fault.
func (t *Tokenizer) Failed() bool { return t.fault != nil }

// Refuse ends reading for a reason that the caller knows.
func (t *Tokenizer) Refuse(problem string) { t.fail(Refused, problem, 0) }

// fail notes the first fault, behind which nothing more is read: all elements count as ended.
func (t *Tokenizer) fail(kind FaultKind, problem string, limit int) Kind {
	if t.fault == nil {
		line := bytes.Count(t.data[:min(t.pos, len(t.data))], []byte{'\n'}) + 1
		t.fault = &Fault{Kind: kind, Problem: problem, Line: line, Byte: t.pos, Limit: limit}
	}
	t.open = t.open[:0]
	t.closing = false
	return End
}

func (t *Tokenizer) malformed(problem string) Kind { return t.fail(Malformed, problem, 0) }

func (t *Tokenizer) tooDeep() Kind {
	return t.fail(TooDeep, "elements are nested too deeply", t.limits.Depth)
}

func (t *Tokenizer) tooLong(most int) Kind {
	return t.fail(TooLong, "a tag or a text is too long", most)
}
