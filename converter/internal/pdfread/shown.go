package pdfread

import (
	"errors"
	"math"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pageread"
	"nianbao/converter/internal/pdfread/content"
	"nianbao/converter/internal/pdfread/object"
)

// Shown reads what the pages of a file show: for files that carry no data of ours. The document is nil, and the list holds an error,
// where the pages hold no text, as those of a scan do, or cannot be read. Other entries say that the pages were read and what of
// them was left out.
func Shown(m *limit.Meter, data []byte) (*document.Document, diag.List) {
	f, err := object.Open(m, data)
	if err == nil {
		var doc *document.Document
		var found diag.List
		if doc, found, err = shown(m, f); err == nil {
			return doc, found
		}
	}
	if errors.Is(err, object.ErrBroken) {
		if f, err = object.Repair(m.Anew(), data); err == nil {
			var doc *document.Document
			var found diag.List
			if doc, found, err = shown(m, f); err == nil {
				return doc, found
			}
		}
	}
	if errors.Is(err, object.ErrFilter) {
		return nil, diag.List{diag.New("input-pdf-filter", diag.Place{})}
	}
	return nil, diag.List{refusal(m, err)}
}

func shown(m *limit.Meter, f *object.File) (*document.Document, diag.List, error) {
	pages := pagesOf(f)
	read := pageread.NewReader(m)
	run := content.NewReader(f)
	for i := range pages {
		p := run.Page(sourceOf(f, &pages[i]))
		if f.Err() != nil {
			return nil, nil, f.Err()
		}
		if read.Add(p); m.Err() != nil {
			return nil, nil, m.Err()
		}
	}
	if len(pages) == 0 {
		return nil, nil, object.ErrBroken
	}
	result := read.Result()
	if m.Err() != nil {
		return nil, nil, m.Err()
	}
	if d := result.Refusal(messages(), len(pages)); d != nil {
		return nil, diag.List{*d}, nil
	}
	found := diag.List{diag.New("pdf-pages-read", diag.Place{}, "pages", len(pages), "tables", result.Tables)}
	found = append(found, result.Remarks(messages())...)
	found = append(found, beside(f, pages)...)
	return result.Document, found, f.Err()
}

// beside names what stands on pages but is no part of their content: notes, stamps, form fields. What people typed into the
// fields of a form is not read.
func beside(f *object.File, pages []page) diag.List {
	fields, notes := &addition{}, &addition{}
	for i := range pages {
		for _, o := range f.Array(pages[i].dict["Annots"]) {
			if !f.Count(1) {
				return nil
			}
			annotation := f.Dict(o)
			switch kind := f.Name(annotation["Subtype"]); {
			case annotation == nil || kind == "Popup" || kind == "Link":
			case kind == "Widget" && fieldType(f, annotation) != "Sig":
				fields.note(i+1, "")
			default:
				notes.note(i+1, string(kind))
			}
		}
	}
	var found diag.List
	if fields.count > 0 {
		found = append(found, diag.New("pdf-fields-unread", diag.Place{}, "count", fields.count, "pages", listed(fields.pages)))
	}
	if notes.count > 0 {
		found = append(found, diag.New("pdf-notes-unread", diag.Place{}, "count", notes.count, "pages", listed(notes.pages), "kinds", strings.Join(notes.kinds, ", ")))
	}
	return found
}

// sourceOf returns what the content of a page needs to be run.
func sourceOf(f *object.File, p *page) content.Source {
	s := content.Source{Content: contentOf(f, p), Resources: p.entry("Resources"), Box: [4]float64{0, 0, 595, 842}}
	if media, ok := sidesOf(f, p.entry("MediaBox")); ok {
		s.Box = media
	}
	if crop, ok := sidesOf(f, p.entry("CropBox")); ok { // 14.11.2: as far as it lies on the medium
		seen := [4]float64{max(s.Box[0], crop[0]), max(s.Box[1], crop[1]), min(s.Box[2], crop[2]), min(s.Box[3], crop[3])}
		if seen[2] > seen[0] && seen[3] > seen[1] {
			s.Box = seen
		}
	}
	turned, _ := f.Number(p.entry("Rotate"))
	s.Rotate = int(math.Round(math.Mod(turned, 360) / 90))
	if unit, ok := f.Number(p.dict["UserUnit"]); ok && unit > 0 && unit < 1000 {
		s.Unit = unit
	}
	return s
}

// sidesOf returns a rectangle (7.9.5) with its sides in order; false where it is none or holds nothing.
func sidesOf(f *object.File, o object.Object) (box [4]float64, ok bool) {
	sides := f.Array(o)
	if len(sides) != len(box) {
		return box, false
	}
	for i := range box {
		if box[i], ok = f.Number(sides[i]); !ok || math.Abs(box[i]) > 1e6 {
			return box, false
		}
	}
	box = [4]float64{min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])}
	return box, box[2] > box[0] && box[3] > box[1]
}

// messages returns the messages of the format.
func messages() pageread.Codes {
	return pageread.Codes{
		Recognised: "input-pdf-recognised", Scan: "input-pdf-scan", UnknownOnly: "input-pdf-unknown", WithoutText: "input-pdf-without-text",
		Pictured: "pdf-pages-pictured", Unknown: "pdf-characters-unknown", Spoilt: "pdf-cells-spoilt", Hidden: "pdf-characters-hidden",
		Clipped: "pdf-characters-clipped", Slanted: "pdf-characters-slanted",
	}
}
