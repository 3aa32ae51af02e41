package fieldnames_test

import (
	"io/fs"
	"strings"
	"testing"

	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fieldnames"
	"nianbao/converter/internal/jsontree"
	"nianbao/converter/report"
	"nianbao/templates"
)

const table3 = `{"section3": {"tables": {"section3_applications": {"cells": %}}}}`

// Sections at paths of their own: tables in parts, sums that only the other system has, cells that are objects. What is in no cell is
// refused or named, as in a list of sections.
func TestReadAtPaths(t *testing.T) {
	of := func(cells string) string { return strings.Replace(table3, "%", cells, 1) }
	v2 := func(cells string) string {
		return `{"schema_version": "annual_report_table_schema_v2", "tables": {"sec3_requests": {"cells": ` + cells + `}}}`
	}
	for _, c := range []struct{ names, name, data, want, codes string }{
		{"annual_struct", "every section", `{"sections_title": {"1": "一、总体情况"}, "year": 2023, "organization": "甲局", "section1": {"text": "甲\n乙"}, "section2": {"raw_text": "x", "tables": {"section2_art20_1": {"cells": {"regulations": {"issued_this_year": 1, "effective_now": 5}}}, "section2_art20_8": {"cells": {"admin_public_fee": {"fee_amount": 12.50}}}}}, "section4": {"tables": {"section4_review_litigation": {"cells": {"cases": {"rev_maintained": 1, "lit_after_rev_total": 2}}}}}}`,
			`{"format": "2021", "organization": "甲局", "year": 2023, "overview": ["甲", "乙"], "disclosure": {"rules": {"issued": 1, "in_force": 5}, "fees": {"amount": 12.50}}, "disputes": {"review": {"upheld": 1}, "litigation_after_review": {"total": 2}}}`, "json-fields-left"},
		{"annual_struct", "sums that hold", of(`{"result_not_public_total": {"natural_person": 3, "org_total": 2}, "result_not_public_state_secret": {"natural_person": 1, "business_corp": 2}, "result_not_public_inquiry": {"natural_person": 2}, "new_requests": {"org_total": "/"}}`),
			`{"format": "2021", "requests": {"denied_state_secret": {"natural_person": 1, "business": 2}, "denied_inquiry": {"natural_person": 2}}}`, ""},
		{"annual_struct", "one that does not", of(`{"result_not_public_total": {"natural_person": 4}, "result_not_public_inquiry": {"natural_person": 2}}`),
			`{"format": "2021", "requests": {"denied_inquiry": {"natural_person": 2}}}`, "json-names-sum"},
		{"annual_struct", "one across", of(`{"new_requests": {"org_total": 5, "business_corp": 4, "grand_total": 5}}`), `{"format": "2021", "requests": {"new": {"business": 4, "total": 5}}}`, "json-names-sum"},
		{"annual_struct", "one in words", of(`{"new_requests": {"org_total": "见附件"}}`), `{"format": "2021", "requests": {}}`, "json-names-sum"},
		{"annual_struct", "a number that nobody knows", of(`{"new_requests": {"planned": 5}}`), "", "json-names-unknown"},
		{"annual_struct", "a table that nobody knows", `{"section3": {"tables": {"section3_applications": {"cells": {}}, "section3_more": {"cells": {"x": {"y": 1}}}}}}`, "", "json-names-unknown"},
		{"annual_struct", "a key twice on the way", `{"section3": {"tables": {"section3_applications": {"cells": {}}}, "tables": null}}`, "", "json-duplicate-key"},
		{"annual_struct", "a number for a text", `{"section1": {"text": 5}, "section3": {"tables": {"section3_applications": {"cells": {}}}}}`, "", "json-names-value"},
		{"table_schema_v2", "cells that are objects", v2(`{"new_received__natural_person": {"value": 3, "text": "3件", "confidence": 0.9}, "carry_over__total": {"value": null, "text": "/"}, "result_open__other": {"value": null}, "result_total__total": 7}`),
			`{"format": "2021", "requests": {"new": {"natural_person": 3}, "carried_over": {"total": "/"}, "total": {"total": 7}}}`, ""},
		{"table_schema_v2", "one without a value", v2(`{"new_received__total": {"raw_text": "3"}}`), "", "json-names-unknown"},
		{"table_schema_v2", "one that nobody knows", v2(`{"new_received__planned": {"value": 3}}`), "", "json-names-unknown"},
		{"table_schema_v2", "what stands beside the cells", `{"schema_version": "annual_report_table_schema_v2", "issues": [], "tables": {"sec3_requests": {"cells": {}, "metrics": {"totalCells": 175}}}}`, `{"format": "2021", "requests": {}}`, "json-fields-left"},
	} {
		f := namesOf(t, c.names)
		n, problem := jsontree.Parse(meter(), []byte(c.data))
		if problem != nil || !f.Holds(n) {
			t.Fatalf("%s: not held (%v)", c.name, problem)
		}
		got, found := read(t, f, c.data)
		if codes(found) != c.codes {
			t.Errorf("%s: %v, want %s", c.name, found, c.codes)
		}
		if c.want == "" {
			if got != nil {
				t.Errorf("%s: %+v", c.name, got)
			}
			continue
		}
		want, problems := contract.Decode([]byte(c.want), edition.Official().Vocabulary())
		if want == nil {
			t.Fatal(c.name, problems)
		}
		if got == nil || !report.Equal(got, want) {
			t.Errorf("%s: got %+v, want %+v", c.name, got, want)
		}
	}
}

