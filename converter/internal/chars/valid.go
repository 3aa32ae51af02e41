package chars

// ValidRune reports whether a document can hold r: no control but tab, no surrogate, no noncharacter.
func ValidRune(r rune) bool {
	switch {
	case r == '\t':
		return true
	case r < 0x20, r >= 0x7f && r < 0xa0, r >= 0xd800 && r < 0xe000, r >= 0xfdd0 && r < 0xfdf0, r&0xfffe == 0xfffe:
		return false
	}
	return true
}
