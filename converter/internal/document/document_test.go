package document_test

import (
	"fmt"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
)

func TestRoleNames(t *testing.T) {
	seen := map[string]bool{}
	for r := document.None; r <= document.Header; r++ {
		name := r.String()
		if name == "" || seen[name] || document.RoleOf(name) != r {
			t.Errorf("%d is called %q", r, name)
		}
		seen[name] = true
	}
	if document.Role(200).String() != "none" || document.RoleOf("footnote") != document.None || document.RoleOf("") != document.None {
		t.Error("an unknown role is one")
	}
}

func TestText(t *testing.T) {
	p := func(texts ...string) *document.Paragraph {
		p := &document.Paragraph{}
		for _, text := range texts {
			p.Runs = append(p.Runs, document.Run{Text: text})
		}
		return p
	}
	for _, c := range []struct {
		cell document.Cell
		want string
	}{
		{document.Cell{}, ""}, {document.Cell{Paragraphs: []*document.Paragraph{p()}}, ""}, {document.Cell{Paragraphs: []*document.Paragraph{p("甲")}}, "甲"},
		{document.Cell{Paragraphs: []*document.Paragraph{p("总", "计")}}, "总计"}, {document.Cell{Paragraphs: []*document.Paragraph{p("总"), p("计")}}, "总\n计"},
		{document.Cell{Paragraphs: []*document.Paragraph{p(), p("计")}}, "\n计"},
	} {
		if got := c.cell.Text(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestCheckGeometry(t *testing.T) {
	cell := func(row, col, rows, cols int) document.Cell {
		return document.Cell{Row: row, Col: col, RowSpan: rows, ColSpan: cols}
	}
	for _, c := range []struct {
		name    string
		rows    int
		columns []int
		cells   []document.Cell
		want    string // "" for sound
	}{
		{"nothing", 0, nil, nil, ""},
		{"one", 1, nil, []document.Cell{cell(0, 0, 1, 1)}, ""},
		{"spans", 2, []int{1, 1, 1}, []document.Cell{cell(0, 0, 2, 1), cell(0, 1, 1, 2), cell(1, 1, 1, 1), cell(1, 2, 1, 1)}, ""},
		{"gap", 2, nil, []document.Cell{cell(0, 0, 1, 2), cell(1, 0, 1, 1)}, "no cell at 1,1"},
		{"overlap", 2, nil, []document.Cell{cell(0, 0, 2, 1), cell(0, 1, 1, 1), cell(1, 0, 1, 2)}, "two cells at 1,0"},
		{"below the last row", 1, nil, []document.Cell{cell(0, 0, 2, 1)}, "0,0 spans 2 × 1"},
		{"fewer rows than none", -1, []int{1}, nil, "a grid of -1 × 1"},
		{"rows beyond all bounds", 1 << 40, []int{1}, nil, "a grid of 1099511627776 × 1"},
		{"columns beyond all bounds", 1, nil, []document.Cell{cell(0, 1<<40, 1, 1)}, "a grid of 1 × 1099511627777"},
		{"columns that overflow", 1, nil, []document.Cell{cell(0, 1<<62, 1, 1<<62)}, "spans"},
		{"rows that overflow", 1, nil, []document.Cell{cell(1<<63-1, 0, 1, 1)}, "spans"},
		{"no span", 1, nil, []document.Cell{cell(0, 0, 0, 1)}, "0,0 spans 0 × 1"},
		{"no column span", 1, nil, []document.Cell{cell(0, 0, 1, 0)}, "0,0 spans 1 × 0"},
		{"left of the grid", 1, nil, []document.Cell{cell(0, -1, 1, 1)}, "0,-1 spans"},
		{"above the grid", 1, nil, []document.Cell{cell(-1, 0, 1, 1)}, "-1,0 spans"},
		{"a width too few", 1, []int{5}, []document.Cell{cell(0, 0, 1, 2)}, "1 column widths for 2"},
		{"a width too many", 1, []int{5, 5}, []document.Cell{cell(0, 0, 1, 1)}, "no cell at 0,1"},
	} {
		table := &document.Table{Rows: c.rows, Columns: c.columns, Cells: c.cells}
		err := table.CheckGeometry()
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

func ExampleTable_CheckGeometry() {
	table := document.Table{Rows: 1, Cells: []document.Cell{{RowSpan: 1, ColSpan: 1}, {Col: 2, RowSpan: 1, ColSpan: 1}}}
	fmt.Println(table.CheckGeometry())
	// Output: no cell at 0,1
}
