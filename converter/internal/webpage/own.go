package webpage

import "nianbao/converter/internal/document"

// ownBlock turns a box of a page of this product into the block it was written from. Roles follow from the element
// unless a mark says otherwise.
func ownBlock(b *box) document.Block {
	if b.kind == paragraph {
		p := &document.Paragraph{Role: b.role, Runs: b.runs, Place: b.place}
		if p.Role == document.None {
			p.Role = ownRole(b.level)
		}
		return p
	}
	return ownTable(b, 0)
}

// ownTable turns a resolved table into one of the document; depth is how many tables it stands in.
func ownTable(b *box, depth int) *document.Table {
	g := b.grid
	t := &document.Table{Key: b.key, Edition: b.format, Rows: g.rows, HeaderRows: g.headerRows, Place: b.place, Caption: captionOf(b)}
	for i := range g.cells {
		c := &g.cells[i]
		out := document.Cell{Row: c.row, Col: c.col, RowSpan: c.rowSpan, ColSpan: c.colSpan, Role: document.Number}
		if c.box != nil {
			fillOwn(&out, c.box, depth)
		}
		t.Cells = append(t.Cells, out)
	}
	return t
}

// fillOwn puts what stands in a cell of the page into one of the document. We write no table into a cell, but somebody may
// have since: its figures must not read as a blank.
func fillOwn(out *document.Cell, cell *box, depth int) {
	if cell.header {
		out.Role = document.Header
	}
	if cell.role != document.None {
		out.Role = cell.role
	}
	out.Place = cell.place
	cell.visit(func(x *box) bool {
		switch {
		case x.kind == paragraph:
			out.Paragraphs = append(out.Paragraphs, &document.Paragraph{Role: out.Role, Runs: x.runs, Place: x.place})
		case x.kind == table && x.grid != nil && depth < maxNested:
			out.Tables = append(out.Tables, ownTable(x, depth+1))
		}
		return x.kind != table
	})
}

// ownRole is the role of a paragraph by the level of its element.
func ownRole(level int) document.Role {
	switch level {
	case 1:
		return document.Title
	case 2:
		return document.Section
	case 3:
		return document.Heading1
	case 4:
		return document.Heading2
	case 5:
		return document.Heading3
	}
	return document.Body
}
