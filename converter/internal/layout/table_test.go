package layout

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

// cellTexts returns what is printed of each cell, all pages together.
func cellTexts(p *Pages, t *document.Table) []string {
	texts := make([]string, len(t.Cells))
	for i := range p.Pages {
		for _, r := range p.Pages[i].Runs {
			if cell := cellOf(p, &r); cell >= 0 {
				for _, g := range r.Glyphs {
					texts[cell] += string(g.Char)
				}
			}
		}
	}
	return texts
}

// longTable has groups of rows under a label that spans them.
func longTable(groups, rows int) *document.Table {
	t := [][]string{{"组", "项目", "数"}}
	var starts []int
	for g := range groups {
		starts = append(starts, len(t))
		for r := range rows {
			label := fmt.Sprintf("（%d）第%d组", g+1, g+1)
			if r > 0 {
				label = "^"
			}
			t = append(t, []string{label, fmt.Sprintf("%d.%d项", g+1, r+1), fmt.Sprint(1000*g + r)})
		}
	}
	table := table([]int{2000, 4000, 2845}, 1, t...)
	table.SplitBefore = starts[1:]
	return table
}

// TestTableMovesWhole: a table that a page can hold is not split, and takes its heading along.
func TestTableMovesWhole(t *testing.T) {
	withFangSong(t)
	table := longTable(2, 10)
	pages, list := lay(t, body(strings.Repeat("国", 28*10)), paragraph(document.Section, "二、表"), table)
	if len(pages.Pages) != 2 || len(list) != 0 {
		t.Fatalf("%d pages, %v", len(pages.Pages), list)
	}
	if first := contentLines(&pages.Pages[1])[0].text; first != "二、表" {
		t.Errorf("the second page begins with %q", first)
	}
	if len(pages.Pages[0].Rules) != 0 {
		t.Error("rules on the first page")
	}
	for i, text := range cellTexts(pages, table) {
		if text != table.Cells[i].Text() {
			t.Errorf("cell %d prints %q, want %q", i, text, table.Cells[i].Text())
		}
	}
}

// TestTableSplits: a table longer than a page breaks before a group, repeats its header, and carries the label of a
// group that had to be cut over with （续）.
func TestTableSplits(t *testing.T) {
	t.Run("before a group", func(t *testing.T) {
		table := longTable(10, 7) // 71 rows; 42 fit
		pages, list := lay(t, table)
		if len(pages.Pages) != 2 || !list.Has("layout-table-split") {
			t.Fatalf("%d pages, %v", len(pages.Pages), list)
		}
		second := contentLines(&pages.Pages[1])
		for _, n := range second {
			if strings.Contains(n.text, continued) {
				t.Errorf("%q, but no group was cut", n.text)
			}
		}
		header := false
		for _, r := range pages.Pages[1].Runs {
			header = header || r.Element == Artifact && strings.HasPrefix(table.Cells[0].Text(), string(r.Glyphs[0].Char))
		}
		if !header || !strings.HasPrefix(second[0].text, "6.1项") {
			t.Errorf("header %v, then %q", header, second[0].text)
		}
		for i, text := range cellTexts(pages, table) {
			if text != table.Cells[i].Text() {
				t.Errorf("cell %d prints %q, want %q", i, text, table.Cells[i].Text())
			}
		}
	})
	t.Run("inside a group", func(t *testing.T) {
		table := longTable(1, 100)
		pages, _ := lay(t, table)
		if len(pages.Pages) != 3 {
			t.Fatalf("%d pages", len(pages.Pages))
		}
		for i := 1; i < 3; i++ {
			if text := artifacts(&pages.Pages[i]); strings.Count(text, "（1）第1组（续）") != 1 {
				t.Errorf("page %d: the group's label is not carried over: %q", i+1, text)
			}
		}
		texts := cellTexts(pages, table)
		for i := range table.Cells {
			if texts[i] != table.Cells[i].Text() {
				t.Errorf("cell %d prints %q, want %q", i, texts[i], table.Cells[i].Text())
			}
		}
	})
}

