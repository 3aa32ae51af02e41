package ofd_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/ofd"
	"nianbao/converter/internal/sfnt"
)

var update = flag.Bool("update", false, "write the golden file anew")

// TestGolden shows every part of a small file as it stands, but for the fonts.
func TestGolden(t *testing.T) {
	font := sfnt.Embedded().Chain("song").Main()
	run := func(text string, y layout.Unit, element int32) layout.Run {
		r := layout.Run{Font: font, Size: 32, Scale: 1000, X: 72000, Y: y, Element: element}
		for i, c := range []rune(text) {
			r.Glyphs = append(r.Glyphs, layout.Glyph{Char: c, ID: font.Glyph(c), X: int32(16000 * i)})
		}
		return r
	}
	bold, condensed := run("一是", 160000, 1), run("2023", 180000, 3)
	bold.Bold, condensed.Scale, condensed.Colour = true, 800, 0xFF0000
	pages := &layout.Pages{Width: 595300, Height: 841900, Title: "甲县<2023年>报告",
		Pages: []layout.Page{
			{Runs: []layout.Run{run("甲 & 乙", 100000, 0), bold, condensed}, Rules: []layout.Rule{
				{X: 71750, Y: 165750, Width: 100500, Height: 500}, {X: 71750, Y: 165750, Width: 500, Height: 20500}, {X: 71750, Y: 200000, Width: 100500, Height: 1500, Colour: 0xFF8000}}},
			{Runs: []layout.Run{run("𠮷—", 100000, 1), run("2", 800000, layout.Artifact)}},
		},
		Bookmarks: []layout.Bookmark{{Title: "甲 & 乙", Level: 1, Y: 84000}},
		Structure: []layout.Element{{Kind: layout.Heading, Level: 1, Parent: -1}, {Parent: -1},
			{Kind: layout.Table, Parent: -1, Caption: "表"}, {Kind: layout.DataCell, Parent: 2, RowSpan: 1, ColSpan: 2}}}
	date := time.Date(2024, 1, 15, 0, 0, 0, 0, time.UTC)
	c := readOFD(t, write(t, pages, ofd.Info{Author: "甲县", Date: date, Attachments: []ofd.Attachment{{Name: ofd.ReportName, Date: date, Data: []byte("{}\n")}}}))
	checkSchema(t, c)
	var b strings.Builder
	for _, name := range c.order {
		content := string(c.parts[name])
		if strings.HasSuffix(name, ".ttf") {
			content = "(a font)"
		}
		// The identifier goes with the font's bytes.
		if _, rest, found := strings.Cut(content, "<ofd:DocID>"); found {
			content = strings.Replace(content, rest[:32], strings.Repeat("0", 32), 1)
		}
		b.WriteString("-- " + name + " --\n" + strings.ReplaceAll(content, "><", ">\n<") + "\n")
	}
	path := filepath.Join("testdata", "page.txt")
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("other than testdata/page.txt (go test -update writes it anew):\n%s", b.String())
	}
}
