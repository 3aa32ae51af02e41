package read

import (
	"slices"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
)

// checkTables checks what every table that the reader makes must hold: cells inside the grid, in order, none twice.
func checkTables(t testing.TB, block document.Block) {
	t.Helper()
	table, ok := block.(*document.Table)
	if !ok {
		return
	}
	columns := table.GridColumns()
	if table.Columns != nil && len(table.Columns) != columns {
		t.Errorf("%d widths for %d columns", len(table.Columns), columns)
	}
	taken := make([]bool, table.Rows*columns)
	last := -1
	for i := range table.Cells {
		c := &table.Cells[i]
		if c.Row < 0 || c.Col < 0 || c.RowSpan < 1 || c.ColSpan < 1 || c.Row+c.RowSpan > table.Rows || c.Col+c.ColSpan > columns {
			t.Fatalf("a cell outside of the grid: %+v in %d × %d", c, table.Rows, columns)
		}
		if at := c.Row*columns + c.Col; at <= last {
			t.Fatalf("cells out of order at %d,%d", c.Row, c.Col)
		} else {
			last = at
		}
		for row := c.Row; row < c.Row+c.RowSpan; row++ {
			for col := c.Col; col < c.Col+c.ColSpan; col++ {
				if taken[row*columns+col] {
					t.Fatalf("two cells at %d,%d", row, col)
				}
				taken[row*columns+col] = true
			}
		}
		for _, inner := range c.Tables {
			checkTables(t, inner)
		}
	}
}

// picture writes a grid as words: the text of the owning cell at each position, "." where there is none, rows by "/".
func picture(table *document.Table) string {
	var rows []string
	for _, row := range gridOf(table) {
		var cells []string
		for _, text := range row {
			switch {
			case text == nil:
				cells = append(cells, ".")
			case *text == "":
				cells = append(cells, "_")
			default:
				cells = append(cells, *text)
			}
		}
		rows = append(rows, strings.Join(cells, " "))
	}
	return strings.Join(rows, " / ")
}

const (
	down = `<w:vMerge w:val="restart"/>`
	more = `<w:vMerge/>`
)

func width(n string) string { return `<w:tcW w:w="` + n + `" w:type="dxa"/>` }

