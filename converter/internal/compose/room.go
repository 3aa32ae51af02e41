package compose

import (
	"nianbao/converter/internal/document"
	"nianbao/converter/report"
)

// Room is memory that documents are composed in, one after another: the tables of a report have 300 cells, and were half of all
// memory that making a Word file took. The zero value is ready. A Room is used by one goroutine at a time; what was composed in it is
// valid until [Room.Reset].
type Room struct {
	figures    []report.Cell // of the table being composed
	cells      slab[document.Cell]
	paragraphs slab[document.Paragraph]
	runs       slab[document.Run]
	lists      slab[*document.Paragraph]
}

// Reset ends the documents composed in the room and forgets what they referred to.
func (r *Room) Reset() {
	r.cells.reset()
	r.paragraphs.reset()
	r.runs.reset()
	r.lists.reset()
}

// slab is memory for elements of a kind. Others point at them, so they are never moved.
type slab[E any] struct {
	all  []E
	used int // of all, or more than it has: then the rest was made for itself
}

// take returns n zero elements.
func (s *slab[E]) take(n int) []E {
	from := s.used
	if s.used += n; s.used > len(s.all) {
		return make([]E, n)
	}
	return s.all[from:s.used]
}

// reset makes all elements free, and as many as were in use.
func (s *slab[E]) reset() {
	if s.used > len(s.all) {
		s.all = make([]E, s.used)
	} else {
		clear(s.all[:s.used])
	}
	s.used = 0
}
