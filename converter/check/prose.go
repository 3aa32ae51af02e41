package check

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// claimRule is a rule about a claim of the prose, under the words that make it.
type claimRule struct {
	rule  *edition.Rule
	order int
	textPatterns
}

// sentences cuts at 。 and ；, the marks that no claim crosses.
func sentences(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '。' || r == '；' || r == ';' || r == '\n' })
}

// sentenceWith returns the first sentence of a text that holds a quote, the text where none does.
func sentenceWith(text, quote string) string {
	for _, s := range sentences(text) {
		if strings.Contains(s, quote) {
			return s
		}
	}
	return text
}

// claimSections are where a report says in words what its tables hold.
func (r *run) claimSections() []string {
	var list []string
	for _, s := range r.own.Sections {
		if s.Table == "" {
			list = append(list, s.Key)
		}
	}
	return list
}

// prose compares what the text says with the tables, by the rules of the report's own edition.
func (r *run) prose(book *rulebook) {
	if book.edition != r.own || r.c.lexer == nil || len(book.claims) == 0 {
		return
	}
	agreed := map[string]spoken{}
	own := condense(r.r.Organization)
	var context []string
	section := ""
	for _, p := range r.passages(r.claimSections()) {
		if !r.meter.Step(1 + len(p.text)/2) {
			return
		}
		if p.section != section {
			section, context = p.section, nil
		}
		found, last := statements(r.c.lexer, p.text, r.r.Year, own, context)
		context = nil
		if _, numbered := itemOf(p.text); numbered && utf8.RuneCountInString(p.text) <= longestHeading {
			context = last // what a heading is about holds for the paragraph behind it
		}
		for i := range found {
			r.claim(book, p, &found[i], agreed)
		}
	}
}

// longestHeading is how many characters a heading has at the most, its item number included.
const longestHeading = 24

// spoken is what the prose has said of a quantity that no table holds.
type spoken struct {
	value report.Sum
	quote string
}

// claim holds a statement against the rule of its words, if there is one.
func (r *run) claim(book *rulebook, p passage, s *statement, agreed map[string]spoken) {
	rule := book.claims[s.subjects+"|"+s.acts]
	if rule == nil || s.acts == "" && !rule.rule.Bare || rule.rule.Nought && s.value.Sign() != 0 && !s.alone || !contains(rule.rule.Sections, p.section) || rule.skip.inPassage(&p) || rule.exclude.in(s.quote) {
		return
	}
	if rule.require != nil && !rule.require.in(sentenceWith(p.text, s.quote)) {
		return
	}
	value, scale, ok := inUnit(s.value, s.unit, rule.rule.Unit)
	if !ok {
		return
	}
	j := &job{rule: rule.rule, book: book, order: rule.order}
	if len(rule.rule.Accept) == 0 {
		r.agree(j, p, s, value, agreed)
		return
	}
	if r.compare(j, p, s.quote, value, scale) && s.change != nil {
		r.compareChange(book, p, rule, s, value)
	}
}

// inUnit returns a figure in the unit of the cell, and how many places it has there: ok is false where it counts something else.
func inUnit(d report.Decimal, from, to string) (sum report.Sum, places int, ok bool) {
	if _, fraction, found := strings.Cut(d.String(), "."); found {
		places = len(fraction)
	}
	if from == to || from == "" && d.Sign() == 0 {
		sum.Add(d)
		return sum, places, true
	}
	if from == "" || to == "" {
		return sum, 0, false
	}
	converted, fits := report.ConvertUnit(d, from, to)
	if !fits {
		return sum, 0, false
	}
	sum.Add(converted)
	places = 0
	if _, fraction, found := strings.Cut(converted.String(), "."); found {
		places = len(fraction)
	}
	return sum, places, true
}

// agree tells of a quantity that stands in no table and of which the prose says two things.
func (r *run) agree(j *job, p passage, s *statement, value report.Sum, agreed map[string]spoken) {
	before, twice := agreed[j.rule.ID]
	if !twice {
		agreed[j.rule.ID] = spoken{value, s.quote}
		return
	}
	if before.value.Cmp(&value) == 0 {
		r.outcome(j, "", Pass, "")
		return
	}
	r.report(j, r.newFinding(j, p.place(), same("quote", clean(s.quote)), same("other", clean(before.quote))).quote(p, s.quote))
}

