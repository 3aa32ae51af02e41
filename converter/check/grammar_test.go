package check

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// Each sentence of testdata/review/claims.json stands in a clean report and contradicts it by the rules that it names, and by no other: those
// without a rule are about something else, or true. The words that a finding quotes stand in the sentence.
func TestSentencesOfClaims(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "review", "claims.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Text  string
		Rules []string
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	silent := 0
	for _, c := range cases {
		if len(c.Rules) == 0 {
			silent++
		}
		r := merged(t, "clean.json", nil)
		r.Prose["overview"] = append(r.Prose["overview"], c.Text)
		var rules []string
		for _, f := range Report(Input{Report: r}).Findings {
			if !strings.HasPrefix(f.Rule, "prose-") {
				continue
			}
			rules = append(rules, f.Rule)
			if _, _, ok := Locate(report.Plain(c.Text), f.Quote); !ok || f.Paragraph != len(r.Prose["overview"])-1 || len(f.Right) == 0 {
				t.Errorf("%s: %q of paragraph %d, cells %v", c.Text, f.Quote, f.Paragraph, f.Right)
			}
		}
		slices.Sort(rules)
		if rules = slices.Compact(rules); !slices.Equal(rules, c.Rules) {
			t.Errorf("%s: %q, want %q", c.Text, rules, c.Rules)
		}
	}
	if silent < 30 || len(cases) < 100 {
		t.Errorf("%d cases, %d of them silent", len(cases), silent)
	}
}

