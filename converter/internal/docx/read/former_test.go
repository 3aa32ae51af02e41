package read

import (
	"os"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/docxtest"
)

// TestFormerFiles: what earlier versions wrote (styles of their own, a table's key in its description), and what LibreOffice made of it,
// reads as those versions read it. testdata/former holds such files and what was read.
func TestFormerFiles(t *testing.T) {
	for _, name := range []string{"written", "saved-by-libreoffice"} {
		data, err := os.ReadFile("testdata/former/" + name + ".docx")
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile("testdata/former/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		doc, list := read(t, data)
		if len(list) > 0 {
			t.Errorf("%s: %v", name, list)
		}
		if got := dump(doc); got != string(want) {
			a, b := strings.Split(got, "\n"), strings.Split(string(want), "\n")
			for i := range min(len(a), len(b)) {
				if a[i] != b[i] {
					t.Fatalf("%s: line %d\n got %s\nwant %s", name, i+1, a[i], b[i])
				}
			}
			t.Fatalf("%s: %d lines, want %d", name, len(a), len(b))
		}
	}
}

// In a file of an earlier version somebody has used the word processor's own heading: it is theirs and no heading of the form.
func TestFormerFileWithBuiltInHeading(t *testing.T) {
	data, err := os.ReadFile("testdata/former/written.docx")
	if err != nil {
		t.Fatal(err)
	}
	edited := docxtest.Unpack(t, data)
	edited["word/styles.xml"] = strings.Replace(edited["word/styles.xml"], "</w:styles>", `<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>`+
		`<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>`, 1)
	edited["word/document.xml"] = strings.Replace(edited["word/document.xml"], "<w:body>", `<w:body><w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>`, 1)
	doc, _ := read(t, build(t, edited))
	if p := doc.Blocks[0].(*document.Paragraph); p.Role != document.None || p.Outline != 1 {
		t.Errorf("%s", dumpParagraph(p))
	}
}
