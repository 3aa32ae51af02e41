package pdf_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/pagetest"
	"nianbao/converter/internal/pdf"
	"nianbao/converter/internal/pdftest"
	"nianbao/converter/internal/reporttest"
	"nianbao/converter/internal/seeded"
)

// archival is what files of the archive say of themselves.
func archival(profile pdf.Profile) pdf.Info {
	info := attached()
	info.Profile, info.Author, info.Subject = profile, "示例局", "年度报告"
	info.Date = time.Date(2024, 1, 15, 8, 30, 0, 0, time.FixedZone("", 8*3600))
	return info
}

// profiles are those of the writer with what a judge expects of them.
var profiles = map[string]struct {
	write pdf.Profile
	judge pdftest.Profile
}{
	"a3a+ua1": {pdf.A3aUA1, pdftest.A3aUA1}, "a4f+ua2": {pdf.A4fUA2, pdftest.A4fUA2}, "a2b": {pdf.A2b, pdftest.A2b},
	"a1b": {pdf.A1b, pdftest.A1b}, "none": {pdf.Plain, pdftest.Plain},
}

// awkward is a document with what structure trees get wrong: words that end at the end of a line, blanks of all kinds, a
// paragraph over three pages, a table over several pages whose groups and header go on, a cell higher than a page, cells
// of several paragraphs and of none, headings that leave levels out, private use.
func awkward() *document.Document {
	p := func(role document.Role, runs ...document.Run) *document.Paragraph {
		return &document.Paragraph{Role: role, Runs: runs}
	}
	cell := func(row, col, rows, cols int, role document.Role, texts ...string) document.Cell {
		c := document.Cell{Row: row, Col: col, RowSpan: rows, ColSpan: cols, Role: role}
		for _, text := range texts {
			c.Paragraphs = append(c.Paragraphs, p(role, document.Run{Text: text}))
		}
		return c
	}
	doc := &document.Document{Blocks: []document.Block{
		p(document.Title, document.Run{Text: "示例县\n2023年报告"}),
		p(document.Heading2, document.Run{Text: "1.先行的小标题"}),
		p(document.Section, document.Run{Text: "一、总体情况"}),
		p(document.Body, document.Run{Text: "（三）乙。", As: document.Heading3}, document.Run{Text: "其后"}, document.Run{Text: "粗", Bold: true}, document.Run{Text: "。"}),
		p(document.Body, document.Run{Text: strings.Repeat("the end of the line is a blank ", 40)}),
		p(document.Body, document.Run{Text: strings.Repeat("国\u3000家  of\u2003the\u00a0a ", 90)}),
		p(document.Body, document.Run{Text: strings.Repeat("长段落，", 500)}),
		p(document.Body),
		p(document.Body, document.Run{Text: "甲\ue000\ue001乙\U000F0001𬭎✔é"}),
	}}
	long := &document.Table{Caption: "长表", Description: "两列", HeaderRows: 2, Rows: 103, Columns: []int{1500, 3000, 2000, 2000}, Size: 21}
	long.Cells = append(long.Cells, cell(0, 0, 2, 2, document.Header, "项目"), cell(0, 2, 1, 2, document.Header, "数量"),
		cell(1, 2, 1, 1, document.Header, "本年"), cell(1, 3, 1, 1, document.Header, "上年"))
	for row := 2; row < 102; row++ {
		if row%50 == 2 {
			long.Cells = append(long.Cells, cell(row, 0, 50, 1, document.Label, fmt.Sprintf("第%d组", row/50+1)))
		}
		long.Cells = append(long.Cells, cell(row, 1, 1, 1, document.Label, fmt.Sprintf("第 %d 行 of the table", row)), cell(row, 2, 1, 1, document.Number, fmt.Sprint(row)),
			cell(row, 3, 1, 1, document.Number))
	}
	long.Cells = append(long.Cells, cell(102, 0, 1, 2, document.Label, "高行", "第二段"), cell(102, 2, 1, 2, document.Number, strings.Repeat("高", 900)))
	doc.Blocks = append(doc.Blocks, long, p(document.Section, document.Run{Text: "二、末章"}), p(document.Signature, document.Run{Text: "示例县局"}),
		p(document.Date, document.Run{Text: "2024年1月15日"}))
	return doc
}

// judgedDocuments are documents of all kinds; long runs (NIANBAO_LONG) draw more of them.
func judgedDocuments(t *testing.T) map[string]*document.Document {
	t.Helper()
	docs := map[string]*document.Document{"hard": hard(), "awkward": awkward(), "generated": pagetest.Composed(t, pagetest.Generated(1))}
	files, err := filepath.Glob("../../../testdata/*/report.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no test data", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r, list := contract.Decode(data, edition.OfficialForms().Vocabulary())
		if r == nil {
			t.Fatal(list)
		}
		docs[filepath.Base(filepath.Dir(file))] = pagetest.Composed(t, r)
	}
	count := seeded.Part(40, 10)
	if long() {
		count = 2000
	}
	for i := range count {
		docs[fmt.Sprint("random ", i)] = pagetest.Composed(t, reporttest.Random(rand.New(rand.NewPCG(uint64(i), 3))))
	}
	return docs
}

// TestFilesAreJudged: files of every profile break no rule, and the structure tree says what the document says: every heading
// with its level, every paragraph, every cell at its place, nothing twice and nothing left out.
func TestFilesAreJudged(t *testing.T) {
	for name, doc := range judgedDocuments(t) {
		pages := pagetest.Laid(t, doc)
		for profile, p := range profiles {
			inAll := name == "hard" || name == "awkward" || name == "generated" || seeded.Whole() && !strings.HasPrefix(name, "random")
			if profile != "a3a+ua1" && !inAll {
				continue // what profiles differ in does not depend on the document
			}
			t.Run(name+" "+profile, func(t *testing.T) {
				f := judged(t, write(t, pages, archival(p.write)), titled(p.judge, doc))
				if !p.judge.Tagged {
					return
				}
				tree, err := f.Tree()
				if err != nil {
					t.Fatal(err)
				}
				sameLines(t, treeLines(t, tree), modelLines(doc))
				outlineIsOfHeadings(t, f, tree)
			})
		}
	}
}

// titled takes the claim of being accessible back for documents without a title.
func titled(p pdftest.Profile, doc *document.Document) pdftest.Profile {
	for _, b := range doc.Blocks {
		if b, ok := b.(*document.Paragraph); ok && b.Role == document.Title && strings.TrimSpace(b.Text()) != "" {
			return p
		}
	}
	p.Accessible = false
	return p
}
