package chars

// Set is a set of characters in which one may stand for several: the last bits of a character's number tell most apart. What it does not
// hold is in no text of its characters.
type Set [1 << setBits / 64]uint64

const setBits = 12

// Add adds a character.
func (s *Set) Add(r rune) { s[setWord(r)] |= setBit(r) }

// Remove takes a character out, with those that it stands for.
func (s *Set) Remove(r rune) { s[setWord(r)] &^= setBit(r) }

// MayHold reports whether a character may be in the set.
func (s *Set) MayHold(r rune) bool { return s[setWord(r)]&setBit(r) != 0 }

// MayHoldAll reports whether all characters of a text may be in the set.
func (s *Set) MayHoldAll(text string) bool {
	for _, r := range text {
		if !s.MayHold(r) {
			return false
		}
	}
	return true
}

func setWord(r rune) uint32 { return uint32(r) % (1 << setBits) / 64 }

func setBit(r rune) uint64 { return 1 << (uint32(r) % 64) }
