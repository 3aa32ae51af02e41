package sfnt

import (
	"slices"
	"testing"
)

// TestStandalone: a subset as a file of its own is a font like any other: every character leads through the cmap to the
// outline that it has in the source, beyond U+FFFF and in the private use area too, and the checksums are right.
func TestStandalone(t *testing.T) {
	for role, chars := range map[string][]rune{
		"fangsong": []rune("国务院办公厅，2023年（一）Ab fi"), "song": []rune("甲乙丙丁1234567890"), "kaiti": {}, "heiti": []rune("一"),
		"xiaobiaosong": []rune("示例市人民政府"),
	} {
		licensed := *Embedded().Chain(role).Main()
		licensed.embedding = 8 // editable embedding
		f := &licensed
		n := NewNumbering(f)
		for _, r := range chars {
			n.Number(r, f.Glyph(r))
		}
		// Characters that share a glyph, and one with a second glyph, which no cmap can say.
		shared := f.Glyph('国')
		for _, r := range []rune{0xE000, 0xFFFF, 0x20BB7, 0x20BB8, 0x10FFFF} {
			n.Number(r, shared)
		}
		n.Number(0xE000, f.Glyph('一'))
		data, err := n.AppendStandalone([]byte("before"))
		if err != nil || string(data[:6]) != "before" {
			t.Fatal(role, err)
		}
		program := string(data[6:])
		made, err := Parse(program, 0)
		if err != nil {
			t.Fatal(role, err)
		}
		for i, r := range n.Chars[1:] {
			want := uint16(i + 1)
			if got := made.Glyph(r); got != want && i != len(n.Chars)-2 {
				t.Errorf("%s: %U leads to glyph %d, want %d", role, r, got, want)
			}
			a, err1 := f.Outline(n.Glyphs[want])
			b, err2 := made.Outline(want)
			if err1 != nil || err2 != nil || !slices.Equal(a, b) || f.Advance(n.Glyphs[want]) != made.Advance(want) {
				t.Errorf("%s: %U is drawn otherwise (%v, %v)", role, r, err1, err2)
			}
		}
		if made.Glyph('X') != 0 || made.Glyph(0x20BB9) != 0 {
			t.Errorf("%s: a character that is not there has a glyph", role)
		}
		if made.Weight() != f.Weight() || made.Italic() != f.Italic() || made.FixedPitch() != f.FixedPitch() ||
			made.Name() != n.Tag()+f.Name() || made.Ascent() != f.Ascent() || made.embedding != f.embedding {
			t.Errorf("%s: %s says other things of itself", role, made.Name())
		}
		if os2 := tableOf(program, "OS/2"); u32(os2, 78)&(1<<18) == 0 || u32(os2, 46)&(1<<27) == 0 || int(u16(os2, 68)) != f.Ascent() {
			t.Errorf("%s: OS/2 says nothing of Chinese", role)
		}
		checkSums(t, program)
	}
}

func tableOf(program, tag string) string {
	for i := range int(u16(program, 4)) {
		if at := 12 + 16*i; program[at:at+4] == tag {
			return sub(program, int(u32(program, at+8)), int(u32(program, at+12)))
		}
	}
	return ""
}

// TestNumbering: a character has one number for each glyph that draws it, and two characters have two though they share a
// glyph; where numbers end, .notdef stands for the rest.
func TestNumbering(t *testing.T) {
	n := NewNumbering(Embedded().Chain("song").Main())
	for range 2 {
		for i, c := range []charGlyph{{'甲', 7}, {'乙', 7}, {'甲', 8}, {'甲', 9}, {'丙', 8}} {
			if got := n.Number(c.char, c.glyph); int(got) != i+1 {
				t.Errorf("%c drawn by %d is number %d, want %d", c.char, c.glyph, got, i+1)
			}
		}
	}
	if tag := n.Tag(); len(tag) != 6 || NewNumbering(n.Font).Tag() == tag {
		t.Errorf("the tag is %s", tag)
	}
	for r := rune(0x10000); r < 0x20000; r++ {
		n.Number(r, 1)
	}
	if got := n.Number(0x20000, 1); got != 0 || len(n.Glyphs) != 0xFFFF {
		t.Errorf("%d glyphs, and then number %d", len(n.Glyphs), got)
	}
}

// checkSums adds up every table and the file, as OpenType 1.9 (Calculating Checksums) says.
func checkSums(t *testing.T, program string) {
	t.Helper()
	last := ""
	for i := range int(u16(program, 4)) {
		at := 12 + 16*i
		tag, offset, length := program[at:at+4], int(u32(program, at+8)), int(u32(program, at+12))
		if tag <= last || offset%4 != 0 {
			t.Errorf("the table %s is not where it belongs", tag)
		}
		last = tag
		table := []byte(sub(program, offset, (length+3)/4*4))
		if tag == "head" {
			put32(table[8:], 0)
		}
		if checksum(table) != u32(program, at+4) {
			t.Errorf("the checksum of %s is wrong", tag)
		}
	}
	if checksum([]byte(program)) != 0xB1B0AFBA {
		t.Error("the checksum of the file is wrong")
	}
}

// TestStandaloneOfManyCharacters: where format 4 would not fit into its length, format 12 is there alone.
func TestStandaloneOfManyCharacters(t *testing.T) {
	f := Embedded().Chain("song").Main()
	n := NewNumbering(f)
	for r := rune(0x4E00); r < 0x4E00+2*9000; r += 2 {
		n.Number(r, 0)
	}
	data, err := n.AppendStandalone(nil)
	if err != nil {
		t.Fatal(err)
	}
	made, err := Parse(string(data), 0)
	if err != nil || made.cmap.format != 12 || made.Glyph(0x4E00+2*8999) != 9000 || made.Glyph(0x4E01) != 0 {
		t.Errorf("%v, %+v", err, made.cmap.format)
	}
	if appendFormat4(nil, n.mapped()) != nil {
		t.Error("format 4 was written with a length that it cannot say")
	}
}

// TestFormat4 looks the characters up in a table that has format 4 alone, as old programs do.
func TestFormat4(t *testing.T) {
	list := []mapping{{'A', 7}, {'B', 3}, {'D', 4}, {0x4E00, 1}, {0xE000, 2}, {0xFFFD, 9}}
	c := cmap{string(appendFormat4(nil, list)), 4, 0}
	c.count = int(u16(c.table, 6)) / 2
	for _, m := range list {
		if got := c.lookup4(int(m.char)); got != m.number {
			t.Errorf("%U: glyph %d, want %d", m.char, got, m.number)
		}
	}
	for _, r := range []int{'C', '@', 0x4E01, 0xFFFE, 0xFFFF} {
		if got := c.lookup4(r); got != 0 {
			t.Errorf("%U: glyph %d", r, got)
		}
	}
}
