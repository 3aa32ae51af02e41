package plaintext_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"nianbao/converter/diag"
	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/plaintext"
)

// show writes tokens as separator and text: ^ line start, _ space, __ spaces, > tab, | bar.
func show(tokens []document.Token) string {
	var b strings.Builder
	for _, t := range tokens {
		fmt.Fprintf(&b, "%s%s@%d ", map[document.Separator]string{document.LineStart: "^", document.Space: "_", document.Spaces: "__", document.Tab: ">", document.Bar: "|"}[t.Before],
			t.Text, t.Column)
	}
	return strings.TrimSpace(b.String())
}

func TestTokenize(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"", ""}, {"   ", ""}, {"　\u00a0\u2003", ""},
		{"规章", "^规章@1"}, {"　　规章", "^规章@3"}, {"规章  ", "^规章@1"},
		{"规章\t0\t0", "^规章@1 >0@4 >0@6"},
		{"\t规章\t0", "^@1 >规章@2 >0@5"},              // a leading tab: an empty cell before it
		{"规章\t\t0\t", "^规章@1 >@4 >0@5 >@7"},        // two tabs together; one at the end
		{"\t", "^@1 >@2"}, {"\t\t", "^@1 >@2 >@3"}, // nothing but tabs
		{"规章 | 0 |", "^规章@1 |0@6 |@9"}, {"| 规章 | 0", "^@1 |规章@3 |0@8"}, {"|", "^@1 |@2"}, {"||", "^@1 |@2 |@3"},
		{"规章｜0│1┃2", "^规章@1 |0@4 |1@6 |2@8"},
		{"规章 0", "^规章@1 _0@4"}, {"规章  0", "^规章@1 __0@5"}, {"规章　0", "^规章@1 __0@4"}, {"规章\u00a00", "^规章@1 _0@4"}, {"规章\u20030", "^规章@1 __0@4"},
		{"甲 乙  丙 丁", "^甲@1 _乙@3 __丙@6 _丁@8"},
		{"规章 \t 0", "^规章@1 >0@6"}, {"  \t0", "^@3 >0@4"},
		{"𬭎\t喆", "^𬭎@1 >喆@3"},
		{"a\xff\tb", "^a\xff@1 >b@4"}, {"\xff", "^\xff@1"}, // what no decoder gives is still no reason to panic
	} {
		if got := show(document.Tokenize(c.line, len(c.line)+1)); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.line, got, c.want)
		}
	}
}

// Tokens stand in the line where they say, in order, and together hold all of it but separators.
func TestTokensAreTheLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tokensAreTheLine(t, rapid.StringMatching(`[ \t|｜　甲乙0\x{a0}𬭎]{0,30}`).Draw(t, "line"))
	})
}

func tokensAreTheLine(t rapid.TB, line string) {
	characters := []rune(line)
	last, text := 0, ""
	for i, token := range document.Tokenize(line, len(line)+1) {
		if token.Column <= last && i > 0 || token.Column < 1 || token.Column > len(characters)+1 {
			t.Fatalf("%q: token %d at column %d", line, i, token.Column)
		}
		last = token.Column
		if want := []rune(token.Text); token.Column-1+len(want) > len(characters) || string(characters[token.Column-1:token.Column-1+len(want)]) != token.Text {
			t.Fatalf("%q: %q does not stand at column %d", line, token.Text, token.Column)
		}
		if strings.ContainsAny(token.Text, "\t|｜│┃ 　\u00a0") {
			t.Fatalf("%q: a separator in %q", line, token.Text)
		}
		if token.Text == "" && i > 0 && token.Before != document.Tab && token.Before != document.Bar {
			t.Fatalf("%q: an empty token after white space", line)
		}
		text += token.Text
	}
	rest := strings.Map(func(r rune) rune {
		if strings.ContainsRune("\t|｜│┃", r) || chars.IsSpace(r) && r != 0xfeff && r != 0x200b {
			return -1
		}
		return r
	}, line)
	if text != rest {
		t.Fatalf("%q: tokens hold %q, want %q", line, text, rest)
	}
}

func read(t *testing.T, data string) []document.Line {
	t.Helper()
	doc, found := plaintext.Read(context.Background(), []byte(data), limit.Default())
	if doc == nil || len(found) > 0 || !doc.Lossy || len(doc.Blocks) != 1 {
		t.Fatalf("%q: %v", data, found)
	}
	return doc.Blocks[0].(*document.Loose).Lines
}

