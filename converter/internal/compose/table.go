package compose

import (
	"cmp"
	"slices"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/numbering"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

// table adds the table of a section.
func (c *composer) table(s *edition.Section, cells report.Table) {
	format := cmp.Or(c.report.TableFormats[s.Table], c.report.Format)
	t := c.editions.Table(format, s.Table)
	if t == nil || !c.lookUp(t, cells) { // another edition's, or none
		var odd []report.Key
		var ok bool
		format, odd, ok = contract.TableFormat(c.report, c.editions.Vocabulary(), s.Table)
		t = c.editions.Table(format, s.Table)
		if !ok || t == nil {
			c.mixed(s, odd)
			return
		}
		c.lookUp(t, cells)
	}
	c.checkCells(s, t)
	c.out.Blocks = append(c.out.Blocks, composeTable(t, format, c.room, c.style))
}

// mixed says that no edition has all cells of a table.
func (c *composer) mixed(s *edition.Section, odd []report.Key) {
	cells := make([]string, len(odd))
	for i, k := range odd {
		cells[i] = k.Row + "." + k.Col
	}
	c.found = append(c.found, diag.New("compose-mixed-editions", diag.Place{Section: s.Key, Table: s.Table},
		"heading", s.Heading, "cells", strings.Join(cells, "、")))
}

// lookUp puts the report's cell for each cell of the edition's table, blank for labels, into the room, and reports whether that is
// all of them: then the table is of this edition ([report.Report.TableFormat]). Each costs hashing two keys, so it is done once.
func (c *composer) lookUp(t *edition.Table, cells report.Table) bool {
	c.room.figures = slices.Grow(c.room.figures[:0], len(t.Cells))
	found := 0
	for i := range t.Cells {
		var cell report.Cell
		if t.Cells[i].IsData() {
			var ok bool
			if cell, ok = cells[t.Cells[i].Key()]; ok {
				found++
			}
		}
		c.room.figures = append(c.room.figures, cell)
	}
	return found == len(cells)
}

// composeTable fills the edition's grid with the report's cells, which stand in the room in the order of the grid's.
func composeTable(t *edition.Table, format string, room *Room, s *style.Style) *document.Table {
	n := len(t.Cells)
	paragraphs, runs, lists := room.paragraphs.take(n), room.runs.take(n), room.lists.take(n)
	out := &document.Table{Key: t.Key, Edition: format, Caption: t.Caption, Description: t.Description,
		Rows: t.Rows, HeaderRows: t.HeaderRows, Whole: true, SplitBefore: t.GroupStarts(),
		Cells: room.cells.take(n)}
	data := make([]bool, t.Rows)
	for i := range t.Cells {
		if t.Cells[i].IsData() {
			data[t.Cells[i].Row] = true
		}
	}
	for i := range t.Cells {
		c := &t.Cells[i]
		cell := &out.Cells[i]
		*cell = document.Cell{Row: c.Row, Col: c.Col, RowSpan: c.RowSpan, ColSpan: c.ColSpan, Role: document.Label}
		text := c.Text
		switch {
		case c.IsData():
			cell.Role = document.Number
			cell.FigureRow, cell.FigureCol = c.RowKey, c.ColKey
			text = room.figures[i].String()
		case !data[c.Row], c.RowSpan > 1, c.Row < t.HeaderRows:
			cell.Role = document.Header
			if c.RowSpan > 1 && c.ColSpan == 1 {
				text = ordinalLine(text)
			}
		}
		p := &paragraphs[i]
		p.Role = cell.Role
		if text != "" {
			runs[i].Text = text
			p.Runs = runs[i : i+1 : i+1]
		}
		lists[i] = p
		cell.Paragraphs = lists[i : i+1 : i+1]
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
