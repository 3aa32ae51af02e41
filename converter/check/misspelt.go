package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/datafile"
	"nianbao/converter/internal/edition"
)

// misspellings are what the fixed terms of a rule look like with one slip: a character that looks or sounds like the right one, one
// written twice, or two that changed places. Each stands under two neighbouring characters that the slip made, so that a text is gone
// through once, however many terms there are.
type misspellings map[[2]rune][]misspelling

type misspelling struct {
	wrong, right string
	before       int // bytes of it before the two characters
	// first and last say that the character was doubled at that end, where it may belong to another word (格式|式样): a mark or the text's
	// end has to stand there.
	first, last bool
}

// newMisspellings makes the slips of terms. confused holds for a character those that it is mistaken for.
func newMisspellings(terms []string, confused map[string]string) misspellings {
	m := misspellings{}
	known := func(wrong string) bool {
		return slices.ContainsFunc(terms, func(term string) bool { return strings.Contains(term, wrong) })
	}
	add := func(characters []rune, right string, pair int, s misspelling) {
		s.wrong, s.right, s.before = string(characters), right, len(string(characters[:pair]))
		key := [2]rune{characters[pair], characters[pair+1]}
		if same := func(x misspelling) bool { return x.wrong == s.wrong }; !known(s.wrong) && !slices.ContainsFunc(m[key], same) {
			m[key] = append(m[key], s)
		}
	}
	for _, term := range terms {
		characters := []rune(term)
		last := len(characters) - 1
		for i, c := range characters {
			for _, other := range confused[string(c)] {
				wrong := slices.Clone(characters)
				wrong[i] = other
				add(wrong, term, min(i, last-1), misspelling{})
			}
			if last >= leastDoubled {
				add(slices.Insert(slices.Clone(characters), i, c), term, i, misspelling{first: i == 0, last: i == last})
			}
			if last >= leastSwapped && i < last && c != characters[i+1] {
				wrong := slices.Clone(characters)
				wrong[i], wrong[i+1] = wrong[i+1], wrong[i]
				add(wrong, term, i, misspelling{})
			}
		}
	}
	return m
}

// How long a term is at the least, less one, whose doubled or swapped characters are no other words.
const (
	leastDoubled = 2
	leastSwapped = 3
)

// find returns the misspelt terms of a text, in their order.
func (m misspellings) find(text string) []misspelling {
	var found []misspelling
	before, at := rune(0), 0
	for i, c := range text {
		for _, x := range m[[2]rune{before, c}] {
			from := at - x.before
			if from < 0 || !strings.HasPrefix(text[from:], x.wrong) || x.first && !markBefore(text[:from]) || x.last && !markBehind(text[from+len(x.wrong):]) {
				continue
			}
			found = append(found, x)
			break
		}
		before, at = c, i
	}
	return found
}

const marksAround = "，。；：、！？《》〈〉“”（）()"

func markBefore(text string) bool {
	c, _ := utf8.DecodeLastRuneInString(text)
	return text == "" || strings.ContainsRune(marksAround, c)
}

func markBehind(text string) bool {
	c, _ := utf8.DecodeRuneInString(text)
	return text == "" || strings.ContainsRune(marksAround, c)
}

// compileMisspellings prepares a rule about misspelt terms.
func (b *rulebook) compileMisspellings(order int, rule *edition.Rule) error {
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
	b.misspellings[order] = newMisspellings(rule.Words, rule.Confused)
	return nil
}

// misspelt reports whether words hold a slip of which a rule about terms tells.
func (b *rulebook) misspelt(words string) bool {
	for _, terms := range b.misspellings {
		if len(terms.find(words)) > 0 {
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
	terms, skip := j.book.misspellings[j.order], j.book.patterns[j.order].exclude
	for _, p := range r.passages(j.rule.Sections) {
		if !r.meter.Step(1 + len(p.text)/8) {
			return
		}
		var told []string
		for _, x := range terms.find(p.text) {
			if contains(told, x.right) || skip.in(x.wrong) {
				continue
			}
			told = append(told, x.right)
			r.report(j, r.newFinding(j, p.place(), r.sectionName(p.section), same("value", x.wrong), same("name", x.right)).quote(p, x.wrong))
		}
	}
}
