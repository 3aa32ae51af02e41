package compose_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nianbao/converter/diag"
	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/reporttest"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

func composed(t testing.TB, r *report.Report) *document.Document {
	t.Helper()
	d, found := compose.Document(r, edition.Official(), style.Default())
	if d == nil || len(found) > 0 {
		t.Fatalf("does not compose: %v", found)
	}
	return d
}

// outline writes a document the way a test can show it: one line a block, runs in brackets.
func outline(d *document.Document) []string {
	var lines []string
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			line := b.Role.String() + ":"
			for _, r := range b.Runs {
				form := ""
				if r.Bold {
					form = "b"
				}
				if r.As != document.None {
					form += "/" + r.As.String()
				}
				line += fmt.Sprintf(" %s[%s]", form, strings.ReplaceAll(r.Text, "\n", "⏎"))
			}
			lines = append(lines, line)
		case *document.Table:
			lines = append(lines, fmt.Sprintf("table: %s %s %d×%d size %d", b.Key, b.Edition, b.Rows, len(b.Columns), b.Size))
		default:
			lines = append(lines, fmt.Sprintf("%T", b))
		}
	}
	return lines
}

func TestDocument(t *testing.T) {
	r := &report.Report{Format: "2021", Organization: "云溪市商务局", Year: 2023,
		Prose: map[string][]string{
			"introduction": {"根据有关规定编制。"},
			"overview":     {"（一）主动公开", "（二）依申请公开。全年收到申请22件。", "1.加强领导", "（1）落实责任", "**一是**抓制度，**二是**抓平台。", "**（三）平台建设。网站**改版。"},
			"problems":     {}},
		Tables:    map[string]report.Table{"disclosure": {}, "disputes": {}},
		Notes:     map[string]report.Notes{"requests": {Above: []string{"本年度没有收到申请。"}}, "disputes": {Below: []string{"注：含上年结转。"}}},
		Signature: "云溪市商务局", Date: "2024-01-05"}
	want := []string{
		"title: [云溪市商务局⏎2023年政府信息公开工作年度报告]",
		"body: [根据有关规定编制。]",
		"section: [一、总体情况]",
		"heading1: [（一）主动公开]",
		"body: /heading1[（二）依申请公开。] [全年收到申请22件。]",
		"heading2: [1.加强领导]",
		"heading3: [（1）落实责任]",
		"body: b[一是] [抓制度，] b[二是] [抓平台。]",
		"body: b/heading1[（三）平台建设。] b[网站] [改版。]",
		"section: [二、主动公开政府信息情况]",
		"table: disclosure 2021 14×4 size 21",
		"section: [三、收到和处理政府信息公开申请情况]", // notes without a table
		"body: [本年度没有收到申请。]",
		"section: [四、政府信息公开行政复议、行政诉讼情况]",
		"table: disputes 2021 4×15 size 21",
		"body: [注：含上年结转。]",
		"section: [五、存在的主要问题及改进情况]", // there, and empty
		"signature: [云溪市商务局]",
		"date: [2024年1月5日]",
	}
	d := composed(t, r)
	if got := outline(d); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if want := (document.Meta{Own: true, Format: "2021", Organization: "云溪市商务局", Year: 2023, TitleDerived: true,
		PrintedTitle: "云溪市商务局2023年政府信息公开工作年度报告", DateISO: "2024-01-05"}); d.Meta != want {
		t.Errorf("got %+v", d.Meta)
	}
}

