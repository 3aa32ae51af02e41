package converter_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/internal/workbook/booktest"
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
	check := func(against converter.Against) *converter.Checked {
		checked, err := c.Check(t.Context(), converter.Input{Name: "a.json", Data: []byte(slip)}, against)
		if err != nil {
			t.Fatal(err)
		}
		return checked
	}
	first := check(converter.Against{})
	round, err := converter.ParseRound([]byte(`[{"file":"a.json","result":{"organization":"云溪市商务局","year":2023,"findings":[{"key":"k","rule":"placeholder","message":"写有XX","message_en":"XX"}]}}]`))
	if err != nil {
		t.Fatal(err)
	}
	second := check(converter.Against{Since: round})
	refused := converter.FindingsRow{File: "=b.json", Refused: diag.List{diag.New("input-empty", diag.Place{})}}
	for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
		findings := converter.Findings{Rows: []converter.FindingsRow{{File: "a.json", Checked: first}, refused, {File: "c.json", Checked: second}}, Listed: true,
			Roster: diag.List{diag.New("roster-missing", diag.Place{}, "organization", "云溪市财政局")}}
		var b, again bytes.Buffer
		if err := c.FindingsWorkbook(&b, findings, lang); err != nil {
			t.Fatal(err)
		}
		if err := c.FindingsWorkbook(&again, findings, lang); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
			t.Error("the same findings give other bytes")
		}
		f := booktest.Read(t, b.Bytes())
		say := func(name string) string { return diag.Phrase(name, lang) }
		sheets := []string{say("findings.summary"), say("findings.reports"), say("findings.findings"), say("findings.rules"), say("findings.since"), say("findings.roster")}
		if !slices.Equal(f.Names, sheets) {
			t.Fatalf("%q", f.Names)
		}
		for cell, want := range map[string]string{"reports!B2": "云溪市商务局", "reports!A3": "=b.json", "reports!D5": "=SUM(D2:D4)", "reports!L5": "=SUM(L2:L4)", "reports!I4": "1",
			"since!D2": map[diag.Lang]string{diag.Chinese: "写有XX", diag.English: "XX"}[lang], "since!A2": "c.json", "roster!C2": "roster-missing",
			"summary!B1": "=COUNT('" + sheets[1] + "'!$D$2:$D$4)", "summary!B12": "=COUNTIF('" + sheets[5] + "'!$C:$C,\"roster-missing\")", "summary!A12": say("summary.missing"),
			"summary!A15": "='" + sheets[1] + "'!B2"} {
			name, at, _ := strings.Cut(cell, "!")
			sheet := say("findings." + name)
			if got := f.Cell(sheet, at).Shown; got != want {
				t.Errorf("%s of %s: %q, want %q", at, sheet, got, want)
			}
		}
		if opinion := f.Cell(sheets[1], "M2").Shown; !strings.Contains(opinion, say("opinion.opens")) || !strings.Contains(opinion, "1. ") {
			t.Errorf("the opinion is %q", opinion)
		}
		if why := f.Cell(sheets[1], "M3").Shown; !strings.Contains(why, diag.New("input-empty", diag.Place{}).Message(lang)) {
			t.Errorf("refused: %q", why)
		}
		found := f.Rows(sheets[2])
		if len(found) != 2*len(first.Result.Findings)+1 || found[1][4] != first.Result.Findings[0].Severity.In(lang) || found[len(found)-1][9] != say("standing.new") {
			t.Errorf("%d rows of findings", len(found))
		}
		for _, row := range found[1:] {
			if !slices.ContainsFunc(f.Rows(sheets[3]), func(rule []string) bool { return rule[1] == row[8] }) {
				t.Errorf("%s is not counted", row[8])
			}
		}
		said := map[string]bool{}
		for i, rule := range f.Rows(sheets[3])[1:] {
			if rule[0] == say("total") {
				continue
			}
			if rule[0] == rule[1] || said[rule[0]] || strings.ContainsAny(rule[0], "{}") || !strings.Contains(rule[3], fmt.Sprintf(",B%d)", i+2)) {
				t.Errorf("the rule %q", rule)
			}
			said[rule[0]] = true
		}
		if len(said) < 2 {
			t.Errorf("%d rules", len(said))
		}
	}
	var b bytes.Buffer
	if err := c.FindingsWorkbook(&b, converter.Findings{}, diag.Chinese); err != nil {
		t.Error(err)
	}
	if f := booktest.Read(t, b.Bytes()); len(f.Names) != 4 {
		t.Errorf("without a list and an earlier round: %q", f.Names)
	}
}
