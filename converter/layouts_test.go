package converter

import (
	"fmt"
	"strings"
	"testing"

	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// layouts are the ways in which programs write down a table whose cells hold words as well as figures.
var layouts = map[string]func(grid [][]string, rows [][]string) string{
	"tabs":       func(_, rows [][]string) string { return joinedRows(rows, "\t") },
	"bars":       func(_, rows [][]string) string { return "| " + joinedRows(rows, " | ") + " |" },
	"one blank":  func(_, rows [][]string) string { return joinedRows(rows, " ") },
	"two blanks": func(_, rows [][]string) string { return joinedRows(rows, "  ") },
	"cell a line": func(_, rows [][]string) string {
		return joinedRows(rows, "\n")
	},
	"cell a line, none for blanks": func(_, rows [][]string) string {
		var filled [][]string
		for _, row := range rows {
			var cells []string
			for _, cell := range row {
				if cell != "" {
					cells = append(cells, cell)
				}
			}
			filled = append(filled, cells)
		}
		return joinedRows(filled, "\n")
	},
	"merged cells repeated": func(grid, _ [][]string) string { return joinedRows(grid, "\t") },
}

func joinedRows(rows [][]string, with string) string {
	var lines []string
	for _, row := range rows {
		lines = append(lines, strings.Join(row, with))
	}
	return strings.Join(lines, "\n")
}

// A statement of a website with words of every kind, in every layout: what is read is right, and what is not read is blank. How much is read
// at least, of each layout, stands below.
func TestWordsInEveryLayout(t *testing.T) {
	c, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	e := c.forms.Get("website-2017")
	least := map[string]int{"tabs": 100, "bars": 100, "one blank": 100, "two blanks": 100, "cell a line": 99, "cell a line, none for blanks": 99, "merged cells repeated": 99} // per cent
	for name, layout := range layouts {
		right, cells := 0, 0
		for seed := range uint64(12) {
			r := filled(e, seed)
			text := e.TitleOf(r.Organization, r.Year) + "\n" + e.OrganLine(r.Organization) + "\n\n" + layout(printedTable(e.Tables[0], r)) +
				"\n\n单位负责人：王某　审核人：李某　填报人：赵某　联系电话：0571-00000000\n"
			back, err := c.Read(t.Context(), Input{Name: "a.txt", Data: []byte(text)})
			if err != nil {
				t.Fatalf("%s: %v\n%s", name, err, text)
			}
			for i := range e.Tables[0].Cells {
				cell := &e.Tables[0].Cells[i]
				if !cell.IsData() {
					continue
				}
				cells++
				want, got := r.Tables["statement"][cell.Key()], back.Report.Tables["statement"][cell.Key()]
				switch {
				case got == want:
					right++
				case !got.IsBlank():
					t.Errorf("%s, seed %d, %s: %q, want %q\n%s", name, seed, cell.RowKey, got, want, text)
				}
			}
		}
		if 100*right < least[name]*cells {
			t.Errorf("%s: only %d of %d cells", name, right, cells)
		}
	}
}

// printedTable is a table with a text for each position of the grid, merged cells in each of theirs, and with its cells row by row.
func printedTable(table *edition.Table, r *report.Report) (grid, rows [][]string) {
	grid, rows = make([][]string, table.Rows), make([][]string, table.Rows)
	for i := range grid {
		grid[i] = make([]string, table.Columns)
	}
	for i := range table.Cells {
		c := &table.Cells[i]
		text := strings.ReplaceAll(c.Text, "\n", "")
		if c.IsData() {
			text = fmt.Sprint(r.Tables[table.Key][c.Key()])
		}
		rows[c.Row] = append(rows[c.Row], text)
		for row := c.Row; row < c.Row+c.RowSpan; row++ {
			for col := c.Col; col < c.Col+c.ColSpan; col++ {
				grid[row][col] = text
			}
		}
	}
	return grid, rows
}

// What stands behind a label and is not its cell stays out of it: the note below the table, a remark between its rows, a column that
// the form does not have.
func TestWordsThatAreNoEntry(t *testing.T) {
	c, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	e := c.forms.Get("website-2017")
	r := filled(e, 1)
	row := func(key string, text string) { r.Tables["statement"].Set(key, "entry", report.Text(text)) }
	row("name", "示例市商务局网站")
	row("innovation", "●无障碍浏览")
	delete(r.Tables["statement"], report.Key{Row: "innovation_other", Col: "entry"})
	delete(r.Tables["statement"], report.Key{Row: "media_other", Col: "entry"})
	_, rows := printedTable(e.Tables[0], r)
	head := e.TitleOf(r.Organization, r.Year) + "\n" + e.OrganLine(r.Organization) + "\n\n"
	lines := strings.ReplaceAll(layouts["cell a line, none for blanks"](nil, rows), "\n创新发展\n", "\n\n此处由运维单位填写\n创新发展\n")
	html := "<p>" + strings.ReplaceAll(strings.TrimSpace(head), "\n", "</p><p>") + "</p><table>"
	for i, cells := range rows {
		if i == 0 {
			cells = append(cells, "待核实")
		}
		html += "<tr><td>" + strings.Join(cells, "</td><td>") + "</td></tr>"
	}
	for name, text := range map[string]string{"note.txt": head + lines + "\n单位负责人：王某\n", "column.html": "<html><body>" + html + "</table></body></html>"} {
		back, err := c.Read(t.Context(), Input{Name: name, Data: []byte(text)})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for i := range e.Tables[0].Cells {
			if key := e.Tables[0].Cells[i].Key(); e.Tables[0].Cells[i].IsData() {
				if want, got := r.Tables["statement"][key], back.Report.Tables["statement"][key]; got != want && !got.IsBlank() {
					t.Errorf("%s, %s: %q, want %q", name, key.Row, got, want)
				}
			}
		}
		if len(back.Report.Tables["statement"]) < 30 {
			t.Errorf("%s: %d cells", name, len(back.Report.Tables["statement"]))
		}
	}
}
