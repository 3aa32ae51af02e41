package ofd_test

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/ofd"
	"nianbao/converter/internal/reporttest"
	"nianbao/converter/internal/sfnt"
)

// hard is a document with everything that a painter can get wrong.
func hard() *document.Document {
	p := func(role document.Role, runs ...document.Run) *document.Paragraph {
		return &document.Paragraph{Role: role, Runs: runs}
	}
	return &document.Document{Blocks: []document.Block{
		p(document.Title, document.Run{Text: "示例县（甲）\n2023年<报告> & \"乙\""}),
		p(document.Section, document.Run{Text: "一、总体<情况> & “丙”"}),
		p(document.Heading1, document.Run{Text: "（一）甲"}),
		p(document.Body, document.Run{Text: "（二）乙。", As: document.Heading1}, document.Run{Text: "喆𬭎✔😀𠮷后\uE000私\uFFFE\uFFFF"}, document.Run{Text: "粗体𬭎", Bold: true},
			document.Run{Text: strings.Repeat("国，2023年——Word（a\\b）……5·15<&>", 12) + "\u3000末 尾\u2003。￥]]>"}),
		p(document.Body, document.Run{Text: "\u3000\u3000 首行空白"}, document.Run{Text: "\t制表"}),
		&document.Table{Caption: "表", Description: "两栏", Size: 19, Rows: 2, HeaderRows: 1, Columns: []int{4000, 622, 4223}, Cells: []document.Cell{
			{RowSpan: 1, ColSpan: 1, Role: document.Header, Paragraphs: []*document.Paragraph{p(document.Header, document.Run{Text: "甲"})}},
			{Col: 1, RowSpan: 1, ColSpan: 2, Role: document.Header, Paragraphs: []*document.Paragraph{p(document.Header, document.Run{Text: "乙"})}},
			{Row: 1, RowSpan: 1, ColSpan: 1, Role: document.Label, Paragraphs: []*document.Paragraph{p(document.Label, document.Run{Text: "标签"})}},
			{Row: 1, Col: 1, RowSpan: 1, ColSpan: 1, Role: document.Number, Paragraphs: []*document.Paragraph{p(document.Number, document.Run{Text: "12345"})}},
			{Row: 1, Col: 2, RowSpan: 1, ColSpan: 1, Role: document.Number, Paragraphs: []*document.Paragraph{p(document.Number, document.Run{Text: "1234567890"})}},
		}},
		p(document.Section, document.Run{Text: "二、末章"}),
	}}
}

// documents are those that the tests below go through: the hard one, the project's own report, generated ones.
func documents(t *testing.T) map[string]*document.Document {
	all := map[string]*document.Document{"hard": hard(), "testdata": composed(t, testdataReport(t))}
	for seed := range uint64(6) {
		all[fmt.Sprint("generated ", seed)] = composed(t, reporttest.Random(rand.New(rand.NewPCG(seed, 0))))
	}
	return all
}

// TestPagesArePainted reads files back as a reader does and compares every glyph with the layout: its character, its place
// within 0.6 µm, its outline, and that the boundary, outside of which readers cut off, holds its ink. Readers that count
// characters and readers that count UTF-16 units must see the same.
func TestPagesArePainted(t *testing.T) {
	for name, doc := range documents(t) {
		t.Run(name, func(t *testing.T) {
			pages := laid(t, doc)
			outlines := map[drawn][]sfnt.Point{}
			c := readOFD(t, write(t, pages, ofd.Info{Author: "示例县", Attachments: []ofd.Attachment{{Name: "a.json", Data: []byte("{}")}}}))
			checkSchema(t, c)
			if len(c.pages) != len(pages.Pages) {
				t.Fatalf("%d pages, want %d", len(c.pages), len(pages.Pages))
			}
			for i := range pages.Pages {
				for _, unit := range []func(rune) int{
					func(rune) int { return 1 },
					func(r rune) int { return 1 + int(min(1, r>>16)) },
				} {
					var got []shown
					c.pages[i].walk(func(n *node) {
						if n.name == "TextObject" {
							got = append(got, c.text(t, n, unit)...)
						}
					})
					comparePage(t, &pages.Pages[i], got, outlines)
				}
				compareRules(t, &pages.Pages[i], c.pages[i])
			}
		})
	}
}

const (
	mm  = 25.4 / 72000 // of a layout.Unit
	tol = 0.0006
)

