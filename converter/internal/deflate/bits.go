package deflate

import (
	"encoding/binary"
	"slices"
)

// bits is a row of bits being written, the first in the lowest place of a byte (RFC 1951 3.1.1).
type bits struct {
	out     []byte
	pending uint64
	count   uint // of the bits in pending, below 64
}

// stretch is a row of bits by itself, 64 a word.
type stretch struct {
	words []uint64
	bits  int
}

// newBits writes behind dst, with room for so many bytes.
func newBits(dst []byte, room int) bits {
	if cap(dst)-len(dst) < room {
		dst = append(make([]byte, 0, len(dst)+room+64), dst...)
	}
	return bits{out: dst}
}

// symbol is up to 48 bits.
type symbol struct {
	value uint64
	count uint
}

func (w *bits) add(s symbol) {
	w.pending |= s.value << w.count
	if w.count += s.count; w.count >= 64 {
		w.out = binary.LittleEndian.AppendUint64(w.out, w.pending)
		w.count -= 64
		w.pending = s.value >> (s.count - w.count)
	}
}

// appendAll appends a stretch. A shift by 64 is 0.
func (w *bits) appendAll(s stretch) {
	whole := s.bits / 64
	at := len(w.out)
	out := slices.Grow(w.out, 8*whole)[:at+8*whole]
	pending, left, right := w.pending, w.count&63, 64-w.count
	for i, word := range s.words[:whole] {
		binary.LittleEndian.PutUint64(out[at+8*i:], pending|word<<left)
		pending = word >> right
	}
	w.out, w.pending = out, pending
	if rest := uint(s.bits % 64); rest > 0 {
		w.add(symbol{s.words[whole], rest})
	}
}

// stretch returns what was written, which began with nothing.
func (w *bits) stretch() stretch {
	s := stretch{bits: len(w.out)*8 + int(w.count)}
	all := w.bytes()
	s.words = make([]uint64, (len(all)+7)/8)
	for i := range s.words {
		if rest := all[8*i:]; len(rest) >= 8 {
			s.words[i] = binary.LittleEndian.Uint64(rest)
		} else {
			for k, b := range rest {
				s.words[i] |= uint64(b) << (8 * k)
			}
		}
	}
	return s
}

// bytes returns what was written, the last byte filled up with zeros.
func (w *bits) bytes() []byte {
	for ; w.count > 0; w.count -= min(w.count, 8) {
		w.out = append(w.out, byte(w.pending))
		w.pending >>= 8
	}
	return w.out
}
