package read

import (
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/names"
	"nianbao/converter/internal/docx/opc"
	"nianbao/converter/internal/xmlscan"
)

// readTitle reads what the file's properties call the document (ECMA-376-2 11, dc:title), "" for nothing. Templates and
// earlier versions leave odd titles there; whoever uses it must look at it first.
func readTitle(p *opc.Package) (string, *diag.Diagnostic) {
	for _, r := range p.Root {
		if r.Kind != "core-properties" || r.External {
			continue
		}
		data, fault := p.Read(r.Target)
		if data == nil {
			return "", fault
		}
		s := newScanner(p, r.Target, data)
		inside := false
		var title []byte
		for k := s.Next(); k != xmlscan.End; k = s.Next() {
			switch {
			case k == xmlscan.Text && inside:
				title = s.appendText(title)
			case k != xmlscan.Text:
				inside = k == xmlscan.StartTag && s.Is(nsDublinCore, "title")
			}
		}
		if s.Failed() {
			return "", nil // nothing but a title is lost with damaged properties
		}
		return strings.TrimSpace(string(title)), nil
	}
	return "", nil
}

// readMeta reads the custom properties that the writer leaves (15.2.12.2). Properties of others are no concern; values
// are bounded by the limits of the part.
func readMeta(p *opc.Package) (document.Meta, *diag.Diagnostic) {
	var m document.Meta
	name := ""
	for _, r := range p.Root {
		if (r.Kind == "custom-properties" || r.Kind == "customProperties") && !r.External {
			name = r.Target
			break
		}
	}
	data, fault := p.Read(name)
	if data == nil {
		return m, fault
	}
	s := newScanner(p, name, data)
	property, inside := "", false
	var value []byte
	for k := s.Next(); k != xmlscan.End; k = s.Next() {
		switch k {
		case xmlscan.StartTag:
			if s.Is(nsCustom, "property") {
				n, _ := s.Attribute(nsNone, "name")
				property = string(n)
			}
			inside = s.NS == nsVariant
			value = value[:0]
		case xmlscan.Text:
			if inside {
				value, _ = s.AppendText(value)
			}
		case xmlscan.EndTag:
			if inside && s.NS == nsVariant {
				setMeta(&m, property, string(value))
				inside = false
			}
		}
	}
	return m, s.Diagnosis()
}

func setMeta(m *document.Meta, property, value string) {
	switch property {
	case names.PropertyOwn:
		m.Own = value != ""
	case names.PropertyFormat:
		m.Format = value
	case names.PropertyOrganization:
		m.Organization = value
	case names.PropertyYear:
		if n, ok := parseInt([]byte(value)); ok && n > 0 && n < 10000 { // LibreOffice saves a vt:i4 as vt:r8
			m.Year = n
		}
	case names.PropertyDerived:
		m.TitleDerived = value == "true" || value == "1"
	case names.PropertyTitle:
		m.PrintedTitle = value
	case names.PropertyDate:
		m.DateISO = value
	}
}
