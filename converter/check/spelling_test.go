package check

import (
	"slices"
	"strings"
	"testing"

	"nianbao/converter/internal/edition"
)

// A fixed term with one slip is found, whatever the slip; other words that resemble it are not.
func TestMisspeltTerms(t *testing.T) {
	s := newSpelling(&edition.Rule{Words: []string{"规范性文件", "贯彻", "平台建设", "政府信息公开", "知情权"}, ReviewRule: edition.ReviewRule{
		Confused: map[string]string{"贯": "惯", "权": "杈"}, Alike: []string{"建健见剑", "性姓幸"}}})
	for text, want := range map[string]string{
		"制发规范姓文件2件。": "规范姓文件", "制发规范性文仵2件。": "规范性文仵", // sounds like it; a rare character
		"惯彻落实。": "惯彻", "保障知情杈。": "知情杈", // a short term, and its character in the middle or at its end
		"（四）平台健设。": "平台健设", "平平台建设。": "平平台建设", "推进平台建建设。": "平台建建设", "平台建设设。": "平台建设设",
		"政府信公息开。": "政府信公息开", "政府息信公开。": "政府息信公开", "府政息信公开。": "", // swapped; two swaps are another word
		"平台建设设计。": "", "水平平台建设。": "", "规范性条件。": "", "规范性文本。": "", "平台建筑。": "", "政府信息公开。": "", "": "",
	} {
		var words []string
		for _, x := range s.find(text, []rune(text)) {
			words = append(words, x.wrong)
		}
		got := strings.Join(slices.Compact(words), " ") // from either half
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestNearNames(t *testing.T) {
	const name = "国务院办公厅政府信息与政务公开办公室"
	for text, want := range map[string]string{
		"按《国务院办公厅政府信息公开与政务公开办公室关于年报的通知》": "国务院办公厅政府信息公开与政务公开办公室",
		"国务院办公厅政府信息与公开办公室":               "国务院办公厅政府信息与公开办公室",
		"国务院办公厅政府信息与政务公幵办公室":             "国务院办公厅政府信息与政务公幵办公室",
		"国务院办厅政府信息与政务公开办公室":              "国务院办厅政府信息与政务公开办公室",
		"国务院办公厅政府信息与政务公开办公室":             "",
		"国务院办公厅政务公开办公室":                  "", // five characters are missing
		"市政府信息与政务公开办公室":                  "",
		"省人民政府办公厅。政府信息与政务公开办公室的通知":       "",
	} {
		if got := newOfficialName(name, 3).nearlyIn(newPassage("", 0, text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestUnendedParagraphs(t *testing.T) {
	for text, want := range map[string]string{
		"全年公开信息96条，": "信息96条，", "一、": "一、",
		"（一）主动公开政府信息情况": "", "（一）主动公开情况，依申请公开情况": "", // headings are short
		"全年公开信息96条，推送信息158条，参加培训86人次": "培训86人次", "全年通过门户网站公开政府信息，组织业务培训并落实审查制度": "落实审查制度",
		"全年公开信息，其中：": "", "全年公开政府信息，落实审查制度。": "", "": "",
	} {
		if got := unendedBy(text, 18); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// A table that prints zeros and leaves other rows empty was left half done. Where the figures were read from a page the rows may have been
// lost, and where no zero is printed blanks stand for them.
func TestHalfDoneTable(t *testing.T) {
	blank := map[string]any{}
	for _, col := range []string{"natural_person", "business", "research", "public_welfare", "legal_service", "other", "total"} {
		blank[col] = nil
	}
	severity := func(in Input) string {
		for _, f := range Report(in).Findings {
			if f.Rule == "requests-blank" {
				return f.Severity.String()
			}
		}
		return ""
	}
	r := merged(t, "clean.json", map[string]any{"requests": map[string]any{"rejected_petition": blank, "rejected_repeated": blank}})
	if got := severity(Input{Report: r}); got != "warning" {
		t.Errorf("two rows without a figure: %q", got)
	}
	if got := severity(Input{Report: merged(t, "clean.json", map[string]any{"requests": map[string]any{"rejected_petition": map[string]any{"business": nil}}})}); got != "information" {
		t.Errorf("one blank cell: %q", got)
	}
	for key, cell := range r.Tables["requests"] {
		if n, ok := cell.Number(); ok && n.Sign() == 0 {
			delete(r.Tables["requests"], key)
		}
	}
	if got := severity(Input{Report: r}); got != "information" {
		t.Errorf("blanks that stand for zeros: %q", got)
	}
}

// Another organ's figures are not the report's; the own name in every form is.
func TestFiguresOfAnotherOrgan(t *testing.T) {
	for text, want := range map[string]int{
		"县公安局收到政府信息公开申请43件。": 0, "云溪市商务局收到政府信息公开申请43件。": 1, "市商务局收到政府信息公开申请43件。": 1, "我局收到政府信息公开申请43件。": 1,
		"其中县住建局收到申请27件，答复27件。": 0, "形成良好格局。收到政府信息公开申请43件。": 1, "全局收到政府信息公开申请43件。": 1,
	} {
		found, _ := new(grammars).statements(Official().lexer, text, 2023, "云溪市商务局", nil)
		found = slices.DeleteFunc(found, func(s statement) bool { return s.value.Sign() == 0 })
		if len(found) != want {
			t.Errorf("%q: %+v", text, found)
		}
	}
}
