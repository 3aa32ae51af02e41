// Package deflate compresses what PDF files are made of, under Huffman codes that were made beforehand (huffman.go, lengths.go): font
// programs glyph by glyph, the contents of pages and maps to Unicode as streams, and the properties of Word files (streams.go).
//
// What a glyph becomes is worked out when it is first used and kept for all documents of the process. A report's file is font programs for four fifths, and those are the outlines of some hundred glyphs each, copied from a
// face unchanged (package sfnt, Subset). Deflating them anew for every report took more time than all else together. A
// program here is one deflate block (RFC 1951 3.2.7) under a Huffman code that never changes (code.go), made for
// outlines, and repeats are looked for within a glyph only (parse.go). So the bits of a glyph are the same in every program,
// whatever stands around it, and a program is put together by shifting them into place (bits.go). The price is what repeats from
// glyph to glyph, and a code that is not the program's own: docs/decisions/pdf-size.md has the figures.
//
// What is kept (keep.go) is bounded, and what is not kept is worked out again: a program is the same bytes whether its glyphs
// were known or not.
package deflate

import (
	"sync"

	"nianbao/converter/internal/sfnt"
)

// Packer compresses programs. It may be used by several goroutines at a time.
type Packer struct {
	code    *code
	kept    kept
	scratch sync.Pool // of *scratch
}

// scratch is the memory of one call.
type scratch struct {
	parser
	finder
	frame  []byte
	glyphs []*glyph
}

// New returns a packer that knows no glyph yet.
func New() *Packer {
	p := &Packer{code: newCode(lengths)}
	p.kept.left.Store(mostKept)
	p.scratch.New = func() any { return &scratch{} }
	return p
}

// zlibHeader says deflate, a window of 32 KB, and a fast method (RFC 1950 2.2).
var zlibHeader = [2]byte{0x78, 0x5E}

// Append appends a subset as a zlib stream to dst. size is that of the program, checksum its Adler-32, with which the stream ends.
func (p *Packer) Append(dst []byte, s *sfnt.Subset) (out []byte, size int, checksum [4]byte) {
	m := p.scratch.Get().(*scratch)
	defer p.scratch.Put(m)
	m.glyphs = m.glyphs[:0]
	var table sfnt.Sum
	at, bits := 0, 0
	font := p.kept.of(s.Font().Origin())
	for _, r := range s.Records() {
		g := p.glyph(m, font, r)
		m.glyphs = append(m.glyphs, g)
		table.Add(g.table, at)
		at += g.sum.length
		bits += g.bits
	}
	frame, split := s.Frame(m.frame[:0], table)
	m.frame = frame

	w := newBits(append(dst, zlibHeader[:]...), bits/8+2*len(frame))
	total := adler{a: 1}
	w.appendAll(p.code.head)
	p.appendBytes(&w, m, &total, frame[:split])
	for _, g := range m.glyphs {
		w.appendAll(stretch{g.words, g.bits})
		total.add(g.sum)
	}
	var zeros [4]byte
	p.appendBytes(&w, m, &total, zeros[:s.Padding()])
	p.appendBytes(&w, m, &total, frame[split:])
	w.add(p.code.end)
	clear(m.glyphs) // what is not kept is not held either
	checksum = total.bytes()
	return append(w.bytes(), checksum[:]...), total.length, checksum
}

// appendBytes compresses what is no glyph.
func (p *Packer) appendBytes(w *bits, m *scratch, total *adler, data []byte) {
	p.code.write(w, m.find(data))
	total.add(adlerOf(data))
}

// glyph is a record as it stands in a program.
type glyph struct {
	stretch
	table sfnt.Sum
	sum   adler
}

// glyph returns a record compressed, from what is kept where it is there.
func (p *Packer) glyph(m *scratch, font *face, r sfnt.Record) *glyph {
	if !r.Same {
		return p.pack(m, r)
	}
	if g := font.get(r.Glyph); g != nil {
		return g
	}
	g := p.pack(m, r)
	p.kept.put(font, r.Glyph, g)
	return g
}

func (p *Packer) pack(m *scratch, r sfnt.Record) *glyph {
	m.data = append(m.data[:0], r.Data...)
	if len(m.data)%2 != 0 {
		m.data = append(m.data, 0)
	}
	var w bits
	w.out = m.packed[:0]
	p.code.write(&w, m.parse(p.code, m.data))
	g := &glyph{stretch: w.stretch(), table: sfnt.SumOf(r.Data), sum: adlerOf(m.data)}
	m.packed = w.out
	return g
}
