package check

import (
	"slices"
	"strconv"
	"strings"

	"nianbao/converter/diag"
)

// findWords tells of every place that a pattern of the rule matches, once for each paragraph and pattern, or once for the whole
// report. A rule whose words name the attachments is about a report without any. A rule with a validator only means what has the right check digit, and what it finds is shown masked.
func (r *run) findWords(j *job) {
	if j.book.edition != r.own || contains(j.rule.Words, "attachments") && len(r.r.Attachments) > 0 {
		return
	}
	patterns := j.book.patterns[j.order]
	passages := r.passages(j.rule.Sections)
	anywhere := r.anywhere()
	var list []namedExpression
	if patterns.pattern != nil && patterns.pattern.mayStandIn(anywhere) {
		list = append(list, namedExpression{"", patterns.pattern})
	}
	for _, x := range patterns.named {
		if x.mayStandIn(anywhere) {
			list = append(list, x)
		}
	}
	if len(list) == 0 {
		passages = nil
	}
	var held *Finding // of a rule that speaks once
	for _, p := range passages {
		if !r.meter.Step(1 + len(p.text)/16) {
			return
		}
		var here []string // what was found in the paragraph: two patterns may mean the same words
		for _, x := range list {
			if !x.possibleIn(p) {
				continue
			}
			value := r.firstWords(j, x, p)
			if value == "" || slices.ContainsFunc(here, func(s string) bool { return strings.Contains(s, value) || strings.Contains(value, s) }) {
				continue
			}
			here = append(here, value)
			if j.rule.Once && held != nil {
				continue
			}
			f := r.newFinding(j, p.place(), r.sectionName(p.section), same("value", clean(shown(j.rule.Validator, value))), same("name", x.name)).quote(p, quotable(j.rule.Validator, p.text, value))
			if held = &f; !j.rule.Once {
				r.report(j, f)
			}
		}
	}
	switch {
	case held == nil:
		r.outcome(j, "", Pass, "")
	case j.rule.Once:
		r.report(j, *held)
	}
}

// firstWords returns the first match in a passage that the rule does not leave out: what a group of the pattern holds, where it has any.
func (r *run) firstWords(j *job, x namedExpression, p *passage) string {
	patterns := j.book.patterns[j.order]
	if patterns.skip.inPassage(p) {
		return ""
	}
	for _, m := range x.find(p.text, mostMatches) {
		from, to := m[0], m[1]
		for g := 2; g+1 < len(m); g += 2 {
			if m[g] >= 0 {
				from, to = m[g], m[g+1]
				break
			}
		}
		value := p.text[from:to]
		if value == "" || patterns.exclude.in(p.text[m[0]:m[1]]) || !valid(j.rule.Validator, value) {
			continue
		}
		before := from
		if j.rule.Validator == validMobile {
			before = len(strings.TrimSuffix(p.text[:from], "86")) // of the country
		}
		if j.rule.Validator != "" && (digitAt(p.text, before-1) || digitAt(p.text, to)) {
			continue // a part of a longer number
		}
		return value
	}
	return ""
}

// mostMatches is how many matches of a paragraph are looked at.
const mostMatches = 64

func digitAt(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }

// sectionName is the argument {heading}: what a person calls the section that a passage stands in.
func (r *run) sectionName(section string) arg {
	if s := r.own.Section(section); s != nil {
		return same("heading", s.Call())
	}
	name := r.c.editions.Words.Tail.Names[section]
	if section == "" {
		return inWords("heading", diag.Word("title").With())
	}
	return same("heading", name)
}

// missingWords tells that no paragraph of the rule's sections matches its pattern. A section that the extraction may have lost
// says nothing, nor does one shorter than the rule's minimum, of which its own rule speaks.
func (r *run) missingWords(j *job) {
	if j.book.edition != r.own {
		return
	}
	patterns := j.book.patterns[j.order]
	passages := r.passages(j.rule.Sections)
	if len(passages) == 0 {
		return // told by the rule for missing sections
	}
	required, n := patterns.require == nil, 0
	for _, p := range passages {
		if !r.meter.Step(1 + len(p.text)/16) {
			return
		}
		n += len(p.characters)
		if patterns.pattern.inPassage(p) {
			r.outcome(j, "", Pass, "")
			return
		}
		required = required || patterns.require.inPassage(p)
	}
	if !required || n < j.rule.Minimum || r.mayBeCut(j.rule.Sections) {
		return
	}
	f := r.newFinding(j, diag.Place{Section: passages[0].section, Line: passages[0].line}, r.sectionName(passages[0].section))
	if r.lossy() {
		f.Severity = diag.Information // it may have stood in what was lost
	}
	r.report(j, f)
}

// mayBeCut reports whether the text came from a page and one of the sections is not there at all: what is missed may have stood
// in it.
func (r *run) mayBeCut(sections []string) bool {
	if !r.lossy() {
		return false
	}
	for _, s := range sections {
		if s != titleSection && r.own.Section(s) != nil && r.r.Prose[s] == nil {
			return true
		}
	}
	return false
}

// lossy reports whether the report was extracted from a page, so that what is not there may have been lost.
func (r *run) lossy() bool {
	return r.in.Evidence != nil && (r.in.Evidence.Source == textSource || r.in.Evidence.Source == pageSource)
}

// yearOf tells of every year that the pattern captures and that is the report's, or, with a rule's negative year, one of so many before:
// an old number where this year's belongs. A match with the report's own year compares the two.
func (r *run) yearOf(j *job) {
	if j.book.edition != r.own || r.r.Year == 0 {
		return
	}
	patterns := j.book.patterns[j.order]
	wrong := func(year string) bool {
		n, err := strconv.Atoi(year)
		if before := r.r.Year - n; j.rule.Year < 0 {
			return err == nil && before >= 1 && before <= -j.rule.Year
		}
		return err == nil && n == r.r.Year
	}
	own := strconv.Itoa(r.r.Year)
	for _, p := range r.passages(j.rule.Sections) {
		if !r.meter.Step(1 + len(p.text)/16) {
			return
		}
		if !patterns.pattern.possibleIn(p) {
			continue
		}
		for _, m := range patterns.pattern.find(p.text, mostMatches) {
			whole, year := submatch(p.text, m, 0), submatch(p.text, m, 1)
			if !wrong(year) || j.rule.Year < 0 && strings.Contains(whole, own) || patterns.exclude.in(whole) {
				continue
			}
			r.report(j, r.newFinding(j, p.place(), r.sectionName(p.section), number("year", r.r.Year), same("wrong", year), same("value", clean(whole))).quote(p, whole))
			break
		}
	}
}
