package server

import (
	"encoding/json"
	"strings"
	"testing"
)

// The office's own severities weigh the findings, its earlier round says what is new, and the workbook comes as a file; a file that is
// neither refuses the request.
func TestCheckOfAnOffice(t *testing.T) {
	s := newServer(t, nil)
	const report = `{"format": "2021", "organization": "青坪市商务局", "year": 2023, "overview": ["全年发布信息XX条。"]}`
	check := func(to string, fields ...[3]string) (string, int, string) {
		body, media := form(t, append([][3]string{{"file", "r.json", report}}, fields...)...)
		w := ask(t, s, "POST", "/v1/check?to="+to, body, "Content-Type", media)
		return w.Body.String(), w.Code, w.Header().Get("Content-Disposition")
	}
	first, status, _ := check("json")
	if status != 200 || strings.Contains(first, `"since"`) {
		t.Fatalf("%d: %s", status, first)
	}
	off, status, _ := check("json", [3]string{"rules", "rules.json", `{"version": 1, "rules": {"placeholder": "off"}}`})
	if status != 200 || strings.Contains(findingsOf(t, off), "placeholder") || !strings.Contains(findingsOf(t, first), "placeholder") {
		t.Errorf("%d: the rule counts still", status)
	}
	second, status, _ := check("json", [3]string{"since", "first.json", first})
	if status != 200 || !strings.Contains(findingsOf(t, second), `"since":"remains"`) || strings.Contains(findingsOf(t, second), `"since":"new"`) {
		t.Errorf("%d: %.300s", status, second)
	}
	if page, status, _ := check("html", [3]string{"since", "first.json", first}); status != 200 || !strings.Contains(page, `id="since"`) {
		t.Errorf("%d: the page says nothing of the earlier round", status)
	}
	if book, status, name := check("xlsx", [3]string{"since", "first.json", first}); status != 200 || !strings.HasPrefix(book, "PK") || !strings.Contains(name, ".check.xlsx") {
		t.Errorf("%d: %s", status, name)
	}
	for _, field := range []string{"rules", "since"} {
		if answer, status, _ := check("json", [3]string{field, "x.json", `{"nothing": 1}`}); status != 422 {
			t.Errorf("%s: %d, %.200s", field, status, answer)
		}
	}
}

// findingsOf is the list of findings in an answer, without blanks.
func findingsOf(t *testing.T, answer string) string {
	t.Helper()
	var a struct {
		Result struct{ Findings json.RawMessage }
	}
	if err := json.Unmarshal([]byte(answer), &a); err != nil {
		t.Fatalf("%v: %.200s", err, answer)
	}
	return strings.ReplaceAll(string(a.Result.Findings), `": "`, `":"`)
}
