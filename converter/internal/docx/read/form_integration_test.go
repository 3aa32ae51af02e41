//go:build integration

package read

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"nianbao/converter/internal/docx/docxtest"
)

// TestFormOfOthers: the Open XML SDK finds nothing wrong in a form, pandoc and mammoth see its figures, and LibreOffice keeps its
// controls and its part; where a program has changed one of them, LibreOffice makes the text follow the part.
func TestFormOfOthers(t *testing.T) {
	folder := t.TempDir()
	save := func(name string, data []byte) string {
		file := filepath.Join(folder, name+".docx")
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		return file
	}
	data := writeForm(t, docxtest.Sample(t))
	form := save("form", data)
	if out := command(t, "ooxml-validator", form); !regexp.MustCompile(`"errors":\s*\[\s*\]`).MatchString(out) {
		t.Error(out)
	}
	for _, seen := range []string{command(t, "pandoc", "-t", "plain", form), command(t, "mammoth", form)} {
		if !strings.Contains(seen, "1001") {
			t.Error("a figure is not seen")
		}
	}

	const name = "disclosure.penalties.decisions"
	parts := docxtest.Unpack(t, data)
	value := regexp.MustCompile(`<` + regexp.QuoteMeta(name) + `>[^<]*<`)
	if !value.MatchString(parts["customXml/item1.xml"]) {
		t.Fatal("the figure is not in the part")
	}
	parts["customXml/item1.xml"] = value.ReplaceAllString(parts["customXml/item1.xml"], `<`+name+`>4321<`)
	changed := save("changed", build(t, parts))
	out := office(t, "docx:MS Word 2007 XML", form, changed)
	for file, want := range map[string]string{"form": "", "changed": "4321"} {
		saved, err := os.ReadFile(filepath.Join(out, file+".docx"))
		if err != nil {
			t.Fatal(err)
		}
		got, _ := read(t, saved)
		was, _ := read(t, data)
		if want == "" {
			want = was.Bound[name]
		}
		was.Bound[name] = want
		if !reflect.DeepEqual(got.Bound, was.Bound) {
			t.Errorf("%s: LibreOffice keeps %d values of %d", file, len(got.Bound), len(was.Bound))
		}
		if shown := shownBy(got); len(shown) != len(was.Bound) || shown[name] != want {
			t.Errorf("%s: %d controls of %d, one shows %q, want %q", file, len(shown), len(was.Bound), shown[name], want)
		}
	}
}
