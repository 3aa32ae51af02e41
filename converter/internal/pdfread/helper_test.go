package pdfread

import (
	"os"
	"testing"

	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pdf"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

// sampleData is the report of an invented office that the whole project tests with, as data.
func sampleData(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("../../../testdata/tabs/report.json")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// tinyFile is a file of one page with one line of text that carries data.
func tinyFile(t testing.TB, data []byte) []byte {
	t.Helper()
	doc := &document.Document{Blocks: []document.Block{&document.Paragraph{Role: document.Title, Runs: []document.Run{{Text: "1"}}}}}
	return printed(t, doc, pdf.Plain, data)
}

// tinyWithoutData is such a file of a profile that carries none.
func tinyWithoutData(t testing.TB) []byte {
	t.Helper()
	doc := &document.Document{Blocks: []document.Block{&document.Paragraph{Role: document.Title, Runs: []document.Run{{Text: "2"}}}}}
	return printed(t, doc, pdf.A2b, nil)
}

// sample is a file of ours that carries that report.
func sample(t testing.TB) []byte { return written(t, pdf.A3aUA1) }

// written is a file of a profile that carries the report.
func written(t testing.TB, profile pdf.Profile) []byte {
	t.Helper()
	data := sampleData(t)
	r, list := report.Decode(data, edition.Official().Vocabulary())
	if r == nil {
		t.Fatal(list)
	}
	doc, list := compose.Document(r, edition.Official(), style.Default())
	if doc == nil {
		t.Fatal(list)
	}
	return printed(t, doc, profile, data)
}

func printed(t testing.TB, doc *document.Document, profile pdf.Profile, data []byte) []byte {
	t.Helper()
	pages, list, err := layout.Lay(t.Context(), doc, style.Default(), sfnt.Embedded(), layout.Options{Limits: limit.Default()})
	if err != nil || pages == nil {
		t.Fatal(err, list)
	}
	out, err := pdf.Write(pages, pdf.Info{Profile: profile, Attachments: []pdf.Attachment{{Name: pdf.ReportName, MIME: "application/json", Data: data}}})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
