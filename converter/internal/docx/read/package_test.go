package read

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/flate"

	"nianbao/converter/internal/docx/names"
	"nianbao/converter/internal/docx/opc"
	"nianbao/converter/internal/zipfile"
)

// parts is a package to be built: name of the part -> content. Names of the usual parts may be short: "body" is the inside
// of w:body, "styles", "numbering" the inside of those roots, "rels" the relationships of the main part beside the usual.
type parts map[string]string

const testRoot = `xmlns:w="` + names.WordNS + `" xmlns:r="` + names.RelationNS + `" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
	`xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" ` +
	`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:m="` + names.OfficeNS + `math" xmlns:o="urn:schemas-microsoft-com:office:office" ` +
	`xmlns:x="urn:unknown"`

// build makes a package as another program might write it.
func build(t testing.TB, p parts) []byte {
	t.Helper()
	full := map[string]string{}
	relations := p["rels"]
	for name, content := range p {
		switch name {
		case "body":
			full["word/document.xml"] = `<?xml version="1.0"?><w:document ` + testRoot + `><w:body>` + content + `</w:body></w:document>`
		case "styles", "numbering":
			full["word/"+name+".xml"] = `<w:` + name + ` ` + testRoot + `>` + content + `</w:` + name + `>`
			relations += `<Relationship Id="` + name + `" Type="` + names.RelationNS + `/` + name + `" Target="` + name + `.xml"/>`
		case "rels":
		default:
			full[name] = content
		}
	}
	set := func(name, content string) {
		if _, ok := full[name]; !ok {
			full[name] = content
		}
	}
	set("[Content_Types].xml", `<Types xmlns="`+opc.PackageNS+`content-types"><Default Extension="xml" ContentType="application/xml"/>`+
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`)
	set("_rels/.rels", `<Relationships xmlns="`+opc.PackageNS+`relationships"><Relationship Id="a" Type="`+names.RelationNS+`/officeDocument" Target="word/document.xml"/></Relationships>`)
	set("word/_rels/document.xml.rels", `<Relationships xmlns="`+opc.PackageNS+`relationships">`+relations+`</Relationships>`)
	var names []string
	for name, content := range full {
		if content != "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var entries []zipfile.Entry
	for _, name := range names {
		entries = append(entries, zipfile.New(name, []byte(full[name]), store)) // what is compressed, our own files test
	}
	return zipOf(t, entries)
}

func zipOf(t testing.TB, entries []zipfile.Entry) []byte {
	t.Helper()
	data, err := zipfile.Append(nil, entries)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// store is no compression.
func store(_, data []byte) []byte { return append(data, 0) }

func deflateBest(dst, data []byte) []byte {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.BestCompression)
	w.Write(data)
	w.Close()
	return append(dst, b.Bytes()...)
}

// p makes a w:p of runs; a run that does not begin with < is text.
func p(runs ...string) string {
	var b strings.Builder
	b.WriteString("<w:p>")
	for _, r := range runs {
		if strings.HasPrefix(r, "<") {
			b.WriteString(r)
		} else {
			b.WriteString(run(r))
		}
	}
	b.WriteString("</w:p>")
	return b.String()
}

func run(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

// styled is a paragraph with properties.
func styled(properties, text string) string {
	return `<w:p><w:pPr>` + properties + `</w:pPr>` + run(text) + `</w:p>`
}

// tbl makes a table; grid is a list of widths, rows are strings of cells.
func tbl(grid string, rows ...string) string {
	b := "<w:tbl><w:tblGrid>"
	for _, w := range strings.Fields(grid) {
		b += `<w:gridCol w:w="` + w + `"/>`
	}
	b += "</w:tblGrid>"
	for _, r := range rows {
		b += "<w:tr>" + r + "</w:tr>"
	}
	return b + "</w:tbl>"
}

// tc makes a cell: properties, then text.
func tc(properties, text string) string {
	return `<w:tc><w:tcPr>` + properties + `</w:tcPr>` + p(text) + `</w:tc>`
}

func span(n string) string { return `<w:gridSpan w:val="` + n + `"/>` }