// drawn is a glyph of the layout and the one in the file that stands for it.
type drawn struct {
	from, to   *sfnt.Font
	glyph, now uint16
	bold       bool
}

// outline returns what draws a glyph in the file after comparing it with the layout's font: the same points, or for bold
// glyphs as many of the same kind, whose bounds are wider (package sfnt tests how they move).
func outline(t *testing.T, d drawn, outlines map[drawn][]sfnt.Point) []sfnt.Point {
	t.Helper()
	if known, ok := outlines[d]; ok {
		return known
	}
	want, err1 := d.from.Outline(d.glyph)
	have, err2 := d.to.Outline(d.now)
	same := slices.Equal(want, have)
	if d.bold {
		thin, thick := d.from.GlyphBounds(d.glyph), d.to.GlyphBounds(d.now)
		same = len(want) == 0 || thick.XMin < thin.XMin && thick.XMax > thin.XMax && thick.YMin < thin.YMin && thick.YMax > thin.YMax
		same = same && slices.EqualFunc(want, have, func(a, b sfnt.Point) bool { return a.On == b.On && a.Last == b.Last })
	}
	if err1 != nil || err2 != nil || !same {
		t.Fatalf("glyph %d is drawn differently in the file (%v, %v)", d.glyph, err1, err2)
	}
	outlines[d] = have
	return have
}

func comparePage(t *testing.T, page *layout.Page, got []shown, outlines map[drawn][]sfnt.Point) {
	t.Helper()
	k := 0
	for _, r := range page.Runs {
		for _, g := range r.Glyphs {
			if k == len(got) {
				t.Fatalf("only %d glyphs are painted", k)
			}
			s := got[k]
			k++
			x, y, em := float64(r.X+int(g.X))*mm, float64(r.Y)*mm, float64(r.Size)*500*mm
			if s.char != readable(g.Char) || math.Abs(s.x-x) > tol || math.Abs(s.y-y) > tol || math.Abs(s.size-em) > tol ||
				s.bold != r.Bold || s.hscale != float64(r.Scale)/1000 {
				t.Fatalf("%q at %.4f,%.4f size %v bold %v, want %q at %.4f,%.4f size %v bold %v", s.char, s.x, s.y, s.size, s.bold, g.Char, x, y, em, r.Bold)
			}
			want := outline(t, drawn{r.Font, s.font, g.ID, s.glyph, r.Bold}, outlines)
			scale := em / float64(r.Font.UnitsPerEm())
			for _, p := range want {
				px, py := x+float64(p.X)*scale*s.hscale, y-float64(p.Y)*scale
				if px < s.boundary[0] || py < s.boundary[1] || px > s.boundary[0]+s.boundary[2] || py > s.boundary[1]+s.boundary[3] {
					t.Fatalf("%q is cut off: %.4f,%.4f lies outside %v", g.Char, px, py, s.boundary)
				}
			}
		}
	}
	if k != len(got) {
		t.Errorf("%d glyphs too many", len(got)-k)
	}
}

// readable is what XML can say of a character (XML 1.0 2.2).
func readable(r rune) rune {
	if r == 0xFFFE || r == 0xFFFF || r < ' ' && r != '\t' && r != '\n' && r != '\r' || r >= 0xD800 && r < 0xE000 {
		return 0xFFFD
	}
	return r
}

// compareRules follows the path of the page's rules.
func compareRules(t *testing.T, page *layout.Page, n *node) {
	t.Helper()
	var got []layout.Rule
	n.walk(func(n *node) {
		if n.name != "PathObject" {
			return
		}
		b := numbers(t, n.attributes["Boundary"])
		for _, sub := range strings.Split(strings.TrimPrefix(n.value("AbbreviatedData"), "M "), " M ") {
			var p []float64
			for _, f := range strings.Fields(sub) {
				if f != "L" && f != "C" {
					p = append(p, number(t, f))
				}
			}
			if len(p) != 8 || p[0] != p[6] || p[1] != p[3] || p[2] != p[4] || p[5] != p[7] || p[2] > b[2] || p[5] > b[3] {
				t.Fatalf("%s is no rule inside of %v", sub, b)
			}
			unit := func(v float64) int { return int(math.Round(v / mm)) }
			got = append(got, layout.Rule{X: unit(b[0] + p[0]), Y: unit(b[1] + p[1]), Width: unit(p[2] - p[0]), Height: unit(p[5] - p[1])})
		}
	})
	if len(got) != len(page.Rules) {
		t.Fatalf("%d rules, want %d", len(got), len(page.Rules))
	}
	near := func(a, b int) bool { return a-b <= 3 && b-a <= 3 } // units: 1 µm
	for i, r := range page.Rules {
		if g := got[i]; !near(g.X, r.X) || !near(g.Y, r.Y) || !near(g.Width, r.Width) || !near(g.Height, r.Height) {
			t.Fatalf("rule %d is %v, want %v", i, g, r)
		}
	}
}

