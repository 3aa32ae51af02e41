package document

// MarkedHeaders returns how many rows are marked as headers (w:tblHeader, 17.4.49): those that a page break repeats, and of a table
// that is kept on one page and repeats none the header cells it begins with. Screen readers and other programs know headers by
// this mark alone. The heads of the first table stand for its first rows only; repeated over others they would be wrong, which is
// why it is not split.
func (t *Table) MarkedHeaders() int {
	if t.HeaderRows > 0 || !t.Whole {
		return t.HeaderRows
	}
	first := t.Rows
	for i := range t.Cells {
		if c := &t.Cells[i]; c.Role != Header {
			first = min(first, c.Row)
		}
	}
	if first == t.Rows {
		return 0 // a table of nothing but headers has none
	}
	return first
}
