// Package sheet reads spreadsheets (.xlsx, ECMA-376-1 18, and .csv, RFC 4180) in which somebody filled in the official tables, and
// those with one report a row, as package sum writes them.
//
// [Open] reads the parts (parts.go) of a workbook into a [Book]: what each cell shows (cell.go), which cells are merged, what is hidden.
// [OpenCSV] makes one of divided values (csv.go), which have neither. [Book.Document]
// lays the sheets one below the other as paragraphs and tables (document.go), [Book.Records] reads rows under a header of the paths of
// figures (records.go).
package sheet

import (
	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/zipfile"
)

// Book is a spreadsheet file.
type Book struct {
	Sheets []*Sheet // as their tabs stand; hidden ones are left out
	Found  diag.List
	meter  *limit.Meter
	count  int // cells of tables
	limits limit.Limits
	flat   bool // its format knows no merged cells
}

// Sheet is one sheet. Rows and columns count from 0.
type Sheet struct {
	Name  string
	Cells []Cell // those that say something, by row, then column
	spans map[[2]int][2]int
	// hidden rows are kept: a header of paths is one.
	hiddenRows map[int]bool
	hiddenCols [][2]int // first, last
}

// Cell is a cell and what it shows.
type Cell struct {
	Row, Col int
	Text     string
}

// Open reads a file. The book is nil where it is refused: it is none, it is encrypted or damaged, or it exceeds a limit.
func Open(m *limit.Meter, data []byte) (*Book, *diag.Diagnostic) {
	parts, fault := zipfile.Open(m, data)
	if fault != nil {
		return nil, fault
	}
	b := &Book{meter: m, limits: m.Limits()}
	r := reader{Book: b, parts: parts}
	if fault := r.run(); fault != nil {
		return nil, fault
	}
	r.tell()
	if fault := r.leftBehind(); fault != nil {
		return nil, fault
	}
	return b, nil
}
