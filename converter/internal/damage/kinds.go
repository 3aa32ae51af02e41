package damage

import "math/rand/v2"

func anyForm(*form) bool     { return true }
func inLines(f *form) bool   { return !f.exact && !f.page }
func rowForm(f *form) bool   { return inLines(f) && f.rowwise && !f.layout }
func cellForm(f *form) bool  { return inLines(f) && !f.rowwise && !f.oneLine }
func tabForm(f *form) bool   { return f.tabs && f.rowwise }
func barForm(f *form) bool   { return f.bars && f.rowwise }
func lineForm(f *form) bool  { return inLines(f) && !f.oneLine }
func rowOrPDF(f *form) bool  { return inLines(f) && f.rowwise }
func barOrTab(f *form) bool  { return (f.bars || f.tabs) && f.rowwise && f.name != "tabs-leading" }
func separated(f *form) bool { return !f.glued }
func noLayout(f *form) bool  { return !f.layout }
func cellLinesForm(f *form) bool {
	return cellForm(f) && f.name != "cell-after-tab" && f.name != "pdf-plain"
}

// damages is every kind, in the order in which they are applied.
var damages = []kind{
	{"other-edition", toRows, anyForm, func(d *doc, _ *rand.Rand) bool { return true }}, // drawn by sample
	{"label-variants", toRows, anyForm, labelVariants},
	{"extra-row", toRows, anyForm, extraRow},
	{"subtotal-row", toRows, anyForm, subtotalRow},
	{"column-missing", toRows, noLayout, columnMissing},
	{"figure-units", toRows, separated, figureUnits},
	{"misread-zero", toRows, separated, misreadZero},
	{"prose-labels", toRows, anyForm, proseLabels},
	{"missing-row", toRows, anyForm, missingRow},
	{"missing-label", toRows, separated, missingLabel},
	{"missing-header", toRows, anyForm, missingHeader},
	{"header-zero", toRows, separated, headerZero},
	{"wrong-header", toRows, anyForm, wrongHeader},
	{"collapse-blanks", toRows, func(f *form) bool { return barOrTab(f) && f.name != "markdown" }, collapseBlanks},
	{"extra-column", toRows, func(f *form) bool { return barOrTab(f) || f.page }, extraColumn},
	{"note-in-label", toRows, anyForm, noteInLabel},
	{"garble-label", toRows, anyForm, garbleLabel},
	{"punctuation", toRows, anyForm, punctuation},
	{"spaces-in-label", toRows, anyForm, spacesInLabel},
	{"traditional", toRows, anyForm, traditional},
	{"dash-table", toRows, separated, dashTable},
	{"title-missing", toRows, anyForm, titleMissing},
	{"title-odd", toRows, anyForm, titleOdd},
	{"other-years", toRows, anyForm, otherYears},
	{"heading-missing", toRows, anyForm, headingMissing},
	{"heading-number", toRows, anyForm, headingNumber},
	{"heading-variant", toRows, anyForm, headingVariant},
	{"headings-listed", toRows, anyForm, headingsListed},
	{"sub-headings", toRows, anyForm, subHeadings},
	{"prose-around", toRows, anyForm, proseAround},

	{"mixed-band", toRows, anyForm, mixedBand},
	{"half-label", toRows, anyForm, halfLabel},
	{"header-repeated", toRows, separated, headerRepeated},
	{"blank-table", toRows, anyForm, blankTable},
	{"page-frame", toRows, anyForm, pageFrame},
	{"other-table", toRows, func(f *form) bool { return !f.oneLine }, otherTable},
	{"header-torn", toRows, tabForm, headerTorn},
	{"half-disputes", toRows, anyForm, halfDisputes},
	{"column-numbers", toRows, separated, columnNumbers},
	{"markdown-marks", toRows, barForm, markdownMarks},
	{"fee-units", toRows, separated, feeUnits},
	{"lone-figures", toRows, anyForm, loneFigures},
	{"long-note", toRows, anyForm, longNote},
	{"entities", toRows, func(f *form) bool { return f.stands && inLines(f) }, entities},

	{"row-wrapped", toLines, func(f *form) bool { return rowForm(f) && !f.bars && !f.tabs }, rowWrapped},
	{"lone-letter", toLines, lineForm, loneLetter},
	{"header-interleaved", toLines, func(f *form) bool { return f.name == "pdf-raw" || f.name == "spaces" }, headerInterleaved},
	{"drop-tabs", toLines, tabForm, dropTabs},
	{"extra-tabs", toLines, tabForm, extraTabs},
	{"group-cell-lost", toLines, tabForm, groupCellLost},
	{"glue-two", toLines, func(f *form) bool { return barOrTab(f) }, glueTwo},
	{"glue-row", toLines, func(f *form) bool { return rowForm(f) && f.name != "tabs-leading" && f.name != "tabs-drift" }, glueRow},
	{"glue-label", toLines, rowForm, glueLabel},
	{"column-as-row", toLines, func(f *form) bool { return rowForm(f) && !f.bars }, columnAsRow},
	{"torn-figure", toLines, func(f *form) bool { return inLines(f) && !f.oneLine && !f.layout }, tornFigure},
	{"sign-split", toLines, func(f *form) bool { return inLines(f) && !f.oneLine && !f.layout }, signSplit},
	{"number-on-row", toLines, func(f *form) bool { return rowForm(f) && !f.bars && !f.tabs }, numberOnRow},
	{"bar-dropped", toLines, barForm, barDropped},
	{"bar-added", toLines, barForm, barAdded},
	{"torn-row", toLines, rowForm, tornRow},
	{"torn-block", toLines, rowForm, tornBlock},
	{"label-lines", toLines, func(f *form) bool {
		return lineForm(f) && noLayout(f) && f.name != "markdown" && f.name != "markdown-rows"
	}, labelLines},
	{"figures-inside-label", toLines, rowForm, figuresInsideLabel},
	{"page-marks", toLines, lineForm, pageMarks},
	{"page-number", toLines, rowOrPDF, pageNumber},
	{"blank-lines", toLines, func(f *form) bool { return lineForm(f) && f.name != "cell-after-tab" }, blankLines},
	{"group-split", toLines, rowForm, groupSplit},
	{"dedup", toLines, cellLinesForm, dedup},
	{"dedup-adjacent", toLines, cellLinesForm, dedupAdjacent},
	{"remark-torn", toLines, lineForm, remarkTorn},
	{"note-line", toLines, lineForm, noteLine},
	{"page-lost", toLines, func(f *form) bool { return lineForm(f) && f.name != "pdf-plain" }, pageLost},
	{"beheaded", toLines, lineForm, beheaded},
	{"truncate", toLines, inLines, truncate},
}
