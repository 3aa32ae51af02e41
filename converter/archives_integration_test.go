//go:build integration

package converter_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/converter"
)

// TestArchivesOfOthers: archives that Python and Info-ZIP pack are read: names in UTF-8 and in GBK, stored and deflated, with ZIP64 records, and
// methods that are not read told by name.
func TestArchivesOfOthers(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Fatalf("the integration tests need Python; .ci/run installs it: %v", err)
	}
	zip, err := exec.LookPath("zip")
	if err != nil {
		t.Fatalf("the integration tests need Info-ZIP's zip; .ci/run installs it: %v", err)
	}
	c := newConverter(t)
	folder := t.TempDir()
	for _, name := range []string{"青溪县/水务局", "青溪县/教育局", "总"} {
		file := filepath.Join(folder, "in", name+".json")
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(`{"format": "2021", "organization": "`+filepath.Base(name)+`"}`), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const script = `
import os, sys, zipfile
os.chdir(sys.argv[1] + "/in")
files = [os.path.relpath(os.path.join(d, f)) for d, _, fs in os.walk(".") for f in fs]
class GBK(zipfile.ZipInfo):
    def _encodeFilenameFlags(self):
        return self.filename.encode("gbk"), self.flag_bits & ~0x800
for name, method in (("stored", zipfile.ZIP_STORED), ("deflated", zipfile.ZIP_DEFLATED), ("bzip2", zipfile.ZIP_BZIP2), ("lzma", zipfile.ZIP_LZMA)):
    with zipfile.ZipFile(f"../{name}.zip", "w", method) as z:
        for f in files: z.write(f)
with zipfile.ZipFile("../gbk.zip", "w") as z:
    for f in files: z.writestr(GBK(f), open(f, "rb").read())
with zipfile.ZipFile("../zip64.zip", "w", zipfile.ZIP_DEFLATED) as z:
    for f in files:
        with z.open(f, "w", force_zip64=True) as out: out.write(open(f, "rb").read())
`
	if out, err := exec.CommandContext(t.Context(), python, "-c", script, folder).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	pack := exec.CommandContext(t.Context(), zip, "-q", "-r", "../info.zip", ".")
	pack.Dir = filepath.Join(folder, "in")
	if out, err := pack.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, name := range []string{"stored", "deflated", "gbk", "zip64", "info", "bzip2", "lzma"} {
		file, err := os.Open(filepath.Join(folder, name+".zip"))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		info, err := file.Stat()
		if err != nil {
			t.Fatal(err)
		}
		inputs, _, err := converter.OpenArchive(t.Context(), "a.zip", file, info.Size(), c.Limits())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, in := range inputs {
			reading, err := c.Read(t.Context(), in)
			if err != nil {
				got = append(got, in.Name+" "+strings.Fields(err.Error())[0])
				if !strings.Contains(err.Error(), "method") {
					t.Errorf("%s: %v", name, err)
				}
				continue
			}
			got = append(got, in.Name+" "+reading.Report.Organization)
		}
		want := "a.zip/总.json 总, a.zip/青溪县/教育局.json 教育局, a.zip/青溪县/水务局.json 水务局"
		if name == "bzip2" || name == "lzma" {
			if len(got) != 3 || strings.Contains(strings.Join(got, ""), ".json 总") {
				t.Errorf("%s: %v", name, got)
			}
			continue
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
