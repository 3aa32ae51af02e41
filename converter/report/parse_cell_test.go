package report_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"nianbao/converter/internal/reporttest"
	"nianbao/converter/report"
)

func TestParseCell(t *testing.T) {
	number := func(s string) report.Decimal {
		d, err := report.ParseDecimal(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for text, want := range map[string]report.Cell{
		"": report.Blank, " \u3000": report.Blank, "0": report.Count(0), " 12 ": report.Count(12), "１２": report.Count(12), "12.50": report.Number(number("12.50")),
		"1,234": report.Count(1234), "-3": report.Count(-3), "－3": report.Count(-3), "减少3": report.Annotated(report.Int(-3), "减少3"),
		"+3": report.Annotated(report.Int(3), "+3"), "12件": report.Annotated(report.Int(12), "12件"), "22（其中修订16件）": report.Annotated(report.Int(22), "22（其中修订16件）"),
		"12.5万元": report.Annotated(number("12.5"), "12.5万元"), "/": report.Text("/"), "—": report.Text("—"), "不适用": report.Text("不适用"),
		"见附件": report.Text("见附件"), "约二十": report.Text("约二十"), "007": report.Text("007"), "1,23": report.Text("1,23"), "12.": report.Text("12."),
		"3 4\n": report.Count(34), "12个月": report.Text("12个月"), "1.2.3": report.Text("1.2.3"), "1234567890123456789": report.Text("1234567890123456789"),
	} {
		if got, _ := report.ParseCell(text); got != want {
			t.Errorf("%q reads as %q, want %q", text, got, want)
		}
	}
}

// What a cell prints reads as the cell, for every cell that printed files can hold.
func TestPrintedCellsSayTheirValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, cells := range reporttest.Generate(t).Tables {
			for k, c := range cells {
				if got, _ := report.ParseCell(c.String()); !c.Says() || got != c {
					t.Fatalf("%v prints %q, which reads as %q", k, c, got)
				}
			}
		}
	})
}

func ExampleCell_Says() {
	for _, c := range []report.Cell{report.Count(3), report.Annotated(report.Int(3), "3件"), report.Annotated(report.Int(3), "4件"), report.Text("12件"), report.Text("/")} {
		fmt.Println(c, c.Says())
	}
	// Output:
	// 3 true
	// 3件 true
	// 4件 false
	// 12件 false
	// / true
}
