package read

import (
	"bytes"
	"encoding/xml"
	"regexp"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/docxtest"
	"nianbao/converter/internal/docx/names"
	"nianbao/converter/internal/docx/write"
	"nianbao/converter/internal/style"
)

// writeForm writes a document as a form.
func writeForm(t testing.TB, doc *document.Document) []byte {
	t.Helper()
	w, err := write.NewWriter(style.Default())
	if err != nil {
		t.Fatal(err)
	}
	data, err := w.WriteForm(t.Context(), doc)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// smallForm is small with figures that have names.
func smallForm() *document.Document {
	doc := docxtest.Small()
	for _, b := range doc.Blocks {
		if t, ok := b.(*document.Table); ok {
			for i := range t.Cells {
				if c := &t.Cells[i]; c.Role == document.Number {
					c.FigureRow, c.FigureCol = "row", string(rune('a'+i))
				}
			}
		}
	}
	return doc
}

// TestForm: every figure of the sample has a control, a value of its name and the same text; nothing else of a table may be changed, nor
// the headings of the form.
func TestForm(t *testing.T) {
	doc := docxtest.Sample(t)
	data := writeForm(t, doc)
	if !bytes.Equal(data, writeForm(t, doc)) {
		t.Error("other bytes")
	}
	got, list := read(t, data)
	if len(list) > 0 {
		t.Error(list)
	}
	figures := 0
	for i, b := range doc.Blocks {
		table, ok := b.(*document.Table)
		if !ok {
			continue
		}
		read := got.Blocks[i].(*document.Table)
		for j, c := range table.Cells {
			var want []string
			if c.FigureRow != "" {
				figures++
				want = []string{table.Key + "." + c.FigureRow + "." + c.FigureCol}
			}
			if bound := read.Cells[j].Bound; strings.Join(bound, " ") != strings.Join(want, " ") {
				t.Errorf("the cell “%s” is bound to %q, want %q", c.Text(), bound, want)
			}
			if want != nil && (got.Bound[want[0]] != c.Text() || read.Cells[j].Text() != c.Text()) {
				t.Errorf("%s: %q in the part, %q in the cell, want %q", want[0], got.Bound[want[0]], read.Cells[j].Text(), c.Text())
			}
		}
	}
	if n := len(shownBy(got)); len(got.Bound) != figures || n != figures || figures < 150 {
		t.Errorf("%d values, %d figures", len(got.Bound), figures)
	}
	parts := docxtest.Unpack(t, data)
	if !strings.Contains(parts["word/settings.xml"], `<w:documentProtection w:edit="readOnly" w:enforcement="1"/>`) {
		t.Error("the form is not protected")
	}
	// Walk through the text: what may be changed is open, and closed again under the same number.
	open := ""
	seen := map[string]bool{}
	for _, m := range regexp.MustCompile(`<w:permStart w:id="(\d+)" w:edGrp="everyone"/>|<w:permEnd w:id="(\d+)"/>|<w:pStyle w:val="([^"]*)"/>|<w:tbl>|<w:sdt>|<w:t(?: [^>]*)?>`).FindAllStringSubmatch(parts["word/document.xml"], -1) {
		switch {
		case m[1] != "":
			if open != "" || seen[m[1]] {
				t.Fatalf("stretch %s begins inside of %s, or again", m[1], open)
			}
			open, seen[m[1]] = m[1], true
		case m[2] != "":
			if m[2] != open {
				t.Fatalf("stretch %s ends inside of %s", m[2], open)
			}
			open = ""
		case m[0] == "<w:tbl>", m[3] == "Title", m[3] == "Heading1", strings.HasPrefix(m[3], "NBTable"):
			if open != "" {
				t.Fatalf("%s may be changed", m[0])
			}
		case m[0] == "<w:sdt>", m[3] == "NBBody", m[3] == "NBSignature", m[3] == "NBDate":
			if open == "" {
				t.Fatalf("%s may not be changed", m[0])
			}
		}
	}
	if open != "" {
		t.Error("the last stretch does not end")
	}
}

// TestFormCells: what a plain control cannot hold, and what has no name, is written as always.
func TestFormCells(t *testing.T) {
	for name, c := range map[string]struct {
		key   string
		runs  []document.Run
		bound bool
	}{
		"a figure":         {"a", []document.Run{{Text: "1"}}, true},
		"nothing":          {"a", nil, true},
		"two lines":        {"a", []document.Run{{Text: "1\n2"}}, false},
		"a tab":            {"a", []document.Run{{Text: "1\t2"}}, false},
		"blanks around":    {"a", []document.Run{{Text: " 1"}}, false},
		"two runs":         {"a", []document.Run{{Text: "1"}, {Text: "2"}}, false},
		"bold":             {"a", []document.Run{{Text: "1", Bold: true}}, false},
		"no element name":  {"1", []document.Run{{Text: "1"}}, false},
		"an odd character": {"a<", []document.Run{{Text: "1"}}, false},
	} {
		cell := document.Cell{RowSpan: 1, ColSpan: 1, Role: document.Number, FigureRow: "b", FigureCol: "c", Paragraphs: []*document.Paragraph{{Runs: c.runs}}}
		twice := cell
		twice.Row = 1
		doc := &document.Document{Blocks: []document.Block{&document.Table{Key: c.key, Edition: "2021", Rows: 2, Cells: []document.Cell{cell, twice}}}}
		data := writeForm(t, doc)
		if err := xml.Unmarshal([]byte(docxtest.Unpack(t, data)["customXml/item1.xml"]), new(struct{})); err != nil {
			t.Errorf("%s: the part is no XML: %v", name, err)
		}
		got, _ := read(t, data)
		table := got.Blocks[0].(*document.Table)
		if bound := table.Cells[0].Bound != nil; bound != c.bound || len(got.Bound) > 1 || table.Cells[1].Bound != nil {
			t.Errorf("%s: bound to %q, values %q; the same again to %q", name, table.Cells[0].Bound, got.Bound, table.Cells[1].Bound)
		}
	}
}

// TestBoundName: only paths of a form lead to a figure, whatever program wrote them.
func TestBoundName(t *testing.T) {
	for path, want := range map[string]string{
		"/n:report[1]/n:a.b.c[1]": "a.b.c", "/ns0:report[1]/ns0:a.b.c[1]": "a.b.c", "/report/a.b.c": "a.b.c",
		"": "", "/": "", "/n:report[1]": "", "/n:other[1]/n:a[1]": "", "/n:report[1]/n:a[1]/n:b[1]": "", "/n:report[1]/n:a[2]": "", "/n:report[1]/@n:a": "", "//n:a": "",
	} {
		if got := boundName(path); got != want {
			t.Errorf("%s leads to %q, want %q", path, got, want)
		}
	}
}

// TestBoundFigures: the part is found by its namespace, read to a limit, and no other's is taken for it.
func TestBoundFigures(t *testing.T) {
	with := func(content string) *document.Document {
		parts := docxtest.Unpack(t, writeForm(t, headings(true)))
		parts["customXml/item1.xml"] = content
		doc, _ := read(t, build(t, parts))
		return doc
	}
	root := `<x:report xmlns:x="` + names.CellsNS + `">`
	for content, want := range map[string]map[string]string{
		root + `<x:a>1</x:a><x:a>2</x:a><x:b/><e>3</e><x:c>4<x:d>5</x:d>6 &lt;</x:c></x:report>`: {"a": "1", "b": "", "c": "46 <"},
		root + `<x:a>1</x:a>`: nil, `<report><a>1</a></report>`: nil, `<other xmlns="` + names.CellsNS + `"><a>1</a></other>`: nil,
	} {
		got := with(content).Bound
		if len(got) != len(want) || (got == nil) != (want == nil) {
			t.Errorf("%s: %q, want %q", content, got, want)
		}
		for name, value := range want {
			if got[name] != value {
				t.Errorf("%s: %s is %q, want %q", content, name, got[name], value)
			}
		}
	}
	parts := docxtest.Unpack(t, writeForm(t, headings(true)))
	parts["word/_rels/document.xml.rels"] = strings.Replace(parts["word/_rels/document.xml.rels"], "/customXml\"", "/other\"", 1)
	if doc, _ := read(t, build(t, parts)); doc.Bound != nil {
		t.Errorf("a part of another kind is read: %q", doc.Bound)
	}
	if got := with(root + strings.Repeat(`<x:a/>`, 3) + many(mostBound+5) + `</x:report>`).Bound; len(got) != mostBound {
		t.Errorf("%d figures", len(got))
	}
}

// many is n elements of different names.
func many(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(`<x:f` + strings.Repeat("a", i%90) + `.` + string(rune('a'+i%26)) + `.` + strings.Repeat("b", i/90) + `/>`)
	}
	return b.String()
}

// shownBy is what the cells with controls show, by the names of their figures.
func shownBy(doc *document.Document) map[string]string {
	shown := map[string]string{}
	for _, b := range doc.Blocks {
		if t, ok := b.(*document.Table); ok {
			for i := range t.Cells {
				for _, name := range t.Cells[i].Bound {
					shown[name] = t.Cells[i].Text()
				}
			}
		}
	}
	return shown
}
