package docx

import "bytes"

// namespace is one of the namespaces that the reader knows. Transitional and strict spellings (ISO/IEC 29500-4 and -1) are the
// same namespace here.
type namespace uint8

const (
	nsOther namespace = iota
	nsNone            // no namespace
	nsXML
	nsW
	nsR
	nsMC // markup compatibility, ECMA-376-3
	nsMath
	nsVML
	nsOffice // urn:schemas-microsoft-com:office:office
	nsDrawing
	nsPicture
	nsShape  // wps
	nsCanvas // wpg, wpc: groups and canvases of shapes
	nsWord14
	nsChart
	nsContentTypes
	nsRelationships
	nsCustom
	nsVariant
	nsDublinCore
	nsCells // of the part that holds the figures of a form
)

const strictNS = "http://purl.oclc.org/ooxml/"

// namespaceOf knows namespaces by their name.
func namespaceOf(uri []byte) namespace {
	switch string(uri) {
	case "":
		return nsNone
	case wordNS, strictNS + "wordprocessingml/main":
		return nsW
	case relNS, strictNS + "officeDocument/relationships":
		return nsR
	case "http://schemas.openxmlformats.org/markup-compatibility/2006":
		return nsMC
	case officeNS + "math", strictNS + "officeDocument/math":
		return nsMath
	case "urn:schemas-microsoft-com:vml":
		return nsVML
	case "urn:schemas-microsoft-com:office:office":
		return nsOffice
	case "http://schemas.openxmlformats.org/drawingml/2006/main", strictNS + "drawingml/main":
		return nsDrawing
	case "http://schemas.openxmlformats.org/drawingml/2006/picture", strictNS + "drawingml/picture":
		return nsPicture
	case "http://schemas.openxmlformats.org/drawingml/2006/chart", strictNS + "drawingml/chart":
		return nsChart
	case "http://schemas.microsoft.com/office/word/2010/wordprocessingShape":
		return nsShape
	case "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
		"http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas":
		return nsCanvas
	case "http://schemas.microsoft.com/office/word/2010/wordml", "http://schemas.microsoft.com/office/word/2012/wordml":
		return nsWord14
	case packageNS + "content-types":
		return nsContentTypes
	case packageNS + "relationships":
		return nsRelationships
	case officeNS + "custom-properties", strictNS + "officeDocument/customProperties":
		return nsCustom
	case "http://purl.org/dc/elements/1.1/":
		return nsDublinCore
	case cellsNS:
		return nsCells
	case officeNS + "docPropsVTypes", strictNS + "officeDocument/docPropsVTypes":
		return nsVariant
	}
	return nsOther
}

// bind takes the namespace declarations of the start tag.
func (s *scanner) bind() {
	for a := s.attributes(); a.next(); {
		switch {
		case bytes.HasPrefix(a.name, []byte("xmlns:")):
			s.bindings = append(s.bindings, binding{a.name[6:], namespaceOf(s.unescape(a.value))})
		case string(a.name) == "xmlns":
			s.bindings = append(s.bindings, binding{nil, namespaceOf(s.unescape(a.value))})
		}
	}
	s.lastValid = false
}

// lookup returns the namespace of a prefix; nil is the default namespace. A prefix that nothing declares is an unknown
// namespace: what is in it is skipped like everything unknown.
func (s *scanner) lookup(prefix []byte) namespace {
	if s.lastValid && bytes.Equal(prefix, s.lastPrefix) {
		return s.lastNS
	}
	ns := nsOther
	if len(prefix) == 0 {
		ns = nsNone
	} else if string(prefix) == "xml" {
		ns = nsXML
	}
	for i := len(s.bindings) - 1; i >= 0; i-- {
		if bytes.Equal(s.bindings[i].prefix, prefix) {
			ns = s.bindings[i].ns
			break
		}
	}
	s.lastPrefix, s.lastNS, s.lastValid = prefix, ns, true
	return ns
}

// is reports whether the tag has the name.
func (s *scanner) is(ns namespace, local string) bool { return s.ns == ns && string(s.local) == local }

// attr returns an attribute of the start tag by namespace (nsNone for those without a prefix) and local name, with its
// references resolved.
func (s *scanner) attr(ns namespace, local string) (value []byte, ok bool) {
	for a := s.attributes(); a.next(); {
		name := a.name
		colon := len(name) - len(local) - 1
		if colon < -1 || string(name[colon+1:]) != local {
			continue
		}
		switch {
		case colon == -1:
			ok = ns == nsNone
		case name[colon] == ':':
			ok = s.prefixIs(name[:colon], ns)
		}
		if ok {
			return s.unescape(a.value), true
		}
	}
	return nil, false
}

// prefixIs is lookup for attributes, whose missing prefix means no namespace.
func (s *scanner) prefixIs(prefix []byte, ns namespace) bool {
	return len(prefix) > 0 && s.lookup(prefix) == ns
}

// val returns w:val.
func (s *scanner) val() ([]byte, bool) { return s.attr(nsW, "val") }

// onOff reads an element of type CT_OnOff (17.17.4): without w:val it is on.
func (s *scanner) onOff() bool {
	v, ok := s.val()
	if !ok {
		return true
	}
	switch string(v) {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// number reads an attribute of w: as an integer. What is no number, or beyond a billion, is cut to what it can be.
func (s *scanner) number(local string) (int, bool) {
	v, ok := s.attr(nsW, local)
	if !ok {
		return 0, false
	}
	return parseInt(v)
}

// parseInt reads a decimal integer, ignoring a fraction or unit behind it ("12.5", "12pt"); large values stop at ±10⁹.
func parseInt(v []byte) (int, bool) {
	v = bytes.TrimSpace(v)
	negative := false
	if len(v) > 0 && (v[0] == '-' || v[0] == '+') {
		negative = v[0] == '-'
		v = v[1:]
	}
	n, digits := 0, 0
	for _, c := range v {
		if c < '0' || c > '9' {
			break
		}
		digits++
		n = min(n*10+int(c-'0'), 1_000_000_000)
	}
	if negative {
		n = -n
	}
	return n, digits > 0
}

// attributes iterates over the attributes of the start tag.
func (s *scanner) attributes() attributeReader { return attributeReader{rest: s.attrs} }

type attributeReader struct {
	rest        []byte
	name, value []byte
}

// next moves to the next attribute; at the first thing that is none it stops.
func (a *attributeReader) next() bool {
	i := 0
	for i < len(a.rest) && isSpace(a.rest[i]) {
		i++
	}
	start := i
	for i < len(a.rest) && a.rest[i] != '=' && !isSpace(a.rest[i]) {
		i++
	}
	a.name = a.rest[start:i]
	for i < len(a.rest) && isSpace(a.rest[i]) {
		i++
	}
	if i >= len(a.rest) || a.rest[i] != '=' || len(a.name) == 0 {
		return false
	}
	i++
	for i < len(a.rest) && isSpace(a.rest[i]) {
		i++
	}
	if i >= len(a.rest) || a.rest[i] != '"' && a.rest[i] != '\'' {
		return false
	}
	end := bytes.IndexByte(a.rest[i+1:], a.rest[i])
	if end < 0 {
		return false
	}
	a.value = a.rest[i+1 : i+1+end]
	a.rest = a.rest[i+end+2:]
	return true
}
