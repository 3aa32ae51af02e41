package docx

import (
	"math"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/xmlscan"
)

// scanner reads a part of the package. It looks at no more than is asked for: Word files are long, most of what stands in them is form.
type scanner struct {
	xmlscan.Tokenizer
	part    string
	meter   *limit.Meter
	refused *diag.Diagnostic // why the reader ended the scan
}

// scanner returns a scanner of a part of the package.
func (a *archive) scanner(part string, data []byte) *scanner {
	limits := xmlscan.Limits{Depth: a.limits.XMLDepth, Attributes: a.limits.XMLAttributes, Tag: a.limits.XMLToken, Text: a.limits.XMLToken, Nodes: math.MaxInt}
	return &scanner{Tokenizer: xmlscan.NewTokenizer(a.meter, data, limits, namespaceOf), part: part, meter: a.meter}
}

// fail ends the scan with a diagnostic that the place is added to.
func (s *scanner) fail(code diag.Code, args ...any) {
	if s.Failed() {
		return
	}
	s.Refuse("")
	d := s.diagnostic(code, args...)
	s.refused = &d
}

func (s *scanner) diagnostic(code diag.Code, args ...any) diag.Diagnostic {
	f := s.Fault()
	return diag.New(code, diag.Place{Part: s.part}, append(args, "part", s.part, "line", f.Line, "byte", f.Byte)...)
}

// fault says why the part was not read to its end, nil if it was.
func (s *scanner) fault() *diag.Diagnostic {
	f := s.Fault()
	if f == nil || s.refused != nil {
		return s.refused
	}
	limit := func(what, whatEn string) diag.Diagnostic {
		return s.diagnostic("docx-xml-limit", "what", what, "what_en", whatEn, "limit", f.Limit)
	}
	var d diag.Diagnostic
	switch f.Kind {
	case xmlscan.Stopped:
		d = s.meter.Refusal()
	case xmlscan.Declared:
		d = s.diagnostic("docx-xml-dtd")
	case xmlscan.TooDeep:
		d = limit("元素嵌套层数", "levels of elements")
	case xmlscan.TooLong:
		d = limit("单个标记的字节数", "bytes in one token")
	case xmlscan.TooManyAttributes:
		d = limit("一个元素的属性个数", "attributes of one element")
	default:
		d = s.diagnostic("docx-xml", "problem", f.Problem)
	}
	return &d
}

// appendText appends the characters that the scanner stands on, references resolved. Line breaks, carriage returns and
// tabs become spaces: in WordprocessingML they are white space of the mark-up, a real tab is w:tab.
func (s *scanner) appendText(b []byte) []byte {
	start := len(b)
	b, lines := s.AppendText(b)
	if lines {
		for i, c := range b[start:] {
			if xmlscan.IsSpace(c) {
				b[start+i] = ' '
			}
		}
	}
	return b
}
