package font

import (
	"encoding/binary"

	"nianbao/converter/internal/pdfread/object"
)

// program is a TrueType font that is embedded (ISO 32000-1 9.9): it has a table of which code points its glyphs are drawn for, unless the
// program that embedded it left the table out. It is asked only where nobody else says what a glyph is.
type program struct {
	file   *object.File
	stream *object.Stream
	glyphs []byte // CIDToGIDMap: two bytes a CID; nil where CIDs are numbers of glyphs
	read   bool
	texts  map[uint16]rune
}

// programOf returns the TrueType font that a descendant font has embedded, nil where there is none.
func programOf(f *object.File, descendant, descriptor object.Dict) *program {
	stream := f.Stream(descriptor["FontFile2"])
	if stream == nil {
		return nil
	}
	p := &program{file: f, stream: stream}
	if numbers := f.Stream(descendant["CIDToGIDMap"]); numbers != nil {
		p.glyphs = f.Decode(numbers)
	}
	return p
}

// renumbers reports whether CIDs are other numbers than those of the glyphs.
func (p *program) renumbers() bool {
	for cid := range len(p.glyphs) / 2 {
		if glyph := binary.BigEndian.Uint16(p.glyphs[2*cid:]); glyph != 0 && int(glyph) != cid {
			return true
		}
	}
	return false
}

// text returns what the glyph of a CID is drawn for, "" where the font does not say.
func (p *program) text(cid int) string {
	glyph := cid
	if p.glyphs != nil {
		if glyph = 0; cid >= 0 && 2*cid+2 <= len(p.glyphs) {
			glyph = int(binary.BigEndian.Uint16(p.glyphs[2*cid:]))
		}
	}
	if glyph <= 0 || glyph > 0xFFFF {
		return ""
	}
	if !p.read {
		p.read = true
		p.texts = textsOfGlyphs(p.file, p.file.Decode(p.stream))
	}
	if r, ok := p.texts[uint16(glyph)]; ok {
		return string(r)
	}
	return ""
}

func (c *composite) programText(code uint32, length int) string {
	if c.program == nil {
		return ""
	}
	return c.program.text(c.codes.CID(code, length))
}

// textsOfGlyphs reads the cmap of a TrueType font backwards (OpenType 1.9, cmap). Of several code points that share a glyph the lowest
// counts; those of private use say nothing.
func textsOfGlyphs(f *object.File, data []byte) map[uint16]rune {
	r := reversal{file: f, texts: map[uint16]rune{}}
	table := tableOf(data, "cmap")
	if len(table) < 4 {
		return nil
	}
	for i := range int(binary.BigEndian.Uint16(table[2:])) {
		record := table[min(4+8*i, len(table)):]
		if len(record) < 8 || !f.Count(1) {
			break
		}
		platform, encoding := binary.BigEndian.Uint16(record), binary.BigEndian.Uint16(record[2:])
		at := binary.BigEndian.Uint32(record[4:])
		if unicode := platform == 0 && encoding != 5 || platform == 3 && (encoding == 1 || encoding == 10); unicode && int64(at) < int64(len(table)) {
			r.subtable(table[at:])
		}
	}
	return r.texts
}

// tableOf returns a table of a font, nil where it has none.
func tableOf(data []byte, tag string) []byte {
	if len(data) < 12 {
		return nil
	}
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		record := data[min(12+16*i, len(data)):]
		if len(record) < 16 {
			break
		}
		from, length := int64(binary.BigEndian.Uint32(record[8:])), int64(binary.BigEndian.Uint32(record[12:]))
		if string(record[:4]) == tag && from <= int64(len(data)) {
			return data[from:min(from+length, int64(len(data)))]
		}
	}
	return nil
}

type reversal struct {
	file  *object.File
	texts map[uint16]rune
}

func (r *reversal) note(glyph uint16, char rune) bool {
	if !r.file.Count(1) {
		return false
	}
	if glyph == 0 || char < ' ' || char >= 0xE000 && char <= 0xF8FF || char > 0x10FFFF {
		return true
	}
	if known, ok := r.texts[glyph]; !ok || char < known {
		r.texts[glyph] = char
	}
	return true
}

func (r *reversal) subtable(t []byte) {
	switch {
	case len(t) >= 16 && binary.BigEndian.Uint16(t) == 4:
		r.segments(t)
	case len(t) >= 16 && binary.BigEndian.Uint16(t) == 12:
		r.groups(t[16:])
	}
}

// segments reads format 4: code points of 16 bits.
func (r *reversal) segments(t []byte) {
	count := int(binary.BigEndian.Uint16(t[6:])) / 2
	ends, starts, deltas, offsets := 14, 16+2*count, 16+4*count, 16+6*count
	if len(t) < offsets+2*count {
		return
	}
	word := func(at int) int { return int(binary.BigEndian.Uint16(t[at:])) }
	for i := range count {
		offset := word(offsets + 2*i)
		for char := word(starts + 2*i); char <= word(ends+2*i) && char < 0xFFFF; char++ {
			glyph := char
			if offset != 0 {
				at := offsets + 2*i + offset + 2*(char-word(starts+2*i))
				if at+2 > len(t) {
					break
				}
				if glyph = word(at); glyph == 0 {
					continue
				}
			}
			if !r.note(uint16(glyph+word(deltas+2*i)), rune(char)) {
				return
			}
		}
	}
}

// groups reads format 12: stretches of code points.
func (r *reversal) groups(t []byte) {
	for ; len(t) >= 12; t = t[12:] {
		start, end, glyph := binary.BigEndian.Uint32(t), binary.BigEndian.Uint32(t[4:]), binary.BigEndian.Uint32(t[8:])
		for char := start; char <= end && char <= 0x10FFFF; char++ {
			if g := glyph + char - start; g > 0xFFFF || !r.note(uint16(g), rune(char)) {
				break
			}
		}
		if !r.file.Count(1) {
			return
		}
	}
}
