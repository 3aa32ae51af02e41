package check

import (
	"regexp"
	"regexp/syntax"
	"strings"
)

// expression is a regular expression that is only tried on texts that can match. Looking for words costs a hundredth of
// matching, and of a report's sentences nearly all hold none of them.
type expression struct {
	*regexp.Regexp
	literals []string // every match holds one of them; nil: nothing is known
}

func compileExpression(text string) (*expression, error) {
	re, err := regexp.Compile(text)
	if err != nil {
		return nil, err
	}
	e := &expression{Regexp: re}
	if tree, err := syntax.Parse(text, syntax.Perl); err == nil {
		e.literals = literalsOf(tree)
	}
	return e, nil
}

// possible reports whether the text can hold a match.
func (e *expression) possible(text string) bool {
	if e.literals == nil {
		return true
	}
	for _, word := range e.literals {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// in reports whether the text holds a match. A nil expression matches nothing.
func (e *expression) in(text string) bool { return e != nil && e.possible(text) && e.MatchString(text) }

// most literals that are worth looking for one by one.
const mostLiterals = 64

// literalsOf returns words of which every match of the expression holds at least one, nil where there are no such words.
func literalsOf(e *syntax.Regexp) []string {
	switch e.Op {
	case syntax.OpLiteral:
		if e.Flags&syntax.FoldCase == 0 {
			return []string{string(e.Rune)}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return literalsOf(e.Sub[0])
	case syntax.OpRepeat:
		if e.Min > 0 {
			return literalsOf(e.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for _, part := range e.Sub {
			if words := literalsOf(part); words != nil && (best == nil || shortest(words) > shortest(best)) {
				best = words
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, part := range e.Sub {
			words := literalsOf(part)
			if words == nil || len(all)+len(words) > mostLiterals {
				return nil
			}
			all = append(all, words...)
		}
		return all
	case syntax.OpCharClass:
		return charactersOf(e)
	}
	return nil
}

// charactersOf returns the characters of a small class: the parser makes one of 甲|乙.
func charactersOf(e *syntax.Regexp) []string {
	var all []string
	for i := 0; i+1 < len(e.Rune); i += 2 {
		for r := e.Rune[i]; r <= e.Rune[i+1]; r++ {
			if all = append(all, string(r)); len(all) > 8 {
				return nil
			}
		}
	}
	return all
}

func shortest(words []string) int {
	n := len(words[0])
	for _, w := range words {
		n = min(n, len(w))
	}
	return n
}
