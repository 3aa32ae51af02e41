package docx

import (
	"bytes"

	"nianbao/converter/internal/xmlscan"
)

// namespace is one of the namespaces that the reader knows. Transitional and strict spellings (ISO/IEC 29500-4 and -1) are the
// same namespace here.
type namespace = xmlscan.NS

const (
	nsOther = xmlscan.OtherNS
	nsNone  = xmlscan.NoNS
	nsXML   = xmlscan.XMLNS
)

const (
	nsW namespace = iota + xmlscan.FirstNS
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

// val returns w:val.
func (s *scanner) val() ([]byte, bool) { return s.Attribute(nsW, "val") }

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
	v, ok := s.Attribute(nsW, local)
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
