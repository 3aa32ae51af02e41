package recognize_test

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What people do to a report's Word file, done to its parts. The writer's XML is regular and its tables hold no tables,
// so that rows and cells can be cut at their tags.

// wordFile is the parts of a file by name.
type wordFile struct {
	t     *testing.T
	parts map[string]string
	order []string
}

const body = "word/document.xml"

func openWord(t *testing.T, data []byte) *wordFile {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f := &wordFile{t: t, parts: map[string]string{}}
	for _, entry := range archive.File {
		r, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		f.parts[entry.Name] = string(content)
		f.order = append(f.order, entry.Name)
	}
	return f
}

func (f *wordFile) copy() *wordFile {
	return &wordFile{t: f.t, parts: maps.Clone(f.parts), order: slices.Clone(f.order)}
}

func (f *wordFile) bytes() []byte {
	var b bytes.Buffer
	archive := zip.NewWriter(&b)
	for _, name := range f.order {
		w, err := archive.CreateHeader(&zip.FileHeader{Name: name}) // stored: to deflate takes longer than to read
		if err == nil {
			_, err = io.WriteString(w, f.parts[name])
		}
		if err != nil {
			f.t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		f.t.Fatal(err)
	}
	return b.Bytes()
}

// remove takes a part out, and the relationships and content types that name it.
func (f *wordFile) remove(name string) {
	f.order = slices.DeleteFunc(f.order, func(s string) bool { return s == name })
	delete(f.parts, name)
	named := regexp.MustCompile(`<(?:Relationship|Override) [^>]*"/?` + regexp.QuoteMeta(name) + `"[^>]*/>`)
	for part, content := range f.parts {
		f.parts[part] = named.ReplaceAllString(content, "")
	}
}

// replace replaces the first occurrence in the body; it must be there.
func (f *wordFile) replace(old, with string) {
	f.t.Helper()
	if !strings.Contains(f.parts[body], old) {
		f.t.Fatalf("the file does not hold %s", old)
	}
	f.parts[body] = strings.Replace(f.parts[body], old, with, 1)
}

// all replaces every match of a pattern in the body; there must be one.
func (f *wordFile) all(pattern, with string) {
	f.t.Helper()
	re := regexp.MustCompile(pattern)
	if !re.MatchString(f.parts[body]) {
		f.t.Fatalf("nothing in the file matches %s", pattern)
	}
	f.parts[body] = re.ReplaceAllString(f.parts[body], with)
}

// retype changes the text of the first paragraph whose whole text is old, wherever it stands.
func (f *wordFile) retype(old, with string) {
	f.t.Helper()
	if with == "" {
		f.all(`<w:r>(?:<w:rPr>(?:[^/]|/[^w])*?</w:rPr>)?<w:t[^>]*>`+regexp.QuoteMeta(old)+`</w:t></w:r>`, "")
		return
	}
	f.replace(">"+old+"</w:t>", ">"+with+"</w:t>")
}

// The tables of the form, in their order.
const (
	disclosureTable = iota
	requestsTable
	disputesTable
)

// wordTable is a table cut at its rows.
type wordTable struct {
	head string // <w:tbl> … up to the first row
	rows []string
}

const (
	tableXML = element("w:tbl")
	rowXML   = element("w:tr")
	cellXML  = element("w:tc")
	runXML   = element("w:r")
)

var (
	textXML = regexp.MustCompile(`<w:t(?: [^>]*)?>([^<]*)</w:t>`)
)

// table changes the n-th table of the body.
func (f *wordFile) table(n int, edit func(t *wordTable)) {
	f.t.Helper()
	at := tableXML.places(f.parts[body])[n]
	xml := f.parts[body]
	f.parts[body] = xml[:at[0]] + editTable(xml[at[0]:at[1]], edit) + xml[at[1]:]
}

func editTable(xml string, edit func(t *wordTable)) string {
	rows := rowXML.all(xml)
	t := &wordTable{head: xml[:strings.Index(xml, "<w:tr>")], rows: rows}
	edit(t)
	return t.String()
}

func (t *wordTable) String() string { return t.head + strings.Join(t.rows, "") + "</w:tbl>" }

// row returns the index of the row in which a label stands.
func (t *wordTable) row(label string) int {
	return slices.IndexFunc(t.rows, func(row string) bool { return slices.Contains(cellTexts(row), label) })
}

func cellTexts(row string) []string {
	var texts []string
	for _, cell := range cellXML.all(row) {
		text := ""
		for _, m := range textXML.FindAllStringSubmatch(cell, -1) {
			text += m[1]
		}
		texts = append(texts, text)
	}
	return texts
}

// cells changes the cells of a row.
func (t *wordTable) cells(row int, edit func(cells []string) []string) {
	xml := t.rows[row]
	start, end := strings.Index(xml, "<w:tc>"), strings.LastIndex(xml, "</w:tc>")+len("</w:tc>")
	t.rows[row] = xml[:start] + strings.Join(edit(cellXML.all(xml)), "") + xml[end:]
}

// emptied is a cell without its text.
func emptied(cell string) string { return runXML.without(cell) }

// filled is a cell with another text.
func filled(cell, text string) string {
	return strings.Replace(emptied(cell), "</w:p>", "<w:r><w:t>"+text+"</w:t></w:r></w:p>", 1)
}

// column deletes, or doubles with other texts, the grid column of each row: the cell that covers it loses or gains it.
func (t *wordTable) column(n int, texts func(row int, text string) string) {
	for row := range t.rows {
		t.cells(row, func(cells []string) []string {
			col := 0
			for i, cell := range cells {
				span := 1
				if m := spanXML.FindStringSubmatch(cell); m != nil {
					span = number(m[1])
				}
				if n < col+span {
					switch {
					case span > 1:
						by := -1
						if texts != nil {
							by = 1
						}
						cells[i] = spanXML.ReplaceAllString(cell, `<w:gridSpan w:val="`+digits(span+by)+`"/>`)
						return cells
					case texts == nil:
						return slices.Delete(cells, i, i+1)
					}
					text := texts(row, cellTexts(cell)[0])
					return slices.Insert(cells, i+1, filled(cell, text))
				}
				col += span
			}
			return cells
		})
	}
	grid := gridXML.FindAllString(t.head, -1)
	at := strings.Index(t.head, grid[0])
	if texts == nil {
		grid = slices.Delete(grid, n, n+1)
	} else {
		grid = slices.Insert(grid, n, grid[n])
	}
	t.head = t.head[:at] + strings.Join(grid, "") + "</w:tblGrid>"
}

var (
	spanXML = regexp.MustCompile(`<w:gridSpan w:val="(\d+)"/>`)
	gridXML = regexp.MustCompile(`<w:gridCol [^>]*/>`)
)

// split cuts the n-th table before a row and puts XML between the halves; the first rows head both where asked.
func (f *wordFile) split(n, row, heads int, between string) {
	f.t.Helper()
	at := tableXML.places(f.parts[body])[n]
	xml := f.parts[body]
	whole := xml[at[0]:at[1]]
	first := editTable(whole, func(t *wordTable) { t.rows = t.rows[:row] })
	second := editTable(whole, func(t *wordTable) {
		t.rows = append(slices.Clone(t.rows[:heads]), t.rows[row:]...)
		t.head = regexp.MustCompile(`<w:tbl(?:Caption|Description) [^>]*/>`).ReplaceAllString(t.head, "")
	})
	f.parts[body] = xml[:at[0]] + first + between + second + xml[at[1]:]
}

// paragraph is a paragraph of a style; "" for none.
func paragraph(style, text string) string {
	if style != "" {
		style = `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
	}
	return "<w:p>" + style + "<w:r><w:t>" + text + "</w:t></w:r></w:p>"
}

// before puts XML before the paragraph or table that holds a text.
func (f *wordFile) before(text, xml string) {
	f.t.Helper()
	at := strings.Index(f.parts[body], text)
	if at < 0 {
		f.t.Fatalf("the file does not hold %s", text)
	}
	start := strings.LastIndex(f.parts[body][:at], "<w:p>")
	if table := strings.LastIndex(f.parts[body][:at], "<w:tbl>"); table > strings.LastIndex(f.parts[body][:at], "</w:tbl>") {
		start = table
	}
	f.parts[body] = f.parts[body][:start] + xml + f.parts[body][start:]
}

// restyle gives the paragraph that holds a text another style; "" for none.
func (f *wordFile) restyle(text, style string) {
	f.t.Helper()
	at := strings.Index(f.parts[body], ">"+text)
	if at < 0 {
		f.t.Fatalf("the file does not hold %s", text)
	}
	start := strings.LastIndex(f.parts[body][:at], "<w:p>")
	xml := f.parts[body][start:]
	end := strings.Index(xml, "</w:p>") + len("</w:p>")
	p := regexp.MustCompile(`<w:pStyle [^>]*/>`).ReplaceAllString(xml[:end], "")
	if style != "" {
		p = strings.Replace(p, "<w:pPr>", `<w:pPr><w:pStyle w:val="`+style+`"/>`, 1)
	}
	f.parts[body] = f.parts[body][:start] + p + xml[end:]
}

// drop deletes the paragraph that holds a text.
func (f *wordFile) drop(text string) {
	f.t.Helper()
	at := strings.Index(f.parts[body], ">"+text)
	if at < 0 {
		f.t.Fatalf("the file does not hold %s", text)
	}
	start := strings.LastIndex(f.parts[body][:at], "<w:p>")
	end := at + strings.Index(f.parts[body][at:], "</w:p>") + len("</w:p>")
	f.parts[body] = f.parts[body][:start] + f.parts[body][end:]
}
