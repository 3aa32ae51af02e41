// Package wordxml reads Word 2003 XML (w:wordDocument, Microsoft's Office 2003 XML Reference Schemas; also under the name .doc): the
// grandfather of WordprocessingML in one file, with the same elements in another namespace, some under other names.
//
// [Read] rewrites it as it goes into the parts of a Word file (rewrite.go, lists.go) and has package docx read these, through package
// wordml, which see. What it does not know it goes through: tags of a schema of the writer's own may stand around anything.
package wordxml

import (
	"context"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/wordml"
	"nianbao/converter/internal/xmlscan"
)

// Read reads a Word 2003 XML file. The document is nil, and the list holds an error, where the file is refused: it is none, it is
// damaged, it exceeds a limit, or ctx is done. Other entries name what was left out. Paragraphs in styles of the given house style get
// their roles.
func Read(ctx context.Context, data []byte, limits limit.Limits, house *style.Style) (*document.Document, diag.List) {
	if int64(len(data)) > limits.Input {
		return nil, diag.List{diag.New("input-limit", diag.Place{}, "limit", limits.Input)}
	}
	m := limit.NewMeter(ctx, limits)
	r := &reader{s: xmlscan.New(m, data, names), limits: limits}
	found := false
	if r.s.Next(); r.s.Name != "w:wordDocument" && r.s.Problem == "" {
		r.s.Problem = "its root is not w:wordDocument"
	}
	r.s.Children(func() {
		switch r.s.Name {
		case "w:styles":
			r.into(&r.styles, r.inner)
		case "w:lists":
			r.into(&r.lists, r.inner)
		case "w:body":
			found = true
			r.into(&r.body, r.inner)
		case "o:DocumentProperties", "o:CustomDocumentProperties":
			r.s.Children(r.property, nil)
		}
	}, nil)
	if r.s.Problem == "" && !found {
		r.s.Problem = "there is no text in it"
	}
	for r.s.Next() != xmlscan.End { // what stands behind the root
	}
	if fault := r.s.Refusal(); fault != nil {
		return nil, diag.List{*fault}
	}
	r.pack.Body = wordml.NewFlow(limits)
	r.pack.Body.Raw(r.body)
	r.pack.StyleSheet, r.pack.Numbering = r.styles, r.lists
	return r.pack.Read(ctx, limits, house)
}

// names are the prefixes that the schemas use for their namespaces.
var names = xmlscan.Names{
	"http://schemas.microsoft.com/office/word/2003/wordml":  "w:",
	"http://schemas.microsoft.com/office/word/2003/auxHint": "wx:",
	"http://schemas.microsoft.com/aml/2001/core":            "aml:",
	"urn:schemas-microsoft-com:office:office":               "o:",
	"urn:schemas-microsoft-com:vml":                         "v:",
}

// property reads a property of the file: its name is that of the element. LibreOffice writes a point as a line below.
func (r *reader) property() {
	const longest, most = 1 << 12, 64
	name := strings.Replace(strings.TrimPrefix(r.s.Name, "o:"), "nianbao_", "nianbao.", 1)
	switch {
	case name == "Title":
		r.pack.Title = strings.TrimSpace(r.s.Content(longest))
	case len(r.pack.Properties) < most:
		r.pack.Properties = append(r.pack.Properties, wordml.Property{Name: name, Value: r.s.Content(longest)})
	}
}

// reader is the state of one reading.
type reader struct {
	s      *xmlscan.Scanner
	limits limit.Limits
	out    *[]byte // where elements go
	text   bool    // characters are text: in w:t and the like
	pack   wordml.Package

	body, styles, lists []byte
}

// into lets elements go to a place while a function reads.
func (r *reader) into(place *[]byte, read func()) {
	around := r.out
	r.out = place
	read()
	r.out = around
}
