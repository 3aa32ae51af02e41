package layout

import (
	"context"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
)

// lay lays blocks out in the official style; every problem fails the test.
func lay(t testing.TB, blocks ...document.Block) (*Pages, diag.List) {
	t.Helper()
	return layIn(t, style.Default(), blocks...)
}

func layIn(t testing.TB, s *style.Style, blocks ...document.Block) (*Pages, diag.List) {
	t.Helper()
	pages, list, err := Lay(context.Background(), &document.Document{Blocks: blocks}, s, sfnt.Embedded(), Options{Limits: limit.Default()})
	if err != nil || pages == nil {
		t.Fatalf("not laid out: %v %v", err, list)
	}
	return pages, list
}

func paragraph(role document.Role, text string) *document.Paragraph {
	return &document.Paragraph{Role: role, Runs: []document.Run{{Text: text}}, KeepNext: style.Default().Of(role).KeepNext}
}

func body(text string) *document.Paragraph { return paragraph(document.Body, text) }

// textLine is what stands on one baseline of a page, from left to right.
type textLine struct {
	y     Unit
	left  Unit
	right Unit // where the last glyph begins
	text  string
}

// contentLines returns the lines of a page's content without page numbers and without the blanks that hang at the end of
// a line. Runs within 2 pt of a baseline are one line: faces are moved a little to align.
func contentLines(p *Page) []textLine {
	var runs []Run
	for _, r := range p.Runs {
		if r.Element >= 0 && len(r.Glyphs) > 0 {
			runs = append(runs, r)
		}
	}
	slices.SortStableFunc(runs, func(a, b Run) int { return a.Y - b.Y })
	var lines []textLine
	for from := 0; from < len(runs); {
		to := from
		for to < len(runs) && runs[to].Y-runs[from].Y < 2*Point {
			to++
		}
		row := runs[from:to]
		slices.SortStableFunc(row, func(a, b Run) int { return inkLeft(&a) - inkLeft(&b) })
		n := textLine{y: row[0].Y, left: row[0].X}
		var b strings.Builder
		for _, r := range row {
			for _, g := range r.Glyphs {
				b.WriteRune(g.Char)
				if classOf(g.Char)&space == 0 {
					n.right = r.X + int(g.X)
				}
			}
		}
		n.text = strings.TrimRightFunc(b.String(), func(r rune) bool { return classOf(r)&space != 0 })
		lines = append(lines, n)
		from = to
	}
	return lines
}

// inkLeft is where the ink of a run begins: a squeezed bracket's glyph begins in the character before it.
func inkLeft(r *Run) Unit {
	return r.X + int(r.Glyphs[0].X) + scale(r.Font.GlyphBounds(r.Glyphs[0].ID).XMin, r.Size, r.Font.UnitsPerEm())
}

// allText returns the content of all pages, one line after the other.
func allText(p *Pages) []string {
	var all []string
	for i := range p.Pages {
		for _, n := range contentLines(&p.Pages[i]) {
			all = append(all, n.text)
		}
	}
	return all
}

// table makes a table of labels and numbers: rows of cell texts, "<" continues the cell to the left, "^" the one above.
func table(widths []int, header int, rows ...[]string) *document.Table {
	t := &document.Table{Key: "test", Caption: "试验表", Columns: widths, HeaderRows: header, Rows: len(rows), Size: 21, Whole: true}
	for r, row := range rows {
		for c, text := range row {
			if text == "<" || text == "^" {
				continue
			}
			cell := document.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Role: document.Label}
			for c+cell.ColSpan < len(row) && row[c+cell.ColSpan] == "<" {
				cell.ColSpan++
			}
			for r+cell.RowSpan < len(rows) && rows[r+cell.RowSpan][c] == "^" {
				cell.RowSpan++
			}
			if text != "" && strings.Trim(text, "0123456789") == "" {
				cell.Role = document.Number
			}
			p := &document.Paragraph{Role: cell.Role}
			if text != "" {
				p.Runs = []document.Run{{Text: text}}
			}
			cell.Paragraphs = []*document.Paragraph{p}
			t.Cells = append(t.Cells, cell)
		}
	}
	return t
}

// withFangSong skips a test that measures 仿宋 in a build without it (nogplfonts).
func withFangSong(t *testing.T) {
	t.Helper()
	if sfnt.Embedded().Chain("fangsong").Absent() {
		t.Skip("this build leaves GWFangSong out")
	}
}

// cellOf returns the index of the table's cell that a run belongs to; -1 for text outside tables and for artifacts.
func cellOf(p *Pages, r *Run) int32 {
	if r.Element == Artifact {
		return -1
	}
	return p.Structure[r.Element].Cell
}

// artifacts returns the text of a page that is no content.
func artifacts(p *Page) string {
	var b strings.Builder
	for _, r := range p.Runs {
		if r.Element == Artifact {
			for _, g := range r.Glyphs {
				b.WriteRune(g.Char)
			}
		}
	}
	return b.String()
}
