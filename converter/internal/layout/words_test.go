package layout

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/packtest"
	"nianbao/converter/internal/script"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
)

// The test fonts: every letter is a rectangle of a width of its own. Further letters that texts below use stand behind the
// alphabet.
var (
	tibetan   = packtest.Font{Name: "Tib", Letters: script.Tibetan.Letters, Ligatures: []string{"རྒྱ", "ཀྱ"}, Script: "tibt"}
	arabic    = packtest.Font{Name: "Arab", Letters: script.Arabic.Letters + "، ", Ligatures: []string{"لا", "شى"}, Script: "arab"}
	mongolian = packtest.Font{Name: "Mong", Letters: script.Mongolian.Letters + "\u202F", Ligatures: []string{"ᠠᠡ"}, Script: "mong"}
	yi        = packtest.Font{Name: "Yi", Letters: script.Yi.Letters}
	korean    = packtest.Font{Name: "Kor", Letters: script.Korean.Letters + "가"}
)

// packs returns the program's faces with test fonts for scripts.
func packs(t testing.TB, fonts ...packtest.Font) *sfnt.Set {
	t.Helper()
	folder := fstest.MapFS{}
	for _, f := range fonts {
		folder[f.Name+".ttf"] = &fstest.MapFile{Data: []byte(f.Data())}
	}
	set, list, err := sfnt.Override(folder, nil, limit.Default())
	if err != nil || list.Has("font-pack-refused") {
		t.Fatal(list, err)
	}
	return set
}

func layWith(t testing.TB, set *sfnt.Set, s *style.Style, blocks ...document.Block) (*Pages, diag.List) {
	t.Helper()
	pages, list, err := Lay(context.Background(), &document.Document{Blocks: blocks}, s, set, Options{Limits: limit.Default()})
	if err != nil || pages == nil {
		t.Fatalf("not laid out: %v %v", err, list)
	}
	for _, d := range list {
		if text := d.Message(diag.Chinese) + d.Message(diag.English); strings.Contains(text, "{") {
			t.Errorf("a message with a hole: %s", text)
		}
	}
	return pages, list
}

// says returns what the glyphs of a page's content stand for, in their order, with a bar between those of two runs.
func says(p *Pages, page int) string {
	var b strings.Builder
	for i := range p.Pages[page].Runs {
		r := &p.Pages[page].Runs[i]
		if r.Element < 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('|')
		}
		for _, g := range r.Glyphs {
			if cluster := p.Cluster(g.Char); cluster != "" {
				b.WriteString("<" + cluster + ">")
			} else {
				b.WriteRune(g.Char)
			}
		}
	}
	return b.String()
}

// seen returns the same from left to right and without the bars, for a page of one line.
func seen(p *Pages) string {
	type mark struct {
		x    Unit
		text string
	}
	var marks []mark
	for _, r := range p.Pages[0].Runs {
		if r.Element < 0 {
			continue
		}
		for _, g := range r.Glyphs {
			text := p.Cluster(g.Char)
			if text == "" {
				text = string(g.Char)
			}
			marks = append(marks, mark{r.X + int(g.X), text})
		}
	}
	slices.SortStableFunc(marks, func(a, b mark) int { return a.x - b.x })
	all := ""
	for _, m := range marks {
		all += m.text
	}
	return all
}

