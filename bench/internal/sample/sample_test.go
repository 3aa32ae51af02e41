package sample

import (
	"bytes"
	"strings"
	"testing"

	"nianbao/converter"
)

// A report of which something is lost on the way to the data is refused: sides would not be given the same work.
func TestLossIsRefused(t *testing.T) {
	c, err := converter.New(converter.Options{})
	if err != nil {
		t.Fatal(err)
	}
	w, err := NewWriter(c)
	if err != nil {
		t.Fatal(err)
	}
	for i := range w.form.Tables[0].Rows {
		if cell := &w.form.Tables[0].Rows[i][0]; cell.Text == "行政许可" {
			cell.Text = "甲乙丙"
		}
	}
	if _, err := Make(t.Context(), c, w, 1); err == nil || !strings.Contains(err.Error(), "not read whole") {
		t.Errorf("a row that no form has: %v", err)
	}
}

// Each report comes back from its text, from its JSON and from its Word file as the same report, adds up, and differs from the others.
func TestReportsAreWhole(t *testing.T) {
	c, err := converter.New(converter.Options{})
	if err != nil {
		t.Fatal(err)
	}
	w, err := NewWriter(c)
	if err != nil {
		t.Fatal(err)
	}
	reports, err := Make(t.Context(), c, w, 12)
	if err != nil {
		t.Fatal(err)
	}
	organs := map[string]bool{}
	for i, r := range reports {
		checked, err := c.Check(t.Context(), converter.Input{Name: "report.docx", Data: r.Word}, converter.Against{})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range checked.Result.Findings {
			t.Errorf("report %d: %v", i, f)
		}
		out, err := c.Write(t.Context(), checked.Report, converter.Target{Format: converter.JSON})
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(out.Data, r.JSON) {
			t.Errorf("report %d does not come back from its Word file", i)
		}
		organs[checked.Report.Organization] = true
	}
	if len(organs) != len(reports) {
		t.Errorf("%d reports of %d organs", len(reports), len(organs))
	}
	if again := w.Text(7); !bytes.Equal(again, reports[7].Text) || bytes.Equal(w.Text(8), again) {
		t.Error("the text of a report depends on more than its number, or on less")
	}
}
