package pdf_test

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/pagetest"
	"nianbao/converter/internal/pdf"
	"nianbao/converter/internal/style"
)

// hard is a document with everything that a painter can get wrong.
func hard() *document.Document {
	p := func(role document.Role, runs ...document.Run) *document.Paragraph {
		return &document.Paragraph{Role: role, Runs: runs}
	}
	return &document.Document{Blocks: []document.Block{
		p(document.Title, document.Run{Text: "示例县（甲）\n2023年报告"}),
		p(document.Section, document.Run{Text: "一、总体情况"}),
		p(document.Heading1, document.Run{Text: "（一）甲"}),
		p(document.Body, document.Run{Text: "（二）乙。", As: document.Heading1}, document.Run{Text: "喆𬭎✔😀"}, document.Run{Text: "粗体", Bold: true},
			document.Run{Text: strings.Repeat("国，2023年——Word（a\\b）……5·15", 12) + "\u3000末 尾\u2003。￥"}),
		&document.Table{Caption: "表", Size: 19, Rows: 1, Columns: []int{4000, 622, 4223}, Cells: []document.Cell{
			{RowSpan: 1, ColSpan: 1, Role: document.Label, Paragraphs: []*document.Paragraph{p(document.Label, document.Run{Text: "标签"})}},
			{Col: 1, RowSpan: 1, ColSpan: 1, Role: document.Number, Paragraphs: []*document.Paragraph{p(document.Number, document.Run{Text: "12345"})}},
			{Col: 2, RowSpan: 1, ColSpan: 1, Role: document.Number, Paragraphs: []*document.Paragraph{p(document.Number, document.Run{Text: "1234567890"})}},
		}},
		p(document.Section, document.Run{Text: "二、末章"}),
	}}
}