func TestWords(t *testing.T) {
	all := packs(t, tibetan, arabic, mongolian, yi, korean)
	for _, c := range []struct {
		name, text string
		says, seen string // seen "": as said
		told       []diag.Code
	}{
		{"a stack is one glyph", "国ཀྱ་国", "国|<ཀྱ>་|国", "国ཀྱ་国", nil},
		{"the longest of two", "རྒྱ", "<རྒྱ>", "རྒྱ", nil},
		{"a vowel is drawn with its letter", "བོད", "<བོ>ད", "བོད", nil},
		{"words from right to left", "国ئات ئۇيغۇر国", "国|ئات ئۇيغۇر|国", "国رۇغيۇئ تائ国", nil},
		{"a ligature there", "لاشى", "<لا><شى>", "شىلا", nil},
		{"a number behind them", "国ئات 12国", "国|ئات |12|国", "国12 تائ国", nil},
		{"brackets around them", "国(ئات)国", "国|(|ئات|)|国", "国(تائ)国", nil},
		{"brackets inside them", "ئا(ت)ئا", "ئا|(|ت|)|ئا", "ائ)ت(ائ", nil},
		{"a comma of theirs", "ئات، ئات", "ئات، ئات", "تائ ،تائ", nil},
		{"a joiner that is not drawn", "ئا\u200Cت", "ئا<\u200Cت>", "\u200Cتائ", nil},
		{"the same elsewhere", "国\u200C国", "国国", "", []diag.Code{"glyph-invisible"}},
		{"presentation forms", "ﻻ国", "<لا>|国", "لا国", []diag.Code{"glyph-equivalent"}},
		{"Mongolian", "国ᠠᠡᠢ", "国|ᠠᠡᠢ", "国ᠠᠡᠢ", []diag.Code{"script-upright"}},
		{"the blank before a suffix", "ᠠ\u202Fᠢ", "ᠠ\u202Fᠢ", "", []diag.Code{"script-upright"}},
		{"Yi", "国ꀀꀉ", "国|ꀀꀉ", "国ꀀꀉ", nil},
		{"a syllable that the font lacks", "정부 국", "정부| |국", "", []diag.Code{"glyph-missing"}},
		{"jamo are put together", "\u1100\u1161", "<\u1100\u1161>", "", nil},
		{"a sign that the font lacks, with its letter", "བཀཿ", "བ|ཀཿ", "", []diag.Code{"glyph-missing"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			pages, list := layWith(t, all, style.Default(), body(c.text))
			got := says(pages, 0)
			if got != c.says {
				t.Errorf("says %q, want %q", got, c.says)
			}
			if c.seen != "" && seen(pages) != c.seen {
				t.Errorf("seen %q, want %q", seen(pages), c.seen)
			}
			var told []diag.Code
			for _, d := range list {
				told = append(told, d.Code)
			}
			if !slices.Equal(told, c.told) {
				t.Errorf("told %v, want %v", told, c.told)
			}
		})
	}
}

// TestWordsTakeTheirRoom: a cluster is as wide as its glyphs, and those of a stack share it.
func TestWordsTakeTheirRoom(t *testing.T) {
	set := packs(t, tibetan)
	pages, _ := layWith(t, set, style.Default(), body("བོཀྱད"))
	r := pages.Pages[0].Runs[0]
	letters := []rune(script.Tibetan.Letters)
	width := func(r rune) Unit { return packtest.Width(1+slices.Index(letters, r)) * r16 }
	ligature := packtest.Width(2+len(letters)) * r16
	want := []Unit{0, width('བ'), width('བ') + ligature} // a vowel sign takes no room of its own
	for i, x := range want {
		if got := int(r.Glyphs[i].X); got < x-2 || got > x+2 {
			t.Errorf("glyph %d at %d, want %d", i, got, x)
		}
	}
	if n := r.Font.Advance(r.Glyphs[0].ID); n != packtest.Width(1+slices.Index(letters, 'བ')) {
		t.Errorf("the assembled glyph is %d wide", n)
	}
	if outline, err := r.Font.Outline(r.Glyphs[0].ID); err != nil || len(outline) != 8 {
		t.Errorf("the assembled glyph has %d points, %v", len(outline), err)
	}
}

// r16 is a font unit at 16 pt in an em of 1000.
const r16 = 16

