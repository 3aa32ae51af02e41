package server

import (
	"encoding/json"
	"strings"
	"testing"
)

// What a person has checked counts no more; a review of another report is told, and one that is none is refused.
func TestCheckReview(t *testing.T) {
	s := newServer(t, nil)
	const report = `{"format": "2021", "organization": "青坪市商务局", "year": 2023, "disputes": {"review": {"upheld": 9, "corrected": 0, "other": 0, "pending": 1, "total": 2}}}`
	type answer struct {
		Diagnostics []struct{ Code string }
		Result      struct {
			Summary  struct{ Errors int }
			Findings []struct{ Key, Code string }
			Reviewed []struct{ Key, Reason string }
		}
	}
	check := func(review string) (a answer, status int, code string) {
		t.Helper()
		body, media := form(t, [3]string{"file", "r.json", report}, [3]string{"review", "v.json", review})
		if review == "" {
			body, media = form(t, [3]string{"file", "r.json", report})
		}
		w := ask(t, s, "POST", "/v1/check", body, "Content-Type", media)
		if w.Code != 200 {
			return a, w.Code, string(problemOf(t, w).Code)
		}
		if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		return a, w.Code, ""
	}
	open, _, _ := check("")
	key, all := "", open.Result.Summary.Errors
	for _, f := range open.Result.Findings {
		if f.Code == "disputes-total" {
			key = f.Key
		}
	}
	if key == "" || all == 0 || open.Result.Reviewed != nil {
		t.Fatalf("%+v", open)
	}
	review := func(organization string) string {
		return `{"version": 1, "organization": "` + organization + `", "year": 2023, "checked": [{"key": "` + key + `", "reason": "与原件一致"}]}`
	}
	if a, _, _ := check(review("青坪市商务局")); a.Result.Summary.Errors != all-1 || len(a.Result.Reviewed) != 1 || a.Result.Reviewed[0].Reason != "与原件一致" || len(a.Diagnostics) != 0 {
		t.Errorf("%+v", a)
	}
	if a, _, _ := check(review("红坪市商务局")); a.Result.Summary.Errors != all || len(a.Diagnostics) != 1 || a.Diagnostics[0].Code != "review-unused" {
		t.Errorf("%+v", a)
	}
	if _, status, code := check(`{"version": 1, "checked": [{"key": "x"}]}`); status != 422 || code != "review-invalid" {
		t.Errorf("%d %s", status, code)
	}
	if _, status, code := check(strings.Repeat(" ", dataBytes+1)); status != 413 || code != "http-body-limit" {
		t.Errorf("%d %s", status, code)
	}
}

// Values of an official document by the parameter and the field, in a file, in pages and in the archive.
func TestShell(t *testing.T) {
	s := newServer(t, nil)
	const values = `{"number": "示政发〔2024〕2号", "signers": ["张三"]}`
	ask1 := func(path string, shell ...string) (int, string, string) {
		t.Helper()
		fields := [][3]string{{"file", "r.txt", string(sample(t))}}
		for _, data := range shell {
			fields = append(fields, [3]string{"shell", "s.json", data})
		}
		body, media := form(t, fields...)
		w := ask(t, s, "POST", path, body, "Content-Type", media)
		if w.Code != 200 {
			return w.Code, "", string(problemOf(t, w).Code)
		}
		return w.Code, w.Body.String(), ""
	}
	_, page, _ := ask1("/v1/convert?to=html", values)
	if !strings.Contains(page, "示政发〔2024〕2号") || !strings.Contains(page, "张三") {
		t.Error("the values of the file are missing")
	}
	if _, page, _ := ask1("/v1/convert?to=html&number=%E7%A4%BA%E3%80%94"+"1", values); strings.Contains(page, "2号") || !strings.Contains(page, "示〔1") {
		t.Error("the parameter does not go before the file")
	}
	if _, page, _ := ask1("/v1/convert?to=html"); strings.Contains(page, "letterhead") {
		t.Error("an official document that nobody asked for")
	}
	for _, path := range []string{"/v1/convert?to=docx", "/v1/convert?to=zip", "/v1/preview"} {
		if status, _, code := ask1(path, `{"nummer": 1}`); status != 422 || code != "shell-invalid" {
			t.Errorf("%s: %d %s", path, status, code)
		}
	}
	if status, _, code := ask1("/v1/convert?to=json&number=1"); status != 422 || code != "shell-format" {
		t.Errorf("%d %s", status, code)
	}
	_, plain, _ := ask1("/v1/preview")
	_, red, _ := ask1("/v1/preview?number=1")
	if strings.Contains(plain, "#ff0000") || !strings.Contains(red, "fill='#ff0000'") {
		t.Error("the pages are not those of an official document")
	}
	_, bare, _ := ask1("/v1/convert?to=zip")
	if _, archive, _ := ask1("/v1/convert?to=zip&number=1"); archive == bare {
		t.Error("the archive has no heads")
	}
}
