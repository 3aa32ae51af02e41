package sfnt

import (
	"hash/fnv"
	"unicode"
)

// Numbering gives the glyphs that a document uses new numbers, by first use, one for each character: number i is that of
// Glyphs[i], which stands for Chars[i]. So two characters that share a glyph still copy as what they are, and tables of a
// size that grows with the font's thousands of glyphs are not written. Number 0 is .notdef and stands for nothing.
type Numbering struct {
	Font   *Font
	Glyphs []uint16 // glyph in the font
	Chars  []rune
	index  []*[256]numbered // by character, as far as Unicode goes
	other  map[charGlyph]uint16
}

type numbered struct{ number, glyph uint16 }

type charGlyph struct {
	char  rune
	glyph uint16
}

// NewNumbering returns a numbering without a character.
func NewNumbering(f *Font) *Numbering {
	n := &Numbering{}
	n.Reset(f)
	return n
}

// mostIndexed is how many blocks of characters a numbering keeps the memory for. All ideographs to U+9FFF and the marks around them
// are fewer.
const mostIndexed = 256

// Reset makes n a numbering of a font without a character, in the memory that it has.
func (n *Numbering) Reset(f *Font) {
	if len(n.index) > mostIndexed {
		n.index = nil
	}
	for _, block := range n.index {
		if block != nil {
			clear(block[:])
		}
	}
	n.Font, n.Glyphs, n.Chars, n.other = f, append(n.Glyphs[:0], 0), append(n.Chars[:0], 0), nil
}

// Number returns the number of a glyph that stands for a character, a new one at its first use.
func (n *Numbering) Number(char rune, glyph uint16) uint16 {
	block := n.block(char)
	if block == nil {
		return n.numberOther(char, glyph)
	}
	e := &block[char&0xFF]
	switch {
	case e.number == 0:
		*e = numbered{n.add(char, glyph), glyph}
	case e.glyph != glyph: // a character with two glyphs of one font
		return n.numberOther(char, glyph)
	}
	return e.number
}

// block returns that of a character, nil beyond Unicode.
func (n *Numbering) block(char rune) *[256]numbered {
	i := int(char >> 8)
	if i >= 0 && i < len(n.index) && n.index[i] != nil {
		return n.index[i]
	}
	if i < 0 || char > unicode.MaxRune {
		return nil
	}
	if i >= len(n.index) {
		n.index = append(n.index, make([]*[256]numbered, max(i+1, mostIndexed)-len(n.index))...)
	}
	n.index[i] = new([256]numbered)
	return n.index[i]
}

func (n *Numbering) numberOther(char rune, glyph uint16) uint16 {
	p := charGlyph{char, glyph}
	if n.other == nil {
		n.other = map[charGlyph]uint16{}
	}
	if n.other[p] == 0 {
		n.other[p] = n.add(char, glyph)
	}
	return n.other[p]
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
