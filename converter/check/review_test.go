package check_test

import (
	"strings"
	"testing"

	"nianbao/converter/check"
	"nianbao/converter/diag"
)

// TestReview: what a person has checked counts no more, is shown with its reason in every form, and changes nothing else.
func TestReview(t *testing.T) {
	finding := func(code, text string) check.Finding {
		return check.Finding{Code: diag.Code(code), Rule: code, Severity: diag.Error, Status: check.Fail, Text: map[diag.Lang]string{diag.Chinese: text, diag.English: text}}
	}
	a, b := finding("a", "first"), finding("b", "second")
	result := check.Result{Findings: []check.Finding{a, b}, Outcomes: []check.Outcome{{Rule: "a", Status: check.Fail}}}
	got := result.Review(map[string]string{a.Key(): "as in the <original>", "other": "x"})
	if len(got.Findings) != 1 || got.Findings[0].Code != "b" || got.Count(diag.Error) != 1 || len(got.Reviewed) != 1 || got.Reviewed[0].Code != "a" || len(got.Outcomes) != 1 {
		t.Fatalf("%+v", got)
	}
	if len(result.Findings) != 2 || result.Reviewed != nil {
		t.Error("the result itself was changed")
	}
	data, err := got.AppendJSON(nil)
	if err != nil || !strings.Contains(string(data), `"reason": "as in the <original>"`) {
		t.Errorf("%v %s", err, data)
	}
	text := got.Text(check.TextOptions{Lang: diag.English})
	if !strings.Contains(text, "Checked by a person") || !strings.Contains(text, "reason: as in the <original>") || strings.Count(text, "first") != 1 {
		t.Error(text)
	}
	if plain := result.Text(check.TextOptions{Lang: diag.English}); strings.Contains(plain, "Checked by a person") {
		t.Error(plain)
	}
}
