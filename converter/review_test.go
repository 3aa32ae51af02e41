package converter_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/check"
	"nianbao/converter/diag"
)

const contradicting = `{"format": "2021", "organization": "青坪市商务局", "year": 2023, "disputes": {"review": {"upheld": 9, "corrected": 0, "other": 0, "pending": 1, "total": 2}}}`

func failing(t *testing.T, text string, reviews ...*converter.Review) *converter.Checked {
	t.Helper()
	checked, err := newConverter(t).Check(t.Context(), converter.Input{Data: []byte(text)}, converter.Against{Reviews: reviews})
	if err != nil {
		t.Fatal(err)
	}
	return checked
}

// sums lists the keys of the findings about sums of disputes.
func sums(r check.Result) (keys []string) {
	for _, f := range r.Findings {
		if f.Code == "disputes-total" && f.Severity == diag.Error {
			keys = append(keys, f.Key())
		}
	}
	return keys
}

// TestReviewHolds: a verdict holds for the report and the figures that were looked at, and for nothing else.
func TestReviewHolds(t *testing.T) {
	open := sums(failing(t, contradicting).Result)
	if len(open) != 1 {
		t.Fatalf("%q", open)
	}
	for name, test := range map[string]struct {
		text, organization string
		year               int
		errors, reviewed   int
		stale              bool
	}{
		"the same":           {contradicting, "青坪市商务局", 2023, 0, 1, false},
		"other organisation": {contradicting, "红坪市商务局", 2023, 1, 0, false},
		"other year":         {contradicting, "青坪市商务局", 2022, 1, 0, false},
		"other figure":       {strings.ReplaceAll(contradicting, `"upheld": 9`, `"upheld": 8`), "青坪市商务局", 2023, 1, 0, true},
	} {
		review, err := converter.ParseReview(fmt.Appendf(nil, `{"version": 1, "organization": %q, "year": %d, "title": null, "checked": [{"key": %q, "message": "m", "reason": " 与原件一致 "}], "reading": [{"key": "read:x", "reason": "x"}]}`, test.organization, test.year, open[0]))
		if err != nil {
			t.Fatal(err)
		}
		checked := failing(t, test.text, review)
		if got := len(sums(checked.Result)); got != test.errors || len(checked.Result.Reviewed) != test.reviewed || checked.Diagnostics.Has("review-stale") != test.stale {
			t.Errorf("%s: %d errors, %d reviewed, %v", name, got, len(checked.Result.Reviewed), checked.Diagnostics)
		}
		if test.reviewed == 1 && checked.Result.Reviewed[0].Reason != "与原件一致" {
			t.Errorf("%q", checked.Result.Reviewed[0].Reason)
		}
	}
}

// TestParseReview: what is no review is refused, and so is a verdict without a reason.
func TestParseReview(t *testing.T) {
	for name, text := range map[string]string{
		"version": `{"version": 2, "checked": []}`, "no version": `{"checked": []}`, "key": `{"version": 1, "checked": [{"reason": "x"}]}`,
		"reason": `{"version": 1, "checked": [{"key": "x", "reason": " "}]}`, "unknown": `{"version": 1, "checkd": []}`, "no JSON": `x`,
	} {
		if _, err := converter.ParseReview([]byte(text)); err == nil || !diagnosticsOf(t, err).Has("review-invalid") {
			t.Errorf("%s: %v", name, err)
		}
	}
	nothing, err := converter.ParseReview([]byte(`{"version": 1, "organization": null, "year": null, "title": null, "checked": []}`))
	if err != nil || nothing.Organization != "" {
		t.Error(err)
	}
	if data, err := json.Marshal(nothing); err != nil || len(data) == 0 {
		t.Error(err)
	}
}
