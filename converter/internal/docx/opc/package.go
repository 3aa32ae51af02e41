// Package opc opens the package of an Office file (Open Packaging Conventions, ECMA-376-2): a ZIP container whose parts have content
// types and lead to each other by relationships. It is the lowest layer of reading a Word file: package read sees parts and relationships and
// never a ZIP header, and this one knows nothing of paragraphs.
//
// [Open] finds the part that the file is about, or says what the file is instead: people send old Word files, encrypted ones, workbooks
// and pages under the name .docx, and each of them is called by its name. [Package.Scanner] scans the XML of a part; every fault
// it finds becomes a diagnostic with the part and the place in it. No relationship that leaves the package is ever followed, no size that
// the file states is believed: package zipfile counts what comes out while it inflates.
package opc

import (
	"bytes"
	"net/url"
	"path"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/xmlscan"
	"nianbao/converter/internal/zipfile"
)

// PackageNS is what the namespaces of packages begin with (ECMA-376-2).
const PackageNS = "http://schemas.openxmlformats.org/package/2006/"

const (
	nsContentTypes = iota + xmlscan.FirstNS
	nsRelationships
)

func namespaceOf(uri []byte) xmlscan.NS {
	switch string(uri) {
	case PackageNS + "content-types":
		return nsContentTypes
	case PackageNS + "relationships":
		return nsRelationships
	}
	return xmlscan.OtherNS
}

// Package is an OPC package (ECMA-376-2): the ZIP file, its main part and that part's relationships.
type Package struct {
	*zipfile.Archive
	Main      string // name of the main part
	MainType  string // its content type
	Relations []Relation
	Root      []Relation // of the package itself
}

// Relation is a relationship. Only the last segment of its type counts, so that transitional, strict and vendors'
// spellings are one.
type Relation struct {
	ID, Kind, Target string
	External         bool
}

// Open finds the word processing document in data, or says what data is instead.
func Open(m *limit.Meter, data []byte) (*Package, *diag.Diagnostic) {
	if fault := notZip(data); fault != nil {
		return nil, fault
	}
	a, fault := zipfile.Open(m, data)
	if fault != nil {
		return nil, fault
	}
	p := &Package{Archive: a}
	if p.Root, fault = p.RelationsOf(""); fault != nil {
		return nil, fault
	}
	for _, r := range p.Root {
		if r.Kind == "officeDocument" && !r.External && p.Main == "" && p.Has(r.Target) {
			p.Main = r.Target
		}
	}
	if p.Main == "" {
		return nil, p.otherKind()
	}
	if p.MainType, fault = p.contentType(p.Main); fault != nil {
		return nil, fault
	}
	if fault := p.wrongType(); fault != nil {
		return nil, fault
	}
	p.Relations, fault = p.RelationsOf(p.Main)
	return p, fault
}

// notZip tells the containers that come in place of a ZIP file under the name .docx.
func notZip(data []byte) *diag.Diagnostic {
	code := diag.Code("docx-not-zip")
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return nil
	case bytes.HasPrefix(data, []byte("PK\x05\x06")):
		code = "docx-empty-zip"
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")): // [MS-CFB] 2.2
		// The names of a compound file's streams are UTF-16; a directory sector may lie anywhere in the file.
		switch {
		case bytes.Contains(data, wide("EncryptedPackage")): // [MS-OFFCRYPTO] 2.3.4
			code = "docx-encrypted"
		case bytes.Contains(data, wide("WordDocument")):
			code = "docx-old-binary"
		case bytes.Contains(data, wide("Workbook")), bytes.Contains(data, wide("PowerPoint Document")):
			d := diag.New("docx-other-program", diag.Place{}, "kind", diag.Word("old-office"))
			return &d
		default:
			code = "docx-old-binary"
		}
	}
	d := diag.New(code, diag.Place{})
	return &d
}

func wide(s string) []byte {
	b := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		b = append(b, s[i], 0)
	}
	return b
}

func otherProgram(kind diag.Word) *diag.Diagnostic {
	d := diag.New("docx-other-program", diag.Place{}, "kind", kind)
	return &d
}

