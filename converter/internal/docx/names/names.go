// Package names holds the names that a Word file carries and that reader and writer must agree on: namespaces, the custom
// properties and bookmarks by which a file of this product is known again, and the part that holds the figures of a form. It is the
// only thing that the layers for reading and for writing share about WordprocessingML, so that neither imports the other.
//
// What stands in somebody's file once cannot be changed any more: a name here is part of what makes files of years ago readable.
// Where a name has changed all the same (the key of a table stood in its description before it became a bookmark), both are read and
// the later one is written.
package names

// Namespaces of ECMA-376-1, the transitional spelling, which all programs write.
const (
	WordNS     = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	RelationNS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships" // of r:id, and what the types of relationships begin with
	OfficeNS   = "http://schemas.openxmlformats.org/officeDocument/2006/"              // what those of properties and mathematics begin with
)

// What the character style of a role adds to identifier and name of its paragraph style: a run of that style has the face and size of
// the role inside a paragraph of another (a run-in heading).
const (
	CharSuffix = "Char"
	CharName   = " 字符"
)

// The names of the custom properties (docProps/custom.xml) that carry document.Meta.
const (
	PropertyOwn          = "nianbao"
	PropertyFormat       = "nianbao.format"
	PropertyOrganization = "nianbao.organization"
	PropertyYear         = "nianbao.year"
	PropertyDerived      = "nianbao.titleDerived"
	PropertyTitle        = "nianbao.title"
	PropertyDate         = "nianbao.date"
)
