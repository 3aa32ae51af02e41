package svg_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/pagetest"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/svg"
)

var update = flag.Bool("update", false, "write the golden file anew")

// small is a page with text, bold text, condensed text, text in a colour, a blank, and rules of several colours.
func small() *layout.Pages {
	font := sfnt.Embedded().Chain("song").Main()
	run := func(text string, y layout.Unit) layout.Run {
		r := layout.Run{Font: font, Size: 32, Scale: 1000, X: 72000, Y: y}
		for i, c := range []rune(text) {
			r.Glyphs = append(r.Glyphs, layout.Glyph{Char: c, ID: font.Glyph(c), X: int32(16000*i + i)})
		}
		return r
	}
	bold, condensed := run("一", 160000), run("10", 180000)
	bold.Bold, condensed.Scale = true, 800
	red := run("丁", 200000)
	red.Bold, red.Colour = true, 0xFF0000
	return &layout.Pages{Width: 595300, Height: 841900, Pages: []layout.Page{
		{Runs: []layout.Run{run("一 丁", 100000), bold, condensed, red, {Font: font, Size: 32, Scale: 1000}}, Rules: []layout.Rule{
			{X: 71750, Y: 165750, Width: 100500, Height: 500}, {X: 71750, Y: 165750, Width: 500, Height: 20500},
			{X: 71750, Y: 210000, Width: 100500, Height: 1500, Colour: 0xC00102}, {X: 71750, Y: 220000, Width: 100500, Height: 500}}},
		{Runs: []layout.Run{run("丁", 100000)}}}}
}

func ExampleWrite() {
	pages := &layout.Pages{Width: 595300, Height: 841900, Pages: []layout.Page{{Rules: []layout.Rule{{X: 1000, Y: 2000, Width: 30500, Height: 500}}}}}
	d, err := svg.Write(context.Background(), pages)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(string(d.Pages[0]))
	// Output: <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 595.3 841.9'><path d='M1 2h30.5v0.5h-30.5z'/></svg>
}

// TestGolden shows a small drawing as it stands.
func TestGolden(t *testing.T) {
	d, err := svg.Write(t.Context(), small())
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for i, page := range append(d.Pages, d.Symbols) {
		fmt.Fprintf(&b, "-- %d --\n%s\n", i, strings.ReplaceAll(string(page), "><", ">\n<"))
	}
	path := filepath.Join("testdata", "page.txt")
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || b.String() != string(want) {
		t.Errorf("%v\n%s", err, b.String())
	}
}

// TestPagesAreIndependent: a page is the same bytes whatever stands on the others, and so is a glyph.
func TestPagesAreIndependent(t *testing.T) {
	whole := small()
	all, err := svg.Write(t.Context(), whole)
	if err != nil {
		t.Fatal(err)
	}
	whole.Pages = whole.Pages[1:]
	one, err := svg.Write(t.Context(), whole)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one.Pages[0], all.Pages[1]) {
		t.Errorf("%s\n%s", one.Pages[0], all.Pages[1])
	}
	_, rest, _ := strings.Cut(string(one.Symbols), "<defs>")
	glyph, _, _ := strings.Cut(rest, "</defs>")
	if glyph == "" || strings.Count(glyph, "<path") != 1 || !strings.Contains(string(all.Symbols), glyph) {
		t.Errorf("%q is not in %s", glyph, all.Symbols)
	}
}

// TestFontsAreToldApart: the glyphs of two fonts never have one name.
func TestFontsAreToldApart(t *testing.T) {
	seen := map[string]string{}
	for _, role := range []string{"fangsong", "kaiti", "heiti", "song", "xiaobiaosong"} {
		font := sfnt.Embedded().Chain(role).Main()
		pages := &layout.Pages{Pages: []layout.Page{{Runs: []layout.Run{{Font: font, Size: 32, Scale: 1000, Glyphs: []layout.Glyph{{Char: '国', ID: font.Glyph('国')}}}}}}}
		d, err := svg.Write(t.Context(), pages)
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(d.Pages[0]), "href='#")
		prefix, _, _ := strings.Cut(rest, "-")
		if other := seen[prefix]; other != "" && other != font.Name() || len(prefix) != 7 || prefix[0] < 'a' {
			t.Errorf("%s and %s are %s", font.Name(), other, prefix)
		}
		seen[prefix] = font.Name()
	}
	if len(seen) < 5 {
		t.Errorf("%v", seen)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := svg.Write(ctx, small()); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	pages := pagetest.Laid(t, pagetest.Composed(t, pagetest.Report(t)))
	first, err := svg.Write(t.Context(), pages)
	if err != nil {
		t.Fatal(err)
	}
	again, err := svg.Write(t.Context(), pages)
	if err != nil || !bytes.Equal(first.Symbols, again.Symbols) {
		t.Errorf("drawn again: %v", err)
	}
}
