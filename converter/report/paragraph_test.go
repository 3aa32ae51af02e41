package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/reporttest"
	"nianbao/converter/report"
)

func TestSpans(t *testing.T) {
	plain := func(s string) report.Span { return report.Span{Text: s} }
	bold := func(s string) report.Span { return report.Span{Text: s, Bold: true} }
	for _, c := range []struct {
		in   string
		want []report.Span
	}{
		{"", nil},
		{"文字", []report.Span{plain("文字")}},
		{"**一是**加强", []report.Span{bold("一是"), plain("加强")}},
		{"先**一是**，**二是**完", []report.Span{plain("先"), bold("一是"), plain("，"), bold("二是"), plain("完")}},
		{"**甲****乙**", []report.Span{bold("甲乙")}}, // neighbours are one
		{"**未完", []report.Span{plain("**未完")}},    // unpaired
		{"甲**", []report.Span{plain("甲**")}},
		{"**甲**乙**", []report.Span{bold("甲"), plain("乙**")}},
		{"****", []report.Span{plain("****")}}, // an empty pair
		{"****甲**", []report.Span{plain("**"), bold("甲")}},
		{"***甲**", []report.Span{bold("*甲")}},
		{"**甲***", []report.Span{bold("甲"), plain("*")}},
		{"3*4=12", []report.Span{plain("3*4=12")}},
		{`\**甲**`, []report.Span{plain("**甲**")}},
		{`\*\*甲\*\*`, []report.Span{plain("**甲**")}},
		{`**甲\*\*乙**`, []report.Span{bold("甲**乙")}},
		{`C:\目录`, []report.Span{plain(`C:\目录`)}}, // a backslash before anything else is itself
		{`甲\\**乙**`, []report.Span{plain(`甲\`), bold("乙")}},
		{`甲\`, []report.Span{plain(`甲\`)}},
		{`**甲\**`, []report.Span{plain(`**甲**`)}}, // the closing mark is protected, so nothing is open
	} {
		if got := report.Spans(c.in); !slices.Equal(got, c.want) {
			t.Errorf("Spans(%q) = %+v, want %+v", c.in, got, c.want)
		}
		text := ""
		for _, s := range c.want {
			text += s.Text
		}
		if got := report.Plain(c.in); got != text {
			t.Errorf("Plain(%q) = %q, want %q", c.in, got, text)
		}
	}
}

// normal joins neighbours of one weight and drops empty spans: what spans say, in one spelling.
func normal(spans []report.Span) []report.Span {
	var out []report.Span
	for _, s := range spans {
		switch n := len(out); {
		case s.Text == "":
		case n > 0 && out[n-1].Bold == s.Bold:
			out[n-1].Text += s.Text
		default:
			out = append(out, s)
		}
	}
	return out
}

func TestParagraphAndSpansAreInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spans := reporttest.Spans(t)
		if rapid.Bool().Draw(t, "stars") { // text of nothing but notation
			for i := range spans {
				spans[i].Text = rapid.StringMatching(`[*\\a ]{0,6}`).Draw(t, "text")
			}
		}
		p := report.Paragraph(spans)
		if got, want := report.Spans(p), normal(spans); !slices.Equal(got, want) {
			t.Fatalf("%+v through %q became %+v", want, p, got)
		}
		if got := report.Paragraph(report.Spans(p)); got != p {
			t.Fatalf("%q became %q", p, got)
		}
	})
}

func TestParagraphProtectsOnlyWhereItMust(t *testing.T) {
	for _, text := range []string{"3*4=12", "甲*", `C:\目录`, "**未完", "****"} {
		if got := report.Paragraph([]report.Span{{Text: text}}); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
	if got := report.Paragraph([]report.Span{{Text: "**甲**"}}); got != `\*\*甲\*\*` {
		t.Errorf("literal stars became %q", got)
	}
}

func TestCanonical(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""}, {" 　\t\u00a0\u2003", ""}, {"　　文字 ", "文字"}, {"\ufeff文\u200b", "文"}, {"甲 　乙", "甲 　乙"},
		{"** 一是**加强", "**一是**加强"}, {"甲**乙 **", "甲**乙**"}, {"** **甲", "甲"}, {"甲** **", "甲"}, {"** **", ""},
		{"**甲****乙**", "**甲乙**"}, {`\*`, "*"}, {`甲\`, `甲\`}, {`\*\*甲\*\*`, `\*\*甲\*\*`}, {" ** ** 甲 ** ** ", "甲"},
	} {
		if got := report.Canonical(c.in); got != c.want {
			t.Errorf("Canonical(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestCanonicalIsIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.StringMatching(`[*\\ a　\t]{0,14}`), rapid.Custom(func(t *rapid.T) string {
			return report.Paragraph(reporttest.Spans(t))
		})).Draw(t, "text")
		once := report.Canonical(text)
		if twice := report.Canonical(once); twice != once {
			t.Fatalf("%q -> %q -> %q", text, once, twice)
		}
		if plain := report.Plain(once); plain != chars.TrimSpace(plain) {
			t.Fatalf("%q has white space at an end: %q", once, plain)
		}
		if got, want := report.Plain(once), chars.TrimSpace(report.Plain(text)); got != want {
			t.Fatalf("%q says %q, was %q", once, got, want)
		}
	})
}

func FuzzSpans(f *testing.F) {
	for _, seed := range []string{"", "**一是**加强", `\*\*`, "***", "****甲**乙**", `\\**`, " ** ** "} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		spans := report.Spans(s)
		if !slices.Equal(spans, normal(spans)) {
			t.Errorf("%q: spans are not joined: %+v", s, spans)
		}
		if got := report.Spans(report.Paragraph(spans)); !slices.Equal(got, spans) {
			t.Errorf("%q: %+v became %+v", s, spans, got)
		}
		once := report.Canonical(s)
		if report.Canonical(once) != once {
			t.Errorf("%q: Canonical is not idempotent", s)
		}
		if utf8.ValidString(s) && strings.ContainsFunc(once, func(r rune) bool { return r == utf8.RuneError }) && !strings.ContainsRune(s, utf8.RuneError) {
			t.Errorf("%q: a character was cut", s)
		}
	})
}

func ExampleSpans() {
	for _, s := range report.Spans("**一是**健全制度，3*4=12") {
		fmt.Printf("%v %s\n", s.Bold, s.Text)
	}
	// Output:
	// true 一是
	// false 健全制度，3*4=12
}

func ExampleParagraph() {
	fmt.Println(report.Paragraph([]report.Span{{Text: "一是", Bold: true}, {Text: "健全**制度**"}}))
	// Output: **一是**健全\*\*制度\*\*
}
