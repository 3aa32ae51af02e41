package read

import (
	"slices"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/names"
)

// sliver is the width in twips below which a grid column cannot hold anything: LibreOffice adds such columns when widths
// do not add up to the last twip, and lets the cells of other rows span them.
const sliver = 60

// place puts the cells of a table on its grid: what w:gridSpan, w:vMerge, w:hMerge, w:gridBefore and w:gridAfter say becomes
// positions and spans. Positions that no cell covers stay without one. nil: the table has no cells.
func (r *reader) place(s *scanner, t *rawTable) *document.Table {
	r.mergeAcross(t)
	columns := t.columnsOf()
	if columns > r.pack.Limits().TableColumns {
		r.tableLimit(s, "docx-columns", r.pack.Limits().TableColumns)
		return nil
	}
	if t.ragged() {
		if n := t.alignByWidth(r.pack.Limits().TableColumns); n > 0 {
			columns = n
		}
	}
	columns = t.dropSlivers(columns)
	if columns == 0 || len(t.rows) == 0 {
		return nil
	}
	out := &document.Table{Caption: t.caption, Rows: len(t.rows)}
	out.Description, out.Key, out.Edition = names.ParseDescription(t.description)
	if out.Key == "" {
		out.Key, out.Edition = names.ParseBookmark(t.bookmark)
	}
	if len(t.grid) == columns {
		out.Columns = t.grid
	}
	for out.HeaderRows < len(t.rows) && t.rows[out.HeaderRows].header {
		out.HeaderRows++
	}
	r.mergeDown(t, columns, out)
	return out
}

// mergeAcross gives every cell its first grid column and takes up w:hMerge (17.4.22, an old way of w:gridSpan).
func (r *reader) mergeAcross(t *rawTable) {
	for i := range t.rows {
		row := &t.rows[i]
		cells := t.cells[row.first : row.first+row.count]
		kept := cells[:0]
		col := row.before
		for j := range cells {
			c := cells[j]
			if c.horizontal == proceed && len(kept) > 0 && kept[len(kept)-1].horizontal != alone {
				head := &kept[len(kept)-1]
				head.span += c.span
				if head.width >= 0 {
					head.width += max(c.width, 0)
				}
				r.overlaid(&c)
				col += c.span
				continue
			}
			c.col = col
			col += c.span
			kept = append(kept, c)
		}
		row.count = len(kept)
	}
}

// overlaid notes the text of a cell that a merge hides: word processors do not show it.
func (r *reader) overlaid(c *rawCell) {
	for _, p := range c.paragraphs {
		if !blank(p.Runs) {
			r.loss.add("docx-merged-text", excerpt(p.Text()), r.paragraphs)
		}
	}
}

// columnsOf returns the number of grid columns: of w:tblGrid or of the longest row.
func (t *rawTable) columnsOf() int {
	n := len(t.grid)
	for i := range t.rows {
		n = max(n, t.end(&t.rows[i])+t.rows[i].after)
	}
	return n
}

// end returns the grid column behind the last cell of a row.
func (t *rawTable) end(row *rawRow) int {
	if row.count == 0 {
		return row.before
	}
	last := &t.cells[row.first+row.count-1]
	return last.col + last.span
}

// ragged reports whether rows have different numbers of columns, or not those of the grid.
func (t *rawTable) ragged() bool {
	for i := range t.rows {
		if row := &t.rows[i]; t.end(row)+row.after != len(t.grid) {
			return true
		}
	}
	return false
}

