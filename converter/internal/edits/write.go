package edits

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"strings"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/write"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/webpage"
)

// A document.Document cannot say everything that a clerk can do to a cell. Such things stand in a cell's text as
// {{what:text}} until the file is written, and are put into the file's own language then.
var mark = regexp.MustCompile(`\{\{([a-z]+):([^}]*)\}\}`)

// write writes the file. Without its own marks it is a file of anybody's.
func (f *file) write(own bool) ([]byte, error) {
	doc := &document.Document{}
	if own {
		doc.Meta = f.meta
	}
	for _, b := range f.blocks {
		if b.sheet != nil {
			doc.Blocks = append(doc.Blocks, b.sheet.table(own))
			continue
		}
		p := *b.paragraph
		if !own {
			p.Role = document.None
		}
		doc.Blocks = append(doc.Blocks, &p)
	}
	if !f.word {
		for _, b := range doc.Blocks {
			if t, ok := b.(*document.Table); ok {
				if err := t.CheckGeometry(); err != nil {
					return nil, err
				}
			}
		}
		return []byte(inPage(string(webpage.Write(doc, style.Default(), !own)))), nil
	}
	data, err := write.Document(doc, style.Default())
	if err != nil {
		return nil, err
	}
	return inWord(data)
}

// gonePage is a cell that is no longer there.
var gonePage = regexp.MustCompile(`<t[dh][^>]*>\{\{gone:\}\}</t[dh]>`)

// dropGone takes the cells of a Word file out that are no longer there.
func dropGone(body string) string {
	for {
		at := strings.Index(body, "{{gone:}}")
		if at < 0 {
			return body
		}
		start := strings.LastIndex(body[:at], "<w:tc>")
		end := at + strings.Index(body[at:], "</w:tc>") + len("</w:tc>")
		body = body[:start] + body[end:]
	}
}

// inPage puts the marks of a page's text into HTML.
func inPage(page string) string {
	page = gonePage.ReplaceAllString(page, "")
	return mark.ReplaceAllStringFunc(page, func(s string) string {
		m := mark.FindStringSubmatch(s)
		switch m[1] {
		case "strike", "dstrike":
			return "<s>" + m[2] + "</s>"
		case "sup", "sub":
			return "<" + m[1] + ">" + m[2] + "</" + m[1] + ">"
		case "number":
			return "<ol><li>" + m[2] + "</li></ol>"
		}
		return s
	})
}

// listPart defines the one list whose items print 1., 2., 3.
const listPart = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` +
	`<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>` +
	`<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`

// inWord puts the marks of a Word file's text into WordprocessingML.
func inWord(data []byte) ([]byte, error) {
	parts, order, err := unpack(data)
	if err != nil {
		return nil, err
	}
	body := parts["word/document.xml"]
	if !mark.MatchString(body) {
		return data, nil
	}
	numbered := strings.Contains(body, "{{number:")
	body = dropGone(body)
	for _, m := range mark.FindAllStringSubmatch(body, -1) {
		body = replaceMark(body, m[0], m[1], m[2])
	}
	parts["word/document.xml"] = body
	if numbered {
		parts["word/numbering.xml"] = listPart
		order = append(order, "word/numbering.xml")
		rels := "word/_rels/document.xml.rels"
		parts[rels] = strings.Replace(parts[rels], "</Relationships>", `<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>`, 1)
		types := "[Content_Types].xml"
		parts[types] = strings.Replace(parts[types], "</Types>", `<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>`, 1)
	}
	return pack(parts, order)
}

// replaceMark replaces the first mark of a text.
func replaceMark(body, whole, what, text string) string {
	run := func(format string) string {
		return "</w:t></w:r><w:r><w:rPr>" + format + "</w:rPr><w:t>" + text + "</w:t></w:r><w:r><w:t>"
	}
	with := text
	switch what {
	case "strike", "dstrike":
		with = run("<w:" + what + "/>")
	case "sup":
		with = run(`<w:vertAlign w:val="superscript"/>`)
	case "sub":
		with = run(`<w:vertAlign w:val="subscript"/>`)
	case "box":
		with = `</w:t></w:r><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="position:absolute"><v:textbox><w:txbxContent><w:p><w:r><w:t>` +
			text + `</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r><w:r><w:t>`
	case "number":
		at := strings.Index(body, whole)
		p := strings.LastIndex(body[:at], "<w:p>") + len("<w:p>")
		list := `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>`
		switch end := strings.Index(body[p:at], "</w:pPr>"); {
		case end < 0:
			body = body[:p] + "<w:pPr>" + list + "</w:pPr>" + body[p:]
		default:
			body = body[:p+end] + list + body[p+end:]
		}
	}
	return strings.Replace(body, whole, with, 1)
}

func unpack(data []byte) (map[string]string, []string, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, nil, err
	}
	parts := map[string]string{}
	var order []string
	for _, entry := range archive.File {
		r, err := entry.Open()
		if err != nil {
			return nil, nil, err
		}
		content, err := io.ReadAll(r)
		if err != nil {
			return nil, nil, err
		}
		parts[entry.Name] = string(content)
		order = append(order, entry.Name)
	}
	return parts, order, nil
}

func pack(parts map[string]string, order []string) ([]byte, error) {
	var b bytes.Buffer
	archive := zip.NewWriter(&b)
	for _, name := range order {
		w, err := archive.Create(name)
		if err == nil {
			_, err = io.WriteString(w, parts[name])
		}
		if err != nil {
			return nil, err
		}
	}
	err := archive.Close()
	return b.Bytes(), err
}
