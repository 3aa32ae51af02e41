package check

import (
	"fmt"
	"strings"
	"testing"

	"nianbao/converter/diag"
)

// A rule that is broken without end is told two hundred times, and how many times more.
func TestFindingsOfARuleAreCapped(t *testing.T) {
	for _, n := range []int{mostFindings, mostFindings + 5} {
		r := cleanReport(5, newest(), 2)
		r.Prose["problems"] = nil
		for range n {
			r.Prose["problems"] = append(r.Prose["problems"], "（九）甲")
		}
		var told []Finding
		for _, f := range Report(Input{Report: r}).Findings {
			if f.Rule == "numbering-mixed" {
				told = append(told, f)
			}
		}
		more := n - mostFindings
		if want := min(n, mostFindings) + min(more, 1); len(told) != want {
			t.Fatalf("%d paragraphs: %d findings, want %d", n, len(told), want)
		}
		last := told[len(told)-1]
		if said := strings.Contains(last.Message(diag.Chinese), fmt.Sprint(more)) && last.Quote == ""; said != (more > 0) {
			t.Errorf("%d paragraphs: the last finding says %q", n, last.Message(diag.Chinese))
		}
		if last.Severity != told[0].Severity || last.Message(diag.English) == "" {
			t.Errorf("the last finding is %+v", last)
		}
	}
}

// The numbers that a section's text holds are found in every form in which an item can have them, and no others.
func TestWrittenNumbers(t *testing.T) {
	w := written{numbers: map[string]bool{}}
	w.read("一是（二）甲(三)乙，十一、丙；见附件4.丁和（12）戊，第5、6条（七")
	for form, want := range map[string]bool{"（二）": true, "(三)": true, "（三）": false, "十一、": true, "一、": true, "二、": false, "4.": true, "（12）": true, "(12)": false, "5、": true, "6.": false, "（七）": false} {
		if w.numbers[form] != want {
			t.Errorf("%s: %v", form, !want)
		}
	}
}
