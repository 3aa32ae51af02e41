package markup_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nianbao/converter/internal/document"
)

// tile is a cell of a random grid.
type tile struct {
	row, col, rows, cols int
	text                 string
}

// words are what cells hold: nothing, figures, marks, labels. None has a character that a writer would have to protect.
var words = []string{"", "", "0", "12", "1,234", "12.5", "-", "—", "规章", "行政许可", "（一）予以公开", "3.其他", "a b", "甲 乙"}

// grids draws a grid in which every row and every column has a cell that begins there: a table whose rows say less than
// their number cannot be written in every syntax. spans false gives one cell a place.
func grids(t *rapid.T, spans bool) (tiles []tile, rows, cols int) {
	rows, cols = rapid.IntRange(2, 6).Draw(t, "rows"), rapid.IntRange(3, 6).Draw(t, "cols")
	taken := make([]bool, rows*cols)
	beginsRow, beginsCol := make([]bool, rows), make([]bool, cols)
	for at := range taken {
		if taken[at] {
			continue
		}
		c := tile{row: at / cols, col: at % cols, rows: 1, cols: 1, text: rapid.SampledFrom(words).Draw(t, "text")}
		if spans {
			wide, high := rapid.IntRange(1, 3).Draw(t, "wide"), rapid.IntRange(1, 3).Draw(t, "high")
			for c.cols < wide && c.col+c.cols < cols && !taken[at+c.cols] {
				c.cols++
			}
			c.rows = min(high, rows-c.row)
		}
		for y := range c.rows {
			for x := range c.cols {
				taken[at+y*cols+x] = true
			}
		}
		beginsRow[c.row], beginsCol[c.col] = true, true
		tiles = append(tiles, c)
	}
	if slices.Contains(beginsRow, false) || slices.Contains(beginsCol, false) {
		t.Skip("a row or a column without a cell of its own")
	}
	tiles[0].text = "项目" // some text, so that the table is not empty
	return tiles, rows, cols
}

// byRow deals tiles out to rows.
func byRow(tiles []tile, rows int) [][]tile {
	out := make([][]tile, rows)
	for _, c := range tiles {
		out[c.row] = append(out[c.row], c)
	}
	return out
}

// writers of syntaxes that know spans.
var spanning = map[string]func(rows [][]tile, cols int) string{
	"html": func(rows [][]tile, _ int) string {
		var b strings.Builder
		b.WriteString("# 标题\n\n正文<table>\n")
		for _, r := range rows {
			b.WriteString("<tr>")
			for _, c := range r {
				fmt.Fprintf(&b, "<td rowspan=%d colspan='%d'>%s</td>", c.rows, c.cols, c.text)
			}
			b.WriteString("</tr>\n")
		}
		return b.String() + "</table>后文\n"
	},
	"asciidoc": func(rows [][]tile, cols int) string {
		var b strings.Builder
		fmt.Fprintf(&b, "[cols=\"%d*\"]\n|===\n", cols)
		for _, r := range rows {
			for _, c := range r {
				fmt.Fprintf(&b, "%d.%d+|%s\n", c.cols, c.rows, c.text)
			}
			b.WriteString("\n")
		}
		return b.String() + "|===\n"
	},
	"mediawiki": func(rows [][]tile, _ int) string {
		var b strings.Builder
		b.WriteString("{| class=\"wikitable\"\n")
		for _, r := range rows {
			b.WriteString("|-\n")
			for _, c := range r {
				fmt.Fprintf(&b, "| rowspan=\"%d\" colspan=%d | %s\n", c.rows, c.cols, c.text)
			}
		}
		return b.String() + "|}\n"
	},
	"textile": func(rows [][]tile, _ int) string {
		var b strings.Builder
		for _, r := range rows {
			for _, c := range r {
				fmt.Fprintf(&b, "|_\\%d/%d. %s", c.cols, c.rows, c.text)
			}
			b.WriteString("|\n")
		}
		return b.String()
	},
	"dokuwiki": func(rows [][]tile, cols int) string {
		var b strings.Builder
		for y := range rows {
			line := make([]string, cols)
			for _, r := range rows {
				for _, c := range r {
					if c.row == y {
						line[c.col] = " " + c.text + " "
					} else if c.row < y && y < c.row+c.rows {
						line[c.col] = " ::: "
					}
				}
			}
			b.WriteString("^" + strings.Join(line, "^") + "^\n")
		}
		return b.String()
	},
	"latex": func(rows [][]tile, cols int) string {
		var b strings.Builder
		fmt.Fprintf(&b, "\\begin{tabular}{%s}\n\\hline\n", strings.Repeat("c|", cols))
		for y := range rows {
			var line []string
			for x := 0; x < cols; {
				width := 1
				text := ""
				for _, r := range rows {
					for _, c := range r {
						if c.col == x && c.row <= y && y < c.row+c.rows {
							if width = c.cols; c.row == y {
								text = fmt.Sprintf("\\multirow{%d}{*}{%s}", c.rows, c.text)
							}
						}
					}
				}
				line = append(line, fmt.Sprintf("\\multicolumn{%d}{c|}{%s}", width, text))
				x += width
			}
			b.WriteString(strings.Join(line, " & ") + ` \\ \hline` + "\n")
		}
		return b.String() + "\\end{tabular}\n"
	},
	"grid": drawGrid,
}

