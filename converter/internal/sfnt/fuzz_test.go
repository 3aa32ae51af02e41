package sfnt

import "testing"

// FuzzFont feeds damaged fonts to everything that a conversion does with one.
func FuzzFont(f *testing.F) {
	good := tinyFont(f)
	f.Add([]byte(good))
	f.Add([]byte(collection(good)))
	f.Add([]byte("OTTO"))
	f.Fuzz(func(t *testing.T, data []byte) {
		text := string(data)
		for index := range Faces(text) {
			font, err := Parse(text, index)
			if err != nil {
				continue
			}
			glyphs := []uint16{0}
			for _, r := range []rune{'0', 'A', '国', '𬭎', ' '} {
				g := font.Glyph(r)
				font.GlyphBounds(g)
				if font.HasInk(g) {
					glyphs = append(glyphs, g)
				}
			}
			subset, _, err := font.AppendSubset(nil, glyphs)
			if err != nil {
				continue
			}
			small, err := ParseProgram(string(subset), 0)
			if err != nil {
				t.Fatalf("the subset of a font that was read cannot be read: %v", err)
			}
			for i, g := range glyphs {
				want, err1 := font.Outline(g)
				got, err2 := small.Outline(uint16(i))
				if (err1 == nil) != (err2 == nil) || len(got) != len(want) {
					t.Fatalf("glyph %d: %d points, %v; in the subset %d, %v", g, len(want), err1, len(got), err2)
				}
			}
		}
	})
}
