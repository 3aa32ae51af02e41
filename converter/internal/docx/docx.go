// Package docx reads and writes Office Open XML word processing files (ECMA-376, ISO/IEC 29500).
//
// [Write] prints a composed [document.Document] in a house style: named paragraph styles with outline levels, tables
// with gridSpan and vMerge on an exact grid, odd and even footers with the page number (GB/T 9704-2012 7.5). The same
// document gives the same bytes: no clock, no random identifiers, a fixed order of parts.
//
// [Read] takes any .docx apart, of this product or of others, and gives the document that a reader of the page sees:
// merged cells resolved on a grid, automatic numbers computed, tracked changes as if accepted. What it leaves out it
// names in diagnostics. It follows no reference that leaves the package, runs nothing and copies nothing. Every limit
// of package limit is counted while reading; sizes that the file states are not believed.
//
// The package is made of four layers, each in files of one idea: the ZIP container (zip_*.go), the parts and their
// relationships (package.go, properties.go), the XML scanner (scan.go), and WordprocessingML (read_*.go, write_*.go).
package docx

// Identifiers of paragraph and table properties that this product gives its files. They are part of what makes a file
// readable as our own, so they never change.
const (
	// The styles of the page number and of captions that people add: the identifiers and names of the built-in ones.
	footerStyle, footerName   = "Footer", "footer"
	captionStyle, captionName = "Caption", "caption"
	// charSuffix makes the character style of a role from its paragraph style: a run of that style has the face and
	// size of the role inside a paragraph of another (a run-in heading).
	charSuffix = "Char"
	charName   = " 字符"
	// keyPrefix opens the key behind a table's description in files of earlier versions: "… [nianbao:requests:2021]".
	keyPrefix = "[nianbao:"
	// bookmarkPrefix opens the same key as a bookmark: "_nianbao_requests_2021".
	bookmarkPrefix = "_nianbao_"
	// The names of the custom properties (docProps/custom.xml) that carry document.Meta.
	propertyOwn          = "nianbao"
	propertyFormat       = "nianbao.format"
	propertyOrganization = "nianbao.organization"
	propertyYear         = "nianbao.year"
	propertyDerived      = "nianbao.titleDerived"
	propertyTitle        = "nianbao.title"
	propertyDate         = "nianbao.date"
)

// Names of the parts that the writer makes.
const (
	partDocument = "word/document.xml"
	partCustom   = "docProps/custom.xml"
	partCore     = "docProps/core.xml"
	partCells    = "customXml/item1.xml" // the figures of a form
)