// drawGrid draws a table as reStructuredText has it; Chinese characters are two wide.
func drawGrid(rows [][]tile, cols int) string {
	const cell = 16
	height, wide := 2*len(rows)+1, cell*cols+1
	canvas := make([][]string, height)
	for y := range canvas {
		canvas[y] = slices.Repeat([]string{" "}, wide)
	}
	line := func(y, from, to int) {
		for x := from; x <= to; x++ {
			if canvas[y][x] != "+" {
				canvas[y][x] = "-"
			}
		}
		canvas[y][from], canvas[y][to] = "+", "+"
	}
	for _, r := range rows {
		for _, c := range r {
			top, bottom, left, right := 2*c.row, 2*(c.row+c.rows), cell*c.col, cell*(c.col+c.cols)
			line(top, left, right)
			line(bottom, left, right)
			for y := top + 1; y < bottom; y++ {
				for _, x := range []int{left, right} {
					if canvas[y][x] != "+" {
						canvas[y][x] = "|"
					}
				}
			}
			x := left + 2
			for _, ch := range c.text {
				canvas[top+1][x] = string(ch)
				if x++; ch > 0x2e00 {
					canvas[top+1][x] = ""
					x++
				}
			}
		}
	}
	var b strings.Builder
	for _, l := range canvas {
		b.WriteString(strings.Join(l, "") + "\n")
	}
	return b.String()
}

// writers of syntaxes that know none.
var flatWriters = map[string]func(rows [][]tile, cols int) string{
	"pipe": func(rows [][]tile, cols int) string {
		lines := joined(rows, "| ", " | ", " |")
		return strings.Join(slices.Insert(lines, 1, strings.Repeat("|---", cols)+"|"), "\n") + "\n"
	},
	"pipe-bare": func(rows [][]tile, cols int) string {
		lines := joined(rows, "", " | ", "")
		return strings.Join(slices.Insert(lines, 1, strings.Repeat("---|", cols-1)+":-:"), "\n") + "\n"
	},
	"org": func(rows [][]tile, cols int) string {
		lines := joined(rows, "| ", " | ", " |")
		return strings.Join(slices.Insert(lines, 1, "|--"+strings.Repeat("+--", cols-1)+"|"), "\n") + "\n"
	},
	"jira": func(rows [][]tile, _ int) string {
		lines := joined(rows, "| ", " | ", " |")
		lines[0] = strings.ReplaceAll(lines[0], "|", "||")
		return strings.Join(lines, "\n") + "\n"
	},
	"creole": func(rows [][]tile, _ int) string {
		lines := joined(rows, "| ", " | ", " |")
		lines[0] = strings.TrimSuffix(strings.ReplaceAll(lines[0], "|", "|="), "=")
		return strings.Join(lines, "\n") + "\n"
	},
	"csv-quoted":  func(rows [][]tile, _ int) string { return strings.Join(joined(rows, `"`, `","`, `"`), "\n") + "\n" },
	"semicolons":  func(rows [][]tile, _ int) string { return strings.Join(joined(rows, `"`, `";"`, `"`), "\r\n") + "\r\n" },
	"tabs-quoted": func(rows [][]tile, _ int) string { return strings.Join(joined(rows, `"`, "\"\t\"", `"`), "\n") + "\n" },
	"python":      func(rows [][]tile, _ int) string { return strings.Join(joined(rows, "['", "', '", "']"), "\n") + "\n" },
	"json": func(rows [][]tile, _ int) string {
		return "前文\n" + strings.Join(joined(rows, `["`, `","`, `"]`), "\n") + "\n"
	},
	"list-of-lists": func(rows [][]tile, _ int) string {
		return "[" + strings.Join(joined(rows, "['", "', '", "']"), ",\n ") + "]\n"
	},
}

func joined(rows [][]tile, before, between, behind string) []string {
	var out []string
	for _, r := range rows {
		var texts []string
		for _, c := range r {
			texts = append(texts, c.text)
		}
		out = append(out, before+strings.Join(texts, between)+behind)
	}
	return out
}

// only returns the table of a document that has one.
func only(t *rapid.T, text string, doc *document.Document) *document.Table {
	var found []*document.Table
	for _, b := range doc.Blocks {
		if table, ok := b.(*document.Table); ok {
			found = append(found, table)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d tables in\n%s", len(found), text)
	}
	if err := found[0].CheckGeometry(); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return found[0]
}

func same(t *rapid.T, text string, table *document.Table, tiles []tile) {
	var got []tile
	for i := range table.Cells {
		c := &table.Cells[i]
		got = append(got, tile{c.Row, c.Col, c.RowSpan, c.ColSpan, c.Text()})
		if c.Place.Line < 1 || c.Place.Column < 1 {
			t.Fatalf("cell %d,%d has no place in\n%s", c.Row, c.Col, text)
		}
	}
	if !slices.Equal(got, tiles) {
		t.Fatalf("read\n%v\nwant\n%v\nfrom\n%s", got, tiles, text)
	}
}

// A random grid that is written in a syntax comes back as it was.
func TestSpansComeBack(t *testing.T) {
	for name, write := range spanning {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				tiles, rows, cols := grids(t, true)
				text := write(byRow(tiles, rows), cols)
				same(t, text, only(t, text, read(t, text)), tiles)
			})
		})
	}
}

func TestFieldsComeBack(t *testing.T) {
	for name, write := range flatWriters {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				tiles, rows, cols := grids(t, false)
				if rows < 3 {
					t.Skip("too few rows to be sure of")
				}
				for i := range tiles { // a row without anything divides a sheet, and an empty edge can be left out
					if tiles[i].text == "" && (tiles[i].col == 0 || tiles[i].col == cols-1) {
						tiles[i].text = "—"
					}
				}
				text := write(byRow(tiles, rows), cols)
				table := only(t, text, read(t, text))
				if !table.Flat {
					t.Fatalf("not flat:\n%s", text)
				}
				same(t, text, table, tiles)
			})
		})
	}
}
