package pdfread

import (
	"strings"
	"unicode/utf16"

	"nianbao/converter/diag"
	"nianbao/converter/internal/pdf"
	"nianbao/converter/internal/pdfread/object"
)

// findReport returns the embedded file that holds the report, nil for none, and the names of the others. The diagnostic says why
// nothing of the file is to be read.
func findReport(f *object.File) (report *object.Stream, others []string, refused *diag.Diagnostic) {
	catalog := f.Catalog()
	if catalog["Collection"] != nil { // a portfolio (7.11.6): its pages are no more than a cover
		return nil, nil, refuse("input-pdf-several")
	}
	seen := map[*object.Stream]bool{}
	for _, specification := range specifications(f, catalog) {
		if !f.Count(1) {
			return nil, nil, nil
		}
		name, stream := embedded(f, specification)
		switch {
		case stream == nil || seen[stream]:
		case name != pdf.ReportName:
			others = append(others, name)
		case report != nil:
			return nil, nil, refuse("input-pdf-several")
		default:
			report = stream
		}
		seen[stream] = true
	}
	return report, others, nil
}

func refuse(code diag.Code) *diag.Diagnostic {
	d := diag.New(code, diag.Place{})
	return &d
}

// specifications returns the file specifications of the document: those of the name tree (7.7.4) and those that are
// associated with the document as a whole (ISO 19005-3 6.8).
func specifications(f *object.File, catalog object.Dict) []object.Object {
	var list []object.Object
	leaves(f, f.Dict(catalog["Names"])["EmbeddedFiles"], func(value object.Object) { list = append(list, value) })
	return append(list, f.Array(catalog["AF"])...)
}

// leaves yields the values of a name tree (7.9.6).
func leaves(f *object.File, root object.Object, yield func(object.Object)) {
	walk(f, root, "Kids", func(node object.Dict) bool {
		names := f.Array(node["Names"])
		for i := 1; i < len(names) && f.Count(1); i += 2 {
			yield(names[i])
		}
		return true
	})
}

// embedded returns the name and the bytes of a file specification (7.11.3), nil where the file is not inside.
func embedded(f *object.File, specification object.Object) (string, *object.Stream) {
	s := f.Dict(specification)
	files := f.Dict(s["EF"])
	name := text(f.Text(s["UF"]))
	if name == "" {
		name = text(f.Text(s["F"]))
	}
	for _, key := range []object.Name{"UF", "F"} {
		if stream := f.Stream(files[key]); stream != nil {
			return name, stream
		}
	}
	return name, nil
}

// text decodes a text string (7.9.2.2). What is not in UTF-16 or UTF-8 is taken for ASCII, in which names of ours are.
func text(s string) string {
	switch {
	case strings.HasPrefix(s, "\xfe\xff"):
		units := make([]uint16, 0, len(s)/2)
		for i := 2; i+1 < len(s); i += 2 {
			units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
		}
		return string(utf16.Decode(units))
	case strings.HasPrefix(s, "\xef\xbb\xbf"):
		s = s[3:]
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}
