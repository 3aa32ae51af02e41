// Package listing prints findings that are a few tables with headings above them: as text for a terminal, as a page of HTML, as a workbook
// (ISO/IEC 29500) and as a [document.Document], of which DOCX and PDF are made.
//
// Whoever compares things builds a [Listing] once, and all forms say the same. A cell is runs of text, some of which only the old or only the new side
// of a comparison has. Each form shows that in its way, and none by colour alone: <del> and <ins> in HTML, [-old-] and {+new+} in text, bold in print
// where the sides stand in columns, strike-through and underline in a workbook. The same listing gives the same bytes.
package listing

import (
	"strings"

	"nianbao/converter/diag"
)

// Listing is what is printed, in words of its language.
type Listing struct {
	Lang     diag.Lang
	Title    string
	Lines    []string // below the title
	Sections []Section
}

// Section is a heading with lines of text and a table.
type Section struct {
	Name    string // short: a workbook's sheet is called by it
	Heading string
	Lines   []string
	Columns []Column // none: there is no table
	Rows    []Row
	// Screen says that the section is for screens and workbooks only: it is too wide for paper.
	Screen bool
}

// Column is a column of the table.
type Column struct {
	Name   string
	Share  int  // of the width; the sum of all is the whole
	Figure bool // holds numbers
}

// Row is a row of the table. A row of fewer cells than columns is a heading across the table, and has one.
type Row struct {
	Cells []Cell
	// Inline is what text shows in place of the cells behind the second one; nil: the cells.
	Inline []Run
	// Mark is a word for what is wrong with the row, "" for nothing; it stands for emphasis, and its text is in a cell.
	Mark bool
}

// Cell is a cell of the table.
type Cell struct {
	Runs []Run
	// Link is the number of a section from 1 that tells more, 0 for none.
	Link int
}

// Side says which side of a comparison a run is of.
type Side uint8

// The sides.
const (
	Both Side = iota
	Old
	New
)

// Run is a stretch of text.
type Run struct {
	Text string
	Side Side
}

// Text returns a cell of plain text.
func Text(text string) Cell {
	if text == "" {
		return Cell{}
	}
	return Cell{Runs: []Run{{Text: text}}}
}

// Row of plain texts.
func Texts(texts ...string) Row {
	row := Row{Cells: make([]Cell, len(texts))}
	for i, t := range texts {
		row.Cells[i] = Text(t)
	}
	return row
}

// String is the cell's text without the sides.
func (c Cell) String() string {
	if len(c.Runs) == 1 {
		return c.Runs[0].Text
	}
	var b strings.Builder
	for _, r := range c.Runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// isHeading reports whether a row goes across the table.
func (s *Section) isHeading(r *Row) bool { return len(r.Cells) == 1 && len(s.Columns) > 1 }