// compare holds a claim against the sums that the rule accepts, and reports whether one of them is what the text says.
func (r *run) compare(j *job, p passage, quote string, value report.Sum, places int) bool {
	var differing []string // sums that are known and differ
	var cells []Operand
	reason, terms := Reason(""), j.rule.Accept[0]
	table := terms[0].Table
	for _, list := range j.rule.Accept {
		sum, operands, why := r.total(j, list)
		equal := sum.Cmp(&value) == 0 || j.rule.Unit != "" && rounded(&sum, places) == value.String()
		switch {
		case why == "" && equal && inferred(operands):
			r.outcome(j, table, Undetermined, ReasonInferred)
			return true
		case why == "" && equal:
			r.outcome(j, table, Pass, "")
			return true
		case why == "":
			if cells == nil {
				cells, terms = operands, list
			}
			differing = append(differing, sum.String())
		case j.rule.LowerBound && (why == ReasonBlank || why == ReasonMark) && sum.Cmp(&value) > 0:
			// Whatever the blank cells stand for, the others alone are more than the text says.
			if cells == nil {
				cells, terms = operands, list
			}
			differing = append(differing, sum.String())
		case rank(why) > rank(reason):
			reason = why
		}
	}
	if reason != "" && !j.rule.LowerBound || len(differing) == 0 {
		r.outcome(j, table, Undetermined, reason)
		return false
	}
	f := r.newFinding(j, p.place(), same("quote", clean(quote)), pathName(j.book.edition, terms), either("right_sum", differing)).quote(p, quote)
	f.Right, f.LeftSum = cells, value.String()
	if len(differing) == 1 {
		f.RightSum = differing[0]
	}
	f.Inferred = inferred(cells)
	r.report(j, f)
	return false
}

// rounded is a sum with so many places, halves away from zero.
func rounded(s *report.Sum, places int) string {
	x, ok := new(big.Rat).SetString(s.String())
	if !ok {
		return ""
	}
	text := x.FloatString(places)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// compareChange holds what the text says of the change to last year against last year's cells.
func (r *run) compareChange(book *rulebook, p passage, rule *claimRule, s *statement, value report.Sum) {
	change := book.claims[changeClaim]
	if change == nil || r.in.Previous == nil || r.in.Previous.Year == 0 || !r.previousYearFits() {
		return
	}
	j := &job{rule: change.rule, book: book, order: change.order}
	var last report.Sum
	known := false
	for _, list := range rule.rule.Accept {
		now, _, why := r.total(j, list)
		if why != "" || now.Cmp(&value) != 0 {
			continue
		}
		previous := make([]edition.Path, len(list))
		for i, t := range list {
			previous[i] = t
			previous[i].Report = edition.PreviousReport
		}
		sum, _, why := r.total(j, previous)
		if why != "" {
			continue
		}
		if s.change.fits(&now, &sum) {
			r.outcome(j, list[0].Table, Pass, "")
			return
		}
		if !known {
			last, known = sum, true
		}
	}
	if !known {
		return
	}
	r.report(j, r.newFinding(j, p.place(), same("quote", clean(s.change.quote)), same("value", value.String()), same("last", last.String()),
		same("right", s.change.right(&value, &last))).quote(p, s.change.quote))
}

// fits reports whether the change is that between the two figures: a number exactly, a percentage to the places it is written with.
func (c *change) fits(now, last *report.Sum) bool {
	return c.right(now, last) == c.value.String() && (now.Cmp(last) < 0) == c.less || now.Cmp(last) == 0 && c.value.Sign() == 0
}

// right is the change between two figures as the text should have it: without its sign, with as many places as the text's has.
func (c *change) right(now, last *report.Sum) string {
	difference := now.Minus(last)
	x, ok := new(big.Rat).SetString(difference.String())
	of, known := new(big.Rat).SetString(last.String())
	if !ok || !known {
		return ""
	}
	x.Abs(x)
	if !c.percent {
		return strings.TrimPrefix(difference.String(), "-")
	}
	if of.Sign() == 0 {
		return "—"
	}
	places := 0
	if _, fraction, found := strings.Cut(c.value.String(), "."); found {
		places = len(fraction)
	}
	return x.Mul(x, big.NewRat(100, 1)).Quo(x, of.Abs(of)).FloatString(places)
}

// total adds up cells; where one has no figure it also says why, and the sum is that of the others.
func (r *run) total(j *job, list []edition.Path) (sum report.Sum, cells []Operand, reason Reason) {
	for _, t := range list {
		cell, why := r.value(t)
		if rank(why) > rank(reason) {
			reason = why
		}
		if n, ok := cell.Number(); ok && t.Negative {
			sum.Sub(n)
		} else if ok {
			sum.Add(n)
		}
		cells = append(cells, r.operand(j.book.edition, t.Table, t.Key))
	}
	return sum, cells, reason
}

func inferred(cells []Operand) bool {
	for _, o := range cells {
		if o.Confidence == report.Inferred {
			return true
		}
	}
	return false
}
