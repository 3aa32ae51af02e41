package pdf_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/packtest"
	"nianbao/converter/internal/pdf"
	"nianbao/converter/internal/pdftest"
	"nianbao/converter/internal/script"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
)

// bilingual is a document with names in other scripts, in a heading, in text and in bold.
func bilingual() *document.Document {
	p := func(role document.Role, runs ...document.Run) *document.Paragraph {
		return &document.Paragraph{Role: role, Runs: runs}
	}
	return &document.Document{Blocks: []document.Block{
		p(document.Title, document.Run{Text: "西藏自治区某局\nབོད་རང་སྐྱོང་ལྗོངས\n2023年报告"}),
		p(document.Section, document.Run{Text: "一、总体情况"}),
		p(document.Body, document.Run{Text: "新疆（شىنجاڭ ئۇيغۇر ئاپتونوم رايونى）2023年，"}, document.Run{Text: "བོད་ཡིག", Bold: true}, document.Run{Text: "。"}),
		p(document.Body, document.Run{Text: strings.Repeat("ئۇيغۇر ئاپتونوم ", 30)}),
		p(document.Body, document.Run{Text: strings.Repeat("རང་སྐྱོང་", 60)}),
	}}
}

// laidWith lays a document out with the fonts of a folder.
func laidWith(t testing.TB, doc *document.Document, folder fstest.MapFS) *layout.Pages {
	t.Helper()
	set, list, err := sfnt.Override(folder, nil, limit.Default())
	if err != nil || !set.Packed() {
		t.Fatal(list, err)
	}
	pages, list, err := layout.Lay(context.Background(), doc, style.Default(), set, layout.Options{Limits: limit.Default()})
	if err != nil || pages == nil || len(list) > 0 {
		t.Fatal(list, err)
	}
	return pages
}

// TestScriptsAreJudged: pages with assembled glyphs, ligatures and text from right to left keep what every profile promises, and
// their structure says the text as it was.
func TestScriptsAreJudged(t *testing.T) {
	doc := bilingual()
	pages := laidWith(t, doc, fstest.MapFS{
		"t.ttf": {Data: []byte(packtest.Font{Name: "T", Letters: script.Tibetan.Letters, Ligatures: []string{"སྐྱ", "ལྗ"}, Script: "tibt"}.Data())},
		"a.ttf": {Data: []byte(packtest.Font{Name: "A", Letters: script.Arabic.Letters + " ", Ligatures: []string{"شى"}, Script: "arab"}.Data())},
	})
	for name, profile := range profiles {
		data, err := pdf.Write(pages, archival(profile.write))
		if err != nil {
			t.Fatal(err)
		}
		f, err := pdftest.Open(data)
		if err != nil {
			t.Fatal(err)
		}
		found, err := pdftest.Check(f, profile.judge)
		if err != nil || len(found) > 0 {
			t.Errorf("%s: %v %v", name, found, err)
		}
		if profile.write == pdf.Plain {
			continue
		}
		tree, err := f.Tree()
		if err != nil {
			t.Fatal(err)
		}
		sameLines(t, treeLines(t, tree), modelLines(doc))
	}
}
