//go:build integration

package server

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// hostile are files that were each too dear for an earlier version, by what is wrong with them. They are made here: none
// is larger than a few megabytes, and none needs a defect to be dear.
func hostile(t testing.TB) map[string][]byte {
	t.Helper()
	var keys strings.Builder
	keys.WriteString(`{"format": "2021"`)
	for i := range 100_000 {
		fmt.Fprintf(&keys, `, "k%d": 1`, i)
	}
	keys.WriteString("}")
	return map[string][]byte{
		"400,000 short paragraphs": word(t, strings.Repeat("<w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p>", 400_000)),
		"100,000 unknown keys":     []byte(keys.String()),
		"periods that go back":     []byte(strings.Repeat("2023年1月1日至2022年12月31日", 12_000)),
		"100,000 headings":         []byte(strings.Repeat("一、总体情况\n", 100_000)),
		"8 MB of short lines":      []byte(strings.Repeat("合计\n", 1_200_000)),
		"one line of 8 MB":         []byte(strings.Repeat("本年新收政府信息公开申请数量", 200_000)),
		"a bomb":                   word(t, strings.Repeat("<w:p/>", 10_000_000)),
		"many small tables":        word(t, strings.Repeat("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>", 60_000)),
		"deep":                     []byte(strings.Repeat("<div>", 400_000)),
		"broken":                   []byte("PK\x03\x04" + strings.Repeat("\x00\xff", 50_000)),
	}
}

// word makes a Word file of paragraphs and tables.
func word(t testing.TB, body string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels":         `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml":   `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `</w:body></w:document>`,
	} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
