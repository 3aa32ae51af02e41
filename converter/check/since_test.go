package check

import (
	"encoding/json"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/report"
)

// earlier is what the JSON of a result says of its findings.
func earlier(t *testing.T, r Result) []Earlier {
	t.Helper()
	data, err := r.AppendJSON(nil)
	if err != nil {
		t.Fatal(err)
	}
	var round struct{ Findings []Earlier }
	if err := json.Unmarshal(data, &round); err != nil {
		t.Fatal(err)
	}
	return round.Findings
}

// Of four findings one is corrected, one stays, one was changed and is still wrong; another is new.
func TestSince(t *testing.T) {
	first := merged(t, "clean.json", nil)
	first.Prose["overview"] = append(first.Prose["overview"], "收取行政事业性收费99万元。", "全年发布信息XX条。", "我镇做好公开工作。")
	before := earlier(t, Report(Input{Report: first}))
	second := merged(t, "clean.json", nil)
	second.Prose["overview"] = append(second.Prose["overview"], "收取行政事业性收费88万元。", "全年发布信息36条。", "我镇做好公开工作。")
	second.Tables["disputes"].Set("review", "total", report.Count(9))
	second.Prose["overview"][5] = "（五）监督保障。组织业务培训2次。"
	res := Report(Input{Report: second}).Since(before)
	p := res.Progress
	if len(p.Corrected) != 1 || p.Corrected[0].Rule != "placeholder" || p.Remaining != 1 || p.Changed != 1 || p.New != len(res.Findings)-2 || p.New == 0 {
		t.Errorf("%+v of %v", p, codes(res))
	}
	standing := map[Standing]int{}
	for _, f := range res.Findings {
		standing[f.Since]++
	}
	if standing[StandingRemains] != 1 || standing[StandingChanged] != 1 || standing[StandingNew] != p.New || len(standing) != 3 {
		t.Errorf("%v", standing)
	}
	page := string(HTML(second, res, diag.Chinese))
	for _, want := range []string{"与上一轮核对相比：已改正1项", `<li class="corrected">已改正：`, `<em class="new">新发现</em>`, `<em class="remains">未改正</em>`, `<em class="changed">`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for lang, want := range map[diag.Lang][]string{diag.Chinese: {"已改正1项，未改正1项，已改动但仍不符1项，新发现", "（未改正）", "（已改动，仍不符）", "（新发现）", "已改正：“一、总体情况”中“XX”"}, diag.English: {"1 corrected, 1 as they were, 1 changed", "Corrected: "}} {
		for _, w := range want {
			if text := res.Text(TextOptions{Lang: lang}); !strings.Contains(text, w) {
				t.Errorf("no %q in %s", w, text)
			}
		}
	}
	// What a person has checked since is neither corrected nor new.
	key := Report(Input{Report: second}).Findings[0].Key()
	reviewed := Report(Input{Report: first}).Review(map[string]string{before[0].Key: "与原件一致"}).Since(before)
	if len(reviewed.Progress.Corrected) != 0 || reviewed.Progress.Remaining != len(before)-1 || key == "" {
		t.Errorf("%+v", reviewed.Progress)
	}
}

func TestReweigh(t *testing.T) {
	r := merged(t, "clean.json", nil)
	r.Prose["overview"] = append(r.Prose["overview"], "收取行政事业性收费99万元。", "全年发布信息XX条。")
	res := Report(Input{Report: r})
	again, off := res.Reweigh(map[string]string{"prose-fees": "error", "placeholder": Off})
	if off != 1 || len(again.Findings) != len(res.Findings)-1 || again.Count(diag.Error) != 1 || findings(again, "prose-fees")[0].Severity != diag.Error {
		t.Errorf("%d off, %v", off, codes(again))
	}
	if same, off := res.Reweigh(nil); off != 0 || len(same.Findings) != len(res.Findings) {
		t.Error("nothing to weigh changes something")
	}
	// An inferred figure proves nothing.
	res.Findings[0].Inferred = true
	if again, _ := res.Reweigh(map[string]string{res.Findings[0].Rule: "error"}); again.Findings[0].Severity == diag.Error {
		t.Error("an error by an inferred figure")
	}
}

func TestRulesAreListed(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Official().Rules() {
		if seen[r.ID] || r.Clause == "" || r.Message[diag.Chinese] == "" || r.Message[diag.English] == "" || len(r.Editions) == 0 || r.Severity == "" {
			t.Errorf("%+v", r)
		}
		seen[r.ID] = true
	}
	if !seen["prose-received"] || !seen["period-missing"] || !seen["requests-row.new"] {
		t.Errorf("%d rules", len(seen))
	}
}

// A finding at the foot of the page is printed under the name of its part.
func TestFindingsOfTheImprintArePrinted(t *testing.T) {
	r := merged(t, "clean.json", nil)
	r.Imprint = []string{"抄送：市委办公室,市政府办公室。"}
	if text := Report(Input{Report: r}).Text(TextOptions{}); !strings.Contains(text, "half-width-punctuation") || !strings.Contains(text, "版记") {
		t.Error(text)
	}
}
