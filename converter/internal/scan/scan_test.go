package scan

import (
	"context"
	"errors"
	"image"
	"math"
	"strings"
	"testing"

	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pageread"
)

// An empty page has noise and no ink.
func TestThreshold(t *testing.T) {
	g := blankPicture(100, 100)
	for i := range g.Pix {
		g.Pix[i] -= uint8(i * 7 % 50)
	}
	if r := newRaster(meter(), g); r.level != 0 {
		t.Errorf("paper with noise has ink below %d", r.level)
	}
	black(g, 10, 10, 30, 12)
	if r := newRaster(meter(), g); !r.ink(15, 11) || r.ink(50, 50) || r.ink(-1, 11) || r.ink(15, 100) {
		t.Errorf("threshold %d parts ink badly", r.level)
	}
}

func TestSkew(t *testing.T) {
	for _, degrees := range []float64{0, 0.5, -1.5, 3} {
		g := turned(ruled(), degrees)
		if got := skewOf(meter(), newRaster(meter(), g)); math.Abs(got-degrees) > 0.08 {
			t.Errorf("%v degrees: %v", degrees, got)
		}
	}
	if got := skewOf(meter(), newRaster(meter(), blankPicture(50, 50))); got != 0 {
		t.Errorf("an empty page lies slanted by %v", got)
	}
}

func TestRules(t *testing.T) {
	count := func(change func(g *image.Gray)) int {
		g := ruled()
		change(g)
		return len(rulesOf(meter(), newRaster(meter(), g), perPoint))
	}
	for name, c := range map[string]struct {
		want   int
		change func(g *image.Gray)
	}{
		"a table":                        {7, func(*image.Gray) {}},
		"a dash is as long as two words": {7, func(g *image.Gray) { black(g, 100, 300, 136, 302) }},
		"a line below a title":           {8, func(g *image.Gray) { black(g, 100, 300, 300, 302) }},
		"a line with a smudge":           {8, func(g *image.Gray) { black(g, 100, 300, 300, 302); white(g, image.Rect(200, 300, 201, 302)) }},
		"two lines with a gap":           {9, func(g *image.Gray) { black(g, 100, 300, 300, 302); white(g, image.Rect(200, 300, 206, 302)) }},
		"an area is no rule":             {7, func(g *image.Gray) { black(g, 100, 300, 300, 330) }},
		"the strokes of a line of text that touch": {7, func(g *image.Gray) {
			black(g, 100, 300, 300, 302)
			for x := 100; x < 300; x += 8 {
				black(g, x, 302, x+5, 312)
			}
		}},
	} {
		if got := count(c.change); got != c.want {
			t.Errorf("%s: %d rules, want %d", name, got, c.want)
		}
	}
}

func TestStrips(t *testing.T) {
	g := ruled()
	black(g, 80, 110, 120, 124)  // a line
	black(g, 80, 130, 140, 144)  // and one below
	black(g, 240, 110, 241, 111) // a speck
	black(g, 224, 110, 226, 130) // what is left of a rule
	black(g, 400, 120, 420, 123) // 二: two strokes are a line
	black(g, 396, 134, 424, 137) //
	p := &picture{Reader: NewReader(context.Background(), meter(), nil), straight: g, level: 128, perPoint: perPoint}
	p.rules = rulesOf(meter(), p.raster(g), perPoint)
	bare := p.withoutRules()
	var rules []pageread.Rule
	for _, b := range p.rules {
		rules = append(rules, pageread.Rule{X0: p.points(b.Min.X), Y0: p.points(b.Min.Y), X1: p.points(b.Max.X), Y1: p.points(b.Max.Y)})
	}
	tables := pageread.Boxes(meter(), rules)
	if len(tables) != 1 || len(tables[0]) != 6 {
		t.Fatalf("the table has cells %v", tables)
	}
	var got []image.Rectangle
	for _, s := range stripsOf(meter(), p.raster(bare), tables[0], perPoint) {
		got = append(got, s.ink)
	}
	want := []image.Rectangle{image.Rect(80, 110, 120, 124), image.Rect(80, 130, 140, 144), image.Rect(396, 120, 424, 137)}
	if len(got) != len(want) {
		t.Fatalf("strips %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("strip %d is %v, want %v", i, got[i], want[i])
		}
	}
}

