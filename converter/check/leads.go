package check

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/runeset"
)

// leads say how every match of an expression begins, and how long one is at most. A text is then gone through once for these beginnings,
// and the expression is tried at them alone, on no more text than a match can cover: it costs some hundred times as much a character as
// looking for a beginning does. An expression that looks at what stands before a match (^ and \b) has none.
type leads struct {
	words map[rune][]string // by their first character
	first *runeset.Set
	reach int // bytes of the longest match
}

const (
	mostLeads    = 256  // beginnings of an expression
	longestReach = 2048 // bytes; what may be longer is looked for in one go
	mostAttempts = 64   // beginnings tried in a text before the rest is searched in one go, which costs no more however many there are
	classOfLeads = 16   // characters of a class that are told one by one
)

// newLeads returns the leads of an expression, nil where it has none.
func newLeads(e *syntax.Regexp) *leads {
	if looksBehind(e) {
		return nil
	}
	reach, bounded := longest(e)
	words, _ := leadsOf(e)
	if !bounded || reach > longestReach || len(words) == 0 || slices.Contains(words, "") {
		return nil
	}
	l := &leads{words: map[rune][]string{}, first: &runeset.Set{}, reach: reach}
	for _, word := range words {
		if slices.ContainsFunc(words, func(s string) bool { return s != word && strings.HasPrefix(word, s) }) {
			continue // the shorter one tells as much
		}
		c, _ := utf8.DecodeRuneInString(word)
		l.first.Add(c)
		if !slices.Contains(l.words[c], word) {
			l.words[c] = append(l.words[c], word)
		}
	}
	return l
}

// next returns the first place from a place on where a match may begin, -1 for none.
func (l *leads) next(text string, from int) int {
	for from < len(text) {
		c, size := rune(text[from]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(text[from:])
		}
		if l.first.Has(c) {
			for _, word := range l.words[c] {
				if strings.HasPrefix(text[from:], word) {
					return from
				}
			}
		}
		from += size
	}
	return -1
}

// window is as much of a text as a match that begins at a place can see: what is behind the longest match tells it that the text has
// not ended there.
func (l *leads) window(text string, from int) string {
	return text[from:min(len(text), from+l.reach+utf8.UTFMax)]
}

// looksBehind reports whether a match depends on what stands before it.
func looksBehind(e *syntax.Regexp) bool {
	switch e.Op {
	case syntax.OpBeginLine, syntax.OpBeginText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return true
	}
	return slices.ContainsFunc(e.Sub, looksBehind)
}

// longest returns how many bytes a match has at most; ok is false where there is no such number.
func longest(e *syntax.Regexp) (n int, ok bool) {
	switch e.Op {
	case syntax.OpLiteral, syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return utf8.UTFMax * max(len(e.Rune), 1), true
	case syntax.OpStar, syntax.OpPlus:
		return 0, false
	case syntax.OpRepeat:
		n, ok = longest(e.Sub[0])
		return n * e.Max, ok && e.Max >= 0
	case syntax.OpConcat, syntax.OpCapture, syntax.OpQuest, syntax.OpAlternate:
		for _, part := range e.Sub {
			m, bounded := longest(part)
			if !bounded {
				return 0, false
			}
			if e.Op == syntax.OpAlternate {
				n = max(n, m)
			} else {
				n += m
			}
		}
	}
	return n, true
}

// leadsOf returns words of which every match of the expression begins with one, nil where they are not known. whole says that a match
// is nothing but its word, so that what follows in the expression follows the word.
func leadsOf(e *syntax.Regexp) (words []string, whole bool) {
	switch e.Op {
	case syntax.OpLiteral:
		if e.Flags&syntax.FoldCase == 0 {
			return []string{string(e.Rune)}, true
		}
	case syntax.OpCharClass:
		return classLeads(e), true
	case syntax.OpEmptyMatch, syntax.OpEndText, syntax.OpEndLine:
		return []string{""}, true
	case syntax.OpCapture:
		return leadsOf(e.Sub[0])
	case syntax.OpStar:
		return []string{""}, false
	case syntax.OpQuest:
		words, whole = leadsOf(e.Sub[0])
		if words == nil {
			return []string{""}, false
		}
		return append([]string{""}, words...), whole
	case syntax.OpPlus:
		words, _ = leadsOf(e.Sub[0])
		return words, false
	case syntax.OpRepeat:
		if e.Min == 0 {
			return []string{""}, false
		}
		words, whole = leadsOf(e.Sub[0])
		return words, whole && e.Min == 1 && e.Max == 1
	case syntax.OpAlternate:
		whole = true
		for _, part := range e.Sub {
			list, all := leadsOf(part)
			if list == nil || len(words)+len(list) > mostLeads {
				return nil, false
			}
			words, whole = append(words, list...), whole && all
		}
		return words, whole
	case syntax.OpConcat:
		words = []string{""}
		for _, part := range e.Sub {
			list, all := leadsOf(part)
			if list == nil || len(words)*len(list) > mostLeads {
				return words, false
			}
			if words = products(words, list); !all {
				return words, false
			}
		}
		return words, true
	}
	return nil, false
}

// classLeads returns the characters of a class, nil where they are too many.
func classLeads(e *syntax.Regexp) []string {
	var all []string
	for i := 0; i+1 < len(e.Rune); i += 2 {
		for c := e.Rune[i]; c <= e.Rune[i+1]; c++ {
			if all = append(all, string(c)); len(all) > classOfLeads {
				return nil
			}
		}
	}
	return all
}
