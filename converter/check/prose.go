package check

import (
	"strconv"
	"strings"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
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
			if !r.meter.Step(1 + len(p.text)/16) {
				return
			}
			if !rule.pattern.possible(p.text) {
				continue
			}
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
	if !r.meter.Step(1+len(sentence)/4) || !rule.pattern.possible(sentence) {
		return nil
	}
	found := rule.pattern.FindAllStringSubmatchIndex(sentence, -1)
	if len(found) == 0 || rule.skip.in(sentence) || rule.require != nil && !rule.require.in(sentence) {
		return nil
	}
	var list []claim
	years := r.yearsOf(sentence)
	clause := clause{meter: r.meter, sentence: sentence, skip: rule.skipClause}
	for _, m := range found {
		if !r.meter.Step(1 + len(years.places)) {
			return nil
		}
		quote := sentence[m[0]:m[1]]
		if years.otherThan(m[0], m[1]) || rule.exclude.in(quote) || clause.skipped(m[0], m[1]) {
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

// years are the years that a sentence names.
type years struct {
	places [][]int
	text   string
	want   string // the report's; "" where that is not known
}

func (r *run) yearsOf(sentence string) years {
	y := years{text: sentence}
	if !strings.Contains(sentence, "年") {
		return y
	}
	if r.r.Year != 0 {
		y.want = strconv.Itoa(r.r.Year) + "年"
	}
	y.places = r.c.editions.Words.Text.Year.FindAllStringIndex(sentence, -1)
	if len(y.places) > mostYears {
		y.places = y.places[:mostYears]
	}
	return y
}

// mostYears is how many years of a sentence are looked at for each of its figures.
const mostYears = 16

// otherThan reports whether the sentence names, outside of a stretch, a year that is not the report's; with the report's
// year unknown, whether it names two.
func (y years) otherThan(from, to int) bool {
	want := y.want
	for _, p := range y.places {
		if p[0] < to && p[1] > from {
			continue
		}
		year := y.text[p[0]:p[1]]
		if want == "" {
			want = year
		}
		if year != want {
			return true
		}
	}
	return false
}

// clause finds the clause around each figure of a sentence, from left to right, and remembers what it found of the last one:
// a sentence without a comma is one clause for all of its figures.
type clause struct {
	meter    *limit.Meter
	sentence string
	skip     *expression
	from, to int // of the clause looked at last, between commas
	known    bool
	skipping bool
}

const commas = "，,"

// skipped reports whether the clause around a stretch of the sentence is to be left out.
func (c *clause) skipped(from, to int) bool {
	if c.skip == nil {
		return false
	}
	if c.known && from >= c.from && to <= c.to {
		return c.skipping
	}
	start := c.from // no comma before it is nearer than those of the last clause
	if i := strings.LastIndexAny(c.sentence[start:from], commas); i >= 0 {
		start += i
	}
	end := len(c.sentence)
	if i := strings.IndexAny(c.sentence[to:], commas); i >= 0 {
		end = to + i
	}
	c.from, c.to, c.known = start, end, true
	c.meter.Step(1 + (end-start)/16)
	c.skipping = c.skip.in(c.sentence[start:end])
	return c.skipping
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
