package diag_test

import (
	"go/ast"
	"go/constant"
	"slices"
	"strings"
	"testing"
	"unicode"

	"nianbao/converter/diag"
)

// Whatever the compiler takes for a word stands in the table, and what stands there is used.
func TestEveryWordIsInTheTable(t *testing.T) {
	known := diag.Words()
	used := map[diag.Word]bool{}
	for _, p := range program(t) {
		for _, file := range p.Syntax {
			ast.Inspect(file, func(n ast.Node) bool {
				e, ok := n.(ast.Expr)
				if !ok || p.PkgPath == "nianbao/converter/diag" {
					return p.PkgPath != "nianbao/converter/diag"
				}
				value, ok := p.TypesInfo.Types[e]
				if !ok || !value.IsValue() || value.Value == nil || !isOfDiag(value.Type, "Word") {
					return true
				}
				word := diag.Word(constant.StringVal(value.Value))
				if used[word] = true; !slices.Contains(known, word) {
					t.Errorf("%s: the table has no word %q", p.Fset.Position(e.Pos()), word)
				}
				return false
			})
		}
	}
	for _, word := range known {
		if !used[word] {
			t.Errorf("nobody says %s", word)
		}
	}
	if len(known) < 100 {
		t.Errorf("%d words", len(known))
	}
}

// A word has a text in both languages, with the same values in it (but that the decoder of JSON adds English to its errors, and 等 counts nothing),
// and stands in one table only.
func TestWords(t *testing.T) {
	for i, word := range diag.Words() {
		if i > 0 && diag.Words()[i-1] == word {
			t.Errorf("%s stands in the tables twice", word)
		}
		zh, en := word.In(diag.Chinese), word.In(diag.English)
		if zh == "" || en == "" || strings.ContainsFunc(en, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			t.Errorf("%s: %q, %q", word, zh, en)
		}
		a, b := placeholders(zh), placeholders(en)
		if englishAlone := word == "json-unexpected" || word == "and-more"; !englishAlone && !slices.Equal(a, b) {
			t.Errorf("%s speaks of %v in Chinese and of %v in English", word, a, b)
		}
	}
}

func TestWordInAMessage(t *testing.T) {
	d := diag.New("json-limit", diag.Place{}, "what", diag.Word("json-bytes"), "limit", 5)
	if got := d.Message(diag.Chinese); !strings.Contains(got, "字节数") || strings.Contains(got, "{") {
		t.Error(got)
	}
	if got := d.Message(diag.English); !strings.Contains(got, "bytes") || strings.Contains(got, "{") {
		t.Error(got)
	}
	for _, c := range []struct {
		is     diag.Wording
		zh, en string
	}{
		{diag.Word("no such word").With("n", 1), "no such word", "no such word"},
		{diag.Word("at-line").With("n", 7), "第7行", "line 7"},
		{diag.Word("at-line").With("n", "{n}", "n", 2), "第{n}行", "line {n}"}, // values are not looked at again
		{diag.Word("at-line").With(), "第{n}行", "line {n}"},
		{diag.Word("cell-of-table").With("table", "T", "cell", diag.Wording{Chinese: "甲", English: "A"}), "T甲", "T, A"},
		{diag.Listed([]diag.Wording{diag.Word("title").With(), diag.Same("x")}), "标题、x", "title, x"},
		{diag.AnyOf([]diag.Wording{diag.Word("json-array").With(), diag.Word("json-null").With()}), "数组或null", "an array or null"},
	} {
		if c.is != (diag.Wording{Chinese: c.zh, English: c.en}) {
			t.Errorf("%v, not %q and %q", c.is, c.zh, c.en)
		}
	}
}

// Braces that are no place of a value stay, also those that stand before one.
func TestBracesThatAreNoPlace(t *testing.T) {
	d := diag.New("json-limit", diag.Place{}, "n", "1")
	d.Text = map[diag.Lang]string{diag.Chinese: "{a{n}} {x} {n"}
	if got := d.Message(diag.Chinese); got != "{a1} {x} {n" {
		t.Error(got)
	}
}
