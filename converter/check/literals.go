package check

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/runeset"
)

// expression is a regular expression that is only tried on texts that can match. Looking for words costs a hundredth of
// matching, and of a report's sentences nearly all hold none of them.
type expression struct {
	*regexp.Regexp
	anchored *regexp.Regexp // the same at the start of a text, where leads are known
	leads    *leads
	words    bool         // it matches the literals and nothing else
	literals []string     // every match holds one of them; nil: nothing is known
	marks    [][]uint16   // of each literal
	required [][][]uint16 // marks of the words of every list of which each match holds one, that of literals among them
	run      *runeRun     // every match holds one; nil: nothing is known
}

// runeRun is so many characters of a class in a row.
type runeRun struct {
	least int
	set   *runeset.Set
	size  int // characters of the class
}

func compileExpression(text string) (*expression, error) {
	re, err := regexp.Compile(text)
	if err != nil {
		return nil, err
	}
	e := &expression{Regexp: re}
	if tree, err := syntax.Parse(text, syntax.Perl); err == nil {
		lists := wordsOf(tree)
		e.literals = bestOf(lists)
		for _, words := range lists {
			var marks [][]uint16
			for _, word := range words {
				marks = append(marks, wordMarks(word))
			}
			e.required = append(e.required, marks)
		}
		e.run = runOf(tree)
		for _, word := range e.literals {
			e.marks = append(e.marks, wordMarks(word))
		}
		if e.words = e.literals != nil && slices.Equal(exactOf(tree), e.literals); e.words {
			return e, nil
		}
		if e.leads = newLeads(tree); e.leads != nil {
			if e.anchored, err = regexp.Compile(`^(?:` + text + `)`); err != nil {
				return nil, err
			}
		}
	}
	return e, nil
}

// find returns the matches of a text that holds one perhaps, at most so many, as the method FindAllStringSubmatchIndex does.
func (e *expression) find(text string, most int) [][]int {
	if e.leads == nil {
		return e.FindAllStringSubmatchIndex(text, most)
	}
	var all [][]int
	attempts := 0
	for at := e.leads.next(text, 0); at >= 0 && len(all) < most; at = e.leads.next(text, at) {
		if attempts++; attempts > mostAttempts {
			for _, m := range e.FindAllStringSubmatchIndex(text[at:], most-len(all)) {
				all = append(all, moved(m, at))
			}
			break
		}
		m := e.anchored.FindStringSubmatchIndex(e.leads.window(text, at))
		if m == nil {
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
			continue
		}
		all = append(all, moved(m, at))
		at = all[len(all)-1][1]
	}
	return all
}

// moved adds to the places of a match.
func moved(m []int, by int) []int {
	for i := range m {
		if m[i] >= 0 {
			m[i] += by
		}
	}
	return m
}

// submatch returns a group of a match, "" where it has no part in it.
func submatch(text string, m []int, group int) string {
	if m[2*group] < 0 {
		return ""
	}
	return text[m[2*group]:m[2*group+1]]
}

