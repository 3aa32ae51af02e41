package ofdread

import (
	"math"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/xmlscan"
)

// element is an element of a part, with local names: everything of the format is in one namespace (7.3).
type element struct {
	name        string
	attrs       []attribute
	text        string   // characters right in it
	first, next *element // its first child, the one behind it in its parent
	children    int      // how many there are
}

// child returns the first child of a name, nil where there is none.
func (e *element) child(name string) *element {
	for c := e.first; c != nil; c = c.next {
		if c.name == name {
			return c
		}
	}
	return nil
}

// value returns the text of a child without the space around it.
func (e *element) value(name string) string {
	if c := e.child(name); c != nil {
		return strings.TrimSpace(c.text)
	}
	return ""
}

// tree makes the elements of a part. What they hold are pieces of one copy of the part, and they lie in blocks: a page may have hundreds of
// thousands of them.
type tree struct {
	file  *file
	s     xmlscan.Strict
	part  string // in UTF-8
	open  []level
	names map[string]string

	elements []element   // room for more
	attrs    []attribute // the same
}

// level is an element that has not ended.
type level struct {
	*element
	last   *element // its last child
	pieces int      // of its text so far
	text   []byte   // the pieces, where there are several
}

// parse reads the elements of a part. No entity is expanded but those of XML itself.
func (f *file) parse(name string, data []byte) *element {
	limits := f.meter.Limits()
	t := &tree{file: f, names: map[string]string{}, open: []level{{element: &element{}}}}
	t.s.Tokenizer = xmlscan.NewTokenizer(f.meter, data, xmlscan.Limits{Depth: limits.XMLDepth, Attributes: limits.XMLAttributes, Tag: limits.XMLToken,
		Text: limits.XMLToken, Nodes: math.MaxInt}, func([]byte) xmlscan.NS { return xmlscan.OtherNS })
	t.s.Doctype = true
	t.part = string(t.s.Data())
	for f.fault == nil {
		switch t.s.Next() {
		case xmlscan.StartTag:
			t.start()
		case xmlscan.EndTag:
			t.end()
		case xmlscan.Text:
			t.characters()
		case xmlscan.End:
			t.refuse(name)
			return t.open[0].first
		}
	}
	return nil
}

// refuse says why the part was not read to its end, if it was not.
func (t *tree) refuse(name string) {
	fault := t.s.Fault()
	if fault == nil {
		return
	}
	limit := func(what diag.Word) {
		t.file.fail(diag.New("ofd-limit", diag.Place{}, "what", what, "limit", fault.Limit))
	}
	switch fault.Kind {
	case xmlscan.Stopped:
		t.file.fail(t.file.meter.Refusal())
	case xmlscan.TooDeep:
		limit("ofd-levels")
	case xmlscan.TooManyAttributes:
		limit("ofd-attributes")
	case xmlscan.TooLong:
		limit("ofd-text-bytes")
	default:
		t.file.broken(name + ": " + fault.Problem)
	}
	t.open[0].first = nil
}

// start adds the element whose start tag the scanner stands on. It is counted before it is kept.
func (t *tree) start() {
	f := t.file
	if most := f.meter.Limits().HTMLNodes; f.elements >= most {
		f.fail(diag.New("ofd-limit", diag.Place{}, "what", diag.Word("ofd-elements"), "limit", most))
		return
	}
	f.elements++
	e := t.room()
	e.name, e.attrs = t.named(t.s.Local), t.attributes()
	parent := &t.open[len(t.open)-1]
	if parent.last == nil {
		parent.first = e
	} else {
		parent.last.next = e
	}
	parent.last = e
	parent.children++
	if len(t.open) < cap(t.open) { // what was read at this level before has left its buffer
		t.open = t.open[:len(t.open)+1]
		top := &t.open[len(t.open)-1]
		*top = level{element: e, text: top.text[:0]}
		return
	}
	t.open = append(t.open, level{element: e})
}

// room returns a new element.
func (t *tree) room() *element {
	if len(t.elements) == 0 {
		t.elements = make([]element, 128)
	}
	e := &t.elements[0]
	t.elements = t.elements[1:]
	return e
}

// named returns a name, the same string for the same name.
func (t *tree) named(local []byte) string {
	const most = 256
	name, known := t.names[string(local)]
	if !known {
		name = string(local)
		if len(t.names) < most {
			t.names[name] = name
		}
	}
	return name
}

// end ends the innermost element.
func (t *tree) end() {
	top := &t.open[len(t.open)-1]
	if top.pieces > 1 {
		top.element.text = string(top.text)
	}
	t.open = t.open[:len(t.open)-1]
}

// characters adds the characters that the scanner stands on to the innermost element. Nearly all elements that have any have one piece.
func (t *tree) characters() {
	top := &t.open[len(t.open)-1]
	text := t.s.Text()
	before := len(top.text)
	if top.pieces == 1 {
		before = len(top.element.text)
	}
	if most := t.file.meter.Limits().XMLToken; before+len(text) > most {
		t.file.fail(diag.New("ofd-limit", diag.Place{}, "what", diag.Word("ofd-text-bytes"), "limit", most))
		return
	}
	if top.pieces++; top.pieces == 1 {
		if at, verbatim := t.s.TextAt(); verbatim {
			top.element.text = t.part[at : at+len(text)]
		} else {
			top.element.text = string(text)
		}
		return
	}
	if top.pieces == 2 {
		top.text = append(top.text, top.element.text...)
	}
	top.text = append(top.text, text...)
}
