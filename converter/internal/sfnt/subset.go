package sfnt

import (
	"fmt"
	"math/bits"
)

// AppendSubset appends to dst a font that holds the given glyphs, and those they are composed of, under new numbers: the
// glyph of glyphs[i] gets number i, components follow. glyphs[0] should be 0 (.notdef). The same glyph may be asked for
// twice: two characters that share a glyph get one number each, so that a PDF can tell them apart when text is copied.
//
// The tables are those that a PDF wants of an embedded TrueType program (ISO 32000-1 9.9, table 126): the outlines are
// copied as they are, hints and their tables included; names, cmap and layout tables are left out.
// count is the number of glyphs it has in the end.
func (f *Font) AppendSubset(dst []byte, glyphs []uint16) (out []byte, count int, err error) {
	if len(glyphs) > 0xFFFF {
		return dst, 0, fmt.Errorf("a subset of %d glyphs is too large", len(glyphs))
	}
	s := subset{font: f, glyphs: append(make([]uint16, 0, len(glyphs)+8), glyphs...)}
	out, err = s.appendTo(dst)
	return out, len(s.glyphs), err
}

type subset struct {
	font   *Font
	glyphs []uint16          // source glyph of each new number
	parts  map[uint16]uint16 // new number of a source glyph that only composites use
	loca   []uint32          // in bytes
}

func (s *subset) appendTo(dst []byte) ([]byte, error) {
	f := s.font
	size := 0
	for _, g := range s.glyphs {
		size += len(f.record(g)) + 3
	}
	tags := []string{"cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"}
	present := tags[:0:0]
	for _, tag := range tags {
		if tag == "cvt " && f.cvt == "" || tag == "fpgm" && f.fpgm == "" || tag == "prep" && f.prep == "" {
			continue
		}
		present = append(present, tag)
	}
	start := len(dst)
	if free := cap(dst) - start; free < size+1024 {
		grown := make([]byte, start, start+size+size/16+len(f.cvt)+len(f.fpgm)+len(f.prep)+16*len(s.glyphs)+1024)
		copy(grown, dst)
		dst = grown
	}
	dst = appendDirectory(dst, present)
	sum := uint32(0)
	headAt := 0
	for i, tag := range present {
		at := len(dst)
		var err error
		switch tag {
		case "cvt ":
			dst = append(dst, f.cvt...)
		case "fpgm":
			dst = append(dst, f.fpgm...)
		case "prep":
			dst = append(dst, f.prep...)
		case "glyf":
			dst, err = s.appendGlyphs(dst)
		case "head":
			headAt = at
			dst = append(dst, f.head[:54]...)
			put32(dst[at+8:], 0) // checkSumAdjustment
			put16(dst[at+50:], s.locaFormat())
		case "hhea":
			dst = append(dst, f.hhea[:36]...)
			put16(dst[at+34:], len(s.glyphs))
		case "hmtx":
			dst = s.appendMetrics(dst)
		case "loca":
			dst = s.appendLoca(dst)
		case "maxp":
			dst = append(dst, f.maxp[:32]...)
			put16(dst[at+4:], len(s.glyphs))
		}
		if err != nil {
			return dst[:start], err
		}
		length := len(dst) - at
		for (len(dst)-start)%4 != 0 {
			dst = append(dst, 0)
		}
		entry := dst[start+12+16*i:]
		check := checksum(dst[at:])
		put32(entry[4:], check)
		put32(entry[8:], uint32(at-start))
		put32(entry[12:], uint32(length))
		sum += check
	}
	sum += checksum(dst[start : start+12+16*len(present)])
	put32(dst[headAt+8:], 0xB1B0AFBA-sum)
	return dst, nil
}

