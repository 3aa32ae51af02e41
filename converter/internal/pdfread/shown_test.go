package pdfread

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
)

// byHand is a file of one page without a cross-reference. The fonts are F1 (simple), F2 (Chinese in GBK) and F3, of which nobody says
// what its glyphs are; resources holds more of the page's.
func byHand(content, page, resources string, objects ...string) []byte {
	var b strings.Builder
	b.WriteString("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[9 0 R]/D<</OFF[9 0 R]>>>>>>\nendobj\n" +
		"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>\nendobj\n" +
		"3 0 obj\n<</Type/Page/Parent 2 0 R/Contents 4 0 R" + page + "/Resources<</Properties<</L 9 0 R>>/Font<</F1 5 0 R/F2 6 0 R/F3 8 0 R/F4 10 0 R>>" + resources + ">>>>\nendobj\n" +
		"5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\n" +
		"6 0 obj\n<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/GBK-EUC-H/DescendantFonts[7 0 R]>>\nendobj\n" +
		"7 0 obj\n<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[814 939 500]>>\nendobj\n" +
		"8 0 obj\n<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X>>]>>\nendobj\n" +
		"9 0 obj\n<</Type/OCG/Name(L)>>\nendobj\n" +
		"10 0 obj\n<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-V/DescendantFonts[7 0 R]>>\nendobj\n")
	fmt.Fprintf(&b, "4 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n", len(content), content)
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", 20+i, o)
	}
	b.WriteString("trailer\n<</Root 1 0 R>>\n")
	return []byte(b.String())
}

func texts(doc *document.Document) []string {
	if doc == nil {
		return nil
	}
	var all []string
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			all = append(all, b.Text())
		case *document.Table:
			for i := range b.Cells {
				all = append(all, fmt.Sprintf("%d,%d %s", b.Cells[i].Row, b.Cells[i].Col, b.Cells[i].Text()))
			}
		}
	}
	return all
}

func stream(dict, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

// dotted is a line of points.
func dotted(x, y, dx, dy float64, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%g %g 0.75 0.75 re f\n", x+dx*float64(i), y+dy*float64(i))
	}
	return b.String()
}

