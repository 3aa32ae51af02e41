package layout

import (
	"math/rand"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/internal/style"
)

// TestLineBreaks: each text follows 26 ideographs less those that are named, so that the break falls where the rule
// under test decides. The expectation is where the first line ends.
func TestLineBreaks(t *testing.T) {
	withFangSong(t)
	for _, c := range []struct {
		name   string
		before int // ideographs before text; the first line has room for 26
		text   string
		first  string // what of text stands on the first line
	}{
		{"Han text breaks anywhere", 24, "甲乙丙丁", "甲乙"},
		{"no comma at a line's start", 25, "甲，乙", ""},
		{"a comma that fits stays", 24, "甲，乙", "甲，"},
		{"no closing bracket at the start", 24, "甲乙》丙", "甲"},
		{"no closing quotation mark at the start", 25, "甲”，乙", ""},
		{"no opening bracket at the end", 25, "《甲》", ""},
		{"nested brackets stay with what follows", 23, "《〈“甲乙丙", ""},
		{"a dash is one mark", 25, "——甲", ""},
		{"an ellipsis is one mark", 24, "甲……乙", ""},
		{"a dash may end a line", 24, "——甲", "——"},
		{"figures stay whole", 24, "12345年", ""},
		{"figures with separators stay whole", 23, "12,345.67元", ""},
		{"a figure and its percent sign", 24, "98.5%", ""},
		{"a full-width percent sign", 25, "5％", ""},
		{"break between Han and a figure", 24, "甲2023", "甲"},
		{"break between a figure and Han", 24, "2023年", "2023"},
		{"full-width figures stay whole", 23, "甲２０２３年", "甲"},
		{"Latin words stay whole", 23, "甲App word", "甲App "},
		{"a space hangs at the end", 25, "甲 乙", "甲 "},
		{"two spaces hang at the end", 25, "甲  乙", "甲  "},
		{"no solidus at either end", 24, "甲/乙丙", ""},
		{"a full-width solidus", 24, "甲／乙丙", ""},
		{"an interpunct does not begin a line", 25, "甲·乙", ""},
		{"currency stays with its figure", 24, "甲￥12.5", "甲"},
		{"three marks in a row", 23, "甲。”）乙", ""},
		{"a URL breaks behind a slash", 18, "见http://www.a.cn/path/file.html", "见http://www.a.cn/"},
		{"a URL that fits stays whole", 10, "见http://a.cn乙", "见http://a.cn乙"},
		{"a telephone number stays whole", 20, "电话0955-7068880", "电话"},
		{"a line break ends the line", 10, "甲\n乙", "甲"},
		{"a no-break space joins", 24, "甲A\u00A0B乙丙", "甲"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := strings.Repeat("国", c.before)
			pages, _ := lay(t, body(before+c.text))
			want := before + strings.TrimRight(c.first, " ")
			if c.first == "" { // the last ideographs go along with what cannot stand alone
				if got := allText(pages)[0]; !strings.HasPrefix(before, got) {
					t.Errorf("the first line is %q", got)
				}
				return
			}
			if got := allText(pages)[0]; got != want {
				t.Errorf("the first line is %q, want %q", got, want)
			}
		})
	}
}

// nasty is an alphabet that brings the rules into conflict.
var nasty = []string{"国", "甲", "乙", "，", "。", "、", "；", "：", "？", "！", "”", "“", "‘", "’", "（", "）", "《", "》", "〈", "〉", "〔", "〕",
	"——", "……", "·", "／", "/", "1", "23", "45.6", "%", "％", "a", "Word", "-", " ", "\u3000", "￥", "№", "\n", "http://a.cn/b/c", "喆", "𬭎", "✔", "\t", "①"}

