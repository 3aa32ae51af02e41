package main

import (
	"bytes"
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"nianbao/converter/internal/sfnt"
	"nianbao/fonts"
)

const text = "政信公年，《08bgQ"

// small returns a font of some characters of an embedded face.
func small(t testing.TB, name, text string) string {
	t.Helper()
	data, ok := fonts.Read(name)
	if !ok {
		t.Fatalf("%s is not in this build", name)
	}
	f, err := sfnt.Parse(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	n := sfnt.NewNumbering(f)
	for _, r := range text {
		n.Number(r, f.Glyph(r))
	}
	out, err := n.AppendStandalone(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// flat returns a contour as a closed line of many points.
func flat(contour []sfnt.Point) []vector {
	var out []vector
	at := func(i int) (vector, bool) {
		p := contour[(i+len(contour))%len(contour)]
		return vector{float64(p.X), float64(p.Y)}, p.On
	}
	for i := range contour {
		v, on := at(i)
		if on {
			out = append(out, v)
			continue
		}
		a, before := at(i - 1)
		if !before {
			a = a.between(v)
		}
		c, after := at(i + 1)
		if !after {
			c = c.between(v)
		}
		for k := 0.0; k <= 32; k++ {
			s := k / 32
			out = append(out, vector{
				a.x*(1-s)*(1-s) + 2*v.x*s*(1-s) + c.x*s*s,
				a.y*(1-s)*(1-s) + 2*v.y*s*(1-s) + c.y*s*s,
			})
		}
	}
	return append(out, out[0])
}

// farthest returns how far a point of one line is from the other at most.
func farthest(a, b []vector) float64 {
	worst := 0.0
	for i := 1; i < len(a); i++ {
		steps := int(a[i].distance(a[i-1])/3) + 1
		for k := range steps {
			p := a[i-1].plus(a[i].minus(a[i-1]).times(float64(k) / float64(steps)))
			best := math.Inf(1)
			for j := 1; j < len(b); j++ {
				best = min(best, toSegment(p, b[j-1], b[j]))
			}
			worst = max(worst, best)
		}
	}
	return worst
}

// ink returns what contours span: left, bottom, right, top.
func ink(contours [][]sfnt.Point) [4]float64 {
	out := [4]float64{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, c := range contours {
		for _, p := range flat(c) {
			out = [4]float64{min(out[0], p.x), min(out[1], p.y), max(out[2], p.x), max(out[3], p.y)}
		}
	}
	return out
}

func contoursOf(points []sfnt.Point) [][]sfnt.Point {
	var out [][]sfnt.Point
	begin := 0
	for i := range points {
		if points[i].Last {
			out = append(out, points[begin:i+1])
			begin = i + 1
		}
	}
	return out
}

// TestFontStaysWhatItIs reads the written font with package sfnt: contour by contour the outlines are nowhere further from
// each other than the tolerance, in either direction, with fewer points; advances and cmap are the same; sums are right.
func TestFontStaysWhatItIs(t *testing.T) {
	for _, name := range []string{"heiti/GWHei.ttf", "kaiti/GWKai.ttf"} {
		data := small(t, name, text)
		before, err := sfnt.Parse(data, 0)
		if err != nil {
			t.Fatal(err)
		}
		last := math.MaxInt
		for _, tolerance := range []float64{1, 3} {
			out, from, to, err := simplifyFont(data, tolerance)
			if err != nil {
				t.Fatal(err)
			}
			if to >= from || to >= last {
				t.Errorf("%s, tolerance %g: %d points became %d", name, tolerance, from, to)
			}
			last = to
			after, err := sfnt.Parse(string(out), 0)
			if err != nil {
				t.Fatal(err)
			}
			if checksum(append(out, make([]byte, (4-len(out)%4)%4)...)) != 0xB1B0AFBA {
				t.Errorf("%s: the sum of the file is wrong", name)
			}
			for _, r := range text {
				g := before.Glyph(r)
				if after.Glyph(r) != g || after.Advance(g) != before.Advance(g) {
					t.Fatalf("%c has another glyph or advance", r)
				}
				a, errA := before.Outline(g)
				b, errB := after.Outline(g)
				if errA != nil || errB != nil {
					t.Fatal(errA, errB)
				}
				old, drawn := contoursOf(a), contoursOf(b)
				if len(old) != len(drawn) {
					t.Fatalf("%c: %d contours became %d", r, len(old), len(drawn))
				}
				for i := range old {
					x, y := flat(old[i]), flat(drawn[i])
					// Half a unit more: ends are in whole units, and source points may lie between.
					if d := max(farthest(x, y), farthest(y, x)); d > tolerance+0.5 {
						t.Errorf("%s %c, tolerance %g: contour %d is off by %.2f", name, r, tolerance, i, d)
					}
				}
				now, was := ink(drawn), ink(old)
				for i := range now {
					if d := math.Abs(now[i] - was[i]); d > tolerance+0.5 {
						t.Errorf("%s %c: side %d of the ink moved by %.1f", name, r, i, d)
					}
				}
				if b := bounds(drawn); after.GlyphBounds(g) != (sfnt.Box{XMin: b.xMin, YMin: b.yMin, XMax: b.xMax, YMax: b.yMax}) {
					t.Errorf("%s %c: bounds %v of points that span %v", name, r, after.GlyphBounds(g), b)
				}
			}
		}
	}
}

// TestBearings: a renderer moves an outline by the difference of its bearing and its bounds, so they must be equal.
func TestBearings(t *testing.T) {
	tables, order, err := split(small(t, "kaiti/GWKai.ttf", text))
	if err != nil {
		t.Fatal(err)
	}
	// The last four glyphs share an advance, and have bearings alone.
	advances := int(binary.BigEndian.Uint16(tables["hhea"][34:])) - 3
	binary.BigEndian.PutUint16(tables["hhea"][34:], uint16(advances))
	metrics := tables["hmtx"][: 4*advances : 4*advances]
	for at := 4 * advances; at < len(tables["hmtx"]); at += 4 {
		metrics = append(metrics, tables["hmtx"][at+2:at+4]...)
	}
	tables["hmtx"] = metrics
	out, _, _, err := simplifyFont(string(join(tables, order)), 1.5)
	if err != nil {
		t.Fatal(err)
	}
	f, err := sfnt.Parse(string(out), 0)
	if err != nil {
		t.Fatal(err)
	}
	if tables, _, err = split(string(out)); err != nil {
		t.Fatal(err)
	}
	for g := range f.Glyphs() {
		at := 4*g + 2
		if g >= advances {
			at = 4*advances + 2*(g-advances)
		}
		if bearing := int(int16(binary.BigEndian.Uint16(tables["hmtx"][at:]))); f.HasInk(uint16(g)) && bearing != f.GlyphBounds(uint16(g)).XMin {
			t.Errorf("glyph %d: bearing %d, bounds from %d", g, bearing, f.GlyphBounds(uint16(g)).XMin)
		}
	}
}

// TestSameFont: the bytes do not depend on how many work at a time.
func TestSameFont(t *testing.T) {
	data := small(t, "heiti/GWHei.ttf", text)
	want, _, _, err := simplifyFont(data, 1.5)
	if err != nil {
		t.Fatal(err)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	got, _, _, _ := simplifyFont(data, 1.5)
	if !bytes.Equal(got, want) {
		t.Error("one worker draws another font")
	}
}

// TestShapes: known outlines, and what becomes of them.
func TestShapes(t *testing.T) {
	on := func(x, y int) sfnt.Point { return sfnt.Point{X: x, Y: y, On: true} }
	circle := func(n int) (out []sfnt.Point) {
		for i := range n {
			s, c := math.Sincos(2 * math.Pi * float64(i) / float64(n))
			out = append(out, on(int(math.Round(500+300*c)), int(math.Round(500+300*s))))
		}
		return out
	}
	for name, c := range map[string]struct {
		contour []sfnt.Point
		points  int
	}{
		"square":                {[]sfnt.Point{on(0, 0), on(0, 100), on(100, 100), on(100, 0)}, 4},
		"points along its side": {[]sfnt.Point{on(0, 0), on(0, 30), on(1, 60), on(0, 100), on(100, 100), on(100, 50), on(100, 0)}, 4},
		"spike":                 {[]sfnt.Point{on(0, 0), on(50, 400), on(100, 0)}, 3},
		"circle of 72 lines":    {circle(72), 9},
		"two points":            {[]sfnt.Point{on(0, 0), on(100, 0)}, 2},
		"side folded back":      {[]sfnt.Point{on(0, 0), on(0, 60), on(0, 30), on(0, 100), on(100, 100), on(100, 0)}, 6},
		"controls alone":        {[]sfnt.Point{{X: 0, Y: 50}, {X: 50, Y: 0}, {X: 100, Y: 50}, {X: 50, Y: 100, Last: true}}, 4},
	} {
		got := simplified(c.contour, 1.5)
		if len(got) > c.points || len(got) < c.points-1 {
			t.Errorf("%s: %d points, %d expected: %v", name, len(got), c.points, got)
		}
	}
}

// TestFollows: a curve is taken for points only if they lie on it one behind the other, and nothing of it lies elsewhere.
func TestFollows(t *testing.T) {
	arch := spline{n: 1, points: [maxCurves + 2]vector{{0, 0}, {50, 100}, {100, 0}}}
	for name, c := range map[string]struct {
		parameters []float64
		off        vector // added to the point in the middle
		want       bool
	}{
		"along it":          {[]float64{0, 0.25, 0.5, 0.75, 1}, vector{}, true},
		"a little beside":   {[]float64{0, 0.25, 0.5, 0.75, 1}, vector{0, 1}, true},
		"too far":           {[]float64{0, 0.25, 0.5, 0.75, 1}, vector{0, 4}, false},
		"a spike":           {[]float64{0, 0.25, 0.48, 0.5, 0.52, 0.75, 1}, vector{0, 8}, false},
		"back and forth":    {[]float64{0, 0.1, 0.3, 0.5, 0.4, 0.2, 0.3, 0.5, 0.7, 0.9, 1}, vector{}, false},
		"nothing beneath":   {[]float64{0, 0.05, 0.1, 1}, vector{}, false},
		"no point but ends": {[]float64{0, 1}, vector{}, false},
	} {
		points := make([]vector, len(c.parameters))
		for i, u := range c.parameters {
			points[i], _ = arch.at(u)
		}
		if middle := len(points) / 2; middle < len(points)-1 {
			points[middle] = points[middle].plus(c.off)
		}
		f := fitter{tolerance: 3, parameters: c.parameters}
		if got := f.follows(&arch, points); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestRefused: hints refer to points, and damage is said.
func TestRefused(t *testing.T) {
	data := small(t, "heiti/GWHei.ttf", "年")
	hinted := strings.Replace(data, "post", "prep", 1)
	if _, _, _, err := simplifyFont(hinted, 1); err == nil || !strings.Contains(err.Error(), "prep") {
		t.Errorf("a font with hints: %v", err)
	}
	if _, _, _, err := simplifyFont(data[:len(data)/2], 1); err == nil {
		t.Error("half a font was taken")
	}
	folder := t.TempDir()
	in, out := filepath.Join(folder, "in.ttf"), filepath.Join(folder, "out.ttf")
	if err := os.WriteFile(in, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{in, out}, {in, out, "x"}, {in, out, "0"}, {in, out, "NaN"}, {in + "x", out, "1"}} {
		if err := run(args); err == nil {
			t.Errorf("%q was taken", args)
		}
	}
	if err := run([]string{in, out, "1"}); err != nil {
		t.Error(err)
	}
}
