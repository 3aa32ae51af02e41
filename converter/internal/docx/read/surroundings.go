package read

import (
	"slices"
	"strings"
	"unicode"

	"nianbao/converter/diag"
	"nianbao/converter/internal/xmlscan"
	"nianbao/converter/report"
)

// surroundings looks at what the package holds beside the text and names what the reader leaves out: references that
// leave the package, programs and objects in it, headers and footers with text of their own.
func (r *reader) surroundings() *diag.Diagnostic {
	relations := r.pack.Relations
	title := ""                                      // in the page headers of the first section
	if name := r.pack.Part("settings"); name != "" { // the attached template is named there (17.15.1.7)
		more, fault := r.pack.RelationsOf(name)
		if fault != nil {
			return fault
		}
		relations = append(relations[:len(relations):len(relations)], more...)
	}
	if strings.Contains(strings.ToLower(r.pack.MainType), "macroenabled") {
		r.loss.add("docx-macro", "", 0)
	}
	for _, x := range relations {
		switch kind := strings.ToLower(x.Kind); {
		case x.External && kind == "hyperlink":
			r.loss.add("docx-hyperlink", "", 0)
		case x.External:
			r.loss.add("docx-external", x.Kind+" "+x.Target, 0)
		case kind == "vbaproject":
			r.loss.add("docx-macro", "", 0)
		case kind == "oleobject", kind == "package", kind == "control", kind == "activexcontrolbinary":
			r.loss.add("docx-embedded-part", x.Target, 0)
		case kind == "header", kind == "footer":
			text, fault := r.headerOrFooter(x.Target)
			r.aside(text, report.OfPage)
			switch {
			case fault != nil:
				return fault
			case text == "":
			case kind == "header" && slices.Contains(r.headers, x.ID) && len(text) > len(title):
				title = text
			default:
				r.loss.add("docx-header-footer", excerpt(text), 0)
			}
		}
	}
	switch {
	case title == "":
	case r.title == "", namesYear(title) && !namesYear(r.title): // templates leave odd titles in the properties
		r.title = title
		r.loss.add("docx-header-title", excerpt(title), 0)
	default:
		r.loss.add("docx-header-footer", excerpt(title), 0)
	}
	r.loss.fill("")
	return nil
}

// namesYear reports whether a text holds a year, as a report's title does.
func namesYear(s string) bool {
	for i := 0; i+4 <= len(s); i++ {
		if (s[i:i+2] == "20" || s[i:i+2] == "19") && isDigit(s[i+2]) && isDigit(s[i+3]) {
			return true
		}
	}
	return false
}

// section reads w:sectPr (17.6.17, 17.6.18): which headers the first section has.
func (r *reader) section(s *scanner) {
	first := !r.sectioned
	r.sectioned = true
	for c := s.Children(); c.Next(); {
		if first && s.Is(nsW, "headerReference") { // 17.10.5
			id, _ := s.Attribute(nsR, "id")
			r.headers = append(r.headers, string(id))
		}
	}
}

// headerOrFooter returns the text of a header or footer that holds more than a page number, "" of others.
func (r *reader) headerOrFooter(name string) (string, *diag.Diagnostic) {
	data, fault := r.pack.Read(name)
	if data == nil {
		return "", fault
	}
	s := newScanner(r.pack, name, data)
	var text []byte
	inField, inText := 0, false
	for k := s.Next(); k != xmlscan.End; k = s.Next() {
		switch k {
		case xmlscan.StartTag:
			inText = s.Is(nsW, "t")
			if s.Is(nsW, "fldChar") {
				switch kind, _ := s.Attribute(nsW, "fldCharType"); string(kind) {
				case "begin":
					inField++
				case "end":
					inField = max(inField-1, 0)
				}
			} else if s.Is(nsW, "fldSimple") || s.Is(nsMC, "Fallback") || s.Is(nsW, "del") {
				s.Skip()
			}
		case xmlscan.EndTag:
			inText = false
		case xmlscan.Text:
			if inText && inField == 0 && len(text) < 1<<10 {
				text = s.appendText(text)
			}
		}
	}
	if s.Failed() {
		return "", s.Diagnosis()
	}
	shown := strings.TrimFunc(string(text), func(c rune) bool { return unicode.IsSpace(c) || unicode.IsPunct(c) })
	for _, word := range []string{"第", "页", "共", "Page", "of", "PAGE", "OF"} {
		shown = strings.ReplaceAll(shown, word, "")
	}
	if strings.ContainsFunc(shown, unicode.IsLetter) {
		return strings.TrimSpace(string(text)), nil
	}
	return "", nil
}
