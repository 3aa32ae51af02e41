package sfnt

import (
	"slices"
	"strings"
	"testing"
)

func contour(xy ...int) []Point {
	var points []Point
	for i := 0; i < len(xy); i += 2 {
		points = append(points, Point{X: xy[i], Y: xy[i+1], On: true})
	}
	points[len(points)-1].Last = true
	return points
}

// TestEmbolden: edges move outwards by the same, whichever way the contours turn, holes become smaller, and what is smaller
// than the step does not turn inside out.
func TestEmbolden(t *testing.T) {
	for name, test := range map[string]struct{ from, want []Point }{
		"square, clockwise":        {contour(0, 0, 0, 100, 100, 100, 100, 0), contour(-10, -10, -10, 110, 110, 110, 110, -10)},
		"square, counterclockwise": {contour(0, 0, 100, 0, 100, 100, 0, 100), contour(-10, -10, 110, -10, 110, 110, -10, 110)},
		"square with a hole": {append(contour(0, 0, 0, 100, 100, 100, 100, 0), contour(30, 30, 70, 30, 70, 70, 30, 70)...),
			append(contour(-10, -10, -10, 110, 110, 110, 110, -10), contour(40, 40, 60, 40, 60, 60, 40, 60)...)},
		"points in one place":   {contour(0, 0, 0, 0, 0, 100, 100, 100, 100, 100, 100, 0), contour(-10, -10, -10, -10, -10, 110, 110, 110, 110, 110, 110, -10)},
		"one point":             {contour(5, 5), contour(5, 5)},
		"a line there and back": {contour(0, 0, 100, 0), contour(0, 0, 100, 0)},
	} {
		got := slices.Clone(test.from)
		embolden(got, 10)
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
	tiny := append(contour(0, 0, 0, 100, 100, 100, 100, 0), contour(48, 48, 52, 48, 52, 52, 48, 52)...)
	embolden(tiny, 10)
	if hole := tiny[4:]; hole[1].X < hole[0].X-8 || hole[1].X > hole[0].X+8 {
		t.Errorf("a hole of 4 became %v", hole)
	}
}

// TestEmboldenedFont: glyph i is glyph i of the numbering with the same points, none moved further than a sharp corner lets
// it, more ink and the same advance; and it reads back as a font.
func TestEmboldenedFont(t *testing.T) {
	for _, role := range []string{"fangsong", "song", "kaiti", "heiti", "xiaobiaosong"} {
		hinted := *Embedded().Chain(role).Main()
		hinted.fpgm, hinted.prep, hinted.cvt = "1234", "1234", "1234"
		f := &hinted
		n := NewNumbering(f)
		for _, r := range "国务院办公厅，2023年（一）Ab fi𬭎" {
			n.Number(r, f.Glyph(r))
		}
		bold, err := n.Embolden(30)
		if err != nil {
			t.Fatal(role, err)
		}
		data, err := bold.AppendStandalone(nil)
		if err != nil {
			t.Fatal(role, err)
		}
		checkSums(t, string(data))
		made, err := Parse(string(data), 0)
		if err != nil {
			t.Fatal(role, err)
		}
		if made.fpgm+made.prep+made.cvt != "" || made.Weight() < 700 || !strings.HasSuffix(made.Name(), "-Bold") {
			t.Errorf("%s: %s of weight %d, %d bytes of hints", role, made.Name(), made.Weight(), len(made.fpgm))
		}
		half, most := f.UnitsPerEm()/60, 0
		for i, r := range n.Chars[1:] {
			number := uint16(i + 1)
			a, err1 := f.Outline(n.Glyphs[number])
			b, err2 := made.Outline(number)
			if err1 != nil || err2 != nil || len(a) != len(b) || made.Glyph(r) != number || made.Advance(number) != f.Advance(n.Glyphs[number]) {
				t.Fatalf("%s: %c: %v, %v, %d points of %d", role, r, err1, err2, len(b), len(a))
			}
			most = max(most, len(b))
			box := made.GlyphBounds(number)
			if i16(made.hmtx, 4*int(number)+2) != box.XMin || box.XMax > made.Bounds().XMax || box.YMin < made.Bounds().YMin {
				t.Errorf("%s: the font states other measures than %c has", role, r)
			}
			for k := range a {
				dx, dy := b[k].X-a[k].X, b[k].Y-a[k].Y
				if a[k].On != b[k].On || a[k].Last != b[k].Last || dx*dx+dy*dy > 25*25*half*half {
					t.Fatalf("%s: %c: point %d moved by %d,%d", role, r, k, dx, dy)
				}
			}
			if x, y := area(a), area(b); len(a) > 0 && y <= x || len(a) == 0 && y != 0 {
				t.Errorf("%s: %c has %d ink, had %d", role, r, y, x)
			}
			if len(a) > 0 && box == f.GlyphBounds(n.Glyphs[number]) {
				t.Errorf("%s: %c has the bounds it had", role, r)
			}
		}
		if got := int(u16(made.maxp, 6)); got < most || got > 2*most { // .notdef counts too
			t.Errorf("%s: the font announces %d points, the largest glyph has %d", role, got, most)
		}
	}
}

func area(points []Point) int {
	sum := 0
	for from := 0; from < len(points); {
		to := contourEnd(points, from)
		for i := from; i < to; i++ {
			p, q := points[i], points[following(i, from, to)]
			sum += p.X*q.Y - q.X*p.Y
		}
		from = to
	}
	return max(sum, -sum)
}
