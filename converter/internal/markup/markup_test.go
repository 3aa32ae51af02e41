package markup_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/markup"
)

var update = flag.Bool("update", false, "write what is read into testdata/cases.txt")

// show prints a document: a line of text as number, colon, text; a table as its rows. A cell is its text, with the rows
// and columns that it spans, and ∅ for a place where the source has no cell.
func show(doc *document.Document) string {
	var b strings.Builder
	for _, block := range doc.Blocks {
		switch block := block.(type) {
		case *document.Loose:
			for _, l := range block.Lines {
				if l.Text != "" {
					fmt.Fprintf(&b, "%d: %s\n", l.Number, l.Text)
				}
			}
		case *document.Paragraph:
			fmt.Fprintf(&b, "%d: ¶ %s\n", block.Place.Line, block.Text())
		case *document.Table:
			b.WriteString(showTable(block))
		}
	}
	return b.String()
}

func showTable(t *document.Table) string {
	var b strings.Builder
	form := "spans"
	if t.Flat {
		form = "flat"
	}
	fmt.Fprintf(&b, "table at %d:%d, %s", t.Place.Line, t.Place.Column, form)
	row := -1
	for i := range t.Cells {
		c := &t.Cells[i]
		for ; row < c.Row; row++ {
			b.WriteString("\n ")
		}
		b.WriteString(" [" + strings.ReplaceAll(c.Text(), "\n", "⏎"))
		if c.RowSpan > 1 || c.ColSpan > 1 {
			fmt.Fprintf(&b, " %d×%d", c.RowSpan, c.ColSpan)
		}
		if c.Place.Line == 0 {
			b.WriteString("∅")
		}
		b.WriteString("]")
	}
	b.WriteByte('\n')
	return b.String()
}

func read(t rapid.TB, text string) *document.Document {
	t.Helper()
	doc, found := markup.Read(context.Background(), []byte(text), limit.Default())
	if doc == nil {
		t.Fatalf("refused: %v", found)
	}
	return doc
}

const casesFile = "testdata/cases.txt"

// textCase is one case of the file: a name behind %%%%, the input, and behind >>>> what is read.
type textCase struct{ name, input, want string }

func cases(t testing.TB) []textCase {
	t.Helper()
	data, err := os.ReadFile(casesFile)
	if err != nil {
		t.Fatal(err)
	}
	var out []textCase
	for _, part := range strings.Split(string(data), "%%%% ")[1:] {
		name, rest, _ := strings.Cut(part, "\n")
		input, want, ok := strings.Cut(rest, ">>>>\n")
		if !ok {
			t.Fatalf("%s: no >>>>", name)
		}
		out = append(out, textCase{name, input, strings.TrimRight(want, "\n") + "\n"})
	}
	return out
}

func TestCases(t *testing.T) {
	var out strings.Builder
	for _, c := range cases(t) {
		got := show(read(t, c.input))
		fmt.Fprintf(&out, "%%%%%%%% %s\n%s>>>>\n%s\n", c.name, c.input, got)
		if got != c.want && !*update {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
	if *update {
		if err := os.WriteFile(casesFile, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
