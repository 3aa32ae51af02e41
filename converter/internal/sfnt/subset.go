package sfnt

import (
	"fmt"
	"math/bits"
	"slices"
)

// AppendSubset appends to dst a font that holds the given glyphs; see [Subset]. count is the number of glyphs it has in the end.
func (f *Font) AppendSubset(dst []byte, glyphs []uint16) (out []byte, count int, err error) {
	var s Subset
	if err := s.Take(f, glyphs); err != nil {
		return dst, len(s.records), err
	}
	return s.Append(dst), s.Count(), nil
}

// Subset is a font that holds some of another's glyphs, and those they are composed of, under new numbers: the glyph of
// glyphs[i] gets number i, components follow. The same glyph may be asked for twice: two characters that share a glyph get one
// number each, so that a PDF can tell them apart when text is copied.
//
// The tables are those that a PDF wants of an embedded TrueType program (ISO 32000-1 9.9, table 126): the outlines are
// copied as they are, hints and their tables included; names, cmap and layout tables are left out.
//
// A program is nearly all outlines, and those of one glyph are the same in every subset. So whoever writes many of them gets
// at the records one by one, and at what stands before and behind them ([Subset.Frame]).
type Subset struct {
	font    *Font
	records []Record
	parts   map[uint16]uint16 // new number of a source glyph that only composites use
	loca    []uint32          // in bytes
}

// Record is a glyph of a subset as the glyf table has it.
type Record struct {
	Data  string // followed by a zero where its length is odd
	Glyph uint16 // in the font
	// Same says that Data depends on nothing but the font file and Glyph.
	Same bool
}

// Take makes s the subset of a font with the glyphs; glyphs[0] should be 0 (.notdef). What s was before is forgotten.
func (s *Subset) Take(f *Font, glyphs []uint16) error {
	*s = Subset{font: f, records: slices.Grow(s.records[:0], len(glyphs)), loca: slices.Grow(s.loca[:0], len(glyphs)+1)}
	if len(glyphs) > 0xFFFF {
		return fmt.Errorf("a subset of %d glyphs is too large", len(glyphs))
	}
	for _, g := range glyphs {
		s.records = append(s.records, Record{Glyph: g})
	}
	size := 0
	for i := 0; i < len(s.records); i++ { // grows while it runs
		s.loca = append(s.loca, uint32(size))
		glyph := s.records[i].Glyph
		data, same := f.record(glyph), int(glyph) < f.glyphs
		if isComposite(data) {
			renumbered, err := s.renumbered(data)
			if err != nil {
				return fmt.Errorf("glyph %d: %w", glyph, err)
			}
			data, same = renumbered, false
		}
		s.records[i].Data, s.records[i].Same = data, same
		size += len(data) + len(data)%2
		// A lying loca can give every glyph the same large record; an honest one cannot pass this.
		if size > 4*len(f.glyf)+1<<20 {
			return fmt.Errorf("%w: the glyphs overlap", ErrDamaged)
		}
	}
	s.loca = append(s.loca, uint32(size))
	return nil
}

// Font is that of which it holds glyphs.
func (s *Subset) Font() *Font { return s.font }

// Count is how many glyphs there are, components of composite glyphs too.
func (s *Subset) Count() int { return len(s.records) }

// Records returns the glyphs in their order, until the next [Subset.Take].
func (s *Subset) Records() []Record { return s.records }

// Sum is a part of a table as the checksum of the table takes it: the sums of the 16-bit words at even and at odd places.
type Sum struct{ Even, Odd uint32 }

// SumOf returns the sum of a record with the zero that follows it.
func SumOf(record string) (s Sum) {
	for ; len(record) >= 4; record = record[4:] {
		s.Even += uint32(record[0])<<8 | uint32(record[1])
		s.Odd += uint32(record[2])<<8 | uint32(record[3])
	}
	switch len(record) {
	case 1:
		s.Even += uint32(record[0]) << 8
	case 2:
		s.Even += uint32(record[0])<<8 | uint32(record[1])
	case 3:
		s.Even += uint32(record[0])<<8 | uint32(record[1])
		s.Odd += uint32(record[2]) << 8
	}
	return s
}

// Add adds a record that stands at an offset of the table, which is even.
func (s *Sum) Add(record Sum, offset int) {
	if offset%4 != 0 {
		record.Even, record.Odd = record.Odd, record.Even
	}
	s.Even += record.Even
	s.Odd += record.Odd
}

