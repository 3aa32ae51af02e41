package sfnt

import (
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// standardCharacters returns the characters that an official text may be expected to hold: those of GB 2312 (6,763
// ideographs and 682 signs) and the 8,105 of 通用规范汉字表.
func standardCharacters(t testing.TB) []rune {
	t.Helper()
	seen := map[rune]bool{}
	var all []rune
	add := func(r rune) {
		if !seen[r] && !isSpace(r) && r > ' ' {
			seen[r] = true
			all = append(all, r)
		}
	}
	decoder := simplifiedchinese.GB18030.NewDecoder()
	for row := byte(0xA1); row <= 0xF7; row++ {
		for cell := byte(0xA1); cell <= 0xFE; cell++ {
			if row > 0xA9 && row < 0xB0 || row == 0xD7 && cell > 0xF9 || !gb2312Sign(row, cell) {
				continue
			}
			text, err := decoder.String(string([]byte{row, cell}))
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range text {
				if r != '\uFFFD' && (r < 0xE000 || r > 0xF8FF) {
					add(r)
				}
			}
		}
	}
	data, err := os.ReadFile("testdata/tgh8105.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(data), "\n") {
		if !strings.HasPrefix(line, "#") {
			for _, r := range line {
				add(r)
			}
		}
	}
	return all
}

// gb2312Sign leaves out the positions of rows 1 to 9 that GB 2312 does not fill but GBK does.
func gb2312Sign(row, cell byte) bool {
	switch row {
	case 0xA2:
		return cell >= 0xB1 && cell <= 0xE2 || cell >= 0xE5 && cell <= 0xEE || cell >= 0xF1 && cell <= 0xFC
	case 0xA4:
		return cell <= 0xF3
	case 0xA5:
		return cell <= 0xF6
	case 0xA6:
		return cell <= 0xB8 || cell >= 0xC1 && cell <= 0xD8
	case 0xA7:
		return cell <= 0xC1 || cell >= 0xD1 && cell <= 0xF1
	case 0xA8:
		return cell <= 0xBA || cell >= 0xC5 && cell <= 0xE9
	case 0xA9:
		return cell >= 0xA4 && cell <= 0xEF
	}
	return true
}

// TestEveryStandardCharacterHasAnOutlineInEverySubset makes, for each role, subsets of all standard characters, and
// compares every outline with that of the source font. A file can pass every validator and print blanks.
func TestEveryStandardCharacterHasAnOutlineInEverySubset(t *testing.T) {
	characters := standardCharacters(t)
	if len(characters) < 8105+682 {
		t.Fatalf("only %d characters", len(characters))
	}
	set := Embedded()
	for _, role := range set.Roles() {
		t.Run(role, func(t *testing.T) {
			t.Parallel()
			chain := set.Chain(role)
			used := map[*Font][]uint16{}
			var order []*Font
			for _, r := range characters {
				g, ok := chain.Lookup(r)
				if !ok {
					t.Errorf("no font has %c U+%04X", r, r)
					continue
				}
				if used[g.Font] == nil {
					used[g.Font] = []uint16{0}
					order = append(order, g.Font)
				}
				used[g.Font] = append(used[g.Font], g.ID)
			}
			for _, font := range order {
				compareSubset(t, font, used[font])
			}
		})
	}
}

// compareSubset cuts glyphs out of a font and compares outlines and widths.
func compareSubset(t *testing.T, font *Font, glyphs []uint16) {
	t.Helper()
	data, count, err := font.AppendSubset(nil, glyphs)
	if err != nil {
		t.Fatal(err)
	}
	small, err := ParseProgram(string(data), 0)
	if err != nil {
		t.Fatalf("%s: the subset cannot be read: %v", font.Name(), err)
	}
	if small.Glyphs() != count || count < len(glyphs) {
		t.Errorf("%s: %d glyphs, %d counted", font.Name(), small.Glyphs(), count)
	}
	for i, g := range glyphs {
		want, err := font.Outline(g)
		if err != nil {
			t.Fatal(err)
		}
		got, err := small.Outline(uint16(i))
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 && len(want) == 0 {
			t.Errorf("%s: glyph %d is blank", font.Name(), g)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: glyph %d differs in the subset", font.Name(), g)
		}
		if small.Advance(uint16(i)) != font.Advance(g) {
			t.Errorf("%s: glyph %d has another width in the subset", font.Name(), g)
		}
	}
	if sum := checksum(pad(data)); sum != 0xB1B0AFBA {
		t.Errorf("%s: the subset's checksum is %#x", font.Name(), sum)
	}
}

func pad(b []byte) []byte {
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}

func TestChain(t *testing.T) {
	for _, c := range []struct {
		role     string
		r        rune
		font     string
		fallback int
	}{
		{"fangsong", '国', "GWFangSong-Regular", 0},
		{"fangsong", '喆', "GWFangSongSup-Regular", 1},
		{"fangsong", '𬭎', "GWFangSongSup-Regular", 1}, // U+2CB4E, above U+FFFF
		{"kaiti", '𬭎', "GWKaiSup-Regular", 1},
		{"heiti", '喆', "GWHei-Regular", 0},
		{"song", '☑', "GWSong-Regular", 0},
		{"kaiti", '☑', "GWSong-Regular", 2},
		{"fangsong", '￥', "GWFangSongLatin-Regular", 0}, // GWFangSong draws a dollar sign
		{"fangsong", '￣', "GWSong-Regular", 2},          // and a hyphen
		{"nobody", '国', "GWSong-Regular", 0},            // an unknown role
		{"fangsong", ' ', "GWFangSongLatin-Regular", 0},
		{"fangsong", '2', "GWFangSongLatin-Regular", 0},
		{"fangsong", 'ǐ', "GWFangSongLatin-Regular", 0},
		{"fangsong", '２', "GWFangSong-Regular", 0},
		{"fangsong", '，', "GWFangSong-Regular", 0},
		{"fangsong", '×', "GWFangSong-Regular", 0}, // an em wide in Chinese text
		{"kaiti", 'g', "GWKaiLatin-Regular", 0},
		{"kaiti", '国', "GWKai-Regular", 0},
		{"heiti", '2', "GWHei-Regular", 0},
		{"song", '2', "GWSong-Regular", 0},
	} {
		g, ok := Embedded().Chain(c.role).Lookup(c.r)
		if c.role == "fangsong" && Embedded().Chain("fangsong").Absent() {
			c.font, c.fallback = "GWSong-Regular", 0 // built with nogplfonts
		}
		if !ok || g.Font.Name() != c.font || g.Fallback != c.fallback {
			t.Errorf("%s %c: got %v %+v, want %s at step %d", c.role, c.r, ok, g, c.font, c.fallback)
		}
	}
	for _, r := range []rune{'✔', 0x304, 0x10FFFF, -1, 0x110000, 0xE000} {
		if g, ok := Embedded().Chain("song").Lookup(r); ok {
			t.Errorf("U+%04X: got glyph %d of %s", r, g.ID, g.Font.Name())
		}
	}
}

// TestLatinFaces: digits are half an em each, Latin stands on the baseline that its face asks for, and the role's own face
// stays the one that counts. GWFangSong sits lower than other faces, GWKai higher (fonts/README.md).
func TestLatinFaces(t *testing.T) {
	for _, c := range []struct {
		role, main string
		baseline   int
	}{{"fangsong", "GWFangSong-Regular", -75}, {"kaiti", "GWKai-Regular", 30}} {
		chain := Embedded().Chain(c.role)
		if chain.Absent() {
			continue // built with nogplfonts
		}
		if chain.Main().Name() != c.main {
			t.Errorf("%s is led by %s", c.role, chain.Main().Name())
		}
		for r := '0'; r <= '9'; r++ {
			if g, _ := chain.Lookup(r); g.Advance != 500 {
				t.Errorf("%s %c is %d wide", c.role, r, g.Advance)
			}
		}
		for _, r := range "14HAnx" { // letters that stand on the line
			if g, _ := chain.Lookup(r); g.Font.GlyphBounds(g.ID).YMin != c.baseline {
				t.Errorf("%s %c stands on %d", c.role, r, g.Font.GlyphBounds(g.ID).YMin)
			}
		}
		if g, _ := chain.Lookup(' '); g.Advance != 250 {
			t.Errorf("%s: a blank is %d wide", c.role, g.Advance)
		}
	}
	yen, _ := Embedded().Chain("fangsong").Lookup('￥')
	if box := yen.Font.GlyphBounds(yen.ID); yen.Advance != 1000 || box.XMin+box.XMax < 990 || box.XMin+box.XMax > 1010 {
		t.Errorf("￥ is %d wide, from %d to %d", yen.Advance, box.XMin, box.XMax)
	}
}

// TestChainIsSharedSafely asks for the same characters in many goroutines; run with -race.
func TestChainIsSharedSafely(t *testing.T) {
	set := newSet(nil)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for r := rune(0x4E00); r < 0x4F00; r++ {
				if g, ok := set.Chain("kaiti").Lookup(r); ok && g.Font.Glyph(r) != g.ID {
					t.Errorf("%c: glyph %d", r, g.ID)
				}
			}
		})
	}
	wait.Wait()
}

