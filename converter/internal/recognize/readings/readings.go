// Package readings holds the ways in which a table can have been written down, one file each.
//
// A reading is of a whole table: whoever wrote the text wrote all its rows in one way. So each way looks at all rows before
// it says anything of one, and says nothing (nil) where the region cannot have been written so. A way speaks only where
// its own evidence bears it: what it cannot place it claims as unclear, with the reason, and where another way must know
// it is silent. No way looks at another; package tests does that.
package readings

import "nianbao/converter/internal/recognize/table"

// Official returns the way of a table with the very grid of the official one. It looks at the region and the form alone, so that it can
// be asked before any label is looked for.
func Official() table.Way { return official{} }

// All returns the ways, in the order in which their reasons are preferred where several leave a cell blank.
func All() []table.Way {
	return []table.Way{
		official{}, spans{}, headers{}, fieldHeaders{},
		counted(), cellLines(), cellLinesMerged(), cellLinesApart(), cellLinesApartMerged(), dropped(),
		singleRow{}, order{}, columnBlock{}, display{}, brokenCells{}, glued{}, gluedTable{}, total{}, lastColumn{},
	}
}

// The reasons why a figure that is there stays blank, and by what an inferred one was placed. The catalogue of messages
// has a sentence for each.
const (
	Unreadable   = "unreadable" // digits that are no single number
	TooMany      = "too-many"   // more figures than columns
	Dropped      = "blanks-dropped"
	RowLength    = "row-length"   // a cell more or less than the rows like it
	Apart        = "apart"        // part of the figures stand on the label's line, part elsewhere
	HeaderTwice  = "header-twice" // a column's header stands over two columns
	Scattered    = "scattered"    // a row of figures and more on another line
	Twice        = "label-twice"
	LabelRetyped = "label-retyped" // the words in the label's place say something else
	Spans        = "spans"         // merged cells may be written once or several times
	SeveralRows  = "several-rows"  // more than one row could be the table's
	Drift        = "drift"
	Torn         = "torn"
	Column       = "column"
	Glued        = "glued"
	Total        = "total"
	BrokenCell   = "broken-cell"
)
