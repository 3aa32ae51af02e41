package converter_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/internal/reporttest"
	"nianbao/converter/report"
	"nianbao/converter/sum"
)

// workbook writes reports as package sum does.
func workbook(t testing.TB, reports ...*report.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	var rows []sum.Row
	for _, r := range reports {
		rows = append(rows, sum.Row{File: "a.docx", Report: r})
	}
	if err := sum.Workbook(&b, rows); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The sheet that sums write comes back: every figure, the organ and the year, in every edition.
func TestWorkbookComesBack(t *testing.T) {
	c := newConverter(t)
	var reports []*report.Report
	for i := range 40 {
		r := reporttest.Random(rand.New(rand.NewPCG(uint64(i), 7)))
		r.Organization = strings.TrimSpace(r.Organization)
		reports = append(reports, r)
	}
	reports = slices.DeleteFunc(reports, func(r *report.Report) bool { return len(r.Organization) == 0 })
	readings, err := c.ReadAll(t.Context(), converter.Input{Data: workbook(t, reports...)})
	if err != nil {
		t.Fatal(err)
	}
	if len(readings) != len(reports) {
		t.Fatalf("%d of %d", len(readings), len(reports))
	}
	cells := 0
	for i, want := range reports {
		got := readings[i].Report
		if got.Organization != want.Organization || got.Year != want.Year || readings[i].Number != i+1 || readings[i].Source != converter.XLSX {
			t.Errorf("%d: %s %d", i, got.Organization, got.Year)
		}
		for table, all := range want.Tables {
			for key, cell := range all {
				cells++
				have := got.Tables[table][key]
				a, _ := cell.Number()
				b, _ := have.Number()
				if !a.Equal(b) || cell.Remark() != have.Remark() { // 12.50 is 12.5 in a sheet
					t.Errorf("%d: %s.%s.%s is %s, want %s", i, table, key.Row, key.Col, have, cell)
				}
			}
			if len(all) != len(got.Tables[table]) {
				t.Errorf("%d: %s has %d cells, want %d", i, table, len(got.Tables[table]), len(all))
			}
		}
	}
	if cells < 1000 {
		t.Errorf("only %d cells", cells)
	}
}

// One report is one report; several are refused by name where one is wanted, with how many there are.
func TestWorkbookOfSeveral(t *testing.T) {
	c := newConverter(t)
	one := &report.Report{Format: "2021", Organization: "甲局", Year: 2023, Tables: map[string]report.Table{"requests": {{Row: "new", Col: "total"}: report.Number(report.Int(12))}}}
	other := &report.Report{Format: "2021", Organization: "乙局", Year: 2023, Tables: map[string]report.Table{"requests": {{Row: "new", Col: "total"}: report.Number(report.Int(13))}}}
	got, err := c.Read(t.Context(), converter.Input{Data: workbook(t, one)})
	if err != nil || !report.Equal(got.Report, one) || got.Number != 0 {
		t.Fatalf("%+v %v", got, err)
	}
	_, err = c.Read(t.Context(), converter.Input{Data: workbook(t, one, other)})
	refusal, ok := errors.AsType[*converter.Refusal](err)
	if !ok || !refusal.Diagnostics.Has("sheet-several") || !strings.Contains(refusal.Error(), "2") {
		t.Error(err)
	}
	if _, err := c.Read(t.Context(), converter.Input{Data: workbook(t)}); err == nil {
		t.Error("a sheet without reports was read")
	}
}
