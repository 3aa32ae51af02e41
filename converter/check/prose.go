package check

import (
	"strconv"
	"strings"

	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// claim is a number that the prose states.
type claim struct {
	quote string
	text  string // the number as written
	sum   report.Sum
}

// prose compares what the text says with the tables, by the rules of the report's own edition.
func (r *run) prose(book *rulebook) {
	if book.edition != r.own {
		return
	}
	for i := range book.prose {
		rule := &book.prose[i]
		j := &job{rule: rule.rule, book: book, order: rule.order}
		for _, p := range r.passages(rule.rule.Sections) {
			for _, sentence := range sentences(p.text) {
				for _, c := range r.claims(rule, sentence) {
					r.compare(j, rule, p, c)
				}
			}
		}
	}
}

// sentences cuts at 。 and ；, the marks that no pattern crosses.
func sentences(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '。' || r == '；' || r == ';' || r == '\n' })
}

// claims returns what a sentence says in the words of the rule, leaving out sentences about other years and other
// things.
func (r *run) claims(rule *proseRule, sentence string) []claim {
	found := rule.pattern.FindAllStringSubmatchIndex(sentence, -1)
	if len(found) == 0 || matches(rule.skip, sentence) || rule.require != nil && !rule.require.MatchString(sentence) {
		return nil
	}
	var list []claim
	for _, m := range found {
		quote := sentence[m[0]:m[1]]
		if r.otherYear(sentence[:m[0]]+" "+sentence[m[1]:]) || matches(rule.exclude, quote) ||
			matches(rule.skipClause, clauseAround(sentence, m[0], m[1])) {
			continue
		}
		c := claim{quote: quote}
		if rule.rule.Expects != nil {
			c.text = strconv.Itoa(*rule.rule.Expects)
		} else if len(m) > 3 && m[2] >= 0 {
			c.text = sentence[m[2]:m[3]]
		}
		n, err := report.ParseDecimal(c.text)
		if err != nil {
			continue
		}
		c.sum.Add(n)
		list = append(list, c)
	}
	return list
}

// otherYear reports whether the text names a year that is not the report's; with the report's year unknown, whether it
// names two.
func (r *run) otherYear(text string) bool {
	want := ""
	if r.r.Year != 0 {
		want = strconv.Itoa(r.r.Year) + "年"
	}
	for _, y := range r.c.editions.Words.Text.Year.FindAllString(text, -1) {
		if want == "" {
			want = y
		}
		if y != want {
			return true
		}
	}
	return false
}

// clauseAround widens a match to the commas around it.
func clauseAround(sentence string, from, to int) string {
	const commas = "，,"
	start := max(strings.LastIndexAny(sentence[:from], commas), 0)
	end := len(sentence)
	if i := strings.IndexAny(sentence[to:], commas); i >= 0 {
		end = to + i
	}
	return sentence[start:end]
}

// compare holds a claim against the sums that the rule accepts.
func (r *run) compare(j *job, rule *proseRule, p passage, c claim) {
	var differing []string // sums that are known and differ
	var cells []Operand
	reason, terms := "", rule.rule.Accept[0]
	table := terms[0].Table
	for _, list := range rule.rule.Accept {
		sum, operands, why := r.total(j, list)
		equal := sum.Cmp(&c.sum) == 0
		switch {
		case why == "" && equal && inferred(operands):
			r.outcome(j, table, Undetermined, ReasonInferred)
			return
		case why == "" && equal:
			r.outcome(j, table, Pass, "")
			return
		case why == "":
			if cells == nil {
				cells, terms = operands, list
			}
			differing = append(differing, sum.String())
		case rule.rule.LowerBound && (why == ReasonBlank || why == ReasonMark) && sum.Cmp(&c.sum) > 0:
			// Whatever the blank cells stand for, the others alone are more than the text says.
			if cells == nil {
				cells, terms = operands, list
			}
			differing = append(differing, sum.String())
		case rank(why) > rank(reason):
			reason = why
		}
	}
	if reason != "" && !rule.rule.LowerBound || len(differing) == 0 {
		r.outcome(j, table, Undetermined, reason)
		return
	}
	f := r.newFinding(j, p.place(), same("quote", clean(c.quote)), pathName(j.book.edition, terms), either("right_sum", differing)).quote(p, c.quote)
	f.Right, f.LeftSum = cells, c.sum.String()
	if len(differing) == 1 {
		f.RightSum = differing[0]
	}
	f.Inferred = inferred(cells)
	r.report(j, f)
}

// total adds up cells; where one has no figure it also says why, and the sum is that of the others.
func (r *run) total(j *job, list []edition.Path) (sum report.Sum, cells []Operand, reason string) {
	for _, t := range list {
		cell, why := r.value(t)
		if rank(why) > rank(reason) {
			reason = why
		}
		if n, ok := cell.Number(); ok {
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
