package read

import (
	"fmt"
	"strings"

	"nianbao/converter/internal/document"
)

// dump writes a document one line a paragraph or cell, for comparison and for golden texts.
func dump(doc *document.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "meta %+v\n", doc.Meta)
	dumpBlocks(&b, doc.Blocks, "")
	return b.String()
}

func dumpBlocks(b *strings.Builder, blocks []document.Block, indent string) {
	for _, block := range blocks {
		switch block := block.(type) {
		case *document.Paragraph:
			fmt.Fprintf(b, "%s%s\n", indent, dumpParagraph(block))
		case *document.Table:
			dumpTable(b, block, indent)
		}
	}
}

func dumpTable(b *strings.Builder, t *document.Table, indent string) {
	fmt.Fprintf(b, "%stable %d rows %d header, columns %v, key %q %q, caption %q %q\n", indent, t.Rows, t.HeaderRows, t.Columns,
		t.Key, t.Edition, t.Caption, t.Description)
	for i := range t.Cells {
		c := &t.Cells[i]
		fmt.Fprintf(b, "%s  %d,%d", indent, c.Row, c.Col)
		if c.RowSpan != 1 || c.ColSpan != 1 {
			fmt.Fprintf(b, " %d×%d", c.RowSpan, c.ColSpan)
		}
		if c.Role != document.None {
			fmt.Fprintf(b, " %s", c.Role)
		}
		for _, p := range c.Paragraphs {
			fmt.Fprintf(b, " %s", dumpParagraph(p))
		}
		b.WriteByte('\n')
		for _, inner := range c.Tables {
			dumpTable(b, inner, indent+"    ")
		}
	}
}

func dumpParagraph(p *document.Paragraph) string {
	var b strings.Builder
	if p.Role != document.None {
		fmt.Fprintf(&b, "<%s>", p.Role)
	}
	if p.Outline != 0 {
		fmt.Fprintf(&b, "<outline %d>", p.Outline)
	}
	for _, r := range p.Runs {
		mark := ""
		if r.Bold {
			mark += "*"
		}
		if r.As != document.None {
			mark += "as " + r.As.String() + ":"
		}
		fmt.Fprintf(&b, "[%s%q]", mark, r.Text)
	}
	if len(p.Runs) == 0 {
		b.WriteString("[]")
	}
	return b.String()
}

// difference shows the first lines in which two documents differ.
func difference(got, want *document.Document) string {
	a, b := strings.Split(dump(got), "\n"), strings.Split(dump(want), "\n")
	for i := 0; i < max(len(a), len(b)); i++ {
		x, y := "(nothing)", "(nothing)"
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		if x != y {
			return fmt.Sprintf("line %d\n got %s\nwant %s", i+1, x, y)
		}
	}
	return "the same text; something that dump does not show"
}
