package looking

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func word(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte("<w:t>" + text + "</w:t>")); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A character counts as often as it stands in the report, in whatever order; letters and marks do not count.
func TestKept(t *testing.T) {
	whole := word(t, "公开信息12件，公开&lt;a&gt;")
	for text, want := range map[string]float64{"公开信息12件公开": 1, "开公 <b>息信</b> x 件21 开公": 1, "公开信息12件": 7. / 9, "公公公公": 2. / 9, "": 0} {
		for name, data := range map[string][]byte{"a.txt": []byte(text), "a.docx": word(t, text), "a.html": []byte("<p class='9'>" + text + "</p>")} {
			path := filepath.Join(t.TempDir(), name)
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			if got, err := Kept(whole, path); err != nil || got != want {
				t.Errorf("%s with %q keeps %v, not %v: %v", name, text, got, want, err)
			}
		}
	}
	if _, err := Kept(word(t, "abc"), "a.txt"); err == nil {
		t.Error("of nothing something is kept")
	}
	if n, err := Pages("a.json", ""); n != 0 || err != nil {
		t.Errorf("data have %d pages: %v", n, err)
	}
}
