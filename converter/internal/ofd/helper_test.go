package ofd_test

import (
	"context"
	"os"
	"testing"

	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/ofd"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

func composed(t testing.TB, r *report.Report) *document.Document {
	t.Helper()
	doc, list := compose.Document(r, edition.Official(), style.Default())
	if doc == nil {
		t.Fatalf("not composed: %v", list)
	}
	return doc
}

func laid(t testing.TB, doc *document.Document) *layout.Pages {
	t.Helper()
	pages, list, err := layout.Lay(context.Background(), doc, style.Default(), sfnt.Embedded(), layout.Options{Limits: limit.Default()})
	if err != nil || pages == nil {
		t.Fatalf("not laid out: %v %v", err, list)
	}
	return pages
}

// testdataReport reads the report of an invented office that the whole project tests with.
func testdataReport(t testing.TB) *report.Report {
	t.Helper()
	data, err := os.ReadFile("../../../testdata/tabs/report.json")
	if err != nil {
		t.Fatal(err)
	}
	r, list := report.Decode(data, edition.Official().Vocabulary())
	if r == nil {
		t.Fatal(list)
	}
	return r
}

func write(t testing.TB, pages *layout.Pages, info ofd.Info) []byte {
	t.Helper()
	data, err := ofd.Write(pages, info)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
