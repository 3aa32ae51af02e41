package converter

import (
	"errors"
	"strconv"
	"strings"

	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/internal/datafile"
	"nianbao/converter/report"
)

// Review is what a person said of the findings in one report: that each was looked at, and why it stands. It holds for the report of
// its organisation and year, and for findings with the very figures or words that were looked at.
type Review struct {
	Version      int       `json:"version"` // 1
	Organization string    `json:"organization"`
	Year         int       `json:"year"`
	Title        string    `json:"title"`
	Checked      []Verdict `json:"checked"`
	// Reading is said of diagnostics of reading a source. Who checks another file has other ones: they are kept for people.
	Reading []Verdict `json:"reading,omitempty"`
}

// Verdict is what was said of one finding: its [check.Finding.Key], and the reason why it stands. Code, Rule and Message are for people.
type Verdict struct {
	Key     string `json:"key"`
	Code    string `json:"code"`
	Rule    string `json:"rule"`
	Message string `json:"message"`
	Reason  string `json:"reason"`
}

const reviewVersion = 1

// ParseReview reads a review from JSON. What is wrong with it, also a finding without a key or a reason, is told by a [*Refusal].
func ParseReview(data []byte) (*Review, error) {
	r := &Review{}
	source, err := datafile.Decode(data, r)
	if err == nil {
		err = source.Locate(r.sound())
	}
	if err != nil {
		return nil, refuse(dataFault("review-invalid", err))
	}
	return r, nil
}

func (r *Review) sound() error {
	if r.Version != reviewVersion {
		return datafile.At("/version", "%d is not %d", r.Version, reviewVersion)
	}
	for i, v := range r.Checked {
		if v.Key == "" || strings.TrimSpace(v.Reason) == "" {
			return datafile.Under("/checked", datafile.Under("/"+strconv.Itoa(i), errors.New("a finding has a key and a reason")))
		}
	}
	return nil
}

// Of reports whether a review is of this report: same organisation, same year.
func (r *Review) Of(report *report.Report) bool {
	return r.Organization == report.Organization && r.Year == report.Year
}

// Unused is the warning that no report that was checked is the one of this review, which came in a file.
func (r *Review) Unused(file string) diag.Diagnostic {
	return diag.New("review-unused", diag.Place{File: file}, "organization", r.Organization, "year", r.Year)
}

// reviewed takes what people have checked out of the findings. Verdicts on what is not found any more are told: the figures were changed
// since.
func (a Against) reviewed(report *report.Report, result check.Result) (check.Result, diag.List) {
	reasons := map[string]string{}
	var verdicts []Verdict
	for _, review := range a.Reviews {
		if !review.Of(report) {
			continue
		}
		verdicts = append(verdicts, review.Checked...)
		for _, v := range review.Checked {
			reasons[v.Key] = strings.TrimSpace(v.Reason)
		}
	}
	result = result.Review(reasons)
	for _, f := range result.Reviewed {
		delete(reasons, f.Key())
	}
	var stale diag.List
	for _, v := range verdicts {
		if _, left := reasons[v.Key]; left {
			delete(reasons, v.Key)
			stale = append(stale, diag.New("review-stale", diag.Place{}, "finding", v.Message, "reason", v.Reason))
		}
	}
	return result, stale
}
