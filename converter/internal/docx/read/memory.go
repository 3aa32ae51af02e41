package read

import "nianbao/converter/internal/xmlscan"

// memory keeps what properties said that were read before. A word processor writes the same ones hundreds of times, for every cell, every
// paragraph and every run in it: an element of the same bytes as another in the same part says the same, and is not read again.
type memory[T comparable] struct {
	list [mostRemembered]remembrance[T]
	n    int // in use
	next int // the one to be forgotten first, where all are
	last int // found or noted last
}

// remembrance is one element. The one that came after it is where the search begins: the columns of a table repeat from row to row.
type remembrance[T comparable] struct {
	passage xmlscan.Passage
	says    T
	after   int
}

// mostRemembered is more than a table has columns of different widths and spans; a search through all of them in vain takes less than
// reading does.
const mostRemembered = 16

// remembered makes value what the element says that the scanner stands on: as it was remembered, or by reading it. It has to be plain
// before, since an element that stands beside another one of its kind adds to what that said. What is told of in diagnostics, each time it
// stands there, is not remembered.
func remembered[T comparable](s *scanner, m *memory[T], told *losses, value, plain *T, read func()) {
	if *value != *plain {
		read()
		return
	}
	if m.find(s, value) {
		return
	}
	begin, before := s.Begin(), told.added
	read()
	if passage, ok := s.Since(begin); ok && told.added == before {
		m.note(passage, *value)
	}
}

// find passes the element if it is remembered.
func (m *memory[T]) find(s *scanner, value *T) bool {
	i := m.list[m.last].after
	for range m.n {
		if known := &m.list[i]; s.Repeats(&known.passage) {
			m.list[m.last].after, m.last = i, i
			*value = known.says
			return true
		}
		if i++; i >= m.n {
			i = 0
		}
	}
	return false
}

// note remembers an element.
func (m *memory[T]) note(passage xmlscan.Passage, says T) {
	i := m.next
	m.next = (i + 1) % mostRemembered
	m.n = min(m.n+1, mostRemembered)
	m.list[i] = remembrance[T]{passage: passage, says: says, after: i}
	m.list[m.last].after, m.last = i, i
}
