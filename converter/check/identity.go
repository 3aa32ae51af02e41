package check

import (
	"strconv"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/fold"
)

// otherOrganization tells of an organ that the rule's pattern captures where the reporting organ's name belongs, and that is of
// the same kind as the reporting one but not it: a bureau's name in another bureau's report. An organ of another kind
// may be the one above it.
func (r *run) otherOrganization(j *job) {
	if j.book.edition != r.own || r.r.Organization == "" {
		return
	}
	own := r.organ
	patterns := j.book.patterns[j.order]
	for _, p := range r.passages(j.rule.Sections) {
		if !r.meter.Step(1 + len(p.text)/8) {
			return
		}
		if !patterns.pattern.possibleIn(p) {
			continue
		}
		for _, m := range patterns.pattern.find(p.text, mostMatches) {
			name := ""
			for group := 1; group < len(m)/2 && name == ""; group++ {
				name = submatch(p.text, m, group)
			}
			if name == "" || patterns.exclude.in(name) || !another(patterns.named, name, own) {
				continue
			}
			r.report(j, r.newFinding(j, p.place(), r.sectionName(p.section), same("organization", clean(own)), same("value", clean(name))).quote(p, name))
			break
		}
	}
}

// another reports whether a name is that of another organ of the same kind: both bureaus, both towns. The kinds are the rule's
// patterns. Organs are shortened in every way, so that a name whose characters stand in the other in order is the same.
func another(kinds []namedExpression, name, own string) bool {
	kind := kindOf(kinds, name)
	return kind >= 0 && kind == kindOf(kinds, own) && !within(name, own) && !within(own, name)
}

// kindOf returns the first kind that a name is of, -1 for none.
func kindOf(kinds []namedExpression, name string) int {
	for i, x := range kinds {
		if x.in(name) {
			return i
		}
	}
	return -1
}

// titleWording compares the printed title with the one that the edition prescribes for the organ and the year.
func (r *run) titleWording(j *job) {
	if j.book.edition != r.own || r.r.Title == "" || r.r.Organization == "" || r.r.Year == 0 {
		return
	}
	want := r.own.TitleOf(r.r.Organization, r.r.Year)
	if fold.Text(r.r.Title) == fold.Text(want) {
		r.outcome(j, "", Pass, "")
		return
	}
	title := condense(r.r.Title)
	name, _, named := strings.Cut(title, strconv.Itoa(r.r.Year))
	own := r.organ
	if !named && !strings.Contains(title, r.yearIn(title)) {
		name, named = "", true // a title without any year
	}
	if !named || name != "" && !within(name, own) && !within(own, name) {
		return // another year or another organ, of which their own rules tell
	}
	f := r.newFinding(j, diag.Place{}, same("value", clean(title)), same("title", clean(want)))
	if r.in.Evidence != nil {
		f.Place.Line = r.in.Evidence.Title
	}
	r.report(j, f)
}
