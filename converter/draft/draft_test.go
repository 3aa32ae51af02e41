package draft

import (
	"reflect"
	"strings"
	"testing"

	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/report"
)

func last() *report.Report {
	r := seeded.Report(2, edition.Official().Editions[0], 3) // for 2023
	r.Title, r.Signature, r.Date = "示例市商务局 2023 年政府信息公开工作年度报告", "示例市商务局", "2024-01-15"
	r.Prose["introduction"] = []string{"根据《关于2023年度报告编制工作的通知》，现发布《示例市商务局2023年政府信息公开工作年度报告》，统计期限自2023年1月1日至2023年12月31日。"}
	r.Prose["overview"] = []string{"（一）主动公开情况", "2023年，我局新收申请10件，比2022年多3件；2024年将继续努力。"}
	return r
}

func TestNew(t *testing.T) {
	old := last()
	before := string(contract.AppendJSON(nil, old, edition.Official().Vocabulary()))
	d, found := New(old, 0)
	if d == nil || d.Year != 2024 || d.Title != "示例市商务局 2024 年政府信息公开工作年度报告" || d.Date != "" || d.Signature != old.Signature {
		t.Fatalf("%+v %v", d, found)
	}
	if string(contract.AppendJSON(nil, old, edition.Official().Vocabulary())) != before {
		t.Error("last year's report was changed")
	}
	filled := 0
	for k, c := range d.Tables["requests"] {
		filled++
		if k.Row != "carried_over" || c != old.Tables["requests"].Get("carried_forward", k.Col) {
			t.Errorf("%v is %s", k, c)
		}
	}
	if filled != 7 || len(d.Tables["disclosure"])+len(d.Tables["disputes"]) != 0 || d.Tables["disputes"] == nil {
		t.Errorf("%d cells filled", filled)
	}
	if got, want := d.Prose["introduction"][0], "【请核对】根据《关于2023年度报告编制工作的通知》，现发布《示例市商务局2024年政府信息公开工作年度报告》，统计期限自2024年1月1日至2024年12月31日。"; got != want {
		t.Errorf("introduction: %s", got)
	}
	if got := d.Prose["overview"]; got[0] != "（一）主动公开情况" || got[1] != "【请核对】2024年，我局新收申请10件，比2022年多3件；2025年将继续努力。" {
		t.Errorf("overview: %q", got)
	}
	for _, code := range []diag.Code{"draft-carried", "draft-chain", "draft-prose", "draft-year-left"} {
		if !found.Has(code) {
			t.Errorf("%s was not told", code)
		}
	}
	for _, x := range found {
		if strings.Contains(x.Message(diag.English), "{") || strings.Contains(x.Message(diag.Chinese), "{") {
			t.Error(x.Message(diag.English))
		}
	}
	// The rule that keeps drafts from being published, and the one that chains the two years.
	res := check.Report(check.Input{Report: d, Previous: old})
	if !res.Diagnostics().Has("draft-mark") || res.Diagnostics().Has("carry-over") || res.Diagnostics().Has("year-mismatch") {
		t.Error(res.Text(check.TextOptions{}))
	}
}

// What stands around the signature is kept, but for the day of last year's printing.
func TestTail(t *testing.T) {
	old := last()
	old.Attachments = []string{"附件：2023年统计表"}
	old.Annotation = []string{"（联系人：李某）"}
	old.Imprint = []string{"抄送：市政府办公室。", "示例市商务局办公室 2024年1月15日印发"}
	d, found := New(old, 0)
	want := report.Tail{Attachments: []string{"附件：2024年统计表"}, Annotation: old.Annotation, Imprint: old.Imprint[:1]}
	if !reflect.DeepEqual(d.Tail, want) {
		t.Errorf("got %q", d.Tail)
	}
	if len(old.Imprint) != 2 {
		t.Error("last year's report was changed")
	}
	text := ""
	for _, x := range found {
		text += x.Message(diag.Chinese) + "\n"
	}
	for _, told := range []string{"附件保留了上年的1段文字", "附注保留了上年的1段文字", "版记保留了上年的1段文字", "版记中的“示例市商务局办公室 2024年1月15日印发”是上年的印发情况"} {
		if !strings.Contains(text, told) {
			t.Errorf("%s is not told:\n%s", told, text)
		}
	}
}

func TestDraftOfADraft(t *testing.T) {
	d, _ := New(last(), 0)
	again, _ := New(d, 0)
	if again == nil || again.Year != 2025 || strings.Count(again.Prose["overview"][1], "【请核对】") != 1 {
		t.Errorf("%+v", again)
	}
}

func TestYears(t *testing.T) {
	unknown := last()
	unknown.Year = 0
	if d, found := New(unknown, 0); d != nil || !found.Has("draft-year") {
		t.Error("a draft without a year")
	}
	if d, _ := New(unknown, 2026); d == nil || d.Year != 2026 {
		t.Error("the year that was given is not taken")
	}
	if d, found := New(nil, 2026); d != nil || len(found) != 1 {
		t.Error("a draft of nothing")
	}
	old := seeded.Report(1, edition.Official().Get("2019"), 1) // for 2020
	d, _ := New(old, 0)
	if d.Format != "2021" || d.Tables["requests"].Get("carried_over", "total") != old.Tables["requests"].Get("carried_forward", "total") {
		t.Errorf("%s", d.Format)
	}
	blank := last()
	blank.Tables = nil
	if d, found := New(blank, 0); d == nil || !found.Has("draft-blank") {
		t.Error("blanks are not told")
	}
}
