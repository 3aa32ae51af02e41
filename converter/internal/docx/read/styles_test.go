package read

import (
	"context"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/docxtest"
	"nianbao/converter/internal/docx/write"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
)

var roleNames = []document.Role{document.Title, document.Section, document.Heading1, document.Heading2, document.Heading3}

// headings is a document of one paragraph of each role that has a built-in style.
func headings(own bool) *document.Document {
	d := &document.Document{Meta: document.Meta{Own: own}}
	for _, r := range roleNames {
		d.Blocks = append(d.Blocks, &document.Paragraph{Role: r, Runs: []document.Run{{Text: r.String()}}})
	}
	return d
}

// TestBuiltInStyles: the styles that every program knows are those of the form where the file is one of ours, or where their alias
// says so, and not elsewhere.
func TestBuiltInStyles(t *testing.T) {
	aliases := regexp.MustCompile(`<w:aliases [^>]*/>`)
	for _, c := range []struct {
		name           string
		own, alias     bool
		roles          []document.Role
		outlineOfFirst int
	}{
		{"as written", true, true, roleNames, 0},
		{"aliases lost", true, false, roleNames, 0},
		{"properties lost", false, true, roleNames, 0},
		{"another's file", false, false, []document.Role{0, 0, 0, 0, 0}, 1},
	} {
		data, err := write.Document(headings(c.own), style.Default())
		if err != nil {
			t.Fatal(err)
		}
		edited := docxtest.Unpack(t, data)
		if !c.alias {
			if !aliases.MatchString(edited["word/styles.xml"]) {
				t.Fatal("there is no alias")
			}
			edited["word/styles.xml"] = aliases.ReplaceAllString(edited["word/styles.xml"], "")
		}
		doc, _ := read(t, build(t, edited))
		for i, b := range doc.Blocks {
			p := b.(*document.Paragraph)
			if p.Role != c.roles[i] || i == 1 && p.Outline != c.outlineOfFirst {
				t.Errorf("%s: paragraph %d is %s", c.name, i, dumpParagraph(p))
			}
		}
	}
}

// TestStylesGoOn: Enter behind a heading gives text, and the styles stand under the names that other programs look for.
func TestStylesGoOn(t *testing.T) {
	data, err := write.Document(headings(true), style.Default())
	if err != nil {
		t.Fatal(err)
	}
	styles := docxtest.Unpack(t, data)["word/styles.xml"]
	for id, name := range map[string]string{"Title": "Title", "Heading1": "heading 1", "Heading2": "heading 2", "Heading3": "heading 3", "Heading4": "heading 4"} {
		want := `<w:style w:type="paragraph" w:styleId="` + id + `"><w:name w:val="` + name + `"/><w:aliases w:val="`
		_, rest, found := strings.Cut(styles, want)
		if rest, _, _ = strings.Cut(rest, "</w:style>"); !found || !strings.Contains(rest, `<w:next w:val="NBBody"/>`) {
			t.Errorf("%s: %s", name, rest)
		}
	}
	for _, want := range []string{`<w:name w:val="footer"/>`, `<w:name w:val="caption"/>`, `<w:lang w:val="en-US" w:eastAsia="zh-CN"`} {
		if !strings.Contains(styles, want) {
			t.Errorf("no %s", want)
		}
	}
}

// houseStyle is the embedded style with other identifiers and names.
func houseStyle(t *testing.T, replace ...string) *style.Style {
	t.Helper()
	data, err := os.ReadFile("../../../../templates/styles/gbt9704.json")
	if err != nil {
		t.Fatal(err)
	}
	s, err := style.Parse([]byte(strings.NewReplacer(replace...).Replace(string(data))))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestHouseStyles: a style file of earlier times, without built-in names, is written and read as it was; one that takes the
// identifiers of the writer's own styles gives no two styles of one identifier; and files of either read in the other.
func TestHouseStyles(t *testing.T) {
	former := houseStyle(t, `"id": "Title", "name": "Title", "alias": "报告标题", "former_id": "NBTitle"`, `"id": "NBTitle", "name": "报告标题"`,
		`"id": "Heading1", "name": "heading 1", "alias": "报告一级标题", "former_id": "NBHeading1"`, `"id": "NBHeading1", "name": "报告一级标题"`)
	taken := houseStyle(t, `"id": "NBBody", "name": "报告正文"`, `"id": "Footer", "name": "Caption"`)
	id := regexp.MustCompile(`(w:styleId|<w:name w:val)="([^"]*)"`)
	for name, c := range map[string]struct{ write, read *style.Style }{
		"former": {former, former}, "former, read with the embedded one": {former, style.Default()},
		"embedded, read with the former": {style.Default(), former}, "taken": {taken, taken},
	} {
		want := headings(true)
		want.Blocks = append(want.Blocks, &document.Paragraph{Role: document.Body, Runs: []document.Run{{Text: "甲"}}})
		data, err := write.Document(want, c.write)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, m := range id.FindAllStringSubmatch(docxtest.Unpack(t, data)["word/styles.xml"], -1) {
			key := strings.ToLower(m[1] + m[2]) // names of built-in styles are the same in any case
			if seen[key] {
				t.Errorf("%s: two styles have %s", name, m[0])
			}
			seen[key] = true
		}
		got, _ := Styled(context.Background(), data, limit.Default(), c.read, nil)
		if a, b := normal(got), normal(want); !reflect.DeepEqual(a, b) {
			t.Errorf("%s: %s", name, difference(a, b))
		}
	}
	data, err := write.Document(headings(false), former)
	if err != nil {
		t.Fatal(err)
	}
	if s := docxtest.Unpack(t, data)["word/styles.xml"]; !strings.Contains(s, `w:customStyle="1" w:styleId="NBHeading1"><w:name w:val="报告一级标题"/>`) {
		t.Error("the name of the house is not written")
	}
}

// TestHeadRows: the rows of header cells that a table begins with are marked, where nothing can repeat in the wrong place.
func TestHeadRows(t *testing.T) {
	cell := func(row int, role document.Role) document.Cell {
		return document.Cell{Row: row, RowSpan: 1, ColSpan: 1, Role: role}
	}
	cells := []document.Cell{cell(0, document.Header), cell(1, document.Header), cell(2, document.Label), cell(3, document.Header)}
	for name, c := range map[string]struct {
		table document.Table
		want  int
	}{
		"on one page":      {document.Table{Rows: 4, Whole: true, Cells: cells}, 2},
		"may be split":     {document.Table{Rows: 4, Cells: cells}, 0},
		"says so itself":   {document.Table{Rows: 4, Whole: true, HeaderRows: 1, Cells: cells}, 1},
		"headers only":     {document.Table{Rows: 2, Whole: true, Cells: cells[:2]}, 0},
		"begins with data": {document.Table{Rows: 4, Whole: true, Cells: append([]document.Cell{cell(0, document.Label)}, cells[1:]...)}, 0},
	} {
		if got := c.table.MarkedHeaders(); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}
