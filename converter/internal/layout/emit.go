package layout

// drawLine puts the glyphs of a line on the current page, as few runs as possible. main is the look whose ideographs
// the others are aligned with: a face that sits lower or higher on its baseline is moved (GWFangSong sits 75/1000 em
// lower than the others, fonts/README.md). again says that the line was printed on an earlier page.
func (l *layouter) drawLine(page *Page, n *line, left, width Unit, align string, top Unit, main uint8, again bool) {
	if n.to == n.from {
		return
	}
	reference := l.looks[main].centre
	baseline := top + n.base
	current := -1 // index of the run being filled
	var last char
	var lastScale int
	l.place(n, left, width, align, func(char int, x Unit) {
		c, element := &l.chars[char], n.origin.of(char)
		if again {
			element = Artifact
		}
		sign := c.r
		if c.class&shaped != 0 {
			if c.class&inside != 0 {
				return // the glyph of its cluster draws it
			}
			sign = l.words.clusters[c.shift]
		}
		k := &l.looks[c.look]
		scale := k.scaleOf(c)
		if current < 0 || c.face != last.face || c.look != last.look || scale != lastScale || element != page.Runs[current].Element || (c.class^last.class)&(leftward|numeral) != 0 {
			y := baseline
			f := &l.faces[c.face]
			middle := f.centre
			if middle == 0 {
				middle = k.centre // a supplement is made to fit the face of its role
			}
			if reference != 0 && middle != 0 {
				y -= (reference - middle) * k.em / 1000
			}
			page.Runs = append(page.Runs, Run{Font: f.font, Size: k.size, Scale: scale, Bold: k.bold, Colour: k.colour, X: x, Y: y,
				Element: element, Glyphs: l.glyphs[len(l.glyphs):len(l.glyphs):len(l.glyphs)]})
			current = len(page.Runs) - 1
			last, lastScale = *c, scale
		}
		r := &page.Runs[current]
		l.glyphs = append(l.glyphs, Glyph{sign, c.glyph, int32(x - r.X)})
		start := len(l.glyphs) - 1 - len(r.Glyphs)
		r.Glyphs = l.glyphs[start:len(l.glyphs):len(l.glyphs)]
	})
}

// drawPiece draws a piece of a table and moves below it.
func (l *layouter) drawPiece(g *grid, p *piece) {
	if l.full {
		return
	}
	tops := make([]Unit, len(p.heights)+1)
	tops[0] = l.y
	for i, h := range p.heights {
		tops[i+1] = tops[i] + h
	}
	t := &l.style.Table
	for _, c := range p.cells {
		cell := &g.table.Cells[c.cell]
		l.addBox(g.index, int(c.cell), l.left()+g.left(cell.Col), tops[c.top], g.width(cell), tops[c.end]-tops[c.top])
		y := tops[c.top] + (tops[c.end]-tops[c.top]-c.height)/2 + t.Border*Point/16 + t.CellTop*Twip
		for i := c.from; i < c.to; i++ {
			n := &l.lines[i]
			role := l.looks[n.main].role
			align := l.style.Of(role).Align
			left, right := l.padding(role)
			l.drawLine(l.page(), n, l.left()+g.left(cell.Col)+left, g.width(cell)-left-right, align, y, n.main, c.top < p.header)
			y += n.height
		}
	}
	l.drawRules(g, p, tops)
	l.y = tops[len(p.heights)]
}

// drawRules draws the edges of the cells, one rule for each straight stretch, centred on the grid and long enough to
// close the corners.
func (l *layouter) drawRules(g *grid, p *piece, tops []Unit) {
	thick := l.style.Table.Border * Point / 8
	if thick <= 0 {
		return
	}
	page, left, columns := l.page(), l.left(), len(g.columns)
	owner := func(row, col int) int32 { return g.owner[p.rows[row]*columns+col] }
	for row := 0; row <= len(p.rows); row++ {
		edge := func(col int) bool {
			return row == 0 || row == len(p.rows) || row == p.header || owner(row-1, col) != owner(row, col)
		}
		for col := 0; col < columns; {
			if !edge(col) {
				col++
				continue
			}
			start := col
			for col < columns && edge(col) {
				col++
			}
			page.Rules = append(page.Rules, Rule{X: left + g.left(start) - thick/2, Y: tops[row] - thick/2,
				Width: g.left(col) - g.left(start) + thick, Height: thick})
		}
	}
	for col := 0; col <= columns; col++ {
		edge := func(row int) bool { return col == 0 || col == columns || owner(row, col-1) != owner(row, col) }
		for row := 0; row < len(p.rows); {
			if !edge(row) {
				row++
				continue
			}
			start := row
			for row < len(p.rows) && edge(row) {
				row++
			}
			page.Rules = append(page.Rules, Rule{X: left + g.left(col) - thick/2, Y: tops[start] - thick/2,
				Width: thick, Height: tops[row] - tops[start] + thick})
		}
	}
}
