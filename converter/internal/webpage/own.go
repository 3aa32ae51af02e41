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
	g := b.grid
	t := &document.Table{Key: b.key, Edition: b.format, Rows: g.rows, HeaderRows: g.headerRows, Place: b.place}
	for _, c := range b.children {
		if c.kind != caption {
			continue
		}
		for _, p := range c.children {
			if p.kind == paragraph {
				t.Caption += p.text()
			}
		}
	}
	for _, c := range g.cells {
		out := document.Cell{Row: c.row, Col: c.col, RowSpan: c.rowSpan, ColSpan: c.colSpan, Role: document.Number}
		if c.box != nil {
			if c.box.header {
				out.Role = document.Header
			}
			if c.box.role != document.None {
				out.Role = c.box.role
			}
			out.Place = c.box.place
			c.box.visit(func(x *box) bool {
				if x.kind == paragraph {
					out.Paragraphs = append(out.Paragraphs, &document.Paragraph{Role: out.Role, Runs: x.runs, Place: x.place})
				}
				return x.kind != table
			})
		}
		t.Cells = append(t.Cells, out)
	}
	return t
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
