package check

import (
	"slices"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// codes returns the rules of the findings, sorted and without doubles.
func codes(r Result) []string {
	var list []string
	for _, f := range r.Findings {
		list = append(list, f.Rule)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func newest() *edition.Edition { return edition.OfficialWithRules().Editions[0] }

// TestStructure changes one thing of a clean report and names the rules that must speak, and no others.
func TestStructure(t *testing.T) {
	headings := func(change map[string]report.Heading) *report.Evidence {
		e := &report.Evidence{Source: "docx", Headings: map[string]report.Heading{}, MissingRows: map[string][]string{}, ExtraLabels: map[string][]report.Heading{}}
		for i, s := range newest().Sections {
			if s.Heading != "" {
				e.Headings[s.Key] = report.Heading{Text: s.Heading, Line: 10 * i}
			}
		}
		for key, h := range change {
			if h.Text == "" {
				delete(e.Headings, key)
			} else {
				e.Headings[key] = h
			}
		}
		return e
	}
	prose := func(section string, paragraphs ...string) func(*Input) {
		return func(in *Input) { in.Report.Prose[section] = paragraphs }
	}
	tests := []struct {
		name   string
		change func(*Input)
		want   string
	}{
		{"nothing", func(*Input) {}, ""},
		{"nothing, with evidence", func(in *Input) { in.Evidence = headings(nil) }, ""},
		{"text in a cell", func(in *Input) { in.Report.Tables["disclosure"].Set("rules", "issued", report.Text("若干")) }, "cell-not-number"},
		{"a mark in a cell", func(in *Input) { in.Report.Tables["disclosure"].Set("rules", "issued", report.Text("／")) }, ""},
		{"a figure in another unit", func(in *Input) {
			in.Report.Tables["disclosure"].Set("fees", "amount", report.Annotated(report.Int(125000), "125000元"))
		}, "cell-unit"},
		{"a figure of another kind", func(in *Input) {
			in.Report.Tables["disclosure"].Set("rules", "issued", report.Annotated(report.Int(0), "0元"))
		}, "cell-unit"},
		{"a figure in its unit", func(in *Input) {
			d, _ := report.ParseDecimal("12.5")
			in.Report.Tables["disclosure"].Set("fees", "amount", report.Annotated(d, "12.5万元"))
		}, ""},
		{"a negative cell", func(in *Input) { in.Report.Tables["disclosure"].Set("rules", "issued", report.Count(-1)) }, "cell-negative"},
		{"half a licence", func(in *Input) {
			d, _ := report.ParseDecimal("1.5")
			in.Report.Tables["disclosure"].Set("licensing", "decisions", report.Number(d))
		}, "cell-not-integer"},
		{"half a fee", func(in *Input) {
			d, _ := report.ParseDecimal("1.5")
			in.Report.Tables["disclosure"].Set("fees", "amount", report.Number(d))
		}, ""},
		{"a blank in the first table", func(in *Input) { in.Report.Tables["disclosure"].Set("rules", "issued", report.Cell{}) }, ""},
		{"a blank in requests", func(in *Input) { in.Report.Tables["requests"].Set("granted", "other", report.Cell{}) }, "requests-blank"},
		{"a blank in disputes", func(in *Input) { in.Report.Tables["disputes"].Set("review", "other", report.Cell{}) }, "disputes-blank"},
		{"a cell that was lost", func(in *Input) {
			in.Report.Tables["disputes"].Set("review", "other", report.Cell{})
			in.Evidence = headings(nil)
			in.Evidence.Cells = map[string]map[report.Key]report.Origin{"disputes": {{Row: "review", Col: "other"}: {Confidence: report.Lost}}}
		}, "cells-unread"},
		{"no table", func(in *Input) {
			delete(in.Report.Tables, "disputes")
			in.Report.Prose["overview"] = in.Report.Prose["overview"][:2]
		}, "table-missing"},
		{"a row missing", func(in *Input) {
			in.Evidence = headings(nil)
			in.Evidence.MissingRows["requests"] = []string{"granted"}
		}, "table-incomplete"},
		{"a row too many", func(in *Input) {
			in.Evidence = headings(nil)
			in.Evidence.ExtraLabels["requests"] = []report.Heading{{Text: "属于工作秘密", Line: 40}}
		}, "table-extra-label"},
		{"no section", func(in *Input) { delete(in.Report.Prose, "problems") }, "section-missing"},
		{"no heading over a table", func(in *Input) { in.Evidence = headings(map[string]report.Heading{"requests": {}}) }, "section-missing"},
		{"sections out of order", func(in *Input) {
			in.Evidence = headings(map[string]report.Heading{"problems": {Text: newest().Section("problems").Heading, Line: 5}})
		}, "section-order"},
		{"a wrong number", func(in *Input) {
			in.Evidence = headings(map[string]report.Heading{"problems": {Text: "四、存在的主要问题及改进情况", Line: 50}})
		}, "heading-wording section-order"},
		{"another way of numbering", func(in *Input) {
			in.Evidence = headings(map[string]report.Heading{"problems": {Text: "5、存在的主要问题及改进情况", Line: 50}})
		}, "heading-wording"},
		{"an empty section", prose("problems", "无。"), "section-empty"},
		{"a short section", prose("problems", "存在不足，将改进"), "section-empty"},
		{"numbers with a gap", prose("problems", "（一）问题还有不少", "（三）改进措施也不算少"), "numbering-mixed"},
		{"a number inside a paragraph", prose("problems", "（一）问题还有不少。（二）原因不少", "（三）改进措施也不算少"), ""},
		{"numbers of two systems", prose("problems", "（一）问题还有不少", "二、改进措施也不算少"), "numbering-mixed"},
		{"a number twice", prose("problems", "1.问题还有不少", "2、问题", "2.改进措施也不算少"), "numbering-mixed"},
		{"lists inside lists", prose("problems", "（一）问题还有不少", "1.甲", "2.乙", "（二）原因", "1.丙", "（1）丁", "（2）戊", "2.己"), ""},
		{"a decimal at the start", prose("problems", "1.5亿元资金已经全部到位", "3.6万人次参加了培训"), ""},
		{"another year in the title", func(in *Input) { in.Report.Title = "示例市2020年政府信息公开工作年度报告" }, "year-mismatch"},
		{"another period", prose("introduction", "统计期限自 2020 年 1 月 1 日起至2020年12月31日止"), "year-mismatch.period"},
		{"a misprinted period", prose("introduction", "统计期限自2021年1月1日起至202121年12月31日止"), "year-mismatch.period"},
		{"a notice of another year", prose("introduction", "根据《关于2019年政府信息公开工作年度报告格式的通知》编制"), "year-mismatch"},
		{"this year in brackets", prose("introduction", "本年度（2020年）工作情况如下"), "year-mismatch.this-year"},
		{"a doubled word", prose("problems", "下一步要加强加强培训和学习工作"), "duplicate-word"},
		{"one by one", prose("problems", "下一步要一条一条逐项逐项地整改落实"), ""},
		{"half-width marks", prose("problems", "问题不少,下一步要改进(含培训)"), "half-width-punctuation"},
		{"half-width marks between digits", prose("problems", "共有1,234条信息需要更新完善(2021)"), ""},
		{"another organ in the title", func(in *Input) { in.Report.Title = "另一县2021年政府信息公开工作年度报告" }, "organization-mismatch"},
		{"a short name in the title", func(in *Input) { in.Report.Title = "示例市5局2021年政府信息公开工作年度报告" }, "title-wording"},
		{"a split number", func(in *Input) {
			r := in.Report.Tables["requests"]
			for _, col := range []string{"natural_person", "business", "research", "public_welfare", "legal_service", "other"} {
				r.Set("granted", col, report.Count(0))
			}
			r.Set("granted", "natural_person", report.Count(1))
			r.Set("granted", "business", report.Count(2))
			r.Set("granted", "total", report.Count(12))
		}, "cell-split-digits"},
		{"the mark of a draft in an attachment's name", func(in *Input) { in.Report.Attachments = []string{"附件：【请核对】统计表"} }, "draft-mark"},
		{"a doubled word in a note", func(in *Input) { in.Report.Annotation = []string{"（联系电话联系电话见网站）"} }, "duplicate-word"},
		{"a half-width mark in the imprint", func(in *Input) { in.Report.Imprint = []string{"抄送：市委办,市府办。"} }, "half-width-punctuation"},
		{"attachments, a note and an imprint", func(in *Input) {
			in.Report.Tail = report.Tail{Attachments: []string{"附件：1.统计表"}, Annotation: []string{"（公开）"}, Imprint: []string{"抄送：市委办，市府办。"}}
		}, ""},
		{"the mark of a draft", prose("problems", "【请核对】还需加强学习和培训工作"), "draft-mark"},
		{"last year's report is of another year", func(in *Input) { in.Previous = lastYear(in.Report); in.Previous.Year = 2019 }, "previous-report-year"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := cleanReport(5, newest(), 1) // for 2021
			r.Organization = "示例市第5局"
			in := Input{Report: r}
			test.change(&in)
			res := Report(in)
			got := slices.DeleteFunc(codes(res), func(c string) bool {
				return strings.HasPrefix(c, "requests-row") || strings.HasPrefix(c, "requests-total") || contains(shortText, c)
			})
			if strings.Join(got, " ") != test.want {
				t.Errorf("got %v, want %q\n%s", got, test.want, res.Text(TextOptions{}))
			}
			for _, f := range res.Findings {
				for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
					if strings.ContainsAny(f.Message(lang), "{}") || f.Message(lang) == "" {
						t.Errorf("message %q", f.Message(lang))
					}
				}
			}
		})
	}
}

// shortText are the rules that a text of one sentence breaks, which stands for a section in the cases of other rules.
var shortText = []string{"overview-items", "period-missing", "improvements-missing", "problems-missing"}

func TestOldFormat(t *testing.T) {
	for _, test := range []struct {
		edition string
		year    int
		want    string
	}{{"2019", 2020, "date-missing"}, {"2019", 2023, "date-missing table-old-format"}, {"2019", 0, "date-missing"}, {"2021", 2023, "date-missing"}} {
		r := cleanReport(2, edition.Official().Get(test.edition), 1)
		r.Year, r.Date, r.Prose["introduction"] = test.year, "", nil
		r.Prose["overview"] = []string{"全年工作情况良好，完成了各项任务。"}
		res := Report(Input{Report: r})
		got := strings.Join(slices.DeleteFunc(codes(res), func(c string) bool { return contains(shortText, c) }), " ")
		if got != test.want {
			t.Errorf("%s for %d: %q, want %q", test.edition, test.year, got, test.want)
		}
	}
}

// TestLossyText: text extracted from a page may have lost labels, so that a missing row is a warning only.
func TestLossyText(t *testing.T) {
	r := cleanReport(5, newest(), 1)
	for source, want := range map[string]diag.Severity{"text": diag.Warning, "docx": diag.Error, "html": diag.Error} {
		e := &report.Evidence{Source: source, MissingRows: map[string][]string{"disclosure": {"fees"}}}
		got := findings(Report(Input{Report: r, Evidence: e}), "table-incomplete")
		if len(got) != 1 || got[0].Severity != want {
			t.Errorf("%s: %+v", source, got)
		}
	}
}

// TestProse gives one sentence to a report with known figures.
func TestProse(t *testing.T) {
	requests := report.Table{}
	for row, n := range map[string]int{"new": 12, "carried_over": 3, "total": 14, "carried_forward": 1} {
		requests.Set(row, "total", report.Count(n))
	}
	disputes := report.Table{}
	for row, n := range map[string]int{"review": 5, "litigation_direct": 2, "litigation_after_review": 1} {
		disputes.Set(row, "total", report.Count(n))
	}
	for row, n := range map[string]int{"granted": 4, "partly_granted": 2} {
		requests.Set(row, "total", report.Count(n))
	}
	requests.Set("unavailable_not_held", "natural_person", report.Count(7))
	tests := []struct{ text, want string }{
		{"2021年，新收政府信息公开申请12件。", ""},
		{"2021年，新收政府信息公开申请１２件。", ""},
		{"2021年，新收政府信息公开申请 1 3 件。", "prose-new"}, // white space inside a number is the extractor's
		{"2021年，新收政府信息公开申请13件。", "prose-new"},
		{"2020年，新收政府信息公开申请13件。", ""},
		{"累计新收政府信息公开申请130件。", ""},
		{"新收申请同比增加13件。", ""},
		{"新收申请12件，比上年增加13件。", ""},
		{"上年结转4件。", "prose-carried-over"},
		{"上年度结转申请3件。", ""},
		{"共收到政府信息公开申请12件。", ""},
		{"共收到政府信息公开申请15件。", ""},
		{"共收到政府信息公开申请16件。", "prose-received"},
		{"收到申请12件。另收到申请11件。", "prose-received"}, // every match, not only the first
		{"收到自然人申请11件。", ""},
		{"收到行政复议申请11件。", "prose-review"},
		{"所属单位收到申请11件。", ""},
		{"收到申请1,612件。", "prose-received"},
		{"依申请公开事项全年办结14件。", ""},
		{"依申请公开事项全年办结12件。", "prose-answered"},
		{"办结人大建议和政协提案12件。", ""},
		{"办理申请后结转下年度继续办理1件。", ""},
		{"结转下年度继续办理2件。", "prose-carried-forward"},
		{"结转2022年办理2件。", "prose-carried-forward"},
		{"行政复议5件，行政诉讼3件。", ""},
		{"行政复议6件。", "prose-review"},
		{"行政复议、行政诉讼共9件。", "prose-disputes"}, // which of the two has how many is not said
		{"行政复议维持2件。", ""},
		{"行政诉讼4起。", "prose-litigation"},
		{"全年未收到政府信息公开申请。", "prose-received"},
		{"全年未收到信息公开行政复议申请。", "prose-review"},
		{"未发生行政复议案件。", "prose-review"},
		{"收到的申请均已按时办结。", "prose-all-done"},
		{"12345热线事项全部按时办结。", ""},
		{"予以公开及部分公开申请6件。", ""},
		{"对申请予以公开及部分公开5件。", "prose-granted-and-partly"},
		{"对申请人因不掌握等无法提供6件。", "prose-not-held"}, // 7 known cells are more than 6, whatever the blanks are
		{"对申请人因不掌握等无法提供9件。", ""},
		{"收取申请信息处理费3件。", ""},
	}
	for _, test := range tests {
		r := &report.Report{Format: "2021", Year: 2021, Tables: map[string]report.Table{"requests": requests, "disputes": disputes, "disclosure": {}},
			Prose: map[string][]string{"overview": {"工作情况如下，全年任务已经完成。", test.text}, "problems": {"还需进一步加强学习和培训。"}, "other_matters": {"无"}}}
		res := Report(Input{Report: r})
		got := slices.DeleteFunc(codes(res), func(c string) bool { return !strings.HasPrefix(c, "prose-") })
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: got %v, want %q", test.text, got, test.want)
		}
		for _, f := range res.Findings {
			if strings.HasPrefix(f.Rule, "prose-") && (f.Paragraph != 1 || f.Quote == "" || len(f.Right) == 0 || strings.Contains(f.Message(diag.English), "{")) {
				t.Errorf("%+v", f)
			}
		}
	}
}

