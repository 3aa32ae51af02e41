package docx

import (
	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
)

// readMeta reads the custom properties that the writer leaves (15.2.12.2). Properties of others are no concern; values
// are bounded by the limits of the part.
func readMeta(p *pack) (document.Meta, *diag.Diagnostic) {
	var m document.Meta
	root, fault := p.relationsOf("")
	if fault != nil {
		return m, fault
	}
	name := ""
	for _, r := range root {
		if (r.kind == "custom-properties" || r.kind == "customProperties") && !r.external {
			name = r.target
			break
		}
	}
	data, fault := p.read(name)
	if data == nil {
		return m, fault
	}
	s := newScanner(name, data, p.limits)
	property, inside := "", false
	var value []byte
	for k := s.next(); k != endOfPart; k = s.next() {
		switch k {
		case startTag:
			if s.is(nsCustom, "property") {
				n, _ := s.attr(nsNone, "name")
				property = string(n)
			}
			inside = s.ns == nsVariant
			value = value[:0]
		case characters:
			if inside {
				value = s.appendUnescaped(value, s.text)
			}
		case endTag:
			if inside && s.ns == nsVariant {
				setMeta(&m, property, string(value))
				inside = false
			}
		}
	}
	return m, s.fault
}

func setMeta(m *document.Meta, property, value string) {
	switch property {
	case propertyOwn:
		m.Own = value != ""
	case propertyFormat:
		m.Format = value
	case propertyOrganization:
		m.Organization = value
	case propertyYear:
		if n, ok := parseInt([]byte(value)); ok && n > 0 && n < 10000 { // LibreOffice saves a vt:i4 as vt:r8
			m.Year = n
		}
	case propertyDerived:
		m.TitleDerived = value == "true" || value == "1"
	case propertyTitle:
		m.PrintedTitle = value
	case propertyDate:
		m.DateISO = value
	}
}
