//go:build integration

package workbook

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// run runs another program; one that is not there is a test that fails.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput()
	if err != nil && name != "ooxml-validator" { // it ends with 1 where it finds something
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// The validator of the Open XML SDK finds nothing, and LibreOffice shows the cells that were written and computes the formulas.
func TestOtherPrograms(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "book.xlsx")
	if err := os.WriteFile(path, saved(t, everything()), 0o600); err != nil {
		t.Fatal(err)
	}
	if out := run(t, "ooxml-validator", path); !strings.Contains(out, `"ok": true`) {
		t.Errorf("%s", out)
	}
	const everySheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
	run(t, "soffice", "-env:UserInstallation=file://"+filepath.Join(folder, "office"), "--headless", "--convert-to", everySheet, "--outdir", folder, path)
	for name, want := range map[string]string{"单位 '一' & 二": "单位,数,,\n甲,-3,,=1+1\n,,,\n\" 乙\n丙 \",12.50,旧 新,\n",
		"Other": "-3<,,,\n"} {
		data, err := os.ReadFile(filepath.Join(folder, "book-"+name+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		if got := string(data); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