// figures is the page of a table whose cells have the digits, and what a program reads in its lines.
func figuresPage(digits [6]string, odd int) *image.Gray {
	g := ruled()
	for i, text := range digits {
		for n, d := range text {
			notch := int(d-'0') % 4
			if i == odd {
				notch = 3 - notch
			}
			digit(g, 90+160*(i%3)+20*n, 118+60*(i/3), notch)
		}
	}
	return g
}

func readTable(t *testing.T, g *image.Gray, read [6]string) (string, *Reader) {
	t.Helper()
	r := NewReader(context.Background(), meter(), texts(t, func(p Picture, n int, _ image.Rectangle) string {
		if !p.Figures && n == 0 {
			return "D" + read[0] // what reads text is bad at figures
		}
		return read[n]
	}))
	page, err := r.Page(g, perPoint)
	if err != nil {
		t.Fatal(err)
	}
	pages := pageread.NewReader(meter())
	pages.Add(page)
	result := pages.Result()
	if result.Tables != 1 {
		t.Fatalf("%d tables", result.Tables)
	}
	var all []string
	for _, c := range page.Chars {
		all = append(all, string(c.Rune))
	}
	return strings.Join(all, ""), r
}

func TestFigures(t *testing.T) {
	digits := [6]string{"10", "0", "10", "0", "11", "1"}
	for _, degrees := range []float64{0, 1.2} {
		got, r := readTable(t, turned(figuresPage(digits, -1), degrees), digits)
		if got != strings.Join(digits[:], "") || r.Doubtful != 0 {
			t.Errorf("turned by %v: read %q, %d doubtful", degrees, got, r.Doubtful)
		}
	}
}

// A digit that looks otherwise than those which are read alike makes its figure doubtful; so does a digit too many or too few.
func TestDoubtful(t *testing.T) {
	digits := [6]string{"0", "0", "0", "0", "0", "0"}
	if got, r := readTable(t, figuresPage(digits, 3), digits); got != "0000\uFFFD00" || r.Doubtful != 1 {
		t.Errorf("one of six looks otherwise: read %q, %d doubtful", got, r.Doubtful)
	}
	read := digits
	read[2] = "00"
	if got, r := readTable(t, figuresPage(digits, -1), read); got != "0000\uFFFD000" || r.Doubtful != 1 {
		t.Errorf("one digit read as two: read %q, %d doubtful", got, r.Doubtful)
	}
	mixed := figuresPage([6]string{"0", "1", "0", "1", "0", "1"}, -1)
	if _, r := readTable(t, mixed, digits); r.Doubtful != 6 {
		t.Errorf("0 and 1 all read as 0: %d doubtful, want all", r.Doubtful)
	}
}

// What a program finds outside of the picture, or between the lines of a sheet, is of nobody.
func TestAstray(t *testing.T) {
	g := figuresPage([6]string{"0", "0", "0", "0", "0", "0"}, -1)
	for name, box := range map[string]image.Rectangle{
		"outside":             image.Rect(10, 10, 100_000, 40),
		"left of it":          image.Rect(-50, 10, 20, 40),
		"from the line above": image.Rect(40, 40, 60, 140),
		"into the next line":  image.Rect(40, 60, 60, 118),
		"without an extent":   image.Rect(50, 50, 50, 50),
	} {
		r := NewReader(context.Background(), meter(), func(context.Context, Picture) ([]Word, error) {
			return []Word{{Text: "7", Box: box, Line: box}}, nil
		})
		page, err := r.Page(g, perPoint)
		if err != nil || len(page.Chars) != 0 || r.Astray == 0 {
			t.Errorf("%s: %v, characters %v, %d astray", name, err, page.Chars, r.Astray)
		}
	}
}

// A stroke of a title that is as long as a rule stays where it is.
func TestTitleStroke(t *testing.T) {
	g := blankPicture(300, 300)
	black(g, 100, 40, 220, 43)
	black(g, 150, 30, 153, 56)
	asked := false
	r := NewReader(context.Background(), meter(), texts(t, func(_ Picture, _ int, box image.Rectangle) string {
		asked = box == image.Rect(100, 30, 220, 56)
		return ""
	}))
	if _, err := r.Page(g, perPoint); err != nil || !asked {
		t.Errorf("the title was not shown whole: %v", err)
	}
}