func TestReadLines(t *testing.T) {
	for _, c := range []struct {
		data string
		want []string
	}{
		{"甲", []string{"甲"}},
		{"甲\n乙", []string{"甲", "乙"}},
		{"甲\r\n乙\r丙\n\r丁", []string{"甲", "乙", "丙", "", "丁"}},
		{"甲\n\n乙", []string{"甲", "", "乙"}},
		{"甲\f乙\v丙\u2028丁\u2029戊\u0085己", []string{"甲", "乙", "丙", "丁", "戊", "己"}},
		{"甲\n", []string{"甲", ""}}, // what follows the last break is nothing, and says that the line was not cut
		{"\ufeff甲", []string{"甲"}},
		{"甲\x00\x07\x1b\x7f乙\u200b丙\ufeff丁\u200e", []string{"甲乙丙丁"}},
		{"甲\ufffe乙\U0001ffff", []string{"甲乙"}},
		{"　甲\t乙 ", []string{"　甲\t乙 "}}, // the text stays as it is
	} {
		var got []string
		for i, l := range read(t, c.data) {
			if l.Number != i+1 {
				t.Errorf("%q: line %d has the number %d", c.data, i+1, l.Number)
			}
			if !slices.Equal(l.Tokens, document.Tokenize(l.Text, len(l.Text)+1)) {
				t.Errorf("%q: tokens %s", c.data, show(l.Tokens))
			}
			got = append(got, l.Text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.data, got, c.want)
		}
	}
}

func TestReadEncodings(t *testing.T) {
	text := "一、总体情况\n全市公开信息"
	utf16 := []byte{0xff, 0xfe}
	for _, r := range text {
		utf16 = append(utf16, byte(r), byte(r>>8))
	}
	gbk := "\xd2\xbb\xa1\xa2\xd7\xdc\xcc\xe5\xc7\xe9\xbf\xf6\n\xc8\xab\xca\xd0\xb9\xab\xbf\xaa\xd0\xc5\xcf\xa2"
	for name, data := range map[string]string{"UTF-8": text, "GBK": gbk, "UTF-16": string(utf16)} {
		if lines := read(t, data); len(lines) != 2 || lines[0].Text != "一、总体情况" || lines[1].Text != "全市公开信息" {
			t.Errorf("%s: %+v", name, lines)
		}
	}
	if doc, found := plaintext.Read(context.Background(), []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"), limit.Default()); doc != nil || !found.Has("encoding-unknown") {
		t.Errorf("a picture: %v", found)
	}
}

func TestReadLimits(t *testing.T) {
	limits := limit.Default()
	limits.TextLines, limits.TextTokens, limits.StringRunes = 3, 6, 5
	for _, c := range []struct {
		name, data string
		line       int // that is one too many; 0: none
	}{
		{"lines at the limit", "甲\n乙\n丙", 0}, {"too many lines", "甲\n乙\n丙\n丁\n戊", 4},
		{"tokens at the limit", "1 2 3\n4 5 6", 0}, {"too many tokens", "1 2 3\n4 5 6 7", 2}, {"far too many tokens", strings.Repeat("\t", 20), 1},
		{"a line at the limit", strings.Repeat("a", 20), 0}, {"a line too long", "甲\n" + strings.Repeat("a", 21), 2},
	} {
		doc, found := plaintext.Read(context.Background(), []byte(c.data), limits)
		if (doc == nil) != (c.line > 0) {
			t.Errorf("%s: %v", c.name, found)
			continue
		}
		if c.line > 0 && (len(found) != 1 || found[0].Code != "text-limit" || found[0].Place.Line != c.line || found[0].Severity != diag.Error) {
			t.Errorf("%s: %+v", c.name, found)
		}
		if c.line > 0 && strings.Contains(found[0].Message(diag.English), "{") {
			t.Error(found[0].Message(diag.English))
		}
	}
}

// A line of nothing but separators costs no more than the limit allows.
func TestManyTokensAreNotStored(t *testing.T) {
	data := []byte(strings.Repeat("\t", 3<<20))
	limits := limit.Default()
	limits.TextTokens = 1000
	if n := testing.AllocsPerRun(1, func() { plaintext.Read(context.Background(), data, limits) }); n > 100 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{"", "一、总体情况\r\n规章\t0\t0\t0", "规章 | 0 |\n|---|---|", "\t规章\t\t0", "\xff\xfe\x00N", "\xd2\xbb\xa1\xa2", "a\x00b", "\ufeff\f\v\u2028", "\x1b[31m"} {
		f.Add([]byte(seed))
	}
	limits := limit.Default()
	limits.TextLines, limits.TextTokens, limits.StringRunes = 1000, 5000, 5000
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, found := plaintext.Read(context.Background(), data, limits)
		worst, any := found.Worst()
		if (doc == nil) != (any && worst == diag.Error) {
			t.Fatalf("%v with %v", doc, found)
		}
		if doc == nil {
			return
		}
		for i, l := range doc.Blocks[0].(*document.Loose).Lines {
			if l.Number != i+1 || !utf8.ValidString(l.Text) || strings.ContainsFunc(l.Text, func(r rune) bool { return !chars.ValidRune(r) || r == 0x2028 || r == 0x2029 }) {
				t.Fatalf("line %d: %q", l.Number, l.Text)
			}
			tokensAreTheLine(t, l.Text)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data := []byte(strings.Repeat("（一）予以公开\t1\t0\t0\t0\t0\t0\t1\n全年通过门户网站公开信息312条，其中政策文件9件。\n", 100))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		plaintext.Read(context.Background(), data, limit.Default())
	}
}