// What stands around the signature: attachments above it, the note below the date, the imprint last (GB/T 9704-2012 7.3.4,
// 7.3.6, 7.4.2). Further lines hang below the first character of a name.
func TestTail(t *testing.T) {
	r := &report.Report{Format: "2021", Prose: map[string][]string{"other_matters": {"无。"}}, Signature: "局", Date: "2024-01-05", Tail: report.Tail{
		Attachments: []string{"附件：1.甲", "2.乙", "10. **丙**", "丁", "附件5：戊"}, Annotation: []string{"（公开）"},
		Imprint: []string{"局办公室印发", "抄送：市委办。", "传真：1"}}}
	d := composed(t, r)
	if got, want := outline(d)[2:], []string{"body: [无。]", "attachment: [附件：1.甲]", "attachment: [2.乙]", "attachment: [10. ] b[丙]", "attachment: [丁]",
		"attachment: [附件5：戊]", "signature: [局]", "date: [2024年1月5日]", "annotation: [（公开）]", "imprint: [局办公室印发]", "imprint: [抄送：市委办。]",
		"imprint: [传真：1]"}; !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	const em, gap, em4 = 320, -5, 280 // 三号 with its spacing; 四号 has none
	for i, want := range [][2]int{{2 * em, 6*em + 5*gap}, {5*em + 3*gap, 6*em + 5*gap}, {5*em + 3*gap, 7*em + 7*gap}, {5*em + 3*gap, 5*em + 3*gap}, {2 * em, 5*em + em/2 + 4*gap},
		{5690, 5690}, {6330, 6330}, {}, {em4, 4 * em4}, {em4, 4 * em4}, {em4, 4 * em4}} {
		if p := d.Blocks[3+i].(*document.Paragraph); p.Start != want[0] || p.Hang != want[1] {
			t.Errorf("%s begins at %d and hangs at %d, want %v", p.Text(), p.Start, p.Hang, want)
		}
	}
}

// What would hang in the other half of the page does not hang.
func TestTailOfALongLabel(t *testing.T) {
	s := *style.Default()
	s.Page.Left, s.Page.Right = 4500, 4500
	d, _ := compose.Document(&report.Report{Format: "2021", Tail: report.Tail{Attachments: []string{"附件：1.甲"}}}, edition.Official(), &s)
	if p := d.Blocks[1].(*document.Paragraph); p.Start != 640 || p.Hang != 640 {
		t.Errorf("%d, %d", p.Start, p.Hang)
	}
}

// A heading keeps with what follows it.
func TestHeadingsKeepWithNext(t *testing.T) {
	d := composed(t, &report.Report{Format: "2021", Title: "报告", Signature: "局", Date: "2024-01-05", Prose: map[string][]string{"overview": {"（一）公开", "1.加强", "（1）落实", "文。"}}})
	for _, b := range d.Blocks {
		p := b.(*document.Paragraph)
		if want := p.Role != document.Body && p.Role != document.Date; p.KeepNext != want {
			t.Errorf("%s: %v", p.Role, p.KeepNext)
		}
	}
}

func TestTitle(t *testing.T) {
	for _, c := range []struct {
		name    string
		r       report.Report
		want    string
		derived bool
	}{
		{"derived", report.Report{Organization: "云溪市商务局", Year: 2023}, "云溪市商务局\n2023年政府信息公开工作年度报告", true},
		{"no year", report.Report{Organization: "云溪市商务局"}, "云溪市商务局政府信息公开工作年度报告", true},
		{"no organization", report.Report{Year: 2023}, "2023年政府信息公开工作年度报告", true},
		{"nothing", report.Report{}, "政府信息公开工作年度报告", true},
		{"given", report.Report{Organization: "云溪市商务局", Year: 2023, Title: "关于2023年政府信息公开工作的报告"}, "关于2023年政府信息公开工作的报告", false},
	} {
		c.r.Format = "2021"
		d := composed(t, &c.r)
		p := d.Blocks[0].(*document.Paragraph)
		if p.Role != document.Title || p.Text() != c.want || d.Meta.TitleDerived != c.derived || d.Meta.PrintedTitle != strings.ReplaceAll(c.want, "\n", "") {
			t.Errorf("%s: %q %+v", c.name, p.Text(), d.Meta)
		}
	}
}

