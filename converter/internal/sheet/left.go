package sheet

import (
	"bytes"
	"path"
	"strings"

	"nianbao/converter/diag"
)

// leftBehind names what a workbook holds beside cells, by the parts in which it stands (ECMA-376-1 12.3, 15.2): a table may be a picture, or
// the text of a report stand in a box that lies upon the sheet.
func (r *reader) leftBehind() *diag.Diagnostic {
	pictures, charts, boxes, files, comments, macros := 0, 0, 0, 0, 0, false
	for _, name := range r.parts.Names() {
		name = strings.ToLower(name)
		switch folder, base := path.Split(name); {
		case base == "vbaproject.bin":
			macros = true
		case !strings.HasSuffix(base, ".xml") && path.Base(folder) == "media":
			pictures++
		case path.Base(folder) == "embeddings":
			files++
		case path.Base(folder) == "charts" && strings.HasPrefix(base, "chart") && strings.HasSuffix(base, ".xml"):
			charts++
		case path.Base(folder) == "drawings" && strings.HasSuffix(base, ".xml"):
			drawing, fault := r.parts.Read(name)
			if fault != nil {
				return fault
			}
			boxes += bytes.Count(drawing, []byte("txBody>")) / 2 // of an element the start and the end; one without either is empty
		case strings.HasPrefix(base, "comments") && strings.HasSuffix(base, ".xml"):
			comments++
		}
	}
	var left []diag.Wording
	for _, x := range [...]struct {
		n         int
		one, many diag.Word
	}{{pictures, "picture", "pictures"}, {charts, "chart", "charts"}, {boxes, "text-box", "text-boxes"}, {files, "embedded-file", "embedded-files"}} {
		switch {
		case x.n == 1:
			left = append(left, x.one.With())
		case x.n > 1:
			left = append(left, x.many.With("n", x.n))
		}
	}
	if left != nil {
		r.Found = append(r.Found, diag.New("sheet-left", diag.Place{}, "what", diag.Listed(left)))
	}
	if comments > 0 {
		r.Found = append(r.Found, diag.New("sheet-comments", diag.Place{}, "count", comments))
	}
	if macros {
		r.Found = append(r.Found, diag.New("docx-macro", diag.Place{}))
	}
	return nil
}