// TestRowTallerThanAPage: a cell with a text longer than a page is printed in full.
func TestRowTallerThanAPage(t *testing.T) {
	long := strings.Repeat("说明文字很长。", 500)
	table := table([]int{2000, 2845, 4000}, 1, []string{"甲", "乙", "丙"}, []string{"短", long, "12"}, []string{"尾", "3", "4"})
	pages, list := lay(t, table)
	if len(pages.Pages) < 3 || !list.Has("layout-row-split") {
		t.Fatalf("%d pages, %v", len(pages.Pages), list)
	}
	for i, text := range cellTexts(pages, table) {
		if text != table.Cells[i].Text() {
			t.Errorf("cell %d prints %d characters, want %d", i, len(text), len(table.Cells[i].Text()))
		}
	}
}

func TestWideFigureIsReported(t *testing.T) {
	table := table([]int{622, 8223}, 0, []string{"123456789", "甲"})
	pages, list := lay(t, table)
	if !list.Has("layout-cell-overflow") {
		t.Errorf("got %v", list)
	}
	if got := cellTexts(pages, table)[0]; got != "123456789" {
		t.Errorf("printed %q", got)
	}
}

func TestUnsoundTables(t *testing.T) {
	gap := table(nil, 0, []string{"甲", "乙"}, []string{"丙", "丁"})
	gap.Cells = gap.Cells[:3]
	overlap := table(nil, 0, []string{"甲", "乙"})
	overlap.Cells[1].Col = 0
	wide := &document.Table{Rows: 1, Cells: []document.Cell{{RowSpan: 1, ColSpan: 64, Paragraphs: []*document.Paragraph{body("宽")}}}}
	for name, c := range map[string]struct {
		table *document.Table
		text  string
	}{"gap": {gap, "甲乙丙"}, "overlap": {overlap, "甲乙"}, "columns over the limit": {wide, "宽"}} {
		pages, list := lay(t, c.table)
		if got := strings.Join(allText(pages), ""); got != c.text || !list.Has("layout-table-grid") {
			t.Errorf("%s: printed %q, %v", name, got, list)
		}
	}
	nested := table(nil, 0, []string{"外", "面"})
	nested.Cells[0].Tables = []*document.Table{table(nil, 0, []string{"里"})}
	if pages, list := lay(t, nested); !list.Has("layout-table-nested") || cellTexts(pages, nested)[0] != "外里" {
		t.Errorf("nested: %v, %q", list, cellTexts(pages, nested))
	}
	scaled := table([]int{8000, 8000}, 0, []string{"甲", "乙"})
	if _, list := lay(t, scaled); !list.Has("layout-table-scaled") {
		t.Errorf("too wide: %v", list)
	}
}

// TestCellsHoldTheirText lays random tables out: every cell's text is printed, inside the cell's rectangle, and no two
// lines of a page's cell stand on one another.
func TestCellsHoldTheirText(t *testing.T) {
	random := rand.New(rand.NewSource(2))
	s := style.Default()
	for range 200 {
		table := randomTable(random)
		before := body(strings.Repeat("国", 1+random.Intn(600)))
		pages, _ := lay(t, before, paragraph(document.Section, "二、表"), table, body("后文。"))
		texts := cellTexts(pages, table)
		for i := range table.Cells {
			want := table.Cells[i].Text()
			if got := texts[i]; got != want && (table.Cells[i].RowSpan == 1 || !strings.HasPrefix(got, want)) {
				t.Fatalf("cell %d prints %q, want %q", i, got, want)
			}
		}
		left := s.Page.Left * Twip
		for p := range pages.Pages {
			page := &pages.Pages[p]
			for _, r := range page.Runs {
				cell := cellOf(pages, &r)
				if cell < 0 {
					continue
				}
				c := &table.Cells[cell]
				from, to := left, left
				for col, w := range table.Columns {
					if col < c.Col {
						from += w * Twip
					}
					if col < c.Col+c.ColSpan {
						to += w * Twip
					}
				}
				end := r.X + int(r.Glyphs[len(r.Glyphs)-1].X)
				if r.X < from-Point || end > to+Point {
					t.Fatalf("cell %d from %d to %d, its text from %d to %d", cell, from, to, r.X, end)
				}
				if bottom := (s.Page.Height - s.Page.Bottom) * Twip; r.Y > bottom {
					t.Fatalf("cell %d prints below the type area", cell)
				}
			}
			checkRules(t, page)
		}
	}
}

// checkRules: no text line of the page is crossed by a horizontal rule within its own cell's columns.
func checkRules(t *testing.T, page *Page) {
	t.Helper()
	for _, r := range page.Runs {
		top, bottom := r.Y-r.Size*500*80/100, r.Y+r.Size*500*4/100
		x := r.X + int(r.Glyphs[0].X)
		for _, rule := range page.Rules {
			if rule.Width > rule.Height && rule.X <= x && x < rule.X+rule.Width && top < rule.Y+rule.Height && bottom > rule.Y {
				t.Fatalf("a rule crosses %q", string(r.Glyphs[0].Char))
			}
		}
	}
}

