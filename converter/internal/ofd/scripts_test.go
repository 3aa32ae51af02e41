package ofd_test

import (
	"context"
	"slices"
	"testing"
	"testing/fstest"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/ofd"
	"nianbao/converter/internal/packtest"
	"nianbao/converter/internal/script"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
)

// TestScripts: characters that share a glyph stand in an object of their own, with one glyph, and each letter of a word from
// right to left too, so that no distance is negative; the file says the text as it was.
func TestScripts(t *testing.T) {
	fonts, list, err := sfnt.Override(fstest.MapFS{
		"t.ttf": {Data: []byte(packtest.Font{Name: "T", Letters: script.Tibetan.Letters, Ligatures: []string{"སྐྱ"}, Script: "tibt"}.Data())},
		"a.ttf": {Data: []byte(packtest.Font{Name: "A", Letters: script.Arabic.Letters, Ligatures: []string{"شى"}, Script: "arab"}.Data())},
	}, nil, limit.Default())
	if err != nil {
		t.Fatal(list, err)
	}
	doc := &document.Document{Blocks: []document.Block{&document.Paragraph{Role: document.Body, Runs: []document.Run{{Text: "局བོད་སྐྱོང厅ئاشى区"}}}}}
	pages, list, err := layout.Lay(context.Background(), doc, style.Default(), fonts, layout.Options{Limits: limit.Default()})
	if err != nil || pages == nil {
		t.Fatal(list, err)
	}
	c := readOFD(t, write(t, pages, ofd.Info{}))
	checkSchema(t, c)
	var texts, glyphs, deltas []string
	c.pages[0].walk(func(n *node) {
		if n.name != "TextObject" || len(texts) == 9 {
			return
		}
		for _, child := range n.children {
			switch child.name {
			case "CGTransform":
				glyphs = append(glyphs, child.attributes["CodeCount"]+":"+child.attributes["GlyphCount"])
			case "TextCode":
				texts, deltas = append(texts, child.text), append(deltas, child.attributes["DeltaX"])
			}
		}
	})
	if want := []string{"局", "བོ", "ད་", "སྐྱོ", "ང", "厅", "ئ", "ا", "شى"}; !slices.Equal(texts, want) {
		t.Errorf("objects %q, want %q", texts, want)
	}
	if want := []string{"1:1", "2:1", "2:2", "4:1", "1:1", "1:1", "1:1", "1:1", "2:1"}; !slices.Equal(glyphs, want) {
		t.Errorf("codes and glyphs %q, want %q", glyphs, want)
	}
	if deltas[1] != "0" || deltas[3] != "0 0 0" {
		t.Errorf("distances %q", deltas)
	}
}
