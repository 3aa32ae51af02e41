// Package flatopc reads Flat OPC files: a whole .docx as one XML file (pkg:package, Microsoft's "Word XML Document", the namespace
// http://schemas.microsoft.com/office/2006/xmlPackage), also under the names .xml and .doc.
//
// [Pack] makes the package of it that it stands for; package docx reads that.
package flatopc

import (
	"bytes"
	"encoding/base64"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/xmlscan"
	"nianbao/converter/internal/zipfile"
)

var names = xmlscan.Names{"http://schemas.microsoft.com/office/2006/xmlPackage": "pkg:"}

// Pack returns the ZIP container with the parts of a Flat OPC file, stored as they are, or says why the file is refused. Pictures are left
// empty: nobody reads them.
func Pack(m *limit.Meter, data []byte) ([]byte, *diag.Diagnostic) {
	s := xmlscan.New(m, data, names)
	if s.Next(); s.Name != "pkg:package" && s.Problem == "" {
		s.Problem = "its root is not pkg:package"
	}
	var parts []part
	s.Children(func() {
		if s.Name != "pkg:part" {
			return
		}
		p := part{name: strings.TrimPrefix(s.Attr("pkg:name"), "/"), kind: s.Attr("pkg:contentType")}
		s.Children(func() {
			switch s.Name {
			case "pkg:xmlData":
				p.data = s.Inner()
			case "pkg:binaryData":
				p.data = binary(s, p.kind, len(data))
			}
		}, nil)
		if p.name != "" && len(parts) <= m.Limits().ZipEntries { // one more than may be: reading refuses it
			parts = append(parts, p)
		}
	}, nil)
	for s.Next() != xmlscan.End { // what stands behind the root
	}
	if fault := s.Refusal(); fault != nil {
		return nil, fault
	}
	return pack(parts)
}

// part is a part of the package.
type part struct {
	name, kind string
	data       []byte
}

// binary decodes the content of the element that the scanner stands on.
func binary(s *xmlscan.Scanner, kind string, most int) []byte {
	if strings.HasPrefix(kind, "image/") {
		return nil
	}
	data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(s.Content(most)), ""))
	if err != nil && s.Problem == "" {
		s.Problem = err.Error()
	}
	return data
}

// pack puts the parts into a container, with the list of their types, which a Flat OPC file has at each part.
func pack(parts []part) ([]byte, *diag.Diagnostic) {
	const head = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`
	types := bytes.NewBufferString(head)
	entries := make([]zipfile.Entry, 0, len(parts)+1)
	entries = append(entries, zipfile.Entry{})
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;")
	for _, p := range parts {
		types.WriteString(`<Override PartName="/` + escape.Replace(p.name) + `" ContentType="` + escape.Replace(p.kind) + `"/>`)
		entries = append(entries, zipfile.New(p.name, p.data, stored))
	}
	types.WriteString(`</Types>`)
	entries[0] = zipfile.New("[Content_Types].xml", types.Bytes(), stored)
	data, err := zipfile.Append(nil, entries)
	if err != nil {
		d := diag.New("docx-zip", diag.Place{}, "problem", err.Error())
		return nil, &d
	}
	return data, nil
}

func stored(_, data []byte) []byte { return data }
