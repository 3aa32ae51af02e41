package read

import (
	"bytes"

	"nianbao/converter/internal/docx/opc"
	"nianbao/converter/internal/xmlscan"
)

// scanner reads a part whose elements are those of WordprocessingML.
type scanner struct{ opc.Scanner }

func newScanner(p *opc.Package, part string, data []byte) *scanner {
	return &scanner{p.Scanner(part, data, namespaceOf)}
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
