package compare

import (
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// Carried joins what last year's report carried forward with what this year's took over. Which cells belong together the rules of
// the edition say.
type Carried struct {
	Rule          string // id of the rule
	Col           string // what the form calls the column
	From, To      Place
	FromRow, Row  string // what the forms call the rows
	Last, This    report.Cell
	Contradiction bool // both are numbers, and differ
	// Open says that one of them is no number, or no part of its form: nothing is known.
	Open bool
}

// Place is the address of a cell.
type Place struct {
	Table string
	Key   report.Key
}

// carried applies the rules that say of one cell of last year's report that it comes again in this one.
func carried(this, last *report.Report, editions *edition.Set) []Carried {
	var all []Carried
	e := editions.Get(this.Format)
	if e == nil {
		return nil
	}
	for i := range e.Rules {
		rule := &e.Rules[i]
		from, to, ok := carriesOver(rule)
		if !ok || this.Tables[to.Table] == nil && last.Tables[from.Table] == nil {
			continue
		}
		now, old := gridOf(this, editions, to.Table), gridOf(last, editions, from.Table)
		c := Carried{Rule: rule.ID, From: from, To: to, Last: old.cell(from.Key), This: now.cell(to.Key)}
		c.Row, c.Col = name(to.Key, now, old)
		c.FromRow, _ = name(from.Key, now, old)
		a, wasNumber := c.Last.Number()
		b, isNumber := c.This.Number()
		c.Open = !wasNumber || !isNumber
		c.Contradiction = !c.Open && !a.Equal(b)
		all = append(all, c)
	}
	return all
}

// carriesOver returns the two cells that a rule makes equal, one of each year.
func carriesOver(rule *edition.Rule) (from, to Place, ok bool) {
	if rule.Scope != edition.ScopePrevious || !rule.IsFormula() || len(rule.Left) != 1 || len(rule.Right) != 1 {
		return from, to, false
	}
	for _, p := range []edition.Path{rule.Left[0], rule.Right[0]} {
		switch {
		case p.Negative:
			return from, to, false
		case p.Report == edition.PreviousReport:
			from = Place{p.Table, p.Key}
		default:
			to = Place{p.Table, p.Key}
		}
	}
	return from, to, from.Table != "" && to.Table != ""
}
