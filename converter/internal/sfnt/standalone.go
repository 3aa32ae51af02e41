package sfnt

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf16"
)

// addedTables are what a font that stands for itself needs beside the tables of a subset for PDF (OpenType 1.9, Required
// tables).
var addedTables = [...]string{"OS/2", "cmap", "name", "post"}

// AppendStandalone appends to dst a font as a file of its own: the subset of [Font.AppendSubset] under the numbers of n,
// with the characters they stand for in a cmap, a name and the metrics that systems ask for before they open a font.
// PDF brings all that in objects around the program; other formats embed a font file, and there are programs that take
// glyphs from its cmap whatever the page says. A character with two glyphs has its first one there.
func (n *Numbering) AppendStandalone(dst []byte) ([]byte, error) {
	// The directory grows to the front, so that the tables stay where they are written.
	start, room := len(dst), 16*len(addedTables)
	dst = append(dst, make([]byte, room)...)
	dst, _, err := n.Font.AppendSubset(dst, n.Glyphs)
	if err != nil {
		return dst[:start], err
	}
	type record struct {
		tag                      string
		checksum, offset, length uint32
	}
	var records []record
	old := string(dst[start+room:])
	for i := range int(u16(old, 4)) {
		at := 12 + 16*i
		records = append(records, record{old[at : at+4], u32(old, at+4), u32(old, at+8) + uint32(room), u32(old, at+12)})
	}
	mapped := n.mapped()
	for _, tag := range addedTables {
		at := len(dst)
		switch tag {
		case "OS/2":
			dst = n.appendOS2(dst, mapped)
		case "cmap":
			dst = appendCmap(dst, mapped)
		case "name":
			dst = appendNames(dst, n.Tag()+"+"+n.Font.Name())
		case "post":
			dst = n.Font.appendPost(dst)
		}
		length := len(dst) - at
		for (len(dst)-start)%4 != 0 {
			dst = append(dst, 0)
		}
		records = append(records, record{tag, checksum(dst[at:]), uint32(at - start), uint32(length)})
	}
	slices.SortFunc(records, func(a, b record) int { return cmp.Compare(a.tag, b.tag) })
	tags := make([]string, len(records))
	for i, r := range records {
		tags[i] = r.tag
	}
	appendDirectory(dst[:start], tags)
	sum, head := uint32(0), 0
	for i, r := range records {
		entry := dst[start+12+16*i:]
		put32(entry[4:], r.checksum)
		put32(entry[8:], r.offset)
		put32(entry[12:], r.length)
		sum += r.checksum
		if r.tag == "head" {
			head = start + int(r.offset)
		}
	}
	sum += checksum(dst[start : start+12+16*len(records)])
	put32(dst[head+8:], 0xB1B0AFBA-sum) // checkSumAdjustment, counted as 0 in the table's own checksum
	return dst, nil
}

// mapping is a character and the number of its glyph.
type mapping struct {
	char   rune
	number uint16
}

// mapped returns the characters in their order, each once; numbers beyond Unicode, which stand for several, are left out.
func (n *Numbering) mapped() []mapping {
	list := make([]mapping, 0, len(n.Chars))
	for i := 1; i < len(n.Chars); i++ {
		if n.Chars[i] <= unicode.MaxRune {
			list = append(list, mapping{n.Chars[i], uint16(i)})
		}
	}
	slices.SortFunc(list, func(a, b mapping) int { return cmp.Or(cmp.Compare(a.char, b.char), cmp.Compare(a.number, b.number)) })
	return slices.CompactFunc(list, func(a, b mapping) bool { return a.char == b.char })
}

// appendCmap writes the map from characters to glyphs: format 12 holds all of them, format 4 those up to U+FFFF for
// programs that know nothing else, where they fit into its 64 KB.
func appendCmap(b []byte, list []mapping) []byte {
	start := len(b)
	plane, _ := slices.BinarySearchFunc(list, rune(0xFFFF), func(m mapping, r rune) int { return cmp.Compare(m.char, r) }) // U+FFFF ends the table
	four := appendFormat4(nil, list[:plane])
	b = append16(b, 0)
	if four == nil {
		b = append16(b, 1)
	} else {
		b = append16(b, 2)
		b = append32(append16(append16(b, 3), 1), 4+2*8)
	}
	b = append16(append16(b, 3), 10)
	at := len(b) + 4 + len(four)
	b = append32(b, uint32(at-start))
	b = append(b, four...)
	return appendFormat12(b, list)
}

