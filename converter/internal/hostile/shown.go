package hostile

import (
	"archive/zip"
	"bytes"
	"fmt"
)

// shownFiles are PDF and OFD files without data, whose pages are run.
func shownFiles() []Input {
	pdf := func(name, before, piece, behind string) Input {
		return Input{"PDF page: " + name, "pdf", func(n int) []byte { return pageOf(string(around(before, repeated(piece), behind)(n)), "", "") }}
	}
	font := func(name, piece string) Input {
		return Input{"PDF font: " + name, "pdf", func(n int) []byte {
			return pageOf("BT /F1 9 Tf 9 9 Td <0001> Tj ET", string(repeated(piece)(n)), "")
		}}
	}
	ofd := func(name, before, piece, behind string) Input {
		return Input{"OFD: " + name, "ofd", func(n int) []byte { return layerOf(around(before, repeated(piece), behind)(n)) }}
	}
	return []Input{
		pdf("tiny rules", "", "%d 9 1 1 re f\n", ""), pdf("rules that cross", "0.1 w ", "%[1]d 0 m %[1]d 800 l S 0 %[1]d m 500 %[1]d l S\n", ""), pdf("a path", "", "%d 9 l ", "f"),
		pdf("small tables", "", "%[1]d 10 20 20 re S %[1]d 30 20 20 re S\n", ""), pdf("characters", "BT /F2 1 Tf 9 9 Td (", "7 ", ") Tj ET"), pdf("strings", "BT /F2 9 Tf ", "1 0 0 1 %d 700 Tm (12) Tj ", "ET"),
		pdf("characters in one place", "BT /F2 9 Tf ", "1 0 0 1 9 700 Tm (7) Tj ", "ET"), pdf("lines", "BT /F2 2 Tf 9 1 TL ", "(7   8   9) Tj T* ", "ET"), pdf("operands", "", "1 ", ""), pdf("openings", "", "[", ""), pdf("dictionaries", "", "<<", ""),
		pdf("strings without an end", "", "(", ""), pdf("states", "", "q ", ""), pdf("marked content", "", "/OC /L BDC ", ""), pdf("images", "", "BI ID x EI ", ""), pdf("images without an end", "", "BI ID EIEI", ""),
		pdf("forms", "", "/X Do ", ""), pdf("fonts that are set", "BT ", "/F1 %d Tf ", "ET"),
		font("widths", "%d [500 600] "), font("ranges of widths", "0 60000 500 "), font("a list of widths", "0 [500] 9 "),
		{"PDF font: ToUnicode", "pdf", func(n int) []byte {
			return pageOf("BT /F1 9 Tf 9 9 Td <0001> Tj ET", "", string(around("1 beginbfrange ", repeated("<0001> <0001> <4E00> "), "endbfrange")(n)))
		}},
		{"PDF font: lists of ToUnicode", "pdf", func(n int) []byte {
			return pageOf("BT /F1 9 Tf 9 9 Td <0001> Tj ET", "", string(around("1 beginbfrange <0000> <FFFF> [", repeated("<4E00>"), "")(n)))
		}},
		ofd("characters", `<TextObject Boundary="0 0 200 200" Size="1"><TextCode X="1" Y="9">`, "7", `</TextCode></TextObject>`),
		ofd("strings", "", `<TextObject Boundary="0 0 200 200" Size="1"><TextCode X="%d" Y="9" DeltaX="g 999999 1">77</TextCode></TextObject>`, ""),
		ofd("lines", `<PathObject Boundary="0 0 200 200"><AbbreviatedData>`, "M 0 %[1]d L 200 %[1]d ", `</AbbreviatedData></PathObject>`),
		ofd("openings", "", "<PageBlock>", ""), ofd("blocks", "", "<PageBlock></PageBlock>", ""), ofd("text between", "", "x<PageBlock/>", ""), ofd("attributes", "<PageBlock ", `a%d="1" `, "/>"),
		ofd("composites", "", `<CompositeObject Boundary="0 0 9 9" ResourceID="1"/>`, ""),
	}
}

// pageOf is a PDF file of one page with a content, the widths of its composite font, and that one's ToUnicode CMap. The page's form
// draws itself and others.
func pageOf(content, widths, unicode string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R 2 0 R]/MediaBox[0 0 595 842]>>\nendobj\n" +
		"3 0 obj\n<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources 10 0 R>>\nendobj\n" +
		"10 0 obj\n<</XObject<</X 8 0 R>>/Font<</F1 5 0 R/F2 7 0 R>>>>\nendobj\n" +
		"5 0 obj\n<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 9 0 R/DescendantFonts[6 0 R]>>\nendobj\n" +
		"6 0 obj\n<</Type/Font/Subtype/CIDFontType2/W[" + widths + "]>>\nendobj\n7 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\n")
	for i, data := range []string{content, "/X Do /X Do 9 9 9 1 re f", unicode} {
		number, dict := [...]int{4, 8, 9}[i], "/Subtype/Form/BBox[0 0 595 842]/Resources 10 0 R"
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", number, stream(dict, []byte(data)))
	}
	b.WriteString("trailer\n<</Root 1 0 R>>\n")
	return b.Bytes()
}

// layerOf is an OFD file with objects on its page.
func layerOf(objects []byte) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range []struct{ name, text string }{
		{"OFD.xml", `<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>`},
		{"D.xml", `<Document><CommonData><PublicRes>R.xml</PublicRes></CommonData><Pages><Page BaseLoc="P.xml"/></Pages></Document>`},
		{"R.xml", `<Res><CompositeGraphicUnits><CompositeGraphicUnit ID="1"><Content><PathObject Boundary="0 0 9 9"/></Content></CompositeGraphicUnit></CompositeGraphicUnits></Res>`},
		{"P.xml", `<Page><Content><Layer>` + string(objects) + `</Layer></Content></Page>`},
	} {
		f, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Store})
		if err == nil {
			_, err = f.Write([]byte(part.text))
		}
		if err != nil {
			return nil
		}
	}
	if err := z.Close(); err != nil {
		return nil
	}
	return out.Bytes()
}
