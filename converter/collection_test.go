package converter_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/write"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/webpage"
	"nianbao/converter/report"
)

// townships is how many reports a county collects in one file.
const townships = 50

// A collection comes out as the reports that went into it, whatever the file.
func TestCollection(t *testing.T) {
	var wants []*report.Report
	joined := &document.Document{}
	for i := range townships {
		r := township(i)
		doc, found := compose.Document(r, edition.Official(), style.Default())
		if doc == nil {
			t.Fatal(found)
		}
		wants = append(wants, r)
		joined.Blocks = append(joined.Blocks, doc.Blocks...)
		if i == 0 {
			joined.Meta = doc.Meta // somebody pasted the others into the first
		}
	}
	foreign := &document.Document{Blocks: joined.Blocks}
	word, err := write.NewWriter(style.Default())
	if err != nil {
		t.Fatal(err)
	}
	for _, form := range []struct {
		name string
		data func() ([]byte, error)
	}{
		{"own.docx", func() ([]byte, error) { return word.Write(t.Context(), joined) }},
		{"foreign.docx", func() ([]byte, error) { return word.Write(t.Context(), foreign) }},
		{"own.html", func() ([]byte, error) { return webpage.Write(joined, style.Default(), false), nil }},
		{"foreign.html", func() ([]byte, error) { return webpage.Write(foreign, style.Default(), false), nil }},
		{"tabs.txt", func() ([]byte, error) { return []byte(printed(foreign)), nil }},
	} {
		t.Run(form.name, func(t *testing.T) {
			t.Parallel()
			data, err := form.data()
			if err != nil {
				t.Fatal(err)
			}
			all, err := newConverter(t).ReadAll(t.Context(), converter.Input{Name: form.name, Data: data})
			if err != nil {
				t.Fatal(err)
			}
			compareAll(t, all, wants)
		})
	}
}

func compareAll(t *testing.T, all []*converter.Reading, wants []*report.Report) {
	t.Helper()
	if len(all) != len(wants) {
		t.Fatalf("%d reports, want %d", len(all), len(wants))
	}
	v := edition.Official().Vocabulary()
	for i, got := range all {
		if got.Number != i+1 {
			t.Errorf("report %d has number %d", i+1, got.Number)
		}
		if len(got.Diagnostics) > 0 {
			t.Errorf("report %d: %v", i+1, got.Diagnostics)
		}
		if !report.Equal(got.Report, wants[i]) {
			t.Fatalf("report %d is\n%s\nwant\n%s", i+1, contract.AppendJSON(nil, got.Report, v), contract.AppendJSON(nil, wants[i], v))
		}
	}
}

// township makes up the report of one township.
func township(n int) *report.Report {
	rng := rand.New(rand.NewPCG(uint64(n), 10))
	first, second := []rune("青白石柳云梅松竹清长"), []string{"溪", "塘", "桥", "岭", "河"}
	organ := string(first[n%10]) + second[n/10%5] + "镇人民政府"
	r := &report.Report{Format: "2021", Organization: organ, Year: 2023, Title: organ + "2023年政府信息公开工作年度报告", Signature: organ, Date: "2024-01-15",
		Prose: map[string][]string{
			"introduction":  {fmt.Sprintf("根据《中华人民共和国政府信息公开条例》，现公布%s2023年度报告，数据统计期限自2023年1月1日起至12月31日止。", organ)},
			"overview":      {fmt.Sprintf("（一）主动公开。全年公开各类信息%d条。", rng.IntN(1000)), fmt.Sprintf("（二）依申请公开。全年答复申请%d件，均在期限之内。", rng.IntN(100))},
			"problems":      {fmt.Sprintf("一是解读材料只有%d篇，形式单一。", rng.IntN(50)), "二是培训不足。下一步将加以改进。"},
			"other_matters": {fmt.Sprintf("本年度未收取信息处理费，《%s2023年政府信息公开工作年度报告》在政府网站公布。", organ)},
		},
		Tables: map[string]report.Table{}}
	v := edition.Official().Vocabulary()
	for key, grids := range v.Tables {
		table := report.Table{}
		for _, grid := range grids {
			if grid.Format != r.Format {
				continue
			}
			for _, k := range grid.Keys {
				table.Set(k.Row, k.Col, report.Count(rng.IntN(400)))
			}
		}
		r.Tables[key] = table
	}
	return r
}

// printed writes a document as somebody who copies it into a text: a line a paragraph, a row of a table a line of tabs.
func printed(doc *document.Document) string {
	var b strings.Builder
	for _, block := range doc.Blocks {
		switch block := block.(type) {
		case *document.Paragraph:
			b.WriteString(block.Text() + "\n")
		case *document.Table:
			row := 0
			for i, c := range block.Cells {
				switch {
				case c.Row != row:
					b.WriteString("\n")
				case i > 0:
					b.WriteString("\t")
				}
				row = c.Row
				b.WriteString(strings.ReplaceAll(c.Text(), "\n", ""))
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

// Where one report is wanted, several are refused, each with its place.
func TestReadRefusesCollection(t *testing.T) {
	text := printedReports(t, 3)
	_, err := newConverter(t).Read(t.Context(), converter.Input{Name: "all.txt", Data: []byte(text)})
	refusal, ok := errors.AsType[*converter.Refusal](err)
	if !ok || refusal.Reason != converter.Invalid || !refusal.Diagnostics.Has("several-reports") {
		t.Fatal(err)
	}
	lines := strings.Split(text, "\n")
	begins := 0
	for _, d := range refusal.Diagnostics {
		if d.Code == "report-begins" {
			if want := township(begins).Organization; !strings.HasPrefix(lines[d.Place.Line-1], want) {
				t.Errorf("%v: line %d is %q", d, d.Place.Line, lines[d.Place.Line-1])
			}
			begins++
		}
	}
	if begins != 3 {
		t.Errorf("%d places, want 3", begins)
	}
}

// Places in a collection are those of the file.
func TestPlacesInCollection(t *testing.T) {
	text := printedReports(t, 2)
	all, err := newConverter(t).ReadAll(t.Context(), converter.Input{Data: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(text, "\n")
	for _, reading := range all {
		for key, origin := range reading.Evidence.Cells["disputes"] {
			if want := reading.Report.Tables["disputes"][key].String(); !strings.Contains(lines[origin.Line-1], want) {
				t.Errorf("%v: line %d is %q, which does not hold %q", key, origin.Line, lines[origin.Line-1], want)
			}
		}
	}
}

func printedReports(t *testing.T, n int) string {
	t.Helper()
	var b strings.Builder
	for i := range n {
		doc, found := compose.Document(township(i), edition.Official(), style.Default())
		if doc == nil {
			t.Fatal(found)
		}
		b.WriteString(printed(doc))
	}
	return b.String()
}

// The reports of a collection that can be written are, whatever becomes of the others.
func TestConvertAll(t *testing.T) {
	text := printedReports(t, 2)
	text = strings.Replace(text, "一、总体情况\n", "", 1) // a warning for the first
	made, err := newConverter(t).ConvertAll(t.Context(), converter.Input{Data: []byte(text)}, converter.Target{Format: converter.JSON, Strict: true})
	if err == nil || len(made) != 1 || made[0].Number != 2 {
		t.Errorf("%d conversions, %v", len(made), err)
	}
}
