package pdftest

import (
	"bytes"
	"fmt"
	"strings"
)

// checkFile: header, identifier, how objects are kept.
func (f *File) checkFile(r *report, p Profile) {
	want := map[int]string{0: "1.7", 1: "1.7", 2: "1.7", 3: "1.7", 4: "2.0"}[p.Part]
	if f.Version != want {
		r.add("file-version", "%s, not %s", f.Version, want)
	}
	if !f.Binary {
		r.add("file-header", "no comment of bytes above 127 behind the header (A 6.1.2)")
	}
	if id := f.Array(f.Trailer["ID"]); len(id) != 2 {
		r.add("file-identifier", "%v (A 6.1.3)", f.Trailer["ID"])
	}
	if p.Part == 1 && f.Packed {
		r.add("file-packed", "object streams in PDF/A-1 (ISO 19005-1 6.1.4)")
	}
	if f.Trailer["Encrypt"] != nil {
		r.add("forbidden", "encryption (A 6.1.3)")
	}
	if information := f.Trailer["Info"]; (information == nil) != (p.Part == 4) {
		r.add("file-information", "%v", information)
	}
}

// checkCatalog: what the catalog says of the document.
func (f *File) checkCatalog(r *report, p Profile) {
	c := f.Catalog()
	if marked := f.Dict(c["MarkInfo"])["Marked"] == true; marked != p.Tagged || (f.Dict(c["StructTreeRoot"]) != nil) != p.Tagged {
		r.add("catalog-marked", "/MarkInfo %v /StructTreeRoot %v (A 6.7.2.2, UA 6.2)", c["MarkInfo"], c["StructTreeRoot"])
	}
	if suspects := f.Dict(c["MarkInfo"])["Suspects"]; suspects == true {
		r.add("catalog-marked", "suspects (UA 7.1)")
	}
	if language := Text(f.Get(c["Lang"])); len(language) < 2 || len(strings.Split(language, "-")[0]) > 3 {
		r.add("catalog-language", "%q (A 6.7.4, UA 7.2)", language)
	}
	if f.Dict(c["ViewerPreferences"])["DisplayDocTitle"] != true {
		r.add("catalog-title", "viewers are not told to show the title (UA 7.1)")
	}
	intents := f.Array(c["OutputIntents"])
	if p.Part == 0 {
		return
	}
	if len(intents) != 1 {
		r.add("output-intent", "%d (A 6.2.3)", len(intents))
		return
	}
	intent := f.Dict(intents[0])
	profile, ok := f.Get(intent["DestOutputProfile"]).(*Stream)
	if !ok || intent["S"] != Name("GTS_PDFA1") || len(profile.Data) < 128 || string(profile.Data[36:40]) != "acsp" || profile.Dict["N"] != 3 || string(profile.Data[16:20]) != "RGB " {
		r.add("output-intent", "%v (A 6.2.3)", intent)
	}
}

// checkForbidden: nothing that runs, hides, blends or stands elsewhere, in any object of the file (A 6.1, 6.2.10, 6.5, 6.6).
func (f *File) checkForbidden(r *report, p Profile) {
	if p.Part == 0 {
		return
	}
	for number, o := range f.Objects {
		f.forbiddenIn(r, number, o)
	}
	for _, key := range []Name{"AA", "OpenAction", "AcroForm", "OCProperties", "Requirements", "Collection", "PieceInfo"} {
		if f.Catalog()[key] != nil {
			r.add("forbidden", "/%s in the catalog", key)
		}
	}
}

