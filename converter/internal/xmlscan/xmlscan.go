// Package xmlscan reads the XML of office files: parts that lie in memory, token by token, with as little held as possible, under the limits
// that every reader keeps. There are three layers, each for readers of its own:
//
//   - [Tokenizer] finds tags and characters and checks what a hostile part could hurt with. It looks at no more than its caller asks for,
//     and allocates next to nothing: package docx, which reads by far the most files, stands on it.
//   - [Strict] looks at all of every token, so that it refuses what is not well-formed wherever it stands: package ofdread.
//   - [Scanner] gives elements and attributes one name each, whatever prefixes a file uses: packages odt, sheet, wordxml, flatopc.
//
// XML 1.0 (fifth edition) and Namespaces in XML 1.0 are what they go by, and clause numbers in comments are those of the former. None reads a
// document type declaration, so that there are no entities, no default attributes and nothing that leads out of the part; none decodes other
// encodings than UTF-8 and UTF-16. An attribute that stands twice, and a prefix that nothing declares, are let pass.
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
	"math"
	"strconv"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
)

// Names gives namespaces the prefixes by which they are called here, with their colon. Elements and attributes of other namespaces are
// called "other:…", those of XML itself "xml:…", those of none by their local name.
type Names map[string]string

// Scanner reads the elements of a part by the names that [Names] gives them.
type Scanner struct {
	Name    string // of the start tag that was read last
	Problem string // why the part cannot be read on; "" as long as it can. A caller may set it: then reading ends.

	strict   Strict
	meter    *limit.Meter
	prefixes []string          // by namespace
	names    map[string]string // those seen so far, so that each is made once
	name     []byte            // one that is being made
}

// mostNames is how many names are kept, and longestName how long they may be: no schema has more.
const mostNames, longestName = 2048, 64

// New returns a scanner that stands before a part.
func New(m *limit.Meter, data []byte, names Names) *Scanner {
	s := &Scanner{meter: m, names: map[string]string{}, prefixes: make([]string, FirstNS, int(FirstNS)+len(names))}
	s.prefixes[OtherNS], s.prefixes[XMLNS] = "other:", "xml:"
	numbers := make(map[string]NS, len(names))
	for uri, prefix := range names {
		numbers[uri] = NS(len(s.prefixes))
		s.prefixes = append(s.prefixes, prefix)
	}
	limits := m.Limits()
	s.strict.Tokenizer = NewTokenizer(m, data, Limits{Depth: limits.XMLDepth, Attributes: limits.XMLAttributes, Tag: limits.XMLToken,
		Text: math.MaxInt, Nodes: limits.HTMLNodes}, func(uri []byte) NS { return numbers[string(uri)] })
	s.strict.Doctype = true
	return s
}

// Refusal says why a part was not read to its end, nil if it was.
func (s *Scanner) Refusal() *diag.Diagnostic {
	d := diag.New("office-damaged", diag.Place{}, "problem", s.Problem)
	switch fault := s.strict.Fault(); {
	case s.meter.Err() != nil:
		d = s.meter.Refusal()
	case s.Problem == "":
		return nil
	case fault != nil && fault.Kind == TooManyNodes:
		d = diag.New("office-limit", diag.Place{}, "what", diag.Word("office-elements"), "limit", fault.Limit)
	}
	return &d
}

// Next moves to the next token; comments and instructions are passed.
func (s *Scanner) Next() Kind {
	if s.Problem != "" {
		return End
	}
	k := s.strict.Next()
	switch k {
	case StartTag:
		s.Name = s.called(s.strict.NS, s.strict.Local)
	case End:
		switch fault := s.strict.Fault(); {
		case fault == nil:
		case fault.Kind == Stopped:
			s.Problem = "stopped"
		default:
			s.Problem = "XML, line " + strconv.Itoa(fault.Line) + ": " + fault.Problem
		}
	}
	return k
}

// Children calls visit for every child element of the one that the scanner stands on, and text, if not nil, for its characters, which are
// valid until it returns. Whoever leaves a child alone need not skip it.
func (s *Scanner) Children(visit func(), text func([]byte)) {
	for depth := s.strict.Depth(); ; {
		switch s.Next() {
		case StartTag:
			visit()
			for s.strict.Depth() > depth {
				if s.Next() == End {
					return
				}
			}
		case EndTag:
			if s.strict.Depth() < depth {
				return
			}
		case Text:
			if text != nil {
				text(s.strict.Text())
			}
		case End:
			return
		}
	}
}

// Content returns the characters of the element and all elements in it, at most so many bytes.
func (s *Scanner) Content(most int) string {
	var b []byte
	for depth := s.strict.Depth(); ; {
		switch s.Next() {
		case EndTag:
			if s.strict.Depth() < depth {
				return string(b)
			}
		case Text:
			if len(b) < most {
				b = append(b, s.strict.Text()...)
			}
		case End:
			return string(b)
		}
	}
}

// Inner passes the content of the element and returns it as it stands in the part, in UTF-8 and without comments at its end.
func (s *Scanner) Inner() []byte {
	from := s.strict.Pos()
	for depth, to := s.strict.Depth(), from; ; {
		switch s.Next() {
		case EndTag:
			if s.strict.Depth() < depth {
				return s.strict.Data()[from:to]
			}
		case End:
			return nil
		}
		to = s.strict.Pos()
	}
}

// Attr returns an attribute of the start tag, "" where there is none.
func (s *Scanner) Attr(name string) string {
	if a := s.find(name); a != nil {
		return string(s.strict.Value(a))
	}
	return ""
}

// Has reports whether the start tag has an attribute.
func (s *Scanner) Has(name string) bool { return s.find(name) != nil }

func (s *Scanner) find(name string) *Attr {
	for i := range s.strict.Attrs {
		a := &s.strict.Attrs[i]
		prefix := len(name) - len(a.Local)
		if prefix >= 0 && name[prefix:] == string(a.Local) && name[:prefix] == s.prefixes[a.NS] {
			return a
		}
	}
	return nil
}

// EachAttr calls visit for every attribute of the start tag, in order, with its name and value.
func (s *Scanner) EachAttr(visit func(name, value string)) {
	for i := range s.strict.Attrs {
		a := &s.strict.Attrs[i]
		visit(s.called(a.NS, a.Local), string(s.strict.Value(a)))
	}
}

// called returns a name with the prefix of its namespace.
func (s *Scanner) called(ns NS, local []byte) string {
	s.name = append(append(s.name[:0], s.prefixes[ns]...), local...)
	name, seen := s.names[string(s.name)]
	if !seen {
		name = string(s.name)
		if len(s.names) < mostNames && len(name) <= longestName {
			s.names[name] = name
		}
	}
	return name
}