// alignByWidth places cells by their widths where their spans cannot be right: some programs write no w:gridSpan and leave
// it to w:tcW where the edges lie. It does so only where all widths are known and all rows are equally wide, and
// returns the number of columns, or 0.
func (t *rawTable) alignByWidth(most int) int {
	widest, spans, differ := 0, -1, false
	for i := range t.rows {
		row := &t.rows[i]
		if row.before+row.after > 0 || row.count == 0 {
			return 0
		}
		sum := 0
		for j := range row.count {
			c := &t.cells[row.first+j]
			if c.width < 0 {
				return 0
			}
			sum += c.width
		}
		if widest > 0 && (sum > widest+widest/50+sliver || sum < widest-widest/50-sliver) {
			return 0
		}
		widest = max(widest, sum)
		differ = differ || spans >= 0 && t.end(row) != spans
		spans = t.end(row)
	}
	if !differ { // equal rows need no help: only w:tblGrid is wrong
		return 0
	}
	var edges []int
	for i := range t.rows {
		x := 0
		for j := range t.rows[i].count {
			x += t.cells[t.rows[i].first+j].width
			edges = append(edges, x)
		}
	}
	slices.Sort(edges)
	grid := edges[:0]
	for _, x := range edges { // edges closer than a sliver are one
		if len(grid) == 0 || x-grid[len(grid)-1] >= sliver {
			grid = append(grid, x)
		}
	}
	if len(grid) > most {
		return 0
	}
	type stretch struct{ col, span int }
	places := make([]stretch, len(t.cells))
	for i := range t.rows {
		x, col := 0, 0
		for j := range t.rows[i].count {
			x += t.cells[t.rows[i].first+j].width
			end := col + 1
			for end < len(grid) && grid[end-1]+sliver <= x {
				end++
			}
			if end > len(grid) { // a cell narrower than a sliver behind the last edge
				return 0
			}
			places[t.rows[i].first+j] = stretch{col, end - col}
			col = end
		}
	}
	for i := range t.rows {
		for j := range t.rows[i].count {
			k := t.rows[i].first + j
			t.cells[k].col, t.cells[k].span = places[k].col, places[k].span
		}
	}
	t.grid = t.grid[:0]
	for i, x := range grid {
		if i > 0 {
			x -= grid[i-1]
		}
		t.grid = append(t.grid, x)
	}
	return len(grid)
}

// dropSlivers takes grid columns away that are too narrow to hold anything and in which no cell stands that says
// something, and returns the number of columns left.
func (t *rawTable) dropSlivers(columns int) int {
	if len(t.grid) != columns {
		return columns
	}
	narrow := make([]bool, columns)
	any := false
	for i, width := range t.grid {
		narrow[i] = width < sliver && width > 0
		any = any || narrow[i]
	}
	if !any {
		return columns
	}
	inside := func(c *rawCell) bool { // the cell has nothing but slivers
		return !slices.Contains(narrow[c.col:min(c.col+c.span, columns)], false)
	}
	for i := range t.cells {
		if c := &t.cells[i]; inside(c) && !c.blank() {
			for col := c.col; col < min(c.col+c.span, columns); col++ {
				narrow[col] = false
			}
		}
	}
	moved := make([]int, columns+1) // old column -> new
	var grid []int
	for col, width := range t.grid {
		moved[col] = len(grid)
		switch {
		case !narrow[col]:
			grid = append(grid, width)
		case len(grid) > 0:
			grid[len(grid)-1] += width
		}
	}
	moved[columns] = len(grid)
	for i := range t.rows {
		row := &t.rows[i]
		kept := t.cells[row.first:row.first]
		for _, c := range t.cells[row.first : row.first+row.count] {
			if inside(&c) {
				continue
			}
			end := moved[min(c.col+c.span, columns)]
			c.col = moved[c.col]
			c.span = end - c.col
			kept = append(kept, c)
		}
		row.count = len(kept)
	}
	t.grid = grid
	return len(grid)
}

func (c *rawCell) blank() bool {
	for _, p := range c.paragraphs {
		if !blank(p.Runs) {
			return false
		}
	}
	return len(c.tables) == 0
}

// mergeDown makes the cells of the table, with w:vMerge taken up (17.4.84): a continuing cell belongs to the cell above
// if that one starts at the same grid column, is as wide and is merged itself. One that fits none is a cell of its own.
func (r *reader) mergeDown(t *rawTable, columns int, out *document.Table) {
	out.Cells = make([]document.Cell, 0, len(t.cells))
	above := make([]int, columns) // index+1 of the merged cell that starts at the column and ends in the row above
	for i := range t.rows {
		row := &t.rows[i]
		cells := t.cells[row.first : row.first+row.count]
		for j := range cells {
			c := &cells[j]
			if c.vertical == proceed && above[c.col] > 0 {
				if top := &out.Cells[above[c.col]-1]; top.Row+top.RowSpan == i && top.ColSpan == c.span {
					top.RowSpan++
					r.overlaid(c)
					continue
				}
			}
			cell := document.Cell{Row: i, Col: c.col, RowSpan: 1, ColSpan: c.span, Paragraphs: c.paragraphs, Tables: c.tables, Bound: c.bound}
			if len(c.paragraphs) > 0 {
				switch role := c.paragraphs[0].Role; role {
				case document.Header, document.Label, document.Number:
					cell.Role = role
				}
			}
			out.Cells = append(out.Cells, cell)
			above[c.col] = 0
			if c.vertical != alone {
				above[c.col] = len(out.Cells)
			}
		}
	}
}
