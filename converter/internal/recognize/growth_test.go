package recognize

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/plaintext"
	"nianbao/converter/internal/seeded"
)

// mostGrowth is how much more an input of twice the size may cost.
const mostGrowth = 2.2

const (
	growthFront = "示例市商务局2022年政府信息公开工作年度报告\n一、总体情况\n信息。\n二、主动公开政府信息情况\n行政许可 5\n行政处罚 4\n行政强制 5\n"
	growthBack  = "五、存在的主要问题及改进情况\n问题。\n六、其他需要报告的事项\n无。\n示例市商务局\n2023年1月5日\n"
	growthWhole = growthFront + growthBack
)

// growthKinds is what an input may repeat.
var growthKinds = []struct{ name, text string }{
	{"sentences", "信息。\n"},
	{"words", "工作情况良好\n"},
	{"figures", "0\n"},
	{"numerals", "一\n"},
	{"one heading", "一、总体情况\n"},
	{"headings with text", "一、总体情况\n信息。\n六、其他需要报告的事项\n信息。\n"},
	{"all headings", "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n"},
	{"periods", "2023年1月1日至2022年12月31日\n"},
	{"labels", "规章\n行政规范性文件\n行政许可\n"},
	{"rows", "一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1\n"},
	{"titles", "示例市商务局2022年政府信息公开工作年度报告\n"},
	{"parts of titles", "2022年政府信息公开\n工作\n"},
	{"signatures", "示例市商务局\n"},
	{"days", "2023年1月15日\n"},
	{"signatures with days", "示例市商务局\n2023年1月15日\n"},
	{"organs", "示例市商务局认真贯彻落实\n"},
	{"organs in a row", "示例市商务局示例市商务局示例市商务局在示例市商务局\n"},
	{"announcements", "现将示例市商务局2022年度政府信息公开\n"},
	{"plans", "2022年，我局将继续\n"},
	{"asides", "（一）工作\n"},
	{"titles of documents", "《示例市商务局2022年\n"},
	{"attachments", "附件：1. 名称\n"},
	{"addresses", "抄送：示例市人民政府\n"},
	{"notes", "（公开（全文）\n"},
	{"ordinals", "一、工作\n"},
	{"bold", "**工作**\n"},
	{"rows of bars", "| 行政许可 | 5 |\n"},
}

// TestGrowth: an input of twice the size takes twice the memory and the allocations, and so twice the steps, whatever it
// repeats: lines, paragraphs, one long line, one long paragraph, inside a report and without one. What is found is the
// more the same.
func TestGrowth(t *testing.T) {
	forms := []struct {
		name string
		make func(text string, n int) *document.Document
	}{
		{"lines", func(text string, n int) *document.Document { return growthLines(t, strings.Repeat(text, n)) }},
		{"lines within a report", func(text string, n int) *document.Document {
			return growthLines(t, growthFront+strings.Repeat(text, n)+growthBack)
		}},
		{"lines behind a report", func(text string, n int) *document.Document {
			return growthLines(t, growthWhole+strings.Repeat(text, n))
		}},
		{"one line", func(text string, n int) *document.Document {
			return growthLines(t, strings.Repeat(strings.ReplaceAll(text, "\n", ""), n))
		}},
		{"paragraphs", func(text string, n int) *document.Document {
			return growthParagraphs(strings.Split(growthFront+strings.Repeat(text, n)+growthBack, "\n"))
		}},
		{"one paragraph", func(text string, n int) *document.Document {
			return growthParagraphs([]string{"一、总体情况", strings.Repeat(strings.ReplaceAll(text, "\n", ""), n)})
		}},
	}
	for i, form := range forms {
		for j, kind := range growthKinds {
			if (i+j)%seeded.Part(1, 7) != 0 {
				continue // each kind in a part of the forms
			}
			t.Run(form.name+"/"+kind.name, func(t *testing.T) { // not in parallel: what is allocated is counted for the process
				grows(t, func(n int) *document.Document { return form.make(kind.text, n) })
			})
		}
	}
}

// TestGrowthOfTables is TestGrowth for tables: many small ones, and one of many rows.
func TestGrowthOfTables(t *testing.T) {
	row := func(at int, cells ...string) []document.Cell {
		var out []document.Cell
		for col, text := range cells {
			out = append(out, document.Cell{Row: at, Col: col, RowSpan: 1, ColSpan: 1, Paragraphs: []*document.Paragraph{{Runs: []document.Run{{Text: text}}}}})
		}
		return out
	}
	within := func(tables ...document.Block) *document.Document {
		doc := growthParagraphs(strings.Split(growthFront, "\n"))
		doc.Blocks = append(append(doc.Blocks, tables...), growthParagraphs(strings.Split(growthBack, "\n")).Blocks...)
		return doc
	}
	t.Run("small tables", func(t *testing.T) {
		grows(t, func(n int) *document.Document {
			var all []document.Block
			for range n {
				all = append(all, &document.Table{Cells: row(0, "行政许可", "5")})
			}
			return within(all...)
		})
	})
	t.Run("rows", func(t *testing.T) {
		grows(t, func(n int) *document.Document {
			table := &document.Table{}
			for i := range n {
				table.Cells = append(table.Cells, row(i, "行政许可", "5")...)
			}
			return within(table)
		})
	})
	t.Run("reports", func(t *testing.T) {
		grows(t, func(n int) *document.Document {
			var b strings.Builder
			for i := range n / 40 {
				b.WriteString(strings.ReplaceAll(growthWhole, "示例市", fmt.Sprintf("示例%d市", i)))
			}
			return growthLines(t, b.String())
		})
	})
}

// grows measures what documents of growing size cost.
func grows(t *testing.T, make func(n int) *document.Document) {
	t.Helper()
	cost := func(n int) (bytes, objects float64) {
		doc := make(n)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		Reports(context.Background(), doc, edition.Official())
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc - before.TotalAlloc), float64(after.Mallocs - before.Mallocs)
	}
	// The pools of regular expressions must depend neither on the collector nor on which processor asks.
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	const least = 800
	cost(1) // what is prepared once
	bytes, objects := cost(least)
	twiceBytes, twiceObjects := cost(2 * least)
	// Slices that are doubled as they grow may just have been doubled.
	if twiceBytes > 1.5*mostGrowth*bytes || twiceObjects > mostGrowth*objects {
		t.Errorf("%.0f bytes and %.0f objects become %.0f and %.0f", bytes, objects, twiceBytes, twiceObjects)
	}
}

func growthLines(t *testing.T, text string) *document.Document {
	t.Helper()
	doc, found := plaintext.Read(context.Background(), []byte(text), limit.Default())
	if doc == nil {
		t.Fatal(found)
	}
	return doc
}

func growthParagraphs(lines []string) *document.Document {
	doc := &document.Document{}
	for _, line := range lines {
		doc.Blocks = append(doc.Blocks, &document.Paragraph{Runs: []document.Run{{Text: line}}})
	}
	return doc
}
