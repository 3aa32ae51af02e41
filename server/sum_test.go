package server

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

func TestSum(t *testing.T) {
	s := newServer(t, nil)
	one := `{"format": "2021", "organization": "甲局", "year": 2023, "requests": {"new": {"natural_person": 3}}}`
	two := `{"format": "2021", "organization": "乙局", "year": 2023, "requests": {"new": {"natural_person": 4}}}`
	body, media := form(t, [3]string{"file", "a.json", one}, [3]string{"file", "b.json", two}, [3]string{"organization", "", "示例市"})
	w := ask(t, s, "POST", "/v1/sum?to=json&year=2023&diagnostics=1", body, "Content-Type", media)
	parts := partsOf(t, w)
	var sum struct {
		Organization string
		Requests     map[string]map[string]int
	}
	if err := json.Unmarshal(parts["file"], &sum); err != nil || sum.Organization != "示例市" || sum.Requests["new"]["natural_person"] != 7 {
		t.Errorf("%v: %s", err, parts["file"])
	}
	if !strings.Contains(string(parts["diagnostics"]), `"sum-blank"`) {
		t.Errorf("it is not told what is blank: %s", parts["diagnostics"])
	}
	if w := ask(t, s, "POST", "/v1/sum?to=xlsx", body, "Content-Type", media); w.Code != 200 || !strings.HasPrefix(w.Body.String(), "PK") || !strings.HasSuffix(nameOf(t, w.Header()), ".xlsx") {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	// A sum without one of the files would be taken for the sum of all; every file that cannot be read is named.
	bad, media := form(t, [3]string{"file", "a.json", one}, [3]string{"file", "诗.txt", "床前明月光"}, [3]string{"file", "空.txt", ""})
	w = ask(t, s, "POST", "/v1/sum", bad, "Content-Type", media)
	if w.Code != 422 || problemOf(t, w).Code != "not-a-report" || !strings.Contains(w.Body.String(), "诗.txt") || !strings.Contains(w.Body.String(), "空.txt") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// Two reports of one organisation, or of two years, are no sum unless the request says which to take; who is missing on
// the list is told.
func TestSumOfTheRightReports(t *testing.T) {
	s := newServer(t, nil)
	report := func(name string, year, n int, date string) string {
		return fmt.Sprintf(`{"format": "2021", "organization": "%s", "year": %d, "date": "%s", "requests": {"new": {"natural_person": %d}}}`, name, year, date, n)
	}
	old, corrected := report("甲局", 2023, 3, "2024-01-10"), report("甲局", 2023, 5, "2024-02-20")
	files := [][3]string{{"file", "a.json", old}, {"file", "a2.json", corrected}, {"file", "b.json", report("乙局", 2023, 10, "2024-01-15")}}
	post := func(path string, more ...[3]string) *httptest.ResponseRecorder {
		body, media := form(t, append(slices.Clone(files), more...)...)
		return ask(t, s, "POST", path, body, "Content-Type", media)
	}
	if w := post("/v1/sum"); w.Code != 422 || problemOf(t, w).Code != "sum-duplicate-refused" || !strings.Contains(w.Body.String(), `"sum-refused"`) {
		t.Errorf("duplicates: %d %s", w.Code, w.Body)
	}
	for choice, want := range map[string]string{"newest": `"natural_person": 15`, "all": `"natural_person": 18`} {
		if w := post("/v1/sum?to=json&duplicates=" + choice); w.Code != 200 || !strings.Contains(w.Body.String(), want) || w.Header().Get(headerErrors) != "0" {
			t.Errorf("%s: %d %.600s", choice, w.Code, w.Body)
		}
	}
	w := post("/v1/sum?duplicates=newest&diagnostics=1", [3]string{"roster", "r.txt", "甲局\n丙局\n丁局（原乙局）\n丁局"}, [3]string{"renamed", "", "乙局=丁局"})
	found := string(partsOf(t, w)["diagnostics"])
	if w.Header().Get(headerErrors) == "0" || !strings.Contains(found, `"roster-missing"`) || !strings.Contains(found, "丙局") {
		t.Errorf("errors %s: %s", w.Header().Get(headerErrors), found)
	}
	files = append(files[:1], [3]string{"file", "c.json", report("丙局", 2022, 1, "2023-01-10")})
	if w := post("/v1/sum"); w.Code != 422 || problemOf(t, w).Code != "sum-years-differ" {
		t.Errorf("two years: %d %s", w.Code, w.Body)
	}
	if w := post("/v1/sum?to=json&year=2022"); w.Code != 200 || !strings.Contains(w.Body.String(), `"natural_person": 1`) {
		t.Errorf("one of the years: %d %s", w.Code, w.Body)
	}
}
