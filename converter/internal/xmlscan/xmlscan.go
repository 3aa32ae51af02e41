// Package xmlscan reads the XML of office files as a stream: element by element, with as little held as possible, under the limits
// that every reader keeps.
//
//	s := xmlscan.New(meter, data, xmlscan.Names{"urn:example": "x:"})
//	s.Next() // the root
//	s.Children(func() {
//		if s.Name == "x:title" {
//			title = s.Content(1 << 10)
//		}
//	}, nil)
//	if s.Problem != "" …
package xmlscan

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
)

// Names gives namespaces the prefixes by which they are called here, with their colon. Elements and attributes of other namespaces are
// called "other:…", those of none by their local name.
type Names map[string]string

// Scanner reads XML by the standard library's decoder, which expands no entities, and adds what the limits ask: nesting is
// counted, and so is every token. Names are given with the prefix that [Names] has for their namespace, whatever the file calls it.
type Scanner struct {
	Name    string // of the start tag
	Problem string // why the part cannot be read on; "" as long as it can

	decoder *xml.Decoder
	meter   *limit.Meter
	limits  limit.Limits
	names   Names
	depth   int
	attrs   []xml.Attr // of the start tag
	text    []byte
	nodes   int // elements, attributes, comments and instructions so far
}

// TooManyNodes is the problem of a part of more elements than a page may have.
const TooManyNodes = "it has too many elements and attributes"

// Refusal says why a part was not read to its end, nil if it was.
func (s *Scanner) Refusal() *diag.Diagnostic {
	d := diag.New("office-damaged", diag.Place{}, "problem", s.Problem)
	switch {
	case s.meter.Err() != nil:
		d = s.meter.Refusal()
	case s.Problem == "":
		return nil
	case s.Problem == TooManyNodes:
		d = diag.New("office-limit", diag.Place{}, "what", "元素和属性总数", "what_en", "elements and attributes in all", "limit", s.limits.HTMLNodes)
	}
	return &d
}

// Kind is the kind of a token.
type Kind uint8

// The kinds.
const (
	End Kind = iota // of the part, or of reading it
	StartTag
	EndTag
	Text
)

// New returns a scanner that stands before a part.
func New(m *limit.Meter, data []byte, names Names) *Scanner {
	return &Scanner{decoder: xml.NewDecoder(bytes.NewReader(data)), meter: m, limits: m.Limits(), names: names}
}

// Next moves to the next token; comments and instructions are passed.
func (s *Scanner) Next() Kind {
	for s.Problem == "" {
		if !s.meter.Step(2) {
			s.Problem = "stopped"
			break
		}
		token, err := s.decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			s.Problem = err.Error()
			break
		}
		if !s.counted(token) {
			return End
		}
		switch token := token.(type) {
		case xml.StartElement:
			if s.depth++; s.depth > s.limits.XMLDepth {
				s.Problem = "elements are nested too deeply"
				return End
			}
			if len(token.Attr) > s.limits.XMLAttributes {
				s.Problem = "an element has too many attributes"
				return End
			}
			s.Name, s.attrs = s.called(token.Name), token.Attr
			return StartTag
		case xml.EndElement:
			s.depth--
			return EndTag
		case xml.CharData:
			if s.depth > 0 {
				s.text = token
				return Text
			}
		}
	}
	return End
}

// counted counts a token and reports whether there may be as many.
func (s *Scanner) counted(token xml.Token) bool {
	switch token := token.(type) {
	case xml.StartElement:
		s.nodes += 1 + len(token.Attr)
	case xml.Comment, xml.ProcInst:
		s.nodes++
	}
	if s.nodes > s.limits.HTMLNodes {
		s.Problem = TooManyNodes
	}
	return s.Problem == ""
}

// Children calls visit for every child element of the one that the scanner stands on, and text, if not nil, for its characters.
// Whoever leaves a child alone need not skip it.
func (s *Scanner) Children(visit func(), text func([]byte)) {
	for depth := s.depth; ; {
		switch s.Next() {
		case StartTag:
			visit()
			for s.depth > depth {
				if s.Next() == End {
					return
				}
			}
		case EndTag:
			if s.depth < depth {
				return
			}
		case Text:
			if text != nil {
				text(s.text)
			}
		case End:
			return
		}
	}
}

// Content returns the characters of the element and all elements in it, at most so many bytes.
func (s *Scanner) Content(most int) string {
	var b []byte
	for depth := s.depth; ; {
		switch s.Next() {
		case EndTag:
			if s.depth < depth {
				return string(b)
			}
		case Text:
			if len(b) < most {
				b = append(b, s.text...)
			}
		case End:
			return string(b)
		}
	}
}

// Skip passes the content of the element and returns where it stands in the part, without comments at its end.
func (s *Scanner) Skip() (from, to int) {
	from = s.offset()
	for depth := s.depth; ; {
		to = s.offset()
		switch s.Next() {
		case EndTag:
			if s.depth < depth {
				return from, to
			}
		case End:
			return from, from
		}
	}
}

// offset returns how many bytes of the part have been read: right behind the token that the scanner stands on.
func (s *Scanner) offset() int { return int(s.decoder.InputOffset()) }

// Attr returns an attribute of the start tag, "" where there is none.
func (s *Scanner) Attr(name string) string {
	for i := range s.attrs {
		if a := &s.attrs[i]; strings.HasSuffix(name, a.Name.Local) && s.called(a.Name) == name {
			return a.Value
		}
	}
	return ""
}

// Has reports whether the start tag has an attribute.
func (s *Scanner) Has(name string) bool {
	for i := range s.attrs {
		if s.called(s.attrs[i].Name) == name {
			return true
		}
	}
	return false
}

// EachAttr calls visit for every attribute of the start tag, in order, with its name.
func (s *Scanner) EachAttr(visit func(name string, a *xml.Attr)) {
	for i := range s.attrs {
		visit(s.called(s.attrs[i].Name), &s.attrs[i])
	}
}

// called returns a name with the prefix of its namespace.
func (s *Scanner) called(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	if prefix, known := s.names[n.Space]; known {
		return prefix + n.Local
	}
	return "other:" + n.Local
}
