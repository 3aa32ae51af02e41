package check

import (
	"slices"

	"nianbao/converter/diag"
)

// RuleInfo describes a rule for people: what it is called, what becomes of a report that breaks it, and what it rests on.
type RuleInfo struct {
	ID       string               `json:"id"`
	Code     diag.Code            `json:"code"`
	Severity string               `json:"severity"` // error, warning, information
	Editions []string             `json:"editions"` // versions of the form that it holds for
	Clause   string               `json:"clause,omitempty"`
	Message  map[diag.Lang]string `json:"message"` // with its values in braces
}

// Rules returns every rule once, in the order in which they are applied, those of the newest edition first.
func (c *Checker) Rules() []RuleInfo {
	var list []RuleInfo
	at := map[string]int{}
	books := slices.Clone(c.books)
	for _, other := range c.others {
		books = append(books, other.books...)
	}
	for _, book := range books {
		for i := range book.edition.Rules {
			rule := &book.edition.Rules[i]
			if known, ok := at[rule.ID]; ok {
				list[known].Editions = append(list[known].Editions, book.edition.Version)
				continue
			}
			clause := rule.Clause
			if clause == "" {
				clause = book.edition.Document
			}
			at[rule.ID] = len(list)
			list = append(list, RuleInfo{ID: rule.ID, Code: diag.Code(rule.Code), Severity: rule.Severity, Editions: []string{book.edition.Version}, Clause: clause,
				Message: map[diag.Lang]string{diag.Chinese: rule.Message, diag.English: rule.MessageEn}})
		}
	}
	return list
}

// Off is the severity of a rule that an office does not apply.
const Off = "off"

// Reweigh returns the result with the severities that an office gives to rules, by their ids or codes (an id goes before a code), and how
// many findings were left out because their rule is [Off]. What became of the rules (Outcomes) is what it was.
func (r Result) Reweigh(severities map[string]string) (Result, int) {
	if len(severities) == 0 {
		return r, 0
	}
	kept := make([]Finding, 0, len(r.Findings))
	for _, f := range r.Findings {
		severity, ok := severities[f.Rule]
		if !ok {
			severity, ok = severities[string(f.Code)]
		}
		switch {
		case !ok:
		case severity == Off:
			continue
		case f.Inferred: // a figure that was inferred proves nothing, whatever the office says
			f.Severity = min(severityOf(severity), diag.Warning)
		default:
			f.Severity = severityOf(severity)
		}
		kept = append(kept, f)
	}
	off := len(r.Findings) - len(kept)
	r.Findings = kept
	return r, off
}
