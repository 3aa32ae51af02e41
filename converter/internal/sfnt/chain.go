package sfnt

import (
	"strings"
	"sync/atomic"
)

// Glyph says how a chain draws a character.
type Glyph struct {
	Font    *Font
	ID      uint16
	Advance int // font units
	// Fallback counts the steps along the chain behind the role's own face: 0 is that and its Latin face.
	Fallback int
}

// Chain finds the glyph of a character for one face role: Latin face, own face, supplement, last fallback. What it found
// it remembers, for all documents of the process.
type Chain struct {
	faces []*face
	// main is the index of the role's own face; those before it belong to it as much.
	main   int
	absent bool
	square bool // see Square
	// found holds an entry for each character that was ever asked for; a block of 256 appears with its first one.
	// Writers store equal values, so that atomic stores are all the order that is needed.
	found [0x110000 >> 8]atomic.Pointer[[256]atomic.Uint64]
}

// Square reports whether all ideographs from U+4E00 to U+9FFF, and what stands for those that no face has, take one em: so in
// the chains of the program's own faces. It costs nothing, so that text can be measured without looking up its characters.
func (c *Chain) Square() bool { return c.square }

// face opens its font when it is first asked for a character.
type face struct {
	open func() (*Font, error)
	// withheld are characters that the face draws wrongly.
	withheld string
}

// An entry packs a glyph: bit 63 known, bit 62 there is a glyph, then the step (8 bits), advance and glyph (16 each).
const (
	entryKnown = 1 << 63
	entryGlyph = 1 << 62
)

// Lookup returns the first glyph of the chain that draws r. Where no face has it, ok is false.
func (c *Chain) Lookup(r rune) (g Glyph, ok bool) {
	if r < 0 || r > 0x10FFFF {
		return Glyph{}, false
	}
	block := c.found[r>>8].Load()
	if block == nil {
		block = new([256]atomic.Uint64)
		if !c.found[r>>8].CompareAndSwap(nil, block) {
			block = c.found[r>>8].Load()
		}
	}
	entry := block[r&0xFF].Load()
	if entry == 0 {
		entry = c.search(r)
		block[r&0xFF].Store(entry)
	}
	if entry&entryGlyph == 0 {
		return Glyph{}, false
	}
	step := int(entry >> 32 & 0xFF)
	font, err := c.faces[step].open()
	if err != nil {
		return Glyph{}, false
	}
	return Glyph{Font: font, ID: uint16(entry), Advance: int(uint16(entry >> 16)), Fallback: max(0, step-c.main)}, true
}

// search asks the faces in turn. A space is the one character that may be blank.
func (c *Chain) search(r rune) uint64 {
	for step, face := range c.faces {
		font, err := face.open()
		if err != nil || strings.ContainsRune(face.withheld, r) {
			continue // the next face takes over
		}
		id := font.Glyph(r)
		if id == 0 || int(id) >= font.glyphs || !isSpace(r) && !font.HasInk(id) {
			continue
		}
		return entryKnown | entryGlyph | uint64(step)<<32 | uint64(font.Advance(id))<<16 | uint64(id)
	}
	return entryKnown
}

// isSpace reports whether a glyph without ink is right for r.
func isSpace(r rune) bool {
	return r == ' ' || r == 0xA0 || r == 0x3000 || r >= 0x2000 && r <= 0x200A || r == 0x202F || r == 0x205F
}

// Absent reports whether the role's own face is not in this build and another one stands in for all of it.
func (c *Chain) Absent() bool { return c.absent }

// Main returns the role's own face, or the first of the chain that can be opened; nil where none can.
func (c *Chain) Main() *Font {
	for _, face := range c.faces[min(c.main, len(c.faces)):] {
		if font, err := face.open(); err == nil {
			return font
		}
	}
	return nil
}