// TestGrid covers the ways in which tables are merged.
func TestGrid(t *testing.T) {
	for _, c := range []struct {
		name, body string
		want       string // pictures of the tables, by ;
		codes      string
	}{
		{name: "plain", body: tbl("900 900", tc("", "a")+tc("", "b"), tc("", "c")+tc("", "")), want: "a b / c _"},
		{name: "across", body: tbl("9 9 9", tc(span("2"), "a")+tc("", "b"), tc("", "c")+tc(span("2"), "d")), want: "a a b / c d d"},
		{name: "down", body: tbl("900 900", tc(down, "a")+tc("", "b"), tc(more, "")+tc("", "c"), tc(`<w:vMerge w:val="continue"/>`, "")+tc("", "d")), want: "a b / a c / a d"},
		{name: "both", body: tbl("900 900 900", tc(down+span("2"), "a")+tc("", "b"), tc(more+span("2"), "")+tc("", "c")), want: "a a b / a a c"},
		{name: "two merges in a row", body: tbl("900 900", tc(down, "a")+tc("", "b"), tc(down, "c")+tc("", "d"), tc(more, "")+tc("", "e")), want: "a b / c d / c e"},
		{name: "continuing without a start", body: tbl("900 900", tc(more, "a")+tc("", "b"), tc(more, "")+tc("", "c")), want: "a b / a c"},
		{name: "continuing in another width", body: tbl("900 900 900", tc(down+span("2"), "a")+tc("", "b"), tc(more, "c")+tc("", "d")+tc("", "e")), want: "a a b / c d e"},
		{name: "continuing below an ordinary cell", body: tbl("900", tc("", "a"), tc(more, "b")), want: "a / b"},
		{name: "text under a merge", body: tbl("900", tc(down, "a"), tc(more, "b")), want: "a / a", codes: "docx-merged-text"},
		{name: "gridBefore and gridAfter", body: tbl("900 900 900", `<w:trPr><w:gridBefore w:val="1"/></w:trPr>`+tc("", "a")+tc("", "b"), tc("", "c")+tc("", "d")+`<w:trPr><w:gridAfter w:val="1"/></w:trPr>`), want: ". a b / c d ."},
		{name: "a merge across a gap", body: tbl("900 900", tc(down, "a")+tc("", "b"), `<w:trPr><w:gridBefore w:val="1"/></w:trPr>`+tc("", "c"), tc(more, "d")+tc("", "e")), want: "a b / . c / d e"},
		{name: "hMerge", body: tbl("900 900 900", tc(`<w:hMerge w:val="restart"/>`, "a")+tc(`<w:hMerge/>`, "")+tc("", "b"), tc("", "c")+tc("", "d")+tc("", "e")), want: "a a b / c d e"},
		{name: "short rows", body: tbl("900 900 900", tc("", "a"), tc("", "b")+tc("", "c")+tc("", "d")), want: "a . . / b c d"},
		{name: "no grid", body: tbl("", tc(span("2"), "a"), tc("", "b")+tc("", "c")), want: "a a / b c"},
		{name: "grid too short", body: tbl("900", tc("", "a")+tc("", "b")), want: "a b"},
		{name: "edges by width alone", body: tbl("", tc(width("3000"), "a"), tc(width("1000"), "b")+tc(width("2000"), "c"), tc(width("2000"), "d")+tc(width("1000"), "e")), want: "a a a / b c c / d d e"},
		{name: "a sliver column", body: tbl("3000 3000 9", tc(down, "a")+tc(span("2"), "b"), tc(more, "")+tc("", "c"), tc(span("3"), "d")), want: "a b / a c / d d"},
		{name: "a sliver in the middle", body: tbl("3000 12 3000", tc(span("2"), "a")+tc("", "b"), tc("", "c")+tc(span("2"), "d"), tc("", "e")+tc("", "")+tc("", "f")), want: "a b / c d / e f"},
		{name: "a narrow column that says something", body: tbl("3000 40", tc("", "a")+tc("", "b")), want: "a b"},
		{name: "merged over slivers", body: tbl("3000 9 3000", tc(down+span("2"), "a")+tc("", "b"), tc(more, "")+tc(span("2"), "c")), want: "a b / a c"},
		{name: "cells and rows in content controls", body: `<w:tbl><w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="900"/></w:tblGrid><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>` + tc("", "a") + `</w:sdtContent></w:sdt>` + tc("", "b") + `</w:tr></w:sdtContent></w:sdt><w:tr>` +
			`<w:tc><w:sdt><w:sdtContent>` + p("c") + `</w:sdtContent></w:sdt></w:tc><w:customXml>` + tc("", "d") + `</w:customXml></w:tr></w:tbl>`, want: "a b / c d"},
		{name: "a cell with nothing but a prompt", body: `<w:tbl><w:tr><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>` + tc("", "选择一项") + `</w:sdtContent></w:sdt>` + tc("", "b") + `</w:tr></w:tbl>`, want: "_ b", codes: "docx-placeholder"},
		{name: "deleted row and cell", body: tbl("900 900", `<w:trPr><w:del w:id="1"/></w:trPr>`+tc("", "x")+tc("", "y"), tc("", "a")+tc("", "b"), `<w:trPr><w:ins w:id="1"/></w:trPr>`+tc("", "c")+tc("", "d")), want: "a b / c d", codes: "docx-tracked"},
		{name: "tracked merge", body: tbl("900", tc(`<w:cellMerge w:vMerge="rest"/>`, "a"), tc(`<w:cellMerge w:vMerge="cont"/>`, "")), want: "a / a", codes: "docx-tracked"},
		{name: "hidden row", body: tbl("900", `<w:trPr><w:hidden/></w:trPr>`+tc("", "x"), tc("", "a")), want: "a", codes: "docx-hidden"},
		{name: "nested", body: tbl("900 900", `<w:tc>`+p("a")+tbl("400", tc("", "x"))+p()+`</w:tc>`+tc("", "b")), want: "a b; x"},
		{name: "a frame of one column", body: tbl("900", `<w:tc>`+p("标题")+tbl("400 400", tc("", "a")+tc("", "b"))+p("落款")+`</w:tc>`), want: "a b"},
		{name: "a table in a text box", body: p("甲", `<w:r><w:pict><v:textbox><w:txbxContent>`+tbl("900", tc("", "a"))+`</w:txbxContent></v:textbox></w:pict></w:r>`), want: "a", codes: "docx-textbox"},
		{name: "numbers in cells", body: tbl("900", `<w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p></w:tc>`, `<w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p></w:tc>`), want: "1. / 2."},
		{name: "an empty table", body: tbl("900") + p("甲"), want: ""},
		{name: "rows without cells", body: tbl("900", "", tc("", "a")), want: ". / a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := build(t, parts{"body": c.body, "numbering": `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`})
			doc, list := read(t, data)
			var pictures []string
			for _, b := range doc.Blocks {
				checkTables(t, b)
				if table, ok := b.(*document.Table); ok {
					pictures = append(pictures, picture(table))
					for i := range table.Cells {
						for _, inner := range table.Cells[i].Tables {
							pictures = append(pictures, picture(inner))
						}
					}
				}
			}
			if got := strings.Join(pictures, "; "); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			var codes []string
			for _, d := range list {
				codes = append(codes, string(d.Code))
			}
			if !slices.Equal(codes, strings.Fields(c.codes)) {
				t.Errorf("diagnostics %v, want %q", codes, c.codes)
			}
		})
	}
}

// TestHeaderRows: w:tblHeader counts only at the top (17.4.49).
func TestHeaderRows(t *testing.T) {
	head := `<w:trPr><w:tblHeader/></w:trPr>`
	doc, _ := read(t, build(t, parts{"body": tbl("900", head+tc("", "a"), head+tc("", "b"), tc("", "c"), head+tc("", "d"))}))
	if got := doc.Blocks[0].(*document.Table).HeaderRows; got != 2 {
		t.Errorf("%d header rows, want 2", got)
	}
}