func TestParseRefuses(t *testing.T) {
	good := tinyFont(t)
	for name, c := range map[string]struct {
		data string
		want error
	}{
		"empty":          {"", ErrFormat},
		"CFF":            {"OTTO" + good[4:], ErrCFF},
		"WOFF":           {"wOFF" + good[4:], ErrFormat},
		"cut off":        {good[:40], ErrDamaged},
		"no glyphs left": {good[:len(good)/2], ErrDamaged},
		"collection":     {"ttcf\x00\x01\x00\x00\x00\x00\x00\x00", ErrFormat},
	} {
		if _, err := Parse(c.data, 0); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
	if _, err := Parse(good, 0); err != nil {
		t.Errorf("the font itself: %v", err)
	}
}

func BenchmarkLookup(b *testing.B) {
	chain := Embedded().Chain("fangsong")
	text := "我局坚持以公开为常态、不公开为例外，全面落实政府信息公开条例。2023年"
	for b.Loop() {
		for _, r := range text {
			chain.Lookup(r)
		}
	}
}

// BenchmarkCold opens a face and looks 500 characters up for the first time.
func BenchmarkCold(b *testing.B) {
	for b.Loop() {
		chain := newSet(nil).Chain("fangsong")
		for r := rune(0x4E00); r < 0x4E00+500; r++ {
			chain.Lookup(r)
		}
	}
}
