package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"nianbao/converter/internal/datafile"
	"nianbao/converter/internal/edition"
)

// spelling knows the fixed terms of a rule, and finds those that are written with one slip: a wrong character that looks or sounds like
// the right one, a character twice, or two that changed places.
//
// A term with one wrong character still has its first two or its last two, so the terms stand under these, and a text is gone through
// once, however many terms there are. Other slips make two neighbouring characters that the term does not have, under which they stand.
type spelling struct {
	halves   map[[2]rune][]half
	shifts   map[[2]rune][]displaced
	pairs    wideMarks       // of the keys of both
	confused map[rune]string // characters that stand for another one, by that other one: in every term
	alike    map[rune]string // the same, in terms of longTerm characters or more
}

// half is a term by two of its characters.
type half struct {
	term []rune
	at   int // of the two characters in it
}

// displaced is a term with a character too many or two swapped, by two of its characters.
type displaced struct {
	wrong, right string
	before       int // bytes in front of the two characters
	// first and last say that the character was doubled at that end, where it may belong to another word (格式|式样): a mark or the text's
	// end has to stand there.
	first, last bool
}

// misprint is a misspelt term in a text.
type misprint struct{ wrong, right string }

const (
	longTerm     = 4 // characters of a term that nothing else resembles
	leastDoubled = 3 // characters of a term that is looked for with a character twice
)

func newSpelling(rule *edition.Rule) *spelling {
	s := &spelling{halves: map[[2]rune][]half{}, shifts: map[[2]rune][]displaced{}, confused: map[rune]string{}, alike: map[rune]string{}}
	for right, wrong := range rule.Confused {
		c, _ := utf8.DecodeRuneInString(right)
		s.confused[c] = wrong
	}
	for _, group := range rule.Alike {
		for _, c := range group {
			s.alike[c] += group
		}
	}
	for _, word := range rule.Words {
		term := []rune(word)
		pairs := []int{0, len(term) - 2}
		if len(term) == 3 || len(term) == 2 {
			pairs = nil // the character in the middle is in both pairs; one of a few wrong ones then
			s.addShort(term)
		}
		for _, at := range pairs {
			key := [2]rune{term[at], term[at+1]}
			s.halves[key] = append(s.halves[key], half{term, at})
			s.pairs.set(markOf(key[0], key[1]))
		}
		s.addShifts(term)
	}
	return s
}

// addShort takes in a term of two or three characters with each of the characters that stand for one of its own.
func (s *spelling) addShort(term []rune) {
	for i, c := range term {
		for _, other := range s.confused[c] {
			wrong := slices.Clone(term)
			wrong[i] = other
			s.addShift(wrong, term, min(i, len(term)-2), displaced{})
		}
	}
}

func (s *spelling) addShifts(term []rune) {
	last := len(term) - 1
	for i, c := range term {
		if len(term) >= leastDoubled {
			s.addShift(slices.Insert(slices.Clone(term), i, c), term, i, displaced{first: i == 0, last: i == last})
		}
		if len(term) >= longTerm && i < last && c != term[i+1] {
			wrong := slices.Clone(term)
			wrong[i], wrong[i+1] = wrong[i+1], wrong[i]
			s.addShift(wrong, term, i, displaced{})
		}
	}
}

func (s *spelling) addShift(wrong, right []rune, pair int, x displaced) {
	x.wrong, x.right, x.before = string(wrong), string(right), len(string(wrong[:pair]))
	key := [2]rune{wrong[pair], wrong[pair+1]}
	s.shifts[key] = append(s.shifts[key], x)
	s.pairs.set(markOf(key[0], key[1]))
}