// TestWordBreaks: lines end behind a tsheg and at blanks, never inside a stack, and not before a shad.
func TestWordBreaks(t *testing.T) {
	set := packs(t, tibetan, arabic)
	for _, text := range []string{strings.Repeat("རྒྱལ་ཀྱབ།", 60), strings.Repeat("ئات ئۇيغۇر، ", 60), strings.Repeat("国བོད་", 80), strings.Repeat("ཀྱབ། །བོད་།  ", 60)} {
		for _, s := range []*style.Style{style.Default(), clreqStyle()} {
			pages, _ := layWith(t, set, s, body(text))
			lines := map[Unit]string{}
			var order []Unit
			for i := range pages.Pages {
				for _, r := range pages.Pages[i].Runs {
					if r.Element < 0 {
						continue
					}
					y := r.Y/(4*Point) + Unit(i)*1000
					if lines[y] == "" {
						order = append(order, y)
					}
					for _, g := range r.Glyphs {
						if cluster := pages.Cluster(g.Char); cluster != "" {
							lines[y] += cluster
						} else {
							lines[y] += string(g.Char)
						}
					}
				}
			}
			all := ""
			for i, y := range order {
				line := lines[y]
				all += line
				last := []rune(line)[len([]rune(line))-1]
				if i+1 < len(order) && !strings.ContainsRune("་ །国", last) {
					t.Errorf("line %d ends in %c", i, last)
				}
				if strings.HasPrefix(line, "།") || strings.HasPrefix(line, "་") {
					t.Errorf("line %d begins with %q", i, line[:3])
				}
			}
			if all != text {
				t.Errorf("the lines say %q, want %q", all, text)
			}
		}
	}
	// Nor does a mark begin a line by itself where a word longer than a line has to be broken: its stack goes along.
	for _, shads := range []int{1, 2, 3, 4, 5} {
		pages, _ := layWith(t, set, style.Default(), body(strings.Repeat("ར", shads)+strings.Repeat("རྒྱ།", 60)))
		last := Unit(0)
		for _, r := range pages.Pages[0].Runs {
			if r.Element >= 0 && r.Y != last {
				if last = r.Y; r.Glyphs[0].Char == '།' {
					t.Errorf("a shad begins the line at %d", r.Y)
				}
			}
		}
	}
	// A word longer than a line is broken, and all of it printed.
	pages, _ := layWith(t, set, style.Default(), body(strings.Repeat("ئۇيغۇر", 60)))
	if got := strings.NewReplacer("<", "", ">", "", "|", "").Replace(says(pages, 0)); got != strings.Repeat("ئۇيغۇر", 60) {
		t.Errorf("a long word became %q", got)
	}
}

// TestParagraphFromTheRight: a paragraph in which nothing runs from left to right begins and ends at the right edge.
func TestParagraphFromTheRight(t *testing.T) {
	set := packs(t, arabic)
	s := style.Default()
	left, right := s.Page.Left*Twip, (s.Page.Left+s.Page.TextWidth())*Twip
	extent := func(text string) (x0, x1 Unit) {
		pages, _ := layWith(t, set, s, body(text))
		x0 = right
		for _, r := range pages.Pages[0].Runs {
			if r.Element < 0 {
				continue
			}
			for _, g := range r.Glyphs {
				x0, x1 = min(x0, r.X+int(g.X)), max(x1, r.X+int(g.X)+r.Font.Advance(g.ID)*r16)
			}
		}
		return x0, x1
	}
	if x0, x1 := extent("ئات"); x1 < right-32*Point-10 || x1 > right-32*Point+10 || x0 < left+32*Point {
		t.Errorf("from %d to %d of %d to %d", x0, x1, left, right)
	}
	if x0, _ := extent("国ئات"); x0 != left+32*Point {
		t.Errorf("mixed: from %d", x0)
	}
}

// TestJustifiedBothWays: a full line reaches both edges, its gaps beside blanks and Han as ever.
func TestJustifiedBothWays(t *testing.T) {
	set := packs(t, arabic)
	s := style.Default()
	pages, _ := layWith(t, set, s, body(strings.Repeat("国家ئات ئۇيغۇر", 12)))
	right := (s.Page.Left + s.Page.TextWidth()) * Twip
	ends := map[Unit]Unit{}
	for _, r := range pages.Pages[0].Runs {
		if r.Element >= 0 {
			y := r.Y / (4 * Point)
			for _, g := range r.Glyphs {
				if g.Char != ' ' {
					ends[y] = max(ends[y], r.X+int(g.X)+r.Font.Advance(g.ID)*r16*1000/r.Font.UnitsPerEm())
				}
			}
		}
	}
	full := 0
	for _, x := range ends {
		if x >= right-100 && x <= right+100 {
			full++
		}
	}
	if full < len(ends)-1 || len(ends) < 3 {
		t.Errorf("%d of %d lines end at the edge: %v, %d", full, len(ends), ends, right)
	}
}

