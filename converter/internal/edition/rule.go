package edition

import (
	"encoding/json"

	"nianbao/converter/internal/datafile"
	"nianbao/converter/report"
)

// Rule is a checking rule. Package check applies it; what the program knows is only the kinds of check, never a label
// or a message.
type Rule struct {
	ID        string `json:"id"`
	Code      string `json:"code"`
	Severity  string `json:"severity"` // error, warning, information
	Scope     string `json:"scope"`    // one of the scopes below
	Message   string `json:"message"`
	MessageEn string `json:"message_en"`

	// Each is the set whose keys {each} stands for, one rule for each; see macro.go.
	Each string `json:"each"`

	// A formula: the sums of both sides are equal.
	Left  []Path `json:"left"`
	Right []Path `json:"right"`

	// What is looked at, for every other kind of check.
	Kind     string   `json:"kind"`
	Cells    []Path   `json:"cells"`    // patterns
	Except   []Path   `json:"except"`   // patterns of cells left out
	Tables   []string `json:"tables"`   // table keys
	Sections []string `json:"sections"` // section keys; "title" for the title, "attachments", "annotation", "imprint" for what stands around the signature
	Minimum  int      `json:"minimum"`  // characters
	Words    []string `json:"words"`

	Pattern string `json:"pattern"` // where the words stand that the rule is about
	Skip    string `json:"skip"`    // paragraphs that it is not about
	Require string `json:"require"` // what a paragraph must hold; of a claim, its sentence
	Exclude string `json:"exclude"` // matches that are left out
	// Accept are the sums that a claim of the prose may name: it holds if any is equal.
	Accept [][]Path `json:"accept"`
	// LowerBound reads blank cells as unknown but not negative: the rule fails if the known cells alone exceed the text.
	LowerBound bool `json:"lower_bound"`

	ReviewRule

	owner owner // the file it was read from
	at    int   // its place there
}

// owner is a file with rules: an [Edition] or a [RuleFile].
type owner interface{ Fault(error) error }

// ReviewRule is what rules of the whole report have besides: those that a reviewer applies to prose, names and dates.
type ReviewRule struct {
	Clause   string   `json:"clause"`   // of the law or the notice that the rule rests on
	Editions []string `json:"editions"` // versions that it holds for; none: all
	Example  Example  `json:"example"`
	// Organization and NotOrganization are patterns that the reporting organ's name must match, and must not.
	Organization    string `json:"organization"`
	NotOrganization string `json:"not_organization"`
	FirstYear       int    `json:"first_year"` // of the report, 0 for none
	LastYear        int    `json:"last_year"`
	Year            int    `json:"year"`      // years that are added to the report's; -3: the three years before it
	From            string `json:"from"`      // the first day that is wrong, "+1-02-01": of the year after the report's; "" for none
	To              string `json:"to"`        // the last day that is wrong
	Factor          int    `json:"factor"`    // how many times one side is to exceed the other
	Once            bool   `json:"once"`      // one finding for the whole report
	Validator       string `json:"validator"` // the check digit that what was found must have, or it is something else
	// Confused holds for a character of the rule's words those that it is mistaken for: they look or sound alike.
	Confused map[string]string `json:"confused"`
	// Alike are groups of characters that sound the same, for words that are long enough to be nothing else.
	Alike []string `json:"alike"`
	// Patterns are looked for one by one, each under its name.
	Patterns []NamedPattern `json:"patterns"`
	// Claim: the words of a claim by their ids in the lexicon, and the unit of its figure.
	Subjects []string `json:"subjects"`
	Acts     []string `json:"acts"`
	Bare     bool     `json:"bare"`   // the figure stands right behind the subject, where there is no act
	Nought   bool     `json:"nought"` // only where the figure is 0, or the sentence counts nothing but requests
	Unit     string   `json:"unit"`   // of the cell, "" for pieces
}

// NamedPattern is a pattern and what a person calls that which it finds.
type NamedPattern struct {
	Name    string `json:"name"`
	Pattern string `json:"pattern"`
}

// Example is a case that breaks a rule and one that does not: a paragraph that is put into the first of the rule's sections, or
// a change to a report in the JSON contract (RFC 7396), with "previous" for one of last year's.
type Example struct {
	Wrong json.RawMessage `json:"wrong"`
	Right json.RawMessage `json:"right"`
}

