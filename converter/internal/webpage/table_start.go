package webpage

import "golang.org/x/net/html/atom"

// startTable handles the start tags of tables and their parts. Parts that are left out are supplied; rows and cells
// outside any table, as in a copied fragment, make one.
func (b *builder) startTable(a atom.Atom, attr *attributes) {
	if a == atom.Table {
		b.enterTable()
		b.endBlock(func(f *frame) bool { return f.tag == atom.P })
		b.flush()
		b.push(frame{tag: atom.Table, block: true, delta: attr.delta, box: &box{kind: table, key: attr.key, format: attr.format}})
		return
	}
	b.flush()
	switch a {
	case atom.Caption:
		b.backTo(table)
		b.push(frame{tag: a, block: true, delta: attr.delta, box: &box{kind: caption}})
	case atom.Thead, atom.Tbody, atom.Tfoot:
		b.backTo(table)
		b.push(frame{tag: a, block: true, delta: attr.delta, box: &box{kind: rowGroup, header: a == atom.Thead, foot: a == atom.Tfoot}})
	case atom.Tr:
		b.backTo(rowGroup)
		b.pushRow(attr.delta)
	case atom.Td, atom.Th:
		if b.backTo(row); b.stack[b.tableFrame()].box.kind != row {
			b.pushRow(delta{})
		}
		b.cells++
		b.table().filled = true
		d := attr.delta
		b.push(frame{tag: a, block: true, delta: d, box: &box{kind: cell, header: a == atom.Th,
			colSpan: max(attr.colSpan, 1), rowSpan: max(attr.rowSpan, 1), role: attr.mark}})
	}
}

// pushRow opens a row, within a row group that is supplied where it is missing.
func (b *builder) pushRow(d delta) {
	if b.stack[b.tableFrame()].box.kind == table {
		b.push(frame{tag: atom.Tbody, block: true, box: &box{kind: rowGroup}})
	}
	b.table().rows++
	b.push(frame{tag: atom.Tr, block: true, delta: d, box: &box{kind: row}})
}

// table returns the innermost open table.
func (b *builder) table() *box {
	for i := len(b.stack) - 1; i > 0; i-- {
		if t := b.stack[i].box; t != nil && t.kind == table {
			return t
		}
	}
	return &box{kind: table} // there always is one where this is asked
}

// backTo closes what is open inside the innermost table until its part of the kind, or the nearest one that can hold
// it, is on top. Where no table is open it opens one.
func (b *builder) backTo(k kind) {
	for {
		i := b.tableFrame()
		if i < 0 {
			b.endBlock(func(f *frame) bool { return f.tag == atom.P })
			b.push(frame{tag: atom.Table, block: true, box: &box{kind: table}})
			return
		}
		b.popTo(i + 1) // inline elements and blocks opened between the parts
		if at := b.stack[i].box.kind; at <= k && b.stack[i].box.structural() {
			return
		}
		b.popTo(i)
	}
}

// enterTable prepares for the start of a table. Directly inside another table's skeleton its end tag was left out, as
// the standard has it, unless there is no cell yet: then a page builder forgot the cell around a table.
func (b *builder) enterTable() {
	i := b.tableFrame()
	if i < 0 {
		return
	}
	at := b.stack[i].box
	if at.kind == cell || at.kind == caption {
		return
	}
	for ; i > 0; i-- {
		if outer := b.stack[i].box; outer != nil && outer.kind == table {
			if outer.filled {
				b.popTo(i)
			} else {
				b.enterContent()
			}
			return
		}
	}
}

// enterContent makes sure that text or a block does not stand in a table's skeleton: what does is kept aside in a
// stray, with the number of rows before it.
func (b *builder) enterContent() {
	i := b.tableFrame()
	if i < 0 || !b.stack[i].box.structural() {
		return
	}
	for j := i; j > 0; j-- {
		if t := b.stack[j].box; t != nil && t.kind == table {
			// Blocks and inline elements opened in between, such as a form, go with the skeleton.
			open := b.stack[i+1:]
			var keep []frame
			for _, f := range open {
				if !f.block {
					keep = append(keep, frame{tag: f.tag, name: f.name, delta: f.delta})
				}
			}
			b.popTo(j + 1)
			s := &box{kind: stray, after: t.rows}
			b.push(frame{block: true, box: s})
			for _, f := range keep {
				b.openInline(f)
			}
			return
		}
	}
}
