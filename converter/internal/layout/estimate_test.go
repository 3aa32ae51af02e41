package layout

import (
	"context"
	"runtime"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
)

// The estimate never says more pages than there are, whatever the text is made of: a document that fits is not refused.
func TestLeastPagesAreAtMostThePages(t *testing.T) {
	texts := map[string]string{
		"ideographs": "国", "marks": "，。（）", "Latin": "illi ", "digits": "2023年1月", "spaces": "国　　", "narrow spaces": "i  ", "rare": "\U00020000国",
		"words": "information ", "line breaks": "甲\n", "variations": "葛\ufe00", "half width": "ｱｲ", "dashes": "——", "bold": "国",
	}
	for _, typesetting := range []string{"word", "clreq"} {
		s := *style.Default()
		s.Typesetting = typesetting
		for name, text := range texts {
			doc := &document.Document{}
			for _, n := range []int{1, 40, 5000} {
				p := &document.Paragraph{Role: document.Body, Runs: []document.Run{{Text: strings.Repeat(text, n), Bold: name == "bold"}}}
				doc.Blocks = append(doc.Blocks, p, &document.Paragraph{Role: document.Section, Runs: p.Runs[:min(1, 5000/n-1)]}, &document.Loose{Lines: []document.Line{{Text: text}, {}}})
			}
			doc.Blocks = append(doc.Blocks, simpleTable(3, 4))
			pages, list, err := Lay(context.Background(), doc, &s, sfnt.Embedded(), Options{Limits: limit.Default()})
			if pages == nil {
				t.Fatalf("%s: %v, %v", name, list, err)
			}
			l := &layouter{style: &s}
			if least := l.leastPages(doc); least > len(pages.Pages) {
				t.Errorf("%s, %s: at least %d pages, and there are %d", name, typesetting, least, len(pages.Pages))
			}
		}
	}
}

func simpleTable(rows, columns int) *document.Table {
	t := &document.Table{Rows: rows, Columns: make([]int, columns)}
	for row := range rows {
		for col := range columns {
			t.Columns[col] = 1000
			t.Cells = append(t.Cells, document.Cell{Row: row, Col: col, RowSpan: 1, ColSpan: 1, Paragraphs: []*document.Paragraph{{Runs: []document.Run{{Text: "甲"}}}}})
		}
	}
	return t
}

// A text far beyond the limit of pages is refused before its characters are shaped: 20 MB of prose took 470 MB.
func TestTooManyPagesCostNothing(t *testing.T) {
	limits := limit.Default()
	limits.Pages = 10
	doc := &document.Document{}
	for range 2000 {
		doc.Blocks = append(doc.Blocks, &document.Paragraph{Role: document.Body, Runs: []document.Run{{Text: strings.Repeat("国", 1000)}}})
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	pages, list, err := Lay(t.Context(), doc, style.Default(), sfnt.Embedded(), Options{Limits: limits})
	runtime.ReadMemStats(&after)
	if pages != nil || err != nil || len(list) != 1 || list[0].Code != "layout-page-limit" || list[0].Severity != diag.Error {
		t.Fatalf("%v, %v", list, err)
	}
	if n := after.TotalAlloc - before.TotalAlloc; n > 4<<20 {
		t.Errorf("%d MB for a refusal", n>>20)
	}
}