// stretches yields the runs of neighbouring characters; glyphs says whether their numbers must be neighbours too.
func stretches(list []mapping, glyphs bool, yield func(stretch []mapping)) {
	for from := 0; from < len(list); {
		to := from + 1
		for to < len(list) && list[to].char == list[to-1].char+1 && (!glyphs || list[to].number == list[to-1].number+1) {
			to++
		}
		yield(list[from:to])
		from = to
	}
}

// appendFormat4 returns nil where the table would be too long for its 16-bit length.
func appendFormat4(b []byte, list []mapping) []byte {
	segments := 1
	stretches(list, false, func([]mapping) { segments++ })
	length := 16 + 8*segments + 2*len(list)
	if length > 0xFFFF {
		return nil
	}
	power, log := 1, 0
	for 2*power <= segments {
		power, log = 2*power, log+1
	}
	for _, v := range []int{4, length, 0, 2 * segments, 2 * power, log, 2 * (segments - power)} {
		b = append16(b, v)
	}
	stretches(list, false, func(s []mapping) { b = append16(b, int(s[len(s)-1].char)) })
	b = append16(append16(b, 0xFFFF), 0)
	stretches(list, false, func(s []mapping) { b = append16(b, int(s[0].char)) })
	b = append16(b, 0xFFFF)
	for range segments - 1 {
		b = append16(b, 0)
	}
	b = append16(b, 1) // the last segment maps U+FFFF to glyph 0
	segment, glyph := 0, 0
	stretches(list, false, func(s []mapping) {
		b = append16(b, 2*(segments-segment)+2*glyph)
		segment, glyph = segment+1, glyph+len(s)
	})
	b = append16(b, 0)
	for _, m := range list {
		b = append16(b, int(m.number))
	}
	return b
}

func appendFormat12(b []byte, list []mapping) []byte {
	groups := 0
	stretches(list, true, func([]mapping) { groups++ })
	b = append16(append16(b, 12), 0)
	b = append32(append32(append32(b, uint32(16+12*groups)), 0), uint32(groups))
	stretches(list, true, func(s []mapping) {
		b = append32(append32(append32(b, uint32(s[0].char)), uint32(s[len(s)-1].char)), uint32(s[0].number))
	})
	return b
}

// appendNames writes family, style, identifier, full and PostScript name, for Windows in English.
func appendNames(b []byte, name string) []byte {
	texts := []struct {
		id   int
		text string
	}{{1, name}, {2, "Regular"}, {3, name}, {4, name}, {6, name}}
	b = append16(append16(append16(b, 0), len(texts)), 6+12*len(texts))
	offset := 0
	for _, t := range texts {
		for _, v := range []int{3, 1, 0x409, t.id, 2 * len(t.text), offset} {
			b = append16(b, v)
		}
		offset += 2 * len(t.text)
	}
	for _, t := range texts {
		for _, u := range utf16.Encode([]rune(t.text)) { // ASCII
			b = append16(b, int(u))
		}
	}
	return b
}

// appendOS2 writes version 4 of the table; what a subset for display need not say is 0.
func (n *Numbering) appendOS2(b []byte, list []mapping) []byte {
	f := n.Font
	start := len(b)
	b = append(b, make([]byte, 96)...)
	t := b[start:]
	first, last := 0, 0
	if len(list) > 0 {
		first, last = int(min(list[0].char, 0xFFFF)), int(min(list[len(list)-1].char, 0xFFFF))
	}
	for at, v := range map[int]int{0: 4, 2: f.upem, 4: f.weight, 6: 5, 8: int(f.embedding), 62: 0x40, 64: first, 66: last,
		68: f.ascent, 70: f.descent, 72: f.LineGap(), 74: max(f.ascent, f.box.YMax), 76: max(-f.descent, -f.box.YMin), 92: ' '} {
		put16(t[at:], v)
	}
	put32(t[46:], 1<<(59-32)) // CJK unified ideographs
	put32(t[78:], 1<<18)      // code page of simplified Chinese
	copy(t[58:], "NONE")
	return b
}

// appendPost writes version 3, which names no glyphs.
func (f *Font) appendPost(b []byte) []byte {
	start := len(b)
	b = append(b, make([]byte, 32)...)
	t := b[start:]
	put32(t, 0x00030000)
	if f.italic {
		put16(t[4:], -12)
	}
	put16(t[8:], -f.upem/10)
	put16(t[10:], f.upem/20)
	if f.fixed {
		put32(t[12:], 1)
	}
	return b
}
