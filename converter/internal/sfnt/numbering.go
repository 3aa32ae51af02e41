package sfnt

import "hash/fnv"

// Numbering gives the glyphs that a document uses new numbers, by first use, one for each character: number i is that of
// Glyphs[i], which stands for Chars[i]. So two characters that share a glyph still copy as what they are, and tables of a
// size that grows with the font's thousands of glyphs are not written. Number 0 is .notdef and stands for nothing.
type Numbering struct {
	Font   *Font
	Glyphs []uint16 // glyph in the font
	Chars  []rune
	index  map[rune]*[256]numbered
	other  map[charGlyph]uint16
}

type numbered struct{ number, glyph uint16 }

type charGlyph struct {
	char  rune
	glyph uint16
}

// NewNumbering returns a numbering without a character.
func NewNumbering(f *Font) *Numbering {
	return &Numbering{Font: f, Glyphs: []uint16{0}, Chars: []rune{0}, index: map[rune]*[256]numbered{}}
}

// Number returns the number of a glyph that stands for a character, a new one at its first use.
func (n *Numbering) Number(char rune, glyph uint16) uint16 {
	block := n.index[char>>8]
	if block == nil {
		block = new([256]numbered)
		n.index[char>>8] = block
	}
	e := &block[char&0xFF]
	switch {
	case e.number == 0:
		*e = numbered{n.add(char, glyph), glyph}
	case e.glyph != glyph: // a character with two glyphs of one font
		p := charGlyph{char, glyph}
		if n.other == nil {
			n.other = map[charGlyph]uint16{}
		}
		if n.other[p] == 0 {
			n.other[p] = n.add(char, glyph)
		}
		return n.other[p]
	}
	return e.number
}

func (n *Numbering) add(char rune, glyph uint16) uint16 {
	if len(n.Glyphs) == 0xFFFF {
		return 0 // full: no font has that many characters
	}
	n.Glyphs = append(n.Glyphs, glyph)
	n.Chars = append(n.Chars, char)
	return uint16(len(n.Glyphs) - 1)
}

// Tag returns six letters that mark the subset, made from what is in it: files that are put together show which of their
// subsets of one font are the same (ISO 32000-1 9.6.4).
func (n *Numbering) Tag() string {
	h := fnv.New64a()
	var b []byte
	for i, g := range n.Glyphs {
		c := n.Chars[i]
		b = append(b, byte(g>>8), byte(g), byte(c>>16), byte(c>>8), byte(c))
	}
	h.Write([]byte(n.Font.Name()))
	h.Write(b)
	sum := h.Sum64()
	var tag [6]byte
	for i := range tag {
		tag[i] = byte('A' + sum%26)
		sum /= 26
	}
	return string(tag[:])
}
