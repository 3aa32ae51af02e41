package edition_test

import (
	"slices"
	"strings"
	"testing"

	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

func TestParsePath(t *testing.T) {
	cell := report.Key{Row: "r", Col: "c"}
	for text, want := range map[string]edition.Path{
		"t.r.c":           {Table: "t", Key: cell},
		"-t.r.c":          {Table: "t", Key: cell, Negative: true},
		"previous:t.r.c":  {Table: "t", Key: cell, Report: edition.PreviousReport},
		"-previous:t.r.c": {Table: "t", Key: cell, Report: edition.PreviousReport, Negative: true},
		"t.*.c":           {Table: "t", Key: report.Key{Row: "*", Col: "c"}},
	} {
		got, err := edition.ParsePath(text)
		if err != nil || got != want || got.String() != text || got.Address() != strings.TrimPrefix(text, "-") {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "t", "t.r", "t.r.", "t..c", ".r.c", "t.r.c.d", "next:t.r.c", "previous:t.r", "previous:-t.r"} {
		if p, err := edition.ParsePath(text); err == nil || !strings.Contains(err.Error(), text) {
			t.Errorf("%q is taken as %+v (%v)", text, p, err)
		}
	}
}

func TestCovers(t *testing.T) {
	for pattern, want := range map[string]bool{"t.r.c": true, "*.*.*": true, "t.*.c": true, "t.r.*": true, "u.*.*": false, "t.s.*": false, "*.*.d": false} {
		p, err := edition.ParsePath(pattern)
		if err != nil || p.Covers("t", report.Key{Row: "r", Col: "c"}) != want {
			t.Errorf("%s: covers = %v, %v", pattern, !want, err)
		}
	}
}

// Only sums inside one table of one report are formulas of a table: the recogniser decides by them.
func TestFormulas(t *testing.T) {
	for _, c := range []struct {
		version, table string
		formulas       int
	}{{"2021", "requests", 7 + 7 + 25}, {"2021", "disputes", 3}, {"2021", "disclosure", 0}, {"2019", "requests", 7 + 7 + 23}, {"2019", "disputes", 3}} {
		table := edition.Official().Get(c.version).Table(c.table)
		if got := len(table.Formulas()); got != c.formulas {
			t.Errorf("%s %s: %d formulas, want %d", c.version, c.table, got, c.formulas)
		}
		for _, f := range table.Formulas() {
			for _, k := range slices.Concat(f.Left, f.Right) {
				if !table.Has(k) {
					t.Errorf("%s %s: no cell %v", c.version, c.table, k)
				}
			}
		}
	}
	e, err := edition.Parse([]byte(withRule(`"scope": "same_report", "left": ["-t.r.c"], "right": ["t.r.c"]`)))
	if err != nil || len(e.Tables[0].Formulas()) != 1 { // the good one
		t.Errorf("a difference is taken for a sum (%v)", err)
	}
}

func withRule(fields string) string {
	return strings.TrimSuffix(small, "}") + `, "rules": [{"id": "good", "scope": "same_report", "left": ["t.r.c"], "right": ["t.r.c"]}, {"id": "bad", ` + fields + `}]}`
}

// A rule that does not fit its edition stops the edition from loading, and the error names the rule and the path.
func TestParseRefusesRules(t *testing.T) {
	for _, c := range []struct{ fields, want string }{
		{`"scope": "same_report", "left": ["t.r"], "right": ["t.r.c"]`, `3: /rules/1/left/0: rule bad: "t.r" is no path`},
		{`"scope": "same_report", "left": ["t.r.c"], "right": ["t.r.x"]`, `3: /rules/1/right/0: rule bad: the edition has no cell "t.r.x"`},
		{`"scope": "same_report", "left": ["u.r.c"], "right": ["t.r.c"]`, `/left/0: rule bad: the edition has no cell "u.r.c"`},
		{`"scope": "same_report", "left": ["t.*.c"], "right": ["t.r.c"]`, `/left/0: rule bad: the edition has no cell "t.*.c"`},
		{`"scope": "previous_year", "left": ["last:t.r.c"], "right": ["t.r.c"]`, `there is no report "last"`},
		{`"scope": "same_report", "left": [], "right": ["t.r.c"]`, "two sides"},
		{`"scope": "same_report", "left": ["t.r.c"]`, "two sides"},
		{`"scope": "prose_against_table", "pattern": "x(1)", "accept": [["t.r.c"], ["t.q.c"]]`, `/accept/1/0: rule bad: the edition has no cell "t.q.c"`},
		{`"scope": "prose_against_table", "pattern": "x(1)", "accept": [[]]`, "/accept/0: rule bad: a list without a cell"},
		{`"scope": "structure", "kind": "k", "cells": ["t.*.d"]`, `/cells/0: rule bad: "t.*.d" covers no cell`},
		{`"scope": "structure", "kind": "k", "cells": ["*.*.*"], "except": ["previous:t.r.c"]`, "/except/0: "},
		{`"scope": "structure", "kind": "k", "cells": ["*.*"]`, `/cells/0: rule bad: "*.*" is no path`},
		{`"scope": "sometimes", "kind": "k"`, `no scope "sometimes"`},
	} {
		e, err := edition.Parse([]byte(withRule(c.fields)))
		if e != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.fields, err, c.want)
		}
	}
}
