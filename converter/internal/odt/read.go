package odt

import (
	"strconv"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/wordml"
	"nianbao/converter/internal/xmlscan"
)

// names are the prefixes of the OpenDocument specification (1.3 part 3, table 1) and of LibreOffice's extensions.
var names = xmlscan.Names{
	"urn:oasis:names:tc:opendocument:xmlns:text:1.0":                       "text:",
	"urn:oasis:names:tc:opendocument:xmlns:table:1.0":                      "table:",
	"urn:oasis:names:tc:opendocument:xmlns:office:1.0":                     "office:",
	"urn:oasis:names:tc:opendocument:xmlns:style:1.0":                      "style:",
	"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0":                    "draw:",
	"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0":          "fo:",
	"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0":                   "manifest:",
	"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext:",
	"urn:oasis:names:tc:opendocument:xmlns:meta:1.0":                       "meta:",
	"http://purl.org/dc/elements/1.1/":                                     "dc:",
}

// reader is the state of one reading.
type reader struct {
	meter *limit.Meter
	limit limit.Limits
	s     *xmlscan.Scanner
	sheet styleSheet
	pack  wordml.Package
	found bool // there is a text

	macros bool

	refusal *diag.Diagnostic // a limit that was passed

	lists    []wordml.List
	counters map[string]*counter // by the xml:id of their list
	last     *counter            // of the list that ended last
	headings *counter
	open     []open

	hidden     int             // sections, rows and paragraphs around that are not shown
	insertions map[string]bool // ids of tracked insertions
	inserted   int             // of them, open
}

// frame is where paragraphs go: a flow, at the depth of the open table.
type frame struct {
	flow  *wordml.Flow
	depth int
}

func newReader(m *limit.Meter) *reader {
	r := &reader{meter: m, limit: m.Limits(), counters: map[string]*counter{}, insertions: map[string]bool{}}
	r.sheet = styleSheet{forms: map[string]*form{}, lists: map[string]*listStyle{}}
	r.pack.Body = wordml.NewFlow(r.limit)
	return r
}

// part reads a part, or the whole of a single file: the elements of the root have the same names in all of them (3.1).
func (r *reader) part(data []byte) *diag.Diagnostic {
	s := xmlscan.New(r.meter, data, names)
	r.s = s
	s.Next() // the root
	s.Children(func() {
		switch s.Name {
		case "office:meta":
			s.Children(r.property, nil)
		case "office:styles":
			r.sheet.read(s, false)
		case "office:automatic-styles":
			r.sheet.read(s, true)
		case "office:master-styles":
			s.Children(func() {
				if s.Name == "style:master-page" && r.pack.Headers == nil {
					r.masterPage()
				}
			}, nil)
		case "office:body":
			s.Children(func() {
				if s.Name == "office:text" {
					r.found = true
					r.blocks(&frame{flow: r.pack.Body})
				}
			}, nil)
		}
	}, nil)
	if s.Problem == "" {
		for s.Next() != xmlscan.End { // what stands behind the root
		}
	}
	return r.fault()
}

// property reads a property of the file (4.3).
func (r *reader) property() {
	const longest, most = 1 << 12, 64
	switch s := r.s; s.Name {
	case "dc:title":
		r.pack.Title = strings.TrimSpace(s.Content(longest))
	case "meta:user-defined":
		if name := s.Attr("meta:name"); len(r.pack.Properties) < most {
			r.pack.Properties = append(r.pack.Properties, wordml.Property{Name: name, Value: s.Content(longest)})
		}
	}
}

// fault says why the part was not read to its end, if it was not.
func (r *reader) fault() *diag.Diagnostic {
	if r.meter.Err() == nil && r.refusal != nil {
		return r.refusal
	}
	return r.s.Refusal()
}

// refuse ends the scan where a limit is passed.
func (r *reader) refuse(why diag.Diagnostic) {
	if r.s.Problem == "" {
		r.s.Problem, r.refusal = "a limit is passed", &why
	}
}

// masterPage reads the headers and footers of the first page style that has any (16.9).
func (r *reader) masterPage() {
	r.s.Children(func() {
		f := &frame{flow: wordml.NewFlow(r.limit)}
		switch r.s.Name {
		case "style:header", "style:header-left", "style:header-first":
			r.pack.Headers = append(r.pack.Headers, f.flow)
		case "style:footer", "style:footer-left", "style:footer-first":
			r.pack.Footers = append(r.pack.Footers, f.flow)
		default:
			return
		}
		r.blocks(f)
	}, nil)
}

