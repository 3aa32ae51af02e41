package sum

import (
	"bytes"
	"fmt"
	"io"
	"math/big"
	"runtime"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/report"
	"nianbao/internal/workbook/booktest"
)

func office(seed uint64, size int) *report.Report {
	r := seeded.Report(seed, edition.Official().Editions[0], size)
	r.Year = 2024
	return r
}

// TestFiveHundred adds up 500 reports, compares the sum with one made another way, and checks it against all of them.
func TestFiveHundred(t *testing.T) {
	const n = 500
	var subs []*report.Report
	independent := map[string]*big.Rat{}
	for seed := range uint64(n) {
		r := office(seed, 1+int(seed%50))
		subs = append(subs, r)
		for name, table := range r.Tables {
			for k, c := range table {
				path := name + "." + k.Row + "." + k.Col
				if independent[path] == nil {
					independent[path] = new(big.Rat)
				}
				x, ok := new(big.Rat).SetString(c.String())
				if !ok {
					t.Fatal(c)
				}
				independent[path].Add(independent[path], x)
			}
		}
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	a := New(Options{Organization: "示例市"})
	for i, r := range subs {
		a.Add(fmt.Sprintf("%03d.docx", i), r, nil)
	}
	res := a.Result()
	runtime.ReadMemStats(&after)
	if res.Report.Year != 2024 || res.Reports != n || len(res.Gaps) > 0 || len(res.TooLarge) > 0 {
		t.Fatalf("%+v", res)
	}
	cells := 0
	for name, table := range res.Report.Tables {
		for k, c := range table {
			cells++
			x, _ := new(big.Rat).SetString(c.String())
			if want := independent[name+"."+k.Row+"."+k.Col]; want == nil || x.Cmp(want) != 0 {
				t.Errorf("%s.%v: %s, want %v", name, k, c, want)
			}
		}
	}
	if cells != len(independent) {
		t.Errorf("%d cells, want %d", cells, len(independent))
	}
	checked := check.Report(check.Input{Report: res.Report, Subordinates: subs})
	t.Logf("%d reports, %d cells: %.1f MB allocated; checked against all: %v", n, cells,
		float64(after.TotalAlloc-before.TotalAlloc)/1e6, checked.Formulas())
	for _, f := range checked.Findings {
		if f.Distance != "" {
			t.Errorf("%s", f.Message(diag.English))
		}
	}
}

func TestGaps(t *testing.T) {
	a := New(Options{Format: "2021", Year: 2024})
	full := office(1, 1)
	full.Organization = "甲局"
	a.Add("a.docx", full, nil)
	other := office(2, 1)
	other.Organization = "乙局"
	other.Tables["requests"].Set("new", "total", report.Cell{})
	other.Tables["requests"].Set("new", "other", report.Text("/"))
	other.Tables["requests"].Set("granted", "total", report.Text("若干"))
	other.Tables["requests"].Set("granted", "other", report.Cell{})
	delete(other.Tables, "disputes")
	a.Add("b.txt", other, &report.Evidence{Cells: map[string]map[report.Key]report.Origin{"requests": {{Row: "granted", Col: "other"}: {Confidence: report.Lost}}}})
	old := seeded.Report(3, edition.Official().Get("2019"), 1)
	old.Year = 2024
	a.Add("c.html", old, nil)
	a.Add("nothing", nil, nil)
	res := a.Result()
	var got []string
	for _, g := range res.Gaps {
		got = append(got, fmt.Sprintf("%s %s %s %d %s", g.File, g.Kind, g.Table, len(g.Cells), g.With))
	}
	want := []string{"b.txt blank requests 1 ", "b.txt lost requests 1 ", "b.txt mark requests 1 ",
		"b.txt not-a-number requests 1 ", "b.txt table-missing disputes 0 ",
		"c.html other-edition disclosure 0 ", "c.html other-edition requests 0 "}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if n := res.Incomplete["requests.new.total"]; n != 2 || res.Incomplete["disputes.review.total"] != 1 {
		t.Errorf("incomplete: %d", n)
	}
	if res.Report.Tables["requests"].Get("new", "total") != full.Tables["requests"].Get("new", "total") {
		t.Error("the sum of one figure is not that figure")
	}
	for _, d := range res.Diagnostics() {
		for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
			if text := d.Message(lang); strings.Contains(text, "{") || d.Place.File == "" {
				t.Errorf("%q", text)
			}
		}
	}
}

func TestTooLarge(t *testing.T) {
	huge, _ := report.ParseDecimal("999999999999999999")
	a := New(Options{})
	for range 2 {
		r := office(1, 1)
		r.Organization = ""
		r.Tables["requests"].Set("new", "total", report.Number(huge))
		a.Add("x", r, nil)
	}
	if res := a.Result(); !slices.Equal(res.TooLarge, []string{"requests.new.total"}) || !res.Report.Tables["requests"].Get("new", "total").IsBlank() {
		t.Errorf("%v", res.TooLarge)
	}
}

func TestNothing(t *testing.T) {
	if res := New(Options{}).Result(); res.Report != nil || res.Reports != 0 || len(res.Diagnostics()) != 0 {
		t.Errorf("%+v", res)
	}
}

