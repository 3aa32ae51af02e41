// Package tests holds what can speak against a reading of a table, one kind of evidence a file.
//
// A test never changes a reading, and never places a figure: it doubts a whole reading, or single rows of it, for a reason
// that the clerk is told. Sums refute; they repair nothing: where no reading satisfies a sum, the document prints it wrong,
// and that is a finding of package check.
package tests

import "nianbao/converter/internal/recognize/table"

// All returns the tests.
func All() []table.Test {
	return []table.Test{direction{}, labelRun{}, anotherRow{}, brokenFigure{}, brokenRow{}, goesOn{}, repeatedSpan{}, frontBlanks{},
		headerOrder{}, headerTwice{}, mergedRows{}, figureInLabel{}, displaced{}, blankSums{}, shifted{}, breaksOff{}, oneField{}}
}

// derived names what a test says of a region whatever the reading, see [table.Once].
type derived uint8

const (
	invertedHeaders derived = iota
	somethingBelow
)

// The reasons that the tests give. The catalogue of messages has a sentence for each.
const (
	Direction   = "direction"     // the figures may belong to the label after or before
	LabelRun    = "label-run"     // several labels, then figures: by row or by column?
	Twice       = "label-twice"   // the label stands there twice, with other figures
	Broken      = "broken-figure" // a figure may be broken off
	Spans       = "spans"         // the figure may be written once for each column of a merged cell
	Front       = "blanks-front"  // the empty cells may have been moved behind the figures
	HeaderOrder = "header-order"  // the columns stand in another order than the form's
	HeaderTwice = "header-twice"  // a column's header stands over two columns
	MergedRows  = "merged-rows"   // the cell of a figure goes on into the next row
	Displaced   = "displaced"     // the figures stand under other headers than their order says
	InLabel     = "in-label"      // a figure stands in the label's own cell
	BlanksDoNot = "blank-sums"    // with its blanks as 0 the row does not add up
	BreaksOff   = "breaks-off"    // the text ends in the row
	TwoReadings = "two-readings"  // two ways of reading the table differ
)
