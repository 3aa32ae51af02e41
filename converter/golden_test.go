package converter_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/report"
)

// go test ./converter -run Golden -update rewrites the golden files; read the difference before you commit it.
var update = flag.Bool("update", false, "rewrite the golden files of testdata")

// TestGolden converts the input of every folder of testdata and compares what comes out with the files beside it:
//
//	input.*          the report, of whatever format
//	report.json      the report as data
//	document.xml     word/document.xml of the Word file
//	diagnostics.txt  what there is to look at; no file where there is nothing
//	saved.*          the Word file as an office suite saved it in another format (see saved_test.go)
//
// A report that is to be refused has diagnostics.txt alone.
func TestGolden(t *testing.T) {
	inputs, err := filepath.Glob("../testdata/*/input.*")
	if err != nil || len(inputs) == 0 {
		t.Fatalf("no cases in testdata: %v", err)
	}
	c := newConverter(t)
	for _, path := range inputs {
		folder := filepath.Dir(path)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			in := converter.Input{Name: filepath.Base(path), Data: data}
			got := map[string][]byte{"report.json": nil, "document.xml": nil}
			word, err := c.Convert(t.Context(), in, converter.Target{Format: converter.DOCX})
			if err != nil {
				got["diagnostics.txt"] = lines(diagnosticsOf(t, err))
			} else {
				got["report.json"] = contract.AppendJSON(nil, word.Report, converter.VocabularyOf(c))
				got["document.xml"] = indentTags(part(t, word.Data, "word/document.xml"))
				got["diagnostics.txt"] = lines(word.Diagnostics)
				readBack(t, c, word.Report)
			}
			for name, content := range got {
				compare(t, filepath.Join(folder, name), content)
			}
		})
	}
}

// readBack holds the readers and writers to their promise: what is written reads as the same report.
func readBack(t *testing.T, c *converter.Converter, want *report.Report) {
	t.Helper()
	for _, format := range converter.Writable() {
		if !slices.Contains(converter.Readable(), format) {
			continue
		}
		out, err := c.Write(t.Context(), want, converter.Target{Format: format})
		others := slices.Contains([]converter.Format{converter.Filing, converter.AnnualStruct, converter.TableSchemaV2}, format)
		if refusal, ok := errors.AsType[*converter.Refusal](err); ok && others && refusal.Diagnostics.Has("names-cell") {
			continue // figures of an edition that it has no names for
		}
		if err != nil {
			t.Fatal(err)
		}
		reading, err := c.Read(t.Context(), converter.Input{Data: out.Data})
		if err != nil {
			t.Fatalf("%s: %v", format, err)
		}
		got := reading.Report
		if others && reading.Source == format { // it has a place for tables, and may have one for sections: what it has none for is named
			for section, paragraphs := range want.Prose {
				if !slices.Equal(paragraphs, got.Prose[section]) && !out.Diagnostics.Has("names-lost") {
					t.Errorf("%s lost %s and does not say so", format, section)
				}
			}
			for table, cells := range want.Tables {
				for key, cell := range cells {
					a, _ := cell.Number()
					if b, _ := got.Tables[table][key].Number(); !a.Equal(b) {
						t.Errorf("%s reads back %s.%v as %s, not %s", format, table, key, got.Tables[table][key], cell)
					}
				}
			}
			continue
		}
		if reading.Source != format || !report.Equal(want, got) {
			t.Errorf("%s does not read back as the same report, but as %s:\n%s", format, reading.Source, contract.AppendJSON(nil, got, converter.VocabularyOf(c)))
		}
	}
}

func compare(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if len(got) == 0 {
			os.Remove(path)
		} else if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	if bytes.Equal(got, want) {
		return
	}
	gotLines, wantLines := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(gotLines), len(wantLines)) {
		g, w := at(gotLines, i), at(wantLines, i)
		if g != w {
			t.Errorf("%s:%d:\n got %s\nwant %s\n(-update rewrites the file)", path, i+1, g, w)
			return
		}
	}
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return "(end)"
}

func lines(found diag.List) []byte {
	var b bytes.Buffer
	for _, d := range found {
		b.WriteString(d.Line(diag.English) + "\n")
	}
	return b.Bytes()
}

// part returns a part of a package.
func part(t *testing.T, data []byte, name string) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := archive.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	content, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// indentTags puts every paragraph, row and table on a line of its own, so that differences can be read.
func indentTags(xml []byte) []byte {
	return []byte(strings.NewReplacer("<w:p>", "\n<w:p>", "<w:tr>", "\n<w:tr>", "<w:tbl>", "\n<w:tbl>", "<w:tc>", "\n<w:tc>",
		"<w:sectPr>", "\n<w:sectPr>").Replace(string(xml)) + "\n")
}
