package damage

// grid lays a table out with a cell at every place. What a cell spans over is empty, or its text again: a figure printed
// again is no cell of its own.
func (t *table) grid(repeat bool) [][]piece {
	columns := 0
	for _, row := range t.rows {
		for _, c := range row.cells {
			columns = max(columns, c.col+c.colspan)
		}
	}
	taken := make([][]bool, len(t.rows))
	out := make([][]piece, len(t.rows))
	for i := range out {
		out[i], taken[i] = make([]piece, columns), make([]bool, columns)
		for j := range out[i] {
			out[i][j].kind = gap
		}
	}
	for i, row := range t.rows {
		for _, c := range row.cells {
			for y := i; y < min(i+c.rowspan, len(t.rows)); y++ {
				for x := c.col; x < c.col+c.colspan; x++ {
					p := pieceOf(c)
					if y > i || x > c.col {
						p = piece{kind: gap}
						if repeat {
							p.text = c.text
						}
					}
					if !taken[y][x] {
						out[y][x], taken[y][x] = p, true
					}
				}
			}
		}
	}
	return out
}

// dressed gives each cell of a row another look.
func dressed(cells []piece, look func(p piece) string) []piece {
	out := make([]piece, len(cells))
	for i, p := range cells {
		out[i] = p
		out[i].text = look(p)
	}
	return out
}
