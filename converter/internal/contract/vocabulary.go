// Package contract is the JSON contract of a report (version 1): its keys, its reader and its writer.
//
// A [Vocabulary] lists the keys of sections, tables and cells that the known editions define; package edition makes one from the files in
// templates/, so that no label and no table shape stands in this code. [Decode] reads strictly: an unknown or duplicate key or a wrong
// type is refused with a JSON Pointer, and all such errors are returned at once. [AppendJSON] writes the same bytes for the same report.
//
// By which edition a table is printed follows from its keys where it can ([TableFormat]): editions get mixed in real life, and a report of
// 2023 may hold the request table of 2019. A table that no edition holds is kept as data and told ([MixedTables]).
//
// The contract only grows. It is internal because its keys are data of the editions that a converter knows: users read and write JSON
// through [nianbao/converter.Converter.Read] and [nianbao/converter.Converter.Write].
package contract

import (
	"slices"

	"nianbao/converter/report"
)

// Version is the version of the JSON contract that this package reads and writes.
const Version = 1

// Vocabulary lists the keys of all known editions. Package edition makes one from the files in templates/.
type Vocabulary struct {
	Formats  []string // newest first
	Sections []Section
	// Orders is the sections as each edition prints them, those that it has not behind; an edition that is not in it prints
	// them as Sections has them.
	Orders map[string][]Section
	Tables map[string][]Grid // table key -> its grid in each edition that has it, in the order of Formats
	Marks  []string          // texts that a cell may hold instead of a number, written bare in JSON
}

// Section is a part of the report in printing order.
type Section struct {
	Key      string
	Table    string // key of the table the section holds; "" for prose
	Untitled bool   // the section has no heading: the introduction
}

// Grid is the keys of a table in one edition, in printing order.
type Grid struct {
	Format string
	Keys   []report.Key // row by row
	index  map[report.Key]int
}

// NewGrid returns a grid of the keys in printing order.
func NewGrid(format string, keys []report.Key) Grid {
	g := Grid{Format: format, Keys: keys, index: make(map[report.Key]int, len(keys))}
	for i, k := range keys {
		g.index[k] = i
	}
	return g
}

// Has reports whether the edition's table has the cell.
func (g Grid) Has(k report.Key) bool { _, ok := g.index[k]; return ok }

// HasRow reports whether the edition's table has the row.
func (g Grid) HasRow(row string) bool {
	return slices.ContainsFunc(g.Keys, func(k report.Key) bool { return k.Row == row })
}

// IsMark reports whether text is one of the marks that stand for "not applicable".
func (v *Vocabulary) IsMark(text string) bool { return slices.Contains(v.Marks, text) }

// Order returns the sections of all editions in the order in which one of them prints them.
func (v *Vocabulary) Order(format string) []Section {
	if order, ok := v.Orders[format]; ok {
		return order
	}
	return v.Sections
}

// Grid returns the grid of a table in an edition.
func (v *Vocabulary) Grid(table, format string) (Grid, bool) {
	for _, g := range v.Tables[table] {
		if g.Format == format {
			return g, true
		}
	}
	return Grid{}, false
}
