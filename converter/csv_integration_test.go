//go:build integration

package converter_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"nianbao/converter"
)

// TestWorkbookAsCSV: what LibreOffice makes of the sheet that sums write comes back, in the encodings that it exports: with the header of
// paths that is hidden there, and figures with the decimal places that they show.
func TestWorkbookAsCSV(t *testing.T) {
	c := newConverter(t)
	folder := t.TempDir()
	reports := drawn(100, 21)
	file := filepath.Join(folder, "all.xlsx")
	if err := os.WriteFile(file, workbook(t, reports...), 0o600); err != nil {
		t.Fatal(err)
	}
	// Tokens of the filter: separator, quote, encoding, first line, …, "save as shown".
	for name, options := range map[string]string{"UTF-8": "44,34,76,1,,0,false,true", "semicolons": "59,34,76,1,,0,false,true", "UTF-16": "9,34,65535,1,,0,false,true", "quoted": "44,34,76,1,,0,true,true"} {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(folder, name)
			office(t, "csv:Text - txt - csv (StarCalc):"+options, out, file)
			data, err := os.ReadFile(filepath.Join(out, "all.csv"))
			if err != nil {
				t.Fatal(err)
			}
			readings, err := c.ReadAll(t.Context(), converter.Input{Name: "all.csv", Data: data})
			if err != nil {
				t.Fatal(err)
			}
			comeBack(t, readings, reports, converter.CSV)
		})
	}
}

// TestPythonCSV: what Python's csv module writes of the same rows comes back, in every dialect that it names and quoted in every way.
func TestPythonCSV(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Fatalf("the integration tests need Python; .ci/run installs it: %v", err)
	}
	c := newConverter(t)
	folder := t.TempDir()
	reports := drawn(100, 22)
	file := filepath.Join(folder, "in.csv")
	if err := os.WriteFile(file, []byte(csvOf(t, workbook(t, reports...))), 0o600); err != nil {
		t.Fatal(err)
	}
	const script = `
import csv, itertools, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8", newline="")))
n = 0
for dialect, quoting, encoding in itertools.product(("excel", "excel-tab", "unix"), (csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC), ("utf-8-sig", "gb18030", "utf-16")):
    with open(f"{sys.argv[2]}/{n}.csv", "w", encoding=encoding, newline="") as f:
        csv.writer(f, dialect=dialect, quoting=quoting).writerows(rows)
    n += 1
`
	if out, err := exec.CommandContext(t.Context(), python, "-c", script, file, folder).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	names, err := filepath.Glob(filepath.Join(folder, "[0-9]*.csv"))
	if err != nil || len(names) != 27 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		readings, err := c.ReadAll(t.Context(), converter.Input{Name: name, Data: data})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		comeBack(t, readings, reports, converter.CSV)
	}
}
