package check

import "unicode/utf8"

// marks says of a text which two characters may stand beside each other in it: of sixty rules with ten words each nearly none occurs, and to
// look that up costs a tenth of searching the text for each word. A mark that is not set tells that the two do not occur; one that is set
// tells nothing, since others may share it.
type marks [marksSize / 64]uint64

// wideMarks are marks for a whole report, in which each is one mark of eight times as many.
type wideMarks [wideMarksSize / 64]uint64

const (
	marksSize     = 1 << 13
	wideMarksSize = 1 << 16
)

// add sets the marks of a text, of its characters and of every two that stand beside each other.
func (m *marks) add(text []rune) {
	for mark := range marksOf(text) {
		m.set(mark)
	}
}

func (m *wideMarks) add(text []rune) {
	for mark := range marksOf(text) {
		m.set(mark)
	}
}

func marksOf(text []rune) func(yield func(uint16) bool) {
	return func(yield func(uint16) bool) {
		before := rune(0)
		for _, c := range text {
			if !yield(markOf(0, c)) || !yield(markOf(before, c)) {
				return
			}
			before = c
		}
	}
}

func (m *marks) set(mark uint16) { m[mark>>3/64] |= 1 << (mark >> 3 % 64) }

func (m *marks) has(mark uint16) bool { return m[mark>>3/64]&(1<<(mark>>3%64)) != 0 }

func (m *wideMarks) set(mark uint16) { m[mark/64] |= 1 << (mark % 64) }

func (m *wideMarks) has(mark uint16) bool { return m[mark/64]&(1<<(mark%64)) != 0 }

// markOf is the mark of two characters, or of one behind 0.
func markOf(a, b rune) uint16 { return uint16((uint32(a)*2654435761 + uint32(b)*2246822519) >> 16) }

// wordMarks returns the marks that a text with the word has.
func wordMarks(word string) []uint16 {
	first, size := utf8.DecodeRuneInString(word)
	if size == len(word) {
		return []uint16{markOf(0, first)}
	}
	var all []uint16
	before := first
	for _, c := range word[size:] {
		all = append(all, markOf(before, c))
		before = c
	}
	return all
}

// mayHold reports whether a text with these marks may hold the word of the others.
func (m *marks) mayHold(word []uint16) bool {
	for _, mark := range word {
		if !m.has(mark) {
			return false
		}
	}
	return true
}

func (m *wideMarks) mayHold(word []uint16) bool {
	for _, mark := range word {
		if !m.has(mark) {
			return false
		}
	}
	return true
}