// The scopes of rules: what a rule looks at.
const (
	ScopeReport       = "same_report"
	ScopePrevious     = "previous_year"
	ScopeSubordinates = "subordinate_reports"
	ScopeStructure    = "structure"
	ScopePlausible    = "plausibility"
	ScopeProse        = "prose_against_table"
)

// IsFormula reports whether the rule says that two sums are equal.
func (r *Rule) IsFormula() bool { return r.Kind == "" && r.Pattern == "" }

// Formula says that the cells of Left add up to as much as those of Right.
type Formula struct{ Left, Right []report.Key }

// Formulas returns what the rules say of sums inside the table itself: no cell of another table or year, nothing
// subtracted.
func (t *Table) Formulas() []Formula { return t.formulas }

func (e *Edition) formulasOf(table string) []Formula {
	var all []Formula
	for i := range e.Rules {
		r := &e.Rules[i]
		if r.Scope != ScopeReport || !r.IsFormula() {
			continue
		}
		left, inside := keysIn(table, r.Left)
		right, insideToo := keysIn(table, r.Right)
		if inside && insideToo {
			all = append(all, Formula{left, right})
		}
	}
	return all
}

// keysIn returns the keys of paths, and whether all are added-up cells of one table of this report.
func keysIn(table string, paths []Path) ([]report.Key, bool) {
	keys := make([]report.Key, 0, len(paths))
	for _, p := range paths {
		if p.Report != ThisReport || p.Table != table || p.Negative {
			return nil, false
		}
		keys = append(keys, p.Key)
	}
	return keys, true
}

// validateRules makes sure that every path of every rule leads to a cell and that every formula has two sides. What
// the kinds of check need besides, package check knows.
func (e *Edition) validateRules() error {
	for i := range e.Rules {
		r := &e.Rules[i]
		if err := e.validateRule(r); err != nil {
			return datafile.Under(at("/rules", r.at), err)
		}
	}
	return nil
}

func (e *Edition) validateRule(r *Rule) error {
	switch r.Scope {
	case ScopeReport, ScopePrevious, ScopeSubordinates, ScopeStructure, ScopePlausible, ScopeProse:
	default:
		return datafile.At("/scope", "rule %s: there is no scope %q", r.ID, r.Scope)
	}
	for i, accept := range r.Accept {
		if len(accept) == 0 {
			return datafile.At(at("/accept", i), "rule %s: a list without a cell", r.ID)
		}
	}
	for i, key := range r.Sections {
		if !e.hasPart(key) {
			return datafile.At(at("/sections", i), "rule %s: the edition has no section %q", r.ID, key)
		}
	}
	for i, key := range r.Tables {
		if e.Table(key) == nil {
			return datafile.At(at("/tables", i), "rule %s: the edition has no table %q", r.ID, key)
		}
	}
	for _, l := range r.paths() {
		for i, p := range l.paths {
			if err := p.check(); err != nil {
				return datafile.At(at("/"+l.field, i), "rule %s: %w", r.ID, err)
			}
			switch {
			case !l.pattern:
				if err := e.leads(p); err != nil {
					return datafile.At(at("/"+l.field, i), "rule %s: %w", r.ID, err)
				}
			case p.Report != ThisReport || p.Negative || !e.anyCell(p):
				return datafile.At(at("/"+l.field, i), "rule %s: %q covers no cell of the edition", r.ID, p)
			}
		}
	}
	if r.IsFormula() && (len(r.Left) == 0 || len(r.Right) == 0) {
		return datafile.At("", "rule %s: a formula needs two sides", r.ID)
	}
	return nil
}

// pathList is the paths in one field of a rule.
type pathList struct {
	field   string
	paths   []Path
	pattern bool // "*" stands for any key
}

// paths returns all fields of a rule that hold paths.
func (r *Rule) paths() []pathList {
	lists := []pathList{{"left", r.Left, false}, {"right", r.Right, false}, {"cells", r.Cells, true}, {"except", r.Except, true}}
	for i, accept := range r.Accept {
		lists = append(lists, pathList{at("accept", i), accept, false})
	}
	return lists
}

func (e *Edition) anyCell(pattern Path) bool {
	for _, t := range e.Tables {
		for i := range t.Cells {
			if c := &t.Cells[i]; c.IsData() && pattern.Covers(t.Key, c.Key()) {
				return true
			}
		}
	}
	return false
}
