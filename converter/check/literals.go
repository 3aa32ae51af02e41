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
	run      *runeRun // every match holds one; nil: nothing is known
}

// runeRun is so many characters of a class in a row.
type runeRun struct {
	least int
	set   map[rune]bool
	ascii [128]bool
}

func compileExpression(text string) (*expression, error) {
	re, err := regexp.Compile(text)
	if err != nil {
		return nil, err
	}
	e := &expression{Regexp: re}
	if tree, err := syntax.Parse(text, syntax.Perl); err == nil {
		e.literals = literalsOf(tree)
		e.run = runOf(tree)
	}
	return e, nil
}

// possible reports whether the text can hold a match.
func (e *expression) possible(text string) bool {
	if e.run != nil && !e.run.in(text) {
		return false
	}
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

// in reports whether the text holds a run.
func (r *runeRun) in(text string) bool {
	n := 0
	for _, c := range text {
		if c < 128 && r.ascii[c] || c >= 128 && len(r.set) > 0 && r.set[c] {
			if n++; n == r.least {
				return true
			}
			continue
		}
		n = 0
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
		if e.Min > 1 && e.Sub[0].Op == syntax.OpCharClass {
			return pairs(charactersOf(e.Sub[0]))
		}
		if e.Min > 0 {
			return literalsOf(e.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for _, part := range e.Sub {
			words := literalsOf(part)
			if words != nil && (best == nil || shortest(words) > shortest(best) || shortest(words) == shortest(best) && len(words) < len(best)) {
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

// pairs returns every two of the characters, nil where they are too many.
func pairs(characters []string) []string {
	if len(characters) == 0 || len(characters)*len(characters) > mostLiterals {
		return nil
	}
	var all []string
	for _, a := range characters {
		for _, b := range characters {
			all = append(all, a+b)
		}
	}
	return all
}

// mostInRun is how many characters a class of a run has at the most: a larger one is in nearly every text.
const mostInRun = 4096

// runOf returns the longest run of characters that every match of the expression holds, nil where nothing is known.
func runOf(e *syntax.Regexp) *runeRun {
	switch e.Op {
	case syntax.OpCharClass:
		return classRun(e, 1)
	case syntax.OpCapture:
		return runOf(e.Sub[0])
	case syntax.OpPlus:
		return runOf(e.Sub[0])
	case syntax.OpRepeat:
		switch {
		case e.Min == 0:
			return nil
		case e.Sub[0].Op == syntax.OpCharClass:
			return classRun(e.Sub[0], e.Min)
		}
		return runOf(e.Sub[0])
	case syntax.OpConcat:
		var best *runeRun
		for _, part := range e.Sub {
			if run := runOf(part); run != nil && (best == nil || run.least > best.least || run.least == best.least && run.size() < best.size()) {
				best = run
			}
		}
		return best
	}
	return nil
}

func (r *runeRun) size() int {
	n := len(r.set)
	for _, in := range r.ascii {
		if in {
			n++
		}
	}
	return n
}

func classRun(e *syntax.Regexp, least int) *runeRun {
	r := &runeRun{least: least, set: map[rune]bool{}}
	n := 0
	for i := 0; i+1 < len(e.Rune); i += 2 {
		if n += int(e.Rune[i+1]-e.Rune[i]) + 1; n > mostInRun {
			return nil
		}
		for c := e.Rune[i]; c <= e.Rune[i+1]; c++ {
			if c < 128 {
				r.ascii[c] = true
			} else {
				r.set[c] = true
			}
		}
	}
	return r
}