// TestRulesAstray: what a font's rules make nonsense of is substituted, by name; strict refuses.
func TestRulesAstray(t *testing.T) {
	astray := tibetan
	astray.Astray = true
	set := packs(t, astray)
	pages, list := layWith(t, set, style.Default(), body("བོད་ཀྱ་བོད"))
	if !list.Has("script-rules") || !strings.Contains(fmt.Sprint(list), "Tib.ttf") {
		t.Errorf("told %v", list)
	}
	if got := says(pages, 0); got != "<བོ>ད་|ཀྱ་|<བོ>ད" {
		t.Errorf("says %q", got)
	}
	doc := &document.Document{Blocks: []document.Block{body("ཀྱ")}}
	if none, list, err := Lay(context.Background(), doc, style.Default(), set, Options{Limits: limit.Default(), Strict: true}); none != nil || err != nil || !list.Has("script-rules-refused") {
		t.Errorf("strict: %v %v", list, err)
	}
}

// TestWordsInTables: a row grows with the ink of its glyphs, not with the height of a face for stacks.
func TestWordsInTables(t *testing.T) {
	height := func(of int) Unit {
		f := tibetan
		f.Height = of
		pages, _ := layWith(t, packs(t, f), style.Default(), table([]int{4000, 4000}, 0, []string{"བད", "国"}))
		if got := says(pages, 0); got != "བད|国" {
			t.Errorf("says %q", got)
		}
		top, bottom := pages.Height, 0
		for _, r := range pages.Pages[0].Rules {
			top, bottom = min(top, r.Y), max(bottom, r.Y+r.Height)
		}
		return bottom - top
	}
	low, high, higher := height(100), height(3000), height(4000)
	if height(700) != low || higher <= high || high <= low {
		t.Errorf("rows of %d, %d and %d", low, high, higher)
	}
}

// TestBracketsAreMirrored: in text from right to left a bracket is drawn as the one that opens to the other side, and says
// what it is.
func TestBracketsAreMirrored(t *testing.T) {
	pages, _ := layWith(t, packs(t, arabic), style.Default(), body("ئا(ت)ئا"), body("国(家"))
	chain := map[rune]uint16{}
	for _, r := range pages.Pages[0].Runs {
		for _, g := range r.Glyphs {
			if g.Char == '(' || g.Char == ')' {
				if chain[g.Char] == 0 {
					chain[g.Char] = g.ID
				} else if g.Char == '(' && g.ID == chain['('] {
					t.Error("both brackets open to the left")
				} else if g.ID != chain[')'] {
					t.Error("it is not the other bracket")
				}
			}
		}
	}
	if len(chain) != 2 {
		t.Fatalf("brackets %v", chain)
	}
}

// TestPacksCostNothing: a document without such characters is laid out alike, whether or not there are fonts for them, with
// no more allocations.
func TestPacksCostNothing(t *testing.T) {
	doc := &document.Document{Blocks: []document.Block{body(strings.Repeat("国家机关2023年，Latin “引文” 12.5%。\u3000①", 40)), table([]int{4000, 4000}, 0, []string{"项目", "12"})}}
	lay := func(set *sfnt.Set) *Pages {
		pages, _, err := Lay(context.Background(), doc, style.Default(), set, Options{Limits: limit.Default()})
		if err != nil {
			t.Fatal(err)
		}
		return pages
	}
	plain, packed := sfnt.Embedded(), packs(t, tibetan, arabic, korean)
	a, b := lay(plain), lay(packed)
	for _, p := range []*Pages{a, b} { // the sets open their own copies of the faces
		for i := range p.Pages {
			for k := range p.Pages[i].Runs {
				p.Pages[i].Runs[k].Font = nil
			}
		}
	}
	if !reflect.DeepEqual(a, b) {
		t.Error("the pages differ")
	}
	without := testing.AllocsPerRun(20, func() { lay(plain) })
	with := testing.AllocsPerRun(20, func() { lay(packed) })
	if with > without {
		t.Errorf("%v allocations with fonts for scripts, %v without", with, without)
	}
}
