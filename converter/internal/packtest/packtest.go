// Package packtest makes small fonts for tests of scripts whose letters join: every glyph is a rectangle, each of another
// width, and the font's rules are the ligatures that a test asks for. It imports nothing of the program, so that the tests of
// every package can use it.
package packtest

import (
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf16"
)

// Font says what a font holds.
type Font struct {
	Name   string // PostScript name
	Weight int    // 0: 400
	// Letters are the characters that have a glyph, in the order of the glyphs from 1 on: glyph i is 300+2*i units wide, of an
	// em of 1000.
	Letters string
	// Ligatures are strings of letters that have one glyph, behind those of Letters.
	Ligatures []string
	// Script is the OpenType tag under which the ligatures stand: "tibt", "arab". "": the font has no rules.
	Script string
	// Astray makes the ligatures lead to a glyph that the font does not have.
	Astray bool
	Blank  string // letters whose glyph has no ink
	Height int    // of the glyphs; 0: 700
	Gpos   string // the GPOS table; "": none
}

const upem = 1000

// Width returns the advance of glyph i.
func Width(glyph int) int { return 300 + 2*glyph }

// Data returns the font as a TrueType file.
func (f Font) Data() string {
	letters := []rune(f.Letters)
	count := 1 + len(letters) + len(f.Ligatures)
	var glyf, loca, hmtx []byte
	if f.Height == 0 {
		f.Height = 700
	}
	for i := range count {
		loca = be32(loca, len(glyf))
		hmtx = be16(hmtx, Width(i), 50)
		if i > 0 && i <= len(letters) && strings.ContainsRune(f.Blank, letters[i-1]) {
			continue
		}
		glyf = append(glyf, rectangle(50, Width(i)-50, f.Height)...)
	}
	loca = be32(loca, len(glyf))
	if f.Weight == 0 {
		f.Weight = 400
	}
	head := be16(nil, 1, 0, 0, 0, 0, 0, 0x5F0F, 0x3CF5, 0, upem)
	head = append(head, make([]byte, 16)...)
	head = be16(head, 50, 0, Width(count), f.Height, 0, 8, 2, 1, 0)
	hhea := be16(nil, 1, 0, 900, 0x10000-200, 0, Width(count), 0, 0, Width(count), 1, 0, 0, 0, 0, 0, 0, 0, count)
	maxp := be16(nil, 1, 0, count, 4, 1, 4, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0)
	os2 := be16(make([]byte, 4), f.Weight)
	os2 = append(os2, make([]byte, 90)...)
	tables := map[string][]byte{"cmap": cmap(letters), "glyf": glyf, "head": head, "hhea": hhea, "hmtx": hmtx, "loca": loca, "maxp": maxp,
		"name": name(f.Name), "OS/2": os2, "post": make([]byte, 32)}
	if f.Script != "" {
		tables["GSUB"] = f.rules(letters)
	}
	if f.Gpos != "" {
		tables["GPOS"] = []byte(f.Gpos)
	}
	return assemble(tables)
}

func be16(b []byte, values ...int) []byte {
	for _, v := range values {
		b = binary.BigEndian.AppendUint16(b, uint16(v))
	}
	return b
}

func be32(b []byte, values ...int) []byte {
	for _, v := range values {
		b = binary.BigEndian.AppendUint32(b, uint32(v))
	}
	return b
}

// rectangle is a glyph from left to right on the baseline.
func rectangle(left, right, height int) []byte {
	b := be16(nil, 1, left, 0, right, height, 3, 0)
	b = append(b, 1, 1, 1, 1) // on the curve
	b = be16(b, left, 0, right-left, 0, 0, height, 0, 0x10000-height)
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}

// cmap has a group for each character (format 12).
func cmap(letters []rune) []byte {
	type pair struct {
		char  rune
		glyph int
	}
	var pairs []pair
	for i, r := range letters {
		pairs = append(pairs, pair{r, i + 1})
	}
	slices.SortFunc(pairs, func(a, b pair) int { return int(a.char - b.char) })
	b := be32(be16(nil, 0, 1, 3, 10), 12)
	b = be32(be16(b, 12, 0), 16+12*len(pairs), 0, len(pairs))
	for _, p := range pairs {
		b = be32(b, int(p.char), int(p.char), p.glyph)
	}
	return b
}

func name(text string) []byte {
	units := utf16.Encode([]rune(text))
	b := be16(nil, 0, 1, 18, 3, 1, 0x409, 6, 2*len(units), 0)
	for _, u := range units {
		b = be16(b, int(u))
	}
	return b
}

// rules is a GSUB table with the ligatures as feature ccmp, which every script applies (OpenType, GSUB lookup type 4).
func (f Font) rules(letters []rune) []byte {
	glyph := func(r rune) int { return 1 + slices.Index(letters, r) }
	sets := map[int][][]int{} // by first glyph: the others, then the ligature
	for i, text := range f.Ligatures {
		var rest []int
		runes := []rune(text)
		for _, r := range runes[1:] {
			rest = append(rest, glyph(r))
		}
		first := glyph(runes[0])
		made := 1 + len(letters) + i
		if f.Astray {
			made += 10000
		}
		sets[first] = append(sets[first], append(rest, made))
	}
	var firsts []int
	for first := range sets {
		firsts = append(firsts, first)
	}
	slices.Sort(firsts)
	var setData []byte
	var offsets []int
	base := 6 + 2*len(firsts)
	for _, first := range firsts {
		list := sets[first]
		slices.SortStableFunc(list, func(a, b []int) int { return len(b) - len(a) }) // the longest first
		offsets = append(offsets, base+len(setData))
		var ligatures []byte
		set := be16(nil, len(list))
		for _, l := range list {
			set = be16(set, 2+2*len(list)+len(ligatures))
			ligatures = be16(ligatures, l[len(l)-1], len(l))
			ligatures = be16(ligatures, l[:len(l)-1]...)
		}
		setData = append(setData, append(set, ligatures...)...)
	}
	subtable := be16(nil, 1, base+len(setData), len(firsts))
	subtable = append(be16(subtable, offsets...), setData...)
	subtable = be16(be16(subtable, 1, len(firsts)), firsts...) // coverage

	scripts := append(be16(nil, 1), f.Script...)
	scripts = be16(scripts, 8, 4, 0, 0, 0xFFFF, 1, 0)
	features := be16(append(be16(nil, 1), "ccmp"...), 8, 0, 1, 0)
	lookups := be16(nil, 1, 4, 4, 0, 1, 8)
	b := be16(nil, 1, 0, 10, 10+len(scripts), 10+len(scripts)+len(features))
	return append(append(append(append(b, scripts...), features...), lookups...), subtable...)
}

// assemble puts the tables into a file.
func assemble(tables map[string][]byte) string {
	var tags []string
	for tag := range tables {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	b := be16(nil, 1, 0, len(tags), 0, 0, 0)
	at := len(b) + 16*len(tags)
	var body strings.Builder
	for _, tag := range tags {
		data := tables[tag]
		b = be32(append(b, tag...), 0, at, len(data))
		body.Write(data)
		body.WriteString(strings.Repeat("\x00", (4-len(data)%4)%4))
		at += len(data) + (4-len(data)%4)%4
	}
	return string(b) + body.String()
}