// TestTextIsTheModels: the structure, followed from element to text object, gives the document's paragraphs and cells in
// their order, each once.
func TestTextIsTheModels(t *testing.T) {
	for name, doc := range documents(t) {
		t.Run(name, func(t *testing.T) {
			c := readOFD(t, write(t, laid(t, doc), ofd.Info{}))
			seen := map[string]bool{}
			var got []string
			var follow func(n *node, into *strings.Builder)
			follow = func(n *node, into *strings.Builder) {
				leaf := n.name != "Document" && n.name != "Table" && n.name != "THead" && n.name != "TBody" && n.name != "TR"
				if leaf && into == nil {
					into = &strings.Builder{}
					defer func() { got = append(got, into.String()) }()
				}
				for _, child := range n.children {
					if child.name != "ObjectRef" {
						follow(child, into)
						continue
					}
					if seen[child.text] {
						t.Errorf("object %s is read twice", child.text)
					}
					seen[child.text] = true
					for _, s := range c.text(t, c.objects[child.text], func(rune) int { return 1 }) {
						into.WriteRune(s.char)
					}
				}
			}
			follow(c.tags, nil)
			var want []string
			for _, block := range doc.Blocks {
				switch block := block.(type) {
				case *document.Paragraph:
					want = append(want, block.Text())
				case *document.Table:
					cells := slices.Clone(block.Cells)
					slices.SortStableFunc(cells, func(a, b document.Cell) int { return (a.Row-b.Row)*1000 + a.Col - b.Col })
					for _, cell := range cells {
						text := ""
						for _, p := range cell.Paragraphs {
							text += p.Text()
						}
						want = append(want, text)
					}
				}
			}
			if g, w := said(got), said(want); g != w {
				i := 0
				for i < min(len(g), len(w)) && g[i] == w[i] {
					i++
				}
				t.Errorf("got …%.60q, want …%.60q", g[max(0, i-30):], w[max(0, i-30):])
			}
		})
	}
}

// said joins texts; what the layout takes out (it is tested there) does not count: line breaks, variation selectors and
// other characters without a place of their own. A heading that runs into its paragraph is two elements, so the borders of
// elements do not count; TestTable holds cells apart. Letters and their accents are one character, as the layout draws them.
func said(list []string) string {
	const joiner = "\u034F" // package norm puts it between more than thirty accents (UAX 15, stream-safe text)
	return strings.ReplaceAll(norm.NFC.String(strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == 0xAD || r >= 0x200B && r <= 0x200F || r >= 0x2028 && r <= 0x202E || r >= 0x2060 && r <= 0x206F ||
			r >= 0xFE00 && r <= 0xFE0F || r == 0xFEFF || r >= 0xE0100 && r <= 0xE01EF || r >= 0x7F && r < 0xA0 || r < ' ' && r != '\t':
			return -1
		case r == 0xFFFE || r == 0xFFFF:
			return 0xFFFD
		}
		return r
	}, strings.Join(list, ""))), joiner, "")
}

