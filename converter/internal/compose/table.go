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
			cell.FigureRow, cell.FigureCol = c.RowKey, c.ColKey
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
	fit(out, t.Widths, s)
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

// gaps puts the style's gap between a table and what stands above and below it, unless that has space of its own.
func (c *composer) gaps() {
	for i, b := range c.out.Blocks {
		if _, table := b.(*document.Table); !table {
			continue
		}
		if i > 0 {
			if p, ok := c.out.Blocks[i-1].(*document.Paragraph); ok && c.style.Of(p.Role).After == 0 {
				p.After = c.style.Table.Gap
			}
		}
		if i+1 < len(c.out.Blocks) {
			if p, ok := c.out.Blocks[i+1].(*document.Paragraph); ok && c.style.Of(p.Role).Before == 0 {
				p.Before = c.style.Table.Gap
			}
		}
	}
}
