package names

// The part that holds the figures of a form (17.5.2.6): one element for each, named table.row.column.
const (
	CellsNS   = "urn:nianbao:cells" // the namespace of its elements
	CellsRoot = "report"            // its root element
	// CellsID names the part (w:storeItemID). Every file has one such part, so that the name can be the same in all.
	CellsID = "{6E69616E-6261-4F63-A56C-6C7300000001}"
)

// IsElementName reports whether a name can be that of an element without further ado.
func IsElementName(name string) bool {
	for i, c := range []byte(name) {
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
		if !letter && (i == 0 || c != '.' && c != '-' && (c < '0' || c > '9')) {
			return false
		}
	}
	return name != ""
}
