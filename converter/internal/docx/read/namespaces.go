package read

import (
	"nianbao/converter/internal/docx/names"
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
	nsCustom
	nsVariant
	nsDublinCore
	nsCells // of the part that holds the figures of a form
)

const strictNS = "http://purl.oclc.org/ooxml/"

// namespaceOf knows namespaces by their name.
func namespaceOf(uri []byte) namespace {
	switch string(uri) {
	case names.WordNS, strictNS + "wordprocessingml/main":
		return nsW
	case names.RelationNS, strictNS + "officeDocument/relationships":
		return nsR
	case "http://schemas.openxmlformats.org/markup-compatibility/2006":
		return nsMC
	case names.OfficeNS + "math", strictNS + "officeDocument/math":
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
	case names.OfficeNS + "custom-properties", strictNS + "officeDocument/customProperties":
		return nsCustom
	case "http://purl.org/dc/elements/1.1/":
		return nsDublinCore
	case names.CellsNS:
		return nsCells
	case names.OfficeNS + "docPropsVTypes", strictNS + "officeDocument/docPropsVTypes":
		return nsVariant
	}
	return nsOther
}
