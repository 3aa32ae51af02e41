package layout

import (
	"context"
	"strings"
	"testing"
	"unicode"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
)

// FuzzLay makes a document of the input: each line is a paragraph of some role, or, with bars, a row of a table. No
// input may panic or loop, and every visible character of a paragraph must be on the pages, once.
func FuzzLay(f *testing.F) {
	f.Add("一、总体情况\n根据《条例》（国令第711号），2023年公开信息12345条。\n甲|乙|丙\n1|2|3\n1|2|3\n", byte(0))
	f.Add(strings.Repeat("，", 100)+"\n"+strings.Repeat("a", 300)+"\n||\n", byte(7))
	f.Add("http://a.cn/"+strings.Repeat("b/", 200)+"\n\t\t\u3000\u2028✔\U000E0100", byte(255))
	f.Add("克\u0387诺·\u2126\u212A\u2011", byte(1))
	f.Fuzz(func(t *testing.T, text string, shape byte) {
		if len(text) > 4000 {
			return
		}
		doc, want := fuzzDocument(text, shape)
		s := *style.Default()
		if shape&1 != 0 {
			s.Typesetting = "clreq"
		}
		limits := limit.Default()
		limits.Pages = 200
		pages, list, err := Lay(context.Background(), doc, &s, sfnt.Embedded(), Options{Limits: limits})
		if err != nil {
			t.Fatal(err)
		}
		if pages == nil {
			if !list.Has("layout-page-limit") {
				t.Fatalf("no pages: %v", list)
			}
			return
		}
		got := map[rune]int{}
		for i := range pages.Pages {
			for _, r := range pages.Pages[i].Runs {
				if r.Element < 0 || pages.Structure[r.Element].Cell >= 0 {
					continue
				}
				for _, g := range r.Glyphs {
					got[g.Char]++
				}
			}
		}
		if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.M, r) || mayExpand(r) && len(expansion(r)) > 1 }) {
			return // put together or taken apart
		}
		// The cells of a table whose grid is unsound are printed as lines of text, and counted here as such.
		unsound := list.Has("layout-table-grid")
		for r, n := range want {
			if got[r] != n && !(unsound && got[r] > n) {
				t.Fatalf("%q (U+%04X) is printed %d times, want %d", r, r, got[r], n)
			}
		}
	})
}

// fuzzDocument also counts the visible characters of the paragraphs outside tables.
func fuzzDocument(text string, shape byte) (*document.Document, map[rune]int) {
	doc, want := &document.Document{}, map[rune]int{}
	var rows [][]string
	flush := func() {
		if len(rows) > 0 {
			columns := 0
			for _, row := range rows {
				columns = max(columns, len(row))
			}
			table := &document.Table{Rows: len(rows), HeaderRows: int(shape >> 6), Whole: shape&2 != 0, Size: 8 + int(shape)/2}
			for r, row := range rows {
				for c := range columns {
					cell := document.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Role: document.Label}
					if c < len(row) {
						cell.Paragraphs = []*document.Paragraph{{Runs: []document.Run{{Text: row[c]}}}}
					}
					table.Cells = append(table.Cells, cell)
				}
			}
			doc.Blocks = append(doc.Blocks, table)
		}
		rows = nil
	}
	for i, line := range strings.Split(text, "\n") {
		if strings.Contains(line, "|") {
			rows = append(rows, strings.Split(line, "|"))
			continue
		}
		flush()
		role := document.Role(int(shape)+i) % (document.Header + 1)
		doc.Blocks = append(doc.Blocks, &document.Paragraph{Role: role, KeepNext: i%3 == 0, Runs: []document.Run{{Text: line, Bold: i%5 == 0}}})
		for _, r := range line {
			if classOf(r)&(space|newline) == 0 && !ignorable(r) {
				want[r]++
			}
		}
	}
	flush()
	return doc, want
}
