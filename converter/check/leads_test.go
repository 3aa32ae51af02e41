package check

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/internal/edition"
)

// Trying an expression at its leads alone finds what the expression itself finds, in texts made of its own words and of the rules'
// examples: every expression of the rules, and some that are hard.
func TestLeadsMissNothing(t *testing.T) {
	texts := []string{`甲{2}[一二三]年?`, `(?:公开|信息)(?:共)?[0-9]{1,3}(条|件)(?:，|$)`, `[0-9]{4}年.{0,3}$`, `(甲|甲乙)(丙)?`, `甲+`, `(?:^|丁)甲`, `(?i)ab`, `\b甲`, `(?:甲|)乙`, `甲*`}
	for _, e := range edition.Official().Editions {
		for i := range e.Rules {
			rule := &e.Rules[i]
			texts = append(texts, rule.Pattern, rule.Skip, rule.Require, rule.Exclude, rule.Organization, rule.NotOrganization)
			for _, p := range rule.Patterns {
				texts = append(texts, p.Pattern)
			}
		}
	}
	slices.Sort(texts)
	texts = slices.DeleteFunc(slices.Compact(texts), func(s string) bool { return s == "" })
	r, led := rand.New(rand.NewPCG(1, 2)), 0
	for _, text := range texts {
		e, err := compileExpression(text)
		if err != nil {
			t.Fatal(err)
		}
		if e.leads != nil {
			led++
		}
		for range 40 {
			made := assembled(r, text)
			want := e.FindAllStringSubmatchIndex(made, mostMatches)
			if got := e.find(made, mostMatches); fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("%s in %q: %v, want %v", text, made, got, want)
			}
			if got := e.in(made); got != (want != nil) {
				t.Fatalf("%s in %q: %v", text, made, got)
			}
			if got := e.inPassage(newPassage("", 0, made)); got != e.MatchString(newPassage("", 0, made).text) {
				t.Fatalf("%s in the passage %q: %v", text, made, got)
			}
		}
	}
	if led < len(texts)/4 {
		t.Errorf("%d of %d expressions have leads", led, len(texts))
	}
}

// assembled puts a text together from the characters and words of an expression, more of them than are tried one by one.
func assembled(r *rand.Rand, expression string) string {
	words := strings.FieldsFunc(expression, func(c rune) bool { return strings.ContainsRune(`()[]{}|?:^$*+\`, c) })
	characters := []rune(strings.Join(words, ""))
	var b strings.Builder
	for range r.IntN(2 * mostAttempts) {
		switch r.IntN(4) {
		case 0:
			b.WriteString(words[r.IntN(len(words))])
		case 1, 2:
			b.WriteRune(characters[r.IntN(len(characters))])
		default:
			b.WriteString([]string{"2023年", "7", "件", "。", "，", "公开", "\n", "😀"}[r.IntN(8)])
		}
	}
	return b.String()
}
