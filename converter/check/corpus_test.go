package check

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// corpusCase is a case of the shared corpus: the figures that careful reading of a real report gives.
type corpusCase struct {
	Title        string                     `json:"title"`
	Class        string                     `json:"class"`
	Format       string                     `json:"format"`
	Year         int                        `json:"year"`
	Organization string                     `json:"organization"`
	Expected     map[string]json.RawMessage `json:"expected"`
}

// corpus returns the folder of the corpus, which is read in place and may be absent.
func corpus(t *testing.T) string {
	t.Helper()
	for _, dir := range []string{os.Getenv("NIANBAO_CORPUS"), "../../../shared/corpus"} {
		if dir != "" {
			if _, err := os.Stat(filepath.Join(dir, "README.md")); err == nil {
				return dir
			}
		}
	}
	t.Skip("the corpus is not here")
	return ""
}

// reportOf makes a report of the figures that a case expects, in the JSON contract.
func reportOf(t *testing.T, path string) (corpusCase, *report.Report) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var c corpusCase
	if err := json.Unmarshal(data, &c); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	if len(c.Expected) == 0 {
		return c, nil
	}
	out := map[string]any{"format": c.Format, "title": c.Title}
	if c.Year != 0 {
		out["year"] = c.Year
	}
	if c.Organization != "" {
		out["organization"] = c.Organization
	}
	for key, value := range c.Expected {
		if key != "prose" {
			out[key] = value
			continue
		}
		var prose map[string]json.RawMessage
		if err := json.Unmarshal(value, &prose); err != nil {
			t.Fatal(err)
		}
		for _, section := range []string{"introduction", "overview", "problems", "other_matters"} {
			if prose[section] != nil {
				out[section] = prose[section]
			}
		}
	}
	data, err = json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	r, found := contract.Decode(data, edition.Official().Vocabulary())
	if r == nil {
		t.Logf("%s: %v", path, found)
	}
	return c, r
}

// TestCorpusFigures checks the figures alone: in no case of the corpus does a formula fail.
func TestCorpusFigures(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join(corpus(t), "*", "case.json"))
	for _, path := range paths {
		c, r := reportOf(t, path)
		if r == nil {
			continue
		}
		res := Report(Input{Report: r})
		n := res.Formulas()
		t.Logf("%s %s: %d formulas hold, %d cannot be checked", c.Class, filepath.Base(filepath.Dir(path)), n[Pass], n[Undetermined])
		for _, f := range res.Findings {
			if f.Distance != "" {
				t.Errorf("%s: %s", path, f.Message(diag.Chinese))
			}
		}
	}
}