// TestShown: what a page's operators show.
func TestShown(t *testing.T) {
	const (
		line  = "BT /F1 10 Tf 100 700 Td "
		frame = "0.5 w 50 650 200 50 re S "
		one   = "BT /F1 10 Tf 60 670 Td (1) Tj ET"
	)
	for name, c := range map[string]struct {
		data []byte
		want []string
		code diag.Code // beside pdf-pages-read
	}{
		"a string":                  {byHand(line+"(12 345) Tj ET", "", ""), []string{"12 345"}, ""},
		"spaced out by numbers":     {byHand(line+"[(12) -30 (3) -900 (4)] TJ ET", "", ""), []string{"123 4"}, ""},
		"hexadecimal and escapes":   {byHand(line+`<3132> Tj (\063\)) Tj ET`, "", ""), []string{"123)"}, ""},
		"Chinese in GBK":            {byHand("BT /F2 10 Tf 100 700 Td <D5FEB8AE31> Tj ET", "", ""), []string{"政府1"}, ""},
		"Chinese down the page":     {byHand("BT /F4 10 Tf 100 700 Td <672C5E74> Tj ET", "", ""), []string{"本", "年"}, ""},
		"lines":                     {byHand(line+"12 TL (a) Tj T* (b) Tj (c) ' ET", "", ""), []string{"a", "b", "c"}, ""},
		"a form":                    {byHand("/X Do", "", "/XObject<</X 20 0 R>>", stream("/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>", line+"(7) Tj ET")), []string{"7"}, ""},
		"a form in itself":          {byHand("/X Do", "", "/XObject<</X 20 0 R>>", stream("/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 20 0 R>>/Font<</F1 5 0 R>>>>", line+"(7) Tj ET /X Do")), []string{"7"}, ""},
		"an image between":          {byHand("BI /W 1 /H 1 /BPC 8 ID \x00(EI) EI\n"+line+"(8) Tj ET", "", ""), []string{"8"}, ""},
		"a layer that is off":       {byHand("/OC /L BDC "+line+"(9) Tj ET EMC "+line+"(8) Tj ET", "", ""), []string{"8"}, ""},
		"invisible":                 {byHand(line+"3 Tr (9) Tj 0 Tr (8) Tj ET", "", ""), []string{"8"}, "pdf-characters-hidden"},
		"outside of the page":       {byHand(line+"(8) Tj 900 0 Td (9) Tj ET", "", ""), []string{"8"}, "pdf-characters-clipped"},
		"clipped":                   {byHand("q 0 0 50 842 re W n "+line+"(9) Tj ET Q "+line+"(8) Tj ET", "", ""), []string{"8"}, "pdf-characters-clipped"},
		"slanted":                   {byHand(line+"(8) Tj 0.7 0.7 -0.7 0.7 300 300 Tm (999) Tj ET", "", ""), []string{"8"}, "pdf-characters-slanted"},
		"glyphs of which none says": {byHand(line+"(8) Tj /F3 10 Tf <0013> Tj ET", "", ""), []string{"8\uFFFD"}, "pdf-characters-unknown"},
		"turned":                    {byHand("BT /F1 10 Tf 0 1 -1 0 100 100 Tm (45) Tj ET", "/Rotate 90", ""), []string{"45"}, ""},
		"cropped and scaled":        {byHand(line+"(45) Tj ET", "/CropBox[50 600 300 800]/UserUnit 2", ""), []string{"45"}, ""},
		"a table of lines and rectangles": {byHand("0.5 w 50 650 m 250 650 l S 50 700 m 250 700 l S 50 650 0.5 50 re f 150 650 0.5 50 re f 249.5 650 0.5 50 re f BT /F1 10 Tf 60 670 Td (1) Tj 100 0 Td (2) Tj ET", "", ""),
			[]string{"0,0 1", "0,1 2"}, ""},
		"a table of dots": {byHand(dotted(50, 650, 2, 0, 101)+dotted(50, 700, 2, 0, 101)+dotted(50, 650, 0, 2, 26)+dotted(150, 650, 0, 2, 26)+dotted(250, 650, 0, 2, 26)+"BT /F1 10 Tf 60 670 Td (1) Tj 100 0 Td (2) Tj ET", "", ""),
			[]string{"0,0 1", "0,1 2"}, ""},
		"a figure that the edge cuts": {byHand("0.5 w 500 650 200 50 re S 550 650 m 550 700 l S BT /F1 10 Tf 510 670 Td (1) Tj 77 0 Td (234) Tj ET", "", ""), []string{"0,0 1", "0,1 \uFFFD"}, "pdf-characters-clipped"},
		"a figure at the edge":        {byHand("0.5 w 500 650 200 50 re S 550 650 m 550 700 l S BT /F1 10 Tf 510 670 Td (1) Tj 79 0 Td (2) Tj ET", "", ""), []string{"0,0 1", "0,1 2�"}, "pdf-cells-spoilt"},
		"white lines are none":        {byHand("1 G 0.5 w 50 650 200 50 re S 150 650 m 150 700 l S BT /F1 10 Tf 60 670 Td (1) Tj ET", "", ""), []string{"1"}, ""},
		"an ink by name is no white":  {byHand("/S CS 1 SCN 0.5 w 50 650 200 50 re S 150 650 m 150 700 l S BT /F1 10 Tf 60 670 Td (1) Tj ET", "", "/ColorSpace<</S[/Separation/Black/DeviceCMYK<<>>]>>"), []string{"0,0 1", "0,1 "}, ""},
		"no ink is white":             {byHand("/S CS 0 SCN 0.5 w 50 650 200 50 re S 150 650 m 150 700 l S BT /F1 10 Tf 60 670 Td (1) Tj ET", "", "/ColorSpace<</S[/Separation/Black/DeviceCMYK<<>>]>>"), []string{"1"}, ""},
		"a profile of light":          {byHand("/S CS 1 1 1 SCN 0.5 w 50 650 200 50 re S 150 650 m 150 700 l S BT /F1 10 Tf 60 670 Td (1) Tj ET", "", "/ColorSpace<</S[/ICCBased 20 0 R]>>", stream("/N 3", "")), []string{"1"}, ""},
		"a profile of ink":            {byHand("/S CS 1 1 1 1 SCN 0.5 w 50 650 200 50 re S 150 650 m 150 700 l S BT /F1 10 Tf 60 670 Td (1) Tj ET", "", "/ColorSpace<</S[/ICCBased 20 0 R]>>", stream("/N 4", "")), []string{"0,0 1", "0,1 "}, ""},
		"colours of a list":           {byHand("/S cs 1 sc 50 650 200 0.5 re f 50 700 200 0.5 re f 50 650 0.5 50 re f 150 650 0.5 50 re f 250 650 0.5 50 re f BT /F1 10 Tf 60 670 Td (1) Tj ET", "", "/ColorSpace<</S[/Indexed/DeviceGray 1<00FF>]>>"), []string{"0,0 1", "0,1 "}, ""},
		"a thick line clipped":        {byHand(frame+"q 150 650 0.5 50 re W n 30 w 150 650 m 150 700 l S Q "+one, "", ""), []string{"0,0 1", "0,1 "}, ""},
		"a thick line is an area":     {byHand(frame+"30 w 150 650 m 150 700 l S "+one, "", ""), []string{"1"}, ""},
		"a dash across":               {byHand(frame+"50 w 150 675 m 150.5 675 l S "+one, "", ""), []string{"0,0 1", "0,1 "}, ""},
		"a line width of gs":          {byHand(frame+"/G gs 150 650 m 150 700 l S "+one, "", "/ExtGState<</G<</LW 30>>>>"), []string{"1"}, ""},
		"a picture for a line":        {byHand(frame+"q 0.5 0 0 50 150 650 cm /I Do Q "+one, "", "/XObject<</I 20 0 R>>", stream("/Subtype/Image/Width 1/Height 1", "x")), []string{"0,0 1", "0,1 "}, ""},
		"a strip of a scan":           {byHand(frame+"q 0.5 0 0 50 150 650 cm /I Do Q "+one, "", "/XObject<</I 20 0 R>>", stream("/Subtype/Image/Width 5/Height 90", "x")), []string{"1"}, ""},
		"a white mask":                {byHand(frame+"q 1 g 0.5 0 0 50 150 650 cm /I Do Q "+one, "", "/XObject<</I 20 0 R>>", stream("/Subtype/Image/ImageMask true/Width 1/Height 1", "x")), []string{"1"}, ""},
		"a shading for a line":        {byHand(frame+"q 150 650 0.5 50 re W n /H sh Q "+one, "", ""), []string{"0,0 1", "0,1 "}, ""},
		"a transparent line":          {byHand(frame+"q /G gs 150 650 0.5 50 re f Q "+one, "", "/ExtGState<</G<</ca 0>>>>"), []string{"1"}, ""},
		"a font of gs":                {byHand("/G gs BT 100 700 Td (8) Tj ET", "", "/ExtGState<</G<</Font[5 0 R 10]>>>>"), []string{"8"}, ""},
		"a font that is missing":      {byHand("BT /F9 10 Tf 100 700 Td (8) Tj ET", "", ""), []string{"8"}, ""},
		"transparent":                 {byHand(line+"(8) Tj /G gs (9) Tj ET", "", "/ExtGState<</G<</ca 0>>>>"), []string{"8"}, "pdf-characters-hidden"},
		"white on white":              {byHand("1 g "+line+"(9) Tj 0 g (8) Tj ET", "", ""), []string{"8"}, "pdf-characters-hidden"},
		"white on blue":               {byHand("0 0 1 rg 90 690 99 30 re f 1 g "+line+"(9) Tj ET", "", ""), []string{"9"}, ""},
		"white with edges":            {byHand("1 g 2 Tr "+line+"(9) Tj ET", "", ""), []string{"9"}, ""},
		"below a white box":           {byHand(line+"(125) Tj ET 1 g 90 690 99 30 re f 0 g "+line+"(126) Tj ET", "", ""), []string{"126"}, "pdf-characters-hidden"},
		"below a box of lines":        {byHand(line+"(125) Tj ET 1 g 90 690 m 190 690 l 190 720 l 90 720 l h f 0 g "+line+"(126) Tj ET", "", ""), []string{"126"}, "pdf-characters-hidden"},
		"below a triangle":            {byHand(line+"(7) Tj ET 90 690 m 190 690 l 190 720 l h f", "", ""), []string{"7"}, ""},
		"below a frame":               {byHand(line+"(7) Tj ET 90 690 99 30 re 95 695 80 20 re f*", "", ""), []string{"7"}, ""},
		"below a pattern":             {byHand(line+"(7) Tj ET /Pattern cs /P scn 90 690 99 30 re f", "", ""), []string{"7"}, ""},
		"below a highlight":           {byHand(line+"(7) Tj ET /G gs 90 690 99 30 re f", "", "/ExtGState<</G<</BM/Multiply>>>>"), []string{"7"}, ""},
		"below a veil":                {byHand(line+"(7) Tj ET /G gs 90 690 99 30 re f", "", "/ExtGState<</G<</ca 0.5>>>>"), []string{"7"}, ""},
		"below a soft mask":           {byHand(line+"(7) Tj ET /G gs 90 690 99 30 re f", "", "/ExtGState<</G<</SMask<<>>>>>>"), []string{"7"}, ""},
		"below a veiled form":         {byHand(line+"(7) Tj ET /G gs /X Do", "", "/ExtGState<</G<</ca 0.5>>/N<</ca 1>>>>/XObject<</X 20 0 R>>", stream("/Subtype/Form/BBox[0 0 595 842]/Resources<</ExtGState<</N<</ca 1>>>>>>", "/N gs 90 690 99 30 re f")), []string{"7"}, ""},
		"below a form":                {byHand(line+"(7) Tj ET "+line+"50 0 Td (8) Tj ET /X Do", "", "/XObject<</X 20 0 R>>", stream("/Subtype/Form/BBox[0 0 595 842]", "90 690 20 30 re f")), []string{"8"}, "pdf-characters-hidden"},
		"below a round clipping":      {byHand(line+"(7) Tj ET q 100 700 m 200 700 200 800 100 800 c W n 90 690 99 30 re f Q", "", ""), []string{"7"}, ""},
		"beside a clipped box":        {byHand(line+"(7) Tj ET q 300 690 9 9 re W n 90 690 399 30 re f Q", "", ""), []string{"7"}, ""},
		"below a seal":                {byHand(line+"(7) Tj ET q 99 0 0 99 90 690 cm /I Do Q", "", "/XObject<</I 20 0 R>>", stream("/Subtype/Image/Width 9/Height 9/SMask 21 0 R", "x")), []string{"7"}, ""},
		"form fields":                 {byHand(line+"(8) Tj ET", "/Annots[<</Subtype/Widget/FT/Tx/V(12)>>]", ""), []string{"8"}, "pdf-fields-unread"},
		"a seal":                      {byHand(line+"(8) Tj ET", "/Annots[<</Subtype/Stamp>>]", ""), []string{"8"}, "pdf-notes-unread"},
	} {
		doc, found := Shown(limit.NewMeter(t.Context(), limit.Default()), c.data)
		want := []diag.Code{"pdf-pages-read"}
		if c.code != "" {
			want = append(want, c.code)
		}
		if !slices.Equal(texts(doc), c.want) || !slices.Equal(codes(found), want) {
			t.Errorf("%s: %q, %v", name, texts(doc), found)
		}
	}
}