func randomTable(random *rand.Rand) *document.Table {
	columns, rows := 1+random.Intn(6), 1+random.Intn(70)
	widths := make([]int, columns)
	for i := range widths {
		widths[i] = 8845/columns - 100 + random.Intn(100)
	}
	t := &document.Table{Key: "random", Columns: widths, Rows: rows, HeaderRows: random.Intn(4), Size: 18 + random.Intn(4), Whole: random.Intn(2) == 0}
	taken := make([]bool, rows*columns)
	for i := range taken {
		if taken[i] {
			continue
		}
		row, col := i/columns, i%columns
		c := document.Cell{Row: row, Col: col, RowSpan: 1, ColSpan: 1, Role: document.Label}
		for col+c.ColSpan < columns && !taken[i+c.ColSpan] && random.Intn(4) == 0 {
			c.ColSpan++
		}
		for row+c.RowSpan < rows && random.Intn(3) == 0 {
			c.RowSpan++
		}
		for r := range c.RowSpan {
			for k := range c.ColSpan {
				if taken[(row+r)*columns+col+k] {
					c.RowSpan = r
				}
			}
		}
		c.RowSpan = max(c.RowSpan, 1)
		for r := range c.RowSpan {
			for k := range c.ColSpan {
				taken[(row+r)*columns+col+k] = true
			}
		}
		text := strings.Repeat("项目文字", random.Intn(6))
		if random.Intn(3) == 0 {
			text, c.Role = fmt.Sprint(random.Intn(10000)), document.Number
		}
		c.Paragraphs = []*document.Paragraph{{Role: c.Role, Runs: []document.Run{{Text: text}}}}
		t.Cells = append(t.Cells, c)
	}
	for row := range rows {
		if random.Intn(5) == 0 {
			t.SplitBefore = append(t.SplitBefore, row)
		}
	}
	slices.Sort(t.SplitBefore)
	return t
}

// TestCondensedFigure: the width that the composer gives a figure is that of its characters on the page.
func TestCondensedFigure(t *testing.T) {
	narrow := table([]int{622, 8223}, 0, []string{"12345678", "甲"})
	narrow.Cells[0].Paragraphs[0].Condense = 67
	pages, list := lay(t, narrow)
	if list.Has("layout-cell-overflow") {
		t.Errorf("got %v", list)
	}
	r := &pages.Pages[0].Runs[0]
	if d := int(r.Glyphs[7].X-r.Glyphs[6].X) * 100 / (21 * Point / 4); d != 67 && d != 66 {
		t.Errorf("the digits stand at %d %% of half an em", d)
	}
	if natural := digitScale(sfnt.Embedded().Chain("song")); r.Scale != natural*67/100 {
		t.Errorf("drawn at %d of 1000", r.Scale)
	}
	narrow.Cells[0].Paragraphs[0].Condense, narrow.Cells[0].Paragraphs[0].Size = 0, 12
	pages, _ = lay(t, narrow)
	if r := &pages.Pages[0].Runs[0]; r.Size != 12 {
		t.Errorf("drawn at %d half-points", r.Size)
	}
}

// TestNoFigureIsBroken: figures of up to twelve digits in every cell of the official tables stand on one line each.
func TestNoFigureIsBroken(t *testing.T) {
	for digits := 1; digits <= 12; digits++ {
		r := &report.Report{Format: "2021", Tables: map[string]report.Table{}}
		for _, key := range []string{"disclosure", "requests", "disputes"} {
			grid, _ := edition.Official().Vocabulary().Grid(key, "2021")
			r.Tables[key] = report.Table{}
			for _, k := range grid.Keys {
				d, _ := report.ParseDecimal(strings.Repeat("8", digits))
				r.Tables[key][k] = report.Number(d)
			}
		}
		doc, _ := compose.Document(r, edition.Official(), style.Default())
		pages, list := lay(t, doc.Blocks...)
		q := &quality{}
		if q.look(pages, doc, style.Default()); q.brokenFigures > 0 || list.Has("layout-cell-overflow") {
			t.Errorf("%d digits: %d figures are broken, %v", digits, q.brokenFigures, list)
		}
	}
}
