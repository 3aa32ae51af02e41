package sum

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/match"
	"nianbao/converter/report"
)

// small is a report with one figure: organisation, year, date, figure.
func small(organization string, year int, date string, figure int) *report.Report {
	r := &report.Report{Format: "2021", Organization: organization, Year: year, Date: date, Tables: map[string]report.Table{"requests": {}}}
	r.Tables["requests"].Set("new", "total", report.Count(figure))
	return r
}

// TestChoice: which reports are in a sum, by what is asked for. The figures are powers of ten, so that the sum tells.
func TestChoice(t *testing.T) {
	a, b := small("青溪县水务局", 2023, "2024-01-10", 1), small("青溪县林业局", 2023, "2024-01-11", 10)
	corrected := small("青溪县 水务局", 2023, "2024-02-20", 100)
	for _, c := range []struct {
		name    string
		options Options
		reports []*report.Report
		sum     string // "" for none
		in      []bool
		gaps    []string
	}{
		{"two offices", Options{}, []*report.Report{a, b}, "11", []bool{true, true}, nil},
		{"a corrected version is refused", Options{}, []*report.Report{a, b, corrected}, "", []bool{true, true, true}, []string{"2 duplicate-refused 0"}},
		{"all are asked for", Options{Duplicates: All}, []*report.Report{a, b, corrected}, "111", []bool{true, true, true}, []string{"2 duplicate 0"}},
		{"the newest is asked for", Options{Duplicates: Newest}, []*report.Report{a, b, corrected}, "110", []bool{false, true, true}, []string{"0 superseded 2"}},
		{"whatever comes first", Options{Duplicates: Newest}, []*report.Report{corrected, b, a}, "110", []bool{true, true, false}, []string{"2 superseded 0"}},
		{"a version without a date", Options{Duplicates: Newest}, []*report.Report{corrected, small("青溪县水务局", 2023, "", 1)}, "", []bool{true, false}, []string{"1 duplicate-tie 0"}},
		{"two versions of one day", Options{Duplicates: Newest}, []*report.Report{corrected, small("青溪县水务局", 2023, "2024-02-20", 1)}, "", []bool{true, false}, []string{"1 duplicate-tie 0"}},
		{"two of one day, and an older one", Options{Duplicates: Newest}, []*report.Report{a, corrected, small("青溪县水务局", 2023, "2024-02-20", 3)}, "",
			[]bool{true, false, false}, []string{"1 duplicate-tie 0", "2 duplicate-tie 0"}},
		{"copies", Options{Duplicates: Newest}, []*report.Report{a, small("青溪县水务局", 2023, "", 1)}, "1", []bool{true, false}, []string{"1 superseded 0"}},
		{"copies are refused like others", Options{}, []*report.Report{a, a}, "", []bool{true, true}, []string{"1 duplicate-refused 0"}},
		{"another year", Options{}, []*report.Report{a, small("青溪县林业局", 2022, "", 10)}, "", []bool{true, false}, []string{"1 years-differ 2023"}},
		{"another year than asked for", Options{Year: 2023}, []*report.Report{small("青溪县水务局", 2022, "", 10), a}, "1", []bool{false, true}, []string{"0 other-year 2023"}},
		{"only another year than asked for", Options{Year: 2021}, []*report.Report{a}, "", []bool{false}, []string{"0 other-year 2021"}},
		{"newest of the year asked for", Options{Year: 2023, Duplicates: Newest}, []*report.Report{small("青溪县水务局", 2022, "2024-03-01", 10), a, corrected}, "100",
			[]bool{false, false, true}, []string{"0 other-year 2023", "1 superseded 2"}},
		{"no year", Options{}, []*report.Report{a, small("青溪县林业局", 0, "", 10)}, "11", []bool{true, true}, []string{"1 year-unknown "}},
		{"no name, twice", Options{}, []*report.Report{small("", 2023, "", 1), small("", 2023, "", 10)}, "11", []bool{true, true}, []string{"0 name-unknown ", "1 name-unknown "}},
		{"no name, twice, the newest", Options{Duplicates: Newest}, []*report.Report{small("", 2023, "", 1), small("", 2023, "", 10)}, "11", []bool{true, true},
			[]string{"0 name-unknown ", "1 name-unknown "}},
		{"renamed", Options{Names: renamed(t, "青溪县水利局=青溪县水务局")}, []*report.Report{a, small("青溪县水利局", 2023, "", 10)}, "", []bool{true, true}, []string{"1 duplicate-refused 0"}},
	} {
		adder := New(c.options)
		for i, r := range c.reports {
			adder.Add(fmt.Sprint(i), r, nil)
		}
		for range 2 { // a result may be asked for at any time
			res := adder.Result()
			var gaps []string
			for _, g := range res.Gaps {
				if g.Table == "" {
					gaps = append(gaps, fmt.Sprintf("%s %s %s", g.File, g.Kind, g.With))
				}
			}
			sum := ""
			if res.Report != nil {
				sum = res.Report.Tables["requests"].Get("new", "total").String()
			}
			if sum != c.sum || !slices.Equal(res.In, c.in) || !slices.Equal(gaps, c.gaps) {
				t.Errorf("%s: sum %q, in it %v, gaps %q", c.name, sum, res.In, gaps)
			}
			if left := slices.ContainsFunc(res.Gaps, func(g Gap) bool { return g.Kind.refuses() }); res.Refused != left {
				t.Errorf("%s: refused %v, gaps %v", c.name, res.Refused, gaps)
			}
		}
	}
}

