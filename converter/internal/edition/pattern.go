package edition

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Pattern is a regular expression in which {name} stands for a part. Most texts that it is asked about cannot match, and
// its methods tell that from a few characters before they run it: what is asked of every line of an input must cost
// next to nothing where there is nothing to find. It is compiled when a text may match it: of the patterns of a form most reports
// need a few.
type Pattern struct {
	Regexp func() *regexp.Regexp // nil where there is no pattern
	source string
	need   need
}

// UnmarshalText keeps the source: what it stands for is known when the whole file is.
func (p *Pattern) UnmarshalText(text []byte) error {
	p.source = string(text)
	return nil
}

// MarshalText writes the pattern as UnmarshalText reads it.
func (p Pattern) MarshalText() ([]byte, error) { return []byte(p.source), nil }

// patterns are those that were compiled, by what they stand for and how many groups they have: families that are like each other share most.
type patterns map[[2]string]*Pattern

func (p *Pattern) compile(parts map[string]string, groups string, compiled patterns) error {
	if p.source == "" {
		return fmt.Errorf("it is empty")
	}
	text, err := expand(p.source, parts)
	if err != nil {
		return err
	}
	if same := compiled[[2]string{text, groups}]; same != nil {
		p.Regexp, p.need = same.Regexp, same.need
		return nil
	}
	tree, err := syntax.Parse(text, syntax.Perl) // all that can be wrong with an expression
	if err != nil {
		return err
	}
	if n := tree.MaxCap(); fmt.Sprint(n) != groups {
		return fmt.Errorf("it has %d groups, not %s", n, groups)
	}
	p.Regexp = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
	p.need = needOf(tree)
	compiled[[2]string{text, groups}] = p
	return nil
}

// Given reports whether there is a pattern: a family may leave out one that is optional.
func (p Pattern) Given() bool { return p.Regexp != nil }

// MatchString is regexp's.
func (p Pattern) MatchString(s string) bool { return p.need.met(s) && p.Regexp().MatchString(s) }

// FindString is regexp's.
func (p Pattern) FindString(s string) string {
	if !p.need.met(s) {
		return ""
	}
	return p.Regexp().FindString(s)
}

// FindStringIndex is regexp's.
func (p Pattern) FindStringIndex(s string) []int {
	if !p.need.met(s) {
		return nil
	}
	return p.Regexp().FindStringIndex(s)
}

// FindStringSubmatch is regexp's.
func (p Pattern) FindStringSubmatch(s string) []string {
	if !p.need.met(s) {
		return nil
	}
	return p.Regexp().FindStringSubmatch(s)
}

// FindStringSubmatchIndex is regexp's.
func (p Pattern) FindStringSubmatchIndex(s string) []int {
	if !p.need.met(s) {
		return nil
	}
	return p.Regexp().FindStringSubmatchIndex(s)
}

// FindAllStringIndex is regexp's.
func (p Pattern) FindAllStringIndex(s string, n int) [][]int {
	if !p.need.met(s) {
		return nil
	}
	return p.Regexp().FindAllStringIndex(s, n)
}

// FindAllStringSubmatchIndex is regexp's.
func (p Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if !p.need.met(s) {
		return nil
	}
	return p.Regexp().FindAllStringSubmatchIndex(s, n)
}

// FindAllStringSubmatch is regexp's.
func (p Pattern) FindAllStringSubmatch(s string, n int) [][]string {
	if !p.need.met(s) {
		return nil
	}
	return p.Regexp().FindAllStringSubmatch(s, n)
}

// ReplaceAllStringFunc is regexp's.
func (p Pattern) ReplaceAllStringFunc(s string, with func(string) string) string {
	if !p.need.met(s) {
		return s
	}
	return p.Regexp().ReplaceAllStringFunc(s, with)
}

// ReplaceAllString is regexp's.
func (p Pattern) ReplaceAllString(s, with string) string {
	if !p.need.met(s) {
		return s
	}
	return p.Regexp().ReplaceAllString(s, with)
}

// EndsIn reports whether a text can be the end of a match of a pattern that ends in $, by its last character.
func (p Pattern) EndsIn(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return p.need.last == nil || s != "" && in(p.need.last, last)
}

// need is what a text must have to match an expression, derived from the expression. Each condition is necessary; none
// is sufficient.
type need struct {
	first, last []rune     // ranges that hold its first and its last character; nil: any, or an empty text matches
	words       [][]string // of each of these, one stands in it
}

// mostWords is of how many words one must stand in a text, for the search to be cheaper than the expression.
const mostWords = 24

func (n need) met(s string) bool {
	if n.first != nil {
		if r, _ := utf8.DecodeRuneInString(s); s == "" || !in(n.first, r) {
			return false
		}
	}
	if n.last != nil {
		if r, _ := utf8.DecodeLastRuneInString(s); s == "" || !in(n.last, r) {
			return false
		}
	}
	for _, words := range n.words {
		if !slices.ContainsFunc(words, func(word string) bool { return strings.Contains(s, word) }) {
			return false
		}
	}
	return true
}

func in(ranges []rune, r rune) bool {
	for i := 0; i < len(ranges); i += 2 {
		if r < ranges[i] {
			return false
		}
		if r <= ranges[i+1] {
			return true
		}
	}
	return false
}