// TestTable: the elements of a table say what a cell spans, what it heads, and what heads it.
func TestTable(t *testing.T) {
	c := readOFD(t, write(t, laid(t, hard()), ofd.Info{}))
	table := c.tags.child("Table")
	if table == nil {
		t.Fatal("no table")
	}
	var lines []string
	table.walk(func(n *node) {
		if n.name != "TH" && n.name != "TD" {
			return
		}
		text := ""
		n.walk(func(o *node) {
			if o.name == "ObjectRef" {
				text += c.objects[o.text].value("TextCode")
			}
		})
		heads := ""
		for _, id := range strings.Fields(n.attributes["Headers"]) {
			found := 0
			table.walk(func(h *node) {
				if h.name == "TH" && h.attributes["ID"] == id {
					found++
				}
			})
			heads += fmt.Sprint(found)
		}
		lines = append(lines, fmt.Sprint(n.name, " ", text, " ", n.attributes["Scope"], n.attributes["ColSpan"], n.attributes["RowSpan"], " ", heads))
	})
	want := []string{"TH 甲 Column ", "TH 乙 Column2 ", "TD 标签  1", "TD 12345  1", "TD 1234567890  1"}
	if !slices.Equal(lines, want) && !slices.Equal(lines, []string{want[0], want[1], "TH 标签 Row ", "TD 12345  11", "TD 1234567890  11"}) {
		t.Errorf("got %q", lines)
	}
	if table.attributes["Title"] != "表" || table.attributes["Summary"] != "两栏" || c.tags.space != ofd.Namespace {
		t.Errorf("the table is named %q, %q in %q", table.attributes["Title"], table.attributes["Summary"], c.tags.space)
	}
	inline := 0
	c.tags.walk(func(n *node) {
		if n.attributes["Placement"] == "Inline" {
			inline++
		}
	})
	if inline != 1 {
		t.Errorf("%d headings run into their paragraph, want 1", inline)
	}
}

func TestOutline(t *testing.T) {
	c := readOFD(t, write(t, laid(t, hard()), ofd.Info{}))
	var got []string
	var walk func(n *node, level int)
	walk = func(n *node, level int) {
		for _, e := range n.children {
			if e.name != "OutlineElem" {
				continue
			}
			dest := e.child("Actions").child("Action").child("Goto").child("Dest")
			page := slices.Index(c.pageIDs, dest.attributes["PageID"])
			got = append(got, fmt.Sprintf("%d %s %d", level, e.attributes["Title"], page))
			if top := number(t, dest.attributes["Top"]); top <= 0 || top > 297 {
				t.Errorf("%s leads to %v mm", e.attributes["Title"], top)
			}
			walk(e, level+1)
		}
	}
	walk(c.document.child("Outlines"), 1)
	if want := []string{"1 一、总体<情况> & “丙” 0", "2 （一）甲 0", "2 （二）乙 0", "1 二、末章"}; len(got) != 4 || !slices.Equal(got[:3], want[:3]) ||
		!strings.HasPrefix(got[3], want[3]) {
		t.Errorf("got %q", got)
	}
}

