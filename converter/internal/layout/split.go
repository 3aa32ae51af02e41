package layout

// placeTable draws a table: whole where it fits in what is left of the page, stretched by up to spare, else in pieces
// between rows, each below the repeated header.
func (l *layouter) placeTable(b *block, spare Unit) {
	g := b.table
	if l.y+g.whole.height <= l.bottom() {
		whole := g.whole.stretched(spare)
		l.drawPiece(g, &whole)
		return
	}
	rows := g.table.Rows
	for from := 0; from < rows && !l.full && l.meter.Step(20); {
		p, to := l.fitRows(g, from, l.bottom()-l.y)
		switch {
		case to > from:
			l.drawPiece(g, &p)
			from = to
		case l.atTop():
			l.splitRow(g, from)
			from++
			if from < rows && l.full {
				return
			}
			continue // there may be room below
		}
		if from < rows {
			l.newPage()
			if from > 0 && !l.full {
				l.reportAt("layout-table-split", g.where, "page", len(l.pages.Pages))
			}
		}
	}
}

// fitRows returns the piece that begins with row from and is at most room high, and the row behind it, which is from if
// nothing fits. A page break stands where the table allows one, if there is such a place, else between any two rows.
func (l *layouter) fitRows(g *grid, from int, room Unit) (piece, int) {
	repeat := from > 0 && g.header > 0
	used := 0
	if repeat {
		used = sum(g.whole.heights[:g.header])
	}
	to := from
	for to < g.table.Rows && used+g.whole.heights[to] <= room {
		used += g.whole.heights[to]
		to++
	}
	for to > from {
		if to < g.table.Rows {
			to = g.splitAt(from, to)
		}
		if from == 0 && to <= g.header && to < g.table.Rows {
			break // a header alone at the bottom of a page
		}
		p := l.pieceOf(g, from, to, repeat)
		if p.height <= room {
			return p, to
		}
		to-- // a label that was cut off needs more room than its share of the rows
	}
	return piece{}, from
}

// splitAt returns the last row behind from and up to to before which the table may be split; to itself where it has no
// such row.
func (g *grid) splitAt(from, to int) int {
	best := -1
	for _, row := range g.table.SplitBefore {
		if row > from && row <= to && row > g.header {
			best = max(best, row)
		}
	}
	if best < 0 {
		return to
	}
	return best
}

// splitRow draws a row that is higher than a page: as many lines of each cell as fit, and the rest on the next pages.
func (l *layouter) splitRow(g *grid, row int) {
	l.reportAt("layout-row-split", where{section: g.where.section, table: g.table, row: row, source: g.where.source})
	p := l.pieceOf(g, row, row+1, row > 0 && g.header > 0)
	last := len(p.heights) - 1
	head := sum(p.heights[:last])
	for l.meter.Step(20) {
		room := l.bottom() - l.y - head
		part := p
		part.cells = append([]pieceCell(nil), p.cells...)
		part.heights = append([]Unit(nil), p.heights...)
		part.heights[last] = l.style.Table.RowHeight * Twip
		more := false
		for i := range part.cells {
			c, rest := &part.cells[i], &p.cells[i]
			if c.top != last {
				continue
			}
			c.to, c.height = c.from, 0
			for c.to < rest.to && (c.height+l.lines[c.to].height <= room || c.to == c.from && l.atTop()) {
				c.height += l.lines[c.to].height
				c.to++
			}
			rest.from = c.to
			more = more || rest.from < rest.to
		}
		part.fit()
		l.drawPiece(g, &part)
		if !more {
			return
		}
		if l.newPage(); l.full {
			return
		}
	}
}
