package read

import (
	"context"
	"reflect"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/docxtest"
	"nianbao/converter/internal/docx/names"
	"nianbao/converter/internal/docx/write"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
)

// normal returns what of a document a reader can know: no type size, no page breaking.
func normal(doc *document.Document) *document.Document {
	out := &document.Document{Meta: doc.Meta}
	paragraph := func(p *document.Paragraph) *document.Paragraph {
		c := &document.Paragraph{Role: p.Role, Outline: p.Outline}
		for _, r := range p.Runs {
			if r.As == p.Role {
				r.As = document.None
			}
			if n := len(c.Runs); n > 0 && c.Runs[n-1].Bold == r.Bold && c.Runs[n-1].As == r.As {
				c.Runs[n-1].Text += r.Text
			} else if r.Text != "" {
				c.Runs = append(c.Runs, r)
			}
		}
		return c
	}
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			out.Blocks = append(out.Blocks, paragraph(b))
		case *document.Table:
			t := &document.Table{Key: b.Key, Edition: b.Edition, Caption: b.Caption, Description: b.Description,
				Columns: b.Columns, HeaderRows: b.MarkedHeaders(), Rows: b.Rows}
			if names.Bookmark(b) == "" {
				t.Key, t.Edition = "", ""
			}
			for _, cell := range b.Cells {
				c := cell
				c.Paragraphs = nil
				c.FigureRow, c.FigureCol = "", "" // for the writer
				for _, p := range cell.Paragraphs {
					c.Paragraphs = append(c.Paragraphs, paragraph(p))
				}
				t.Cells = append(t.Cells, c)
			}
			out.Blocks = append(out.Blocks, t)
		}
	}
	return out
}

func read(t testing.TB, data []byte) (*document.Document, diag.List) {
	t.Helper()
	doc, list := Document(context.Background(), data, limit.Default())
	if doc == nil {
		t.Fatalf("refused: %s", list.In(diag.English))
	}
	return doc, list
}

func TestOwnFile(t *testing.T) {
	want := docxtest.Sample(t)
	data, err := write.Document(want, style.Default())
	if err != nil {
		t.Fatal(err)
	}
	got, list := read(t, data)
	if got.Title != want.Meta.PrintedTitle {
		t.Errorf("the properties call it %q, want %q", got.Title, want.Meta.PrintedTitle)
	}
	if len(list) > 0 {
		t.Errorf("diagnostics on our own file: %v", list)
	}
	if a, b := normal(got), normal(want); !reflect.DeepEqual(a, b) {
		t.Errorf("read back differently:\n%s", difference(a, b))
	}
}
