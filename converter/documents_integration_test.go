//go:build integration

package converter_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/converter"
)

// run runs a tool and returns what it prints. Without the tool the test is skipped, under CI it fails.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("no %s; .ci/run installs it", name)
		}
		t.Skipf("no %s on this machine", name)
	}
	out, err := exec.Command(path, args...).CombinedOutput()
	if err != nil {
		t.Errorf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// reports are the inputs of testdata and, where it lies beside the repository, of the corpus.
func reports(t *testing.T) []string {
	t.Helper()
	var list []string
	for _, pattern := range []string{"../testdata/*/input.*", "../../shared/corpus/*/source.txt", "../../shared/corpus/*/source.html"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, found...)
	}
	return list
}

// Every report becomes a Word file in which the Open XML SDK finds no error, and a PDF that is sound, has its fonts
// inside and holds every figure and every word.
func TestDocumentsIntegration(t *testing.T) {
	c := newConverter(t)
	for _, path := range reports(t) {
		t.Run(filepath.Base(filepath.Dir(path)), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			word, err := c.Convert(t.Context(), converter.Input{Data: data}, converter.Target{Format: converter.DOCX})
			if err != nil {
				t.Skipf("refused: %v", err)
			}
			folder := t.TempDir()
			docx, pdf := filepath.Join(folder, "a.docx"), filepath.Join(folder, "a.pdf")
			if err := os.WriteFile(docx, word.Data, 0o600); err != nil {
				t.Fatal(err)
			}
			if out := run(t, "ooxml-validator", docx); !strings.Contains(out, `"ok": true`) {
				t.Error(out)
			}
			printed, err := c.Write(t.Context(), word.Report, converter.Target{Format: converter.PDF})
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(pdf, printed.Data, 0o600); err != nil {
				t.Fatal(err)
			}
			run(t, "qpdf", "--check", pdf)
			for _, line := range strings.Split(run(t, "pdffonts", pdf), "\n")[2:] {
				if line != "" && !strings.Contains(line, " yes yes yes ") {
					t.Errorf("a font is not embedded, no subset or has no way back to text: %s", line)
				}
			}
			text := []byte(squeeze(run(t, "pdftotext", "-raw", pdf, "-")))
			for section, paragraphs := range word.Report.Prose {
				for _, p := range paragraphs {
					// A page's foot may stand inside a paragraph; its start is enough to find it.
					start := []rune(squeeze(plain(p)))
					if start = start[:min(len(start), 12)]; !bytes.Contains(text, []byte(string(start))) {
						t.Errorf("%s: “%s” is not in the PDF", section, string(start))
					}
				}
			}
			for table, cells := range word.Report.Tables {
				for key, cell := range cells {
					if !bytes.Contains(text, []byte(squeeze(cell.String()))) {
						t.Errorf("%s.%s.%s: %s is not in the PDF", table, key.Row, key.Col, cell)
					}
				}
			}
		})
	}
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func plain(paragraph string) string { return strings.NewReplacer("**", "", `\`, "").Replace(paragraph) }
