package write

import (
	"bytes"
	"flag"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/docxtest"
	"nianbao/converter/internal/style"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden compares every part of a small file with testdata/golden, where a reviewer can read them.
func TestGolden(t *testing.T) {
	data, err := Document(docxtest.Small(), style.Default())
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range docxtest.Unpack(t, data) {
		if !strings.HasPrefix(name, "word/") && !strings.HasPrefix(name, "docProps/") || strings.HasSuffix(name, ".rels") {
			continue
		}
		file := "testdata/golden/" + name[strings.LastIndexByte(name, '/')+1:]
		content = strings.ReplaceAll(content, "><w:", ">\n<w:") // a line an element, for people
		if *update {
			if err := os.WriteFile(file, []byte(content+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatalf("%v (go test -update makes it)", err)
		}
		if strings.TrimSuffix(string(want), "\n") != content {
			t.Errorf("%s differs from %s; if that is meant, run go test -update and look at the change", name, file)
		}
	}
}

// TestSameBytes: the same document gives the same bytes, again and at the same time.
func TestSameBytes(t *testing.T) {
	doc := docxtest.Sample(t)
	want, err := Document(doc, style.Default())
	if err != nil {
		t.Fatal(err)
	}
	again, err := NewWriter(style.Default())
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for range 10 {
				got, err := Document(doc, style.Default())
				if i%2 == 0 {
					got, err = again.Write(t.Context(), doc)
				}
				if err != nil || !bytes.Equal(got, want) {
					t.Errorf("other bytes, or %v", err)
				}
			}
		})
	}
	all.Wait()
}

// TestTableGeometry looks at the mark-up itself, since validators do not see geometry: in each row the spans cover the grid
// and the widths sum to that of the table; every continuing cell stands below a cell that is merged, of the same width.
func TestTableGeometry(t *testing.T) {
	data, err := Document(docxtest.Sample(t), style.Default())
	if err != nil {
		t.Fatal(err)
	}
	number := func(s, pattern string, otherwise int) int {
		if m := regexp.MustCompile(pattern).FindStringSubmatch(s); m != nil {
			n, _ := strconv.Atoi(m[1])
			return n
		}
		return otherwise
	}
	tables := strings.Split(docxtest.Unpack(t, data)["word/document.xml"], "<w:tbl>")[1:]
	if len(tables) != 3 {
		t.Fatalf("%d tables", len(tables))
	}
	for i, table := range tables {
		table, _, _ = strings.Cut(table, "</w:tbl>")
		total, columns := 0, 0
		for _, m := range regexp.MustCompile(`<w:gridCol w:w="(\d+)"`).FindAllStringSubmatch(table, -1) {
			n, _ := strconv.Atoi(m[1])
			total += n
			columns++
		}
		if w := number(table, `<w:tblW w:w="(\d+)"`, 0); w != total || total != style.Default().Page.TextWidth() {
			t.Errorf("table %d: tblW %d, grid %d, type area %d", i, w, total, style.Default().Page.TextWidth())
		}
		above := make([]int, columns) // span of the merged cell that reaches down to here
		rows := strings.Split(table, "<w:tr>")[1:]
		for j, row := range rows {
			col, width := 0, 0
			now := make([]int, columns)
			for _, cell := range strings.Split(row, "<w:tc>")[1:] {
				span := number(cell, `<w:gridSpan w:val="(\d+)"`, 1)
				width += number(cell, `<w:tcW w:w="(\d+)"`, 0)
				if strings.Contains(cell, "<w:vMerge/>") && above[col] != span {
					t.Errorf("table %d, row %d, column %d: continues nothing", i, j, col)
				}
				if strings.Contains(cell, "<w:vMerge") {
					now[col] = span
				}
				if !strings.Contains(cell, "<w:p>") {
					t.Errorf("table %d, row %d: a cell without a paragraph", i, j)
				}
				col += span
			}
			if col != columns || width != total {
				t.Errorf("table %d, row %d: %d columns of %d, width %d of %d", i, j, col, columns, width, total)
			}
			if last := j == len(rows)-1; strings.Contains(row, "<w:keepNext/>") == last {
				t.Errorf("table %d, row %d: keepNext must stand in all rows but the last", i, j)
			}
			above = now
		}
	}
}

// TestUnsound: a table that is no grid is refused with its name; nothing panics.
func TestUnsound(t *testing.T) {
	cell := func(row, col, rows, cols int) document.Cell {
		return document.Cell{Row: row, Col: col, RowSpan: rows, ColSpan: cols}
	}
	for name, table := range map[string]*document.Table{
		"a hole":         {Key: "k", Rows: 2, Cells: []document.Cell{cell(0, 0, 1, 1)}},
		"two cells":      {Key: "k", Rows: 1, Cells: []document.Cell{cell(0, 0, 1, 1), cell(0, 0, 1, 1)}},
		"out of range":   {Key: "k", Rows: 1, Cells: []document.Cell{cell(5, 0, 1, 1)}},
		"negative rows":  {Key: "k", Rows: -1, Cells: []document.Cell{cell(0, 0, 1, 1)}},
		"negative place": {Key: "k", Rows: 1, Cells: []document.Cell{cell(-1, -1, 1, 1)}},
		"no span":        {Key: "k", Rows: 1, Cells: []document.Cell{cell(0, 0, 0, 0)}},
		"huge":           {Key: "k", Rows: 1 << 40, Cells: []document.Cell{cell(0, 0, 1, 1)}},
		"widths":         {Key: "k", Rows: 1, Columns: []int{1, 2}, Cells: []document.Cell{cell(0, 0, 1, 1)}},
		"no cells":       {Key: "k", Rows: 3},
	} {
		if _, err := Document(&document.Document{Blocks: []document.Block{table}}, style.Default()); err == nil || !strings.Contains(err.Error(), `"k"`) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Document(&document.Document{Blocks: []document.Block{&document.Table{}, &document.Loose{Lines: []document.Line{{Text: "x"}}}}}, style.Default()); err != nil {
		t.Errorf("an empty table and loose text: %v", err)
	}
	if _, err := Document(&document.Document{}, nil); err == nil {
		t.Error("no style, no error")
	}
}
