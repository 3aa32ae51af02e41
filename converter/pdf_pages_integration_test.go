//go:build integration

package converter_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/report"
)

// printers are programs that make a PDF of a report, from the file that we write in a format. OUT is the folder, IN the file.
var printers = map[string]struct {
	format  converter.Format
	command string
}{
	"LibreOffice":         {converter.DOCX, "soffice -env:UserInstallation=file://OUT/profile --headless --convert-to pdf --outdir OUT IN"},
	"LibreOffice, tagged": {converter.DOCX, `soffice -env:UserInstallation=file://OUT/profile --headless --convert-to pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}} --outdir OUT IN`},
	"Chromium":            {converter.HTML, "chromium --headless --no-sandbox --disable-gpu --user-data-dir=OUT/profile --print-to-pdf=OUT/a.pdf file://IN"},
	"poppler":             {converter.PDF, "pdftocairo -pdf IN OUT/a.pdf"},
	"qpdf, encrypted":     {converter.PDF, "qpdf --encrypt '' secret 256 -- IN OUT/a.pdf"},
	"qpdf, turned":        {converter.PDF, "qpdf --rotate=+90 IN OUT/a.pdf"},
	"qpdf, packed":        {converter.PDF, "qpdf --object-streams=generate --linearize IN OUT/a.pdf"},
	"mutool":              {converter.PDF, "mutool clean -gggg -s -z IN OUT/a.pdf"},
	"ourselves":           {converter.PDF, "cp IN OUT/a.pdf"},
}

// TestPrintedPages: reports that other programs print are read from the pages: every figure in its cell, and no other.
func TestPrintedPages(t *testing.T) {
	const reports = 4
	c := newConverter(t)
	for program, p := range printers {
		t.Run(program, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(15, 1))
			for n := range reports {
				r := filled(t, c, rng)
				out, err := c.Write(t.Context(), r, converter.Target{Format: p.format, NoAttachment: true})
				if err != nil {
					t.Fatal(err)
				}
				folder := t.TempDir()
				in := filepath.Join(folder, "a."+string(p.format))
				if p.format == converter.PDF {
					in = filepath.Join(folder, "in.pdf")
				}
				if err := os.WriteFile(in, out.Data, 0o600); err != nil {
					t.Fatal(err)
				}
				words := strings.Fields(strings.NewReplacer("OUT", folder, "IN", in, "''", "EMPTY").Replace(p.command))
				for i := range words {
					words[i] = strings.TrimPrefix(words[i], "EMPTY")
				}
				run(t, words[0], words[1:]...)
				data, err := os.ReadFile(filepath.Join(folder, "a.pdf"))
				if err != nil {
					t.Fatal(err)
				}
				back, err := c.Read(t.Context(), converter.Input{Data: data})
				if err != nil {
					t.Errorf("report %d: %v", n, err)
					continue
				}
				if back.Diagnostics[0].Code != diag.Code("pdf-pages-read") {
					t.Errorf("report %d was not read from its pages: %v", n, back.Diagnostics)
				}
				for _, difference := range figuresApart(r, back.Report) {
					t.Errorf("report %d: %s", n, difference)
				}
			}
		})
	}
}

// filled is a report of several pages with a figure in each cell, half of them 0 as in most reports.
func filled(t *testing.T, c *converter.Converter, rng *rand.Rand) *report.Report {
	t.Helper()
	data, err := os.ReadFile("../testdata/tabs/report.json")
	if err != nil {
		t.Fatal(err)
	}
	back, err := c.Read(t.Context(), converter.Input{Data: data})
	if err != nil {
		t.Fatal(err)
	}
	r := back.Report
	for _, table := range slices.Sorted(maps.Keys(r.Tables)) {
		cells := r.Tables[table]
		keys := slices.SortedFunc(maps.Keys(cells), func(a, b report.Key) int { return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col)) })
		for _, key := range keys {
			cells[key] = report.Count(rng.IntN(2) * rng.IntN(1_000_000>>rng.IntN(20)))
		}
	}
	for _, section := range slices.Sorted(maps.Keys(r.Prose)) {
		for range rng.IntN(6) { // so that pages break elsewhere
			r.Prose[section] = append(r.Prose[section], strings.Repeat("本年度共办结各类事项，并按期公开。", 1+rng.IntN(9)))
		}
	}
	return r
}

// figuresApart lists the cells that hold another figure in b than in a.
func figuresApart(a, b *report.Report) []string {
	var list []string
	for _, pair := range [][2]*report.Report{{a, b}, {b, a}} {
		for table, cells := range pair[0].Tables {
			for key, cell := range cells {
				if other := pair[1].Tables[table][key]; cell.String() != other.String() {
					list = append(list, fmt.Sprintf("%s.%s.%s: %q, %q", table, key.Row, key.Col, cell, other))
				}
			}
		}
	}
	return list
}