func TestHoldsAtPaths(t *testing.T) {
	for data, want := range map[string]string{
		`{"section3": {"tables": {"section3_applications": {"cells": {}}}}}`: "annual_struct", `{"section1": {"text": "x"}}`: "", `{"section3": {"tables": []}}`: "",
		`{"schema_version": "annual_report_table_schema_v2", "tables": {"sec3_requests": {"cells": {}}}}`: "table_schema_v2",
		`{"schema_version": "v3", "tables": {"sec3_requests": {"cells": {}}}}`:                            "", `{"tables": {"sec3_requests": {"cells": {}}}}`: "",
	} {
		n, problem := jsontree.Parse(meter(), []byte(data))
		if problem != nil {
			t.Fatal(problem)
		}
		got := ""
		for _, name := range []string{"filing_v1", "annual_struct", "table_schema_v2"} {
			if namesOf(t, name).Holds(n) {
				got += name
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", data, got, want)
		}
	}
}

// A file whose sections stand at paths of their own names every cell once, every text's path, and sums of rows that there are.
func TestParseFaultsAtPaths(t *testing.T) {
	sound, err := fs.ReadFile(templates.FS, "names/annual_struct.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, old, new, want string }{
		{"no path for a text", `"field": "section1.text"`, `"field": ""`, "/prose/0/field"},
		{"a row in no part", `"penalties": ["admin_penalty"],`, ``, "/tables/0"},
		{"a row in two parts", `"penalties": ["admin_penalty"],`, `"penalties": ["admin_penalty"], "licensing": ["x"],`, "/tables/2"},
		{"a sum of no row", `"denied_state_secret", "denied_by_law"`, `"denied_secret", "denied_by_law"`, "/tables/4/sum_rows/result_not_public_total"},
		{"a sum of no column", `"org_total": ["business"`, `"org_total": ["firm"`, "/tables/4/sum_columns/org_total"},
	} {
		text := strings.Replace(string(sound), c.old, c.new, 1)
		if text == string(sound) {
			t.Fatalf("%s: %s is not in the file", c.name, c.old)
		}
		if _, err := fieldnames.Parse([]byte(text), edition.Official()); err == nil || !strings.Contains(err.Error(), c.want+": ") {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

// A figure without a name refuses the file once, whichever part of its table is written.
func TestWriteAtPathsWithoutAName(t *testing.T) {
	f := namesOf(t, "annual_struct")
	r := &report.Report{Format: "2021", Tables: map[string]report.Table{"disclosure": {{Row: "procurement", Col: "count"}: report.Count(3)}}}
	if data, found := f.Write(r); data != nil || codes(found) != "names-cell" {
		t.Errorf("%s %v", data, found)
	}
	r = &report.Report{Format: "2021", Prose: map[string][]string{"overview": {"甲"}}, Tables: map[string]report.Table{}}
	if data, found := namesOf(t, "table_schema_v2").Write(r); data == nil || codes(found) != "names-lost" {
		t.Errorf("%s %v", data, found)
	}
}
