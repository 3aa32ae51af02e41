package sfnt

import (
	"errors"
	"slices"
	"testing"
)

// TestAssemble: an assembled glyph draws its parts where they were put, in a subset too, and takes the room it was given.
func TestAssemble(t *testing.T) {
	source, err := Parse(tinyFont(t), 0)
	if err != nil {
		t.Fatal(err)
	}
	f := source.Extend()
	blank, err := f.Assemble(nil, 300)
	if err != nil {
		t.Fatal(err)
	}
	both, err := f.Assemble([]Part{{2, 0, 0}, {3, -250, 400}}, 777)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := f.Outline(2)
	b, _ := f.Outline(3) // composite itself
	want := slices.Clone(a)
	for _, p := range b {
		p.X, p.Y = p.X-250, p.Y+400
		want = append(want, p)
	}
	box := Box{want[0].X, want[0].Y, want[0].X, want[0].Y}
	for _, p := range want {
		box = Box{min(box.XMin, p.X), min(box.YMin, p.Y), max(box.XMax, p.X), max(box.YMax, p.Y)}
	}
	check := func(name string, f *Font, glyph uint16) {
		t.Helper()
		if got, err := f.Outline(glyph); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %d points, want %d; %v", name, len(got), len(want), err)
		}
		if got := f.Advance(glyph); got != 777 {
			t.Errorf("%s: %d wide", name, got)
		}
		if got := f.GlyphBounds(glyph); got != box {
			t.Errorf("%s: in %v, want %v", name, got, box)
		}
		if !f.HasInk(glyph) {
			t.Errorf("%s: no ink", name)
		}
		if got := f.Bounds(); got.YMax < box.YMax || got.XMin > box.XMin || got != (Box{i16(f.head, 36), i16(f.head, 38), i16(f.head, 40), i16(f.head, 42)}) {
			t.Errorf("%s: the font's box is %v", name, got)
		}
	}
	check("font", f, both)
	if f.HasInk(blank) || f.Advance(blank) != 300 {
		t.Error("a glyph of nothing is not blank")
	}
	program, count, err := f.AppendSubset(nil, []uint16{0, both, blank})
	if err != nil || count < 5 {
		t.Fatalf("%d glyphs, %v", count, err)
	}
	small, err := ParseProgram(string(program), 0)
	if err != nil {
		t.Fatal(err)
	}
	check("subset", small, 1)
	if bearing := i16(small.hmtx, 6); bearing != box.XMin {
		t.Errorf("its left side bearing is %d, want %d", bearing, box.XMin)
	}
	for what, at := range map[string]int{"points": 10, "contours": 12, "components": 28} {
		if least := map[string]int{"points": len(want), "contours": 3, "components": 2}[what]; int(u16(small.maxp, at)) < least {
			t.Errorf("maxp has %d %s", u16(small.maxp, at), what)
		}
	}
	if before := u16(source.maxp, 30); u16(small.maxp, 30) != before+1 {
		t.Errorf("maxp has a depth of %d, before %d", u16(small.maxp, 30), before)
	}
	n := NewNumbering(f)
	n.Number(0x110000, both)
	bold, err := n.Embolden(30)
	if err != nil {
		t.Fatal(err)
	}
	if outline, err := bold.Font.Outline(1); err != nil || len(outline) != len(want) {
		t.Errorf("bold: %d points, %v", len(outline), err)
	}
	if source.count() != source.glyphs || source.maxp == f.maxp {
		t.Error("the shared font was changed")
	}
	if data, err := n.AppendStandalone(nil); err != nil {
		t.Error(err)
	} else if alone, err := Parse(string(data), 0); err != nil || alone.Glyph(0xFFFD) != 0 {
		t.Errorf("as a file of its own: %v", err)
	}
	for name, parts := range map[string][]Part{"no such glyph": {{99, 0, 0}}, "too far": {{2, 32767, 0}}} {
		if _, err := f.Assemble(parts, 1); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := f.Assemble([]Part{{2, 0, 0}}, -1); !errors.Is(err, ErrDamaged) {
		t.Errorf("a width below nothing: %v", err)
	}
}