// blocks reads the paragraphs, lists, tables and sections in the element that the scanner stands on (office:text, 3.4).
func (r *reader) blocks(f *frame) { r.s.Children(func() { r.block(f) }, nil) }

func (r *reader) block(f *frame) {
	s := r.s
	switch s.Name {
	case "text:p", "text:h":
		r.paragraph(f)
	case "text:list":
		r.list(f)
	case "table:table":
		r.table(f)
	case "text:section":
		gone := s.Attr("text:display") == "none" || s.Attr("text:is-hidden") == "true"
		if section := r.sheet.of("section", s.Attr("text:style-name")); section != nil {
			gone = gone || section.gone
		}
		r.hide(gone, func() { r.blocks(f) })
	case "text:table-of-content":
		inner := &frame{flow: wordml.NewFlow(r.limit)}
		s.Children(func() {
			if s.Name == "text:index-body" {
				r.blocks(inner)
			}
		}, nil)
		f.flow.Contents(f.depth, inner.flow)
	case "text:index-body", "text:index-title", "text:illustration-index", "text:table-index", "text:object-index", "text:user-index",
		"text:alphabetical-index", "text:bibliography", "text:numbered-paragraph", "office:text", "text:soft-page-break":
		r.blocks(f)
	case "text:tracked-changes":
		r.changes(f)
	case "draw:frame", "draw:custom-shape", "draw:rect", "draw:ellipse", "draw:g", "draw:line", "draw:path", "draw:polygon", "draw:control": // bound to a page
		var in wordml.Inline
		r.graphic(&in)
		f.flow.Paragraph(f.depth, wordml.Paragraph{}, &in)
	}
}

// whole reads an attribute that is a whole number; false: there is none, or it is no number.
func whole(s *xmlscan.Scanner, name string) (int, bool) {
	v := s.Attr(name)
	if v == "" { // nearly always: an error would cost more than looking
		return 0, false
	}
	n, err := strconv.Atoi(v)
	return n, err == nil
}

// hide reads something that may not be shown.
func (r *reader) hide(gone bool, content func()) {
	if gone {
		r.hidden++
		defer func() { r.hidden-- }()
	}
	content()
}

// changes reads the list of tracked changes (5.5.1). The text of deletions is in it, and nowhere else.
func (r *reader) changes(f *frame) {
	s := r.s
	deleted := false
	s.Children(func() {
		id := s.Attr("xml:id")
		if id == "" {
			id = s.Attr("text:id")
		}
		s.Children(func() {
			switch s.Name {
			case "text:insertion":
				r.insertions[id] = true
			case "text:deletion":
				deleted = true
			}
		}, nil)
	}, nil)
	if deleted {
		var in wordml.Inline
		in.Change()
		f.flow.Paragraph(f.depth, wordml.Paragraph{}, &in)
	}
}

// paragraph reads text:p or text:h (5.1).
func (r *reader) paragraph(f *frame) {
	s := r.s
	heading := s.Name == "text:h"
	own := r.sheet.of("paragraph", s.Attr("text:style-name"))
	var p wordml.Paragraph
	l := line{r: r, flow: f.flow, in: &wordml.Inline{}, space: true}
	if own != nil {
		r.sheet.inherit("paragraph", own)
		l.look = lookOf(own)
		if common := r.sheet.common(own); common != nil {
			r.sheet.inherit("paragraph", common)
			p.Style, l.base = common.name, lookOf(common)
		}
	}
	if heading {
		p.Outline = 1
		if n, ok := whole(s, "text:outline-level"); ok {
			p.Outline = min(n, 9)
		}
	}
	unnumbered := s.Attr("text:is-list-header") == "true"
	l.content()
	if f.depth == 0 {
		r.meter.Paragraph()
	}
	switch {
	case unnumbered:
		p.List = wordml.Unlisted
	default:
		r.numbered(&p)
	}
	f.flow.Paragraph(f.depth, p, l.in)
}

// lookOf is the look of a style, with everything that it inherits.
func lookOf(f *form) look {
	return look{bold: f.bold == wordml.On, hidden: f.hidden == wordml.On, struck: f.struck == wordml.On, white: f.white, raise: f.raise}
}
