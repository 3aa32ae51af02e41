// Package runeset has sets of characters that are asked of every character of a text: a bit for each of the Basic Multilingual Plane,
// so that asking costs about a nanosecond, and a map for the few others.
package runeset

// Set is a set of characters. The zero value is empty.
type Set struct {
	basic [1 << 16 / 64]uint64
	other map[rune]bool
}

// Of returns the set of the characters of some texts.
func Of(texts ...string) *Set {
	s := &Set{}
	for _, text := range texts {
		for _, c := range text {
			s.Add(c)
		}
	}
	return s
}

// Add adds a character.
func (s *Set) Add(c rune) {
	if uint32(c) < 1<<16 {
		s.basic[c/64] |= 1 << (c % 64)
		return
	}
	if s.other == nil {
		s.other = map[rune]bool{}
	}
	s.other[c] = true
}

// Has reports whether the character is in the set.
func (s *Set) Has(c rune) bool {
	if uint32(c) < 1<<16 {
		return s.basic[c/64]&(1<<(c%64)) != 0
	}
	return s.other[c]
}
