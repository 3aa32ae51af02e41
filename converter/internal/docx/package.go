package docx

import (
	"bytes"
	"net/url"
	"path"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/xmlscan"
)

// pack is an OPC package (ECMA-376-2): the ZIP file, its main part and that part's relationships.
type pack struct {
	*archive
	main      string // name of the main part
	mainType  string // its content type
	relations []relation
	root      []relation // of the package itself
}

// relation is a relationship. Only the last segment of its type counts, so that transitional, strict and vendors'
// spellings are one.
type relation struct {
	id, kind, target string
	external         bool
}

// openPackage finds the word processing document in data, or says what data is instead.
func openPackage(m *limit.Meter, data []byte) (*pack, *diag.Diagnostic) {
	if fault := notZip(data); fault != nil {
		return nil, fault
	}
	a, fault := openZip(m, data)
	if fault != nil {
		return nil, fault
	}
	p := &pack{archive: a}
	if p.root, fault = p.relationsOf(""); fault != nil {
		return nil, fault
	}
	for _, r := range p.root {
		if r.kind == "officeDocument" && !r.external && p.main == "" && p.has(r.target) {
			p.main = r.target
		}
	}
	if p.main == "" {
		return nil, p.otherKind()
	}
	if p.mainType, fault = p.contentType(p.main); fault != nil {
		return nil, fault
	}
	if fault := p.wrongType(); fault != nil {
		return nil, fault
	}
	p.relations, fault = p.relationsOf(p.main)
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
			d := diag.New("docx-other-program", diag.Place{}, "kind", "Excel 或 PowerPoint 97–2003", "kind_en", "Excel or PowerPoint 97–2003")
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

func otherProgram(zh, en string) *diag.Diagnostic {
	d := diag.New("docx-other-program", diag.Place{}, "kind", zh, "kind_en", en)
	return &d
}

// otherKind says what a ZIP file without a main document is.
func (p *pack) otherKind() *diag.Diagnostic {
	if mime, fault := p.read("mimetype"); fault == nil && mime != nil {
		switch {
		case bytes.HasPrefix(mime, []byte("application/vnd.oasis.opendocument.text")):
			return otherProgram("OpenDocument 文本（.odt）", "OpenDocument text (.odt)")
		case bytes.HasPrefix(mime, []byte("application/vnd.oasis.opendocument.spreadsheet")):
			return otherProgram("OpenDocument 电子表格（.ods）", "OpenDocument spreadsheet (.ods)")
		case bytes.HasPrefix(mime, []byte("application/epub")):
			return otherProgram("电子书（.epub）", "e-book (.epub)")
		}
	}
	switch {
	case p.has("OFD.xml"):
		return otherProgram("版式文档 OFD", "OFD")
	case p.has("xl/workbook.xml"), p.has("xl/workbook.bin"):
		return otherProgram("Excel 工作簿（.xlsx）", "Excel workbook (.xlsx)")
	case p.has("ppt/presentation.xml"):
		return otherProgram("PowerPoint 演示文稿（.pptx）", "PowerPoint presentation (.pptx)")
	}
	d := diag.New("docx-no-document", diag.Place{})
	return &d
}

// wrongType refuses packages whose main part is that of another program. A missing or odd type is let through: the root
// element decides then.
func (p *pack) wrongType() *diag.Diagnostic {
	t := strings.ToLower(p.mainType)
	switch {
	case strings.Contains(t, "spreadsheetml"), strings.Contains(t, "ms-excel"):
		return otherProgram("Excel 工作簿（.xlsx）", "Excel workbook (.xlsx)")
	case strings.Contains(t, "presentationml"), strings.Contains(t, "ms-powerpoint"):
		return otherProgram("PowerPoint 演示文稿（.pptx）", "PowerPoint presentation (.pptx)")
	case strings.Contains(t, "visio"):
		return otherProgram("Visio 绘图（.vsdx）", "Visio drawing (.vsdx)")
	}
	return nil
}

// contentType looks a part up in [Content_Types].xml (ECMA-376-2 10.1.2.4): an Override by name, else the Default of its
// extension, else "".
func (p *pack) contentType(part string) (string, *diag.Diagnostic) {
	const name = "[Content_Types].xml"
	data, fault := p.read(name)
	if data == nil {
		return "", fault
	}
	byDefault := ""
	extension := strings.TrimPrefix(path.Ext(part), ".")
	s := p.scanner(name, data)
	for k := s.Next(); k != xmlscan.End; k = s.Next() {
		if k != xmlscan.StartTag || s.NS != nsContentTypes {
			continue
		}
		kind, _ := s.Attribute(nsNone, "ContentType")
		switch string(s.Local) {
		case "Override":
			if of, _ := s.Attribute(nsNone, "PartName"); strings.EqualFold(strings.TrimPrefix(string(of), "/"), part) {
				return string(kind), nil
			}
		case "Default":
			if of, _ := s.Attribute(nsNone, "Extension"); strings.EqualFold(string(of), extension) {
				byDefault = string(kind)
			}
		}
	}
	return byDefault, s.fault()
}

// relationsOf reads the relationships of a part, "" for those of the package (ECMA-376-2 9.3). Targets are resolved to
// names of parts; a target outside of the package stays as it is and is never looked at.
func (p *pack) relationsOf(part string) ([]relation, *diag.Diagnostic) {
	folder, file := path.Split(part)
	name := folder + "_rels/" + file + ".rels"
	data, fault := p.read(name)
	if data == nil {
		return nil, fault
	}
	var list []relation
	s := p.scanner(name, data)
	for k := s.Next(); k != xmlscan.End; k = s.Next() {
		if k != xmlscan.StartTag || !s.Is(nsRelationships, "Relationship") {
			continue
		}
		id, _ := s.Attribute(nsNone, "Id")
		kind, _ := s.Attribute(nsNone, "Type")
		target, _ := s.Attribute(nsNone, "Target")
		mode, _ := s.Attribute(nsNone, "TargetMode")
		r := relation{id: string(id), kind: string(kind[bytes.LastIndexByte(kind, '/')+1:]), target: string(target),
			external: strings.EqualFold(string(mode), "External")}
		if !r.external {
			r.target = resolve(folder, r.target)
		}
		list = append(list, r)
	}
	return list, s.fault()
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

// part returns the target of the first relationship of a kind, "" where there is none.
func (p *pack) part(kind string) string {
	for _, r := range p.relations {
		if r.kind == kind && !r.external {
			return r.target
		}
	}
	return ""
}