// TestLinesKeepTheRules lays random texts out. Whatever happens, no character is lost or moved and no line is wider
// than the type area; and but for words longer than a line, no line begins or ends with a mark that must not.
func TestLinesKeepTheRules(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for _, typesetting := range []string{"word", "clreq"} {
		s := *style.Default()
		s.Typesetting = typesetting
		for range seeded.Part(300, 60) {
			var b strings.Builder
			for range 1 + random.Intn(300) {
				b.WriteString(nasty[random.Intn(len(nasty))])
				b.WriteString(strings.Repeat("国", random.Intn(5)))
			}
			text := b.String()
			pages, _ := layIn(t, &s, body(text))
			plain := func(s string) string { return strings.Join(strings.Fields(s), "") }
			lines := allText(pages)
			if got := plain(strings.Join(lines, "")); got != plain(text) {
				t.Fatalf("%s: text %q came out as %q", typesetting, text, got)
			}
			for i, n := range lines {
				runes := []rune(strings.TrimRight(n, " \u3000"))
				if len(runes) == 0 {
					continue
				}
				if first := runes[0]; i > 0 && classOf(first)&notStart != 0 && len(runes) > 1 && !allForbidden(lines[i-1]) {
					if !strings.Contains(text, "\n"+string(first)) {
						t.Errorf("%s: line %q begins with %c, after %q", typesetting, n, first, lines[i-1])
					}
				}
			}
			for p := range pages.Pages {
				for _, n := range contentLines(&pages.Pages[p]) {
					if right := (s.Page.Width-s.Page.Right)*Twip + Point; n.right > right {
						t.Errorf("%s: %q sticks out", typesetting, n.text)
					}
				}
			}
		}
	}
}

// allForbidden reports whether a line offers no place to break.
func allForbidden(line string) bool {
	runes := []rune(line)
	for i := 1; i < len(runes); i++ {
		if mayBreak(char{r: runes[i-1], class: classOf(runes[i-1])}, char{r: runes[i], class: classOf(runes[i])}) {
			return false
		}
	}
	return true
}

func TestWidths(t *testing.T) {
	withFangSong(t)
	pages, _ := lay(t, body("国·国12国"))
	var at []Unit
	for _, r := range pages.Pages[0].Runs {
		if r.Element < 0 {
			continue
		}
		for _, g := range r.Glyphs {
			at = append(at, r.X+int(g.X))
		}
	}
	// The interpunct takes half an em and is drawn in its middle; spacing of -5 twips stands between characters of one
	// script and not beside figures.
	want := []Unit{0, 15750 + (8000-16000)/2, 15750 + 7750, 2*15750 + 7750 + 250, 2*15750 + 2*7750 + 250, 2*15750 + 3*7750 + 500}
	for i := range want {
		if got := at[i] - at[0]; got != want[i] {
			t.Errorf("character %d stands at %d, want %d", i, got, want[i])
		}
	}
}

func TestHalfEmDigits(t *testing.T) {
	pages, _ := lay(t, table([]int{4000, 4845}, 0, []string{"项目", "1234567890"}))
	for _, r := range pages.Pages[0].Runs {
		if cellOf(pages, &r) != 1 {
			continue
		}
		if r.Scale >= 1000 {
			t.Errorf("digits of %s have the scale %d", r.Font.Name(), r.Scale)
		}
		for i := 1; i < len(r.Glyphs); i++ {
			a, b := r.Glyphs[i-1], r.Glyphs[i]
			middle := func(g Glyph) Unit { return int(g.X) + r.Font.Advance(g.ID)*21/2*r.Scale/1000/2 }
			if d := middle(b) - middle(a); d < 5230 || d > 5270 {
				t.Errorf("digits %c and %c are %d units apart", a.Char, b.Char, d)
			}
		}
	}
}

func TestAlignment(t *testing.T) {
	p := style.Default().Page
	left, right := p.Left*Twip, (p.Width-p.Right)*Twip
	for _, c := range []struct {
		role     document.Role
		from, to Unit
	}{
		{document.Title, left + (right-left-3*22*Point)/2, right - (right-left-3*22*Point)/2},
		{document.Date, right - 2*16*Point - 3*16*Point + 3*250, right - 2*16*Point},
		{document.Body, left + 32*Point, left + 32*Point + 3*16*Point - 3*250},
	} {
		pages, _ := lay(t, paragraph(c.role, "国国国"))
		n := contentLines(&pages.Pages[0])[0]
		width := style.Default().Of(c.role).Size * 500
		if slices.Contains([]Unit{n.left - c.from, n.right + width - c.to}, 0) == false || n.left < left {
			t.Errorf("%v: from %d to %d, want %d to %d", c.role, n.left, n.right+width, c.from, c.to)
		}
	}
}
