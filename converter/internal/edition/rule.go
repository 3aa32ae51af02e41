package edition

import (
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

	// Prose: every match of Pattern whose first group is a number (or Expects) is compared with the sums of Accept, and
	// holds if any is equal. Sentences that match Skip or lack Require, clauses that match SkipClause, and matches that
	// match Exclude are left out.
	Pattern    string   `json:"pattern"`
	Expects    *int     `json:"expects"`
	Accept     [][]Path `json:"accept"`
	Skip       string   `json:"skip"`
	SkipClause string   `json:"skip_clause"`
	Require    string   `json:"require"`
	Exclude    string   `json:"exclude"`
	// LowerBound reads blank cells as unknown but not negative: the rule fails if the known cells alone exceed the text.
	LowerBound bool `json:"lower_bound"`
}

// The scopes of rules: what a rule looks at.
const (
	ScopeReport       = "same_report"
	ScopePrevious     = "previous_year"
	ScopeSubordinates = "subordinate_reports"
	ScopeStructure    = "structure"
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
			return datafile.Under(at("/rules", i), err)
		}
	}
	return nil
}

func (e *Edition) validateRule(r *Rule) error {
	switch r.Scope {
	case ScopeReport, ScopePrevious, ScopeSubordinates, ScopeStructure, ScopeProse:
	default:
		return datafile.At("/scope", "rule %s: there is no scope %q", r.ID, r.Scope)
	}
	type list struct {
		field string
		paths []Path
	}
	lists := []list{{"left", r.Left}, {"right", r.Right}}
	for i, accept := range r.Accept {
		if len(accept) == 0 {
			return datafile.At(at("/accept", i), "rule %s: a list without a cell", r.ID)
		}
		lists = append(lists, list{at("accept", i), accept})
	}
	for _, l := range lists {
		for i, p := range l.paths {
			if _, err := ParsePath(p.String()); err != nil {
				return datafile.At(at("/"+l.field, i), "rule %s: %w", r.ID, err)
			}
			if t := e.Table(p.Table); t == nil || !t.Has(p.Key) {
				return datafile.At(at("/"+l.field, i), "rule %s: the edition has no cell %q", r.ID, p)
			}
		}
	}
	for _, l := range []list{{"cells", r.Cells}, {"except", r.Except}} {
		for i, p := range l.paths {
			if _, err := ParsePath(p.String()); err != nil {
				return datafile.At(at("/"+l.field, i), "rule %s: %w", r.ID, err)
			}
			if p.Report != ThisReport || p.Negative || !e.anyCell(p) {
				return datafile.At(at("/"+l.field, i), "rule %s: %q covers no cell of the edition", r.ID, p)
			}
		}
	}
	if r.IsFormula() && (len(r.Left) == 0 || len(r.Right) == 0) {
		return datafile.At("", "rule %s: a formula needs two sides", r.ID)
	}
	return nil
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