// However many versions there are, and however many reports without a name, each is compared once.
func TestChoiceGrowsWithItsInput(t *testing.T) {
	for _, organization := range []string{"", "青溪县水务局"} {
		work := func(n int) int {
			a := New(Options{Duplicates: Newest})
			for i := range n {
				a.Add(fmt.Sprint(i), small(organization, 2023, fmt.Sprintf("2024-01-%02d", 1+i%28), i), nil)
			}
			a.Result()
			return a.comparisons
		}
		if once, twice := work(500), work(1000); twice > 2*once || organization == "" && once > 0 {
			t.Errorf("%q: %d comparisons for 500 versions, %d for 1000", organization, once, twice)
		}
	}
}

// A version that is held keeps what could not be read of it.
func TestHeldEvidence(t *testing.T) {
	r := small("青溪县水务局", 2023, "2024-01-10", 1)
	evidence := &report.Evidence{Cells: map[string]map[report.Key]report.Origin{"requests": {{Row: "granted", Col: "other"}: {Confidence: report.Lost}}}}
	a := New(Options{Duplicates: Newest})
	a.Add("a", r, evidence)
	if gaps := a.Result().Gaps; !slices.ContainsFunc(gaps, func(g Gap) bool { return g.Kind == Lost && len(g.Cells) == 1 }) {
		t.Errorf("%v", gaps)
	}
}

func renamed(t *testing.T, list ...string) match.Names {
	t.Helper()
	names, found := match.ParseRenamed(list)
	if found != nil {
		t.Fatal(found)
	}
	return names
}

// Every kind of gap has its message.
func TestKindsHaveMessages(t *testing.T) {
	for _, kind := range []Kind{Blank, Lost, Mark, NotANumber, OtherUnit, TableMissing, OtherEdition, Duplicate, Superseded, OtherYear, YearUnknown, NameUnknown,
		DuplicateRefused, DuplicateTie, YearsDiffer} {
		list := Result{Gaps: []Gap{{File: "a.json", Kind: kind, With: "b"}}}.Diagnostics()
		for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
			if text := list[0].Message(lang); text == "sum-"+string(kind) || strings.Contains(text, "{") {
				t.Errorf("%s: %q", kind, text)
			}
		}
		if kind.refuses() != (list[0].Severity == diag.Error) {
			t.Errorf("%s is told as %s", kind, list[0].Severity)
		}
	}
}
