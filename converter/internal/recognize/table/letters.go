package table

// letters is a set of characters in which one may stand for several: the last bits of a character's number tell most apart.
type letters [1 << letterBits / 64]uint64

const letterBits = 12

func (s *letters) add(text []rune) {
	for _, r := range text {
		s[at(r)] |= bit(r)
	}
}

func (s *letters) remove(text []rune) {
	for _, r := range text {
		s[at(r)] &^= bit(r)
	}
}

// has reports whether a character may be in the set.
func (s *letters) has(r rune) bool { return s[at(r)]&bit(r) != 0 }

// hold reports whether all characters of a text may be in the set.
func (s *letters) hold(text string) bool {
	for _, r := range text {
		if !s.has(r) {
			return false
		}
	}
	return true
}

func at(r rune) uint32 { return uint32(r) % (1 << letterBits) / 64 }

func bit(r rune) uint64 { return 1 << (uint32(r) % 64) }
