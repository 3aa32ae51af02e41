package layout

import "nianbao/converter/internal/document"

// Room is memory that documents are laid out in, one after another: half of what making a PDF took was lists that the next report asks
// for anew. The zero value is ready. A Room is used by one call at a time; pages that were laid out in it are valid until [Room.Reset].
type Room struct {
	chars    memory[char]
	lines    memory[line]
	glyphs   memory[Glyph]
	elements memory[Element]
	boxes    memory[Box]
}

// Reset ends the pages laid out in the room and forgets what they referred to.
func (r *Room) Reset() {
	r.chars.reset()
	r.lines.reset()
	r.glyphs.reset()
	r.elements.reset()
	r.boxes.reset()
}

// memory is that of a list. Of a room it is given out once; who asks again, as pages that are set anew do, gets memory of its own.
type memory[E any] struct {
	all   []E
	taken bool
}

// mostKept is how many elements of a list are kept for the next document: those of the longest reports. One of ten thousand pages keeps
// nothing.
const mostKept = 1 << 16

// take returns an empty list with room for n.
func (m *memory[E]) take(n int) []E {
	if m.taken || n > mostKept {
		return make([]E, 0, n)
	}
	m.taken = true
	if cap(m.all) < n {
		m.all = make([]E, 0, n+n/4)
	}
	return m.all[:0]
}

// keep keeps what a list has grown to beyond what was given out.
func (m *memory[E]) keep(list []E) {
	if cap(list) > cap(m.all) && cap(list) <= mostKept {
		m.all = list[:0]
	}
}

func (m *memory[E]) reset() {
	if m.taken {
		clear(m.all[:cap(m.all)])
	}
	m.taken = false
}

// keep keeps what the lists of a call have grown to.
func (r *Room) keep(l *layouter) {
	r.chars.keep(l.chars)
	r.lines.keep(l.lines)
	r.glyphs.keep(l.glyphs)
	r.elements.keep(l.pages.Structure)
	r.boxes.keep(l.pages.Boxes)
}

// asked is how much a document asks for, so that what is made of it is taken at its size: growing took a third of the memory.
type asked struct {
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
	l.chars = l.room.chars.take(chars + chars/8 + tables)
	l.lines = l.room.lines.take(len(doc.Blocks) + chars/charsALine + cells + cells/2)
	l.asked = asked{elements: 4*len(doc.Blocks) + rows + cells, boxes: 2*len(doc.Blocks) + cells + cells/4}
	l.pages.Structure = l.room.elements.take(l.asked.elements)
}
