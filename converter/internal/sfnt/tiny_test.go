package sfnt

import (
	"slices"
	"testing"
	"unicode/utf16"
)

// tinyFont builds a whole font, cmap included, of the glyphs of a few characters, so that tests and the fuzzer have
// small honest files to start from. 国 is made composite: a reference to a second copy of its outline.
func tinyFont(t testing.TB) string {
	t.Helper()
	source := Embedded().Chain("song").Main()
	subset, _, err := source.AppendSubset(nil, []uint16{0, source.Glyph('0'), source.Glyph('A'), source.Glyph('国'), source.Glyph('国'), source.Glyph('国')})
	if err != nil {
		t.Fatal(err)
	}
	f, err := ParseProgram(string(subset), 0)
	if err != nil {
		t.Fatal(err)
	}
	var glyf []byte
	loca := append16(nil, 0)
	for i := range f.glyphs {
		record := []byte(f.record(uint16(i)))
		if i == 3 { // composite of glyph 4 with an offset of (10, 20) and glyph 5 at half size
			record = append([]byte{0xFF, 0xFF}, record[2:10]...)
			record = append(record, 0, argsAreXY|moreFollow, 0, 4, 10, 20)
			record = append(record, 0, argsAreXY|haveScale, 0, 5, 0, 0, 0x20, 0x00)
		}
		glyf = append(glyf, record...)
		if len(glyf)%2 != 0 {
			glyf = append(glyf, 0)
		}
		loca = append16(loca, len(glyf)/2)
	}
	return assemble(map[string][]byte{
		"cmap": tinyCmap(), "glyf": glyf, "head": []byte(f.head), "hhea": []byte(f.hhea), "hmtx": []byte(f.hmtx),
		"loca": loca, "maxp": []byte(f.maxp), "name": tinyName("Tiny-Regular", "小仿宋"),
		"OS/2": make([]byte, 96), "post": make([]byte, 32),
	})
}

func assemble(tables map[string][]byte) string {
	var tags []string
	for tag := range tables {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	out := appendDirectory(nil, tags)
	for i, tag := range tags {
		put32(out[12+16*i+8:], uint32(len(out)))
		put32(out[12+16*i+12:], uint32(len(tables[tag])))
		out = pad(append(out, tables[tag]...))
	}
	return string(out)
}

// tinyCmap maps 0, A and 国 in format 4 and again in format 12.
func tinyCmap() []byte {
	format4 := []byte{0, 4, 0, 48, 0, 0, 0, 8, 0, 8, 0, 2, 0, 0}
	for _, v := range []int{'0', 'A', '国', 0xFFFF, 0, '0', 'A', '国', 0xFFFF, 1 - '0', 2 - 'A', 3 - '国', 1, 0, 0, 0, 0} {
		format4 = append16(format4, v)
	}
	format12 := []byte{0, 12, 0, 0, 0, 0, 0, 52, 0, 0, 0, 0, 0, 0, 0, 3}
	for _, g := range [][3]uint32{{'0', '0', 1}, {'A', 'A', 2}, {'国', '国', 3}} {
		for _, v := range g {
			format12 = append32(format12, v)
		}
	}
	b := []byte{0, 0, 0, 2, 0, 3, 0, 1, 0, 0, 0, 20, 0, 3, 0, 10}
	b = append32(b, uint32(20+len(format4)))
	return append(append(b, format4...), format12...)
}

func tinyName(postScript, family string) []byte {
	encode := func(s string) []byte {
		var b []byte
		for _, u := range utf16.Encode([]rune(s)) {
			b = append16(b, int(u))
		}
		return b
	}
	a, c := encode(postScript), encode(family)
	b := []byte{0, 0, 0, 2, 0, 30, 0, 3, 0, 1, 4, 9, 0, 6}
	b = append16(append16(b, len(a)), 0)
	b = append(b, 0, 3, 0, 1, 8, 4, 0, 1)
	b = append16(append16(b, len(c)), len(a))
	return append(append(b, a...), c...)
}

func TestTinyFont(t *testing.T) {
	data := tinyFont(t)
	f, err := Parse(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	if f.Name() != "Tiny-Regular" || !slices.Contains(f.Names(), "小仿宋") {
		t.Errorf("names %q, %q", f.Name(), f.Names())
	}
	four := *f
	four.cmap = cmap{}
	if err := four.cmap.choose(string(tinyCmap()[:70])); err != nil || four.cmap.format != 4 {
		t.Fatalf("format 4: %v", err)
	}
	for _, font := range []*Font{f, &four} {
		for r, want := range map[rune]uint16{'0': 1, 'A': 2, '国': 3, 'B': 0, '/': 0, 0xFFFF: 0, 0x20000: 0, -5: 0} {
			if got := font.Glyph(r); got != want {
				t.Errorf("format %d: glyph of U+%04X is %d, want %d", font.cmap.format, r, got, want)
			}
		}
	}
}

// TestCompositeGlyphs: components are placed and scaled, and a subset that asks for the composite alone brings its
// components along under new numbers.
func TestCompositeGlyphs(t *testing.T) {
	f, err := Parse(tinyFont(t), 0)
	if err != nil {
		t.Fatal(err)
	}
	whole, _ := f.Outline(3)
	part, _ := f.Outline(4)
	if len(whole) != 2*len(part) || len(part) == 0 {
		t.Fatalf("%d points, parts of %d", len(whole), len(part))
	}
	for i, p := range part {
		if whole[i].X != p.X+10 || whole[i].Y != p.Y+20 {
			t.Fatalf("point %d is at %v, want %v moved by 10, 20", i, whole[i], p)
		}
		half := whole[len(part)+i]
		if d := 2*half.X - p.X; d < -1 || d > 1 {
			t.Fatalf("point %d of the half-size part is at %v", i, half)
		}
	}
	compareSubset(t, f, []uint16{0, 3})
	compareSubset(t, f, []uint16{0, 3, 4, 3, 1})
	if !f.HasInk(3) || f.HasInk(9) {
		t.Error("ink is seen wrongly")
	}
}

// TestCompositeLoops: a glyph that is made of itself is an error, not an endless descent.
func TestCompositeLoops(t *testing.T) {
	f, err := Parse(tinyFont(t), 0)
	if err != nil {
		t.Fatal(err)
	}
	loop := *f
	glyf := []byte(f.glyf)
	start := 2 * int(u16(f.loca, 6))
	glyf[start+13], glyf[start+21] = 3, 3 // both components of glyph 3 are glyph 3
	loop.glyf = string(glyf)
	if points, err := loop.Outline(3); err == nil {
		t.Errorf("got %d points", len(points))
	}
	if loop.HasInk(3) {
		t.Error("a glyph made of itself has ink")
	}
	if _, _, err := loop.AppendSubset(nil, []uint16{0, 3}); err != nil {
		t.Errorf("the subset of it: %v", err) // it is copied as it is: nothing to follow twice
	}
}
