//go:build integration

package pdf_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/pagetest"
	"nianbao/converter/internal/pdf"
	"nianbao/converter/internal/pdftest"
)

// These tests show the files of the archive to programs that know nothing of ours: poppler and pdf.js read the structure,
// qpdf and MuPDF the syntax, PDFBox Preflight judges PDF/A-1b. veraPDF, which judges the other profiles, is in no package
// registry; what it checks is held by package pdftest.

// archive writes the documents in a profile and returns the files by name. awkward is among them.
func archive(t *testing.T, profile pdf.Profile) (files map[string]string, docs map[string]*document.Document) {
	t.Helper()
	docs, files = documents(t), map[string]string{}
	docs["awkward"] = awkward()
	folder := t.TempDir()
	for name, doc := range docs {
		files[name] = filepath.Join(folder, name+".pdf")
		if err := os.WriteFile(files[name], write(t, pagetest.Laid(t, doc), archival(profile)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return files, docs
}

// output runs a program and returns its two outputs together and whether it ended well.
func output(t *testing.T, name string, arguments ...string) (string, bool) {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("the integration tests need %s: %v", name, err)
	}
	out, err := exec.CommandContext(t.Context(), path, arguments...).CombinedOutput()
	return string(out), err == nil
}

// TestReadersAreSilent: qpdf and MuPDF find nothing to say about files of any profile.
func TestReadersAreSilent(t *testing.T) {
	// Debian's MuPDF is built without colour management and says so of every file with an output intent.
	const noColours = "warning: ICC support is not available\n"
	for profile, p := range profiles {
		files, _ := archive(t, p.write)
		for name, file := range files {
			if out, ok := output(t, "qpdf", "--check", file); !ok || strings.Contains(out, "WARNING") || !strings.Contains(out, "No syntax or stream encoding errors found") {
				t.Errorf("%s, %s: qpdf: %s", name, profile, out)
			}
			if out, ok := output(t, "mutool", "draw", "-q", "-r", "20", "-F", "pgm", "-o", os.DevNull, file); !ok || strings.ReplaceAll(out, noColours, "") != "" {
				t.Errorf("%s, %s: mutool: %s", name, profile, out)
			}
		}
	}
}

// TestPreflight: PDFBox Preflight finds files of the profile a1b valid, and those of others not.
func TestPreflight(t *testing.T) {
	var jars []string
	for _, jar := range []string{"preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation", "jaxb-api"} {
		path := "/usr/share/java/" + jar + ".jar"
		if _, err := os.Stat(path); err != nil {
			t.Fatalf("the integration tests need Debian's libpdfbox2-java and what it builds on: %v", err)
		}
		jars = append(jars, path)
	}
	valid := func(file string) (bool, string) {
		out, _ := output(t, "java", "-Xmx512m", "-cp", strings.Join(jars, ":"), "org.apache.pdfbox.preflight.Validator_A1b", file)
		if !strings.Contains(out, "is a valid PDF/A-1b file") && !strings.Contains(out, "is not a valid PDF/A-1b file") {
			t.Fatalf("%s: no verdict: %s", file, out)
		}
		return strings.Contains(out, "is a valid PDF/A-1b file"), out
	}
	files, _ := archive(t, pdf.A1b)
	for _, name := range []string{"testdata", "generated", "hard", "awkward"} { // a Java machine each
		if ok, out := valid(files[name]); !ok {
			t.Errorf("%s: %s", name, out)
		}
	}
	others, _ := archive(t, pdf.A3aUA1)
	if ok, _ := valid(others["hard"]); ok {
		t.Error("a file of another profile is called valid: nothing is judged")
	}
}

var (
	place   = regexp.MustCompile(`^(T[HD]) (\d+),\d+ (\d+x\d+) `)
	caption = regexp.MustCompile(`^Table \d+ .*`)
)

// inRows turns the lines of a document into what a reader's list of elements says: rows as lines of their own in place of
// the places of cells.
func inRows(lines []string) []string {
	var out []string
	row := ""
	for _, line := range lines {
		if caption.MatchString(line) {
			row, line = "", "Table"
		} else if m := place.FindStringSubmatch(line); m != nil {
			if m[2] != row {
				out = append(out, "TR")
			}
			row, line = m[2], m[1]+" "+m[3]+" "+line[len(m[0]):]
		}
		out = append(out, line)
	}
	return out
}

// summary is what poppler prints of a table's summary: its bytes as they are, line feeds among them.
var summary = regexp.MustCompile(`(?s)\n *\/Summary \(.*?\)\n( *(?:THead|TBody|TR)\n)`)

var popplerType = regexp.MustCompile(`^( *)(Document|Table|THead|TBody|TR|TH|TD|P|H[1-6])\b[^"]*("[^"]*" )?(\(block\)|\(inline\)|):?$`)

// popplerLines reads the structure as pdfinfo prints it: types, attributes behind "/", text in quotation marks, each
// indented below what it belongs to.
func popplerLines(t *testing.T, out string) []string {
	t.Helper()
	var lines []string
	text, kind, rows, columns := "", "", "1", "1"
	var paragraphs bool // the element is a paragraph inside a cell
	end := func() {
		switch kind {
		case "", "Document", "THead", "TBody":
		case "Table", "TR":
			lines = append(lines, kind)
		case "TH", "TD":
			lines = append(lines, fmt.Sprintf("%s %sx%s %s", kind, rows, columns, text))
		default:
			if paragraphs {
				lines[len(lines)-1] += text
			} else {
				lines = append(lines, kind+" "+text)
			}
		}
		text, kind, rows, columns = "", "", "1", "1"
	}
	cell := -1 // indentation of the cell that elements may stand in
	for line := range strings.Lines(summary.ReplaceAllString(out, "\n$1")) {
		line = strings.TrimSuffix(line, "\n")
		trimmed := strings.TrimLeft(line, " ")
		indent := len(line) - len(trimmed)
		switch {
		case strings.HasPrefix(trimmed, `"`):
			text += readable(strings.TrimSuffix(strings.TrimPrefix(trimmed, `"`), `"`)) // poppler knows no ActualText of a stretch
		case strings.HasPrefix(trimmed, "/RowSpan "):
			rows = strings.TrimPrefix(trimmed, "/RowSpan ")
		case strings.HasPrefix(trimmed, "/ColSpan "):
			columns = strings.TrimPrefix(trimmed, "/ColSpan ")
		case strings.HasPrefix(trimmed, "/"):
		default:
			m := popplerType.FindStringSubmatch(line)
			if m == nil {
				t.Fatalf("pdfinfo prints %q", line)
			}
			end()
			kind, paragraphs = m[2], cell >= 0 && indent > cell
			switch {
			case kind == "TH" || kind == "TD":
				cell = indent
			case indent <= cell:
				cell = -1
			}
		}
	}
	end()
	return lines
}

// TestPopplerStructure: poppler reads the structure as the document has it, blank by blank.
func TestPopplerStructure(t *testing.T) {
	files, docs := archive(t, pdf.A3aUA1)
	for name, doc := range docs {
		t.Run(name, func(t *testing.T) {
			sameLines(t, popplerLines(t, run(t, "pdfinfo", "-struct-text", files[name])), inRows(modelLines(doc)))
		})
	}
}

// TestPdfjsStructure: pdf.js, which reads files aloud in browsers, finds on every page what the document has there. It leaves
// blanks out and puts others in by the distance of glyphs, so they are not compared.
func TestPdfjsStructure(t *testing.T) {
	tools, err := filepath.Abs("../../../.ci")
	if err != nil {
		t.Fatal(err)
	}
	plain := func(s string) string { return strings.Join(strings.Fields(s), "") }
	files, docs := archive(t, pdf.A3aUA1)
	for name, doc := range docs {
		t.Run(name, func(t *testing.T) {
			var pages [][]struct{ Role, Text string }
			if err := json.Unmarshal([]byte(run(t, "node", filepath.Join(tools, "structure.mjs"), files[name])), &pages); err != nil {
				t.Fatal(err)
			}
			var got, want []string
			for i, page := range pages {
				for _, leaf := range page {
					got = append(got, fmt.Sprint(i+1, " ", leaf.Role, " ", plain(readable(leaf.Text)))) // pdf.js knows no ActualText of a stretch
				}
			}
			data, err := os.ReadFile(files[name])
			if err != nil {
				t.Fatal(err)
			}
			f := judged(t, data, titled(pdftest.A3aUA1, doc))
			tree, err := f.Tree()
			if err != nil {
				t.Fatal(err)
			}
			sameLines(t, treeLines(t, tree), modelLines(doc))
			for _, leaf := range tree.Leaves() {
				want = append(want, fmt.Sprint(leaf.Page, " ", leaf.Type, " ", plain(leaf.Text)))
			}
			slices.SortStableFunc(want, func(a, b string) int { return pageOf(a) - pageOf(b) })
			sameLines(t, got, want)
		})
	}
}

func pageOf(line string) (n int) {
	fmt.Sscan(line, &n)
	return n
}
