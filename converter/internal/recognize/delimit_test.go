package recognize_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/plaintext"
	"nianbao/converter/internal/recognize"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/report"
)

// flatSections is sections of a page that was flattened to one line.
var flatSections = strings.ReplaceAll(strings.ReplaceAll(sections, "\t", " "), "\n", " ") + strings.Repeat("全年更新了专栏，答复了咨询。", 12)

// readPage reads a text in which {O} stands for the organ.
func readPage(t *testing.T, text, organ string) (r *report.Report, uncertain bool) {
	t.Helper()
	text = strings.ReplaceAll(text, "{O}", organ)
	doc, found := plaintext.Read(context.Background(), []byte(text), limit.Default())
	if doc == nil {
		t.Fatal(found)
	}
	r, _, found = recognize.Report(context.Background(), doc, edition.Official())
	if r == nil {
		t.Fatalf("%v\n%s", found, text)
	}
	return r, found.Has("organ-uncertain")
}

// TestFramesBeforeTheTitle: whatever a page has on the line of its title, the organ comes out as it is where the text names
// it again, and not at all where it does not; the year is the report's.
func TestFramesBeforeTheTitle(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/frames.txt")
	if err != nil {
		t.Fatal(err)
	}
	frames := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	const path = "首页 > 政府信息公开 发布时间：2024-01-23 "
	const title = "{O}2023年政府信息公开工作年度报告"
	const period = "统计期限自2023年1月1日至2023年12月31日。 "
	organs := []string{"东湾区财政局", "大兴区统计局", "中山市民政局", "小金县人民政府"}[:seeded.Part(4, 1)]
	all := len(organs) * len(frames)
	forms := []struct {
		name, before, behind string
		blanks               int // how many may have none
	}{
		{"flattened, announced", path, title + "根据有关规定，现公布{O}2023年政府信息公开工作年度报告。" + period + flatSections, 0},
		{"flattened, its name in a title", path, title + "根据有关规定，编制《{O}2023年政府信息公开工作年度报告》。" + period + flatSections, 0},
		{"flattened, spoken of", path, title + " 2023年，{O}认真工作。" + period + flatSections, 0},
		{"flattened, signed", path, title + " 根据有关规定，现公布如下。" + period + flatSections + " {O} 2024年1月23日", 0},
		{"flattened, the year in front", path, "2023年度{O}政府信息公开工作年度报告 " + period + flatSections + " {O} 2024年1月23日", 4 * len(organs)},
		{"flattened, not named again", path, title + " 根据有关规定，现公布如下。" + period + flatSections, all},
		{"a line, announced", "", title + "\n根据有关规定，现公布{O}2023年政府信息公开工作年度报告。" + period + "\n" + sections, 0},
		{"a line, not named again", "", title + "\n根据有关规定，现公布如下。" + period + "\n" + sections, all},
	}
	for _, form := range forms {
		blanks := 0
		for _, frame := range frames {
			for _, organ := range organs {
				r, uncertain := readPage(t, form.before+frame+form.behind, organ)
				if r.Year != 2023 {
					t.Errorf("%s, %q: the year is %d", form.name, frame, r.Year)
				}
				if r.Organization == "" {
					blanks++
				}
				if r.Organization != organ && (form.blanks == 0 || r.Organization != "") {
					t.Errorf("%s, %q before %s: got %q (uncertain: %v)", form.name, frame, organ, r.Organization, uncertain)
				}
			}
		}
		if blanks > form.blanks {
			t.Errorf("%s: %d of %d blank", form.name, blanks, all)
		}
	}
}