func (f *File) forbiddenIn(r *report, number int, o any) {
	switch o := o.(type) {
	case *Stream:
		for _, key := range []Name{"F", "FFilter", "FDecodeParms"} {
			if o.Dict[key] != nil {
				r.add("forbidden", "object %d: a stream in another file (A 6.1.7.1)", number)
			}
		}
		f.forbiddenIn(r, number, o.Dict)
	case Array:
		for _, part := range o {
			f.forbiddenIn(r, number, part)
		}
	case Dict:
		switch s := o["S"]; s {
		case Name("JavaScript"), Name("Launch"), Name("Sound"), Name("Movie"), Name("ResetForm"), Name("ImportData"), Name("Hide"), Name("SetOCGState"),
			Name("Rendition"), Name("Trans"), Name("GoTo3DView"), Name("URI"), Name("SubmitForm"), Name("GoToR"), Name("GoToE"):
			r.add("forbidden", "object %d: action %s (A 6.5.1)", number, s)
		case Name("Transparency"):
			r.add("forbidden", "object %d: a transparency group (A 6.2.10)", number)
		}
		for _, key := range []Name{"SMask", "BM", "ca", "CA", "AA", "JS", "TR", "HTP", "OPI", "Ref"} {
			if o[key] != nil {
				r.add("forbidden", "object %d: /%s", number, key)
			}
		}
		if kind := o["Subtype"]; kind == Name("PS") || kind == Name("Form") || kind == Name("Image") {
			r.add("forbidden", "object %d: an XObject of the kind %s", number, kind)
		}
		for _, part := range o {
			f.forbiddenIn(r, number, part)
		}
	}
}

// checkPages: what a page says beside its content.
func (f *File) checkPages(r *report, p Profile, pages []*Page) {
	if count, _ := f.Get(f.Dict(f.Catalog()["Pages"])["Count"]).(int); count != len(pages) || count == 0 {
		r.add("page-count", "%d pages, %d by the tree", len(pages), count)
	}
	for _, page := range pages {
		r.list = append(r.list, page.problems...)
		if !page.Own {
			r.add("page-resources", "page %d inherits them (A 6.2.2)", page.Number)
		}
		if p.Tagged && f.Get(page.Dict["Tabs"]) != Name("S") {
			r.add("page-tabs", "page %d (UA 7.18.3)", page.Number)
		}
		if f.Array(page.Dict["Annots"]) != nil {
			r.add("forbidden", "page %d: annotations", page.Number)
		}
	}
}

// checkOutline: entries are linked both ways, counted, and lead to pages (12.3.3).
func (f *File) checkOutline(r *report, p Profile) {
	root := f.Catalog()["Outlines"]
	if root == nil {
		return
	}
	total, steps := 0, 0
	var walk func(parent any, o Dict) int
	walk = func(parent any, o Dict) int {
		var previous any
		count := 0
		for at := o["First"]; at != nil; {
			if steps++; steps > 100000 {
				r.add("outline", "it runs in a circle")
				return count
			}
			item := f.Dict(at)
			if item == nil {
				r.add("outline", "an entry %v", at)
				return count
			}
			total++
			count++
			if item["Parent"] != parent || item["Prev"] != previous {
				r.add("outline", "entry %v: /Parent %v /Prev %v", at, item["Parent"], item["Prev"])
			}
			if Text(f.Get(item["Title"])) == "" {
				r.add("outline", "entry %v has no title", at)
			}
			f.checkDestination(r, p, at, item)
			below := walk(at, item)
			if n, _ := item["Count"].(int); n != below && n != -below {
				r.add("outline", "entry %v: /Count %v, not %d", at, item["Count"], below)
			}
			count += below
			if item["Next"] == nil && at != o["Last"] {
				r.add("outline", "the last entry is %v, not %v", at, o["Last"])
			}
			previous, at = at, item["Next"]
		}
		return count
	}
	walk(root, f.Dict(root))
	if n, _ := f.Dict(root)["Count"].(int); n != total {
		r.add("outline", "%d entries, /Count %d", total, n)
	}
}

