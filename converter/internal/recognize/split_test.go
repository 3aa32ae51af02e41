package recognize_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/damage"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/plaintext"
	"nianbao/converter/internal/recognize"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/report"
)

const (
	title          = "青溪县水务局2023年政府信息公开工作年度报告\n"
	overview       = "一、总体情况\n全年公开各类信息186条。\n"
	townshipTables = `二、主动公开政府信息情况
第二十条第（一）项
信息内容	本年制发件数	本年废止件数	现行有效件数
规章	0	0	1
行政规范性文件	4	2	19
第二十条第（五）项
信息内容	本年处理决定数量
行政许可	1287
第二十条第（六）项
信息内容	本年处理决定数量
行政处罚	46
行政强制	3
第二十条第（八）项
信息内容	本年收费金额（单位：万元）
行政事业性收费	12.5
`
	problems = "五、存在的主要问题及改进情况\n一是解读形式单一。下一步将加以改进。\n"
	other    = "六、其他需要报告的事项\n本年度未收取信息处理费。\n"
	signed   = "青溪县水务局\n2024年1月16日\n"
	whole    = title + overview + townshipTables + problems + other + signed
	contents = "目  录\n一、总体情况……1\n二、主动公开政府信息情况……2\n五、存在的主要问题及改进情况……5\n六、其他需要报告的事项……6\n"
)

// of is a report for another organ.
func of(organ, text string) string { return strings.ReplaceAll(text, "青溪县水务局", organ) }

func readAll(t *testing.T, text string) []recognize.Reading {
	t.Helper()
	doc, found := plaintext.Read(context.Background(), []byte(text), limit.Default())
	if doc == nil {
		t.Fatal(found)
	}
	all, found := recognize.Reports(context.Background(), doc, edition.Official())
	if len(all) == 0 {
		t.Fatalf("%v\n%s", found, text)
	}
	return all
}

// Much looks like the beginning of another report in a report that is one.
func TestOneReport(t *testing.T) {
	for name, text := range map[string]string{
		"plain":                       whole,
		"contents":                    title + contents + overview + townshipTables + problems + other + signed,
		"cover and contents":          title + contents + whole,
		"title on every page":         title + overview + title + townshipTables + title + problems + other + title + signed,
		"title in the middle of rows": title + overview + strings.Replace(townshipTables, "行政许可", title+"行政许可", 1) + problems + title + other + signed,
		"title cited":                 strings.Replace(whole, "186条。\n", "186条。\n《青溪县林业局2023年政府信息公开工作年度报告》\n青溪县林业局2023年政府信息公开工作年度报告\n", 1),
		"links to other reports":      whole + of("青溪县林业局", title) + of("青溪县教育局", title) + of("青溪县商务局", title),
		"links above":                 of("青溪县林业局", title) + of("青溪县教育局", title) + whole,
		"heading behind a page break": title + overview + "一、总体情况\n开展培训2次。\n" + townshipTables + problems + other + signed,
		"out of order":                title + other + problems + townshipTables + overview + signed,
		"swapped, title on each page": title + problems + title + other + title + overview + title + townshipTables + signed,
		"cover letter":                "关于报送2023年政府信息公开工作年度报告的函\n县政务公开办：\n现将我局年度报告报送你办。\n青溪县水务局\n2024年1月10日\n" + whole,
		"last year's table":           strings.Replace(whole, "五、存在", "2022年情况\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t1\n行政规范性文件\t4\t2\t19\n五、存在", 1),
	} {
		if all := readAll(t, text); len(all) != 1 {
			t.Errorf("%s: %d reports, the second from line %d\n%s", name, len(all), all[1].Line, text)
		} else if r := all[0].Report; r.Organization != "青溪县水务局" || r.Year != 2023 || len(r.Tables["disclosure"]) != 10 {
			t.Errorf("%s: %q %d %v", name, r.Organization, r.Year, r.Tables["disclosure"])
		}
	}
}

// What starts over is another report.
func TestSeveralReports(t *testing.T) {
	second := of("青溪县林业局", whole)
	twoLines := "青溪县林业局\n2023年政府信息公开工作年度报告\n"
	untitled := strings.TrimPrefix(second, of("青溪县林业局", title))
	pages := func(organ string) string {
		return of(organ, title+overview+title+townshipTables+title+problems+other+signed)
	}
	for name, text := range map[string]string{
		"one behind the other":  whole + second,
		"unsigned":              strings.TrimSuffix(whole, signed) + second,
		"title of two lines":    whole + twoLines + untitled,
		"no title":              whole + untitled,
		"cover":                 whole + of("青溪县林业局", title) + second,
		"cover and contents":    whole + of("青溪县林业局", title+contents) + second,
		"contents of the first": title + contents + whole + second,
		"title on every page":   pages("青溪县水务局") + pages("青溪县林业局"),
		"less in the second":    whole + of("青溪县林业局", title+overview+townshipTables+signed),
	} {
		all := readAll(t, text)
		if len(all) != 2 {
			t.Errorf("%s: %d reports", name, len(all))
			continue
		}
		if got := all[0].Report; got.Signature != "青溪县水务局" && name != "unsigned" || !slices.Equal(got.Prose["other_matters"], []string{"本年度未收取信息处理费。"}) {
			t.Errorf("%s: the first ends in %q, signed %q", name, got.Prose["other_matters"], got.Signature)
		}
		if got := all[1].Report; got.Signature != "青溪县林业局" || got.Organization != "青溪县林业局" && name != "no title" || got.Prose["overview"] == nil {
			t.Errorf("%s: the second is of %q, signed %q: %v", name, got.Organization, got.Signature, got.Prose)
		}
	}
}