// appendDirectory writes the offset table and room for the table records, tags filled in.
func appendDirectory(dst []byte, tags []string) []byte {
	n := len(tags)
	power := 1 << (bits.Len(uint(n)) - 1)
	dst = append(dst, 0, 1, 0, 0)
	dst = append16(dst, n)
	dst = append16(dst, 16*power)
	dst = append16(dst, bits.Len(uint(power))-1)
	dst = append16(dst, 16*(n-power))
	for _, tag := range tags {
		dst = append(dst, tag...)
		dst = append(dst, make([]byte, 12)...)
	}
	return dst
}

// appendGlyphs copies the outlines. Composites are followed: their components get numbers after the glyphs asked for.
func (s *subset) appendGlyphs(dst []byte) ([]byte, error) {
	start := len(dst)
	s.loca = make([]uint32, 0, len(s.glyphs)+1)
	for i := 0; i < len(s.glyphs); i++ { // grows while it runs
		s.loca = append(s.loca, uint32(len(dst)-start))
		record := s.font.record(s.glyphs[i])
		at := len(dst)
		dst = append(dst, record...)
		if isComposite(record) {
			if err := s.renumber(dst[at:], record); err != nil {
				return dst, fmt.Errorf("glyph %d: %w", s.glyphs[i], err)
			}
		}
		if (len(dst)-start)%2 != 0 {
			dst = append(dst, 0)
		}
		// A lying loca can give every glyph the same large record; an honest one cannot pass this.
		if len(dst)-start > 4*len(s.font.glyf)+1<<20 {
			return dst, fmt.Errorf("%w: the glyphs overlap", ErrDamaged)
		}
	}
	s.loca = append(s.loca, uint32(len(dst)-start))
	if len(dst) == start {
		dst = append(dst, 0, 0, 0, 0) // readers take an empty table for a missing one
	}
	return dst, nil
}

// renumber gives the components of a composite glyph their numbers in the subset.
func (s *subset) renumber(out []byte, record string) error {
	for i := 10; ; {
		c, err := nextComponent(record, i)
		if err != nil {
			return err
		}
		number, ok := s.parts[c.glyph]
		if !ok {
			if len(s.glyphs) >= 0xFFFF || int(c.glyph) >= s.font.glyphs {
				return fmt.Errorf("%w: a component is missing", ErrDamaged)
			}
			number = uint16(len(s.glyphs))
			s.glyphs = append(s.glyphs, c.glyph)
			if s.parts == nil {
				s.parts = map[uint16]uint16{}
			}
			s.parts[c.glyph] = number
		}
		put16(out[c.at:], int(number))
		if c.isLast {
			return nil
		}
		i = c.nextOffset
	}
}

// locaFormat is 0 (halves in 16 bits) where the outlines are short enough, else 1.
func (s *subset) locaFormat() int {
	if s.loca[len(s.loca)-1] <= 2*0xFFFF {
		return 0
	}
	return 1
}

func (s *subset) appendLoca(dst []byte) []byte {
	if s.locaFormat() == 0 {
		for _, offset := range s.loca {
			dst = append16(dst, int(offset/2))
		}
		return dst
	}
	for _, offset := range s.loca {
		dst = append32(dst, offset)
	}
	return dst
}

// appendMetrics writes advance and left side bearing of each glyph, without the shortening for equal advances.
func (s *subset) appendMetrics(dst []byte) []byte {
	f := s.font
	for _, g := range s.glyphs {
		bearing := 4*int(g) + 2
		if int(g) >= f.metrics {
			bearing = 4*f.metrics + 2*(int(g)-f.metrics)
		}
		dst = append16(dst, f.Advance(g))
		if m := f.madeAt(g); m != nil {
			dst = append16(dst, m.bearing)
			continue
		}
		dst = append16(dst, int(u16(f.hmtx, bearing)))
	}
	return dst
}

// checksum adds up big-endian words; b is a multiple of four bytes long.
func checksum(b []byte) uint32 {
	sum := uint32(0)
	for ; len(b) >= 4; b = b[4:] {
		sum += uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
	}
	return sum
}