// TestProseUndetermined: a blank total proves nothing against the text.
func TestProseUndetermined(t *testing.T) {
	r := &report.Report{Format: "2021", Year: 2021, Tables: map[string]report.Table{"requests": {}, "disputes": {}, "disclosure": {}},
		Prose: map[string][]string{"overview": {"全年未收到政府信息公开申请，新收政府信息公开申请3件。"}, "problems": {"还需进一步加强学习和培训。"}, "other_matters": {"无"}}}
	res := Report(Input{Report: r})
	for _, rule := range []string{"prose-new", "prose-received"} {
		if o, ok := outcomeOf(res, rule); !ok || o.Status != Undetermined || o.Reason != ReasonBlank {
			t.Errorf("%s: %+v", rule, o)
		}
	}
}

// TestFeeIsNoContradiction: fees in table two are not the processing fees of section six.
func TestFeeIsNoContradiction(t *testing.T) {
	r := cleanReport(5, newest(), 1)
	r.Tables["disclosure"].Set("fees", "amount", report.Count(12))
	r.Prose["other_matters"] = []string{"无。"}
	if res := Report(Input{Report: r}); len(res.Findings) > 0 {
		t.Error(res.Text(TextOptions{}))
	}
}

func TestSubordinates(t *testing.T) {
	e := newest()
	subs := []*report.Report{cleanReport(1, e, 1), cleanReport(2, e, 1)}
	parent := &report.Report{Format: "2021", Tables: map[string]report.Table{"requests": {}, "disputes": {}, "disclosure": {}}}
	for name, table := range parent.Tables {
		for key := range subs[0].Tables[name] {
			var sum report.Sum
			for _, s := range subs {
				n, _ := s.Tables[name][key].Number()
				sum.Add(n)
			}
			d, _ := sum.Decimal()
			table[key] = report.Number(d)
		}
	}
	in := Input{Report: parent, Subordinates: subs}
	if got := findings(Report(in), "subordinate-sum"); len(got) > 0 {
		t.Fatal(got)
	}
	key := report.Key{Row: "granted", Col: "total"}
	was := parent.Tables["requests"][key]
	parent.Tables["requests"][key] = report.Count(100000)
	got := findings(Report(in), "subordinate-sum")
	if len(got) != 1 || got[0].Place.Cell() != "requests.granted.total" || got[0].LeftSum != was.String() {
		t.Errorf("%+v", got)
	}
	in.Missing = 1
	if got := findings(Report(in), "subordinate-sum"); len(got) > 0 {
		t.Error("a sum cannot be checked while a report is missing")
	}
	in.Missing = 0
	delete(subs[0].Tables["requests"], key)
	if got := findings(Report(in), "subordinate-sum"); len(got) > 0 {
		t.Error("a sum with a blank cannot be checked")
	}
}