// needOf derives the conditions. Where an expression says nothing for certain (flags, lines, words' ends), there is none.
func needOf(re *syntax.Regexp) need {
	if !plain(re) {
		return need{}
	}
	re = re.Simplify()
	n := need{words: wordsOf(re)}
	begins, ends := anchored(re, syntax.OpBeginText, false), anchored(re, syntax.OpEndText, true)
	if begins {
		n.first = edge(re, false)
	}
	if ends {
		n.last = edge(re, true)
	}
	if begins && !ends {
		n.words = nil // the expression itself looks no further than it must; the rest of the text may be long
	}
	return n
}

// plain reports whether an expression consists of nothing but what this file knows.
func plain(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpBeginLine, syntax.OpEndLine, syntax.OpWordBoundary, syntax.OpNoWordBoundary, syntax.OpNoMatch:
		return false
	}
	return re.Flags&(syntax.FoldCase) == 0 && !slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return !plain(sub) })
}

// anchored reports whether every match begins, or ends, where the text does.
func anchored(re *syntax.Regexp, op syntax.Op, end bool) bool {
	switch re.Op {
	case op:
		return true
	case syntax.OpCapture:
		return anchored(re.Sub[0], op, end)
	case syntax.OpConcat:
		at := 0
		if end {
			at = len(re.Sub) - 1
		}
		return anchored(re.Sub[at], op, end)
	case syntax.OpAlternate:
		return !slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return !anchored(sub, op, end) })
	}
	return false
}

// edge returns the ranges of the characters that a match of an anchored expression begins with, or ends in; nil for any.
func edge(re *syntax.Regexp, end bool) []rune {
	ranges, empty, ok := edgeOf(re, end)
	if !ok || empty {
		return nil
	}
	return sorted(ranges)
}

// edgeOf returns the ranges at an edge of an expression, and whether it matches the empty text too. It is not ok where
// every character will do.
func edgeOf(re *syntax.Regexp, end bool) (ranges []rune, empty, ok bool) {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpEndText:
		return nil, true, true
	case syntax.OpLiteral:
		r := re.Rune[0]
		if end {
			r = re.Rune[len(re.Rune)-1]
		}
		return []rune{r, r}, false, true
	case syntax.OpCharClass:
		return re.Rune, false, true
	case syntax.OpCapture, syntax.OpPlus:
		return edgeOf(re.Sub[0], end)
	case syntax.OpStar, syntax.OpQuest:
		ranges, _, ok = edgeOf(re.Sub[0], end)
		return ranges, true, ok
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			more, e, ok := edgeOf(sub, end)
			if !ok {
				return nil, false, false
			}
			ranges, empty = append(ranges[:len(ranges):len(ranges)], more...), empty || e
		}
		return ranges, empty, true
	case syntax.OpConcat:
		for i := range re.Sub {
			sub := re.Sub[i]
			if end {
				sub = re.Sub[len(re.Sub)-1-i]
			}
			more, e, ok := edgeOf(sub, end)
			if !ok {
				return nil, false, false
			}
			if ranges = append(ranges[:len(ranges):len(ranges)], more...); !e {
				return ranges, false, true
			}
		}
		return ranges, true, true
	}
	return nil, false, false
}

// sorted returns ranges in their order, those that touch made one.
func sorted(ranges []rune) []rune {
	pairs := make([][2]rune, len(ranges)/2)
	for i := range pairs {
		pairs[i] = [2]rune{ranges[2*i], ranges[2*i+1]}
	}
	slices.SortFunc(pairs, func(a, b [2]rune) int { return int(a[0] - b[0]) })
	var out []rune
	for _, p := range pairs {
		if n := len(out); n > 0 && p[0] <= out[n-1]+1 {
			out[n-1] = max(out[n-1], p[1])
			continue
		}
		out = append(out, p[0], p[1])
	}
	return out
}

// wordsOf returns sets of words: of each set, one stands in every text that matches.
func wordsOf(re *syntax.Regexp) [][]string {
	switch re.Op {
	case syntax.OpLiteral:
		return [][]string{{string(re.Rune)}}
	case syntax.OpCharClass:
		var words []string
		for i := 0; i < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				if len(words) == mostWords {
					return nil
				}
				words = append(words, string(r))
			}
		}
		return [][]string{words}
	case syntax.OpCapture, syntax.OpPlus:
		return wordsOf(re.Sub[0])
	case syntax.OpConcat:
		var all [][]string
		for _, sub := range re.Sub {
			all = append(all, wordsOf(sub)...)
		}
		return best(all)
	case syntax.OpAlternate:
		var any []string
		for _, sub := range re.Sub {
			sets := best(wordsOf(sub))
			if len(sets) == 0 {
				return nil
			}
			any = append(any, sets[0]...)
		}
		if any = shortest(any); len(any) > mostWords {
			return nil
		}
		return [][]string{any}
	}
	return nil
}

// shortest drops the words in which another stands.
func shortest(words []string) []string {
	var out []string
	for i, word := range words {
		if !slices.ContainsFunc(words[:i], func(w string) bool { return strings.Contains(word, w) }) &&
			!slices.ContainsFunc(words[i+1:], func(w string) bool { return w != word && strings.Contains(word, w) }) {
			out = append(out, word)
		}
	}
	return out
}

// best puts the sets first that fewest texts have: of few and long words. It keeps two of them.
func best(sets [][]string) [][]string {
	const kept = 2
	weight := func(words []string) int {
		shortest := len(words[0])
		for _, word := range words {
			shortest = min(shortest, len(word))
		}
		return len(words) - 8*shortest
	}
	slices.SortStableFunc(sets, func(a, b []string) int { return weight(a) - weight(b) })
	return sets[:min(kept, len(sets))]
}