// find returns the misspelt terms of a text with these characters, in their order.
func (s *spelling) find(text string, characters []rune) []misprint {
	var found []misprint
	at := 0 // of the first of two characters, in bytes
	for i := 1; i < len(characters); i++ {
		offset := at
		at += utf8.RuneLen(characters[i-1])
		if !s.pairs.has(markOf(characters[i-1], characters[i])) {
			continue
		}
		key := [2]rune{characters[i-1], characters[i]}
		for _, h := range s.halves[key] {
			from := i - 1 - h.at
			if from < 0 || from+len(h.term) > len(characters) {
				continue
			}
			if wrong := characters[from : from+len(h.term)]; s.oneWrong(wrong, h.term) {
				found = append(found, misprint{string(wrong), string(h.term)})
			}
		}
		for _, x := range s.shifts[key] {
			from := offset - x.before
			if from < 0 || !strings.HasPrefix(text[from:], x.wrong) || x.first && !markBefore(text[:from]) || x.last && !markBehind(text[from+len(x.wrong):]) {
				continue
			}
			found = append(found, misprint{x.wrong, x.right})
		}
	}
	return found
}

// oneWrong reports whether characters are a term but for one, which is mistaken for the right one or which official prose does not
// use.
func (s *spelling) oneWrong(characters, term []rune) bool {
	at := -1
	for i, c := range characters {
		if c == term[i] {
			continue
		}
		if at >= 0 {
			return false
		}
		at = i
	}
	if at < 0 {
		return false
	}
	c, right := characters[at], term[at]
	return strings.ContainsRune(s.confused[right], c) || strings.ContainsRune(s.alike[right], c) || rare(c)
}

// rare reports whether a character is of the second level of GB/T 2312, which holds the characters that names of places and people need,
// and no official term.
func rare(c rune) bool {
	if c < 0x4e00 || c > 0x9fff {
		return false
	}
	code, err := simplifiedchinese.GBK.NewEncoder().String(string(c))
	return err == nil && len(code) == 2 && code[0] >= firstOfLevelTwo && code[1] >= 0xa1
}

const firstOfLevelTwo = 0xd8

const marksAround = "，。；：、！？《》〈〉“”（）()"

func markBefore(text string) bool {
	c, _ := utf8.DecodeLastRuneInString(text)
	return text == "" || strings.ContainsRune(marksAround, c)
}

func markBehind(text string) bool {
	c, _ := utf8.DecodeRuneInString(text)
	return text == "" || strings.ContainsRune(marksAround, c)
}

// addSpelling prepares a rule about misspelt terms.
func (b *rulebook) addSpelling(order int, rule *edition.Rule) error {
	if rule.Kind != misspeltKind {
		return nil
	}
	if len(rule.Words) == 0 {
		return datafile.At("/words", "the kind %q needs terms", rule.Kind)
	}
	for _, term := range rule.Words {
		if utf8.RuneCountInString(term) < 2 {
			return datafile.At("/words", "the term %q is too short", term)
		}
	}
	b.spelling[order] = newSpelling(rule)
	return nil
}

// misspelt reports whether words hold a slip of which a rule about terms tells.
func (b *rulebook) misspelt(words string) bool {
	for _, terms := range b.spelling {
		if len(terms.find(words, []rune(words))) > 0 {
			return true
		}
	}
	return false
}

const misspeltKind = "misspelt-term"

// misspeltTerms tells of fixed terms with a slip, each once a paragraph.
func (r *run) misspeltTerms(j *job) {
	if j.book.edition != r.own {
		return
	}
	terms, exclude := j.book.spelling[j.order], j.book.patterns[j.order].exclude
	for _, p := range r.passages(j.rule.Sections) {
		if !r.meter.Step(1 + len(p.text)/8) {
			return
		}
		var told []string // a term may be a part of another one
		for _, x := range terms.find(p.text, p.characters) {
			if exclude.in(x.wrong) || slices.ContainsFunc(told, func(s string) bool { return strings.Contains(s, x.wrong) || strings.Contains(x.wrong, s) }) {
				continue
			}
			told = append(told, x.wrong)
			r.report(j, r.newFinding(j, p.place(), r.sectionName(p.section), same("value", x.wrong), same("name", x.right)).quote(p, x.wrong))
		}
	}
}
