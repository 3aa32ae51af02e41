package converter_test

import (
	"context"
	"encoding/json"
	"fmt"
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
