package compose

import (
	"slices"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/numbering"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

// composeTable fills the edition's grid with the report's cells.
func composeTable(t *edition.Table, format string, cells report.Table, s *style.Style) *document.Table {
	out := &document.Table{Key: t.Key, Edition: format, Caption: t.Caption, Description: t.Description,
		Rows: t.Rows, HeaderRows: t.HeaderRows, Whole: true, SplitBefore: groupStarts(t),
		Cells: make([]document.Cell, 0, len(t.Cells))}
	data := make([]bool, t.Rows)
	for i := range t.Cells {
		if t.Cells[i].IsData() {
			data[t.Cells[i].Row] = true
		}
	}
	// One backing array for the paragraphs and runs of the table: a table has up to 230 cells.
	paragraphs := make([]document.Paragraph, len(t.Cells))
	runs := make([]document.Run, len(t.Cells))
	lists := make([]*document.Paragraph, len(t.Cells))
	for i := range t.Cells {
		c := &t.Cells[i]
		cell := document.Cell{Row: c.Row, Col: c.Col, RowSpan: c.RowSpan, ColSpan: c.ColSpan, Role: document.Label}
		text := c.Text
		switch {
		case c.IsData():
			cell.Role = document.Number
			text = cells[c.Key()].String()
		case !data[c.Row], c.RowSpan > 1, c.Row < t.HeaderRows:
			cell.Role = document.Header
			if c.RowSpan > 1 && c.ColSpan == 1 {
				text = ordinalLine(text)
			}
		}
		p := &paragraphs[i]
		p.Role = cell.Role
		if text != "" {
			runs[i] = document.Run{Text: text}
			p.Runs = runs[i : i+1 : i+1]
		}
		lists[i] = p
		cell.Paragraphs = lists[i : i+1 : i+1]
		out.Cells = append(out.Cells, cell)
	}
	out.Columns, out.Size = fit(out, t.Widths, s)
	return out
}

// ordinalLine breaks a group's label behind its ordinal: （三） / 不予公开 rather than （三）不 / 予公开.
func ordinalLine(label string) string {
	if o := numbering.Parse(label); o.Level == document.Heading1 && o.Size < len(label) {
		return label[:o.Size] + "\n" + label[o.Size:]
	}
	return label
}

// groupStarts returns the rows before which a page may break: those that no label except one of the first column spans
// over (before （三）, （四） … of the requests table).
func groupStarts(t *edition.Table) []int {
	var starts []int
	for row := t.HeaderRows + 1; row < t.Rows; row++ {
		crossed := slices.ContainsFunc(t.Cells, func(c edition.Cell) bool {
			return c.Col > 0 && c.Row < row && c.Row+c.RowSpan > row
		})
		if !crossed {
			starts = append(starts, row)
		}
	}
	return starts
}

// fit chooses the largest type size of the style at which every figure fits its column, and where none does widens the
// columns that need it at the cost of those with room. Widths always sum to the width of the type area.
func fit(t *document.Table, widths []int, s *style.Style) (columns []int, size int) {
	columns = scale(widths, s.Page.TextWidth())
	need := make([]int, len(widths)) // half ems of the longest figure in each column
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Role == document.Number && c.ColSpan == 1 {
			need[c.Col] = max(need[c.Col], longestFigure(c.Text()))
		}
	}
	margins := s.Table.CellLeft + s.Table.CellRight
	for _, size = range s.Table.Sizes {
		fits := true
		for col, n := range need {
			fits = fits && n*size*5+margins <= columns[col]
		}
		if fits {
			return columns, size
		}
	}
	least := make([]int, len(widths))
	for col, n := range need {
		least[col] = n*size*5 + margins
		if n == 0 {
			least[col] = min(columns[col], 4*size*10+margins) // a label column keeps room for four characters
		}
	}
	for col := range columns {
		for missing := least[col] - columns[col]; missing > 0; {
			giver, room := -1, 0
			for other := range columns {
				if r := columns[other] - least[other]; r > room {
					giver, room = other, r
				}
			}
			if giver < 0 {
				break // longer than the page: the writer breaks the figure over lines
			}
			take := min(missing, room)
			columns[giver] -= take
			columns[col] += take
			missing -= take
		}
	}
	return columns, size
}

// scale stretches widths, which are made for GB/T 9704, to another sum.
func scale(widths []int, to int) []int {
	sum := 0
	for _, w := range widths {
		sum += w
	}
	out := make([]int, len(widths))
	before, from := 0, 0
	for i, w := range widths {
		from += w
		out[i] = from*to/sum - before
		before += out[i]
	}
	return out
}

// longestFigure returns the width in half ems of the longest stretch of text that no line may break: digits, letters
// and the marks between them.
func longestFigure(text string) int {
	longest, run := 0, 0
	for _, r := range text {
		if r > ' ' && r < 0x80 {
			run++
			longest = max(longest, run)
		} else {
			run = 0
		}
	}
	return longest
}
