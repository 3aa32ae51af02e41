package opc

import (
	"math"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/xmlscan"
)

// Scanner reads a part of a package. It looks at no more than is asked for: Word files are long, most of what stands in them is form.
type Scanner struct {
	xmlscan.Tokenizer
	part    string
	meter   *limit.Meter
	refused *diag.Diagnostic // why the reader ended the scan
}

// Scanner returns a scanner of a part. namespaceOf numbers the namespaces that the reader of the part knows.
func (p *Package) Scanner(part string, data []byte, namespaceOf func(uri []byte) xmlscan.NS) Scanner {
	m, limits := p.Meter(), p.Limits()
	bounds := xmlscan.Limits{Depth: limits.XMLDepth, Attributes: limits.XMLAttributes, Tag: limits.XMLToken, Text: limits.XMLToken, Nodes: math.MaxInt}
	return Scanner{Tokenizer: xmlscan.NewTokenizer(m, data, bounds, namespaceOf), part: part, meter: m}
}

// Fail ends the scan with a diagnostic that the place is added to.
func (s *Scanner) Fail(code diag.Code, args ...any) {
	if s.Failed() {
		return
	}
	s.Refuse("")
	d := s.diagnostic(code, args...)
	s.refused = &d
}

func (s *Scanner) diagnostic(code diag.Code, args ...any) diag.Diagnostic {
	f := s.Fault()
	return diag.New(code, diag.Place{Part: s.part}, append(args, "part", s.part, "line", f.Line, "byte", f.Byte)...)
}

// Diagnosis says why the part was not read to its end, nil if it was.
func (s *Scanner) Diagnosis() *diag.Diagnostic {
	f := s.Fault()
	if f == nil || s.refused != nil {
		return s.refused
	}
	limit := func(what diag.Word) diag.Diagnostic {
		return s.diagnostic("docx-xml-limit", "what", what, "limit", f.Limit)
	}
	var d diag.Diagnostic
	switch f.Kind {
	case xmlscan.Stopped:
		d = s.meter.Refusal()
	case xmlscan.Declared:
		d = s.diagnostic("docx-xml-dtd")
	case xmlscan.TooDeep:
		d = limit("xml-levels")
	case xmlscan.TooLong:
		d = limit("xml-token-bytes")
	case xmlscan.TooManyAttributes:
		d = limit("xml-attributes")
	default:
		d = s.diagnostic("docx-xml", "problem", f.Problem)
	}
	return &d
}
