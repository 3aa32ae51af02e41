package recognize_test

import (
	"context"
	"strings"
	"testing"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/markup"
	"nianbao/converter/internal/recognize"
	"nianbao/converter/internal/webpage"
)

// TestRunningLines: a line that every page has is no prose; one that only looks like it is.
func TestRunningLines(t *testing.T) {
	const title = "示例市商务局2023年政府信息公开工作年度报告"
	tests := []struct {
		name, overview string
		want           []string // the paragraphs of the overview
	}{
		{"a head beside page numbers", "公开了甲。\n\n- 1 -\n示例市商务局年报\n公开了乙。\n\n- 2 -\n示例市商务局年报\n公开了丙。", []string{"公开了甲。", "公开了乙。", "公开了丙。"}},
		{"a foot with the page's number in it", "公开了甲。\n示例市商务局年报 第1版\n- 1 -\n公开了乙。\n示例市商务局年报 第2版\n- 2 -\n公开了丙。", []string{"公开了甲。", "公开了乙。", "公开了丙。"}},
		{"once is not on every page", "公开了甲。\n- 1 -\n示例市商务局年报\n公开了乙。", []string{"公开了甲。", "示例市商务局年报", "公开了乙。"}},
		{"it stands by itself as well", "示例市商务局年报\n- 1 -\n公开了甲。\n公开了乙。\n公开了丙。\n示例市商务局年报\n公开了丁。\n公开了戊。\n公开了己。\n示例市商务局年报\n- 2 -", []string{"示例市商务局年报", "公开了甲。", "公开了乙。", "公开了丙。", "示例市商务局年报", "公开了丁。", "公开了戊。", "公开了己。", "示例市商务局年报"}},
		{"a head of two lines", "公开了甲。\n- 1 -\n示例市年报\n公开工作卷\n公开了乙。\n- 2 -\n示例市年报\n公开工作卷\n公开了丙。", []string{"公开了甲。", "公开了乙。", "公开了丙。"}},
		{"a sentence is none", "公开工作有序。\n- 1 -\n公开了乙。\n公开工作有序。\n- 2 -", []string{"公开工作有序。", "公开了乙。", "公开工作有序。"}},
		{"the title again and again", "公开了甲。\n" + title + "\n公开了乙。\n" + title + "\n公开了丙。", []string{"公开了甲。", "公开了乙。", "公开了丙。"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := title + "\n一、总体情况\n" + test.overview + "\n二、主动公开政府信息情况\n行政许可\t1\n行政处罚\t2\n行政强制\t0\n五、存在的主要问题及改进情况\n无。\n六、其他需要报告的事项\n无。\n"
			doc, _ := markup.Read(context.Background(), []byte(text), limit.Default())
			r, _, found := recognize.Report(context.Background(), doc, edition.Official())
			if r == nil {
				t.Fatal(found)
			}
			if got, want := strings.Join(r.Prose["overview"], "|"), strings.Join(test.want, "|"); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

// TestTitleInAFlattenedPage: a page on one line, of which the white space says where its lines were.
func TestTitleInAFlattenedPage(t *testing.T) {
	const rest = " 一、总体情况 （一）主动公开情况 全年公开信息 26 条。 - 1 - 二、主动公开政府信息情况 行政许可 1 行政处罚 2 行政强制 0 五、存在的主要问题及改进情况 无。 六、其他需要报告的事项 无。"
	padding := strings.Repeat("全年公开了各类信息，更新了专栏，答复了咨询。", 60)
	tests := []struct{ name, front, organ, title string }{
		{"the end of a bracket is no title", "示例市监督局（产权局） 2023 年政府信息公开工作年度报告 现公布示例市监督局（产 权局）2023 年政府信息公开工作年度报告。" + padding, "示例市监督局（产权局）", "示例市监督局（产权局）2023年政府信息公开工作年度报告"},
		{"the frame stands before it", "字号：大 中 小示例市商务局2023年政府信息公开工作年度报告 现公布示例市商务局2023年政府信息公开工作年度报告。" + padding, "示例市商务局", "示例市商务局2023年政府信息公开工作年度报告"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, _ := markup.Read(context.Background(), []byte(test.front+rest), limit.Default())
			r, _, found := recognize.Report(context.Background(), doc, edition.Official())
			if r == nil {
				t.Fatal(found)
			}
			if r.Organization != test.organ || r.Title != test.title {
				t.Errorf("got %q, %q", r.Organization, r.Title)
			}
			if got := strings.Join(r.Prose["overview"], "|"); got != "（一）主动公开情况|全年公开信息 26 条。" {
				t.Errorf("overview: %s", got)
			}
			if got := strings.Join(r.Prose["other_matters"], "|"); got != "无。" {
				t.Errorf("other matters: %s", got)
			}
		})
	}
}

// TestContentsBehind: converters of page files put a table of contents behind the text.
func TestContentsBehind(t *testing.T) {
	page := `<h1>示例市商务局2023年政府信息公开工作年度报告</h1><h2>一、总体情况</h2><p>公开了信息。</p><h2>二、主动公开政府信息情况</h2><p>见网站。</p>
<h2>五、存在的主要问题及改进情况</h2><p>无。</p><h2>六、其他需要报告的事项</h2><p>无。</p><p>— 4 —</p>
<h1>Document Outline</h1><ul><li>一、总体情况</li><li>二、主动公开政府信息情况</li><li>五、存在的主要问题及改进情况</li><li>六、其他需要报告的事项</li></ul>`
	doc, _ := webpage.Read(context.Background(), []byte(page), limit.Default())
	r, _, found := recognize.Report(context.Background(), doc, edition.Official())
	if r == nil {
		t.Fatal(found)
	}
	if got := strings.Join(r.Prose["other_matters"], "|"); got != "无。" || !found.Has("contents-skipped") {
		t.Errorf("other matters: %s\n%v", got, found)
	}
}

// TestDayOnLines: an extractor put the parts of a day on lines of their own.
func TestDayOnLines(t *testing.T) {
	text := "示例市商务局2023年政府信息公开工作年度报告\n一、总体情况\n公开了。\n二、主动公开政府信息情况\n见网站。\n五、存在的主要问题及改进情况\n无。\n六、其他需要报告的事项\n无。\n\n示例市商务局\n\n2024\n年\n1\n月\n24\n日\n\n—\n3\n—\n"
	doc, _ := markup.Read(context.Background(), []byte(text), limit.Default())
	r, _, found := recognize.Report(context.Background(), doc, edition.Official())
	if r == nil {
		t.Fatal(found)
	}
	if got := strings.Join(r.Prose["other_matters"], "|"); got != "无。" || r.Date != "2024-01-24" || r.Signature != "示例市商务局" {
		t.Errorf("other matters %s, date %s, signature %s", got, r.Date, r.Signature)
	}
}

// TestLinesInBars: a converter put every line, and every stretch of text, between bars.
func TestLinesInBars(t *testing.T) {
	text := "|示例市商务局|2023年政府信息公开工作年度报告|\n|根据有关规定，现公布本年度报告。|\n|一、总体情况|\n|公开了。|\n|二、主动公开政府信息情况|\n|见网站。|\n|五、存在的主要问题及改进情况|\n|无。|\n|六、其他需要报告的事项|\n|无。|\n"
	doc, _ := markup.Read(context.Background(), []byte(text), limit.Default())
	r, _, found := recognize.Report(context.Background(), doc, edition.Official())
	if r == nil {
		t.Fatal(found)
	}
	if r.Title != "示例市商务局2023年政府信息公开工作年度报告" || strings.Join(r.Prose["overview"], "|") != "公开了。" || strings.Join(r.Prose["introduction"], "|") != "根据有关规定，现公布本年度报告。" {
		t.Errorf("title %q, introduction %q, overview %q", r.Title, r.Prose["introduction"], r.Prose["overview"])
	}
}

// TestStyleSheetIsNoText: what an extractor of tags left of a page's style stands above the introduction.
func TestStyleSheetIsNoText(t *testing.T) {
	text := "示例市商务局2023年政府信息公开工作年度报告\n@page { size: 8.27in 11.69in; margin: 1in }; p { line-height: 115%; color: #000000 }\n根据有关规定，现公布本年度报告。\n一、总体情况\n公开了。\n二、主动公开政府信息情况\n见网站。\n五、存在的主要问题及改进情况\n无。\n六、其他需要报告的事项\n无。\n"
	doc, _ := markup.Read(context.Background(), []byte(text), limit.Default())
	r, _, found := recognize.Report(context.Background(), doc, edition.Official())
	if r == nil {
		t.Fatal(found)
	}
	if got := strings.Join(r.Prose["introduction"], "|"); got != "根据有关规定，现公布本年度报告。" || !found.Has("frame-left-out") {
		t.Errorf("introduction %q, %v", got, found)
	}
}
