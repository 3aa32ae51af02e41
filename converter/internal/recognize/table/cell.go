package table

import (
	"unicode/utf8"

	"nianbao/converter/internal/document"
	"nianbao/converter/report"
)

// Cell is one cell of a region, in reading order.
type Cell struct {
	// A table has some hundred cells; what takes one byte stands together.
	Kind  Kind
	Prose bool // a piece of a sentence, whatever labels it names
	Open  bool // the text ends in it, without a line break
	// Before is what divides the cell from the one before it on its line; LineStart for the first, and where nothing does.
	Before document.Separator
	Gap    bool // of a resolved table: the source has no cell here, a reader filled the grid

	Text   string
	Value  report.Cell
	Folded []rune // of text cells
	Line   int
	Column int // first character on its line, from 1
	Page   int // how many page marks stand before it
	Row    int // which line or table row; cells of one row stand together in the source
	Item   int // index of the item it came from
	// Empty counts the empty lines between the cell before and this one.
	Empty int
	// At and End are the columns that the cell takes on a page with letters of one width: a Han character takes two.
	At, End int

	// Of the cells of resolved tables:
	Col, Span, RowSpan int // grid columns and rows; Span is 0 in loose text
	Wide               int // grid columns of the table
	GridRow            int // row of the table
}

// Value reports whether the cell holds something that is not a word.
func (c *Cell) IsValue() bool { return c.Kind != Text && c.Kind != Blank }

// widthOf returns the columns that a text takes on a page with letters of one width.
func widthOf(s string) int {
	n := 0
	for _, r := range s {
		n += widthOfRune(r)
	}
	return n
}

func widthOfRune(r rune) int {
	if r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff ||
		r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 || r >= 0xffe0 && r <= 0xffe6 || r >= 0x20000 && r <= 0x3fffd) {
		return 2
	}
	return 1
}

// Runes returns the first and the last + 1 character of a cell on its line.
func (c *Cell) Runes() (from, to int) { return c.Column, c.Column + utf8.RuneCountInString(c.Text) }