func write(t testing.TB, pages *layout.Pages, info pdf.Info) []byte {
	t.Helper()
	data, err := pdf.Write(pages, info)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestPagesArePainted reads files back as a viewer does and compares every glyph with the layout: its character, its
// place within 1/50 pt, the outline of the embedded font's glyph with that of the source.
func TestPagesArePainted(t *testing.T) {
	for name, pages := range map[string]*layout.Pages{
		"hard": pagetest.Laid(t, hard()), "testdata": pagetest.Laid(t, pagetest.Composed(t, pagetest.Report(t))), "generated": pagetest.Laid(t, pagetest.Composed(t, pagetest.Generated(1))),
		"official": pagetest.Laid(t, official(t)),
	} {
		t.Run(name, func(t *testing.T) {
			f := readPDF(t, write(t, pages, pdf.Info{}))
			catalog := f.follow(f.trailer, "/Root")
			tree := f.follow(catalog.dict, "/Pages")
			fonts := map[string]*pdfFont{}
			resources := f.follow(f.follow(tree.dict, "/Kids").dict, "/Resources")
			for i := 1; strings.Contains(resources.dict, fmt.Sprintf("/F%d ", i)); i++ {
				fonts[fmt.Sprintf("F%d", i)] = f.font(f.follow(resources.dict, fmt.Sprintf("/F%d", i)))
			}
			kids := strings.Split(f.find(tree.dict, `/Kids\[(.*)\]`), " R")
			if len(kids)-1 != len(pages.Pages) {
				t.Fatalf("%d pages, want %d", len(kids)-1, len(pages.Pages))
			}
			for i := range pages.Pages {
				var number int
				fmt.Sscan(kids[i], &number)
				page := f.objects[number]
				if f.follow(page.dict, "/Parent").dict != tree.dict {
					t.Errorf("page %d has another parent", i+1)
				}
				f.rules = nil
				comparePage(t, pages, i, f.page(f.follow(page.dict, "/Contents").stream, fonts))
				for k, r := range pages.Pages[i].Rules {
					if len(f.rules) != len(pages.Pages[i].Rules) || f.rules[k] != r.Colour {
						t.Fatalf("the rules of page %d are of the colours %06X", i+1, f.rules)
					}
				}
			}
		})
	}
}

// official is a report in the form of an official document: parts of it are red.
func official(t testing.TB) *document.Document {
	t.Helper()
	d, found := compose.DocumentInShell(context.Background(), pagetest.Report(t), edition.Official(), style.Default(), &compose.Shell{Number: "示政发〔2024〕1号"}, nil)
	if d == nil {
		t.Fatal(found)
	}
	return d
}

func comparePage(t *testing.T, pages *layout.Pages, index int, got []shown) {
	t.Helper()
	k := 0
	for _, r := range pages.Pages[index].Runs {
		for _, g := range r.Glyphs {
			if k == len(got) {
				t.Fatalf("page %d: only %d glyphs are painted", index+1, k)
			}
			s := got[k]
			k++
			x, y := float64(r.X+int(g.X))/1000, float64(pages.Height-r.Y)/1000
			if s.text != string(g.Char) || math.Abs(s.x-x) > 0.02 || math.Abs(s.y-y) > 0.001 || s.size != float64(r.Size)/2 || s.bold != r.Bold || s.colour != r.Colour {
				t.Fatalf("page %d: %q at %.3f,%.3f size %v, want %q at %.3f,%.3f size %v", index+1, s.text, s.x, s.y, s.size, g.Char, x, y, float64(r.Size)/2)
			}
			want, err1 := r.Font.Outline(g.ID)
			have, err2 := s.font.program.Outline(uint16(s.cid))
			if err1 != nil || err2 != nil || !slices.Equal(want, have) {
				t.Fatalf("page %d: %q is drawn differently in the file (%v, %v)", index+1, g.Char, err1, err2)
			}
			if w := s.font.program.Advance(uint16(s.cid)) * 1000 / s.font.program.UnitsPerEm(); w != s.font.width(s.cid) {
				t.Fatalf("%q: width %d in the file, %d in the font", g.Char, s.font.width(s.cid), w)
			}
		}
	}
	if k != len(got) {
		t.Errorf("page %d: %d glyphs too many", index+1, len(got)-k)
	}
}

// TestTextIsTheModels: what a reader copies from the pages is the report's own text, whatever glyphs draw it.
func TestTextIsTheModels(t *testing.T) {
	doc := hard()
	pages := pagetest.Laid(t, doc)
	f := readPDF(t, write(t, pages, pdf.Info{}))
	var all strings.Builder
	for _, o := range f.objects {
		if strings.Contains(o.dict, "/Type0") {
			for _, text := range f.font(o).text {
				all.WriteString(text)
			}
		}
	}
	for _, block := range doc.Blocks {
		if p, ok := block.(*document.Paragraph); ok {
			for _, r := range p.Text() {
				if r != '\n' && !strings.ContainsRune(all.String(), r) {
					t.Errorf("%c (U+%04X) is in no ToUnicode map", r, r)
				}
			}
		}
	}
}

func TestOutline(t *testing.T) {
	f := readPDF(t, write(t, pagetest.Laid(t, hard()), pdf.Info{}))
	root := f.follow(f.follow(f.trailer, "/Root").dict, "/Outlines")
	var walk func(o object, level int) []string
	walk = func(o object, level int) []string {
		var out []string
		if !strings.Contains(o.dict, "/First") {
			return nil
		}
		for item := f.follow(o.dict, "/First"); ; item = f.follow(item.dict, "/Next") {
			out = append(out, fmt.Sprintf("%d %s", level, decodeText(f.find(item.dict, `(?s)/Title\((.*?)\)/Parent`))))
			out = append(out, walk(item, level+1)...)
			if !strings.Contains(f.follow(item.dict, "/Dest[").dict, "/Type/Page") {
				t.Error("a bookmark leads to no page")
			}
			if !strings.Contains(item.dict, "/Next") {
				return out
			}
		}
	}
	want := []string{"1 一、总体情况", "2 （一）甲", "2 （二）乙", "1 二、末章"}
	if got := walk(root, 1); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if count := f.find(root.dict, `/Count (\d+)`); count != "4" {
		t.Errorf("%s entries", count)
	}
}

func decodeText(s string) string {
	s = strings.NewReplacer(`\\`, `\`, `\(`, "(", `\)`, ")", `\r`, "\r").Replace(s)
	var b strings.Builder
	for i := 2; i+1 < len(s); i += 2 {
		b.WriteRune(rune(s[i])<<8 | rune(s[i+1]))
	}
	return b.String()
}

func TestMetadata(t *testing.T) {
	zone := time.FixedZone("", 8*3600)
	info := pdf.Info{Title: "标题 & <题>", Author: "示例局", Subject: "s", Date: time.Date(2024, 1, 15, 8, 30, 0, 0, zone)}
	info.Profile = pdf.A1b // its objects can be read as they stand
	data := string(write(t, pagetest.Laid(t, hard()), info))
	for _, want := range []string{"/CreationDate(D:20240115083000+08'00')", "<xmp:CreateDate>2024-01-15T08:30:00+08:00</xmp:CreateDate>",
		"标题 &amp; &lt;题&gt;", "<rdf:li>示例局</rdf:li>", "/Lang(zh-CN)", "/DisplayDocTitle true"} {
		if !strings.Contains(data, want) {
			t.Errorf("%s is missing", want)
		}
	}
	plain := string(write(t, pagetest.Laid(t, hard()), pdf.Info{Profile: pdf.A1b}))
	if strings.Contains(plain, "Date(") || strings.Contains(plain, "xmp:CreateDate") {
		t.Error("a date without being asked")
	}
	if !strings.Contains(plain, "示例县（甲）2023年报告</rdf:li>") {
		t.Error("the title of the pages is missing")
	}
}

// TestSameBytes writes the same document in 16 goroutines. NIANBAO_LONG=1 makes it 1,000 times; run it with -race.
func TestSameBytes(t *testing.T) {
	doc := pagetest.Composed(t, pagetest.Report(t))
	want := write(t, pagetest.Laid(t, doc), pdf.Info{})
	repeats := 2
	if long() {
		repeats = 1000 / 16
	}
	var wait sync.WaitGroup
	for range 16 {
		wait.Go(func() {
			for range repeats {
				if got := write(t, pagetest.Laid(t, doc), pdf.Info{}); !bytes.Equal(got, want) {
					t.Error("other bytes")
					return
				}
			}
		})
	}
	wait.Wait()
}

// TestLongReport: a report of 60 pages and more.
func TestLongReport(t *testing.T) {
	r := pagetest.Generated(3)
	for len(r.Prose["overview"]) < 170 {
		r.Prose["overview"] = append(r.Prose["overview"], pagetest.Generated(int64(len(r.Prose["overview"]))).Prose["problems"]...)
	}
	pages := pagetest.Laid(t, pagetest.Composed(t, r))
	if len(pages.Pages) < 60 {
		t.Fatalf("%d pages", len(pages.Pages))
	}
	readPDF(t, write(t, pages, pdf.Info{}))
}

// TestRequestsTableOnOnePage: table 三 stands whole on one page, at 五号 (10.5 pt).
func TestRequestsTableOnOnePage(t *testing.T) {
	doc := pagetest.Composed(t, pagetest.Report(t))
	pages := pagetest.Laid(t, doc)
	for i, block := range doc.Blocks {
		table, ok := block.(*document.Table)
		if !ok || table.Key != "requests" {
			continue
		}
		if table.Size != style.Default().Table.Sizes[0] {
			t.Errorf("set at %d half-points", table.Size)
		}
		on := map[int]bool{}
		for p := range pages.Pages {
			for _, r := range pages.Pages[p].Runs {
				if r.Element != layout.Artifact && pages.Structure[r.Element].Block == int32(i) {
					on[p] = true
				}
			}
		}
		if len(on) != 1 {
			t.Errorf("stands on %d pages", len(on))
		}
	}
}
