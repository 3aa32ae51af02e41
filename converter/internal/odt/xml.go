package odt

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"

	"nianbao/converter/internal/limit"
)

// scanner reads XML by the standard library's decoder, which expands no entities, and adds what the limits ask: nesting is
// counted, and so is every token. Names are given with the prefix that the OpenDocument specification uses for their namespace,
// whatever the file calls it.
type scanner struct {
	decoder *xml.Decoder
	meter   *limit.Meter
	limits  limit.Limits
	depth   int
	name    string // of the start tag
	attrs   []xml.Attr
	text    []byte
	nodes   int    // elements, attributes, comments and instructions so far
	problem string // why the part cannot be read on; "" as long as it can
}

// tooManyNodes is the problem of a part of more elements than a page may have.
const tooManyNodes = "it has too many elements and attributes"

type kind uint8

const (
	endOfPart kind = iota
	startTag
	endTag
	characters
)

func newScanner(m *limit.Meter, data []byte) *scanner {
	return &scanner{decoder: xml.NewDecoder(bytes.NewReader(data)), meter: m, limits: m.Limits()}
}

// next moves to the next token; comments and instructions are passed.
func (s *scanner) next() kind {
	for s.problem == "" {
		if !s.meter.Step(2) {
			s.problem = "stopped"
			break
		}
		token, err := s.decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			s.problem = err.Error()
			break
		}
		if !s.counted(token) {
			return endOfPart
		}
		switch token := token.(type) {
		case xml.StartElement:
			if s.depth++; s.depth > s.limits.XMLDepth {
				s.problem = "elements are nested too deeply"
				return endOfPart
			}
			if len(token.Attr) > s.limits.XMLAttributes {
				s.problem = "an element has too many attributes"
				return endOfPart
			}
			s.name, s.attrs = qualified(token.Name), token.Attr
			return startTag
		case xml.EndElement:
			s.depth--
			return endTag
		case xml.CharData:
			if s.depth > 0 {
				s.text = token
				return characters
			}
		}
	}
	return endOfPart
}

// counted counts a token and reports whether there may be as many.
func (s *scanner) counted(token xml.Token) bool {
	switch token := token.(type) {
	case xml.StartElement:
		s.nodes += 1 + len(token.Attr)
	case xml.Comment, xml.ProcInst:
		s.nodes++
	}
	if s.nodes > s.limits.HTMLNodes {
		s.problem = tooManyNodes
	}
	return s.problem == ""
}

// children calls visit for every child element of the one that the scanner stands on, and text, if not nil, for its characters.
// Whoever leaves a child alone need not skip it.
func (s *scanner) children(visit func(), text func([]byte)) {
	for depth := s.depth; ; {
		switch s.next() {
		case startTag:
			visit()
			for s.depth > depth {
				if s.next() == endOfPart {
					return
				}
			}
		case endTag:
			if s.depth < depth {
				return
			}
		case characters:
			if text != nil {
				text(s.text)
			}
		case endOfPart:
			return
		}
	}
}

// content returns the characters of the element and all elements in it, at most so many bytes.
func (s *scanner) content(most int) string {
	var b []byte
	for depth := s.depth; ; {
		switch s.next() {
		case endTag:
			if s.depth < depth {
				return string(b)
			}
		case characters:
			if len(b) < most {
				b = append(b, s.text...)
			}
		case endOfPart:
			return string(b)
		}
	}
}

// attr returns an attribute of the start tag, "" where there is none.
func (s *scanner) attr(name string) string {
	for i := range s.attrs {
		if a := &s.attrs[i]; strings.HasSuffix(name, a.Name.Local) && qualified(a.Name) == name {
			return a.Value
		}
	}
	return ""
}

// qualified returns a name with the prefix of its namespace (OpenDocument 1.3 part 3, table 1).
func qualified(n xml.Name) string {
	prefix := ""
	switch n.Space {
	case "urn:oasis:names:tc:opendocument:xmlns:text:1.0":
		prefix = "text:"
	case "urn:oasis:names:tc:opendocument:xmlns:table:1.0":
		prefix = "table:"
	case "urn:oasis:names:tc:opendocument:xmlns:office:1.0":
		prefix = "office:"
	case "urn:oasis:names:tc:opendocument:xmlns:style:1.0":
		prefix = "style:"
	case "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0":
		prefix = "draw:"
	case "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0":
		prefix = "fo:"
	case "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0":
		prefix = "manifest:"
	case "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0":
		prefix = "loext:"
	case "urn:oasis:names:tc:opendocument:xmlns:meta:1.0":
		prefix = "meta:"
	case "http://purl.org/dc/elements/1.1/":
		prefix = "dc:"
	case "http://www.w3.org/XML/1998/namespace", "xml":
		prefix = "xml:"
	case "":
	default:
		prefix = "other:"
	}
	return prefix + n.Local
}
