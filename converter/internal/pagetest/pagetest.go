// Package pagetest makes the pages that tests of the page formats write: from a report by package compose and layout, in the
// house style, with the embedded fonts.
package pagetest

import (
	"os"
	"testing"

	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

// Data is the report of an invented office that the whole project tests with, as JSON. The calling package stands three
// folders below the repository's root.
func Data(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("../../../testdata/tabs/report.json")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Report is that report.
func Report(t testing.TB) *report.Report {
	t.Helper()
	r, list := contract.Decode(Data(t), edition.OfficialForms().Vocabulary())
	if r == nil {
		t.Fatal(list)
	}
	return r
}

// Composed returns a report in its official form, its lines settled as in every file for paper.
func Composed(t testing.TB, r *report.Report) *document.Document {
	t.Helper()
	doc, list := compose.Document(r, edition.OfficialForms().Of(r.Format), style.Default())
	if doc == nil {
		t.Fatalf("not composed: %v", list)
	}
	settled, err := layout.Settle(t.Context(), doc, style.Default(), sfnt.Embedded(), layout.Options{Limits: limit.Default()})
	if err != nil {
		t.Fatal(err)
	}
	return settled
}

// Laid returns the pages of a document.
func Laid(t testing.TB, doc *document.Document) *layout.Pages {
	t.Helper()
	pages, list, err := layout.Lay(t.Context(), doc, style.Default(), sfnt.Embedded(), layout.Options{Limits: limit.Default()})
	if err != nil || pages == nil {
		t.Fatalf("not laid out: %v %v", err, list)
	}
	return pages
}
