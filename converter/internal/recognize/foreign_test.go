package recognize_test

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/recognize"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/webpage"
	"nianbao/converter/report"
)

// asPage is a report as a page of somebody else: the bare article, without what tells that it is ours.
func asPage(t *testing.T, r *report.Report) string {
	t.Helper()
	doc, found := compose.Document(r, edition.Official(), style.Default())
	if doc == nil {
		t.Fatal(found)
	}
	html := string(webpage.Write(doc, style.Default(), true))
	return regexp.MustCompile(` (?:data-[a-z-]+|class|id|scope|headers)="[^"]*"`).ReplaceAllString(html, "")
}

// judgeReading compares the figures of a reading and looks for the origin of each.
func judgeReading(t *testing.T, doc *document.Document, want *report.Report) (missing int, found diag.List) {
	t.Helper()
	got, evidence, found := recognize.Report(context.Background(), doc, edition.Official())
	if got == nil {
		t.Fatal(found)
	}
	wrong, missing := compareTables(got, want, found)
	if len(wrong) > 0 {
		t.Errorf("%v\n%s", wrong, found.In(diag.English))
	}
	for table, cells := range got.Tables {
		for k, c := range cells {
			if o, ok := evidence.Cell(table, k); !ok || o.Raw != c.String() {
				t.Errorf("%s.%s.%s comes from %+v", table, k.Row, k.Col, o)
			}
		}
	}
	return missing, found
}

var dataRow = regexp.MustCompile(`(?s)<tr[^>]*>.*?</tr>`)

// TestPagesOfOthers: tables of pages whose rows lack cells, that are cut in two, or that stand in others.
func TestPagesOfOthers(t *testing.T) {
	row := func(html, label string, edit func(row string) string) string {
		return dataRow.ReplaceAllStringFunc(html, func(s string) string {
			if !strings.Contains(s, label) {
				return s
			}
			return edit(s)
		})
	}
	cell := regexp.MustCompile(`(?s)<td[^>]*>(?:[^<]|<[^/t]|</[^t])*</td>`)
	without := func(n int) func(string) string { // the n-th cell of the row from its end
		return func(s string) string {
			at := cell.FindAllStringIndex(s, -1)
			a := at[len(at)-n]
			return s[:a[0]] + s[a[1]:]
		}
	}
	for _, c := range []struct {
		name  string
		edit  func(html string) string
		least int
	}{
		{"nothing", func(s string) string { return s }, 100},
		{"a row lacks its last cell", func(s string) string { return row(s, "重复申请", without(1)) }, 95},
		{"a row lacks a cell in the middle", func(s string) string { return row(s, "重复申请", without(4)) }, 95},
		{"a row lacks its first cell", func(s string) string { return row(s, "重复申请", without(7)) }, 95},
		{"a row of the disclosure table lacks a cell", func(s string) string { return row(s, "规章", without(2)) }, 95},
		{"the disputes lack a cell", func(s string) string {
			tables := strings.LastIndex(s, "<tr")
			return s[:tables] + without(3)(s[tables:])
		}, 85},
		{"the tables stand in a table", func(s string) string {
			return "<table><tr><td>栏目</td><td>" + s + "</td></tr></table>"
		}, 100},
		{"a heading of the page cuts a table", func(s string) string {
			at := strings.Index(s, "（五）")
			at = strings.LastIndex(s[:at], "<tr")
			return s[:at] + "</table><p>云溪市商务局2023年政府信息公开工作年度报告</p><table>" + s[at:]
		}, 90},
	} {
		for _, version := range []string{"2021", "2019"} {
			for _, sparse := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s/%s/%v", c.name, version, sparse), func(t *testing.T) {
					t.Parallel()
					want := numbered(version, sparse)
					doc, _ := webpage.Read(context.Background(), []byte(c.edit(asPage(t, want))), limit.Default())
					if doc == nil {
						t.Fatal("refused")
					}
					if doc.Meta.Own {
						t.Fatal("the page is taken for our own")
					}
					whole := 0
					for _, cells := range want.Tables {
						whole += len(cells)
					}
					if missing, found := judgeReading(t, doc, want); !sparse && 100*(whole-missing) < c.least*whole {
						t.Errorf("%d of %d figures are missing\n%s", missing, whole, found.In(diag.English))
					}
				})
			}
		}
	}
}

// TestNestedTables: tables in the cells of a table that only arranges them read as if they stood alone; a table in a
// data cell is no blank.
func TestNestedTables(t *testing.T) {
	want := numbered("2021", false)
	composed := func() *document.Document {
		doc, _ := compose.Document(want, edition.Official(), style.Default())
		doc.Meta = document.Meta{}
		return doc
	}
	t.Run("arranged", func(t *testing.T) {
		doc := composed()
		side := document.Cell{RowSpan: 1, ColSpan: 1, Paragraphs: []*document.Paragraph{{Runs: []document.Run{{Text: "栏目"}}}}}
		for i, b := range doc.Blocks {
			if inner, ok := b.(*document.Table); ok {
				inner.Key, inner.Edition = "", ""
				doc.Blocks[i] = &document.Table{Rows: 1, Cells: []document.Cell{side, {Col: 1, RowSpan: 1, ColSpan: 1, Tables: []*document.Table{inner}}}}
			}
		}
		if missing, found := judgeReading(t, doc, want); missing > 0 {
			t.Errorf("%d missing: %v", missing, found)
		}
	})
	for _, texts := range [][]string{{"77"}, {"7", "7"}} {
		t.Run(fmt.Sprint("in a cell ", texts), func(t *testing.T) {
			doc := composed()
			inner := &document.Table{Rows: 1}
			for i, s := range texts {
				inner.Cells = append(inner.Cells, document.Cell{Col: i, RowSpan: 1, ColSpan: 1, Paragraphs: []*document.Paragraph{{Runs: []document.Run{{Text: s}}}}})
			}
			for _, b := range doc.Blocks {
				if outer, ok := b.(*document.Table); ok {
					at := slices.IndexFunc(outer.Cells, func(c document.Cell) bool { return c.Text() == "1001" })
					if at >= 0 {
						outer.Cells[at].Paragraphs, outer.Cells[at].Tables = nil, []*document.Table{inner}
					}
				}
			}
			changed := numbered("2021", false)
			read, _ := report.ParseCell(strings.Join(texts, "|"))
			setFirst(changed, "1001", read)
			judgeReading(t, doc, changed)
		})
	}
}
