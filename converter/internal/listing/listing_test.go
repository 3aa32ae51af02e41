package listing_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/listing"
	"nianbao/converter/internal/style"
)

func sample() *listing.Listing {
	return &listing.Listing{Lang: diag.Chinese, Title: "对照<表>", Lines: []string{"一行\u202e说明"}, Sections: []listing.Section{
		{Name: "数据", Heading: "数据对照", Lines: []string{"说明"}, Columns: []listing.Column{{Name: "项目", Share: 60}, {Name: "上年", Share: 20, Figure: true}, {Name: "本年", Share: 20, Figure: true}},
			Rows: []listing.Row{listing.Texts("规章", "8", "+11"), {Cells: []listing.Cell{listing.Text("一组")}},
				{Cells: []listing.Cell{{Runs: []listing.Run{{Text: "甲\n"}, {Text: "乙", Side: listing.Old}}, Link: 2}, listing.Text("12.50"), listing.Text("1234567890123456")}, Mark: true}}},
		{Name: "数据", Heading: "宽表", Screen: true, Columns: []listing.Column{{Name: "项目", Share: 1}}, Rows: []listing.Row{listing.Texts("=1+1")}},
		{Name: "无表", Heading: "没有表"},
	}}
}

func TestText(t *testing.T) {
	got := sample().Text()
	for _, line := range []string{"  项目    上年              本年", "  规章       8               +11", "  一组", "  甲 乙  12.50  1234567890123456", "没有表"} {
		if !strings.Contains(got, line+"\n") {
			t.Errorf("no line %q in\n%s", line, got)
		}
	}
	if strings.Contains(got, "\u202e") {
		t.Error("a direction mark on the terminal")
	}
}

func TestHTML(t *testing.T) {
	got := string(sample().HTML())
	for _, part := range []string{"<title>对照&lt;表&gt;</title>", `<th scope="row">规章</th><td class="figure">8</td>`, `<a href="#s2">甲` + "\n<del>乙</del></a>",
		`<th class="across" scope="colgroup" colspan="3">一组</th>`, `<tr class="mark">`, `lang="zh-CN"`, "default-src 'none'"} {
		if !strings.Contains(got, part) {
			t.Errorf("no %s in\n%s", part, got)
		}
	}
	if strings.Contains(got, "<表>") || strings.Contains(got, "http:") || strings.Contains(got, "<script") {
		t.Error("the page is not closed")
	}
}

// TestWorkbook: figures are numbers where a spreadsheet keeps them exactly, text is never a formula, and names of sheets differ.
func TestWorkbook(t *testing.T) {
	var one, two bytes.Buffer
	if err := sample().Workbook(&one, "说明"); err != nil {
		t.Fatal(err)
	}
	if err := sample().Workbook(&two, "说明"); err != nil || !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Errorf("%v, or other bytes", err)
	}
	f, err := excelize.OpenReader(&one)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := strings.Join(f.GetSheetList(), " "); got != "说明 数据 数据 2" {
		t.Errorf("sheets %s", got)
	}
	for cell, want := range map[string]struct {
		text string
		kind excelize.CellType
	}{"A2": {"规章", excelize.CellTypeInlineString}, "B2": {"8", excelize.CellTypeUnset}, "C2": {"11", excelize.CellTypeUnset}, "A3": {"一组", excelize.CellTypeInlineString},
		"A4": {"甲\n乙", excelize.CellTypeInlineString}, "B4": {"12.50", excelize.CellTypeInlineString}, "C4": {"1234567890123456", excelize.CellTypeInlineString}} {
		text, err := f.GetCellValue("数据", cell)
		kind, err2 := f.GetCellType("数据", cell)
		if err != nil || err2 != nil || text != want.text || kind != want.kind {
			t.Errorf("%s: %q of type %d, want %q of %d (%v %v)", cell, text, kind, want.text, want.kind, err, err2)
		}
	}
	if formula, _ := f.GetCellFormula("数据 2", "A2"); formula != "" {
		t.Errorf("the formula %s", formula)
	}
	strange := &listing.Listing{Title: "甲", Sections: []listing.Section{{Name: `一[二]:*?/\'` + strings.Repeat("长", 40), Columns: []listing.Column{{Name: "甲", Share: 1}}, Rows: []listing.Row{listing.Texts(strings.Repeat("字", 40_000))}}}}
	if err := strange.Workbook(&two, "说明"); err != nil {
		t.Errorf("%v", err)
	}
}

// TestDocument: what is for screens only is left out, a long cell is cut into rows that fit a page, and no character is lost.
func TestDocument(t *testing.T) {
	l := sample()
	long := strings.Repeat("长短不一的文字", 200)
	l.Sections[0].Rows = append(l.Sections[0].Rows, listing.Row{Cells: []listing.Cell{{Runs: []listing.Run{{Text: "头"}, {Text: long, Side: listing.New}}}, {}, listing.Text("9")}})
	house, err := style.EmbeddedListing()
	if err != nil {
		t.Fatal(err)
	}
	d := l.Document(house)
	var tables []*document.Table
	text := ""
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *document.Table:
			tables = append(tables, b)
		case *document.Paragraph:
			text += b.Text() + "\n"
		}
	}
	if strings.Contains(text, "宽表") || !strings.Contains(text, "没有表") || len(tables) != 1 {
		t.Fatalf("%d tables, %s", len(tables), text)
	}
	table := tables[0]
	if err := table.CheckGeometry(); err != nil {
		t.Fatal(err)
	}
	if table.Rows != 1+3+3 { // head, rows, and a long one of 1401 characters
		t.Errorf("%d rows", table.Rows)
	}
	first, width := "", 0
	for i := range table.Cells {
		if c := &table.Cells[i]; c.Col == 0 && c.Row >= 4 {
			first += c.Text()
			if runes := len([]rune(c.Text())); runes > 480 {
				t.Errorf("a cell of %d characters", runes)
			}
		}
	}
	for _, w := range table.Columns {
		width += w
	}
	if first != "头"+long || width != house.Page.TextWidth() {
		t.Errorf("%d characters left, %d twips wide", len([]rune(first)), width)
	}
	if c := table.Cells[len(table.Cells)-9]; len(c.Paragraphs[0].Runs) != 2 || c.Paragraphs[0].Runs[0].Bold || !c.Paragraphs[0].Runs[1].Bold {
		t.Errorf("%+v", c.Paragraphs[0].Runs)
	}
}