func (f *File) checkDestination(r *report, p Profile, at any, item Dict) {
	destination := f.Array(item["Dest"])
	if action := f.Dict(item["A"]); action != nil {
		destination = f.Array(action["D"])
		structure := f.Array(action["SD"])
		if p.Part == 4 && (len(structure) == 0 || f.Dict(structure[0])["S"] == nil) {
			r.add("outline", "entry %v leads to no element (ISO 14289-2 8.8)", at)
		}
	} else if p.Part == 4 {
		r.add("outline", "entry %v leads to no element (ISO 14289-2 8.8)", at)
	}
	if len(destination) == 0 || f.Dict(destination[0])["Type"] != Name("Page") {
		r.add("outline", "entry %v leads to no page", at)
	}
}

// checkAttachments: an attached file is whole, listed for viewers and associated with the document (7.11.4, A 6.8).
func (f *File) checkAttachments(r *report, p Profile) {
	c := f.Catalog()
	associated := f.Array(c["AF"])
	files, err := f.nameTree(f.Dict(c["Names"])["EmbeddedFiles"])
	if f.Dict(c["Names"])["EmbeddedFiles"] == nil {
		files, err = nil, nil
	}
	if err != nil {
		r.add("attachment", "%v", err)
	}
	if !p.Attaches {
		if len(associated)+len(files) > 0 {
			r.add("attachment", "%d, and the profile allows none", len(associated)+len(files))
		}
		return
	}
	if len(associated) == 0 || len(associated) != len(files) {
		r.add("attachment", "%d are associated, %d listed", len(associated), len(files))
	}
	for name, o := range files {
		found := false
		for _, other := range associated {
			found = found || o == other
		}
		if !found {
			r.add("attachment", "%s is not associated with the document", name)
		}
		f.checkAttachment(r, p, name, f.Dict(o))
	}
}

func (f *File) checkAttachment(r *report, p Profile, name string, d Dict) {
	bad := func(what string, o any) { r.add("attachment", "%s: %s %v", name, what, o) }
	if d["Type"] != Name("Filespec") {
		bad("/Type", d["Type"])
	}
	if Text(f.Get(d["F"])) == "" || Text(f.Get(d["F"])) != Text(f.Get(d["UF"])) {
		bad("/F and /UF", []any{d["F"], d["UF"]})
	}
	if relation := d["AFRelationship"]; relation != Name("Data") && relation != Name("Source") {
		bad("/AFRelationship", relation)
	}
	if Text(f.Get(d["Desc"])) == "" {
		bad("/Desc", d["Desc"])
	}
	embedded := f.Dict(d["EF"])
	s, ok := f.Get(embedded["F"]).(*Stream)
	if !ok || embedded["UF"] != embedded["F"] {
		bad("/EF", embedded)
		return
	}
	if kind, _ := s.Dict["Subtype"].(Name); s.Dict["Type"] != Name("EmbeddedFile") || !strings.Contains(string(kind), "/") {
		bad("/Type and /Subtype", []any{s.Dict["Type"], s.Dict["Subtype"]})
	}
	params := f.Dict(s.Dict["Params"])
	if size, _ := params["Size"].(int); size != len(s.Data) {
		bad("/Size", params["Size"])
	}
	if sum, _ := params["CheckSum"].(String); string(sum) != checksum(s.Data) {
		bad("/CheckSum", params["CheckSum"])
	}
	// A document without a date has an attachment without one; else A's annex E wants it.
	if date := Text(params["ModDate"]); !validDate(date) && (date != "" || f.Dict(f.Trailer["Info"])["CreationDate"] != nil) {
		bad("/ModDate", date)
	}
}

// validDate: a date with an offset in digits (7.9.4).
func validDate(s string) bool {
	var year, month, day, hour, minute, second, zoneHour, zoneMinute int
	var sign byte
	n, _ := fmt.Sscanf(s, "D:%4d%2d%2d%2d%2d%2d%c%2d'%2d'", &year, &month, &day, &hour, &minute, &second, &sign, &zoneHour, &zoneMinute)
	return n == 9 && bytes.IndexByte([]byte("+-"), sign) >= 0 && len(s) == len("D:20240115000000+08'00'")
}
