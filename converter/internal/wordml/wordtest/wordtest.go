// Package wordtest helps the tests of the readers of Word's relatives: it writes down a document in a few lines, and says what must
// hold of whatever such a reader answers.
package wordtest

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
)

// Dump writes one line a paragraph and one a row; a cell as text, with its spans where it has any, behind a bar. Bold stands in
// asterisks, the outline level in front: "1:总体情况".
func Dump(doc *document.Document) string {
	var b strings.Builder
	if doc != nil {
		blocks(&b, doc.Blocks)
	}
	return b.String()
}

func blocks(b *strings.Builder, list []document.Block) {
	for _, block := range list {
		switch block := block.(type) {
		case *document.Paragraph:
			b.WriteString(paragraph(block) + "\n")
		case *document.Table:
			table(b, block)
		}
	}
}

func paragraph(p *document.Paragraph) string {
	var b strings.Builder
	if p.Outline > 0 {
		fmt.Fprintf(&b, "%d:", p.Outline)
	}
	for _, r := range p.Runs {
		text := strings.NewReplacer("\n", "↵", "\t", "→").Replace(r.Text)
		if r.Bold {
			text = "*" + text + "*"
		}
		b.WriteString(text)
	}
	return b.String()
}

func table(b *strings.Builder, t *document.Table) {
	taken := map[[2]int]bool{}
	row, col := -1, 0
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Row != row {
			if row >= 0 {
				b.WriteString("|\n")
			}
			row, col = c.Row, 0
		}
		for taken[[2]int{row, col}] {
			col++
		}
		b.WriteByte('|')
		if c.Col != col {
			fmt.Fprintf(b, "@%d ", c.Col)
		}
		col = c.Col + c.ColSpan
		for y := c.Row; y < c.Row+c.RowSpan; y++ {
			for x := c.Col; x < c.Col+c.ColSpan; x++ {
				taken[[2]int{y, x}] = true
			}
		}
		if c.RowSpan > 1 || c.ColSpan > 1 {
			fmt.Fprintf(b, "%d×%d ", c.RowSpan, c.ColSpan)
		}
		for j, p := range c.Paragraphs {
			if j > 0 {
				b.WriteString("¶")
			}
			b.WriteString(paragraph(p))
		}
		for _, inner := range c.Tables {
			b.WriteString("[\n")
			table(b, inner)
			b.WriteString("]")
		}
	}
	b.WriteString("|\n")
}

// Codes returns the codes of what was found, in order, once each.
func Codes(found diag.List) string {
	var all []string
	seen := map[diag.Code]bool{}
	for _, d := range found {
		if !seen[d.Code] {
			seen[d.Code] = true
			all = append(all, string(d.Code))
		}
	}
	return strings.Join(all, " ")
}

// Sound checks what must hold of every answer to any bytes: a document or an error and never both, tables whose cells lie apart on
// their grid, text that a report may hold, complete messages.
func Sound(t testing.TB, doc *document.Document, found diag.List) {
	t.Helper()
	worst, any := found.Worst()
	if refused := any && worst == diag.Error; refused == (doc != nil) {
		t.Fatalf("a document: %v, an error: %v", doc != nil, refused)
	}
	for _, d := range found {
		if m := d.Message(diag.Chinese); m == string(d.Code) || strings.Contains(m, "{") && !strings.Contains(fmt.Sprint(d), "{") {
			t.Errorf("the message of %s: %s", d.Code, m)
		}
	}
	if doc != nil {
		soundBlocks(t, doc.Blocks)
	}
}

func soundBlocks(t testing.TB, list []document.Block) {
	t.Helper()
	for _, block := range list {
		switch block := block.(type) {
		case *document.Paragraph:
			soundParagraph(t, block)
		case *document.Table:
			soundTable(t, block)
		default:
			t.Fatalf("a block of another kind: %T", block)
		}
	}
}

func soundTable(t testing.TB, table *document.Table) {
	t.Helper()
	taken := map[[2]int]bool{}
	for i := range table.Cells {
		c := &table.Cells[i]
		if c.RowSpan < 1 || c.ColSpan < 1 || c.Row < 0 || c.Col < 0 || c.Row+c.RowSpan > table.Rows {
			t.Fatalf("a cell at %d,%d spans %d × %d of %d rows", c.Row, c.Col, c.RowSpan, c.ColSpan, table.Rows)
		}
		for row := c.Row; row < c.Row+c.RowSpan; row++ {
			for col := c.Col; col < c.Col+c.ColSpan; col++ {
				if taken[[2]int{row, col}] {
					t.Fatalf("two cells at %d,%d", row, col)
				}
				taken[[2]int{row, col}] = true
			}
		}
		for _, p := range c.Paragraphs {
			soundParagraph(t, p)
		}
		for _, inner := range c.Tables {
			soundTable(t, inner)
		}
	}
}

func soundParagraph(t testing.TB, p *document.Paragraph) {
	t.Helper()
	for _, r := range p.Runs {
		bad := strings.ContainsFunc(r.Text, func(c rune) bool {
			return c < ' ' && c != '\n' && c != '\t' || c == 0xFFFE || c == 0xFFFF
		})
		if r.Text == "" || !utf8.ValidString(r.Text) || bad {
			t.Fatalf("a run %q", r.Text)
		}
	}
}
