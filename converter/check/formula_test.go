package check

import (
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

func editions(t testing.TB) *edition.Set {
	t.Helper()
	set := edition.Official()
	if len(set.Editions) < 2 {
		t.Fatal("the editions are not there")
	}
	return set
}

func TestOfficialRulesCompile(t *testing.T) {
	if _, err := New(edition.Official()); err != nil {
		t.Fatal(err)
	}
	counts := map[string]map[string]int{}
	for _, e := range editions(t).Editions {
		counts[e.Version] = map[string]int{}
		for _, r := range e.Rules {
			counts[e.Version][r.Code]++
		}
	}
	// rules.md section 2.
	for version, want := range map[string]map[string]int{
		"2021": {"requests-balance": 7, "requests-total": 7, "requests-row": 25, "disputes-total": 3, "carry-over": 7, "in-force-chain": 2, "subordinate-sum": 1},
		"2019": {"requests-balance": 7, "requests-total": 7, "requests-row": 23, "disputes-total": 3, "carry-over": 7, "subordinate-sum": 1},
	} {
		for code, n := range want {
			if counts[version][code] != n {
				t.Errorf("%s: %d rules %s, want %d", version, counts[version][code], code, n)
			}
		}
	}
}

func findings(r Result, rule string) []Finding {
	var list []Finding
	for _, f := range r.Findings {
		if f.Rule == rule {
			list = append(list, f)
		}
	}
	return list
}

func outcomeOf(r Result, rule string) (Outcome, bool) {
	for _, o := range r.Outcomes {
		if o.Rule == rule {
			return o, true
		}
	}
	return Outcome{}, false
}

// nextYear makes last year's report so that the rules that chain two years hold.
func lastYear(r *report.Report) *report.Report {
	p := &report.Report{Format: r.Format, Year: r.Year - 1, Tables: map[string]report.Table{"requests": {}, "disclosure": {}}}
	for k, c := range r.Tables["requests"] {
		if k.Row == "carried_over" {
			p.Tables["requests"].Set("carried_forward", k.Col, c)
		}
	}
	for _, row := range []string{"rules", "normative_documents"} {
		t := r.Tables["disclosure"]
		var sum report.Sum
		for col, sign := range map[string]int{"in_force": 1, "issued": -1, "repealed": 1} {
			if n, _ := t.Get(row, col).Number(); sign > 0 {
				sum.Add(n)
			} else {
				sum.Sub(n)
			}
		}
		d, _ := sum.Decimal()
		p.Tables["disclosure"].Set(row, "in_force", report.Number(d))
	}
	return p
}

// TestEveryFormula changes one cell of every formula: it must hold, fail by one, and be undetermined with a blank, a
// mark, a lost cell and an inferred one.
func TestEveryFormula(t *testing.T) {
	for _, e := range editions(t).Editions {
		for i := range Official().books {
			book := Official().books[i]
			if book.edition != e {
				continue
			}
			for _, f := range book.formulas {
				t.Run(e.Version+"/"+f.rule.ID, func(t *testing.T) { testFormula(t, e, f) })
			}
		}
	}
}

func testFormula(t *testing.T, e *edition.Edition, f formula) {
	r := cleanReport(7, e, 3)
	in := Input{Report: r, Previous: lastYear(r)}
	status := func(want Status, reason Reason) Result {
		t.Helper()
		res := Report(in)
		o, ok := outcomeOf(res, f.rule.ID)
		if !ok || o.Status != want || o.Reason != reason {
			t.Fatalf("outcome %+v (%v), want %s %s", o, ok, want, reason)
		}
		if found := len(findings(res, f.rule.ID)); (found == 1) != (want == Fail) {
			t.Fatalf("%d findings with status %s", found, want)
		}
		return res
	}
	status(Pass, "")
	last := f.left[len(f.left)-1]
	table, key := r.Tables[last.Table], last.Key
	if last.Report == edition.PreviousReport { // carry-over: change this year's side
		table, key = r.Tables[f.right[0].Table], f.right[0].Key
	}
	was := table[key]
	n, _ := was.Number()
	whole, _ := n.Int64()

	table.Set(key.Row, key.Col, report.Count(int(whole)+1))
	res := status(Fail, "")
	got := findings(res, f.rule.ID)[0]
	if got.Distance != "1" && got.Distance != "-1" {
		t.Errorf("difference %s", got.Distance)
	}
	if got.Severity != severityOf(f.rule.Severity) {
		t.Errorf("severity %s", got.Severity)
	}
	for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
		if text := got.Message(lang); text == "" || strings.Contains(text, "{") {
			t.Errorf("message %q", text)
		}
	}
	if len(got.Left) != len(f.left) || len(got.Right) != len(f.right) || got.Place.Table == "" {
		t.Errorf("cells: %+v", got)
	}

	place := last.Table
	if last.Report == edition.PreviousReport {
		place = f.right[0].Table
	}
	in.Evidence = evidence(place, key, report.Inferred)
	res = Report(in)
	if got := findings(res, f.rule.ID)[0]; !got.Inferred || got.Severity == diag.Error {
		t.Errorf("a failure with an inferred cell is a warning at most: %+v", got)
	}

	table[key] = was
	status(Undetermined, ReasonInferred)
	delete(table, key)
	in.Evidence = nil
	status(Undetermined, ReasonBlank)
	in.Evidence = evidence(place, key, report.Lost)
	status(Undetermined, ReasonLost)
	in.Evidence = nil
	table.Set(key.Row, key.Col, report.Text("/"))
	status(Undetermined, ReasonMark)
	table.Set(key.Row, key.Col, report.Text("三件"))
	status(Undetermined, ReasonText)
	// Nothing but marks: the rule does not apply.
	for _, side := range [][]edition.Path{f.left, f.right} {
		for _, x := range side {
			into := r
			if x.Report == edition.PreviousReport {
				into = in.Previous
			}
			into.Tables[x.Table].Set(x.Key.Row, x.Key.Col, report.Text("—"))
		}
	}
	status(NotApplicable, ReasonMark)
}

