package layout

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
)

// TestCharactersAsMeant: what is drawn for characters that stand for others, what the page's text says, and what is told.
func TestCharactersAsMeant(t *testing.T) {
	withFangSong(t)
	for _, c := range []struct{ name, text, drawn, page, told string }{
		{"Kangxi radicals", "⽂化和旅游局⽂", "文化和旅游局文", "⽂化和旅游局⽂", "glyph-equivalent ⽂ 2 文"},
		{"CJK radicals", "⻢⻓⺠", "马长民", "⻢⻓⺠", "glyph-equivalent ⻢ 1 马, glyph-equivalent ⻓ 1 长, glyph-equivalent ⺠ 1 民"},
		{"compatibility ideographs", "\uF9D1月", "六月", "\uF9D1月", "glyph-equivalent \uF9D1 1 六"},
		{"one character for another", "克\u0387诺", "克·诺", "克\u0387诺", "glyph-equivalent \u0387 1 ·"},
		{"ligatures", "oﬃce", "office", "office", "glyph-equivalent ﬃ 1 ffi"},
		{"decomposed letters", "e\u0301u\u0308", "éü", "éü", ""},
		{"a mark without a letter for both", "国\u0301", "国\u0301", "国\u0301", ""},
		{"what the fonts have is itself", "①㈠℃％", "①㈠℃％", "①㈠℃％", ""},
		{"invisible characters", "甲\u200B乙\u202E丙\u200B", "甲乙丙", "甲乙丙", "glyph-invisible U+200B 2, glyph-invisible U+202E 1"},
		{"a script at a time", "བོད་ཡིག་ 北京", "〓〓〓〓〓〓〓〓 北京", "བོད་ཡིག་ 北京", "glyph-script བ 8 藏文"},
		{"two scripts", "한국ꆈꌠ한", "〓〓〓〓〓", "한국ꆈꌠ한", "glyph-script 한 3 朝鲜文, glyph-script ꆈ 2 彝文"},
	} {
		t.Run(c.name, func(t *testing.T) {
			pages, list := lay(t, body(c.text))
			var drawn strings.Builder
			for _, r := range pages.Pages[0].Runs {
				if r.Element < 0 {
					continue
				}
				for _, g := range r.Glyphs {
					shown := g.Char
					for _, want := range c.drawn { // the character of the expectation whose glyph this is
						if looked, ok := sfnt.Embedded().Chain("fangsong").Lookup(want); ok && looked.ID == g.ID && looked.Font == r.Font {
							shown = want
						}
					}
					drawn.WriteRune(shown)
				}
			}
			if got := drawn.String(); got != c.drawn {
				t.Errorf("drawn %q, want %q", got, c.drawn)
			}
			if got := strings.Join(allText(pages), ""); got != c.page {
				t.Errorf("the page says %q, want %q", got, c.page)
			}
			var told []string
			for _, d := range list {
				args := map[string]string{}
				for _, a := range d.Args {
					args[a.Name] = a.Value
				}
				switch d.Code {
				case "glyph-equivalent":
					told = append(told, fmt.Sprintf("%s %s %s %s", d.Code, args["character"], args["count"], args["meant"]))
				case "glyph-invisible":
					told = append(told, fmt.Sprintf("%s %s %s", d.Code, args["code"], args["count"]))
				case "glyph-script":
					told = append(told, fmt.Sprintf("%s %s %s %s", d.Code, args["character"], args["count"], args["script"]))
				}
				for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
					if strings.Contains(d.Message(lang), "{") {
						t.Errorf("message %q", d.Message(lang))
					}
				}
			}
			if got := strings.Join(told, ", "); got != c.told {
				t.Errorf("told %q, want %q", got, c.told)
			}
		})
	}
	doc := &document.Document{Blocks: []document.Block{body("한")}}
	if none, list, err := Lay(context.Background(), doc, style.Default(), sfnt.Embedded(), Options{Limits: limit.Default(), Strict: true}); none != nil || err != nil || !list.Has("glyph-script-refused") {
		t.Errorf("strict: %v %v", list, err)
	}
}

// TestTypedBlanks: blanks between Han and a figure are one gap of at most a quarter em in clreq (here a little less, the spacing of
// the style); those between words keep their width.
func TestTypedBlanks(t *testing.T) {
	withFangSong(t)
	at := func(text string) []Unit {
		pages, _ := layIn(t, clreqStyle(), body(text))
		var x []Unit
		for _, r := range pages.Pages[0].Runs {
			if r.Element >= 0 {
				for _, g := range r.Glyphs {
					x = append(x, r.X+int(g.X))
				}
			}
		}
		slices.Sort(x)
		return x
	}
	for _, c := range []struct {
		text string
		from int // character before the blanks
		want Unit
	}{
		{"国 1", 0, 3750},
		{"国   1", 0, 3750},
		{"1 国", 0, 3750},
	} {
		x := at(c.text)
		joined := at(strings.ReplaceAll(c.text, " ", ""))
		if got := (x[len(x)-1] - x[0]) - (joined[1] - joined[0]); got != c.want {
			t.Errorf("%q: a gap of %d, want %d", c.text, got, c.want)
		}
	}
	if x := at("a  b"); x[3]-x[1] != 2*3750 {
		t.Errorf("two blanks between words are %d wide", x[3]-x[1])
	}
}

// TestBlanksAreOneGap: justification widens the gap before a blank, not that behind it as well.
func TestBlanksAreOneGap(t *testing.T) {
	han, blank, digit := char{class: classOf('国')}, char{class: classOf(' ')}, char{class: classOf('1')}
	if !stretchable(&han, &blank) || stretchable(&blank, &digit) || stretchable(&blank, &han) || !stretchable(&han, &digit) {
		t.Error("a blank is not one gap")
	}
}
