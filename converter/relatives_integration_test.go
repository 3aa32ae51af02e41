//go:build integration

package converter_test

import (
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"nianbao/converter"
	"nianbao/converter/internal/reporttest"
	"nianbao/converter/report"
)

// office converts files with LibreOffice, in a user installation of its own. The test fails where there is none.
func office(t *testing.T, to, folder string, files ...string) {
	t.Helper()
	path, err := exec.LookPath("soffice")
	if err != nil {
		t.Fatalf("the integration tests need LibreOffice; .ci/run installs it: %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	arguments := append([]string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", to, "--outdir", folder}, files...)
	if out, err := exec.CommandContext(ctx, path, arguments...).CombinedOutput(); err != nil {
		t.Fatalf("soffice %s: %v\n%s", strings.Join(arguments, " "), err, out)
	}
}

// relatives are what LibreOffice makes of a Word file: the extension, and the filter where it does not say enough.
var relatives = []struct{ extension, filter string }{
	{"odt", ""}, {"fodt", ""}, {"rtf", ""}, {"doc", ""},
}

// TestRelatives: what a Word file says is said by every relative that an office suite makes of it. Of reports as people write them all
// figures and all prose come back; of drawn ones, whose prose imitates headings and whose tables mix editions, a figure comes back or
// its cell stays blank: what told them apart, properties of the Word file and of its tables, is not in all formats.
func TestRelatives(t *testing.T) {
	c := newConverter(t)
	folder := t.TempDir()
	want, drawn := map[string]*report.Report{}, map[string]bool{}
	var files []string
	add := func(name string, r *report.Report) {
		out, err := c.Write(t.Context(), r, converter.Target{Format: converter.DOCX})
		if err != nil {
			return // refused for what it is, which other tests see to
		}
		file := filepath.Join(folder, name+".docx")
		if err := os.WriteFile(file, out.Data, 0o600); err != nil {
			t.Fatal(err)
		}
		want[name] = r
		files = append(files, file)
	}
	inputs, err := filepath.Glob("../testdata/*/input.*")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range inputs {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		reading, err := c.Read(t.Context(), converter.Input{Data: data, Name: path})
		if err != nil {
			t.Fatal(err)
		}
		add(filepath.Base(filepath.Dir(path)), reading.Report)
	}
	for i := range 6 {
		name := "drawn-" + strconv.Itoa(i)
		drawn[name] = true
		add(name, reporttest.Random(rand.New(rand.NewPCG(uint64(i), 15))))
	}
	for _, x := range relatives {
		t.Run(x.extension, func(t *testing.T) {
			to := x.extension
			if x.filter != "" {
				to = x.filter
			}
			out := filepath.Join(folder, x.extension)
			office(t, to, out, files...)
			cells, blank := 0, 0
			for name, report := range want {
				data, err := os.ReadFile(filepath.Join(out, name+"."+x.extension))
				if err != nil {
					t.Fatal(err)
				}
				got, err := c.Read(t.Context(), converter.Input{Name: name + "." + x.extension, Data: data})
				if err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				all, missing := compareCells(t, name, got.Report, report)
				cells, blank = cells+all, blank+missing
				if drawn[name] {
					continue
				}
				if missing > 0 {
					t.Errorf("%s: %d cells are blank", name, missing)
				}
				if !reflect.DeepEqual(got.Report.Prose, report.Prose) {
					t.Errorf("%s: prose %q, want %q", name, got.Report.Prose, report.Prose)
				}
			}
			t.Logf("%d reports, %d cells, %d of them blank", len(want), cells, blank)
			if cells < 1500 || 25*blank > cells {
				t.Error("that is too little")
			}
		})
	}
}

// sameCell reports whether cells say the same: in a sheet 12.50 is 12.5.
func sameCell(a, b report.Cell) bool {
	x, ok := a.Number()
	y, also := b.Number()
	return ok == also && x.Equal(y) && a.Remark() == b.Remark()
}

// compareCells names the cells that differ and returns how many there are and how many stayed blank.
func compareCells(t *testing.T, name string, got, want *report.Report) (all, blank int) {
	t.Helper()
	for table, cells := range want.Tables {
		for key, cell := range cells {
			if cell.IsBlank() {
				continue
			}
			all++
			switch read := got.Tables[table][key]; {
			case read.IsBlank():
				blank++
			case !sameCell(read, cell):
				t.Errorf("%s: %s.%s.%s is %s, want %s", name, table, key.Row, key.Col, read, cell)
			}
		}
	}
	for table, cells := range got.Tables {
		for key, cell := range cells {
			if !cell.IsBlank() && want.Tables[table][key].IsBlank() {
				t.Errorf("%s: %s.%s.%s is %s, want none", name, table, key.Row, key.Col, cell)
			}
		}
	}
	return all, blank
}