// What a heading is about holds for the paragraph behind it, and for no other.
func TestSubjectOfAHeading(t *testing.T) {
	for text, want := range map[string]string{"（二）行政复议情况\n全年维持2件。": "prose-review.upheld", "（二）政务热线情况\n全年答复9件。": "",
		"（二）行政复议情况\n全年平稳有序，各项工作均按要求扎实推进并完成。\n全年维持2件。": ""} {
		r := merged(t, "clean.json", nil)
		r.Prose["problems"] = append(r.Prose["problems"], strings.Split(text, "\n")...)
		got := slices.DeleteFunc(codes(Report(Input{Report: r})), func(c string) bool { return !strings.HasPrefix(c, "prose-") })
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// The change that the text tells is held against last year's report, to the places that it is written with.
func TestChangesToLastYear(t *testing.T) {
	for text, want := range map[string]string{
		"共收到政府信息公开申请12件，同比增长20%。": "", "共收到政府信息公开申请12件，同比增长20.0%。": "", "共收到政府信息公开申请12件，比上年增加2件。": "",
		"共收到政府信息公开申请12件，同比增长20.1%。": "prose-change", "共收到政府信息公开申请12件，同比下降20%。": "prose-change",
		"共收到政府信息公开申请12件，较2022年增加5件。": "prose-change", "共收到政府信息公开申请12件，同比增长约30%。": "",
		"共收到政府信息公开申请12件。主动公开信息同比增长30%。": "", "答复14件，增长30%。": "",
	} {
		r := merged(t, "clean.json", nil)
		r.Prose["overview"] = append(r.Prose["overview"], text)
		res := Report(Input{Report: r, Previous: merged(t, "previous.json", nil)})
		got := slices.DeleteFunc(codes(res), func(c string) bool { return !strings.HasPrefix(c, "prose-") })
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %v", text, got)
		}
		if res = Report(Input{Report: r}); len(res.Findings) > 0 {
			t.Errorf("%q, without last year's: %v", text, codes(res))
		}
	}
}

// Figures of money are compared in the cell's unit, to the places of the text.
func TestMoneyInProse(t *testing.T) {
	for text, want := range map[string]string{"收取行政事业性收费12.5万元。": "", "收取行政事业性收费125000元。": "", "收取行政事业性收费13万元。": "", "收取行政事业性收费12.4万元。": "prose-fees",
		"收取行政事业性收费125元。": "prose-fees", "收取行政事业性收费约20万元。": "", "收取行政事业性收费12件。": ""} {
		r := merged(t, "clean.json", nil)
		r.Prose["overview"] = append(r.Prose["overview"], text)
		if got := strings.Join(codes(Report(Input{Report: r})), " "); got != want {
			t.Errorf("%q: %s, want %q", text, got, want)
		}
	}
}

// Two rules for the same words would contradict each other, and a claim without words is none.
func TestClaimsAreRefused(t *testing.T) {
	rule := edition.Rule{ID: "b", Code: "b", Severity: "warning", Message: "甲", MessageEn: "a", Kind: "claim", ReviewRule: edition.ReviewRule{Subjects: []string{"x+y"}, Acts: []string{"z"}}}
	again := rule
	again.ID, again.Subjects = "c", []string{"y+x"}
	empty := rule
	empty.ID, empty.Acts = "d", nil
	book := &rulebook{claims: map[string]*claimRule{}}
	if err := book.addClaim(0, &rule, textPatterns{}); err != nil {
		t.Fatal(err)
	}
	for _, other := range []*edition.Rule{&again, &empty} {
		if err := book.addClaim(1, other, textPatterns{}); err == nil {
			t.Errorf("%s is taken", other.ID)
		}
	}
}

func FuzzStatements(f *testing.F) {
	f.Add("（二）依申请公开。2023年，共收到政府信息公开申请十二件，同比增长20%，其中3件结转至2024年；未发生行政复议、行政诉讼。", 2023)
	f.Add("99999999999999999999件，约1.5万件以上，为0，〇〇〇〇年", 0)
	f.Fuzz(func(t *testing.T, text string, year int) {
		text = condense(text)
		found, _ := new(grammars).statements(Official().lexer, text, year, "", nil)
		for _, s := range found {
			if !strings.Contains(text, s.quote) || s.quote == "" {
				t.Errorf("%q is not in %q", s.quote, text)
			}
		}
	})
}

// Of one slip a reader is told once: a number that jumps, a hint that explains three formulas, half-width marks all over.
func TestOneSlipIsToldOnce(t *testing.T) {
	r := merged(t, "clean.json", nil)
	r.Prose["problems"] = []string{"（一）公开不够及时,将改进", "（三）形式不够丰富,将改进", "（四）培训不够,将加强", "（五）措施:加强培训,提高水平"}
	r.Tables["requests"].Set("granted", "natural_person", report.Count(70))
	numbering, halfWidth, hints := 0, 0, 0
	for _, f := range Report(Input{Report: r}).Findings {
		switch f.Rule {
		case "numbering-mixed":
			numbering++
		case "half-width-punctuation":
			halfWidth++
			if m := f.Message(diag.Chinese); !strings.Contains(m, "4个段落") {
				t.Error(m)
			}
		}
		if f.Hint != nil {
			hints++
		}
	}
	if numbering != 1 || halfWidth != 1 || hints != 1 {
		t.Errorf("numbering %d, half-width marks %d, hints %d", numbering, halfWidth, hints)
	}
}

// What an extraction may have lost is no error, and what a cut section would have said is not asked for.
func TestLostIsNotMissing(t *testing.T) {
	for source, want := range map[string]diag.Severity{"text": diag.Warning, "pdf": diag.Warning, "docx": diag.Error, "html": diag.Error} {
		r := merged(t, "clean.json", nil)
		delete(r.Prose, "problems")
		delete(r.Tables, "disputes")
		r.Prose["overview"] = r.Prose["overview"][:5]
		delete(r.Prose, "introduction")
		e := &report.Evidence{Source: source, Headings: map[string]report.Heading{}}
		for _, s := range newest().Sections {
			if s.Key != "problems" {
				e.Headings[s.Key] = report.Heading{Text: s.Heading}
			}
		}
		res := Report(Input{Report: r, Evidence: e})
		for _, rule := range []string{"section-missing", "table-missing"} {
			if got := findings(res, rule); len(got) != 1 || got[0].Severity != want {
				t.Errorf("%s: %s %+v", source, rule, got)
			}
		}
		if got := findings(res, "period-missing"); (len(got) == 0) != (want == diag.Warning) {
			t.Errorf("%s: %d of period-missing", source, len(got))
		}
	}
}