// A copy is dropped with a word; another year's report of the same organ is none.
func TestCopies(t *testing.T) {
	all := readAll(t, whole+whole+strings.ReplaceAll(whole, "2023", "2022"))
	if len(all) != 2 || all[0].Report.Year != 2023 || all[1].Report.Year != 2022 {
		t.Fatalf("%d reports", len(all))
	}
	if !all[0].Found.Has("report-copy") {
		t.Error(all[0].Found)
	}
	if all := readAll(t, whole+strings.TrimPrefix(whole, title)); len(all) != 1 {
		t.Errorf("%d reports of one and a copy without a title", len(all))
	}
}

// Sections are what their headings say, wherever they stand; it is said once.
func TestDepartures(t *testing.T) {
	more := "一是解读形式单一。下一步将加以改进。"
	for _, c := range []struct {
		name, text string
		code       diag.Code
		problems   []string
	}{
		{"swapped", title + overview + townshipTables + other + problems + signed, "section-order", []string{more}},
		{"renumbered", title + overview + townshipTables + "五、其他需要报告的事项\n本年度未收取信息处理费。\n六、存在的主要问题及改进情况\n" + more + "\n" + signed, "section-order", []string{more}},
		{"reversed", title + other + problems + townshipTables + overview + signed, "section-order", []string{more}},
		{"repeated", title + overview + townshipTables + problems + problems + other + signed, "section-repeated", []string{more, more}},
		{"renamed", title + overview + townshipTables + "五、不足之处和下一步打算\n" + more + "\n" + other + signed, "section-renamed", []string{more}},
	} {
		all := readAll(t, c.text)
		r := all[0].Report
		if len(all) != 1 || !slices.Equal(r.Prose["problems"], c.problems) || !slices.Equal(r.Prose["other_matters"], []string{"本年度未收取信息处理费。"}) ||
			!slices.Equal(r.Prose["overview"], []string{"全年公开各类信息186条。"}) || r.Signature != "青溪县水务局" || len(r.Tables["disclosure"]) != 10 {
			t.Errorf("%s: %v signed %q", c.name, r.Prose, r.Signature)
		}
		n := 0
		for _, d := range all[0].Found {
			if strings.HasPrefix(string(d.Code), "section-") {
				n++
			}
		}
		if !all[0].Found.Has(c.code) || n != 1 {
			t.Errorf("%s: %v", c.name, all[0].Found)
		}
	}
}

// An author's own enumeration inside a section opens none.
func TestOwnEnumeration(t *testing.T) {
	own := "五、存在的主要问题及改进情况\n一、存在的问题\n解读形式单一。\n二、改进措施\n加强培训。\n六、下一步打算\n继续努力。\n"
	r := readAll(t, title+overview+townshipTables+own+signed)[0].Report
	if r.Prose["other_matters"] != nil || len(r.Prose["problems"]) < 5 {
		t.Errorf("%q, %q", r.Prose["problems"], r.Prose["other_matters"])
	}
}

// No damage makes two reports of one.
func TestDamageSplitsNothing(t *testing.T) {
	for seed := range uint64(seeded.Part(300, 25)) {
		text := damage.Generate(seed, damage.Options{})
		if text.Page || text.Word {
			continue
		}
		doc, _ := plaintext.Read(context.Background(), []byte(text.Text), limit.Default())
		if all, _ := recognize.Reports(context.Background(), doc, edition.Official()); len(all) > 1 {
			t.Errorf("seed %d: %d reports, the second from line %d", seed, len(all), all[1].Line)
		}
	}
}

// The part of the document that a report came from is its lines and no other's.
func TestPartOfDocument(t *testing.T) {
	all := readAll(t, whole+of("青溪县林业局", whole))
	for i, organ := range []string{"青溪县水务局", "青溪县林业局"} {
		loose, ok := all[i].Doc.Blocks[0].(*document.Loose)
		if !ok || len(all[i].Doc.Blocks) != 1 || !strings.HasPrefix(loose.Lines[0].Text, organ) || len(loose.Lines) < strings.Count(whole, "\n") || len(loose.Lines) > strings.Count(whole, "\n")+1 {
			t.Errorf("part %d: %d blocks, %d lines", i, len(all[i].Doc.Blocks), len(loose.Lines))
		}
	}
	if !report.Equal(all[0].Report, readAll(t, whole)[0].Report) {
		t.Error("a report in a collection is not what it is alone")
	}
}
