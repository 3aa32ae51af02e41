package layout

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/style"
)

// outlineOf writes the structure as text: an element a line, indented below the one around it, with what is printed for it.
func outlineOf(p *Pages) string {
	texts := make([]string, len(p.Structure))
	for i := range p.Pages {
		for _, r := range p.Pages[i].Runs {
			if r.Element != Artifact {
				for _, g := range r.Glyphs {
					texts[r.Element] += string(g.Char)
				}
			}
		}
	}
	var b strings.Builder
	for i, e := range p.Structure {
		depth := 0
		for up := e.Parent; up >= 0; up = p.Structure[up].Parent {
			depth++
		}
		b.WriteString(strings.Repeat(" ", depth))
		switch e.Kind {
		case Heading:
			fmt.Fprintf(&b, "H%d", e.Level)
			if e.RunIn {
				b.WriteString(" in line")
			}
		case HeaderCell:
			b.WriteString([]string{"?", "TH column", "TH row"}[e.Scope])
		case DataCell:
			b.WriteString("TD")
			for _, h := range e.Headers {
				b.WriteString(" <" + texts[h] + ">")
			}
		default:
			b.WriteString([]string{"P", "", "Table", "THead", "TBody", "TR"}[e.Kind])
		}
		if e.RowSpan > 1 || e.ColSpan > 1 {
			fmt.Fprintf(&b, " %dx%d", e.RowSpan, e.ColSpan)
		}
		if texts[i] != "" {
			b.WriteString(" " + texts[i])
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestStructure(t *testing.T) {
	p := func(role document.Role, runs ...document.Run) *document.Paragraph {
		return &document.Paragraph{Role: role, Runs: runs}
	}
	cell := func(texts ...string) []*document.Paragraph {
		var list []*document.Paragraph
		for _, text := range texts {
			list = append(list, p(document.None, document.Run{Text: text}))
		}
		return list
	}
	for name, c := range map[string]struct {
		blocks []document.Block
		want   []string
	}{
		"headings go down one step at a time": {
			[]document.Block{p(document.Title, document.Run{Text: "年度\n报告"}), p(document.Section, document.Run{Text: "一、甲"}),
				p(document.Heading3, document.Run{Text: "（1）乙"}), p(document.Section, document.Run{Text: "二、丙"})},
			[]string{"H1 年度报告", "H2 一、甲", "H3 （1）乙", "H2 二、丙"},
		},
		"without a title": {
			[]document.Block{p(document.Section, document.Run{Text: "一、甲"}), body("乙"), p(document.Signature, document.Run{Text: "某局"})},
			[]string{"H1 一、甲", "P 乙", "P 某局"},
		},
		"a heading in line": {
			[]document.Block{p(document.Body, document.Run{Text: "（一）甲。", As: document.Heading1}, document.Run{Text: "乙"}, document.Run{Text: "丙", Bold: true})},
			[]string{"H1 in line （一）甲。", "P 乙丙"},
		},
		"nothing behind the heading in line": {
			[]document.Block{p(document.Body, document.Run{Text: "（一）甲。", As: document.Heading1})},
			[]string{"P （一）甲。"},
		},
		"bold at the beginning is no heading": {
			[]document.Block{p(document.Body, document.Run{Text: "甲。", Bold: true}, document.Run{Text: "乙"})},
			[]string{"P 甲。乙"},
		},
		"an empty paragraph": {
			[]document.Block{body(""), body("甲")},
			[]string{"P 甲"},
		},
		"blanks at the end of a line": {
			[]document.Block{body(strings.Repeat("国", 26) + "ab of the  end\u3000甲")},
			[]string{"P " + strings.Repeat("国", 26) + "ab of the  end\u3000甲"},
		},
		"a head, groups and figures": {
			[]document.Block{table([]int{2000, 2000, 2000, 2000}, 2,
				[]string{"项", "<", "数", "<"},
				[]string{"^", "^", "甲", "乙"},
				[]string{"一组", "子", "1", "2"},
				[]string{"^", "丑", "3", "4"})},
			[]string{"Table", " THead", "  TR", "   TH column 2x2 项", "   TH column 1x2 数", "  TR", "   TH column 甲", "   TH column 乙",
				" TBody", "  TR", "   TH row 2x1 一组", "   TH row 子", "   TD <数> <甲> <一组> <子> 1", "   TD <数> <乙> <一组> <子> 2",
				"  TR", "   TH row 丑", "   TD <数> <甲> <一组> <丑> 3", "   TD <数> <乙> <一组> <丑> 4"},
		},
		"two heads in one table": {
			[]document.Block{table([]int{2000, 2000}, 0,
				[]string{"第一", "<"}, []string{"内容", "件数"}, []string{"规章", "1"},
				[]string{"第二", "<"}, []string{"内容二", "金额"}, []string{"收费", "2"})},
			[]string{"Table", " TR", "  TH column 1x2 第一", " TR", "  TH column 内容", "  TH column 件数", " TR", "  TH row 规章",
				"  TD <第一> <件数> <规章> 1", " TR", "  TH column 1x2 第二", " TR", "  TH column 内容二", "  TH column 金额", " TR",
				"  TH row 收费", "  TD <第二> <金额> <收费> 2"},
		},
		"paragraphs in a cell": {
			[]document.Block{&document.Table{Rows: 1, Columns: []int{3000, 3000}, Size: 21, Cells: []document.Cell{
				{RowSpan: 1, ColSpan: 1, Role: document.Label, Paragraphs: cell("甲", "乙")},
				{Col: 1, RowSpan: 1, ColSpan: 1, Role: document.Number, Paragraphs: cell("1")}}}},
			[]string{"Table", " TR", "  TH row", "   P 甲", "   P 乙", "  TD <> 1"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			pages, _ := lay(t, c.blocks...)
			if got := outlineOf(pages); got != strings.Join(c.want, "\n")+"\n" {
				t.Errorf("got\n%swant\n%s", got, strings.Join(c.want, "\n"))
			}
		})
	}
}

// TestDeepHeadings: PDF has six levels of headings, whatever a style says.
func TestDeepHeadings(t *testing.T) {
	data, err := os.ReadFile("../../../templates/styles/gbt9704.json")
	if err != nil {
		t.Fatal(err)
	}
	deep := regexp.MustCompile(`("(?:body|signature)": \{)`).ReplaceAllString(string(data), `$1"outline": 9, `)
	s, err := style.Parse([]byte(deep))
	if err != nil {
		t.Fatal(err)
	}
	var blocks []document.Block
	for _, role := range []document.Role{document.Title, document.Section, document.Heading1, document.Heading2, document.Heading3, document.Body, document.Signature} {
		blocks = append(blocks, &document.Paragraph{Role: role, Runs: []document.Run{{Text: "甲"}}})
	}
	pages, _ := layIn(t, s, blocks...)
	if got := outlineOf(pages); got != "H1 甲\nH2 甲\nH3 甲\nH4 甲\nH5 甲\nH6 甲\nH6 甲\n" {
		t.Error(got)
	}
}

// TestStructureOfSplitTable: what a further page repeats is no content, and nothing is read twice.
func TestStructureOfSplitTable(t *testing.T) {
	grid := longTable(2, 60)
	pages, _ := lay(t, grid)
	if len(pages.Pages) < 3 {
		t.Fatalf("%d pages", len(pages.Pages))
	}
	for i, text := range cellTexts(pages, grid) {
		if text != grid.Cells[i].Text() {
			t.Errorf("cell %d is read as %q, want %q", i, text, grid.Cells[i].Text())
		}
	}
}
