package worddoc_test

import (
	"bytes"
	"testing"
	"unicode/utf16"

	"nianbao/converter/internal/seeded"
	"nianbao/converter/internal/wordml/wordtest"
)

// fontNames makes a table of fonts (SttbfFfn, [MS-DOC] 2.9.286).
func fontNames(names ...string) []byte {
	b := []byte{byte(len(names)), 0, 0, 0}
	for _, name := range names {
		font := make([]byte, 39)
		for _, u := range utf16.Encode([]rune(name + "\x00")) {
			font = le.AppendUint16(font, u)
		}
		b = append(append(b, byte(len(font))), font...)
	}
	return b
}

// clx makes a table of pieces: modifiers, the first characters, the places of the bytes and what modifies them.
func clx(modifiers [][]byte, starts []int, offsets []uint32, prms []uint16) []byte {
	var b []byte
	for _, m := range modifiers {
		b = append(le.AppendUint16(append(b, 1), uint16(len(m))), m...)
	}
	table := positions(starts...)
	for i, fc := range offsets {
		prm := uint16(0)
		if i < len(prms) {
			prm = prms[i]
		}
		table = le.AppendUint16(le.AppendUint32(append(table, 0, 0), fc), prm)
	}
	return append(le.AppendUint32(append(b, 2), uint32(len(table))), table...)
}

// everything is a file in which each table that is read has something in it.
func everything() made {
	special := sprm(0x0855, 1)
	list, uses := listParts()
	huge := row([]int{0, 1000, 2000}, 0x60, 0)
	m := made{
		data: append(le.AppendUint16(nil, uint16(len(huge))), huge...),
		pars: []par{
			{style: 1, runs: []text{{"Head", nil}, {"line\r", sprm(0x0835, 0x81)}}},
			{runs: []text{{"a", sprm(0x4A30, 2, 0)}, {"\x13", special}, {"PAGE", nil}, {"\x14", special}, {"1", nil}, {"\x15", special}, {"\x01\x02\x05", special}, {"\x08", special}, {"\r", nil}},
				props: append(append(append(sprm(0x460B, 2, 0), sprm(0x260A, 1)...), sprm(0xC615, 255, 1, 0, 0, 0, 0, 1, 0, 0, 0)...), sprm(0xC60D, 0)...)},
			{runs: []text{{"(", append(bytes.Clone(special), sprm(0x6A09, 1, 0, 0xFE, 0xF0)...)}, {"\r", nil}}},
			cellOf("a"), cellOf("1"), endOf(sprm(0x6646, 0, 0, 0, 0)),
			cellOf(""), cellOf("2"), endOf(bytes.Join([][]byte{row([]int{0, 1000, 2000}, 0x20, 0), sprm(0xD62B, 2, 0, 1), sprm(0x7623, 0, 1, 0xE8, 3), sprm(0x9601, 0, 0), sprm(0x5624, 0, 2), sprm(0x5625, 0, 2), sprm(0x7621, 1, 1, 0xE8, 3), sprm(0x5622, 1, 2)}, nil)),
			plain("end"),
			plain("head"), plain("foot"), plain("box"), plain(""),
		},
		parts: map[int][]byte{1: sheet(), 15: fontNames("Wingdings", "Wingdings\x00Songti"), 73: list, 74: uses},
	}
	n := 0
	for _, p := range m.pars {
		for _, r := range p.runs {
			n += len(utf16.Encode([]rune(r.chars)))
		}
	}
	m.counts = [8]int{mainOf: n - 15, headersOf: 10, boxesOf: 5}
	m.parts[11] = positions(0, 0, 0, 0, 0, 0, 0, 0, 5, 5, 10, 10)
	anchor := bytes.IndexByte([]byte(flatText(m)), 8)
	m.parts[40] = append(positions(anchor, n), append([]byte{9, 0, 0, 0}, make([]byte, 22)...)...)
	m.parts[56] = append(positions(0, 4, 5), slot(9, 0)...)
	const begin = 0x800
	m.parts[33] = clx([][]byte{sprm(0x0835, 1), sprm(0x0837, 0)}, []int{0, 4, 6, n}, []uint32{begin, begin + 8, begin + 12}, []uint16{1, 0x55<<1 | 1<<8, 0})
	return m
}

// The parts of the text, by their place among the counts of the head.
const (
	mainOf    = 0
	headersOf = 2
	boxesOf   = 6
)

func flatText(m made) string {
	var b bytes.Buffer
	for _, p := range m.pars {
		for _, r := range p.runs {
			b.WriteString(r.chars)
		}
	}
	return b.String()
}

func TestEverything(t *testing.T) {
	doc, found := read(everything().bytes())
	wordtest.Sound(t, doc, found)
	want := "1:*Headli*ne\n五.1 1\nbox\n☑\n|2×1 a|1|\n|2|\nend\n"
	if got := wordtest.Dump(doc); got != want {
		t.Errorf("got\n%s%v", got, found)
	}
}

// TestDamagedBytes: whatever a byte of a file is changed to, the file is read or refused. Bytes far from any that says something stay
// as they are.
func TestDamagedBytes(t *testing.T) {
	data := everything().bytes()
	said := make([]bool, len(data))
	last := -100
	for i, c := range data {
		if c != 0 && c != 255 {
			last = i
		}
		said[i] = i-last < 6
	}
	changed := 0
	for i := range data {
		if !said[i] {
			continue
		}
		was := data[i]
		for k, c := range []byte{0, 0x7F, 0xFF, was + 1} {
			if c != was && (i+k)%seeded.Part(1, 4) == 0 {
				data[i] = c
				doc, found := read(data)
				wordtest.Sound(t, doc, found)
				changed++
			}
		}
		data[i] = was
	}
	if changed < seeded.Part(3000, 700) {
		t.Errorf("only %d changes", changed)
	}
}

// TestCutParts: the same wherever a table is cut off.
func TestCutParts(t *testing.T) {
	whole := everything()
	for index, part := range whole.parts {
		for n := range part {
			m := everything()
			m.parts[index] = part[:n]
			doc, found := read(m.bytes())
			wordtest.Sound(t, doc, found)
		}
	}
	data := whole.bytes()
	for n := 0; n < len(data); n += 61 {
		doc, found := read(data[:n])
		wordtest.Sound(t, doc, found)
	}
}
