package read

import (
	"testing"

	"nianbao/converter/internal/docx/docxtest"
	"nianbao/converter/internal/docx/names"
	"nianbao/converter/internal/docx/write"
	"nianbao/converter/internal/style"
)

// seeds are packages of every kind that the other tests know.
func seeds(t testing.TB) [][]byte {
	t.Helper()
	// Small ones: the fuzzer spends its time on making what it finds smaller still.
	own, err := write.Document(docxtest.Small(), style.Default())
	if err != nil {
		t.Fatal(err)
	}
	all := [][]byte{own, writeForm(t, smallForm())}
	for _, c := range numberingCases() {
		all = append(all, build(t, c.parts()))
	}
	for _, p := range []parts{
		{"body": p("甲", fieldOf("TOC", run("乙"))) + tbl("900 12 900", tc(down, "a")+tc(span("2"), "b"), tc(more, "")+tc("", "c")+tc("", "d")), "styles": boldStyles},
		{"body": p(`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>` + p("乙") + `</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>`)},
		{"body": styled(`<w:rPr><w:del w:id="1"/></w:rPr>`, "甲") + `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>` + p("丙") + `</w:sdtContent></w:sdt>`},
		{"body": tbl("", `<w:trPr><w:gridBefore w:val="1"/></w:trPr>`+tc(width("3000"), "a"), tc(`<w:hMerge w:val="restart"/>`+width("1000"), "b")+tc(`<w:hMerge/>`+width("2000"), "c"), `<w:tc>`+tbl("9", tc("", "x"))+`</w:tc>`)},
	} {
		all = append(all, build(t, p))
	}
	return all
}

// FuzzRead: any bytes are read or refused, never more.
func FuzzRead(f *testing.F) {
	for _, data := range seeds(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) { sound(t, data) })
}

// FuzzParts: the same for the XML inside of a sound container, which random bytes hardly reach. What is read can be
// written, and reads the same again.
func FuzzParts(f *testing.F) {
	for _, data := range seeds(f) {
		content := docxtest.Unpack(f, data)
		f.Add(content["word/document.xml"], content["word/styles.xml"], content["word/numbering.xml"])
	}
	f.Fuzz(func(t *testing.T, body, styles, numbering string) {
		relations := ""
		p := parts{"word/document.xml": body}
		for name, content := range map[string]string{"styles": styles, "numbering": numbering} {
			if content != "" {
				p["word/"+name+".xml"] = content
			}
		}
		for _, name := range []string{"styles", "numbering"} {
			relations += `<Relationship Id="` + name + `" Type="` + names.RelationNS + `/` + name + `" Target="` + name + `.xml"/>`
		}
		p["rels"] = relations
		if doc := sound(t, build(t, p)); doc != nil {
			rewrite(t, doc)
		}
	})
}