// TestDisguised: what other programs make of a Word file and call .doc, .xml or .mht says the same: Word 2003 XML by LibreOffice, whose
// filter leaves out that cells are merged downwards; a web archive by Python's mail package, from LibreOffice's page.
func TestDisguised(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Fatalf("the integration tests need Python; .ci/run installs it: %v", err)
	}
	c := newConverter(t)
	folder := t.TempDir()
	data, err := os.ReadFile("../testdata/tail/report.json")
	if err != nil {
		t.Fatal(err)
	}
	reading, err := c.Read(t.Context(), converter.Input{Data: data})
	if err != nil {
		t.Fatal(err)
	}
	word, err := c.Write(t.Context(), reading.Report, converter.Target{Format: converter.DOCX})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, "a.docx")
	if err := os.WriteFile(file, word.Data, 0o600); err != nil {
		t.Fatal(err)
	}
	office(t, "xml:MS Word 2003 XML", folder, file)
	office(t, "html", folder, file)
	const script = `
import email.message, email.policy, sys
page = open(sys.argv[1], encoding="utf-8").read()
for encoding in ("quoted-printable", "base64", "8bit"):
    for charset in ("utf-8", "gb18030"):
        m = email.message.EmailMessage(policy=email.policy.SMTP.clone(cte_type="8bit", max_line_length=76))
        m["Subject"], m["From"] = "保存的网页", "<Saved by a browser>"
        m.set_content(page, subtype="html", charset=charset, cte=encoding)
        m.add_related(b"\x89PNG", "image", "png", cid="<p>")
        open(f"{sys.argv[2]}/{charset}-{encoding}.mht", "wb").write(m.as_bytes())
`
	if out, err := exec.CommandContext(t.Context(), python, "-c", script, filepath.Join(folder, "a.html"), folder).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	page, err := c.Read(t.Context(), converter.Input{Load: func() ([]byte, error) { return os.ReadFile(filepath.Join(folder, "a.html")) }})
	if err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join(folder, "*.mht"))
	if err != nil || len(names) != 6 {
		t.Fatal(names, err)
	}
	for _, name := range append(names, filepath.Join(folder, "a.xml")) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := c.Read(t.Context(), converter.Input{Name: "a.doc", Data: data})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want := reading.Report
		if got.Source == converter.HTML {
			want = page.Report
		}
		if all, blank := compareCells(t, name, got.Report, want); all < 100 || blank > 0 {
			t.Errorf("%s: %d cells, %d of them blank", name, all, blank)
		}
		if !reflect.DeepEqual(got.Report.Prose, want.Prose) {
			t.Errorf("%s: prose %q, want %q", name, got.Report.Prose, want.Prose)
		}
	}
}

// TestSheets: the official tables filled in a sheet are read. LibreOffice makes the sheet, of our page: labels and figures in cells, merged
// as they are there, each paragraph in a row of its own.
func TestSheets(t *testing.T) {
	c := newConverter(t)
	folder := t.TempDir()
	want := map[string]*report.Report{}
	var files []string
	inputs, err := filepath.Glob("../testdata/*/input.*")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range inputs {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		reading, err := c.Read(t.Context(), converter.Input{Data: data, Name: path})
		if err != nil {
			t.Fatal(err)
		}
		out, err := c.Write(t.Context(), reading.Report, converter.Target{Format: converter.HTML})
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(filepath.Dir(path))
		want[name] = reading.Report
		files = append(files, filepath.Join(folder, name+".html"))
		if err := os.WriteFile(files[len(files)-1], out.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out := filepath.Join(folder, "sheets")
	office(t, "xlsx:Calc MS Excel 2007 XML", out, append([]string{"--infilter=HTML (StarCalc)"}, files...)...)
	cells, blank := 0, 0
	for name, report := range want {
		got, err := c.Read(t.Context(), converter.Input{Load: func() ([]byte, error) { return os.ReadFile(filepath.Join(out, name+".xlsx")) }})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got.Source != converter.XLSX {
			t.Errorf("%s: %s", name, got.Source)
		}
		all, missing := compareCells(t, name, got.Report, report)
		cells, blank = cells+all, blank+missing
		if missing > 0 {
			t.Errorf("%s: %d cells are blank: %v", name, missing, got.Diagnostics)
		}
	}
	if t.Logf("%d cells, %d of them blank", cells, blank); cells < 1500 {
		t.Error("that is too little")
	}
}