// TestDelimit: where the name begins of which something stands in front.
func TestDelimit(t *testing.T) {
	t.Parallel()
	const flat, title = " " + "2023年的工作有进展。", "2023年政府信息公开工作年度报告 "
	tests := []struct {
		name, text, organ string
		uncertain         bool
	}{
		{"nothing says it again", "首页 新鲜事东湾区财政局" + title + flat + flatSections, "", true},
		{"a label in front of it", "首页 标题：东湾区财政局" + title + "工作有进展。" + flatSections, "东湾区财政局", false},
		{"its end could be a name of its own", "首页 国家税务总局东湾县税务局" + title + flat + "去年，东湾县税务局认真工作。" + flatSections, "", true},
		{"an end with another place in front", "首页 云溪市东湾区财政局" + title + flat + "去年，东湾区财政局认真工作。" + flatSections, "", true},
		{"said again whole", "首页 国家税务总局东湾县税务局" + title + flat + "去年，国家税务总局东湾县税务局认真工作，东湾县税务局办结。" + flatSections, "国家税务总局东湾县税务局", false},
		{"another organ's name ends alike", "首页 新东湾区财政局" + title + flat + "去年，老东湾区财政局认真工作。" + flatSections, "", true},
		{"a short form", "首页 东湾区财政局" + title + flat + "去年，区财政局认真工作。" + flatSections, "", true},
		{"announced without a year", "首页 新鲜事东湾区财政局" + title + flat + "根据规定，现公布东湾区财政局的工作。" + flatSections, "东湾区财政局", false},
		{"a sentence begins there", "首页 更多 现公布东湾区财政局" + title + flat + flatSections, "东湾区财政局", false},
		{"no sentence begins there", "首页 更多 发布东湾区财政局2023年政府信息公开工作年度报告" + flat + flatSections, "", true},
		{"the end of a bracket", "首页 小东湾区发展局（青山区粮食局）" + title + flat + "去年，青山区粮食局）的工作。" + flatSections, "", true},
		{"the page's name and the organ's", "东湾区人民政府 2023年度青山区财政局政府信息公开工作年度报告\n" + sections, "", false},
		{"a word and the organ's name", "新鲜事2023年度青山区财政局政府信息公开工作年度报告\n" + sections, "青山区财政局", false},
		{"a place and an organ without one", "东湾区2023年度财政局政府信息公开工作年度报告\n" + sections, "东湾区", false},
		{"a line of two words", "新鲜事 大兴区财政局2023年政府信息公开工作年度报告\n去年，大兴区财政局认真工作。\n" + sections, "", true},
		{"a line of two words that the text says as well", "北京 大兴区财政局2023年政府信息公开工作年度报告\n去年，大兴区财政局认真工作。\n" + sections + "北京大兴区财政局\n2024年1月5日\n", "北京大兴区财政局", false},
		{"named by the page in front", "首页 东湾区财政局东湾区财政局" + title + flat + flatSections, "东湾区财政局", false},
		{"a line of two places", "云溪市 大兴区财政局2023年政府信息公开工作年度报告\n去年，大兴区财政局认真工作。\n" + sections, "云溪市大兴区财政局", false},
		{"a line of its own", "北京大兴区财政局2023年政府信息公开工作年度报告\n去年，大兴区财政局认真工作。\n" + sections, "北京大兴区财政局", false},
		{"an office of that name", "东湾区政务公开办公室2023年政府信息公开工作年度报告\n" + sections, "东湾区政务公开办公室", false},
		{"a day in the title", "2024年1月 东湾区财政局2023年政府信息公开工作年度报告（2024年1月）\n" + sections, "", false},
		{"a number in the title", "东湾区财政局2023年政府信息公开工作年度报告2019\n" + sections, "东湾区财政局", false},
	}
	for _, test := range tests {
		r, uncertain := readPage(t, test.text, "")
		if r.Organization != test.organ || uncertain != test.uncertain || r.Year != 2023 {
			t.Errorf("%s: got %q of %d, uncertain: %v", test.name, r.Organization, r.Year, uncertain)
		}
	}
}

// TestTitleBehindButtons: the title begins behind the buttons on its line, which are listed as the page's; running text that
// speaks of them is not cut.
func TestTitleBehindButtons(t *testing.T) {
	t.Parallel()
	const sentence = "请登录网站首页东湾区财政局2023年政府信息公开专栏，查看本年度报告"
	r, _ := readPage(t, "打印 关闭{O}2023年政府信息公开工作年度报告\n"+sentence+"。\n"+sections+"{O}\n2024年1月23日\n", "东湾区财政局")
	if r.Title != "东湾区财政局2023年政府信息公开工作年度报告" || r.Organization != "东湾区财政局" || strings.Join(r.Prose["introduction"], "|") != sentence+"。" {
		t.Errorf("%q, %q, %q", r.Title, r.Organization, r.Prose["introduction"])
	}
	r, _ = readPage(t, "{O}2023年政府信息公开工作年度报告\n有关工作，见网站首页青山区财政局2023年政府信息公开工作年度报告\n"+sections, "东湾区财政局")
	if r.Title != "东湾区财政局2023年政府信息公开工作年度报告" || r.Organization != "东湾区财政局" {
		t.Errorf("a sentence became the title: %q", r.Title)
	}
}
