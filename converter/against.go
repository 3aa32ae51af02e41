package converter

import (
	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/report"
)

// Against is what a report is checked against beside its own rules. The zero value is nothing.
type Against struct {
	// Previous is the report of the year before, nil for none.
	Previous *report.Report
	// PreviousOf gives the report of the year before of each report where Previous is nil, or nil and what kept it from being
	// found, which becomes a finding: a comparison that was not made is not one that found nothing. See package match.
	PreviousOf func(*report.Report) (*report.Report, diag.List)
	// Subordinates are the reports of the direct subordinates, nil for none.
	Subordinates []*report.Report
	// Missing is how many further subordinate reports could not be read; sums cannot be checked then.
	Missing int
	// Reviews say which findings people have checked, each in one report: these count no more (see [check.Result.Review]).
	Reviews []*Review
	// Severities are an office's own, nil for those of the rules.
	Severities *Severities
	// Since is an earlier round, with which the findings are compared; nil for none.
	Since *Round
	// SubordinatesOf gives them for each report where Subordinates is nil, with what speaks against comparing with them, which
	// becomes findings; where one is an error nothing is compared.
	SubordinatesOf func(*report.Report) ([]*report.Report, diag.List)
}

// input is what is checked of a reading, and the comparisons that cannot be made.
func (a Against) input(reading *Reading) (check.Input, diag.List) {
	in := check.Input{Report: reading.Report, Evidence: reading.Evidence, Previous: a.Previous, Subordinates: a.Subordinates, Missing: a.Missing}
	var found diag.List
	if in.Previous == nil && a.PreviousOf != nil {
		in.Previous, found = a.PreviousOf(reading.Report)
	}
	if in.Subordinates == nil && a.SubordinatesOf != nil {
		subordinates, more := a.SubordinatesOf(reading.Report)
		if worst, _ := more.Worst(); worst < diag.Error {
			in.Subordinates = subordinates
		}
		found = append(found, more...)
	}
	return in, found
}

// withUncompared puts the comparisons that could not be made in front of what was found: they count as findings, in every
// form that a result is printed in.
func withUncompared(result check.Result, found diag.List) check.Result {
	var all []check.Finding
	for _, d := range found {
		all = append(all, check.Finding{Code: d.Code, Rule: string(d.Code), Severity: d.Severity, Status: check.Undetermined,
			Text: map[diag.Lang]string{diag.Chinese: d.Message(diag.Chinese), diag.English: d.Message(diag.English)}})
	}
	result.Findings = append(all, result.Findings...)
	return result
}
