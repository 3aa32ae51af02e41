package layout

import "nianbao/converter/internal/document"

// room is how much a document asks for, so that what is made of it is taken at its size: growing took a third of the memory.
type room struct {
	elements int // of the structure
	boxes    int
}

// charsALine is how many characters of running text stand in a line, about; a cell has a line or two of its own.
const charsALine = 24

// makeRoom takes memory for a document's characters and lines, and counts what else will come of it.
func (l *layouter) makeRoom(doc *document.Document) {
	const tables = 2048 // characters in all their cells
	chars, cells, rows := 0, 0, 0
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			for i := range b.Runs {
				chars += len(b.Runs[i].Text) / 3
			}
		case *document.Table:
			cells += len(b.Cells)
			rows += b.Rows
		}
	}
	l.chars = make([]char, 0, chars+chars/8+tables)
	l.lines = make([]line, 0, len(doc.Blocks)+chars/charsALine+cells+cells/2)
	l.room = room{elements: 4*len(doc.Blocks) + rows + cells, boxes: 2*len(doc.Blocks) + cells + cells/4}
	l.pages.Structure = make([]Element, 0, l.room.elements)
}
