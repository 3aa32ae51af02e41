package check

import "slices"

// ReviewedFinding is a finding that a person has looked at, and the reason why it stands.
type ReviewedFinding struct {
	Finding
	Reason string
}

// Review returns the result with the findings that a person has checked apart from the others: reasons holds, by [Finding.Key], why each
// stands. A finding counts no more then; what became of the rules (Outcomes) is what it was.
func (r Result) Review(reasons map[string]string) Result {
	open := make([]Finding, 0, len(r.Findings))
	r.Reviewed = slices.Clone(r.Reviewed)
	for _, f := range r.Findings {
		if reason, ok := reasons[f.Key()]; ok {
			r.Reviewed = append(r.Reviewed, ReviewedFinding{f, reason})
			continue
		}
		open = append(open, f)
	}
	r.Findings = open
	return r
}