func TestWorkbook(t *testing.T) {
	big, _ := report.ParseDecimal("123456789012345678")
	first, second := office(1, 1), seeded.Report(2, edition.Official().Get("2019"), 1)
	first.Tables["disclosure"].Set("rules", "issued", report.Text("/"))
	first.Tables["disclosure"].Set("rules", "repealed", report.Cell{})
	first.Tables["disclosure"].Set("licensing", "decisions", report.Number(big))
	first.Organization = "=1+1"
	rows := []Row{{"a.docx", first}, {"b.html", second}, {"c.txt", nil}}
	var out, again bytes.Buffer
	if err := Workbook(&out, rows); err != nil {
		t.Fatal(err)
	}
	if err := Workbook(&again, rows); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Errorf("the same reports give other bytes (%v)", err)
	}
	f := booktest.Read(t, out.Bytes())
	sheet := f.Rows(f.Names[0])
	if len(sheet) != 6 {
		t.Fatalf("%d rows", len(sheet))
	}
	at := map[string]int{}
	for i, path := range sheet[2] {
		at[path] = i
	}
	seen := 0
	for i, r := range []*report.Report{first, second} {
		for table, cells := range r.Tables {
			for k, c := range cells {
				col, ok := at[table+"."+k.Row+"."+k.Col]
				if !ok || sheet[3+i][col] != c.String() {
					t.Errorf("%s.%v: %q, want %q", table, k, sheet[3+i][col], c)
				}
				seen++
			}
		}
	}
	if seen < 380 || sheet[1][at["requests.new.total"]] != "总计" || sheet[0][at["requests.new.natural_person"]] == "" {
		t.Errorf("%d cells, headers %q", seen, sheet[0])
	}
	if organ := f.Cell(f.Names[0], "B4"); organ.Type != "inlineStr" || organ.Shown != "=1+1" {
		t.Errorf("a name became a formula: %+v", organ)
	}
}

func BenchmarkWorkbook(b *testing.B) {
	var rows []Row
	for i := range 500 {
		rows = append(rows, Row{"a.docx", office(uint64(i), 1)})
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := Workbook(io.Discard, rows); err != nil {
			b.Fatal(err)
		}
	}
}

// A figure in another unit than its column's is never added: the sum of its cell stays blank, and the report is named.
func TestOtherUnit(t *testing.T) {
	fees := func(c report.Cell) *report.Report {
		r := &report.Report{Format: "2021", Tables: map[string]report.Table{"disclosure": {}}}
		r.Tables["disclosure"].Set("fees", "amount", c)
		r.Tables["disclosure"].Set("licensing", "decisions", report.Count(3))
		return r
	}
	half, _ := report.ParseDecimal("12.5")
	for _, c := range []struct {
		name string
		cell report.Cell
		want string // sum of 12.5 and the cell
		kind Kind
	}{
		{"in its unit", report.Annotated(half, "12.5万元"), "25", ""},
		{"in another", report.Annotated(report.Int(125000), "125000元"), "", OtherUnit},
		{"in another, as it is read from a file", report.Text("125000元"), "", OtherUnit},
		{"of another kind", report.Annotated(report.Int(3), "3件"), "", OtherUnit},
		{"converted already", report.Annotated(half, "125000元"), "25", ""},
		{"words", report.Text("见附件"), "12.5", NotANumber},
	} {
		a := New(Options{})
		a.Add("a.json", fees(report.Number(half)), nil)
		a.Add("b.json", fees(c.cell), nil)
		res := a.Result()
		if got := res.Report.Tables["disclosure"].Get("fees", "amount").String(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if got := res.Report.Tables["disclosure"].Get("licensing", "decisions").String(); got != "6" {
			t.Errorf("%s: other cells come to %s", c.name, got)
		}
		named := slices.ContainsFunc(res.Gaps, func(g Gap) bool {
			return g.File == "b.json" && g.Kind == OtherUnit && slices.Equal(g.Cells, []report.Key{{Row: "fees", Col: "amount"}})
		})
		if named != (c.kind == OtherUnit) || res.Diagnostics().Has("sum-other-unit") != named {
			t.Errorf("%s: %v", c.name, res.Gaps)
		}
	}
}

// Where the form leaves the unit open, the first report's holds for the sum.
func TestOpenUnit(t *testing.T) {
	add := func(cells ...string) string {
		a := New(Options{})
		for _, text := range cells {
			c, _ := report.ParseCell(text)
			r := &report.Report{Format: "2019", Tables: map[string]report.Table{"disclosure": {}}}
			r.Tables["disclosure"].Set("procurement", "amount", c)
			a.Add(text, r, nil)
		}
		return a.Result().Report.Tables["disclosure"].Get("procurement", "amount").String()
	}
	if got := add("251000元", "1000元"); got != "252000" {
		t.Errorf("yuan and yuan: %q", got)
	}
	for _, cells := range [][]string{{"251000元", "12.5万元"}, {"12.5", "251000元"}, {"251000元", "3件"}} {
		if got := add(cells...); got != "" {
			t.Errorf("%v come to %q", cells, got)
		}
	}
}
