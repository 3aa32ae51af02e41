package server

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// TestCompare: last year's report comes in the field previous; without one, or with one that cannot be read, there is no
// comparison; one that is not last year's is told in the result.
func TestCompare(t *testing.T) {
	s := newServer(t, asItIs)
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
	if w := ask(t, s, "POST", "/v1/compare", body, "Content-Type", media, "Accept", "image/png"); w.Code != 406 {
		t.Errorf("%d", w.Code)
	}
	if metrics := ask(t, s, "GET", "/metrics", nil).Body.String(); !strings.Contains(metrics, `nianbao_conversions_total{from="json",outcome="done",to="compare"} 2`) {
		t.Error("comparisons are not counted")
	}
}

// TestCompareForms: the result comes in every form, which to or Accept chooses, in the language of the request; one that is not known is refused.
func TestCompareForms(t *testing.T) {
	s := newServer(t, nil)
	this := `{"format": "2021", "organization": "甲局", "year": 2023, "overview": ["公开信息11条。"], "requests": {"new": {"total": 11}}}`
	last := `{"format": "2021", "organization": "甲局", "year": 2022, "overview": ["公开信息8条。"], "requests": {"new": {"total": 8}}}`
	body, media := form(t, [3]string{"file", "this.json", this}, [3]string{"previous", "last.json", last})
	for _, test := range []struct{ to, accept, media, has string }{
		{"text", "text/plain", "text/plain; charset=utf-8", "[-8-]{+11+}"},
		{"html", "text/html", "text/html; charset=utf-8", "<ins>11</ins>"},
		{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK"},
		{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK"},
		{"pdf", "application/pdf", "application/pdf", "%PDF-"},
		{"json", "application/json", "application/json", `"paragraphs": [`},
	} {
		asked := ask(t, s, "POST", "/v1/compare?to="+test.to, body, "Content-Type", media)
		if asked.Code != 200 || asked.Header().Get("Content-Type") != test.media || !strings.Contains(asked.Body.String(), test.has) {
			t.Errorf("to=%s: %d %s %.200s", test.to, asked.Code, asked.Header().Get("Content-Type"), asked.Body)
		}
		wished := ask(t, s, "POST", "/v1/compare", body, "Content-Type", media, "Accept", test.accept)
		if !bytes.Equal(wished.Body.Bytes(), asked.Body.Bytes()) {
			t.Errorf("Accept %s: %d and another answer than to=%s", test.accept, wished.Code, test.to)
		}
	}
	if w := ask(t, s, "POST", "/v1/compare?to=text", body, "Content-Type", media, "Accept-Language", "en"); !strings.Contains(w.Body.String(), "compared") || w.Header().Get("Content-Language") != "en" {
		t.Errorf("%s", w.Body)
	}
	if w := ask(t, s, "POST", "/v1/compare?to=ofd", body, "Content-Type", media); w.Code != 400 {
		t.Errorf("%d", w.Code)
	}
}
