//go:build integration

package pdf_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"nianbao/converter/internal/pdf"
)

// TestScriptsInNoto: names in Tibetan and Uyghur, set in Debian's free fonts, are found as words by two readers, and the glyphs
// of a word touch each other as joined letters do.
func TestScriptsInNoto(t *testing.T) {
	folder := "/usr/share/fonts/truetype/noto" // of fonts-noto-core
	if other := os.Getenv("NIANBAO_TEST_NOTO"); other != "" {
		folder = other
	}
	fonts := fstest.MapFS{}
	for _, name := range []string{"NotoSerifTibetan-Regular.ttf", "NotoNaskhArabic-Regular.ttf"} {
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatalf("the integration tests need Debian's fonts-noto-core: %v", err)
		}
		fonts[name] = &fstest.MapFile{Data: data}
	}
	doc := bilingual()
	pages := laidWith(t, doc, fonts)
	data, err := pdf.Write(pages, archival(pdf.A3aUA1))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "scripts.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	marks := regexp.MustCompile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
	for name, text := range map[string]string{"pdftotext": run(t, "pdftotext", file, "-"), "mutool": run(t, "mutool", "draw", "-F", "text", file)} {
		text = marks.ReplaceAllString(text, "")
		for _, word := range []string{"བོད་རང་སྐྱོང་ལྗོངས", "བོད་ཡིག", "شىنجاڭ", "ئۇيغۇر ئاپتونوم"} {
			if !strings.Contains(text, word) {
				t.Errorf("%s does not find %s in %.400q", name, word, text)
			}
		}
		if n := strings.Count(text, "རང་"); n != 61 {
			t.Errorf("%s finds རང་ %d times", name, n)
		}
	}
	run(t, "qpdf", "--check", file)
	if !bytes.Contains(data, []byte("NotoSerifTibetan-Regular")) && !strings.Contains(run(t, "pdffonts", file), "NotoSerifTibetan-Regular") {
		t.Error("the font is not embedded")
	}
}
