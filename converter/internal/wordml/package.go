package wordml

import (
	"context"
	"slices"
	"strconv"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/read"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/zipfile"
)

// Package is a whole translated file.
type Package struct {
	Body    *Flow
	Styles  []Style
	Lists   []List
	Headers []*Flow // of pages: what they say is named, and may give the title
	Footers []*Flow
	Title   string // of the file's properties
	// StyleSheet and Numbering are what stands in w:styles and w:numbering, of a format that has it in WordprocessingML. They go before
	// Styles and Lists.
	StyleSheet, Numbering []byte
	// Properties are those that somebody gave the file by a name of his own: files of this product keep theirs there.
	Properties []Property
}

// Property is a property of a file with its name.
type Property struct{ Name, Value string }

// Style is a paragraph or character style.
type Style struct {
	ID, Name, Based string
	Character       bool
	Default         bool // the one of paragraphs that name none
	Paragraph       Paragraph
	Look            Look
}

const (
	wNS     = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	rNS     = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	opcNS   = "http://schemas.openxmlformats.org/package/2006/"
	otherNS = `xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`
	heading = `<?xml version="1.0" encoding="UTF-8"?>`
)

// Read has package docx read the translation. The document is nil where the list holds an error: a limit is passed, or ctx is done.
func (p *Package) Read(ctx context.Context, limits limit.Limits, house *style.Style) (*document.Document, diag.List) {
	if p.Body.Full() { // before it is copied into a package
		return nil, diag.List{p.Body.Refusal()}
	}
	data, err := p.pack()
	if err != nil {
		return nil, diag.List{diag.New("docx-zip", diag.Place{}, "problem", err.Error())}
	}
	if int64(len(data)) > mostBytes(limits) {
		return nil, diag.List{tooLong(limits)}
	}
	limits.Input = int64(len(data)) // that of the file itself was looked at before
	doc, found := read.Metered(limit.NewMeter(ctx, limits), data, house, nil)
	for i := range found {
		found[i].Place.Part = "" // no part of the file that people have
	}
	return doc, found
}

// mostBytes is how long a translation may become. What says something is hardly ever twice as long as the file that it comes from.
func mostBytes(limits limit.Limits) int64 { return 2 * limits.Input }

// pack makes the package. Its parts are stored, not deflated: nobody but the reader sees them.
func (p *Package) pack() ([]byte, error) {
	relations := relation("styles", "styles.xml") + relation("numbering", "numbering.xml")
	section := ""
	var parts []zipfile.Entry
	add := func(name string, data []byte) {
		parts = append(parts, zipfile.New(name, data, func(_, data []byte) []byte { return data }))
	}
	for kind, flows := range [][]*Flow{p.Headers, p.Footers} {
		kind := [...]string{"header", "footer"}[kind]
		for i, f := range flows {
			name := kind + strconv.Itoa(i+1) + ".xml"
			relations += `<Relationship Id="` + name + `" Type="` + rNS + `/` + kind + `" Target="` + name + `"/>`
			section += `<w:` + kind + `Reference r:id="` + name + `"/>`
			add("word/"+name, slices.Concat([]byte(heading+`<w:hdr xmlns:w="`+wNS+`" `+otherNS+`>`), f.Bytes(), []byte(`</w:hdr>`)))
		}
	}
	if section != "" {
		section = "<w:sectPr>" + section + "</w:sectPr>"
	}
	root := relation("officeDocument", "word/document.xml")
	if p.Title != "" {
		root += `<Relationship Id="core" Type="` + opcNS + `relationships/metadata/core-properties" Target="core.xml"/>`
		add("core.xml", append(escape([]byte(heading+`<cp:coreProperties xmlns:cp="`+opcNS+`metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>`), p.Title),
			`</dc:title></cp:coreProperties>`...))
	}
	if len(p.Properties) > 0 {
		root += relation("custom-properties", "custom.xml")
		add("custom.xml", p.properties())
	}
	add("[Content_Types].xml", []byte(heading+`<Types xmlns="`+opcNS+`content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`))
	add("_rels/.rels", []byte(heading+`<Relationships xmlns="`+opcNS+`relationships">`+root+`</Relationships>`))
	add("word/_rels/document.xml.rels", []byte(heading+`<Relationships xmlns="`+opcNS+`relationships">`+relations+`</Relationships>`))
	add("word/styles.xml", p.styles())
	add("word/numbering.xml", p.numbering())
	add("word/document.xml", slices.Concat([]byte(heading+`<w:document xmlns:w="`+wNS+`" xmlns:r="`+rNS+`" `+otherNS+`><w:body>`),
		p.Body.Bytes(), []byte(section+`</w:body></w:document>`)))
	// The container is taken for a ZIP file by its first entry's header.
	return zipfile.Append(nil, parts)
}

func relation(kind, target string) string {
	return `<Relationship Id="` + kind + `" Type="` + rNS + `/` + kind + `" Target="` + target + `"/>`
}

func (p *Package) styles() []byte {
	b := []byte(heading + `<w:styles xmlns:w="` + wNS + `">`)
	b = append(b, p.StyleSheet...)
	for i := range p.Styles {
		s := &p.Styles[i]
		kind := "paragraph"
		if s.Character {
			kind = "character"
		}
		b = append(append(append(b, `<w:style w:type="`...), kind...), `" w:styleId="`...)
		b = append(escape(b, s.ID), '"')
		if s.Default {
			b = append(b, ` w:default="1"`...)
		}
		b = append(b, '>')
		b = named(b, "name", s.Name)
		if s.Based != "" {
			b = named(b, "basedOn", s.Based)
		}
		b = s.Paragraph.append(b)
		b = s.Look.append(b)
		b = append(b, "</w:style>"...)
	}
	return append(b, "</w:styles>"...)
}

func (p *Package) properties() []byte {
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/"
	b := []byte(heading + `<Properties xmlns="` + office + `custom-properties" xmlns:vt="` + office + `docPropsVTypes">`)
	for _, x := range p.Properties {
		b = append(escape(append(b, `<property name="`...), x.Name), `"><vt:lpwstr>`...)
		b = append(escape(b, x.Value), `</vt:lpwstr></property>`...)
	}
	return append(b, "</Properties>"...)
}

func appendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }
