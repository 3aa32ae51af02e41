package layout

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
)

// TestGrid: text of ideographs alone fills 22 lines of 28 characters (GB/T 9704-2012 5.2.2).
func TestGrid(t *testing.T) {
	withFangSong(t)
	pages, list := lay(t, body(strings.Repeat("国", 26+28*30)))
	if len(list) != 0 {
		t.Errorf("diagnostics: %v", list)
	}
	lines := contentLines(&pages.Pages[0])
	if len(lines) != 22 {
		t.Fatalf("%d lines on the first page", len(lines))
	}
	p := style.Default().Page
	for i, n := range lines {
		want := 28
		if i == 0 {
			want = 26 // two characters of indent
		}
		if got := len([]rune(n.text)); got != want {
			t.Errorf("line %d has %d characters", i+1, got)
		}
		if pitch := n.y - lines[0].y; pitch != i*579*Twip {
			t.Errorf("line %d stands %d units below the first", i+1, pitch)
		}
		// The last character of a justified line ends on the right edge of the type area.
		if end := n.right + 16*Point; end > (p.Width-p.Right)*Twip+Point || end < (p.Width-p.Right)*Twip-Point {
			t.Errorf("line %d ends at %d", i+1, end)
		}
	}
	if lines[0].left != (p.Left+640)*Twip || lines[1].left != p.Left*Twip {
		t.Errorf("lines begin at %d and %d", lines[0].left, lines[1].left)
	}
}

// TestPageNumber: the top of the dash is 7 mm below the type area, one character in, odd pages right, even pages left
// (GB/T 9704-2012 7.5); digits are half an em.
func TestPageNumber(t *testing.T) {
	pages, _ := lay(t, body(strings.Repeat("国", 28*22*12)))
	if len(pages.Pages) < 12 {
		t.Fatalf("%d pages", len(pages.Pages))
	}
	s := style.Default()
	for i := range pages.Pages {
		var text strings.Builder
		var first, last Unit
		var y Unit
		for _, r := range pages.Pages[i].Runs {
			if r.Element != Artifact {
				continue
			}
			if text.Len() == 0 {
				first = r.X
			}
			for _, g := range r.Glyphs {
				text.WriteRune(g.Char)
				last = r.X + int(g.X)
			}
			y = r.Y
		}
		if want := map[int]string{0: "— 1 —", 8: "— 9 —", 11: "— 12 —"}[i]; want != "" && text.String() != want {
			t.Errorf("page %d is numbered %q", i+1, text.String())
		}
		dash, _ := sfnt.Embedded().Chain("song").Lookup('—')
		top := y - dash.Font.GlyphBounds(dash.ID).YMax*14
		if want := 269 * 72 * 1000 * 10 / 254; top < want-500 || top > want+500 {
			t.Errorf("page %d: the dash's top is at %d, want %d", i+1, top, want)
		}
		left, right := (s.Page.Left+280)*Twip, (s.Page.Width-s.Page.Right-280)*Twip
		if i%2 == 0 && last+14*Point != right || i%2 == 1 && first != left {
			t.Errorf("page %d: the number runs from %d to %d", i+1, first, last+14*Point)
		}
	}
}

func TestKeptTogether(t *testing.T) {
	for lines := 18; lines <= 22; lines++ {
		pages, _ := lay(t, body(strings.Repeat("国", 26+28*(lines-1))), paragraph(document.Section, "一、总体情况"),
			paragraph(document.Heading1, "（一）主动公开"), body("第一行。"))
		for i := range pages.Pages {
			all := contentLines(&pages.Pages[i])
			last := all[len(all)-1].text
			if strings.HasPrefix(last, "一、") || strings.HasPrefix(last, "（一）") {
				t.Errorf("%d lines before: page %d ends with the heading %q", lines, i+1, last)
			}
		}
		if want := 1 + (lines+3-1)/22; len(pages.Pages) != want {
			t.Errorf("%d lines before: %d pages, want %d", lines, len(pages.Pages), want)
		}
	}
}

// TestKeepChainLongerThanAPage: blocks that are all kept with the next are set all the same.
func TestKeepChainLongerThanAPage(t *testing.T) {
	var blocks []document.Block
	for range 60 {
		blocks = append(blocks, paragraph(document.Section, "一、总体情况"))
	}
	pages, _ := lay(t, blocks...)
	if len(pages.Pages) != 3 || len(allText(pages)) != 60 {
		t.Errorf("%d pages, %d lines", len(pages.Pages), len(allText(pages)))
	}
}

func TestBookmarks(t *testing.T) {
	runIn := &document.Paragraph{Role: document.Body, Runs: []document.Run{{Text: "（二）依申请公开。", As: document.Heading1}, {Text: "收到申请一件。"}}}
	pages, _ := lay(t, paragraph(document.Title, "示例县\n2023年报告"), paragraph(document.Heading2, "1.先于章"), paragraph(document.Section, "一、总体情况"),
		paragraph(document.Heading2, "1.跳了一级"), runIn, paragraph(document.Heading2, "2.细目"), body("（三）正文。"))
	want := []Bookmark{{"1.先于章", 1, 0, 0, 1}, {"一、总体情况", 1, 0, 0, 2}, {"1.跳了一级", 2, 0, 0, 3}, {"（二）依申请公开", 2, 0, 0, 4}, {"2.细目", 3, 0, 0, 6}}
	for i := range pages.Bookmarks {
		pages.Bookmarks[i].Y = 0
	}
	if !slices.Equal(pages.Bookmarks, want) {
		t.Errorf("got %v, want %v", pages.Bookmarks, want)
	}
	if pages.Title != "示例县2023年报告" {
		t.Errorf("title %q", pages.Title)
	}
}

// TestCoverage: nothing is printed as a silent box or blank.
func TestCoverage(t *testing.T) {
	withFangSong(t)
	text := "喆✔甲✔乙\U0001F600一\U000E0101"
	pages, list := lay(t, paragraph(document.Section, "一、总体情况"), body(text))
	var codes []string
	for _, d := range list {
		codes = append(codes, string(d.Code)+" "+d.Args[2].Value)
		for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
			if m := d.Message(lang); strings.Contains(m, "{") || !strings.Contains(m, "一、总体情况") {
				t.Errorf("message %q", m)
			}
		}
	}
	if want := []string{"glyph-fallback 喆", "glyph-missing ✔", "glyph-missing \U0001F600", "glyph-variant 一"}; !slices.Equal(codes, want) {
		t.Errorf("got %q, want %q", codes, want)
	}
	for _, r := range pages.Pages[0].Runs {
		for _, g := range r.Glyphs {
			if box := r.Font.Glyph(substitute); (g.Char == '✔' || g.Char == 0x1F600) != (g.ID == box) {
				t.Errorf("%c is drawn with glyph %d of %s", g.Char, g.ID, r.Font.Name())
			}
		}
	}
	doc := &document.Document{Blocks: []document.Block{body(text)}}
	none, list, err := Lay(context.Background(), doc, style.Default(), sfnt.Embedded(), Options{Limits: limit.Default(), Strict: true})
	if none != nil || err != nil || !list.Has("glyph-missing-refused") {
		t.Errorf("strict: %v %v", list, err)
	}
}

// TestMixedFacesAreAligned: a character from a fallback face stands at the height of its neighbours.
func TestMixedFacesAreAligned(t *testing.T) {
	withFangSong(t)
	pages, _ := lay(t, &document.Paragraph{Role: document.Body, Runs: []document.Run{{Text: "（一）标题。", As: document.Heading1}, {Text: "国国"}}})
	middle := func(r Run) Unit { return r.Y - centre(r.Font)*16 }
	var runs []Run
	for _, r := range pages.Pages[0].Runs {
		if r.Element >= 0 {
			runs = append(runs, r)
		}
	}
	if len(runs) != 2 || runs[0].Font == runs[1].Font {
		t.Fatalf("%d runs", len(runs))
	}
	if d := middle(runs[0]) - middle(runs[1]); d < -20 || d > 20 {
		t.Errorf("the middles of 楷体 and 仿宋 are %d units apart", d)
	}
}

func TestLimitsAndCancelling(t *testing.T) {
	doc := &document.Document{Blocks: []document.Block{body(strings.Repeat("国", 28*(22*4+4)))}}
	o := Options{Limits: limit.Default()}
	o.Limits.Pages = 4
	if pages, list, err := Lay(context.Background(), doc, style.Default(), sfnt.Embedded(), o); err != nil || pages != nil || !list.Has("layout-page-limit") {
		t.Errorf("five pages of four: %v %v", list, err)
	}
	o.Limits.Pages = 5
	if pages, list, err := Lay(context.Background(), doc, style.Default(), sfnt.Embedded(), o); err != nil || len(pages.Pages) != 5 {
		t.Errorf("five pages of five: %v %v", list, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := Lay(ctx, doc, style.Default(), sfnt.Embedded(), o); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestEmptyDocuments(t *testing.T) {
	for name, blocks := range map[string][]document.Block{
		"nothing":            nil,
		"empty paragraph":    {body("")},
		"paragraph no runs":  {&document.Paragraph{}},
		"line breaks":        {body("\n\n"), paragraph(document.Title, "\n甲\r\n乙\n")},
		"empty table":        {&document.Table{}},
		"table without rows": {&document.Table{Rows: 3}},
		"loose":              {&document.Loose{Lines: []document.Line{{Text: "甲"}, {}}}},
	} {
		t.Run(name, func(t *testing.T) {
			if pages, _ := lay(t, blocks...); len(pages.Pages) != 1 {
				t.Errorf("%d pages", len(pages.Pages))
			}
		})
	}
}

// TestFacesOfARoleShareABaseline: a run-in heading in 楷体 is moved down to the ideographs of 仿宋 whole: with its digits and
// with what its supplement draws.
func TestFacesOfARoleShareABaseline(t *testing.T) {
	withFangSong(t)
	pages, _ := lay(t, &document.Paragraph{Role: document.Body, Runs: []document.Run{{Text: "国2023𬭎年。", As: document.Heading1}, {Text: "国2023喆年"}}})
	at := map[string]Unit{}
	for _, r := range pages.Pages[0].Runs {
		if r.Element < 0 {
			continue
		}
		if y, ok := at[r.Font.Name()]; ok && y != r.Y {
			t.Errorf("%s stands on %d and on %d", r.Font.Name(), y, r.Y)
		}
		at[r.Font.Name()] = r.Y
	}
	for _, face := range []string{"GWFangSong", "GWKai"} {
		own := at[face+"-Regular"]
		if own == 0 || at[face+"Sup-Regular"] != own || at[face+"Latin-Regular"] != own {
			t.Errorf("%s: %v", face, at)
		}
	}
	if down := at["GWKai-Regular"] - at["GWFangSong-Regular"]; down < 1000 || down > 1500 { // 80/1000 of 16 pt
		t.Errorf("楷体 stands %d below 仿宋", down)
	}
}
