package sheet_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/sheet"
	"nianbao/converter/internal/wordml/wordtest"
)

const (
	main     = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// styles: 0 General, 1 "0", 2 "0.00%", 3 a day, 4 thousands, 5 "0件", 6 two places, 7 time of hours, 8 text.
const styles = `<styleSheet ` + main + `><numFmts count="4"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="177" formatCode="#,##0,"/><numFmt numFmtId="178" formatCode="0&quot;件&quot;"/><numFmt numFmtId="179" formatCode="[h]:00"/></numFmts>` +
	`<cellXfs><xf numFmtId="0"/><xf numFmtId="1"/><xf numFmtId="10"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="178"/><xf numFmtId="2"/><xf numFmtId="179"/><xf numFmtId="49"/></cellXfs></styleSheet>`

// file makes a package of sheets, each what stands in x:worksheet. A sheet that begins with "hidden:" is.
func file(shared string, sheets ...string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	add := func(name, content string) {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write([]byte(content))
		}
		if err != nil {
			panic(err)
		}
	}
	add("_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="`+relation+`officeDocument" Target="xl/workbook.xml"/></Relationships>`)
	tabs, targets := "", ""
	for i, s := range sheets {
		inner, hidden := strings.CutPrefix(s, "hidden:")
		state := "visible"
		if hidden {
			state = "hidden"
		}
		tabs += fmt.Sprintf(`<sheet name="s%d" sheetId="%d" state="%s" r:id="r%d"/>`, i, i+1, state, i)
		targets += fmt.Sprintf(`<Relationship Id="r%d" Type="%sworksheet" Target="/xl/s%d.xml"/>`, i, relation, i)
		add(fmt.Sprintf("xl/s%d.xml", i), `<worksheet `+main+`>`+inner+`</worksheet>`)
	}
	add("xl/workbook.xml", `<workbook `+main+`><sheets>`+tabs+`</sheets></workbook>`)
	add("xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+targets+`<Relationship Id="x" Type="`+relation+`sharedStrings" Target="ss.xml"/><Relationship Id="y" Type="`+relation+`styles" Target="st.xml"/></Relationships>`)
	add("xl/ss.xml", `<sst `+main+`>`+shared+`</sst>`)
	add("xl/st.xml", styles)
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func read(data []byte, set ...func(*limit.Limits)) (*document.Document, diag.List) {
	limits := limit.Default()
	for _, s := range set {
		s(&limits)
	}
	book, fault := sheet.Open(limit.NewMeter(context.Background(), limits), data)
	if fault != nil {
		return nil, diag.List{*fault}
	}
	return book.Document()
}

// rows makes x:sheetData of inline texts and numbers: a row a line, cells divided by bars.
func rows(lines ...string) string {
	var b strings.Builder
	b.WriteString("<sheetData>")
	for i, line := range lines {
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for j, text := range strings.Split(line, "|") {
			place := fmt.Sprintf("%c%d", 'A'+j, i+1)
			switch {
			case text == "":
				fmt.Fprintf(&b, `<c r="%s" s="1"/>`, place)
			case strings.Trim(text, "0123456789.-") == "":
				fmt.Fprintf(&b, `<c r="%s"><v>%s</v></c>`, place, text)
			default:
				fmt.Fprintf(&b, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, place, text)
			}
		}
		b.WriteString("</row>")
	}
	return b.String() + "</sheetData>"
}

func merged(refs ...string) string {
	s := "<mergeCells>"
	for _, r := range refs {
		s += `<mergeCell ref="` + r + `"/>`
	}
	return s + "</mergeCells>"
}

var cases = []struct {
	name   string
	shared string
	sheets []string
	want   string
	codes  string
}{
	{"a title, a heading, a table, a signature", "", []string{rows("某局报告", "", "二、主动公开情况", "甲|乙", "丙|1", "某局", "2024年1月1日")}, "某局报告\n二、主动公开情况\n|甲|乙|\n|丙|1|\n某局\n2024年1月1日\n", ""},
	{"a row of one cell in a table", "", []string{rows("甲|乙", "第二十条第（一）项", "丙|1")}, "|甲|乙|\n|第二十条第（一）项||\n|丙|1|\n", ""},
	{"an article merged over the table", "", []string{rows("甲|乙", "第二十条第（一）项|", "丙|1") + merged("A2:B2")}, "|甲|乙|\n|1×2 第二十条第（一）项|\n|丙|1|\n", ""},
	{"merged cells", "", []string{rows("甲|乙|丙", "|1|2", "丁||3") + merged("A1:A2", "A3:B3")}, "|2×1 甲|乙|丙|\n|1|2|\n|1×2 丁|3|\n", ""},
	{"a table that ends in a merged cell", "", []string{rows("甲|乙", "丙|1", "|2", "完") + merged("A2:A3")}, "|甲|乙|\n|2×1 丙|1|\n|2|\n完\n", ""},
	{"merges that lie on each other", "", []string{rows("甲|乙|丙", "丁|1|2") + merged("A1:B2", "B1:C1", "C9:A1", "x")}, "|2×2 甲|丙|\n|2|\n", "sheet-hidden-cells"},
	{"rows of one figure before and behind", "", []string{rows("|5", "甲|乙", "丙|1", "|0", "某局")}, "||5|\n|甲|乙|\n|丙|1|\n||0|\n某局\n", ""},
	{"a row in which nothing stands ends a table", "", []string{rows("甲|1", "", "乙|2")}, "|甲|1|\n|乙|2|\n", ""},
	{"a sentence is a paragraph", "", []string{rows("甲|1", strings.Repeat("长", 61), "乙|2")}, "|甲|1|\n" + strings.Repeat("长", 61) + "\n|乙|2|\n", ""},
	{"just no sentence", "", []string{rows("甲|1", strings.Repeat("长", 60), "乙|2")}, "|甲|1|\n|" + strings.Repeat("长", 60) + "||\n|乙|2|\n", ""},
	{"texts that are shared, in runs, with a guide", `<si><t> 甲 </t></si><si><r><t>乙</t></r><r><rPr><b/></rPr><t>丙</t></r><rPh sb="0" eb="1"><t>guide</t></rPh></si>`, []string{`<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row></sheetData>`}, "|甲|乙丙|\n", ""},
	{"numbers and how they are shown", "", []string{`<sheetData><row r="1"><c r="A1"><v>0.1</v></c><c r="B1" s="2"><v>0.125</v></c><c r="C1" s="3"><v>45306</v></c><c r="D1" s="4"><v>12000</v></c><c r="E1" s="5"><v>7</v></c><c r="F1"><v>0.30000000000000004</v></c><c r="G1"><v>1E+2</v></c><c r="H1" s="7"><v>1.5</v></c><c r="I1" s="8"><v>12</v></c><c r="J1" s="99"><v>3</v></c></row></sheetData>`},
		"|0.1|12.50%|2024年1月15日|12|7|0.3|100|1899年12月31日|12|3|\n", ""},
	{"numbers as the file writes them", "", []string{`<sheetData><row r="1"><c r="A1"><v>12.50</v></c><c r="B1"><v>0.0</v></c><c r="C1"><v>-7.10</v></c><c r="D1"><v>0123</v></c><c r="E1"><v>+5</v></c><c r="F1"><v>1234567890.1234567890</v></c><c r="G1" s="1"><v>12.50</v></c><c r="H1" s="2"><v>0.50</v></c></row></sheetData>`}, "|12.50|0.0|-7.10|123|5|1234567890.12346|12.5|50.00%|\n", "sheet-rounded"},
	{"more places than are shown", "", []string{`<sheetData><row r="1"><c r="A1" s="1"><v>12.6</v></c><c r="B1" s="6"><v>1.255</v></c><c r="C1" s="6"><v>1.5</v></c><c r="D1" s="6"><v>2</v></c></row></sheetData>`}, "|12.6|1.255|1.50|2.00|\n", "sheet-rounded"},
	{"truths, errors, results of formulas and none", "", []string{`<sheetData><row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#REF!</v></c><c r="C1"><f>A1</f><v>5</v></c><c r="D1" t="str"><f>A1</f><v>文</v></c><c r="E1"><f>A1</f></c><c r="F1" t="b"><v>0</v></c></row></sheetData>`}, "|TRUE|#REF!|5|文||FALSE|\n", "sheet-formula"},
	{"rows and cells without a place", "", []string{`<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row></sheetData>`}, "|1|2|\n|3|4|\n", ""},
	{"hidden rows, columns and sheets", "", []string{`<cols><col min="2" max="2" hidden="1"/><col min="3" max="3"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row><row r="2" hidden="1"><c r="A2"><v>4</v></c></row></sheetData>`, "hidden:" + rows("x|1")}, "|1||3|\n", "sheet-hidden sheet-hidden-cells"},
	{"escaped characters", `<si><t>甲_x005F_x000D_乙_x000D_丙_x0007__x4E01_</t></si>`, []string{`<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="str"><v>a_x0041_</v></c></row></sheetData>`}, "|甲_x000D_乙¶丙 丁|aA|\n", ""},
	{"lines in a cell", "", []string{rows("甲\n乙|1", "丙\n\n丁")}, "|甲¶乙|1|\n丙\n丁\n", ""},
	{"several sheets", "", []string{rows("甲|1"), rows("乙|2")}, "|甲|1|\n|乙|2|\n", ""},
	{"nothing", "", []string{""}, "", ""},
}

func TestRead(t *testing.T) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			doc, found := read(file(c.shared, c.sheets...))
			wordtest.Sound(t, doc, found)
			if got := wordtest.Dump(doc); got != c.want {
				t.Errorf("got\n%swant\n%s%v", got, c.want, found)
			}
			if got := wordtest.Codes(found); got != c.codes {
				t.Errorf("found %q, want %q", got, c.codes)
			}
		})
	}
}

