package docx

import (
	"strings"
	"unicode"

	"nianbao/converter/diag"
)

// surroundings looks at what the package holds beside the text and names what the reader leaves out: references that
// leave the package, programs and objects in it, headers and footers with text of their own.
func (r *reader) surroundings() *diag.Diagnostic {
	relations := r.pack.relations
	if name := r.pack.part("settings"); name != "" { // the attached template is named there (17.15.1.7)
		more, fault := r.pack.relationsOf(name)
		if fault != nil {
			return fault
		}
		relations = append(relations[:len(relations):len(relations)], more...)
	}
	if strings.Contains(strings.ToLower(r.pack.mainType), "macroenabled") {
		r.loss.add("docx-macro", "", 0)
	}
	for _, x := range relations {
		switch kind := strings.ToLower(x.kind); {
		case x.external && kind == "hyperlink":
			r.loss.add("docx-hyperlink", "", 0)
		case x.external:
			r.loss.add("docx-external", x.kind+" "+x.target, 0)
		case kind == "vbaproject":
			r.loss.add("docx-macro", "", 0)
		case kind == "oleobject", kind == "package", kind == "control", kind == "activexcontrolbinary":
			r.loss.add("docx-embedded-part", x.target, 0)
		case kind == "header", kind == "footer":
			if fault := r.headerOrFooter(x.target); fault != nil {
				return fault
			}
		}
	}
	r.loss.fill("")
	return nil
}

// headerOrFooter names a header or footer that holds more than a page number.
func (r *reader) headerOrFooter(name string) *diag.Diagnostic {
	data, fault := r.pack.read(name)
	if data == nil {
		return fault
	}
	s := newScanner(name, data, r.pack.limits)
	var text []byte
	inField, inText := 0, false
	for k := s.next(); k != endOfPart; k = s.next() {
		switch k {
		case startTag:
			inText = s.is(nsW, "t")
			if s.is(nsW, "fldChar") {
				switch kind, _ := s.attr(nsW, "fldCharType"); string(kind) {
				case "begin":
					inField++
				case "end":
					inField = max(inField-1, 0)
				}
			} else if s.is(nsW, "fldSimple") || s.is(nsMC, "Fallback") || s.is(nsW, "del") {
				s.skip()
			}
		case endTag:
			inText = false
		case characters:
			if inText && inField == 0 && len(text) < 1<<10 {
				text = s.appendText(text)
			}
		}
	}
	if s.fault != nil {
		return s.fault
	}
	shown := strings.TrimFunc(string(text), func(c rune) bool { return unicode.IsSpace(c) || unicode.IsPunct(c) })
	for _, word := range []string{"第", "页", "共", "Page", "of", "PAGE", "OF"} {
		shown = strings.ReplaceAll(shown, word, "")
	}
	if strings.ContainsFunc(shown, unicode.IsLetter) {
		r.loss.add("docx-header-footer", excerpt(string(text)), 0)
	}
	return nil
}