func TestHostileInput(t *testing.T) {
	for name, in := range map[string]Input{
		"nothing":           {},
		"an empty report":   {Report: &report.Report{}},
		"an unknown format": {Report: &report.Report{Format: "1999", Tables: map[string]report.Table{"requests": {{Row: "x", Col: "y"}: report.Count(1)}}}},
		"nil tables":        {Report: &report.Report{Format: "2021", Tables: map[string]report.Table{"requests": nil, "what": {}}}, Previous: &report.Report{}, Subordinates: []*report.Report{{}}},
	} {
		res := Report(in)
		if res.Text(TextOptions{}) == "" {
			t.Errorf("%s: no text", name)
		}
		if _, err := res.AppendJSON(nil); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The finding says what the figure comes to.
func TestUnitIsConverted(t *testing.T) {
	r := cleanReport(1, newest(), 1)
	r.Tables["disclosure"].Set("fees", "amount", report.Annotated(report.Int(125000), "125000元"))
	checker, err := New(edition.OfficialForms())
	if err != nil {
		t.Fatal(err)
	}
	result, err := checker.Report(t.Context(), Input{Report: r})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range result.Findings {
		if f.Rule == "cell-unit" {
			for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
				if m := f.Message(lang); !strings.Contains(m, "125000元") || !strings.Contains(m, "12.5万元") {
					t.Error(m)
				}
			}
			return
		}
	}
	t.Error("no finding")
}