func TestRecords(t *testing.T) {
	for name, c := range map[string]struct {
		sheet string
		want  string
	}{
		"as sums write them":                        {rows("文件|单位|年度|新收||", "|||||", "file|organization|year|requests.new.total|format|tables", "a|甲局|2023|12|2021|requests disputes:2019", "b|乙局||||"), "3 [requests.new.total]: 4 甲局 2023 2021 [requests disputes:2019] map[requests.new.total:12]; 5 乙局   [] map[]; "},
		"columns in another order":                  {rows("requests.new.total|organization", "7|甲局"), "1 [requests.new.total]: 2 甲局   [] map[requests.new.total:7]; "},
		"a figure below no path":                    {rows("organization|requests.new.total|", "甲局|1|2"), "1 [requests.new.total]: 2 甲局   [] map[:2 requests.new.total:1]; "},
		"a path twice":                              {rows("organization|requests.new.total|requests.new.total", "甲局|1|2"), "sheet-path-twice"},
		"a name twice":                              {rows("organization|organization|requests.new.total", "甲局|乙局|2"), "sheet-path-twice"},
		"no report":                                 {rows("file|organization|year|requests.new.total"), "1 [requests.new.total]: "},
		"no header":                                 {rows("甲|1"), "none"},
		"figures without an organ":                  {rows("year|requests.new.total", "2023|1"), "none"},
		"sentences with points are none of figures": {rows("organization|a.b.c 见附件。|甲|乙|丙|丁|戊|己", "甲局|1"), "none"},
		"more words than figures":                   {rows("organization|requests.new.total|甲|乙|丙|丁|戊", "甲局|1"), "none"},
		"a header far below":                        {rows("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "organization|requests.new.total", "甲局|1"), "none"},
	} {
		book, fault := sheet.Open(limit.NewMeter(context.Background(), limit.Default()), file("", c.sheet))
		if fault != nil {
			t.Fatal(fault)
		}
		if got := records(book); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// records writes down the records of a book.
func records(book *sheet.Book) string {
	all, fault := book.Records()
	switch {
	case fault != nil:
		return string(fault.Code)
	case all == nil:
		return "none"
	}
	got := fmt.Sprintf("%d %v: ", all.Header, all.Paths)
	for _, r := range all.All {
		got += fmt.Sprintf("%d %s %s %s %v %v; ", r.Row, r.Organization, r.Year, r.Format, r.Tables, r.Figures)
	}
	return got
}

func TestRefused(t *testing.T) {
	wide := `<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="ZZ1"><v>1</v></c></row></sheetData>`
	tall := `<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row></sheetData>` + merged("A1:A99999")
	for name, c := range map[string]struct {
		data []byte
		code string
		set  func(*limit.Limits)
	}{
		"nothing":                       {nil, "docx-zip", nil},
		"cut off":                       {file("", rows("甲|1"))[:300], "docx-zip", nil},
		"no workbook":                   {emptyZip(), "office-damaged", nil},
		"a text that is not there":      {file("", `<sheetData><row><c t="s"><v>7</v></c></row></sheetData>`), "office-damaged", nil},
		"a cell without a place":        {file("", `<sheetData><row><c r="7"><v>7</v></c></row></sheetData>`), "office-damaged", nil},
		"a cell beyond all rows":        {file("", `<sheetData><row><c r="A9999999"><v>7</v></c></row></sheetData>`), "office-damaged", nil},
		"a sheet that does not end":     {file("", `<sheetData>`), "office-damaged", nil},
		"too wide":                      {file("", wide), "office-limit", nil},
		"too tall":                      {file("", tall), "office-limit", nil},
		"more cells than may be":        {file("", rows("1|2", "3|4")), "office-limit", func(l *limit.Limits) { l.TableCells = 3 }},
		"a merge over more than may be": {file("", `<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="AA1"><v>1</v></c></row></sheetData>`+merged("A1:Z9999")), "office-limit", nil},
		"more elements than may be":     {file("", rows("1|2", "3|4")), "office-limit", func(l *limit.Limits) { l.HTMLNodes = 10 }},
		"more characters than it may":   {file(`<si><t>`+strings.Repeat("长", 100)+`</t></si>`, rows("1|2")), "document-limit", func(l *limit.Limits) { l.Characters = 50 }},
	} {
		var set []func(*limit.Limits)
		if c.set != nil {
			set = append(set, c.set)
		}
		doc, found := read(c.data, set...)
		wordtest.Sound(t, doc, found)
		if got := wordtest.Codes(found); doc != nil || got != c.code {
			t.Errorf("%s: read: %v, found %s, want %s", name, doc != nil, got, c.code)
		}
	}
}

func emptyZip() []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	if f, err := w.Create("xl/a"); err != nil || f == nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func ExampleBook_Document() {
	book, _ := sheet.Open(limit.NewMeter(context.Background(), limit.Default()), file("", rows("二、主动公开政府信息情况", "信息内容|本年制发件数", "规章|12")))
	doc, found := book.Document()
	fmt.Print(wordtest.Dump(doc), len(found))
	// Output:
	// 二、主动公开政府信息情况
	// |信息内容|本年制发件数|
	// |规章|12|
	// 0
}

func FuzzSheet(f *testing.F) {
	for _, c := range cases {
		f.Add(c.shared, c.sheets[0])
	}
	f.Fuzz(func(t *testing.T, shared, inner string) {
		data := file(shared, inner)
		doc, found := read(data)
		wordtest.Sound(t, doc, found)
		if book, fault := sheet.Open(limit.NewMeter(context.Background(), limit.Default()), data); fault == nil {
			book.Records()
		}
	})
}

// counting is a context that counts how often it is asked.
type counting struct {
	context.Context
	polls int
}

func (c *counting) Err() error { c.polls++; return nil }

// Rows of one thing without end behind a table cost what they are long.
func TestManyRows(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<sheetData><row><c><v>1</v></c><c><v>2</v></c></row>`)
	const n = 30_000
	for i := range n {
		fmt.Fprintf(&b, `<row><c t="inlineStr"><is><t>%x甲</t></is></c></row>`, uint32(i)*2654435761) // that do not pack too well
	}
	b.WriteString(`</sheetData>`)
	ctx := &counting{Context: context.Background()}
	book, fault := sheet.Open(limit.NewMeter(ctx, limit.Default()), file("", b.String()))
	if fault != nil {
		t.Fatal(fault)
	}
	doc, found := book.Document()
	wordtest.Sound(t, doc, found)
	if len(doc.Blocks) != n+1 || ctx.polls < n/2048 {
		t.Errorf("%d blocks, asked %d times", len(doc.Blocks), ctx.polls)
	}
}

// What lies upon a sheet, or beside its cells, is named: a table may be a picture.
func TestLeftBehind(t *testing.T) {
	parts := func(names ...string) []byte {
		sound, err := zip.NewReader(bytes.NewReader(file("", rows("1"))), int64(len(file("", rows("1")))))
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for _, f := range sound.File {
			if err := w.Copy(f); err != nil {
				t.Fatal(err)
			}
		}
		for _, name := range names {
			name, content, _ := strings.Cut(name, "=")
			f, err := w.Create(name)
			if err == nil {
				_, err = f.Write([]byte(content))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for _, c := range []struct {
		parts       []string
		codes, says string
	}{
		{nil, "", ""},
		{[]string{"xl/media/image1.png", "xl/media/image2.png", "xl/drawings/drawing1.xml=<xdr:pic/>"}, "sheet-left", "2 pictures;"},
		{[]string{"xl/charts/chart1.xml", "xl/charts/style1.xml", "xl/charts/colors1.xml"}, "sheet-left", "1 chart;"},
		{[]string{"xl/drawings/drawing1.xml=<xdr:sp><xdr:txBody><a:t>总计</a:t></xdr:txBody></xdr:sp>", "xl/drawings/vmlDrawing1.vml"}, "sheet-left", "1 text box;"},
		{[]string{"xl/embeddings/oleObject1.bin"}, "sheet-left", "1 embedded file;"},
		{[]string{"xl/comments1.xml", "xl/comments2.xml"}, "sheet-comments", "2 sheets"},
		{[]string{"xl/vbaProject.bin"}, "docx-macro", "macros"},
	} {
		_, found := read(parts(c.parts...))
		got := ""
		for _, d := range found {
			got += string(d.Code)
		}
		if got != c.codes || c.says != "" && !strings.Contains(found[0].Message(diag.English), c.says) {
			t.Errorf("%v: %v, want %s with %q", c.parts, found, c.codes, c.says)
		}
	}
}