// matches reports whether a text that may hold a match does.
func (e *expression) matches(text string) bool {
	if e.words {
		return true // possible has found one of them
	}
	if e.leads == nil {
		return e.MatchString(text)
	}
	attempts := 0
	for at := e.leads.next(text, 0); at >= 0; at = e.leads.next(text, at) {
		if attempts++; attempts > mostAttempts {
			return e.MatchString(text[at:])
		}
		if e.anchored.MatchString(e.leads.window(text, at)) {
			return true
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return false
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
		if r.set.Has(c) {
			if n++; n == r.least {
				return true
			}
			continue
		}
		n = 0
	}
	return false
}

// among is in for characters.
func (r *runeRun) among(text []rune) bool {
	n := 0
	for _, c := range text {
		if !r.set.Has(c) {
			n = 0
			continue
		}
		if n++; n == r.least {
			return true
		}
	}
	return false
}

// mayStandIn reports whether a text with these marks may hold a match.
func (e *expression) mayStandIn(m interface{ mayHold([]uint16) bool }) bool {
	for _, words := range e.required {
		if !slices.ContainsFunc(words, m.mayHold) {
			return false
		}
	}
	return e.literals == nil || slices.ContainsFunc(e.marks, m.mayHold)
}

// possibleIn is possible for a passage.
func (e *expression) possibleIn(p *passage) bool {
	if e.literals == nil {
		return e.run == nil || e.run.among(p.characters)
	}
	if !e.mayStandIn(p.marks) {
		return false
	}
	for i, word := range e.literals {
		if p.marks.mayHold(e.marks[i]) && strings.Contains(p.text, word) {
			return e.run == nil || e.run.among(p.characters)
		}
	}
	return false
}

// in reports whether the text holds a match. A nil expression matches nothing.
func (e *expression) in(text string) bool { return e != nil && e.possible(text) && e.matches(text) }

// inPassage is in for a passage.
func (e *expression) inPassage(p *passage) bool {
	return e != nil && e.possibleIn(p) && e.matches(p.text)
}

// most literals that are worth looking for one by one.
const mostLiterals = 256

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
		return bestOf(wordsOf(e))
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

// wordsOf returns lists of words, of each of which every match of the expression holds at least one.
func wordsOf(e *syntax.Regexp) [][]string {
	switch e.Op {
	case syntax.OpCapture, syntax.OpPlus:
		return wordsOf(e.Sub[0])
	case syntax.OpConcat:
		var all [][]string
		var joined []string // what parts that stand beside each other say together: [。，][.．] is one of four words
		for _, part := range e.Sub {
			exact := exactOf(part)
			if len(exact)*len(joined) > 0 && len(exact)*len(joined) <= mostLiterals {
				joined = products(joined, exact)
				continue
			}
			all, joined = append(all, joined), exact
			if exact == nil {
				all = append(all, wordsOf(part)...)
			}
		}
		all = append(all, joined)
		return slices.DeleteFunc(all, func(words []string) bool { return words == nil })
	}
	if words := literalsOf(e); words != nil {
		return [][]string{words}
	}
	return nil
}

// bestOf returns the list whose words are rarest: that with the longest shortest word, of few words; nil of none.
func bestOf(lists [][]string) []string {
	var best []string
	for _, words := range lists {
		if best == nil || shortest(words) > shortest(best) || shortest(words) == shortest(best) && len(words) < len(best) {
			best = words
		}
	}
	return best
}

// exactOf returns all that the expression matches, where that is a few words; nil otherwise.
func exactOf(e *syntax.Regexp) []string {
	switch e.Op {
	case syntax.OpLiteral:
		if e.Flags&syntax.FoldCase == 0 {
			return []string{string(e.Rune)}
		}
	case syntax.OpCapture:
		return exactOf(e.Sub[0])
	case syntax.OpCharClass:
		return charactersOf(e)
	case syntax.OpConcat:
		joined := []string{""}
		for _, part := range e.Sub {
			exact := exactOf(part)
			if exact == nil || len(exact)*len(joined) > mostLiterals {
				return nil
			}
			joined = products(joined, exact)
		}
		return joined
	case syntax.OpAlternate:
		var all []string
		for _, part := range e.Sub {
			exact := exactOf(part)
			if exact == nil || len(all)+len(exact) > mostLiterals {
				return nil
			}
			all = append(all, exact...)
		}
		return all
	}
	return nil
}

// products returns every word of the first list with every one of the second behind it.
func products(first, second []string) []string {
	all := make([]string, 0, len(first)*len(second))
	for _, a := range first {
		for _, b := range second {
			all = append(all, a+b)
		}
	}
	return all
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
	return products(characters, characters)
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
			if run := runOf(part); run != nil && (best == nil || run.least > best.least || run.least == best.least && run.size < best.size) {
				best = run
			}
		}
		return best
	}
	return nil
}

func classRun(e *syntax.Regexp, least int) *runeRun {
	r := &runeRun{least: least, set: &runeset.Set{}}
	for i := 0; i+1 < len(e.Rune); i += 2 {
		if r.size += int(e.Rune[i+1]-e.Rune[i]) + 1; r.size > mostInRun {
			return nil
		}
		for c := e.Rune[i]; c <= e.Rune[i+1]; c++ {
			r.set.Add(c)
		}
	}
	return r
}
