package read

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/write"
	"nianbao/converter/internal/style"
)

// generator makes documents of the shape that package compose makes, with more variety than any report has.
type generator struct{ *rand.Rand }

var words = []string{"政府信息公开", "申请", "1,234.50", "“引号”", "——", "……", "𬭎", "喆", "a<b>&\"c'", "  ", " 首", "尾 ", "\u3000", "\u00a0", "]]>", "%", "（一）", "\t", "\u2028", "&amp;", "é", "~", "\u200b", "0"}

func (g generator) text(breaks bool) string {
	var b strings.Builder
	for range 1 + g.IntN(6) {
		b.WriteString(words[g.IntN(len(words))])
		if breaks && g.IntN(5) == 0 {
			b.WriteString("\n")
		}
	}
	b.WriteString("末") // compose writes no paragraph of white space, and none that ends in a break
	return b.String()
}

func (g generator) runs(role document.Role) []document.Run {
	var runs []document.Run
	for i := range 1 + g.IntN(4) {
		r := document.Run{Text: g.text(role == document.Title), Bold: g.IntN(3) == 0}
		if i == 0 {
			r.Text = strings.TrimLeft(r.Text, "\n")
			if role == document.Body && g.IntN(3) == 0 {
				r.As = document.Heading1 + document.Role(g.IntN(3))
			}
		}
		runs = append(runs, r)
	}
	return runs
}

func (g generator) table() *document.Table {
	t := &document.Table{Rows: 1 + g.IntN(8), Size: 18 + g.IntN(5), Whole: g.IntN(2) == 0}
	columns := 1 + g.IntN(12)
	for range columns {
		t.Columns = append(t.Columns, sliver+g.IntN(2000))
	}
	t.HeaderRows = g.IntN(t.Rows + 1)
	if g.IntN(3) > 0 {
		t.Key, t.Edition = []string{"requests", "disputes", "some_thing", "表", "a-b"}[g.IntN(5)], []string{"2021", "2019"}[g.IntN(2)]
	}
	if g.IntN(3) > 0 {
		t.Caption, t.Description = g.text(false), g.text(false)
	}
	if g.IntN(2) == 0 {
		t.SplitBefore = []int{g.IntN(t.Rows + 1)}
	}
	taken := make([]bool, t.Rows*columns)
	for at := range taken {
		if taken[at] {
			continue
		}
		c := document.Cell{Row: at / columns, Col: at % columns, RowSpan: 1, ColSpan: 1, Role: []document.Role{document.Header, document.Label, document.Number}[g.IntN(3)]}
		for c.Col+c.ColSpan < columns && !taken[at+c.ColSpan] && g.IntN(4) == 0 {
			c.ColSpan++
		}
		for c.Row+c.RowSpan < t.Rows && g.IntN(4) == 0 {
			c.RowSpan++
		}
		for row := range c.RowSpan {
			for col := range c.ColSpan {
				taken[at+row*columns+col] = true
			}
		}
		for range 1 + g.IntN(8)/7 {
			p := &document.Paragraph{Role: c.Role}
			if g.IntN(3) > 0 {
				p.Runs = []document.Run{{Text: g.text(false), Bold: g.IntN(6) == 0}}
			}
			c.Paragraphs = append(c.Paragraphs, p)
		}
		t.Cells = append(t.Cells, c)
	}
	return t
}

func (g generator) document() *document.Document {
	d := &document.Document{}
	if g.IntN(4) > 0 {
		d.Meta = document.Meta{Own: true, Format: "2021", Organization: g.text(false), Year: 1900 + g.IntN(1100), TitleDerived: g.IntN(2) == 0, PrintedTitle: g.text(true), DateISO: "2024-01-15"}
	}
	roles := []document.Role{document.Title, document.Section, document.Heading1, document.Heading2, document.Heading3, document.Body, document.Body, document.Signature, document.Date}
	for range g.IntN(12) {
		if g.IntN(4) == 0 {
			d.Blocks = append(d.Blocks, g.table())
			continue
		}
		role := roles[g.IntN(len(roles))]
		d.Blocks = append(d.Blocks, &document.Paragraph{Role: role, Runs: g.runs(role), KeepNext: g.IntN(2) == 0})
	}
	return d
}

// TestWriteRead: what is written reads the same, for any document of the shape that compose makes.
func TestWriteRead(t *testing.T) {
	n := 400
	if testing.Short() {
		n = 100
	}
	for i := range n {
		g := generator{rand.New(rand.NewPCG(uint64(i), 1))}
		want := g.document()
		data, err := write.Document(want, style.Default())
		if err != nil {
			t.Fatalf("seed %d: %v", i, err)
		}
		got, list := read(t, data)
		if len(list) > 0 {
			t.Fatalf("seed %d: %v", i, list)
		}
		if a, b := normal(got), normal(want); !reflect.DeepEqual(a, b) {
			t.Fatalf("seed %d: %s", i, difference(a, b))
		}
	}
}

// rewrite writes a document that was read and reads it again: the same text in the same cells. A table with holes cannot
// be written, which the writer says.
func rewrite(t testing.TB, doc *document.Document) {
	t.Helper()
	data, err := write.Document(doc, style.Default())
	if err != nil {
		return
	}
	again := sound(t, data)
	if again == nil {
		t.Fatal("what was written is refused")
	}
	if a, b := texts(again.Blocks), texts(doc.Blocks); a != b {
		t.Fatalf("read, written and read again:\n%s\nfirst:\n%s", a, b)
	}
}

// texts writes the text of blocks and the places of cells.
func texts(blocks []document.Block) string {
	var b strings.Builder
	for _, block := range blocks {
		switch block := block.(type) {
		case *document.Paragraph:
			fmt.Fprintf(&b, "%q\n", block.Text())
		case *document.Table:
			for i := range block.Cells {
				c := &block.Cells[i]
				fmt.Fprintf(&b, "%d,%d %d×%d %q\n", c.Row, c.Col, c.RowSpan, c.ColSpan, c.Text())
				for _, inner := range c.Tables {
					b.WriteString(texts([]document.Block{inner}))
				}
			}
		}
	}
	return b.String()
}

// TestCharacters: whatever a text holds, the file opens, and what XML can hold comes back.
func TestCharacters(t *testing.T) {
	for text, want := range map[string]string{
		"a\x00b": "a\uFFFDb", "\x0b\x1f": "\uFFFD\uFFFD", "\ufffe\uffff": "\uFFFD\uFFFD", "\xff": "\uFFFD", "\xed\xa0\x80": "\uFFFD\uFFFD\uFFFD",
		"\uffef\ufffd": "\uffef\ufffd", "a\r\nb\rc": "a\nb\nc", "<&>\"'": "<&>\"'", "\u007f\u0085\u2028": "\u007f\u0085\u2028", "\U0010ffff": "\U0010ffff",
	} {
		doc := &document.Document{Blocks: []document.Block{&document.Paragraph{Role: document.Body, Runs: []document.Run{{Text: text}}},
			&document.Table{Key: "k", Edition: "e", Caption: text, Rows: 1, Columns: []int{900}, Cells: []document.Cell{{RowSpan: 1, ColSpan: 1}}}},
			Meta: document.Meta{Own: true, Organization: text}}
		data, err := write.Document(doc, style.Default())
		if err != nil {
			t.Fatal(err)
		}
		got, _ := read(t, data)
		if s := got.Blocks[0].(*document.Paragraph).Text(); s != want {
			t.Errorf("%q came back as %q, want %q", text, s, want)
		}
	}
}
