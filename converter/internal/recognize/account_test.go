package recognize_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/accounting"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/markup"
	"nianbao/converter/internal/recognize"
	"nianbao/converter/internal/webpage"
	"nianbao/converter/report"
)

var update = flag.Bool("update", false, "rewrite the expected accounts in testdata/account")

// TestAccount: each file of testdata/account is an input (page.html or text), a line of equals signs, and what must have
// become of each of its lines.
func TestAccount(t *testing.T) {
	names, err := filepath.Glob("testdata/account/*")
	if err != nil || len(names) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			file, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			input, want, _ := strings.Cut(string(file), divide)
			got := strings.Join(accountOf(t, name, input), "\n") + "\n"
			if *update {
				if err := os.WriteFile(name, []byte(input+divide+got), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

const divide = "==========\n"

// accountOf lists what became of the lines of an input, and the messages about what was left out.
func accountOf(t *testing.T, name, input string) []string {
	t.Helper()
	read, pieces := markup.Read, accounting.Text(input)
	if strings.HasSuffix(name, ".html") {
		var err error
		if pieces, err = accounting.Page(input); err != nil {
			t.Fatal(err)
		}
		read = webpage.Read
	}
	doc, found := read(context.Background(), []byte(input), limit.Default())
	if doc == nil {
		t.Fatal(found)
	}
	all, found := recognize.Reports(context.Background(), doc, edition.Official())
	if len(all) == 0 {
		t.Fatal(found)
	}
	var out []string
	var readings []accounting.Reading
	for _, r := range all {
		readings = append(readings, accounting.Reading{Report: r.Report, Evidence: r.Evidence, Found: r.Found})
		for _, l := range r.Evidence.Lines {
			s := fmt.Sprintf("%d %s", l.Line, l.Part)
			if l.Section != "" {
				s += " " + l.Section
			}
			s += ": " + brief(l.Text)
			if len(l.Figures) > 0 {
				s += "  [" + strings.Join(l.Figures, " ") + "]"
			}
			out = append(out, s)
		}
		for _, d := range r.Found {
			switch d.Code {
			case "text-left-out", "frame-left-out", "figures-unclaimed":
				out = append(out, "! "+d.Message(diag.English))
			}
		}
	}
	for _, problem := range accounting.Check(pieces, readings) {
		t.Error(problem)
	}
	return out
}

func brief(s string) string {
	s = strings.ReplaceAll(s, "\t", "→")
	if r := []rune(s); len(r) > 30 {
		return string(r[:30]) + "…"
	}
	return s
}

// TestForeignTableIsNamed: a table that is none of the form's, in a file that has it as a table, is left out and named.
func TestForeignTableIsNamed(t *testing.T) {
	page := `<h1>示例市商务局2023年政府信息公开工作年度报告</h1><h2>一、总体情况</h2><p>公开了信息。</p>
<table><tr><td>类别</td><td>件数</td></tr><tr><td>政策文件</td><td>417</td></tr></table>
<h2>二、主动公开政府信息情况</h2><p>见网站。</p><h2>五、存在的主要问题及改进情况</h2><p>无。</p><h2>六、其他需要报告的事项</h2><p>无。</p>`
	doc, _ := webpage.Read(context.Background(), []byte(page), limit.Default())
	r, evidence, found := recognize.Report(context.Background(), doc, edition.Official())
	if r == nil {
		t.Fatal(found)
	}
	var left []string
	for _, l := range evidence.Lines {
		if l.Part == report.LeftOut {
			left = append(left, l.Text)
		}
	}
	if got := strings.Join(left, "|"); got != "类别 件数|政策文件 417" {
		t.Errorf("left out: %s", got)
	}
	if !found.Has("text-left-out") {
		t.Errorf("no message names the table: %v", found)
	}
}

// TestReaderSaysWhatItLeftOut: what a reader could not make anything of is named as well.
func TestReaderSaysWhatItLeftOut(t *testing.T) {
	doc, _ := markup.Read(context.Background(), []byte("示例市商务局2023年政府信息公开工作年度报告\n一、总体情况\n公开了。\n二、主动公开政府信息情况\n见网站。\n五、存在的主要问题及改进情况\n无。\n六、其他需要报告的事项\n无。\n"), limit.Default())
	doc.Asides = append(doc.Asides, document.Aside{Text: "何物", Place: document.Place{Line: 3}, Part: report.LeftOut})
	r, _, found := recognize.Report(context.Background(), doc, edition.Official())
	if r == nil || !found.Has("text-left-out") {
		t.Errorf("not named: %v", found)
	}
}

// TestManyLinesLeftOutAreNamedTogether: a message for each of thousands would be read by nobody.
func TestManyLinesLeftOutAreNamedTogether(t *testing.T) {
	text := strings.Repeat("栏目\n- 1 -\n", 500) + "示例市商务局2023年政府信息公开工作年度报告\n一、总体情况\n公开了。\n二、主动公开政府信息情况\n目录见政府网站。\n五、存在的主要问题及改进情况\n无。\n六、其他需要报告的事项\n无。\n"
	doc, _ := markup.Read(context.Background(), []byte(text), limit.Default())
	r, evidence, found := recognize.Report(context.Background(), doc, edition.Official())
	if r == nil {
		t.Fatal(found)
	}
	messages, left := 0, 0
	for _, d := range found {
		if d.Code == "text-left-out" || d.Code == "frame-left-out" {
			messages++
		}
	}
	for _, l := range evidence.Lines {
		if l.Part == report.LeftOut {
			left++
		}
	}
	if messages != 21 || left != 500 {
		t.Errorf("%d messages for %d lines", messages, left)
	}
}
