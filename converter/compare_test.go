package converter_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/match"
	"nianbao/converter/report"
)

func ExampleConverter_Compare() {
	c, err := converter.New(converter.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	last := &report.Report{Format: "2021", Year: 2022, Tables: map[string]report.Table{"requests": {
		{Row: "new", Col: "total"}: report.Count(8), {Row: "carried_forward", Col: "total"}: report.Count(2)}}}
	made, err := c.Compare(context.Background(), converter.Input{Name: "report.json",
		Data: []byte(`{"format": "2021", "year": 2023, "requests": {"new": {"total": 11}, "carried_over": {"total": 1}}}`)},
		converter.Against{Previous: last})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, cell := range made.Tables[0].Cells {
		if cell.Change != "" {
			fmt.Println(cell.Key.Row, cell.Key.Col, cell.Last, cell.This, cell.Change, cell.Percent+"%")
		}
	}
	for _, f := range made.Result.Findings {
		fmt.Println(f.Message(diag.Chinese))
	}
	// Output:
	// new total 8 11 3 37.5%
	// “总计”列：上一年度报告“结转下年度继续办理”为2，本年度“上年结转”为1，相差1
}

// TestCompareFigures: changes are exact and percentages rounded; what is no number has none.
func TestCompareFigures(t *testing.T) {
	c := newConverter(t)
	for _, test := range []struct{ last, this, want string }{
		{"8", "11", `"this":11,"last":8,"change":3,"percent":37.5`},
		{"3", "2", `"this":2,"last":3,"change":-1,"percent":-33.3`},
		{"0", "2", `"this":2,"last":0,"change":2,"percent":null`},
		{"5", "5", `"this":5,"last":5,"change":0,"percent":0.0`},
		{"100000", "99999", `"this":99999,"last":100000,"change":-1,"percent":0.0`},
		{"-4", "-2", `"this":-2,"last":-4,"change":2,"percent":50.0`},
		{"0.30", "0.1", `"this":0.1,"last":0.30,"change":-0.2,"percent":-66.7`},
		{"800", "801", `"this":801,"last":800,"change":1,"percent":0.1`},
		{"999999999999999999", "-999999999999999999", `"this":-999999999999999999,"last":999999999999999999,"change":-1999999999999999998,"percent":-200.0`},
		{"null", "2", `"this":2,"last":null,"change":null,"percent":null`},
		{"2", "null", `"this":null,"last":2,"change":null,"percent":null`},
		{`"/"`, "2", `"this":2,"last":"/","change":null,"percent":null`},
		{`{"value": 4, "text": "4（其中修订1件）"}`, "6", `"this":6,"last":4,"change":2,"percent":50.0`},
	} {
		report := func(year int, figure string) []byte {
			return fmt.Appendf(nil, `{"format": "2021", "year": %d, "disclosure": {"fees": {"amount": %s}}}`, year, figure)
		}
		last, err := c.Read(t.Context(), converter.Input{Data: report(2022, test.last)})
		if err != nil {
			t.Fatal(err)
		}
		made, err := c.Compare(t.Context(), converter.Input{Data: report(2023, test.this)}, converter.Against{Previous: last.Report})
		if err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(made)
		if err != nil || !strings.Contains(string(data), `{"pointer":"/disclosure/fees/amount",`+test.want+`,"state":`) {
			t.Errorf("%s and %s: %v, want %s in %.2000s", test.last, test.this, err, test.want, data)
		}
	}
}

// TestCompareWithAnother: a report that is not that of the year before is not compared with, and the result says so.
func TestCompareWithAnother(t *testing.T) {
	c := newConverter(t)
	other := match.NewPrevious([]match.File{{Name: "old.json", Report: &report.Report{Format: "2021", Organization: "乙局", Year: 2022}}}, match.Names{})
	made, err := c.Compare(t.Context(), converter.Input{Data: []byte(`{"format": "2021", "organization": "甲局", "year": 2023, "disputes": {"review": {"upheld": 9, "corrected": 0, "other": 0, "pending": 1, "total": 2}}}`)},
		converter.Against{PreviousOf: other.Of})
	if err != nil {
		t.Fatal(err)
	}
	if made.Previous != nil || len(made.Tables) != 1 || len(made.Result.Findings) != 1 || made.Result.Findings[0].Code != "previous-other-organization" {
		t.Errorf("%v %v", made.Previous, made.Result.Findings)
	}
	for _, cell := range made.Tables[0].Cells {
		if cell.Change != "" || !cell.Last.IsBlank() {
			t.Errorf("compared: %+v", cell)
		}
	}
	if _, err := c.Compare(t.Context(), converter.Input{Data: []byte("床前明月光")}, converter.Against{}); err == nil || !diagnosticsOf(t, err).Has("not-a-report") {
		t.Errorf("%v", err)
	}
}

func ExampleConverter_WriteComparison() {
	c, err := converter.New(converter.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	last := &report.Report{Format: "2021", Organization: "甲局", Year: 2022, Prose: map[string][]string{"overview": {"全年公开信息8条，举办培训2次。"}}}
	made, err := c.Compare(context.Background(), converter.Input{Name: "report.json",
		Data: []byte(`{"format": "2021", "organization": "甲局", "year": 2023, "overview": ["全年公开信息11条，举办培训2次。"]}`)}, converter.Against{Previous: last})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range made.Paragraphs {
		for _, run := range p.Runs {
			fmt.Println(run.Op, run.Text)
		}
	}
	out, err := c.WriteComparison(context.Background(), made, converter.Text, diag.Chinese)
	fmt.Println(strings.Contains(string(out.Data), "{+11+}"), err)
	// Output:
	// equal 全年公开信息
	// delete 8
	// insert 11
	// equal 条，举办培训2次。
	// true <nil>
}

func ExampleConverter_NewAlikeFinder() {
	c, err := converter.New(converter.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	spool, err := os.CreateTemp("", "alike-")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.Remove(spool.Name())
	defer spool.Close()
	const own = "组织各村干部学习公开制度，把公示栏搬到集市旁边，逢集安排专人讲解补贴政策，老人听得懂、记得住。" +
		"针对年轻人常在外务工的情况，建立了微信群，每周三晚上推送用工、医保和户籍办理的消息。" +
		"对群众来信逐封登记，能当场答复的当场答复，不能答复的在五个工作日内由分管领导回电说明办理进度。" +
		"年底请村民代表给公开工作打分，意见集中在工程款支付明细不够细，已经列入下年整改清单。"
	finder := c.NewAlikeFinder(spool)
	for i, organ := range []string{"甲镇人民政府", "乙镇人民政府"} {
		r := &report.Report{Format: "2021", Organization: organ, Year: 2023, Prose: map[string][]string{"overview": {fmt.Sprint(organ, own, "推送", 12+i, "条。")}}}
		if err := finder.Add(context.Background(), fmt.Sprint(i, ".json"), r); err != nil {
			fmt.Println(err)
			return
		}
	}
	found, err := finder.Result(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range found.Pairs {
		fmt.Println(found.Reports[p.A].Organization, found.Reports[p.B].Organization, p.Percent)
	}
	// Output:
	// 甲镇人民政府 乙镇人民政府 100
}

// TestWriteComparison: each form is one that its readers take, the same twice, and what is no form of it is refused.
func TestWriteComparison(t *testing.T) {
	c := newConverter(t)
	last := &report.Report{Format: "2021", Organization: "甲局", Year: 2022, Prose: map[string][]string{"overview": {strings.Repeat("全年公开信息8条。", 400)}}}
	in := converter.Input{Data: []byte(`{"format": "2021", "organization": "甲局", "year": 2023, "overview": ["` + strings.Repeat("全年公开信息11条。", 400) + `"], "requests": {"new": {"total": 3}}}`)}
	for _, to := range []converter.Format{converter.Text, converter.JSON, converter.HTML, converter.DOCX, converter.PDF, converter.XLSX} {
		var outputs [2][]byte
		for i := range outputs {
			made, err := c.Compare(t.Context(), in, converter.Against{Previous: last})
			if err != nil {
				t.Fatal(err)
			}
			out, err := c.WriteComparison(t.Context(), made, to, diag.English)
			if err != nil || len(out.Data) == 0 || len(out.Diagnostics) > 0 {
				t.Fatalf("%s: %v %v", to, err, out)
			}
			outputs[i] = out.Data
		}
		if !bytes.Equal(outputs[0], outputs[1]) {
			t.Errorf("%s: other bytes", to)
		}
	}
	made, err := c.Compare(t.Context(), in, converter.Against{Previous: last})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.WriteComparison(t.Context(), made, converter.OFD, diag.English); err == nil || !diagnosticsOf(t, err).Has("compare-format") {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, to := range []converter.Format{converter.DOCX, converter.PDF} {
		if _, err := c.WriteComparison(ctx, made, to, diag.English); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", to, err)
		}
	}
}
