package pdfread

import (
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/pagetest"
	"nianbao/converter/internal/pdf"
)

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
	return printed(t, pagetest.Composed(t, pagetest.Report(t)), profile, pagetest.Data(t))
}

func printed(t testing.TB, doc *document.Document, profile pdf.Profile, data []byte) []byte {
	t.Helper()
	pages := pagetest.Laid(t, doc)
	out, err := pdf.Write(pages, pdf.Info{Profile: profile, Attachments: []pdf.Attachment{{Name: pdf.ReportName, MIME: "application/json", Data: data}}})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
