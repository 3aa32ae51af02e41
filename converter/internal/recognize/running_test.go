package recognize_test

import (
	"context"
	"strings"
	"testing"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/markup"
	"nianbao/converter/internal/recognize"
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
