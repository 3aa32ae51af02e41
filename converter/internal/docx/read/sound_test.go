package read

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
)

// sound reads data, which may be anything, and checks what must hold of every answer: a document or an error and never
// both, tables whose cells lie on their grid, text that a report may hold, complete messages.
func sound(t testing.TB, data []byte) *document.Document {
	t.Helper()
	doc, list := Document(context.Background(), data, limit.Default())
	worst, any := list.Worst()
	if refused := any && worst == diag.Error; refused == (doc != nil) {
		t.Fatalf("a document: %v, an error: %v", doc != nil, refused)
	}
	for _, d := range list {
		for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
			if m := d.Message(lang); m == string(d.Code) {
				t.Errorf("no message for %s", d.Code)
			}
		}
	}
	if doc == nil {
		return nil
	}
	soundBlocks(t, doc.Blocks)
	return doc
}

func soundBlocks(t testing.TB, blocks []document.Block) {
	t.Helper()
	for _, b := range blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			soundParagraph(t, b)
		case *document.Table:
			checkTables(t, b)
			for i := range b.Cells {
				for _, p := range b.Cells[i].Paragraphs {
					soundParagraph(t, p)
				}
			}
		default:
			t.Fatalf("a block of another kind: %T", b)
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
