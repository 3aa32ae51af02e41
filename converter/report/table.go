package report

// Key is the address of a cell in a table: row key and column key of an edition.
type Key struct{ Row, Col string }

// Table maps addresses to cells. A nil Table is absent: the document has none. A Table that is not nil but holds
// nothing is a table whose cells are all blank. Blank cells are never stored; use [Table.Set].
type Table map[Key]Cell

// Get returns the cell at row and col, a blank one where there is none.
func (t Table) Get(row, col string) Cell { return t[Key{row, col}] }

// Set stores a cell; a blank one is removed.
func (t Table) Set(row, col string, c Cell) {
	if c.IsBlank() {
		delete(t, Key{row, col})
		return
	}
	t[Key{row, col}] = c
}
