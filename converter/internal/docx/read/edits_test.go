package read

import (
	"reflect"
	"regexp"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/docxtest"
	"nianbao/converter/internal/docx/write"
	"nianbao/converter/internal/style"
)

// TestEdits: an own file that somebody has edited in a word processor reads as before, but for the edit.
func TestEdits(t *testing.T) {
	data, err := write.Document(docxtest.Sample(t), style.Default())
	if err != nil {
		t.Fatal(err)
	}
	original := docxtest.Unpack(t, data)
	replace := func(old, with string) func(string) string {
		return func(s string) string {
			if !strings.Contains(s, old) {
				t.Fatalf("the file does not hold %s", old)
			}
			return strings.Replace(s, old, with, 1)
		}
	}
	all := func(pattern, with string) func(string) string {
		re := regexp.MustCompile(pattern)
		return func(s string) string {
			if !re.MatchString(s) {
				t.Fatalf("nothing in the file matches %s", pattern)
			}
			return re.ReplaceAllString(s, with)
		}
	}
	none := func(*document.Document) {}
	for _, c := range []struct {
		name string
		edit func(xml string) string
		want func(d *document.Document) // what the edit means
	}{
		{"Word marks revisions and splits runs", all(`<w:r>(<w:rPr>(?:<w:rStyle [^>]*>)?<w:rFonts w:hint="eastAsia"/>(?:<w:b/><w:bCs/>)?</w:rPr>)<w:t>([^<]{3})([^<]+)</w:t></w:r>`,
			`<w:r w:rsidR="00A1">$1<w:t>$2</w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidRPr="00B2">$1<w:lastRenderedPageBreak/><w:t>$3</w:t></w:r>`), none},
		{"a paragraph is added", replace(`<w:p><w:pPr><w:pStyle w:val="Heading1"/>`, `<w:p><w:r><w:t>新增的一段。</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="Heading1"/>`), func(d *document.Document) {
			d.Blocks = append(d.Blocks[:2:2], append([]document.Block{&document.Paragraph{Runs: []document.Run{{Text: "新增的一段。"}}}}, d.Blocks[2:]...)...)
		}},
		{"a figure is changed", replace(`<w:t>1001</w:t>`, `<w:t>1002</w:t>`), func(d *document.Document) { retype(d, "1001", "1002") }},
		{"a label is retyped", replace(`<w:t>规章</w:t>`, `<w:t>规 章</w:t>`), func(d *document.Document) { retype(d, "规章", "规 章") }},
		{"rows are made higher", all(`<w:trHeight w:val="300" w:hRule="atLeast"/>`, `<w:trHeight w:val="567" w:hRule="exact"/>`), none},
		{"rows may break", all(`<w:cantSplit/>`, ``), none},
		{"the table gets a style", all(`<w:tblPr><w:tblW`, `<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW`), none},
		{"header rows are no longer repeated", all(`<w:tblHeader/>`, ``), func(d *document.Document) {
			for _, b := range d.Blocks {
				if table, ok := b.(*document.Table); ok {
					table.HeaderRows = 0
				}
			}
		}},
		{"a column is widened", replace(`<w:gridCol w:w="2211"/>`, `<w:gridCol w:w="2500"/>`), func(d *document.Document) { tableOf(d).Columns = append([]int{2500}, tableOf(d).Columns[1:]...) }},
		{"cells are coloured", all(`<w:vAlign w:val="center"/>`, `<w:shd w:val="clear" w:fill="FFFF00"/><w:vAlign w:val="top"/>`), none},
		{"the description is deleted", all(`<w:tblCaption [^>]*/><w:tblDescription [^>]*/>`, ``), func(d *document.Document) {
			for _, b := range d.Blocks {
				if table, ok := b.(*document.Table); ok {
					table.Caption, table.Description = "", ""
				}
			}
		}},
		{"bookmarks are deleted", all(`<w:bookmark(Start|End) [^>]*/>`, ``), func(d *document.Document) {
			for _, b := range d.Blocks {
				if table, ok := b.(*document.Table); ok {
					table.Key, table.Edition = "", "" // labels decide then
				}
			}
		}},
		{"a change is tracked", replace(`<w:t>1001</w:t>`, `<w:t></w:t></w:r><w:del w:id="900" w:author="x"><w:r><w:delText>1001</w:delText></w:r></w:del><w:ins w:id="901" w:author="x"><w:r><w:t>1003</w:t></w:r></w:ins><w:r><w:t></w:t>`), func(d *document.Document) { retype(d, "1001", "1003") }},
		{"a comment is added", replace(`<w:t>1001</w:t></w:r>`, `<w:t>1001</w:t></w:r><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>`), none},
	} {
		t.Run(c.name, func(t *testing.T) {
			edited := parts{}
			for name, content := range original {
				edited[name] = content
			}
			edited["word/document.xml"] = c.edit(original["word/document.xml"])
			got, _ := read(t, build(t, edited))
			want, _ := read(t, data)
			c.want(want)
			if a, b := normal(got), normal(want); !reflect.DeepEqual(a, b) {
				t.Error(difference(a, b))
			}
		})
	}
}

func tableOf(d *document.Document) *document.Table {
	for _, b := range d.Blocks {
		if table, ok := b.(*document.Table); ok {
			return table
		}
	}
	return nil
}

// retype changes the first cell that holds exactly a text.
func retype(d *document.Document, old, with string) {
	for _, b := range d.Blocks {
		if table, ok := b.(*document.Table); ok {
			for i := range table.Cells {
				if c := &table.Cells[i]; c.Text() == old {
					c.Paragraphs[0].Runs = []document.Run{{Text: with}}
					return
				}
			}
		}
	}
}
