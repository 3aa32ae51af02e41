package script

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
)

// TestOf: the letters of each script are its own, Unicode says the same, and what stands in every report is in none.
func TestOf(t *testing.T) {
	tables := map[*Script]*unicode.RangeTable{Tibetan: unicode.Tibetan, Arabic: unicode.Arabic, Mongolian: unicode.Mongolian, Yi: unicode.Yi, Korean: unicode.Hangul}
	for _, s := range All() {
		for _, r := range s.Letters {
			if Of(r) != s {
				t.Errorf("%s: %c is not its own", s.Name, r)
			}
		}
	}
	for r := rune(0); r <= 0x10FFFF; r++ {
		for s, table := range tables {
			// Half-width jamo, circled letters and mathematical Arabic are compatibility characters or symbols.
			other := r >= 0x3200 && r < 0x3300 || r >= 0xFFA0 && r < 0xFFE0 || r >= 0x10E60 && r < 0x10E80 || r >= 0x10EC0 && r < 0x1F000 && s == Arabic ||
				r == 0x302E || r == 0x302F || r >= 0x870 && r < 0x8A0
			if unicode.Is(table, r) && !other && Of(r) != s {
				t.Fatalf("U+%04X is %s", r, s.Name)
			}
		}
	}
	for _, r := range "2023年，政府信息公开“①”℃々〇㎡ｆ０ｱ\uFEFF\uFF0C\U00020000\uE000é\u0301\u200B" {
		if s := Of(r); s != nil {
			t.Errorf("%c U+%04X is %s", r, r, s.Name)
		}
	}
}

// TestCut: the stretches of a text, put together, are the text; blanks inside a script are the script's.
func TestCut(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"新疆维吾尔自治区", ""},
		{"新疆 ئۇيغۇر ئاپتونوم 自治区", "新疆 |Arab:ئۇيغۇر ئاپتونوم| 自治区"},
		{"བོད་ལྗོངས", "Tibt:བོད་ལྗོངས"},
		{"བོད་ 한국。", "Tibt:བོད་| |Hang:한국|。"},
		{"ꆈꌠ\n延边", "Yiii:ꆈꌠ|\n延边"},
		{" مى\u200Cى\u200C", " |Arab:مى\u200Cى|\u200C"},
		{"\xff한\xff", "\xff|Hang:한|\xff"},
	} {
		var got []string
		all := ""
		for _, s := range Cut(c.text) {
			all += s.Text
			if s.Script != nil {
				s.Text = s.Script.Tag + ":" + s.Text
			}
			got = append(got, s.Text)
		}
		if strings.Join(got, "|") != c.want || got != nil && all != c.text {
			t.Errorf("%q: %q", c.text, got)
		}
	}
}

func ExampleOf() {
	fmt.Println(Of('བ').Name, Of('ئ').Name, Of('国') == nil)
	// Output: tibetan arabic true
}

func FuzzCut(f *testing.F) {
	f.Add("新疆 ئۇيغۇر 区")
	f.Fuzz(func(t *testing.T, text string) {
		all := ""
		for _, s := range Cut(text) {
			if s.Text == "" {
				t.Fatal("an empty stretch")
			}
			all += s.Text
		}
		if all != "" && all != text {
			t.Fatalf("%q became %q", text, all)
		}
	})
}

// TestWord: what no line cuts.
func TestWord(t *testing.T) {
	for text, want := range map[string]string{"": "", "国བོད": "", "བོད་རང": "བོད་", "བ་་ད": "བ་་", "ئات ئات": "ئات", "مى\u200Cى،国": "مى\u200Cى،", "ꆈꌠ": "ꆈ", "정부국": "정부국", "정부局": "정부"} {
		if got := text[:Word(text)]; got != want {
			t.Errorf("%q begins with the word %q, want %q", text, got, want)
		}
	}
}

// TestFirst: by their first bytes the characters of the scripts are found, each by itself and behind others, and no others.
func TestFirst(t *testing.T) {
	for r := rune(0x80); r <= 0x10FFFF; r++ {
		want := -1
		if Of(r) != nil {
			want = len("国，\xe4")
		}
		if got := first("国，\xe4" + string(r) + "한"); got != want && !(want < 0 && got == len("国，\xe4"+string(r))) {
			t.Fatalf("U+%04X: %d", r, got)
		}
	}
	if first("政府\xff") != -1 {
		t.Error("found where there is none")
	}
}
