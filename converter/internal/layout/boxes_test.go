package layout_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
)

// boxed lays a document out.
func boxed(t *testing.T, doc *document.Document) *layout.Pages {
	t.Helper()
	pages, found, err := layout.Lay(t.Context(), doc, style.Default(), sfnt.Embedded(), layout.Options{Limits: limit.Default()})
	if err != nil || pages == nil {
		t.Fatalf("%v %v", err, found)
	}
	return pages
}

// lines is a paragraph of so many lines.
func lines(role document.Role, n int) *document.Paragraph {
	return &document.Paragraph{Role: role, Runs: []document.Run{{Text: strings.Repeat("国", 28*n-3)}}}
}

// TestBoxes: all that is printed of a paragraph or a cell stands in a box of its own on its page, boxes overlap nowhere, and
// whatever is on a page, blank cells too, has one. Among the documents are those whose last page is fitted into the one
// before, with success and without.
func TestBoxes(t *testing.T) {
	editions := edition.Official()
	docs := map[string]*document.Document{}
	for seed := range uint64(12) {
		doc, found := compose.Document(seeded.Report(seed, editions.Editions[seed%2], int(seed%4)), editions, style.Default())
		if doc == nil {
			t.Fatal(found)
		}
		docs[fmt.Sprint("report ", seed)] = doc
	}
	for n := 18; n < 30; n++ {
		docs[fmt.Sprint("lines ", n)] = &document.Document{Blocks: []document.Block{lines(document.Body, n), lines(document.Body, 1)}}
		docs[fmt.Sprint("signed ", n)] = &document.Document{Blocks: []document.Block{lines(document.Body, 22), lines(document.Body, n), lines(document.Signature, 1), lines(document.Date, 1)}}
	}
	tall := &document.Table{Rows: 2, Columns: []int{4000, 4000}}
	for i, text := range []string{"甲", "乙", strings.Repeat("很长的说明。", 400), "1"} {
		tall.Cells = append(tall.Cells, document.Cell{Row: i / 2, Col: i % 2, RowSpan: 1, ColSpan: 1, Role: document.Label,
			Paragraphs: []*document.Paragraph{{Role: document.Label, Runs: []document.Run{{Text: text}}}}})
	}
	docs["a row of several pages"] = &document.Document{Blocks: []document.Block{lines(document.Body, 3), tall}}
	full := &document.Table{Rows: 39, Columns: []int{8845}} // the page has no line that could move, so that the last one stays
	for i := range full.Rows {
		full.Cells = append(full.Cells, document.Cell{Row: i, RowSpan: 1, ColSpan: 1, Role: document.Label,
			Paragraphs: []*document.Paragraph{{Role: document.Label, Runs: []document.Run{{Text: "项目"}}}}})
	}
	docs["nothing but a table"] = &document.Document{Blocks: []document.Block{full, lines(document.Signature, 1), lines(document.Date, 1)}}
	for name, doc := range docs {
		t.Run(name, func(t *testing.T) { checkBoxes(t, doc, boxed(t, doc)) })
	}
}

func checkBoxes(t *testing.T, doc *document.Document, pages *layout.Pages) {
	t.Helper()
	type part struct{ block, cell int }
	has := map[part]bool{}
	for i, a := range pages.Boxes {
		has[part{a.Block, a.Cell}] = true
		if a.Width <= 0 || a.Height <= 0 || a.Page < 0 || a.Page >= len(pages.Pages) {
			t.Errorf("the box %+v", a)
		}
		for _, b := range pages.Boxes[i+1:] {
			if a.Page == b.Page && a.X < b.X+b.Width && b.X < a.X+a.Width && a.Y < b.Y+b.Height && b.Y < a.Y+a.Height {
				t.Errorf("%+v and %+v overlap", a, b)
			}
		}
	}
	for i, block := range doc.Blocks {
		switch b := block.(type) {
		case *document.Paragraph:
			if !has[part{i, -1}] {
				t.Errorf("block %d has no box", i)
			}
		case *document.Table:
			for c := range b.Cells {
				if !has[part{i, c}] {
					t.Errorf("cell %d of block %d has no box", c, i)
				}
			}
		}
	}
	for index, page := range pages.Pages {
		for _, r := range page.Runs {
			if r.Element < 0 {
				continue
			}
			e := pages.Structure[r.Element]
			first, last := r.X+int(r.Glyphs[0].X), r.X+int(r.Glyphs[len(r.Glyphs)-1].X)
			if !slices.ContainsFunc(pages.Boxes, func(b layout.Box) bool {
				return b.Page == index && b.Block == int(e.Block) && b.Cell == int(e.Cell) && first >= b.X && last < b.X+b.Width && r.Y > b.Y && r.Y <= b.Y+b.Height
			}) {
				t.Errorf("page %d: a run at %d, %d of block %d, cell %d is in no box of that", index, r.X, r.Y, e.Block, e.Cell)
			}
		}
	}
}
