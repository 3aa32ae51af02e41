package ofdread

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
)

// packed makes a container of parts.
func packed(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range parts {
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

// parts are those of a file of one page, 200 millimetres wide and 150 high, that shows objects; template stands on another part,
// resources among those that all pages share.
func parts(objects, template, resources string) map[string]string {
	const ns = ` xmlns:ofd="http://www.ofdspec.org/2016"`
	return map[string]string{
		"OFD.xml": `<ofd:OFD` + ns + ` Version="1.0"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
		"Doc_0/Document.xml": `<ofd:Document` + ns + `><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 200 150</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>/Doc_0/Res.xml</ofd:PublicRes>` +
			`<ofd:TemplatePage ID="1" BaseLoc="T.xml"/></ofd:CommonData><ofd:Pages><ofd:Page ID="2" BaseLoc="Pages/P.xml"/></ofd:Pages></ofd:Document>`,
		"Doc_0/Res.xml":     `<ofd:Res` + ns + `>` + resources + `</ofd:Res>`,
		"Doc_0/T.xml":       `<ofd:Page` + ns + `><ofd:Content><ofd:Layer>` + template + `</ofd:Layer></ofd:Content></ofd:Page>`,
		"Doc_0/Pages/P.xml": `<ofd:Page` + ns + `><ofd:Template TemplateID="1"/><ofd:Content><ofd:Layer>` + objects + `</ofd:Layer></ofd:Content></ofd:Page>`,
	}
}

// written is a text object at a place, of characters four millimetres high; attrs are further attributes, inside further elements.
func written(x, y float64, text, attrs, inside string) string {
	return fmt.Sprintf(`<ofd:TextObject Boundary="%g %g 60 6" Size="4" %s>%s<ofd:TextCode X="0" Y="4" DeltaX="g %d 2">%s</ofd:TextCode></ofd:TextObject>`, x, y, attrs, inside, len(text), text)
}

func drawn(attrs, inside, data string) string {
	return `<ofd:PathObject Boundary="0 0 200 100" ` + attrs + `>` + inside + `<ofd:AbbreviatedData>` + data + `</ofd:AbbreviatedData></ofd:PathObject>`
}

// grid are the lines around two cells, 20 to 40 and 40 to 60 millimetres from the left, 10 to 20 from the top.
const grid = "M 20 10 L 60 10 M 20 20 L 60 20 M 20 10 L 20 20 M 40 10 L 40 20 M 60 10 L 60 20"

func shown(doc *document.Document) []string {
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

func codesOf(found diag.List) []diag.Code {
	var list []diag.Code
	for _, d := range found {
		list = append(list, d.Code)
	}
	return list
}

// TestRead: what objects of a page show.
func TestRead(t *testing.T) {
	two := written(25, 12, "12", "", "") + written(45, 12, "3", "", "")
	table := []string{"0,0 12", "0,1 3"}
	const composite = `<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="9"><ofd:Content><ofd:PageBlock>%s</ofd:PageBlock></ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>`
	const place = `<ofd:CompositeObject Boundary="0 0 200 100" ResourceID="9"/>`
	for name, c := range map[string]struct {
		objects, template, resources string
		want                         []string
		code                         diag.Code // beside ofd-pages-read
	}{
		"a string":              {written(10, 60, "12 345", "", ""), "", "", []string{"12 345"}, ""},
		"distances by run":      {`<ofd:TextObject Boundary="10 60 60 6" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="2 g 2 2 8">12345</ofd:TextCode></ofd:TextObject>`, "", "", []string{"1234 5"}, ""},
		"the last one holds":    {`<ofd:TextObject Boundary="10 60 60 6" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="2">10005</ofd:TextCode></ofd:TextObject>`, "", "", []string{"10005"}, ""},
		"no distances":          {`<ofd:TextObject Boundary="10 60 60 6" Size="4"><ofd:TextCode X="0" Y="4">10005</ofd:TextCode></ofd:TextObject>`, "", "", []string{"10005"}, ""},
		"points wide as digits": {written(10, 60, "100.00", "", ""), "", "", []string{"100.00"}, ""},
		"beyond U+FFFF, counted as two": {`<ofd:TextObject Boundary="10 60 60 6" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="4 4 0 4 4">一𠀀一5</ofd:TextCode></ofd:TextObject>`, "", "",
			[]string{"一𠀀一5"}, ""},
		"codes in a row":    {`<ofd:TextObject Boundary="10 60 60 6" Size="4"><ofd:TextCode X="0" Y="4">1</ofd:TextCode><ofd:TextCode X="2">2</ofd:TextCode></ofd:TextObject>`, "", "", []string{"12"}, ""},
		"down the page":     {`<ofd:TextObject Boundary="10 60 60 60" Size="4"><ofd:TextCode X="0" Y="4" DeltaY="6">本年</ofd:TextCode></ofd:TextObject>`, "", "", []string{"本", "年"}, ""},
		"references":        {written(10, 60, "&#x31;&lt;<![CDATA[2]]>", "", ""), "", "", []string{"1<2"}, ""},
		"lines between":     {written(10, 60, "1\n2", "", ""), "", "", []string{"12"}, ""},
		"turned page":       {`<ofd:TextObject Boundary="0 0 200 100" CTM="0 1 -1 0 100 10" Size="4"><ofd:TextCode X="0" Y="0" DeltaX="2">45</ofd:TextCode></ofd:TextObject>`, "", "", []string{"45"}, ""},
		"turned characters": {`<ofd:TextObject Boundary="50 10 60 60" CharDirection="90" Size="4"><ofd:TextCode X="4" Y="0" DeltaY="2">45</ofd:TextCode></ofd:TextObject>`, "", "", []string{"45"}, ""},
		"negative width":    {`<ofd:TextObject Boundary="60 60 -40 6" Size="4"><ofd:TextCode X="-30" Y="4" DeltaX="2">45</ofd:TextCode></ofd:TextObject>`, "", "", []string{"45"}, ""},
		"a table of lines":  {drawn("", "", grid) + two, "", "", table, ""},
		"a table of stretches": {drawn(`Stroke="false" Fill="true"`, "", "M 20 10 L 60 10 L 60 10.2 L 20 10.2 C M 20 20 L 60 20 L 60 20.2 L 20 20.2 C M 20 10 L 20.2 10 L 20.2 20 L 20 20 C M 40 10 L 40.2 10 L 40.2 20 L 40 20 C M 60 10 L 60.2 10 L 60.2 20 L 60 20 C") + two,
			"", "", table, ""},
		"lines on a template":        {two, drawn("", "", grid), "", table, ""},
		"lines and text in blocks":   {`<ofd:PageBlock>` + drawn("", "", grid) + `<ofd:PageBlock>` + two + `</ofd:PageBlock></ofd:PageBlock>`, "", "", table, ""},
		"a composite":                {place, "", fmt.Sprintf(composite, drawn("", "", grid)+two), table, ""},
		"a composite in itself":      {place + written(10, 50, "7", "", ""), "", fmt.Sprintf(composite, place), nil, "ofd-limit"},
		"white lines are none":       {drawn("", `<ofd:StrokeColor Value="255 255 255"/>`, grid) + written(25, 12, "甲", "", ""), "", "", []string{"甲"}, ""},
		"no lines":                   {drawn(`Stroke="false"`, "", grid) + written(25, 12, "甲", "", ""), "", "", []string{"甲"}, ""},
		"white by parameters":        {drawn(`DrawParam="5"`, "", grid) + written(25, 12, "甲", "", ""), "", `<ofd:DrawParams><ofd:DrawParam ID="5" Relative="6"/><ofd:DrawParam ID="6"><ofd:StrokeColor Value="255 255 255"/></ofd:DrawParam></ofd:DrawParams>`, []string{"甲"}, ""},
		"lines as thick as areas":    {drawn(`LineWidth="5"`, "", grid) + written(25, 12, "甲", "", ""), "", "", []string{"甲"}, ""},
		"not visible":                {written(10, 60, "8", "", "") + written(10, 80, "9", `Visible="false"`, ""), "", "", []string{"8"}, ""},
		"without a colour":           {written(10, 60, "8", "", "") + written(10, 80, "9", `Fill="false"`, ""), "", "", []string{"8"}, "ofd-characters-hidden"},
		"transparent":                {written(10, 60, "8", "", "") + written(10, 80, "9", "", `<ofd:FillColor Alpha="0" Value="0 0 0"/>`), "", "", []string{"8"}, "ofd-characters-hidden"},
		"beyond its boundary":        {written(10, 60, "8", "", "") + `<ofd:TextObject Boundary="10 80 5 6" Size="4"><ofd:TextCode X="8" Y="4">9</ofd:TextCode></ofd:TextObject>`, "", "", []string{"8"}, "ofd-characters-clipped"},
		"a figure that goes on":      {`<ofd:TextObject Boundary="10 80 4 6" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="2">125</ofd:TextCode></ofd:TextObject>`, "", "", []string{"1\uFFFD"}, "ofd-characters-clipped"},
		"slanted":                    {written(10, 60, "8", "", "") + written(10, 80, "9", `CTM="0.7 0.7 -0.7 0.7 8 0"`, ""), "", "", []string{"8"}, "ofd-characters-slanted"},
		"a page with its own size":   {written(10, 60, "8", "", "") + written(150, 60, "9", "", ""), "", "", []string{"8"}, "ofd-characters-clipped"},
		"what is unknown is skipped": {`<ofd:Other/>` + written(10, 60, "8", "", "") + drawn("", "", "Z 1 M x 2 L 3"), "", "", []string{"8"}, ""},
	} {
		all := parts(c.objects, c.template, c.resources)
		if name == "a page with its own size" {
			all["Doc_0/Pages/P.xml"] = strings.Replace(all["Doc_0/Pages/P.xml"], "<ofd:Content>", "<ofd:Area><ofd:PhysicalBox>0 0 100 150</ofd:PhysicalBox></ofd:Area><ofd:Content>", 1)
		}
		doc, found := Read(limit.NewMeter(t.Context(), limit.Default()), packed(t, all))
		want := []diag.Code{"ofd-pages-read"}
		if c.want == nil {
			want = nil
		}
		if c.code != "" {
			want = append(want, c.code)
		}
		if !slices.Equal(shown(doc), c.want) || !slices.Equal(codesOf(found), want) {
			t.Errorf("%s: %q, %v", name, shown(doc), found)
		}
	}
}

// TestRefused: files that cannot be read are called what they are.
func TestRefused(t *testing.T) {
	sound := func() map[string]string { return parts(written(10, 60, "12", "", ""), "", "") }
	with := func(name, text string) map[string]string {
		all := sound()
		all[name] = text
		return all
	}
	without := func(name string) map[string]string {
		all := sound()
		delete(all, name)
		return all
	}
	changed := func(name, before, after string) map[string]string {
		all := sound()
		if !strings.Contains(all[name], before) {
			t.Fatalf("%s has no %s", name, before)
		}
		all[name] = strings.ReplaceAll(all[name], before, after)
		return all
	}
	small := limit.Default()
	small.HTMLNodes, small.PDFMarks, small.XMLDepth, small.Pages, small.PDFOperators, small.XMLToken = 60, 40, 20, 3, 30, 5000
	nested := strings.Repeat("<ofd:PageBlock>", deepest+2) + written(10, 60, "1", "", "") + strings.Repeat("</ofd:PageBlock>", deepest+2)
	branching := `<ofd:CompositeGraphicUnits>`
	for i := range 8 {
		branching += fmt.Sprintf(`<ofd:CompositeGraphicUnit ID="%d"><ofd:Content>%s</ofd:Content></ofd:CompositeGraphicUnit>`, i, strings.Repeat(fmt.Sprintf(`<ofd:CompositeObject Boundary="0 0 9 9" ResourceID="%d"/>`, i+1), 3))
	}
	for name, c := range map[string]struct {
		parts map[string]string
		code  diag.Code
	}{
		"no entrance":              {without("OFD.xml"), "ofd-broken"},
		"no document":              {without("Doc_0/Document.xml"), "ofd-broken"},
		"no page":                  {without("Doc_0/Pages/P.xml"), "ofd-broken"},
		"no template":              {without("Doc_0/T.xml"), "ofd-broken"},
		"no pages":                 {changed("Doc_0/Document.xml", `<ofd:Page ID="2" BaseLoc="Pages/P.xml"/>`, ""), "ofd-broken"},
		"no XML":                   {with("Doc_0/Pages/P.xml", "<a"), "ofd-broken"},
		"tags cross":               {with("Doc_0/Pages/P.xml", "<a><b></a></b>"), "ofd-broken"},
		"tags without an end":      {with("Doc_0/Pages/P.xml", "<a><b>"), "ofd-broken"},
		"another encoding":         {with("Doc_0/Pages/P.xml", `<?xml version="1.0" encoding="GB18030"?><a/>`), "ofd-broken"},
		"two documents":            {changed("OFD.xml", "</ofd:OFD>", "<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"), "input-ofd-several"},
		"encrypted":                {with("Encryptions.xml", "<a/>"), "input-ofd-encrypted"},
		"a scan":                   {parts(`<ofd:ImageObject Boundary="0 0 100 100"/>`, "", ""), "input-ofd-scan"},
		"a scan that was read":     {parts(`<ofd:ImageObject Boundary="0 0 100 100"/>`+written(10, 60, "1", `Fill="false"`, ""), "", ""), "input-ofd-recognised"},
		"drawings":                 {parts(drawn("", "", grid), "", ""), "input-ofd-without-text"},
		"elements":                 {parts(strings.Repeat(`<ofd:Other/>`, 60), "", ""), "ofd-limit"},
		"characters":               {parts(written(10, 60, strings.Repeat("1", 50), "", ""), "", ""), "ofd-limit"},
		"lines":                    {parts(drawn("", "", strings.Repeat(grid+" ", 10)), "", ""), "ofd-limit"},
		"a text":                   {parts(written(10, 60, strings.Repeat("1", 6000), "", ""), "", ""), "ofd-limit"},
		"blocks in blocks":         {parts(nested, "", ""), "ofd-limit"},
		"levels":                   {parts(strings.Repeat("<a>", 30)+strings.Repeat("</a>", 30), "", ""), "ofd-limit"},
		"composites of composites": {parts(`<ofd:CompositeObject Boundary="0 0 9 9" ResourceID="0"/>`, "", branching+`</ofd:CompositeGraphicUnits>`), "ofd-limit"},
		"pages":                    {changed("Doc_0/Document.xml", `<ofd:Page ID="2" BaseLoc="Pages/P.xml"/>`, strings.Repeat(`<ofd:Page ID="2" BaseLoc="Pages/P.xml"/>`, 4)), "ofd-limit"},
	} {
		doc, found := Read(limit.NewMeter(t.Context(), small), packed(t, c.parts))
		if doc != nil || !slices.Equal(codesOf(found), []diag.Code{c.code}) || found[0].Severity != diag.Error {
			t.Errorf("%s: %q, %v", name, shown(doc), found)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if doc, found := Read(limit.NewMeter(ctx, limit.Default()), packed(t, parts(strings.Repeat(written(10, 60, "12", "", ""), 1000), "", ""))); doc != nil || !slices.Equal(codesOf(found), []diag.Code{"time-limit"}) {
		t.Errorf("cancelled: %v", found)
	}
	if doc, found := Read(limit.NewMeter(t.Context(), limit.Default()), []byte("PK\x03\x04")); doc != nil || len(found) != 1 {
		t.Errorf("cut off: %v", found)
	}
}

// TestNotes: annotations are named.
func TestNotes(t *testing.T) {
	all := parts(written(10, 60, "12", "", ""), "", "")
	all["Doc_0/Document.xml"] = strings.Replace(all["Doc_0/Document.xml"], "</ofd:Document>", "<ofd:Annotations>Annots.xml</ofd:Annotations></ofd:Document>", 1)
	if _, found := Read(limit.NewMeter(t.Context(), limit.Default()), packed(t, all)); !slices.Equal(codesOf(found), []diag.Code{"ofd-pages-read", "ofd-notes-unread"}) {
		t.Errorf("%v", found)
	}
}

// FuzzRead: a page, whatever stands on it, gives a document or an error that says why not, within the limits.
func FuzzRead(f *testing.F) {
	f.Add(written(25, 12, "12", "", "")+drawn("", "", grid), `<ofd:DrawParams><ofd:DrawParam ID="5" Relative="5"/></ofd:DrawParams>`)
	f.Add(`<ofd:CompositeObject Boundary="0 0 9 9" ResourceID="9"/>`, `<a><b ID="9"><Content><c/></Content></b></a>`)
	f.Add(`<ofd:TextObject Boundary="0 0 -9 9" CTM="0 1 -1 0 9 9" HScale="2" CharDirection="270" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="g 9 2 g" DeltaY="1">𠀀1</ofd:TextCode></ofd:TextObject>`, ``)
	f.Fuzz(func(t *testing.T, objects, resources string) {
		limits := limit.Default()
		limits.HTMLNodes, limits.PDFMarks, limits.PDFOperators = 5000, 20_000, 5000
		doc, found := Read(limit.NewMeter(t.Context(), limits), packed(t, parts(objects, "", resources)))
		if worst, any := found.Worst(); !any || (doc == nil) != (worst == diag.Error) {
			t.Errorf("%v with %v", doc, found)
		}
	})
}
