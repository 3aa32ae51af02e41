package read

import (
	"bytes"
	"slices"
	"strings"

	"nianbao/converter/internal/xmlscan"
)

// field is a complex field that is open (17.16.18): first its code, then, behind the separator, its result.
type field struct {
	code     []byte
	inCode   bool
	contents bool   // a table of contents whose result is left out
	choice   string // what a form field shows without having a result
}

// longestCode is as much of a field's code as is looked at.
const longestCode = 1024

// fieldChar reads w:fldChar.
func (r *reader) fieldChar(s *scanner, b *builder, l look) {
	kind, _ := s.Attribute(nsW, "fldCharType")
	switch string(kind) {
	case "begin":
		f := field{inCode: true, choice: r.formField(s)}
		r.muted++
		r.fields = append(r.fields, f)
	case "separate":
		if n := len(r.fields); n > 0 && r.fields[n-1].inCode {
			f := &r.fields[n-1]
			f.inCode = false
			r.muted--
			r.namedField(f.code)
			if fieldName(f.code) == "TOC" && r.dropContents {
				f.contents = true
				r.muted++
				r.loss.add("docx-contents", "", r.paragraphs)
			}
			r.choose(f, b, l)
		}
	case "end":
		if n := len(r.fields); n > 0 {
			f := r.fields[n-1]
			r.fields = r.fields[:n-1]
			if f.contents {
				r.muted--
			}
			if f.inCode { // no result at all
				r.muted--
				r.namedField(f.code)
				if f.choice == "" && drawsByCode(fieldName(f.code)) {
					r.loss.add("docx-field-lost", excerpt(strings.ToValidUTF8(string(f.code), "\uFFFD")), r.paragraphs)
				}
				r.choose(&f, b, l)
			}
		}
	}
}

// choose adds what a form field shows: a box or an entry of a list.
func (r *reader) choose(f *field, b *builder, l look) {
	if f.choice != "" {
		r.add(b, f.choice, l)
		f.choice = ""
	}
}

// formField reads w:ffData (17.16.17) for what check boxes and drop-down lists show.
func (r *reader) formField(s *scanner) string {
	shown := ""
	for c := s.Children(); c.Next(); {
		if !s.Is(nsW, "ffData") {
			continue
		}
		for c := s.Children(); c.Next(); {
			switch {
			case s.Is(nsW, "checkBox"):
				checked := false
				for c := s.Children(); c.Next(); { // w:default, then w:checked
					if s.Is(nsW, "default") || s.Is(nsW, "checked") {
						checked = s.onOff()
					}
				}
				shown = "☐"
				if checked {
					shown = "☑"
				}
			case s.Is(nsW, "ddList"):
				var entries []string
				chosen := 0
				for c := s.Children(); c.Next(); {
					v, _ := s.val()
					switch string(s.Local) {
					case "default", "result":
						chosen, _ = parseInt(v)
					case "listEntry":
						if len(entries) < 64 {
							entries = append(entries, string(v))
						}
					}
				}
				if chosen >= 0 && chosen < len(entries) {
					shown = entries[chosen]
				}
			}
		}
	}
	return shown
}

// instruction reads w:instrText into the code of the innermost field.
func (r *reader) instruction(s *scanner) {
	n := len(r.fields)
	for depth := s.Depth(); ; {
		switch s.Next() {
		case xmlscan.Text:
			if n > 0 && r.fields[n-1].inCode && len(r.fields[n-1].code) < longestCode {
				f := &r.fields[n-1]
				f.code = s.appendText(f.code)
				f.code = f.code[:min(len(f.code), longestCode)]
			}
			continue
		case xmlscan.StartTag:
			s.Skip()
			continue
		case xmlscan.EndTag:
			if s.Depth() >= depth {
				continue
			}
		}
		return
	}
}

// fieldName returns the first word of a code, in capitals.
func fieldName(code []byte) string {
	words := bytes.Fields(code[:min(len(code), longestCode)])
	if len(words) == 0 {
		return ""
	}
	return strings.ToUpper(string(words[0]))
}

// namedField names fields that fetch something from elsewhere or start a program. Their last result is kept as text;
// nothing is fetched.
func (r *reader) namedField(code []byte) {
	switch fieldName(code) {
	case "DDE", "DDEAUTO", "INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "LINK", "IMPORT", "DATABASE", "RD", "MACROBUTTON":
		r.loss.add("docx-field-link", strings.TrimSpace(strings.ToValidUTF8(string(code), "\uFFFD")), r.paragraphs)
	}
}

// drawsByCode reports whether a field shows something that only its code describes (EQ: enclosed characters, fractions).
func drawsByCode(name string) bool {
	return name == "EQ" || name == "SYMBOL" || name == "ADVANCE"
}

// abandonFields closes fields whose code has not ended with the paragraph. Codes over several paragraphs are rare; a code
// without end is a defect that would make the rest of the document disappear.
func (r *reader) abandonFields() {
	if len(r.fields) == 0 {
		return
	}
	r.fields = slices.DeleteFunc(r.fields, func(f field) bool {
		if f.inCode {
			r.muted--
		}
		return f.inCode
	})
}

// contentsOpen reports whether a table of contents is still open.
func (r *reader) contentsOpen() bool {
	return slices.ContainsFunc(r.fields, func(f field) bool { return f.contents })
}
