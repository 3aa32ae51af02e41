package svg

import (
	"context"
	"fmt"
	"strconv"

	"nianbao/converter/internal/sfnt"
)

// symbols are the glyphs that pages use, by font in the order of first use.
type symbols struct {
	fonts []*face
	last  *face
}

// face is a font in use.
type face struct {
	font   *sfnt.Font
	upem   int
	prefix string // of the names of its symbols
	used   []bool // by glyph
	blank  []bool // of the used ones, those without an outline
	glyphs []uint16
}

func newSymbols() *symbols { return &symbols{} }

// of returns the face of a font, which is added when first asked for.
func (s *symbols) of(f *sfnt.Font) *face {
	if s.last != nil && s.last.font == f {
		return s.last
	}
	for _, t := range s.fonts {
		if t.font == f {
			s.last = t
			return t
		}
	}
	t := &face{font: f, upem: f.UnitsPerEm(), prefix: prefixOf(f), used: make([]bool, f.Glyphs()), blank: make([]bool, f.Glyphs())}
	s.fonts, s.last = append(s.fonts, t), t
	return t
}

// prefixOf names a font in seven letters and digits, the first a letter, and a hyphen.
func prefixOf(f *sfnt.Font) string {
	const digits = "abcdefghijklmnopqrstuvwxyz234567"
	sum := f.Fingerprint()
	b := make([]byte, 0, 8)
	b = append(b, digits[sum%26])
	for sum /= 26; len(b) < 7; sum /= 32 {
		b = append(b, digits[sum%32])
	}
	return string(append(b, '-'))
}

// use notes that a glyph is drawn, and reports whether there is anything to draw.
func (t *face) use(glyph uint16) bool {
	if int(glyph) >= len(t.used) {
		return false
	}
	if !t.used[glyph] {
		t.used[glyph] = true
		t.blank[glyph] = !t.font.HasInk(glyph)
		if !t.blank[glyph] {
			t.glyphs = append(t.glyphs, glyph)
		}
	}
	return !t.blank[glyph]
}

// symbolBytes is about what an outline takes.
const symbolBytes = 700

// append appends the element that defines the symbols.
func (s *symbols) append(ctx context.Context, b []byte) ([]byte, error) {
	n := 0
	for _, t := range s.fonts {
		n += len(t.glyphs)
	}
	if b == nil {
		b = make([]byte, 0, 128+n*symbolBytes)
	}
	b = append(b, "<svg xmlns='"+namespace+"' width='0' height='0' aria-hidden='true'><defs>"...)
	var outline []sfnt.Point
	for _, t := range s.fonts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, g := range t.glyphs {
			var err error
			if outline, err = t.font.AppendOutline(outline[:0], g); err != nil {
				return nil, fmt.Errorf("glyph %d of %s: %w", g, t.font.Name(), err)
			}
			b = append(b, "<path id='"...)
			b = append(b, t.prefix...)
			b = strconv.AppendUint(b, uint64(g), 10)
			b = append(b, "' d='"...)
			b = appendOutline(b, outline)
			b = append(b, "'/>"...)
		}
	}
	return append(b, "</defs></svg>"...), nil
}
