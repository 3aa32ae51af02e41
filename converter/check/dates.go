package check

import (
	"fmt"
	"strconv"
	"strings"

	"nianbao/converter/diag"
)

// partMissing tells that the report has no signature, or no date: the parts that the rule names.
func (r *run) partMissing(j *job) {
	if j.book.edition != r.own {
		return
	}
	if contains(j.rule.Words, "signature") && r.r.Signature != "" || contains(j.rule.Words, "date") && r.r.Date != "" {
		r.outcome(j, "", Pass, "")
		return
	}
	r.report(j, r.newFinding(j, diag.Place{}))
}

// dateBetween tells that the date of the report lies between two days of which the rule says that it is wrong there.
func (r *run) dateBetween(j *job) {
	if j.book.edition != r.own || r.r.Year == 0 || r.r.Date == "" {
		return
	}
	if from := dayOf(j.rule.From, r.r.Year); from != "" && r.r.Date < from {
		r.outcome(j, "", Pass, "")
		return
	}
	if to := dayOf(j.rule.To, r.r.Year); to != "" && r.r.Date > to {
		r.outcome(j, "", Pass, "")
		return
	}
	r.report(j, r.newFinding(j, diag.Place{}, same("value", clean(r.r.Date)), number("year", r.r.Year), number("next", r.r.Year+1)))
}

// dayOf returns the day of a rule, "+1-02-01", for a report of the year, as dates are written in reports; "" for none.
func dayOf(day string, year int) string {
	offset, rest, ok := strings.Cut(strings.TrimPrefix(day, "+"), "-")
	years, err := strconv.Atoi(offset)
	if !ok || err != nil {
		return ""
	}
	return fmt.Sprintf("%04d-%s", year+years, rest)
}
