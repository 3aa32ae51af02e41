// Package ofdread reads reports out of OFD files (GB/T 33190-2016), the page format of China's archives and electronic documents.
//
// An OFD file is a ZIP container of XML parts that say where characters and lines stand, as a PDF file does, and no more: which of them
// make a table is found out by package pageread. Data that are attached to a file are believed only in one of this program that was not changed
// since (attached.go); of all others the pages are read, which are what people believe.
//
//	attached.go the report's data in a file of our own
//	ofdread.go  the way through
//	part.go     parts of the container and their names
//	element.go  the elements of a part, attribute.go those attributes that are read
//	document.go the list of pages, their templates and resources
//	page.go     the objects of a page (8 to 13): layers, blocks, composites
//	text.go     text objects (11)
//	picture.go  image objects (10): counted, shown to who recognises scans
//	path.go     path objects (9), as far as they are rules
//	value.go    numbers in attributes
//
// The file is untrusted: the container meets the limits of a Word file's (package docx), elements are counted against the nodes of a web
// page, characters and rules against those of a PDF's page; templates and composites may lie in each other to a small depth and never in
// themselves. Nothing panics.
package ofdread

import (
	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pageread"
	"nianbao/converter/internal/zipfile"
)

// Read reads what the pages of a file show. The document is nil, and the list holds an error, where they hold no text or cannot be
// read. Other entries say that the pages were read, and what of them was left out.
func Read(m *limit.Meter, data []byte) (*document.Document, diag.List) {
	parts, fault := zipfile.Open(m, data)
	if fault != nil {
		return nil, diag.List{*fault}
	}
	f := &file{meter: m, parts: parts}
	read := pageread.NewReader(m)
	pages := f.pages()
	for _, p := range pages {
		if f.fault != nil {
			break
		}
		if read.Add(f.shown(p)); m.Err() != nil {
			break
		}
	}
	if f.fault == nil && m.Err() == nil {
		result := read.Result()
		if m.Err() == nil {
			return f.found(&result, len(pages))
		}
	}
	if f.fault == nil {
		refusal := m.Refusal()
		f.fault = &refusal
	}
	return nil, diag.List{*f.fault}
}

// found says what of the pages was read and what was not.
func (f *file) found(r *pageread.Result, pages int) (*document.Document, diag.List) {
	if refusal := r.Refusal(codes(), pages); refusal != nil {
		return nil, diag.List{*refusal}
	}
	found := append(diag.List{diag.New("ofd-pages-read", diag.Place{}, "pages", pages, "tables", r.Tables)}, r.Remarks(codes())...)
	if f.notes {
		found = append(found, diag.New("ofd-notes-unread", diag.Place{}))
	}
	return r.Document, found
}

// file is a file being read. The first fault stays; after it nothing counts.
type file struct {
	meter     *limit.Meter
	parts     *zipfile.Archive
	fault     *diag.Diagnostic
	elements  int
	objects   int                 // that were run, as often as they are
	resources map[string]*element // composites and drawing parameters by their identifier
	templates map[string]string   // parts of template pages by their identifier
	media     map[string]string   // parts of pictures by their identifier
	area      [4]float64          // of pages that say nothing else
	notes     bool
}

func (f *file) fail(d diag.Diagnostic) {
	if f.fault == nil {
		f.fault = &d
	}
}

func (f *file) broken(problem string) {
	f.fail(diag.New("ofd-broken", diag.Place{}, "problem", problem))
}

// codes returns the messages of the format.
func codes() pageread.Codes {
	return pageread.Codes{
		Recognised: "input-ofd-recognised", Scan: "input-ofd-scan", UnknownOnly: "input-ofd-unknown", WithoutText: "input-ofd-without-text",
		Pictured: "ofd-pages-pictured", Unknown: "ofd-characters-unknown", Spoilt: "ofd-cells-spoilt", Hidden: "ofd-characters-hidden",
		Clipped: "ofd-characters-clipped", Slanted: "ofd-characters-slanted",
	}
}
