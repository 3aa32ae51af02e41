package check

import (
	"slices"
	"testing"

	"nianbao/converter/internal/edition"
)

func TestLiterals(t *testing.T) {
	for text, want := range map[string][]string{
		`收到(\d+)件`:               {"收到"},
		`(?:收到|受理)[^。]{0,24}?申请`: {"申请"}, // the fewer
		`新收(?:到)?(\d+)\s*件`:      {"新收"},
		`[一逐每]`:                  {"一", "每", "逐"},
		`\d+年?`:                  nil,
		`(?:甲乙|\d)丙?`:            nil,
		`[。，][.．]`:               {"。.", "。．", "，.", "，．"},
		`([甲乙]丙)?丁`:              {"丁"},
		`甲(?i:x)乙丙`:              {"乙丙"},
		`(?i)abc`:                nil,
		`(?:结转){2}\d`:            {"结转"},
		`(?:结转){0,2}\d`:          nil,
		`^(?:本年度|今年以来)`:          {"本年度", "今年以来"},
		`(?:申请人|申请书)`:            {"申请人", "申请书"},
		`[。，]{2,}`:               {"。。", "。，", "，。", "，，"},
		`共?(?:作出){1,}决定`:         {"作出"},
		`[^一]件`:                  {"件"},
		`(?:单位[（(]|部门[（(])[^）]*`: {"单位（", "单位(", "部门（", "部门("}, // what stands beside each other
	} {
		e, err := compileExpression(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := slices.Sorted(slices.Values(e.literals)); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// No text that an expression of the rules matches is passed over: each is tried on texts of its own words.
func TestLiteralsPassNothingOver(t *testing.T) {
	texts := []string{"新收政府信息公开申请12件", "收到申请3件，受理2件", "上年结转申请1件", "2022年政府信息公开工作年度报告", "本年（2023年", "一一", "同比增加", "各县",
		"行政复议2件，维持1件", "行政诉讼3件", "予以公开4件", "自然人", "全年发布信息XX条", "http:/www.yunxi.gov.cn", "国办公开办函[2021]30号", "申请人张建国。", "云溪市商务局", "清河镇人民政府", "2023年1月1日至2023年12月31日"}
	for _, e := range edition.OfficialWithRules().Editions {
		for i := range e.Rules {
			p, err := compilePatterns(&e.Rules[i])
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range append([]*expression{p.pattern, p.skip, p.require, p.exclude, p.organization, p.notOrganization}, unnamed(p.named)...) {
				for _, text := range texts {
					here := newPassage("", 0, text)
					if x != nil && x.MatchString(here.text) && !(x.possibleIn(here) && x.mayStandIn(here.marks)) {
						t.Errorf("%s: %q matches %s and is passed over in a passage", e.Rules[i].ID, text, x)
					}
					if x != nil && x.MatchString(text) && !x.possible(text) {
						t.Errorf("%s: %q matches %s and is passed over", e.Rules[i].ID, text, x)
					}
				}
			}
		}
	}
}

func unnamed(list []namedExpression) (all []*expression) {
	for _, x := range list {
		all = append(all, x.expression)
	}
	return all
}

// A run of characters is needed where the expression says so.
func TestRuns(t *testing.T) {
	for text, cases := range map[string]map[string]bool{`[1-9][0-9]{16}[0-9X]`: {"1234567890123456": true, "123456789012345": false, "12345678 12345678": false},
		`[網門開]+`: {"網": true, "网": false}, `甲[乙丙]?`: {"": true}} {
		e, err := compileExpression(text)
		if err != nil {
			t.Fatal(err)
		}
		for s, want := range cases {
			if got := e.run == nil || e.run.in(s); got != want {
				t.Errorf("%s in %q: %v", text, s, got)
			}
		}
	}
}

// Every list of words has to be there, and no list gets longer than is worth looking for.
func TestEveryListIsNeeded(t *testing.T) {
	e, err := compileExpression(`甲乙.{0,9}丙丁戊`)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{"甲乙和丙丁戊": true, "和丙丁戊": false, "甲乙和丁戊": false} {
		p := newPassage("", 0, text)
		if got := e.possibleIn(p); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
	const eight = `[一二三四五六七八]`
	if e, err = compileExpression(eight + eight + `[一二三四]` + eight); err != nil || len(e.literals) != mostLiterals {
		t.Errorf("%d words, %v", len(e.literals), err)
	}
}