// otherKind says what a ZIP file without a main document is.
func (p *Package) otherKind() *diag.Diagnostic {
	if mime, fault := p.Read("mimetype"); fault == nil && mime != nil {
		switch {
		case bytes.HasPrefix(mime, []byte("application/vnd.oasis.opendocument.text")):
			return otherProgram("odt")
		case bytes.HasPrefix(mime, []byte("application/vnd.oasis.opendocument.spreadsheet")):
			return otherProgram("ods")
		case bytes.HasPrefix(mime, []byte("application/epub")):
			return otherProgram("epub")
		}
	}
	switch {
	case p.Has("OFD.xml"):
		return otherProgram("ofd")
	case p.Has("xl/workbook.xml"), p.Has("xl/workbook.bin"):
		return otherProgram("xlsx")
	case p.Has("ppt/presentation.xml"):
		return otherProgram("pptx")
	}
	d := diag.New("docx-no-document", diag.Place{})
	return &d
}

// wrongType refuses packages whose main part is that of another program. A missing or odd type is let through: the root
// element decides then.
func (p *Package) wrongType() *diag.Diagnostic {
	t := strings.ToLower(p.MainType)
	switch {
	case strings.Contains(t, "spreadsheetml"), strings.Contains(t, "ms-excel"):
		return otherProgram("xlsx")
	case strings.Contains(t, "presentationml"), strings.Contains(t, "ms-powerpoint"):
		return otherProgram("pptx")
	case strings.Contains(t, "visio"):
		return otherProgram("vsdx")
	}
	return nil
}

// contentType looks a part up in [Content_Types].xml (ECMA-376-2 10.1.2.4): an Override by name, else the Default of its
// extension, else "".
func (p *Package) contentType(part string) (string, *diag.Diagnostic) {
	const name = "[Content_Types].xml"
	data, fault := p.Read(name)
	if data == nil {
		return "", fault
	}
	byDefault := ""
	extension := strings.TrimPrefix(path.Ext(part), ".")
	s := p.Scanner(name, data, namespaceOf)
	for k := s.Next(); k != xmlscan.End; k = s.Next() {
		if k != xmlscan.StartTag || s.NS != nsContentTypes {
			continue
		}
		kind, _ := s.Attribute(xmlscan.NoNS, "ContentType")
		switch string(s.Local) {
		case "Override":
			if of, _ := s.Attribute(xmlscan.NoNS, "PartName"); strings.EqualFold(strings.TrimPrefix(string(of), "/"), part) {
				return string(kind), nil
			}
		case "Default":
			if of, _ := s.Attribute(xmlscan.NoNS, "Extension"); strings.EqualFold(string(of), extension) {
				byDefault = string(kind)
			}
		}
	}
	return byDefault, s.Diagnosis()
}

// RelationsOf reads the relationships of a part, "" for those of the package (ECMA-376-2 9.3). Targets are resolved to
// names of parts; a target outside of the package stays as it is and is never looked at.
func (p *Package) RelationsOf(part string) ([]Relation, *diag.Diagnostic) {
	folder, file := path.Split(part)
	name := folder + "_rels/" + file + ".rels"
	data, fault := p.Read(name)
	if data == nil {
		return nil, fault
	}
	var list []Relation
	s := p.Scanner(name, data, namespaceOf)
	for k := s.Next(); k != xmlscan.End; k = s.Next() {
		if k != xmlscan.StartTag || !s.Is(nsRelationships, "Relationship") {
			continue
		}
		id, _ := s.Attribute(xmlscan.NoNS, "Id")
		kind, _ := s.Attribute(xmlscan.NoNS, "Type")
		target, _ := s.Attribute(xmlscan.NoNS, "Target")
		mode, _ := s.Attribute(xmlscan.NoNS, "TargetMode")
		r := Relation{ID: string(id), Kind: string(kind[bytes.LastIndexByte(kind, '/')+1:]), Target: string(target),
			External: strings.EqualFold(string(mode), "External")}
		if !r.External {
			r.Target = resolve(folder, r.Target)
		}
		list = append(list, r)
	}
	return list, s.Diagnosis()
}

// resolve turns a target into the name of a part.
func resolve(folder, target string) string {
	if clean, err := url.PathUnescape(target); err == nil {
		target = clean
	}
	target, _, _ = strings.Cut(target, "#")
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return strings.TrimPrefix(path.Clean("/"+folder+target), "/")
}

// Part returns the target of the first relationship of a kind, "" where there is none.
func (p *Package) Part(kind string) string {
	for _, r := range p.Relations {
		if r.Kind == kind && !r.External {
			return r.Target
		}
	}
	return ""
}
