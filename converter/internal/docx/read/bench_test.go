package read

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"nianbao/converter/internal/docx/docxtest"
	"nianbao/converter/internal/docx/write"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/zipfile"
)

func BenchmarkRead(b *testing.B) {
	data, err := write.Document(docxtest.Sample(b), style.Default())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if doc, list := Document(context.Background(), data, limit.Default()); doc == nil {
			b.Fatal(list)
		}
	}
}

// BenchmarkReadForeign reads a file of 10 MB of mark-up in the manner of Word: revision numbers on every paragraph and
// run, faces on every run, paragraphs and tables.
func BenchmarkReadForeign(b *testing.B) {
	properties := `<w:rPr><w:rFonts w:ascii="仿宋" w:eastAsia="仿宋" w:hAnsi="仿宋" w:cs="仿宋" w:hint="eastAsia"/><w:color w:val="000000"/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr>`
	var body strings.Builder
	for i := 0; body.Len() < 10<<20; i++ {
		fmt.Fprintf(&body, `<w:p w:rsidR="00A%05X" w:rsidRDefault="00B%05X"><w:pPr><w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/>%s</w:pPr>`, i, i*7, properties)
		for j := range 3 {
			fmt.Fprintf(&body, `<w:r w:rsidRPr="00C%05X">%s<w:t>全年主动公开政府信息%d条，其中门户网站%d条。</w:t></w:r><w:proofErr w:type="gramEnd"/>`, i, properties, i, j)
		}
		body.WriteString(`</w:p>`)
		if i%20 == 0 {
			cell := `<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/><w:tcBorders><w:top w:val="single" w:sz="4"/></w:tcBorders><w:vAlign w:val="center"/></w:tcPr><w:p w:rsidR="00A"><w:pPr><w:jc w:val="center"/></w:pPr><w:r>` + properties + `<w:t>12</w:t></w:r></w:p></w:tc>`
			body.WriteString(tbl("2000 2000 2000 2000", strings.Repeat(cell, 4), strings.Repeat(cell, 4), strings.Repeat(cell, 4)))
		}
	}
	stored := build(b, parts{"body": body.String()})
	packed := zipOf(b, []zipfile.Entry{zipfile.New("_rels/.rels", []byte(docxtest.Unpack(b, stored)["_rels/.rels"]), deflateBest),
		zipfile.New("word/document.xml", []byte(docxtest.Unpack(b, stored)["word/document.xml"]), deflateBest)})
	for _, c := range []struct {
		name string
		data []byte
	}{{"stored", stored}, {"deflated", packed}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(body.Len()))
			for b.Loop() {
				if doc, list := Document(context.Background(), c.data, limit.Default()); doc == nil {
					b.Fatal(list)
				}
			}
		})
	}
}
