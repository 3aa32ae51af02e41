// Package odt reads OpenDocument texts (ISO/IEC 26300, OpenDocument 1.3): the package .odt and the single XML file .fodt, as
// LibreOffice, WPS and Word save them.
//
// [Read] finds the parts (the package's or the file's), the styles (styles.go) with the lists among them (list.go), and then goes
// through the text once (read.go, inline.go, table.go), translating it for package wordml, which see. What is not shown is told by
// styles: text:display="none" for text and sections, table:visibility for rows. A tracked deletion is kept by OpenDocument apart from
// the text, so that the text is that after all changes.
package odt

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/zipfile"
)

// Read reads an OpenDocument text. The document is nil, and the list holds an error, where the file is refused: it is none, it is
// encrypted or damaged, it exceeds a limit, or ctx is done. Other entries name what was left out. Paragraphs in styles of the given
// house style get their roles.
func Read(ctx context.Context, data []byte, limits limit.Limits, house *style.Style) (*document.Document, diag.List) {
	if int64(len(data)) > limits.Input {
		return nil, diag.List{diag.New("input-limit", diag.Place{}, "limit", limits.Input)}
	}
	r := newReader(limit.NewMeter(ctx, limits))
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		if fault := r.packed(data); fault != nil {
			return nil, diag.List{*fault}
		}
	} else if fault := r.part(data); fault != nil {
		return nil, diag.List{*fault}
	}
	if !r.found {
		return nil, diag.List{damaged("there is no text in it")}
	}
	r.pack.Styles, r.pack.Lists = r.sheet.translated(), r.lists
	doc, found := r.pack.Read(ctx, limits, house)
	if r.macros && doc != nil {
		found = append(found, diag.New("docx-macro", diag.Place{}))
	}
	return doc, found
}

// packed reads the parts of a package (part 2). The styles come first: the text is read with them.
func (r *reader) packed(data []byte) *diag.Diagnostic {
	parts, fault := zipfile.Open(r.meter, data)
	if fault != nil {
		return fault
	}
	manifest, fault := parts.Read("META-INF/manifest.xml")
	if fault != nil {
		return fault
	}
	if bytes.Contains(manifest, []byte("encryption-data")) {
		d := diag.New("input-encrypted", diag.Place{})
		return &d
	}
	r.macros = slices.ContainsFunc(parts.Names(), func(name string) bool {
		return strings.HasPrefix(name, "Basic/") || strings.HasPrefix(name, "Scripts/") // of LibreOffice's own language, and of others
	})
	for _, name := range [...]string{"meta.xml", "styles.xml", "content.xml"} {
		part, fault := parts.Read(name)
		if fault != nil {
			return fault
		}
		if part == nil { // nothing but the text must be there
			continue
		}
		if fault := r.part(part); fault != nil {
			return fault
		}
	}
	return nil
}

func damaged(problem string) diag.Diagnostic {
	return diag.New("office-damaged", diag.Place{}, "problem", problem)
}
