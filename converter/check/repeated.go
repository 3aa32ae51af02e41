package check

import (
	"iter"
	"strings"
	"unicode/utf8"

	"nianbao/converter/diag"
)

// paragraphTwice tells of a paragraph of the rule's minimum of characters, or of a sentence of so many, that stands twice.
func (r *run) paragraphTwice(j *job) {
	if j.book.edition != r.own {
		return
	}
	seen := map[string]*passage{}
	for _, p := range r.passages(j.rule.Sections) {
		if !r.meter.Step(1 + len(p.text)/8) {
			return
		}
		for sentence := range wholeAndSentences(p.text) {
			text := strings.TrimLeftFunc(sentence, func(c rune) bool { return !isHan(c) })
			if len(text) < j.rule.Minimum || utf8.RuneCountInString(text) < j.rule.Minimum {
				continue
			}
			first, twice := seen[text]
			if !twice || first.section == p.section && first.index == p.index && sentence == p.text {
				seen[text] = p
				continue
			}
			r.report(j, r.newFinding(j, p.place(), r.sectionName(p.section), arg{"first", r.sectionName(first.section).zh, r.sectionName(first.section).en},
				same("value", clean(sentence))).quote(p, sentence))
			break // one for a paragraph
		}
	}
}

// wholeAndSentences yields a text and then its sentences.
func wholeAndSentences(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if !yield(text) {
			return
		}
		for sentence := range strings.FieldsFuncSeq(text, endsSentence) {
			if !yield(sentence) {
				return
			}
		}
	}
}

// proseAsLastYear tells that nearly all sentences of a section are last year's, years and figures apart.
func (r *run) proseAsLastYear(j *job) {
	if j.book.edition != r.own || r.in.Previous == nil || !r.previousYearFits() {
		return
	}
	for _, section := range j.rule.Sections {
		last := map[string]bool{}
		for _, text := range r.in.Previous.Prose[section] {
			if !r.meter.Step(1 + len(text)/8) {
				return
			}
			for _, sentence := range sentences(condense(text)) {
				last[withoutDigits(sentence)] = true
			}
		}
		same, all, line := 0, 0, 0
		for _, p := range r.passages([]string{section}) {
			if !r.meter.Step(1 + len(p.text)/8) {
				return
			}
			if line == 0 {
				line = p.line
			}
			for _, sentence := range sentences(p.text) {
				n := utf8.RuneCountInString(sentence)
				if all += n; last[withoutDigits(sentence)] {
					same += n
				}
			}
		}
		if all < j.rule.Minimum || same*10 < all*9 {
			continue
		}
		r.report(j, r.newFinding(j, diag.Place{Section: section, Line: line}, r.sectionName(section), number("n", same*100/all)))
	}
}

func withoutDigits(s string) string {
	return strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return -1
		}
		return c
	}, s)
}

// items tells which of the items that the notice asks for a section does not speak of, and when it speaks of them in another
// order. Only the headings of its paragraphs give the order.
func (r *run) items(j *job) {
	if j.book.edition != r.own {
		return
	}
	named := j.book.patterns[j.order].named
	passages := r.passages(j.rule.Sections)
	if len(passages) == 0 {
		return
	}
	found := make([]bool, len(named))
	last, ordered := -1, true
	for _, p := range passages {
		if !r.meter.Step(1 + len(p.text)/4) {
			return
		}
		heading := ""
		if j.rule.Minimum == 0 {
			heading = headingOf(p)
		}
		for i, x := range named {
			if j.rule.Minimum > 0 && !found[i] && x.inPassage(p) {
				found[i] = true
			}
			if heading != "" && x.in(heading) {
				ordered = ordered && i >= last
				last, heading = max(last, i), "" // its first item counts
			}
		}
	}
	var missing []string
	for i, x := range named {
		if !found[i] {
			missing = append(missing, x.name)
		}
	}
	place := diag.Place{Section: j.rule.Sections[0], Line: passages[0].line}
	switch {
	case len(missing) > 0 && j.rule.Minimum > 0:
		r.report(j, r.newFinding(j, place, r.sectionName(place.Section), list("items", missing)))
	case !ordered && j.rule.Minimum == 0:
		r.report(j, r.newFinding(j, place, r.sectionName(place.Section)))
	default:
		r.outcome(j, "", Pass, "")
	}
}

// headingOf returns what stands behind a paragraph's item number up to the first mark, "" where it has no number.
func headingOf(p *passage) string {
	if !p.numbered {
		return ""
	}
	rest := p.text[len(p.item.text):]
	if i := strings.IndexAny(rest, "。，,：:；"); i >= 0 {
		rest = rest[:i]
	}
	return rest
}
