package server

import (
	"strings"
	"testing"
)

// Last year's report is found by organisation and year; none that fits is a finding, and not silence.
func TestAgainst(t *testing.T) {
	s := newServer(t, nil)
	this := [3]string{"file", "a.json", `{"format": "2021", "organization": "甲局", "year": 2023, "requests": {"carried_forward": {"total": 9}}}`}
	last := func(name string, organization string) [3]string {
		return [3]string{"previous", name, `{"format": "2021", "organization": "` + organization + `", "year": 2022, "requests": {"carried_forward": {"total": 3}}}`}
	}
	check := func(fields ...[3]string) string {
		t.Helper()
		body, media := form(t, append([][3]string{this}, fields...)...)
		w := ask(t, s, "POST", "/v1/check", body, "Content-Type", media)
		if w.Code != 200 {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		return w.Body.String()
	}
	const missing = `"code": "previous-other-organization"`
	if got := check(last("b.json", "乙局"), last("a22.json", "甲局")); strings.Contains(got, missing) {
		t.Errorf("the right one of two is not found: %.900s", got)
	}
	if got := check(last("b.json", "乙局")); !strings.Contains(got, missing) {
		t.Errorf("another agency's report passes: %.900s", got)
	}
	if got := check(last("b.json", "乙局"), [3]string{"renamed", "", "乙局=甲局"}); strings.Contains(got, missing) {
		t.Errorf("the old name is not followed: %.900s", got)
	}
	sub := [3]string{"subordinate", "c.json", `{"format": "2021", "organization": "丙镇", "year": 2023}`}
	if got := check(sub, sub); !strings.Contains(got, `"subordinate-duplicate"`) {
		t.Errorf("a subordinate that is there twice: %.900s", got)
	}
	sub[2] = strings.Replace(sub[2], "2023", "2021", 1)
	if got := check(sub); !strings.Contains(got, `"subordinate-other-year"`) {
		t.Errorf("a subordinate's report of another year: %.900s", got)
	}
}
