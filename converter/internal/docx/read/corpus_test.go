package read

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"nianbao/converter/internal/document"
)

// corpus is the folder of real documents beside the checkout; they are read in place, never copied.
const corpus = "../../../../../shared/corpus"

// TestCorpusGrids reads files that Word wrote and compares every cell with the grid that careful reading gives.
func TestCorpusGrids(t *testing.T) {
	cases, _ := filepath.Glob(corpus + "/*/case.json")
	if len(cases) == 0 {
		t.Skip("no corpus beside the checkout")
	}
	compared := 0
	for _, path := range cases {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var c struct {
			Inputs []string
			Grids  [][][]*string
		}
		if err := json.Unmarshal(data, &c); err != nil {
			t.Fatal(err)
		}
		if c.Grids == nil {
			continue
		}
		for _, input := range c.Inputs {
			file := filepath.Join(filepath.Dir(path), input)
			if filepath.Ext(file) != ".docx" {
				continue
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc, _ := read(t, data)
			var tables []*document.Table
			for _, b := range doc.Blocks {
				if table, ok := b.(*document.Table); ok {
					tables = append(tables, table)
				}
			}
			if len(tables) != len(c.Grids) {
				t.Errorf("%s: %d tables, want %d", file, len(tables), len(c.Grids))
				continue
			}
			for i, want := range c.Grids {
				compared += compareGrid(t, file, tables[i], want)
			}
		}
	}
	t.Logf("%d positions compared", compared)
}

// TestCorpusOpens: every DOCX of the corpus is read, soundly.
func TestCorpusOpens(t *testing.T) {
	files, _ := filepath.Glob(corpus + "/*/*.docx")
	if len(files) == 0 {
		t.Skip("no corpus beside the checkout")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if doc := sound(t, data); doc == nil || len(doc.Blocks) == 0 {
			t.Errorf("%s: refused or empty", file)
		}
	}
}

// gridOf writes the text of the owning cell at every position, nil where there is none.
func gridOf(table *document.Table) [][]*string {
	grid := make([][]*string, table.Rows)
	for i := range grid {
		grid[i] = make([]*string, table.GridColumns())
	}
	for i := range table.Cells {
		c := &table.Cells[i]
		text := c.Text()
		for row := c.Row; row < c.Row+c.RowSpan; row++ {
			for col := c.Col; col < c.Col+c.ColSpan; col++ {
				grid[row][col] = &text
			}
		}
	}
	return grid
}

// squeeze takes white space out: case.json does not hold tabs and no-break spaces.
func squeeze(s string) string {
	return strings.Join(strings.FieldsFunc(s, unicode.IsSpace), "")
}

func compareGrid(t *testing.T, file string, table *document.Table, want [][]*string) int {
	t.Helper()
	show := func(s *string) string {
		if s == nil {
			return "no cell"
		}
		return *s
	}
	got := gridOf(table)
	n := 0
	if len(got) != len(want) {
		t.Errorf("%s: %d rows, want %d", file, len(got), len(want))
		return 0
	}
	for i := range want {
		if len(got[i]) != len(want[i]) {
			t.Errorf("%s: row %d has %d columns, want %d", file, i, len(got[i]), len(want[i]))
			continue
		}
		for j := range want[i] {
			n++
			if squeeze(show(got[i][j])) != squeeze(show(want[i][j])) {
				t.Errorf("%s: %d,%d: %q, want %q", file, i, j, show(got[i][j]), show(want[i][j]))
			}
		}
	}
	return n
}
