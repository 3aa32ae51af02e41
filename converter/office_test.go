package converter_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"nianbao/converter"
	"nianbao/converter/diag"
)

const slip = `{"format": "2021", "organization": "云溪市商务局", "year": 2023, "title": "云溪市商务局2023年政府信息公开工作年度报告",
	"overview": ["全年发布信息XX条。"], "disputes": {"review": {"upheld": 1, "corrected": 0, "other": 0, "pending": 0, "total": 2}}}`

func embedded(t *testing.T) *converter.Converter {
	t.Helper()
	c, err := converter.New(converter.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSeverities(t *testing.T) {
	c := embedded(t)
	s, err := c.ParseSeverities([]byte(`{"version": 1, "rules": {"placeholder": "off", "disputes-total": "warning"}}`))
	if err != nil {
		t.Fatal(err)
	}
	checked, err := c.Check(t.Context(), converter.Input{Name: "a.json", Data: []byte(slip)}, converter.Against{Severities: s})
	if err != nil {
		t.Fatal(err)
	}
	list := checked.Result.Diagnostics()
	if list.Has("placeholder") || !checked.Diagnostics.Has("rules-off") {
		t.Errorf("%v, %v", list, checked.Diagnostics)
	}
	for _, d := range list {
		if d.Code == "disputes-total" && d.Severity != diag.Warning {
			t.Error(d)
		}
	}
	for _, bad := range []string{"", `{"version": 2}`, `{"version": 1, "rules": {"no-such-rule": "off"}}`, `{"version": 1, "rules": {"placeholder": "loud"}}`, `{"version": 1, "colour": {}}`} {
		var refusal *converter.Refusal
		if _, err := c.ParseSeverities([]byte(bad)); !errors.As(err, &refusal) || !refusal.Diagnostics.Has("rules-invalid") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func TestRounds(t *testing.T) {
	c := embedded(t)
	check := func(name, data string, against converter.Against) *converter.Checked {
		checked, err := c.Check(t.Context(), converter.Input{Name: name, Data: []byte(data)}, against)
		if err != nil {
			t.Fatal(err)
		}
		return checked
	}
	first, err := json.Marshal(check("a.json", slip, converter.Against{}))
	if err != nil {
		t.Fatal(err)
	}
	corrected := strings.Replace(slip, "XX", "36", 1)
	for name, round := range map[string]string{"one": string(first), "many": "[" + string(first) + `,{"refused":"invalid"}]`} {
		since, err := converter.ParseRound([]byte(round))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		checked := check("b.json", corrected, converter.Against{Since: since})
		if p := checked.Result.Progress; p == nil || len(p.Corrected) != 1 || p.Corrected[0].Rule != "placeholder" || p.New != 0 {
			t.Errorf("%s: %+v", name, checked.Result.Progress)
		}
		other := check("b.json", strings.ReplaceAll(slip, "商务局", "教育局"), converter.Against{Since: since})
		if other.Result.Progress != nil || !other.Diagnostics.Has("round-missing") {
			t.Error("another organ's report was compared")
		}
	}
	// Two files of the same report: the one of the same name, or none.
	twice, err := converter.ParseRound([]byte("[" + string(first) + "," + strings.Replace(string(first), "a.json", "old/b.json", 1) + "]"))
	if err != nil {
		t.Fatal(err)
	}
	if check("b.json", slip, converter.Against{Since: twice}).Result.Progress == nil || check("c.json", slip, converter.Against{Since: twice}).Result.Progress != nil {
		t.Error("of two reports the wrong one was taken")
	}
	for _, bad := range []string{"", "[]", "{}", `[{"refused":"invalid"}]`, `{"result": {"findings": [{"message": "x"}]}}`, slip} {
		if _, err := converter.ParseRound([]byte(bad)); err == nil {
			t.Errorf("%s is taken", bad)
		}
	}
}

func TestFindingsWorkbook(t *testing.T) {
	c := embedded(t)
	checked, err := c.Check(t.Context(), converter.Input{Name: "a.json", Data: []byte(slip)}, converter.Against{})
	if err != nil {
		t.Fatal(err)
	}
	rows := []converter.FindingsRow{{File: "a.json", Checked: checked}, {File: "=b.json", Refused: diag.List{diag.New("input-empty", diag.Place{})}}}
	for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
		var b, again bytes.Buffer
		if err := c.FindingsWorkbook(&b, rows, lang); err != nil {
			t.Fatal(err)
		}
		if err := c.FindingsWorkbook(&again, rows, lang); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
			t.Error("the same rows give other bytes")
		}
		f, err := excelize.OpenReader(&b)
		if err != nil {
			t.Fatal(err)
		}
		sheets := f.GetSheetList()
		reports, err := f.GetRows(sheets[0])
		if err != nil || len(sheets) != 3 || len(reports) != 4 || reports[1][1] != "云溪市商务局" || !strings.Contains(reports[1][9], "1. ") || reports[2][0] != "=b.json" || !strings.Contains(reports[2][9], diag.New("input-empty", diag.Place{}).Message(lang)) {
			t.Errorf("%q, %v", reports, err)
		}
		found, err := f.GetRows(sheets[1])
		if err != nil || len(found) != len(checked.Result.Findings)+1 {
			t.Errorf("%d rows of findings, %v", len(found), err)
		}
		for cell, want := range map[string]string{"D4": "SUM(D2:D3)", "F4": "SUM(F2:F3)"} {
			if formula, err := f.GetCellFormula(sheets[0], cell); err != nil || formula != want {
				t.Errorf("%s: %s, %v", cell, formula, err)
			}
		}
		for row := 2; row <= len(found); row++ { // each finding is counted under its rule
			rule, _ := f.GetCellValue(sheets[1], "I"+string(rune('0'+row)))
			rules, _ := f.GetCols(sheets[2])
			if row < 10 && !strings.Contains(strings.Join(rules[0], " "), rule) {
				t.Errorf("%s is not counted", rule)
			}
		}
	}
	if err := c.FindingsWorkbook(&bytes.Buffer{}, nil, diag.Chinese); err != nil {
		t.Error(err)
	}
}
