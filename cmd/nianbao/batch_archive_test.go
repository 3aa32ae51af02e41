package main

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// zipped writes a ZIP file with names in GBK, as Chinese Windows does.
func zipped(t *testing.T, path string, files map[string]string, order ...string) {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range order {
		encoded, err := simplifiedchinese.GBK.NewEncoder().String(name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := w.CreateHeader(&zip.FileHeader{Name: encoded, NonUTF8: true, Method: zip.Deflate})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(files[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// The reports in archives are inputs like others: mirrored below the archive's name, known again, also where the archive was packed anew, and with
// versions of their own. What cannot be read in one is told, and takes nothing along.
func TestBatchWithArchives(t *testing.T) {
	in, out := filepath.Join(t.TempDir(), "in"), filepath.Join(t.TempDir(), "out")
	if err := os.Mkdir(in, 0o755); err != nil {
		t.Fatal(err)
	}
	report := func(whose string) string { return `{"format": "2021", "organization": "` + whose + `", "year": 2023}` }
	files := map[string]string{"青溪县/水务局.json": report("青溪县水务局"), "青溪县/林业局.json": report("青溪县林业局"), "里面.zip": "PK", "说明.xyz": "", "坏.txt": "春眠不觉晓"}
	county := filepath.Join(in, "青溪.zip")
	zipped(t, county, files, "青溪县/水务局.json", "青溪县/林业局.json", "里面.zip", "说明.xyz", "坏.txt")
	if err := os.WriteFile(filepath.Join(in, "broken.json"), []byte(report("青溪县")), 0o644); err != nil { // no reason to pass over the archive of that name
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(in, "broken.zip"), []byte("PK\x03\x04 and no more"), 0o644); err != nil {
		t.Fatal(err)
	}
	run := func(want int, args ...string) string {
		t.Helper()
		var stdout, stderr bytes.Buffer
		s := &session{ctx: context.Background(), stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr}
		if got := s.execute(append(args, "--lang", "en")); got != want {
			t.Errorf("%q: exit status %d, want %d\n%s", args, got, want, &stderr)
		}
		return stdout.String() + stderr.String()
	}
	said := run(exitFindings, "batch", in, "-o", out, "--to", "json")
	for _, want := range []string{"in/broken.zip: error[archive-damaged]", "in/青溪.zip/里面.zip: error[archive-nested]", "in/青溪.zip/坏.txt: error[not-a-report]",
		"information[archive-passed]", "3 done (0 of them before), 3 failed", `"outputs":["in/青溪.zip/青溪县/水务局.json"]`} {
		if !strings.Contains(said, want) {
			t.Errorf("no %s in\n%s", want, said)
		}
	}
	if _, err := os.Stat(filepath.Join(out, "in", "青溪.zip", "青溪县", "林业局.json")); err != nil {
		t.Error(err)
	}
	// Packed anew in another order, one corrected, one gone: only what is new is done.
	files["青溪县/水务局.json"] = report("青溪县水务局 ")
	zipped(t, county, files, "坏.txt", "青溪县/水务局.json", "青溪县/林业局.json")
	if said = run(exitFindings, "batch", in, "-o", out, "--to", "json"); !strings.Contains(said, "3 done (2 of them before), 2 failed") {
		t.Errorf("%s", said)
	}
	if _, err := os.Stat(filepath.Join(out, "in", "青溪.zip", "青溪县", "水务局.v2.json")); err != nil {
		t.Error(err)
	}
	// A list gives an archive a day.
	list := filepath.Join(in, "list.txt")
	if err := os.WriteFile(list, []byte("青溪.zip\t2024-01-31\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	run(exitFindings, "batch", "@"+list, "-o", out, "--to", "json", "--retry-failed")
	if journal, err := os.ReadFile(filepath.Join(out, ".nianbao", "journal.jsonl")); err != nil || !bytes.Contains(journal, []byte(`"sent":"2024-01-31"`)) {
		t.Errorf("no day, %v", err)
	}
}
