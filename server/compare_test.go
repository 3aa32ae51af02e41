package server

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestCompare: last year's report comes in the field previous; without one, or with one that cannot be read, there is no
// comparison; one that is not last year's is told in the result.
func TestCompare(t *testing.T) {
	s := newServer(t, nil)
	this := `{"format": "2021", "organization": "甲局", "year": 2023, "requests": {"new": {"total": 11}, "carried_over": {"total": 1}}}`
	last := `{"format": "2021", "organization": "甲局", "year": 2022, "requests": {"new": {"total": 8}, "carried_forward": {"total": 2}}}`
	var got struct {
		Previous *struct{ Year int }
		Tables   []struct {
			Key   string
			Cells []struct {
				Pointer                     string
				This, Last, Change, Percent *json.Number
			}
		}
		Result struct {
			Findings []struct{ Code string }
		}
	}
	compare := func(last string) int {
		body, media := form(t, [3]string{"file", "this.json", this}, [3]string{"previous", "last.json", last})
		w := ask(t, s, "POST", "/v1/compare", body, "Content-Type", media)
		got.Previous, got.Tables, got.Result.Findings = nil, nil, nil
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
			t.Fatalf("%v: %.300s", err, w.Body)
		}
		return w.Code
	}
	if status := compare(last); status != 200 || got.Previous == nil || got.Previous.Year != 2022 || len(got.Tables) != 1 || len(got.Result.Findings) != 1 || got.Result.Findings[0].Code != "carry-over" {
		t.Errorf("%d %+v", status, got)
	}
	found := false
	for _, cell := range got.Tables[0].Cells {
		if cell.Pointer == "/requests/new/total" {
			found = *cell.This == "11" && *cell.Last == "8" && *cell.Change == "3" && *cell.Percent == "37.5"
		}
	}
	if !found {
		t.Errorf("%+v", got.Tables)
	}
	if status := compare(strings.Replace(last, "2022", "2020", 1)); status != 200 || got.Previous != nil || got.Result.Findings[0].Code != "previous-other-year" {
		t.Errorf("%d %+v", status, got)
	}
	body, media := form(t, [3]string{"file", "this.json", this}, [3]string{"previous", "last.txt", "床前明月光"})
	if w := ask(t, s, "POST", "/v1/compare", body, "Content-Type", media); w.Code != 422 || problemOf(t, w).Code != "not-a-report" {
		t.Errorf("%d", w.Code)
	}
	if w := ask(t, s, "POST", "/v1/compare", []byte(this)); w.Code != 400 || problemOf(t, w).Code != "http-no-previous" {
		t.Errorf("%d", w.Code)
	}
	body, media = form(t, [3]string{"file", "this.json", this}, [3]string{"previous", "last.json", last})
	if w := ask(t, s, "POST", "/v1/compare", body, "Content-Type", media, "Accept", "application/pdf"); w.Code != 406 {
		t.Errorf("%d", w.Code)
	}
	if metrics := ask(t, s, "GET", "/metrics", nil).Body.String(); !strings.Contains(metrics, `nianbao_conversions_total{from="json",outcome="done",to="compare"} 2`) {
		t.Error("comparisons are not counted")
	}
}
