//go:build integration

package read

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

// TestLibreOfficeFigures: figures of five to nine digits in every cell stand on one line each, though LibreOffice sets them in
// GWSong, whose digits are wider than half an em; and the requests table stays on one page.
func TestLibreOfficeFigures(t *testing.T) {
	folder := t.TempDir()
	var files []string
	want := 0
	for digits := 5; digits <= 9; digits++ {
		r := &report.Report{Format: "2021", Tables: map[string]report.Table{}}
		want = 0
		for _, key := range []string{"disclosure", "requests", "disputes"} {
			grid, _ := edition.Official().Vocabulary().Grid(key, "2021")
			r.Tables[key] = report.Table{}
			for _, k := range grid.Keys {
				d, _ := report.ParseDecimal(strings.Repeat("8", digits))
				r.Tables[key][k] = report.Number(d)
				want++
			}
		}
		doc, found := compose.Document(r, edition.Official(), style.Default())
		if doc == nil {
			t.Fatal(found)
		}
		files = append(files, save(t, folder, fmt.Sprintf("d%d", digits), doc))
	}
	out := office(t, "pdf", files...)
	for digits := 5; digits <= 9; digits++ {
		text := command(t, "pdftotext", "-raw", filepath.Join(out, fmt.Sprintf("d%d.pdf", digits)), "-")
		whole := 0
		for _, word := range strings.Fields(text) {
			if word == strings.Repeat("8", digits) {
				whole++
			}
		}
		if whole != want {
			t.Errorf("%d digits: %d of %d figures stand whole", digits, whole, want)
		}
		for i, page := range strings.Split(text, "\f") {
			if strings.Contains(page, "二、上年结转") != strings.Contains(page, "四、结转下年度") {
				t.Errorf("%d digits: the requests table is split at page %d", digits, i+1)
			}
		}
	}
}
