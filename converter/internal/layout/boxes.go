package layout

// Box is where a paragraph, or a cell of a table, stands on a page: what of it stands there, where it goes on over a page. A
// paragraph is as wide as the type area. The cells of a head that is printed again have a box on each page.
type Box struct {
	Page int // index into Pages.Pages
	// Block is the index of the document's block, Cell that of the table's cell or -1.
	Block, Cell         int
	X, Y, Width, Height Unit
}

// addBox adds a box to the current page.
func (l *layouter) addBox(block, cell int, x, y, width, height Unit) {
	l.pages.Boxes = append(l.pages.Boxes, Box{len(l.pages.Pages) - 1, block, cell, x, y, width, height})
}