// What a paragraph is follows from its numbering and from whether it is a sentence.
func TestRolesAndRunInHeadings(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"（一）主动公开情况", "heading1: [（一）主动公开情况]"},
		{"(一)主动公开情况", "heading1: [(一)主动公开情况]"},
		{"㈠主动公开情况", "heading1: [㈠主动公开情况]"},
		{"1.加强组织领导", "heading2: [1.加强组织领导]"},
		{"1、加强组织领导", "heading2: [1、加强组织领导]"},
		{"１．加强组织领导", "heading2: [１．加强组织领导]"},
		{"（1）健全制度", "heading3: [（1）健全制度]"},
		{"一、总体情况", "body: [一、总体情况]"}, // the author's own enumeration
		{"2023年，我局做好公开工作", "body: [2023年，我局做好公开工作]"},
		{"12.5万元", "body: [12.5万元]"},
		{"（一）主动公开。全年公开312条。", "body: /heading1[（一）主动公开。] [全年公开312条。]"},
		{"1.组织领导。专人负责。", "body: /heading2[1.组织领导。] [专人负责。]"},
		{"（1）制度。健全。", "body: /heading3[（1）制度。] [健全。]"},
		{"（一）主动公开，全年公开312条。其中政策9件。", "body: [（一）主动公开，全年公开312条。其中政策9件。]"}, // a sentence, not a heading
		{"（一）加强组织领导。", "body: [（一）加强组织领导。]"},                             // nothing follows: a sentence of a list
		{"（一）完善制度；", "body: [（一）完善制度；]"},
		{"（一）" + strings.Repeat("长", 40) + "。后文。", "body: [（一）" + strings.Repeat("长", 40) + "。后文。]"}, // too far away
		{"（一）" + strings.Repeat("长", 38), "body: [（一）" + strings.Repeat("长", 38) + "]"},              // too long to be a heading
		{"**（一）主动公开**", "heading1: b[（一）主动公开]"},
		{"**（一）主动公开。**全年公开312条。", "body: b/heading1[（一）主动公开。] [全年公开312条。]"},
		{"（一）**主动公开。全年**公开312条。", "body: /heading1[（一）] b/heading1[主动公开。] b[全年] [公开312条。]"},
		{`（一）3*4\*。后文。`, `body: /heading1[（一）3*4*。] [后文。]`},
	} {
		d := composed(t, &report.Report{Format: "2021", Prose: map[string][]string{"overview": {report.Canonical(c.text)}}})
		if got := outline(d)[2]; got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestPrintedDate(t *testing.T) {
	for in, want := range map[string]string{"2024-01-05": "2024年1月5日", "2023-12-31": "2023年12月31日", "2024-10-10": "2024年10月10日",
		"": "", "2024年1月5日": "2024年1月5日", "2024-01": "2024-01", "a-b-c": "a-b-c", "2024-1-x": "2024-1-x"} {
		if got := compose.PrintedDate(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// Every table of every edition tiles its grid, sums to the width of the type area, and has its figures in the cells that
// the edition gives them.
func TestTables(t *testing.T) {
	s := style.Default()
	for _, e := range edition.Official().Editions {
		for _, form := range e.Tables {
			cells := report.Table{}
			n := 0
			for i := range form.Cells {
				if c := &form.Cells[i]; c.IsData() {
					n++
					cells.Set(c.RowKey, c.ColKey, report.Count(n))
				}
			}
			d := composed(t, &report.Report{Format: e.Version, Tables: map[string]report.Table{form.Key: cells}})
			table := d.Blocks[2].(*document.Table)
			if err := table.CheckGeometry(); err != nil {
				t.Errorf("%s %s: %v", e.Version, form.Key, err)
			}
			if sum(table.Columns) != s.Page.TextWidth() {
				t.Errorf("%s %s: columns %v sum to %d, want %d", e.Version, form.Key, table.Columns, sum(table.Columns), s.Page.TextWidth())
			}
			if table.Key != form.Key || table.Edition != e.Version || table.Caption == "" || table.Description == "" || !table.Whole {
				t.Errorf("%s %s: %+v", e.Version, form.Key, table)
			}
			seen := 0
			for i := range form.Cells {
				want, got := &form.Cells[i], &table.Cells[i]
				text := want.Text
				if want.RowSpan > 1 && want.Col > 0 && strings.HasPrefix(text, "（") && want.ColSpan == 1 {
					text = strings.Replace(text, "）", "）\n", 1) // a group's label, broken behind its ordinal
				}
				if want.IsData() {
					seen++
					text = fmt.Sprint(seen)
				}
				if got.Row != want.Row || got.Col != want.Col || got.RowSpan != want.RowSpan || got.ColSpan != want.ColSpan || got.Text() != text ||
					(got.Role == document.Number) != want.IsData() || got.Role == document.None || len(got.Paragraphs) != 1 || got.Paragraphs[0].Role != got.Role {
					t.Errorf("%s %s: cell %d,%d: %+v %q", e.Version, form.Key, want.Row, want.Col, got, got.Text())
				}
			}
		}
	}
}

// Where a page may break the requests table: before each group of results, never inside one.
func TestSplitBefore(t *testing.T) {
	d := composed(t, &report.Report{Format: "2021", Tables: map[string]report.Table{"requests": {}}})
	table := d.Blocks[2].(*document.Table)
	var names []string
	for _, row := range table.SplitBefore {
		i := slices.IndexFunc(table.Cells, func(c document.Cell) bool { return c.Row == row })
		names = append(names, strings.ReplaceAll(table.Cells[i].Text(), "\n", ""))
	}
	want := []string{"二、上年结转政府信息公开申请数量", "三、本年度办理结果", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（三）不予公开", "（四）无法提供", "（五）不予处理", "（六）其他处理",
		"（七）总计", "四、结转下年度继续办理"}
	if !slices.Equal(names, want) {
		t.Errorf("got %s", strings.Join(names, "、"))
	}
}

func sum(list []int) int {
	n := 0
	for _, x := range list {
		n += x
	}
	return n
}

// The largest size at which the figures fit is taken; after the smallest, columns make room. Widths always sum up.
func TestFigureWidths(t *testing.T) {
	s := style.Default()
	for _, c := range []struct {
		table  string
		digits int
		size   int
	}{{"requests", 1, 21}, {"requests", 5, 21}, {"requests", 8, 21}, {"requests", 9, 20}, {"requests", 10, 18}, {"disputes", 5, 21}, {"disputes", 8, 21}, {"disclosure", 18, 21}} {
		form := edition.Official().Get("2021").Table(c.table)
		for digits := 1; digits <= 10; digits++ {
			cells := report.Table{}
			for i := range form.Cells {
				if f := &form.Cells[i]; f.IsData() {
					d, _ := report.ParseDecimal(strings.Repeat("8", digits))
					cells.Set(f.RowKey, f.ColKey, report.Number(d))
				}
			}
			table := composed(t, &report.Report{Format: "2021", Tables: map[string]report.Table{c.table: cells}}).Blocks[2].(*document.Table)
			if sum(table.Columns) != s.Page.TextWidth() || slices.Min(table.Columns) <= 0 || !slices.Contains(s.Table.Sizes, table.Size) {
				t.Errorf("%s, %d digits: columns %v, size %d", c.table, digits, table.Columns, table.Size)
			}
			if digits == c.digits && table.Size != c.size {
				t.Errorf("%s, %d digits: size %d, want %d", c.table, digits, table.Size, c.size)
			}
			// On one line each, with characters no narrower than they may be.
			for i := range table.Cells {
				cell := &table.Cells[i]
				if cell.Role != document.Number {
					continue
				}
				p := cell.Paragraphs[0]
				size, width := cmp.Or(p.Size, table.Size), cmp.Or(p.Condense, 100)
				if wide := digits * size * 57 / 10 * cmp.Or(p.CondenseWide, 100) / 100; wide > sum(table.Columns[cell.Col:cell.Col+cell.ColSpan])-s.Table.CellLeft-s.Table.CellRight {
					t.Errorf("%s, %d digits: a figure of %d twips in a face of wide digits, in columns %v", c.table, digits, wide, table.Columns)
					break
				}
				if need := digits*size*5*width/100 + s.Table.CellLeft + s.Table.CellRight; sum(table.Columns[cell.Col:cell.Col+cell.ColSpan]) < need || width < 60 {
					t.Errorf("%s, %d digits: a figure of %d twips at %d half-points, %d %%, in columns %v", c.table, digits, need, size, width, table.Columns)
					break
				}
			}
		}
	}
}

// TestFiguresInTheirCells: one figure that is too long is condensed, then widens its column, then gets smaller; a remark
// widens its column.
func TestFiguresInTheirCells(t *testing.T) {
	for _, c := range []struct {
		text                  string
		column, size, percent int // of the cell
	}{
		{"12345", 622, 0, 0},
		{"123456", 622, 0, 89},
		{"12345678", 622, 0, 67},
		{"123456789", 622, 0, 62},               // the whole table at 20 half-points
		{"123456789012", 704, 0, 60},            // at 小五, and the column is widened
		{strings.Repeat("9", 60), 2961, 16, 60}, // as wide as the other columns allow, and smaller
		{"12（其中修订3件）", 1316, 0, 0},
	} {
		cells := report.Table{}
		cells.Set("new", "natural_person", report.Text(c.text))
		d, _ := compose.Document(&report.Report{Format: "2021", Tables: map[string]report.Table{"requests": cells}}, edition.Official(), style.Default())
		table := d.Blocks[2].(*document.Table)
		for i := range table.Cells {
			cell := &table.Cells[i]
			if cell.Text() != c.text {
				continue
			}
			if p := cell.Paragraphs[0]; table.Columns[cell.Col] != c.column || p.Size != c.size || p.Condense != c.percent {
				t.Errorf("%s: column of %d, size %d, %d %%", c.text, table.Columns[cell.Col], p.Size, p.Condense)
			}
		}
		if sum(table.Columns) != style.Default().Page.TextWidth() {
			t.Errorf("%s: columns %v", c.text, table.Columns)
		}
	}
}

// A house style with another page stretches the columns.
func TestOtherPage(t *testing.T) {
	s := *style.Default()
	s.Page.Left, s.Page.Right = 1800, 1800
	d, _ := compose.Document(&report.Report{Format: "2021", Tables: map[string]report.Table{"disclosure": {}, "requests": {}, "disputes": {}}}, edition.Official(), &s)
	for _, b := range d.Blocks {
		if table, ok := b.(*document.Table); ok && (sum(table.Columns) != s.Page.TextWidth() || slices.Min(table.Columns) < 300) {
			t.Errorf("%s: %v", table.Key, table.Columns)
		}
	}
}

func TestRefusals(t *testing.T) {
	if d, found := compose.Document(&report.Report{Format: "1999"}, edition.Official(), style.Default()); d != nil || len(found) != 1 || found[0].Code != "compose-format" {
		t.Errorf("an unknown edition: %v", found)
	}
	mixed := report.Table{}
	mixed.Set("other", "total", report.Count(1))
	mixed.Set("other_other", "total", report.Count(1))
	old := report.Table{}
	old.Set("fees", "previous_year", report.Count(1))
	old.Set("fees", "amount", report.Count(1))
	r := &report.Report{Format: "2021", Tables: map[string]report.Table{"requests": mixed, "disclosure": old, "disputes": {}}}
	d, found := compose.Document(r, edition.Official(), style.Default())
	if d != nil || len(found) != 2 {
		t.Fatalf("mixed editions: %v", found)
	}
	for i, table := range []string{"disclosure", "requests"} { // both at once, in printing order
		if f := found[i]; f.Code != "compose-mixed-editions" || f.Severity != diag.Error || f.Place.Table != table {
			t.Errorf("%+v", f)
		}
	}
	if text := found[1].Message(diag.English); !strings.Contains(text, "三、收到和处理政府信息公开申请情况") || !strings.Contains(text, "other.total") {
		t.Error(text)
	}
	// A table of the other edition is printed by that one.
	r = &report.Report{Format: "2021", Tables: map[string]report.Table{"requests": {{Row: "other", Col: "total"}: report.Count(1)}}}
	if table := composed(t, r).Blocks[2].(*document.Table); table.Edition != "2019" || table.Rows != 26 {
		t.Errorf("%+v", table)
	}
}

// Composing changes nothing in the report, loses no word of it and gives sound tables; twice gives the same.
func TestDocumentOfAnyReport(t *testing.T) {
	check := func(t rapid.TB, r *report.Report) {
		v := edition.Official().Vocabulary()
		before := contract.AppendJSON(nil, r, v)
		d, found := compose.Document(r, edition.Official(), style.Default())
		if d == nil || len(found) > 0 {
			t.Fatalf("%v", found)
		}
		if string(contract.AppendJSON(nil, r, v)) != string(before) {
			t.Fatalf("the report was changed")
		}
		var text strings.Builder
		for _, b := range d.Blocks {
			switch b := b.(type) {
			case *document.Paragraph:
				text.WriteString(b.Text() + "\n")
				for _, run := range b.Runs {
					if run.Text == "" {
						t.Fatalf("an empty run in %+v", b)
					}
				}
			case *document.Table:
				if err := b.CheckGeometry(); err != nil {
					t.Fatal(err)
				}
				if sum(b.Columns) != style.Default().Page.TextWidth() {
					t.Fatalf("columns %v", b.Columns)
				}
			}
		}
		for _, s := range v.Sections {
			for _, p := range slices.Concat(r.Prose[s.Key], r.Notes[s.Table].Above, r.Notes[s.Table].Below) {
				if !strings.Contains(text.String(), report.Plain(p)+"\n") {
					t.Fatalf("%q is lost", p)
				}
			}
		}
		for _, part := range contract.TailParts(&r.Tail) {
			for _, p := range *part.Paragraphs {
				if !strings.Contains(text.String(), report.Plain(p)+"\n") {
					t.Fatalf("%q is lost", p)
				}
			}
		}
		again, _ := compose.Document(r, edition.Official(), style.Default())
		if !slices.Equal(outline(d), outline(again)) {
			t.Fatal("not the same twice")
		}
	}
	rapid.Check(t, func(t *rapid.T) { check(t, reporttest.Generate(t)) })
	for seed := range uint64(200) {
		check(t, reporttest.Random(rand.New(rand.NewPCG(seed, 3))))
	}
}

func ExampleDocument() {
	r := &report.Report{Format: "2021", Organization: "云溪市商务局", Year: 2023, Prose: map[string][]string{"overview": {"（一）主动公开。全年公开312条。"}}}
	d, _ := compose.Document(r, edition.Official(), style.Default())
	for _, line := range outline(d) {
		fmt.Println(line)
	}
	// Output:
	// title: [云溪市商务局⏎2023年政府信息公开工作年度报告]
	// section: [一、总体情况]
	// body: /heading1[（一）主动公开。] [全年公开312条。]
}

func BenchmarkDocument(b *testing.B) {
	r := reporttest.Random(rand.New(rand.NewPCG(7, 7)))
	b.ReportAllocs()
	for b.Loop() {
		if d, _ := compose.Document(r, edition.Official(), style.Default()); d == nil {
			b.Fatal("does not compose")
		}
	}
}
