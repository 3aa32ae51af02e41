package converter_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"nianbao/converter"
	"nianbao/converter/check"
	"nianbao/converter/diag"
)

// told names the findings that must tell of what is known to be wrong in a document of the corpus.
var told = map[string][]diag.Code{
	"hangzhou-2025-html":        {"improvements-missing"}, // section five names shortcomings alone
	"pingluo-2021-shifted-tabs": {"duplicate-word"},
	"shanghai-office-2019-html": {"prose-granted-and-partly", "prose-unavailable"},
	"shuyang-fagaiju-2023-html": {"improvements-missing"},
	"zhongbu-2020-cell-lines":   {"year-mismatch"},
}

// TestCorpusFiles reads the corpus from its files and counts false alarms: no error and at most one warning in a
// complete report without known faults. Fragments lack tables and sections, which is told; their figures must be right.
func TestCorpusFiles(t *testing.T) {
	dir := os.Getenv("NIANBAO_CORPUS")
	if dir == "" {
		dir = "../../shared/corpus"
	}
	paths, _ := filepath.Glob(filepath.Join(dir, "*", "case.json"))
	if len(paths) == 0 {
		t.Skip("the corpus is not here")
	}
	c, err := converter.New(converter.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		var k struct {
			Class  string
			Inputs []string
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, &k); err != nil {
			t.Fatal(err)
		}
		if k.Class == "negative" || k.Class == "docx-reader" {
			continue
		}
		for _, name := range k.Inputs {
			file := filepath.Join(filepath.Dir(path), name)
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			r, err := c.Read(context.Background(), converter.Input{Name: name, Data: data})
			if err != nil {
				t.Logf("%s: %v", file, err)
				continue
			}
			res := check.Report(check.Input{Report: r.Report, Evidence: r.Evidence})
			folder := filepath.Base(filepath.Dir(path))
			t.Logf("%s %s/%s: %d errors, %d warnings", k.Class, folder, name, res.Count(diag.Error), res.Count(diag.Warning))
			list := res.Diagnostics()
			for _, code := range told[folder] {
				if !list.Has(code) {
					t.Errorf("%s/%s: no %s", folder, name, code)
				}
			}
			for _, d := range list {
				known := slices.Contains(told[folder], d.Code)
				shortened := k.Class == "fragment" && (d.Code == "table-missing" || d.Code == "section-missing")
				if d.Severity == diag.Error && !known && !shortened {
					t.Errorf("%s/%s: %s", folder, name, d.Line(diag.Chinese))
				}
			}
			if k.Class == "complete" && res.Count(diag.Warning) > 1+len(told[folder]) {
				t.Errorf("%s/%s: %d warnings", folder, name, res.Count(diag.Warning))
			}
		}
	}
}
