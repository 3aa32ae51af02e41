package deflate

import (
	"sync"
	"sync/atomic"

	"nianbao/converter/internal/sfnt"
)

// mostKept bounds the memory for glyphs, in bytes: all of GWFangSong takes about 3 MB, and of the other faces reports use a
// part. What comes when it is full is worked out each time.
const mostKept = 16 << 20

// Overhead of what is kept, in bytes: a glyph beside its words, and a block of pointers.
const (
	glyphOverhead = 80
	blockSize     = 256 * 8
)

// kept is what glyphs became, by font and number. Whoever finds nothing works it out and leaves it here; several who do so at
// once leave the same, so that atomic stores are all the order that is needed.
type kept struct {
	fonts sync.Map // *sfnt.Font to *face
	left  atomic.Int64
}

type face struct {
	blocks [256]atomic.Pointer[block]
}

type block [256]atomic.Pointer[glyph]

func (k *kept) of(font *sfnt.Font) *face {
	if f, ok := k.fonts.Load(font); ok {
		return f.(*face)
	}
	f, _ := k.fonts.LoadOrStore(font, &face{})
	return f.(*face)
}

func (f *face) get(number uint16) *glyph {
	b := f.blocks[number>>8].Load()
	if b == nil {
		return nil
	}
	return b[number&0xFF].Load()
}

func (k *kept) put(f *face, number uint16, g *glyph) {
	b := f.blocks[number>>8].Load()
	if b == nil {
		if !k.take(blockSize) {
			return
		}
		b = new(block)
		if !f.blocks[number>>8].CompareAndSwap(nil, b) {
			k.left.Add(blockSize)
			b = f.blocks[number>>8].Load()
		}
	}
	size := int64(8*cap(g.words) + glyphOverhead)
	if k.take(size) && !b[number&0xFF].CompareAndSwap(nil, g) {
		k.left.Add(size)
	}
}

// take takes memory from what is left, where there is enough.
func (k *kept) take(size int64) bool {
	if k.left.Add(-size) >= 0 {
		return true
	}
	k.left.Add(size)
	return false
}