// TestNotShown: pages that cannot be read are called what they are.
func TestNotShown(t *testing.T) {
	const line = "BT /F1 10 Tf 100 700 Td "
	image := stream("/Subtype/Image/Width 1/Height 1", "x")
	limits := limit.Default()
	limits.PDFOperators, limits.PDFMarks = 1000, 100
	nested := make([]string, 10)
	for i := range nested {
		nested[i] = stream(fmt.Sprintf("/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>", 21+i), strings.Repeat("/X Do ", 10))
	}
	for name, c := range map[string]struct {
		data []byte
		code diag.Code
	}{
		"a scan":                  {byHand("q 500 0 0 700 50 50 cm /I Do Q", "", "/XObject<</I 20 0 R>>", image), "input-pdf-scan"},
		"a scan that was read":    {byHand("q 500 0 0 700 50 50 cm /I Do Q "+line+"3 Tr (12) Tj ET", "", "/XObject<</I 20 0 R>>", image), "input-pdf-recognised"},
		"a scan over its text":    {byHand(line+"(12) Tj ET q 500 0 0 700 50 50 cm /I Do Q", "", "/XObject<</I 20 0 R>>", image), "input-pdf-recognised"},
		"outlines":                {byHand("0 0 m 100 100 l S", "", ""), "input-pdf-without-text"},
		"glyphs without a text":   {byHand("BT /F3 10 Tf 100 700 Td <00130014> Tj ET", "", ""), "input-pdf-unknown"},
		"a way of packing":        {byHand("/X Do", "", "/XObject<</X 20 0 R>>", stream("/Subtype/Form/Filter/BrotliDecode", "x")), "input-pdf-filter"},
		"forms in forms in forms": {byHand("/X Do", "", "/XObject<</X 20 0 R>>", nested...), "pdf-limit"},
		"a page full":             {byHand("BT /F1 1 Tf 100 700 Td ("+strings.Repeat("1", 200)+") Tj ET", "", ""), "pdf-limit"},
		"no pages":                {[]byte("%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n"), "pdf-broken"},
		"nothing":                 {nil, "pdf-header"},
	} {
		doc, found := Shown(limit.NewMeter(t.Context(), limits), c.data)
		if doc != nil || !slices.Equal(codes(found), []diag.Code{c.code}) || found[0].Severity != diag.Error {
			t.Errorf("%s: %q, %v", name, texts(doc), found)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if doc, found := Shown(limit.NewMeter(ctx, limit.Default()), sample(t)); doc != nil || !slices.Equal(codes(found), []diag.Code{"time-limit"}) {
		t.Errorf("cancelled: %v", found)
	}
}

// FuzzShown: a page's content, whatever it is, gives a document or an error that says why not, within the limits.
func FuzzShown(f *testing.F) {
	for _, content := range []string{"BT /F1 10 Tf 100 700 Td (12 345) Tj ET", "BT /F2 10 Tf 1 0 0 1 100 700 Tm [<D5FE> -200 <B8AE>] TJ ET", "0.5 w 50 650 m 250 650 l S q 1 0 0 1 5 5 cm 50 650 200 50 re W* f Q",
		"/X Do /OC /L BDC BI /W 1 ID x EI EMC", "BT /F4 10 Tf (ab) ' 1 2 (c) \" T* ET", "<< /A (x) >> [ 1 ( ] \\( % x"} {
		f.Add(content, "/Rotate 90")
	}
	f.Fuzz(func(t *testing.T, content, page string) {
		limits := limit.Default()
		limits.PDFValues, limits.PDFTotal, limits.PDFOperators, limits.PDFMarks = 20_000, 2<<20, 20_000, 20_000
		data := byHand(content, page, "/XObject<</X 20 0 R>>", stream("/Subtype/Form/BBox[0 0 9 9]", content))
		doc, found := Shown(limit.NewMeter(t.Context(), limits), data)
		if worst, any := found.Worst(); !any || (doc == nil) != (worst == diag.Error) {
			t.Errorf("%v with %v", doc, found)
		}
	})
}

func BenchmarkShown(b *testing.B) {
	data := sample(b)
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if doc, found := Shown(limit.NewMeter(b.Context(), limit.Default()), data); doc == nil {
			b.Fatal(found)
		}
	}
}
