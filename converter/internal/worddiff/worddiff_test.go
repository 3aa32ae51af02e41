package worddiff_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nianbao/converter/internal/worddiff"
)

// written shows runs as people would: [-old-]{+new+}.
func written(runs []worddiff.Run) string {
	var b strings.Builder
	for _, r := range runs {
		switch r.Op {
		case worddiff.Delete:
			b.WriteString("[-" + r.Text + "-]")
		case worddiff.Insert:
			b.WriteString("{+" + r.Text + "+}")
		default:
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

func ExampleDiff() {
	runs, exact := worddiff.Diff("2022年主动公开信息1,024条。", "2023年主动公开政府信息987条。", worddiff.DefaultBudget())
	for _, r := range runs {
		fmt.Println(r.Op, r.Text)
	}
	fmt.Println(exact)
	// Output:
	// delete 2022
	// insert 2023
	// equal 年主动公开
	// insert 政府
	// equal 信息
	// delete 1,024
	// insert 987
	// equal 条。
	// true
}

func TestRuns(t *testing.T) {
	for _, test := range []struct{ last, this, want string }{
		{"", "", ""},
		{"同", "同", "同"},
		{"", "新", "{+新+}"},
		{"旧", "", "[-旧-]"},
		{"共12.5万元", "共12.50万元", "共[-12.5-]{+12.50+}万元"},
		{"共1,024件", "共1,025件", "共[-1,024-]{+1,025+}件"},
		{"设API接口", "设APP接口", "设[-API-]{+APP+}接口"},
		{"２０２２年", "２０２３年", "[-２０２２-]{+２０２３+}年"},
		// One character between two changes is chance; a number is never cut.
		{"甲年乙", "丙年丁", "[-甲年乙-]{+丙年丁+}"},
		// Two characters between small changes are kept, between large ones given up.
		{"甲信息乙", "丙信息丁", "[-甲-]{+丙+}信息[-乙-]{+丁+}"},
		{"甲乙丙丁戊己信息庚辛壬癸子丑", "一二三四五六信息七八九十寅卯", "[-甲乙丙丁戊己信息庚辛壬癸子丑-]{+一二三四五六信息七八九十寅卯+}"},
		// Marks alone are nothing to hold on to.
		{"甲。”乙", "丙。”丁", "[-甲。”乙-]{+丙。”丁+}"},
	} {
		runs, exact := worddiff.Diff(test.last, test.this, worddiff.DefaultBudget())
		if got := written(runs); got != test.want || !exact {
			t.Errorf("%s → %s: %s, want %s", test.last, test.this, got, test.want)
		}
	}
}

// sides puts both texts together again.
func sides(runs []worddiff.Run) (last, this string) {
	for _, r := range runs {
		if r.Op != worddiff.Insert {
			last += r.Text
		}
		if r.Op != worddiff.Delete {
			this += r.Text
		}
	}
	return last, this
}

func check(t interface{ Fatalf(string, ...any) }, last, this string, budget *worddiff.Budget) {
	runs, _ := worddiff.Diff(last, this, budget)
	if a, b := sides(runs); a != last || b != this {
		t.Fatalf("%q → %q: the runs say %q → %q", last, this, a, b)
	}
	for i, r := range runs {
		if r.Text == "" || i > 0 && (runs[i-1].Op == r.Op || runs[i-1].Op == worddiff.Insert && r.Op == worddiff.Delete) {
			t.Fatalf("%q → %q: runs %s", last, this, written(runs))
		}
	}
}

// TestBothSides: whatever the texts, and whatever is left of the budget, both can be put together again.
func TestBothSides(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("甲乙丙。0 1.,aß𠮷")), 0, 40, -1)
		check(t, text.Draw(t, "last"), text.Draw(t, "this"), &worddiff.Budget{Steps: rapid.IntRange(0, 400).Draw(t, "steps")})
	})
}

func FuzzDiff(f *testing.F) {
	f.Add("2022年，收到申请12件。", "2023年，新收申请3件，结转1件。", 100)
	f.Fuzz(func(t *testing.T, last, this string, steps int) {
		check(t, last, this, &worddiff.Budget{Steps: min(steps, 1<<20)})
	})
}

// TestBudget: without steps the change is told as a whole, and that it is.
func TestBudget(t *testing.T) {
	last, this := strings.Repeat("甲乙丙丁", 50), strings.Repeat("丁丙乙甲", 50)
	runs, exact := worddiff.Diff("头"+last, "头"+this, &worddiff.Budget{})
	if exact || len(runs) != 3 || runs[0].Text != "头" || runs[1].Text != last || runs[2].Text != this {
		t.Fatalf("%v %s", exact, written(runs))
	}
	// Texts with nothing in common cost no more than the longest edit that is looked for.
	budget := worddiff.DefaultBudget()
	if _, exact := worddiff.Diff(strings.Repeat("甲", 9000), strings.Repeat("乙", 9000), budget); exact || budget.Steps < 0 {
		t.Errorf("exact: %v, %d steps left", exact, budget.Steps)
	}
}
