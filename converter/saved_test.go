package converter_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/internal/contract"
	"nianbao/converter/report"
)

// saved returns the files that LibreOffice 7.4 made of our Word file of a report, by their format, with that report.
func saved(t testing.TB) (files map[converter.Format][]byte, want *report.Report) {
	t.Helper()
	names, err := filepath.Glob("../testdata/tail/saved.*")
	if err != nil || len(names) == 0 {
		t.Fatalf("no files: %v", err)
	}
	files = map[converter.Format][]byte{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[converter.Format(strings.TrimPrefix(filepath.Ext(name), "."))] = data
	}
	data, err := os.ReadFile("../testdata/tail/report.json")
	if err != nil {
		t.Fatal(err)
	}
	reading, err := newConverter(t).Read(t.Context(), converter.Input{Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return files, reading.Report
}

// A report that an office suite saved in one of Word's relatives is the same report.
func TestSavedByAnOffice(t *testing.T) {
	files, want := saved(t)
	c := newConverter(t)
	for format, data := range files {
		got, err := c.Read(t.Context(), converter.Input{Data: data})
		if err != nil {
			t.Fatalf("%s: %v", format, err)
		}
		if got.Source != format || !report.Equal(got.Report, want) {
			t.Errorf("%s was read as %s:\n%s", format, got.Source, contract.AppendJSON(nil, got.Report, converter.VocabularyOf(c)))
		}
	}
}

// BenchmarkReadSaved is such a file to a report, warm, on one core.
func BenchmarkReadSaved(b *testing.B) {
	files, _ := saved(b)
	c := newConverter(b)
	for _, format := range []converter.Format{converter.Doc, converter.RTF, converter.ODT} {
		b.Run(string(format), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(files[format])))
			for b.Loop() {
				if _, err := c.Read(b.Context(), converter.Input{Data: files[format]}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
