//go:build integration

package annotate_test

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"nianbao/converter/internal/docx/annotate"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/report"
)

// The Open XML SDK finds nothing wrong in a file with comments, with proposals, with the comments of a second run, and with all of them taken
// out again.
func TestValidatorOfAnnotated(t *testing.T) {
	slip := seeded.Report(5, edition.Official().Editions[0], 2)
	slip.Tables["requests"].Set("granted", "natural_person", report.Count(77))
	for name, r := range map[string]*report.Report{"wrong": wrong(), "slip": slip} {
		before := file(t, r)
		_, result := readBack(t, before)
		files := map[string][]byte{}
		data := before
		for _, step := range []struct {
			name    string
			propose bool
		}{{"comments", false}, {"proposals", true}, {"again", false}} {
			data, _ = annotate.DOCX(context.Background(), data, result, annotate.Options{Propose: step.propose}, limit.Default())
			files[step.name] = data
		}
		result.Findings = nil
		files["taken out"], _ = annotate.DOCX(context.Background(), data, result, annotate.Options{}, limit.Default())
		for step, data := range files {
			path := filepath.Join(t.TempDir(), "a.docx")
			if err := os.WriteFile(path, data, 0o644); err != nil {
				t.Fatal(err)
			}
			out, err := exec.CommandContext(t.Context(), "ooxml-validator", path).Output()
			var verdict struct {
				OK     bool
				Errors []struct{ Description, Path string }
			}
			if parsing := json.Unmarshal(out, &verdict); parsing != nil || !verdict.OK {
				t.Errorf("%s, %s: %v %v %+v", name, step, err, parsing, verdict.Errors)
			}
		}
	}
}
