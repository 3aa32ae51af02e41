package compose_test

import (
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

// A cell whose printed form says something else than its value is printed as it is, and never without a word.
func TestCellsThatContradictThemselves(t *testing.T) {
	for _, c := range []struct {
		cell  report.Cell
		value string // "" where nothing is to be said
	}{
		{report.Annotated(report.Int(3), "4件"), "3"},
		{report.Annotated(report.Int(22), "约二十"), "22"},
		{report.Annotated(report.Int(12), "007"), "12"},
		{report.Annotated(report.Int(12), "/"), "12"},
		{report.Text("12件"), "null"},
		{report.Text("１２"), "null"},
		{report.Annotated(report.Int(22), "22（其中修订16件）"), ""},
		{report.Annotated(report.Int(-3), "减少3"), ""},
		{report.Text("见附件"), ""},
		{report.Text("/"), ""},
		{report.Count(0), ""},
		{report.Cell{}, ""},
	} {
		cells := report.Table{}
		cells.Set("granted", "total", c.cell)
		r := &report.Report{Format: "2021", Tables: map[string]report.Table{"requests": cells}}
		doc, found := compose.Document(r, edition.Official(), style.Default())
		if doc == nil {
			t.Fatal(found)
		}
		printed := false
		for i := range doc.Blocks[2].(*document.Table).Cells {
			printed = printed || doc.Blocks[2].(*document.Table).Cells[i].Text() == c.cell.String()
		}
		if !printed {
			t.Errorf("%q is not printed", c.cell)
		}
		if c.value == "" {
			if len(found) > 0 {
				t.Errorf("%q: %s", c.cell, found.In(diag.English))
			}
			continue
		}
		if len(found) != 1 || found[0].Code != "compose-cell-text" || found[0].Severity != diag.Warning || found[0].Place.Cell() != "requests.granted.total" {
			t.Errorf("%q: %v", c.cell, found)
			continue
		}
		for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
			for _, word := range []string{c.value, c.cell.String(), "（一）予以公开", "总计"} {
				if text := found[0].Message(lang); !strings.Contains(text, word) {
					t.Errorf("%s does not name %s", text, word)
				}
			}
		}
	}
}