func evidence(table string, key report.Key, c report.Confidence) *report.Evidence {
	return &report.Evidence{Source: "docx", Cells: map[string]map[report.Key]report.Origin{table: {key: {Line: 12, Confidence: c}}},
		Headings: map[string]report.Heading{}}
}

func TestCleanReports(t *testing.T) {
	for _, e := range editions(t).Editions {
		for seed := range uint64(100) {
			r := cleanReport(seed, e, 1+int(seed%20))
			in := Input{Report: r}
			if len(e.Rules) > 0 {
				in.Previous = lastYear(r)
			}
			res := Report(in)
			if len(res.Findings) > 0 {
				t.Fatalf("%s seed %d: %s", e.Version, seed, res.Text(TextOptions{}))
			}
			if n := res.Formulas(); n[Pass] < 40 || n[Fail]+n[Undetermined] > 0 {
				if e.Version == "2021" || n[Pass] < 40 {
					t.Fatalf("%s seed %d: %v", e.Version, seed, n)
				}
			}
		}
	}
}

// TestKnownReport recomputes the figures that rules.md gives as a test vector.
func TestKnownReport(t *testing.T) {
	r := &report.Report{Format: "2021", Tables: map[string]report.Table{"requests": {}, "disputes": {}}}
	set := func(table, row string, cols []string, figures ...int) {
		for i, n := range figures {
			r.Tables[table].Set(row, cols[i], report.Count(n))
		}
	}
	applicants := []string{"natural_person", "business", "research", "public_welfare", "legal_service", "other", "total"}
	results := []string{"upheld", "corrected", "other", "pending", "total"}
	set("requests", "new", applicants, 13612, 252, 0, 45, 128, 32, 14069)
	set("requests", "carried_over", []string{"total"}, 560)
	set("requests", "total", []string{"total"}, 13810)
	set("requests", "carried_forward", []string{"total"}, 819)
	set("disputes", "review", results, 376, 97, 196, 121, 790)
	set("disputes", "litigation_direct", results, 16, 1, 12, 27, 56)
	set("disputes", "litigation_after_review", results, 74, 1, 30, 51, 156)
	res := Report(Input{Report: r})
	for _, rule := range []string{"requests-row.new", "requests-balance.total", "disputes-total.review", "disputes-total.litigation_direct", "disputes-total.litigation_after_review"} {
		if o, _ := outcomeOf(res, rule); o.Status != Pass {
			t.Errorf("%s: %+v", rule, o)
		}
	}
}

// TestEveryCellCounts changes every cell of two tables by one: each must break at least one formula.
func TestEveryCellCounts(t *testing.T) {
	for _, e := range editions(t).Editions {
		r := cleanReport(3, e, 4)
		for _, name := range []string{"requests", "disputes"} {
			for k, was := range r.Tables[name] {
				n, _ := was.Number()
				whole, _ := n.Int64()
				r.Tables[name].Set(k.Row, k.Col, report.Count(int(whole)+1))
				if res := Report(Input{Report: r}); res.Formulas()[Fail] == 0 {
					t.Errorf("%s: %s.%s.%s is in no formula", e.Version, name, k.Row, k.Col)
				}
				r.Tables[name][k] = was
			}
		}
	}
}