// Padding is how many zeros follow the last record: tables begin at multiples of four, and readers take an empty one for a missing one.
func (s *Subset) Padding() int {
	size := int(s.loca[len(s.loca)-1])
	if size == 0 {
		return 4
	}
	return (4 - size%4) % 4
}

// Append appends the font to dst.
func (s *Subset) Append(dst []byte) []byte {
	var sum Sum
	for i := range s.records {
		sum.Add(SumOf(s.records[i].Data), int(s.loca[i]))
	}
	frame, at := s.Frame(nil, sum)
	dst = slices.Grow(dst, len(frame)+int(s.loca[len(s.loca)-1])+3)
	dst = append(dst, frame[:at]...)
	for i := range s.records {
		dst = append(dst, s.records[i].Data...)
		if len(s.records[i].Data)%2 != 0 {
			dst = append(dst, 0)
		}
	}
	dst = append(dst, make([]byte, s.Padding())...)
	return append(dst, frame[at:]...)
}

// Frame appends to dst, which is empty, all of the font but its records and their padding, which stand at at. sum is that of the
// records.
func (s *Subset) Frame(dst []byte, sum Sum) (frame []byte, at int) {
	f := s.font
	tags := make([]string, 0, 9)
	for _, tag := range []string{"cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"} {
		if tag == "cvt " && f.cvt == "" || tag == "fpgm" && f.fpgm == "" || tag == "prep" && f.prep == "" {
			continue
		}
		tags = append(tags, tag)
	}
	dst = slices.Grow(dst, 512+len(f.cvt)+len(f.fpgm)+len(f.prep)+8*len(s.records))
	dst = appendDirectory(dst, tags)
	all := uint32(0)
	headAt, records := 0, 0
	for i, tag := range tags {
		begin, length, check := len(dst), 0, uint32(0)
		switch tag {
		case "cvt ":
			dst = append(dst, f.cvt...)
		case "fpgm":
			dst = append(dst, f.fpgm...)
		case "glyf":
			size := int(s.loca[len(s.loca)-1])
			at, records, length, check = begin, size+s.Padding(), max(size, 4), sum.Even<<16+sum.Odd
		case "head":
			headAt = begin
			dst = append(dst, f.head[:54]...)
			put32(dst[begin+8:], 0) // checkSumAdjustment
			put16(dst[begin+50:], s.locaFormat())
		case "hhea":
			dst = append(dst, f.hhea[:36]...)
			put16(dst[begin+34:], len(s.records))
		case "hmtx":
			dst = s.appendMetrics(dst)
		case "loca":
			dst = s.appendLoca(dst)
		case "maxp":
			dst = append(dst, f.maxp[:32]...)
			put16(dst[begin+4:], len(s.records))
		}
		offset := begin
		if tag != "glyf" {
			length = len(dst) - begin
			for len(dst)%4 != 0 {
				dst = append(dst, 0)
			}
			offset, check = begin+records, checksum(dst[begin:])
		}
		entry := dst[12+16*i:]
		put32(entry[4:], check)
		put32(entry[8:], uint32(offset))
		put32(entry[12:], uint32(length))
		all += check
	}
	all += checksum(dst[:12+16*len(tags)])
	put32(dst[headAt+8:], 0xB1B0AFBA-all)
	return dst, at
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

// renumbered returns a composite glyph whose components have their numbers in the subset; those it lacks are added to it.
func (s *Subset) renumbered(record string) (string, error) {
	out := []byte(record)
	for i := 10; ; {
		c, err := nextComponent(record, i)
		if err != nil {
			return "", err
		}
		number, ok := s.parts[c.glyph]
		if !ok {
			if len(s.records) >= 0xFFFF || int(c.glyph) >= s.font.glyphs {
				return "", fmt.Errorf("%w: a component is missing", ErrDamaged)
			}
			number = uint16(len(s.records))
			s.records = append(s.records, Record{Glyph: c.glyph})
			if s.parts == nil {
				s.parts = map[uint16]uint16{}
			}
			s.parts[c.glyph] = number
		}
		put16(out[c.at:], int(number))
		if c.isLast {
			return string(out), nil
		}
		i = c.nextOffset
	}
}

// locaFormat is 0 (halves in 16 bits) where the outlines are short enough, else 1.
func (s *Subset) locaFormat() int {
	if s.loca[len(s.loca)-1] <= 2*0xFFFF {
		return 0
	}
	return 1
}

func (s *Subset) appendLoca(dst []byte) []byte {
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
func (s *Subset) appendMetrics(dst []byte) []byte {
	f := s.font
	for i := range s.records {
		g := s.records[i].Glyph
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
