package damage

// spans says how a form prints the places that spanned cells cover.
type spans struct {
	lead  bool // empty cells at the left for what is spanned from above
	label bool // empty cells behind a label that spans columns
	pad   bool // empty cells at the end up to the width of the table
}

// certain reports whether blanks among a row's figures can be told from those that spans leave.
func (s spans) certain() bool { return !s.pad || s.lead && s.label }

// places returns the cells of a row with the empty ones that spans leave.
func places(t *table, r *row, s spans) []piece {
	var out []piece
	blank := func(n int) {
		for range n {
			out = append(out, piece{kind: gap})
		}
	}
	wide := t.key == "disclosure"
	if s.lead {
		blank(r.lead)
	}
	next := r.lead
	for _, c := range r.cells {
		if !wide && s.lead && c.col > next {
			blank(c.col - next)
		}
		out = append(out, pieceOf(c))
		if s.label && !c.data && !wide && c.col+c.colspan < t.columns {
			blank(c.colspan - 1)
		}
		next = c.col + c.colspan
	}
	if s.pad {
		blank(r.columns - len(out))
	}
	return out
}

func pieceOf(c *cell) piece {
	if c.data {
		return piece{text: c.text, kind: value, key: c.key}
	}
	return piece{text: c.text, kind: words}
}

// joined prints a row on one line.
func joined(t *table, r *row, cells []piece, before, between, after string) line {
	l := line{table: t, row: r}
	if before != "" {
		l.pieces = append(l.pieces, piece{text: before, kind: gap})
	}
	for i, c := range cells {
		if i > 0 {
			l.pieces = append(l.pieces, piece{text: between, kind: gap})
		}
		if c.text != "" || c.kind == value {
			l.pieces = append(l.pieces, c)
		}
	}
	if after != "" {
		l.pieces = append(l.pieces, piece{text: after, kind: gap})
	}
	return l
}

func (d *doc) printRows(t *table, s spans, before, between, after string) []line {
	var out []line
	for _, row := range t.rows {
		if !row.full() && !s.certain() {
			d.lose(t, row)
		}
		out = append(out, joined(t, row, places(t, row, s), before, between, after))
	}
	return out
}

// printed returns the cells of a row that are not empty.
func printed(r *row) []piece {
	var out []piece
	for _, c := range r.cells {
		if c.text != "" {
			out = append(out, pieceOf(c))
		}
	}
	return out
}
