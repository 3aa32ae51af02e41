package wordxml

import (
	"strconv"
	"strings"

	"nianbao/converter/internal/wordml"
)

// renamed are elements that WordprocessingML calls by another name. "" stands for going through.
var renamed = map[string]string{
	"w:vmerge": "w:vMerge", "w:hmerge": "w:hMerge", "w:hlink": "w:hyperlink", "w:listPr": "w:numPr", "w:ilfo": "w:numId",
	"w:listDef": "w:abstractNum", "w:list": "w:num", "w:ilst": "w:abstractNumId",
	"w:cfChunk": "", "w:ignoreElements": "", "wx:sect": "", "wx:sub-section": "", "wx:pBdrGroup": "", "aml:content": "",
}

// left are elements of which nothing is kept: the data of pictures and objects, of fields, and what only helps those who read the file.
func left(name string) bool {
	switch name {
	case "w:binData", "w:docOleData", "w:fldData", "w:docSuppData", "w:fonts", "w:rFonts":
		return true
	}
	return strings.HasPrefix(name, "wx:")
}

// element rewrites the element that the scanner stands on, with all in it.
func (r *reader) element() {
	name := r.s.Name
	to, other := renamed[name]
	switch {
	case other && to == "":
		r.inner()
	case other:
		r.write(to, r.inner)
	case name == "aml:annotation":
		r.annotation()
	case name == "w:footnote", name == "w:endnote": // its text stands where the mark is
		r.add("<w:footnoteReference/>")
	case name == "w:hdr", name == "w:ftr":
		r.page(name)
	case name == "w:nfc":
		n, _ := strconv.Atoi(r.s.Attr("w:val"))
		r.add(`<w:numFmt w:val="` + wordml.FormatOf(n) + `"/>`)
	case name == "w:suff":
		r.add(`<w:suff w:val="` + strings.ToLower(wordml.Escape(r.s.Attr("w:val"))) + `"/>`)
	case left(name):
	case name == "w:t", name == "w:delText", name == "w:instrText":
		r.write(name, func() {
			r.text = true
			r.inner()
			r.text = false
		})
	case strings.HasPrefix(name, "w:"), strings.HasPrefix(name, "v:"):
		r.write(name, r.inner)
	default: // of another schema, which the writer laid around his text
		r.inner()
	}
}

// inner rewrites what stands in the element that the scanner stands on.
func (r *reader) inner() {
	r.s.Children(r.element, func(text []byte) {
		if r.text {
			r.add(wordml.Escape(string(text)))
		}
	})
}

func (r *reader) add(xml string) { *r.out = append(*r.out, xml...) }

// write writes an element under a name. Its attributes are those of the schema; white space in text counts always.
func (r *reader) write(name string, content func()) {
	r.add("<" + name)
	r.s.EachAttr(func(attr, value string) {
		switch attr {
		case "w:ilfo":
			attr = "w:numId"
		case "w:listDefId":
			attr = "w:abstractNumId"
		case "w:default":
			if value == "off" {
				return
			}
			r.add(` w:default="1"`)
			return
		}
		if strings.HasPrefix(attr, "w:") {
			r.add(" " + attr + `="` + wordml.Escape(value) + `"`)
		}
	})
	if name == "w:t" {
		r.add(` xml:space="preserve"`)
	}
	r.add(">")
	content()
	r.add("</" + name + ">")
}

// annotation rewrites aml:annotation: tracked changes and comments.
func (r *reader) annotation() {
	switch r.s.Attr("w:type") {
	case "Word.Insertion":
		r.write("w:ins", r.inner)
	case "Word.Deletion":
		r.write("w:del", r.inner)
	case "Word.Comment":
		r.add("<w:commentReference/>")
	case "Word.Formatting", "Word.Numbering", "Word.Comment.Start", "Word.Comment.End", "Word.Bookmark.Start", "Word.Bookmark.End":
	default:
		r.inner()
	}
}

// page reads a header or footer of pages. As in other formats those of the first sections count.
func (r *reader) page(name string) {
	const most = 6
	to := &r.pack.Headers
	if name == "w:ftr" {
		to = &r.pack.Footers
	}
	if len(*to) >= most {
		return
	}
	var part []byte
	r.into(&part, r.inner)
	flow := wordml.NewFlow(r.limits)
	flow.Raw(part)
	*to = append(*to, flow)
}