// A word outside of the page is left out, and a line that is not around its word is none of it.
func TestTextAstray(t *testing.T) {
	g := blankPicture(300, 300)
	black(g, 100, 40, 220, 60)
	box := image.Rect(100, 40, 220, 60)
	r := NewReader(context.Background(), meter(), func(context.Context, Picture) ([]Word, error) {
		return []Word{{"一", box.Add(image.Pt(200, 0)), box}, {"二", box, box.Add(image.Pt(0, 100))}}, nil
	})
	page, err := r.Page(g, perPoint)
	if err != nil || r.Astray != 1 || len(page.Chars) != 1 || page.Chars[0].Rune != '二' || page.Chars[0].Y0 != 20 {
		t.Errorf("%v, %d astray, %+v", err, r.Astray, page.Chars)
	}
}

// What reads figures is believed where it reads one in a line that may be one.
func TestWhichReading(t *testing.T) {
	for _, c := range []struct{ text, figures, want string }{
		{"总计", "0", "总计"}, {"D0", "ao", "D0"}, {"D0", "0", "0"}, {"—", "", "—"}, {"人", "A", "人"}, {"〇", "0", "0"},
	} {
		g := ruled()
		digit(g, 90, 118, 0)
		digit(g, 250, 118, 1)
		r := NewReader(context.Background(), meter(), texts(t, func(p Picture, n int, _ image.Rectangle) string {
			switch {
			case n == 1:
				return "7"
			case p.Figures:
				return c.figures
			}
			return c.text
		}))
		page, err := r.Page(g, perPoint)
		got := ""
		for _, char := range page.Chars {
			got += string(char.Rune)
		}
		if err != nil || got != c.want+"7" {
			t.Errorf("%q and %q: %q, %v", c.text, c.figures, got, err)
		}
	}
}

func TestProgramFails(t *testing.T) {
	broken := errors.New("no such model")
	r := NewReader(context.Background(), meter(), func(context.Context, Picture) ([]Word, error) { return nil, broken })
	if _, err := r.Page(figuresPage([6]string{"0"}, -1), perPoint); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
}

// An empty page is not given to the program at all.
func TestEmptyPage(t *testing.T) {
	r := NewReader(context.Background(), meter(), func(context.Context, Picture) ([]Word, error) {
		t.Error("the program was asked")
		return nil, nil
	})
	if page, err := r.Page(blankPicture(300, 300), perPoint); err != nil || len(page.Chars) > 0 {
		t.Errorf("%v, %v", page, err)
	}
}

// Text outside of tables is read by itself, and where it stands.
func TestText(t *testing.T) {
	g := ruled()
	black(g, 100, 40, 220, 60)
	r := NewReader(context.Background(), meter(), texts(t, func(_ Picture, _ int, _ image.Rectangle) string { return "一、总体" }))
	page, err := r.Page(g, perPoint)
	if err != nil || len(page.Chars) != 4 || page.Chars[0].X0 != 50 || page.Chars[3].X1 != 110 || page.Chars[1].Y0 != 20 || page.Chars[1].Size != 10 {
		t.Errorf("%v, %+v", err, page.Chars)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	r := NewReader(ctx, limit.NewMeter(ctx, limit.Default()), func(context.Context, Picture) ([]Word, error) { return nil, nil })
	if _, err := r.Page(figuresPage([6]string{"0"}, -1), perPoint); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// FuzzPage: whatever a picture shows, reading it neither panics nor finds characters where nothing was recognised.
func FuzzPage(f *testing.F) {
	f.Add([]byte{0, 255, 0, 255, 255, 0, 0, 0, 7}, uint8(3))
	f.Add([]byte(strings.Repeat("\x00\xff\xff", 2000)), uint8(60))
	f.Add(ruled().Pix[600*90:600*130], uint8(255))
	f.Fuzz(func(t *testing.T, pixels []byte, width uint8) {
		w := int(width) + 1
		h := min(len(pixels)/w, 400)
		if h == 0 {
			return
		}
		g := &image.Gray{Pix: pixels[:w*h], Stride: w, Rect: image.Rect(0, 0, w, h)}
		r := NewReader(context.Background(), meter(), func(context.Context, Picture) ([]Word, error) { return nil, nil })
		page, err := r.Page(g, 0.7)
		if err != nil && !errors.Is(err, limit.ErrTooLarge) || err == nil && len(page.Chars) > 0 {
			t.Errorf("%v, %v", err, page)
		}
	})
}