func TestMetadata(t *testing.T) {
	pages := laid(t, hard())
	info := ofd.Info{Title: "标题 & <题>\x01", Author: "示例局", Subject: "s\uFFFE", Date: time.Date(2024, 1, 15, 8, 30, 0, 0, time.FixedZone("", 8*3600)),
		Attachments: []ofd.Attachment{{Name: "report.json", Date: time.Date(2024, 1, 15, 8, 30, 0, 0, time.FixedZone("", 8*3600)), Data: []byte(`{"a": 1}`)}}}
	c := readOFD(t, write(t, pages, info))
	checkSchema(t, c)
	d := c.entrance.child("DocBody").child("DocInfo")
	for name, want := range map[string]string{"Title": "标题 & <题>\uFFFD", "Author": "示例局", "Subject": "s\uFFFD", "CreationDate": "2024-01-15", "ModDate": "2024-01-15"} {
		if got := d.value(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if got := c.attachments(t); string(got["report.json"]) != `{"a": 1}` {
		t.Errorf("attached: %q", got)
	}
	plain := readOFD(t, write(t, pages, ofd.Info{}))
	d = plain.entrance.child("DocBody").child("DocInfo")
	if d.child("CreationDate") != nil || d.child("ModDate") != nil || d.child("Author") != nil {
		t.Error("a date or an author without being asked")
	}
	if d.value("Title") != "示例县（甲）2023年<报告> & \"乙\"" {
		t.Errorf("the title of the pages is %q", d.value("Title"))
	}
	if len(plain.attachments(t)) != 0 || plain.document.child("Attachments") != nil {
		t.Error("something is attached without being asked")
	}
}

// TestIdentifier: the identifier is a UUID and differs where anything in the file differs.
func TestIdentifier(t *testing.T) {
	pages, other := laid(t, hard()), laid(t, composed(t, testdataReport(t)))
	attach := func(s string) []ofd.Attachment { return []ofd.Attachment{{Name: "a", Data: []byte(s)}} }
	seen := map[string]int{}
	for i, data := range [][]byte{write(t, pages, ofd.Info{}), write(t, other, ofd.Info{}), write(t, pages, ofd.Info{Title: "t"}), write(t, pages, ofd.Info{Author: "t"}),
		write(t, pages, ofd.Info{Date: time.Unix(1, 0)}), write(t, pages, ofd.Info{Attachments: attach("1")}), write(t, pages, ofd.Info{Attachments: attach("2")})} {
		id := readOFD(t, data).entrance.child("DocBody").child("DocInfo").value("DocID")
		if before, ok := seen[id]; ok {
			t.Errorf("files %d and %d have the identifier %s", before, i, id)
		}
		seen[id] = i
		if len(id) != 32 || id[12] != '8' || !strings.Contains("89ab", id[16:17]) {
			t.Errorf("%s is no UUID of version 8", id)
		}
	}
}

// TestSameBytes writes the same document in 16 goroutines.
func TestSameBytes(t *testing.T) {
	doc := composed(t, testdataReport(t))
	data := []byte(strings.Repeat("data ", 40000))
	info := ofd.Info{Attachments: []ofd.Attachment{{Name: "a.txt", Data: data}}}
	want := write(t, laid(t, doc), info)
	var wait sync.WaitGroup
	for range 16 {
		wait.Go(func() {
			for range 3 {
				if got := write(t, laid(t, doc), info); !bytes.Equal(got, want) {
					t.Error("other bytes")
					return
				}
			}
		})
	}
	wait.Wait()
	if string(data) != strings.Repeat("data ", 40000) {
		t.Error("the writer wrote into what was attached")
	}
}

// TestHostileText: whatever a run claims to hold, the file opens and shows it, or says that XML has no way to.
func TestHostileText(t *testing.T) {
	font := sfnt.Embedded().Chain("song").Main()
	run := func(chars ...rune) layout.Run {
		r := layout.Run{Font: font, Size: 32, Scale: 1000, X: 72000, Y: 100000, Element: layout.Artifact}
		for i, c := range chars {
			r.Glyphs = append(r.Glyphs, layout.Glyph{Char: c, ID: font.Glyph(c), X: int32(16000 * i)})
		}
		return r
	}
	pages := &layout.Pages{Width: 595000, Height: 842000, Title: "\x00\x1b]]>", Pages: []layout.Page{{Runs: []layout.Run{
		run(0, 1, 0x1F, 'a', '\t', 'b', '\n', 'c', '\r', 0x7F, 0x85), run([]rune("<&>\"']]><!--")...), run(0xD800, 'x', 0xDFFF, 0xFFFE, 0xFFFF, 0xFFFD), run(),
		run(-1, 0x110000, 0x7FFFFFFF), run(' '), run(' ', ' ', '甲', ' '), run('\u3000', 0x20BB7, 0x10FFFF, 'a', 0x1F600, ' '), run([]rune(strings.Repeat("国", 20000))...),
	}}}, Bookmarks: []layout.Bookmark{{Title: "<\x02>\"&\n", Level: 7}, {Title: "", Level: 0, Y: -5}}}
	pages.Pages[0].Runs[1].Element = 5 // there is no structure
	c := readOFD(t, write(t, pages, ofd.Info{Author: "\xff\xfe<"}))
	checkSchema(t, c)
	var got []rune
	c.pages[0].walk(func(n *node) {
		if n.name == "TextObject" {
			for _, s := range c.text(t, n, func(rune) int { return 1 }) {
				got = append(got, s.char)
			}
		}
	})
	var want []rune
	for _, r := range pages.Pages[0].Runs {
		for _, g := range r.Glyphs {
			c := readable(g.Char)
			if c < 0 || c > 0x10FFFF {
				c = 0xFFFD
			}
			want = append(want, c)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%d characters, want %d: %.200q", len(got), len(want), string(got))
	}
}

// TestObjectsAreCut: what stands behind white space or a character beyond U+FFFF begins an object of its own, so that
// readers that strip or count otherwise draw it with its own glyphs.
func TestObjectsAreCut(t *testing.T) {
	c := readOFD(t, write(t, laid(t, &document.Document{Blocks: []document.Block{
		&document.Paragraph{Role: document.Body, Runs: []document.Run{{Text: "甲 乙𠮷\u3000丙\uE000丁\u3000"}}},
	}}), ofd.Info{}))
	var got []string
	c.pages[0].walk(func(n *node) {
		if n.name == "TextObject" && len(got) < 5 {
			got = append(got, n.value("TextCode"))
		}
	})
	if want := []string{"甲 乙", "𠮷", "\u3000", "丙\uE000丁\u3000"}; !slices.Equal(got[:4], want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestExtent: the boundary holds ink that begins before the glyph's origin, with the line around bold glyphs, and is as narrow
// as condensed glyphs are.
func TestExtent(t *testing.T) {
	font := sfnt.Embedded().Chain("song").Main()
	early := 'A'
	for r := rune('!'); r < 0x3000; r++ {
		if g := font.Glyph(r); g != 0 && font.GlyphBounds(g).XMin < font.GlyphBounds(font.Glyph(early)).XMin {
			early = r
		}
	}
	const x = 72000
	run := layout.Run{Font: font, Size: 32, Scale: 500, Bold: true, X: x, Y: 100000, Element: layout.Artifact,
		Glyphs: []layout.Glyph{{Char: early, ID: font.Glyph(early)}}}
	c := readOFD(t, write(t, &layout.Pages{Width: 595000, Height: 842000, Pages: []layout.Page{{Runs: []layout.Run{run}}}}, ofd.Info{}))
	box := numbers(t, c.pages[0].child("Content").child("Layer").child("TextObject").attributes["Boundary"])
	ink := font.GlyphBounds(font.Glyph(early))
	unit, line := 16000*mm/float64(font.UnitsPerEm()), 16000*mm/30
	left := x*mm + float64(ink.XMin)*unit/2 - line/2
	right := x*mm + max(float64(ink.XMax)*unit/2+3*line, float64(font.Advance(font.Glyph(early)))*unit/2)
	if ink.XMin >= 0 {
		t.Fatalf("%c begins at %d", early, ink.XMin)
	}
	if box[0] > left || box[0]+box[2] > right+0.02 {
		t.Errorf("the boundary of %c goes from %.3f to %.3f, want from %.3f at least to %.3f at most", early, box[0], box[0]+box[2], left, right)
	}
}

// TestEmptyPages: pages without anything, whose parts are too short to become shorter, are kept apart.
func TestEmptyPages(t *testing.T) {
	c := readOFD(t, write(t, &layout.Pages{Width: 595000, Height: 842000, Pages: make([]layout.Page, 3)}, ofd.Info{}))
	checkSchema(t, c)
	if len(c.pages) != 3 || c.pages[0].child("Content") != nil || len(c.fonts) != 0 {
		t.Errorf("%d pages", len(c.pages))
	}
}

// TestRefused: what cannot be written is an error, and no file.
func TestRefused(t *testing.T) {
	pages := laid(t, hard())
	for _, name := range []string{"", ".", "..", "../a", "a/b", `a\b`, "年报.json", "a b", "attachments.XML", "a\x00"} {
		if data, err := ofd.Write(pages, ofd.Info{Attachments: []ofd.Attachment{{Name: name}}}); err == nil || data != nil {
			t.Errorf("an attachment %q is taken", name)
		}
	}
	if data, err := ofd.Write(pages, ofd.Info{Attachments: []ofd.Attachment{{Name: "a"}, {Name: "A"}}}); err == nil || data != nil {
		t.Error("two attachments of one name are taken")
	}
	if data, err := ofd.Write(&layout.Pages{Width: 1, Height: 1}, ofd.Info{}); err == nil || data != nil {
		t.Error("a document without pages is taken")
	}
}

// countdown is cancelled when it was asked a number of times.
type countdown struct {
	context.Context
	left int
}

func (c *countdown) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// TestCancelled: the context is asked for every page, for every font and before the container is put together.
func TestCancelled(t *testing.T) {
	pages := laid(t, composed(t, testdataReport(t)))
	type face struct {
		font *sfnt.Font
		bold bool
	}
	fonts := map[face]bool{}
	for _, p := range pages.Pages {
		for _, r := range p.Runs {
			fonts[face{r.Font, r.Bold}] = true
		}
	}
	for n := range len(pages.Pages) + len(fonts) + 1 {
		if data, err := ofd.NewWriter().Write(&countdown{t.Context(), n}, pages, ofd.Info{}); err == nil || data != nil {
			t.Fatalf("cancelled when asked for the %d. time, and written all the same", n+1)
		}
	}
	if _, err := ofd.NewWriter().Write(&countdown{t.Context(), len(pages.Pages) + len(fonts) + 1}, pages, ofd.Info{}); err != nil {
		t.Error(err)
	}
}
