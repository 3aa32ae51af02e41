package likeness_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"nianbao/converter/internal/likeness"
	"nianbao/templates"
)

func stock(t *testing.T) *likeness.Stock {
	t.Helper()
	s, err := likeness.EmbeddedStock()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func ExampleMask() {
	fmt.Println(string(likeness.Mask("2023年，共受理 1,024 件（Ａ类十二件）。")))
	fmt.Println(string(likeness.Mask("一是加强培训，第二季度培训三次，占12.5％。")))
	// Output:
	// 0年共受理0件a类0件
	// 一是加强培训第二季度培训0次占0
}

func TestSentences(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{"无标点", []string{"无标点"}},
		{"甲。乙！丙？丁；戊", []string{"甲。", "乙！", "丙？", "丁；", "戊"}},
		{"他说：“甲。”乙。", []string{"他说：“甲。”", "乙。"}},
		{"甲。。乙", []string{"甲。。", "乙"}},
	} {
		got := likeness.Sentences(test.text)
		if !slices.Equal(got, test.want) || strings.Join(got, "") != test.text {
			t.Errorf("%q: %q", test.text, got)
		}
	}
}

func TestJaccard(t *testing.T) {
	for _, test := range []struct {
		a, b         string
		both, either int
	}{
		{"", "", 0, 0},
		{"甲乙丙", "甲乙丙", 1, 1}, // shorter than a shingle: itself
		{"甲乙丙丁戊", "甲乙丙丁", 1, 2},
		{"甲乙丙丁", "子丑寅卯", 0, 2},
		{"甲甲甲甲甲甲甲", "甲甲甲甲", 1, 1},
	} {
		a, b := likeness.Shingles(likeness.Mask(test.a)), likeness.Shingles(likeness.Mask(test.b))
		if both, either := likeness.Jaccard(a, b); both != test.both || either != test.either {
			t.Errorf("%q and %q: %d of %d", test.a, test.b, both, either)
		}
	}
}

// TestNames: the organ's name, each part of it and words for any organ are taken out; words of the subject and single characters are not.
func TestNames(t *testing.T) {
	s := stock(t)
	for _, test := range []struct{ organ, text, want string }{
		{"海州市财政局", "海州市财政局做好财政领域公开", "做好领域公开"},
		{"海州市财政局", "我局在市内各局推广", "在市内各局推广"},
		{"海州市工业和信息化局", "做好政府信息公开和信息化建设", "做好政府信息公开建设"},
		{"", "镇人民政府按季公布", "镇按季公布"},
	} {
		if got := string(s.NamesOf(test.organ).Without(likeness.Mask(test.text))); got != test.want {
			t.Errorf("%s, %s: %s, want %s", test.organ, test.text, got, test.want)
		}
	}
}

// TestStock: each sentence that the form prescribes is known, in the wordings that are common, and what an agency did is not taken for one.
func TestStock(t *testing.T) {
	s := stock(t)
	for _, text := range []string{
		"根据《中华人民共和国政府信息公开条例》规定，特编制本报告。",
		"本报告由总体情况、主动公开政府信息情况等六个部分组成。",
		"本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。",
		"本年度无其他需要报告的事项。",
		"2023年未收取信息处理费。",
		"2023年收取信息处理费0元。",
		"依据《政府信息公开信息处理费管理办法》，全年发出收费通知0件，信息处理费总金额0元。",
		"如对本报告有疑问，请与办公室联系。",
		"地址：海州市人民路1号，邮编：100000",
		"本报告电子版可在海州市门户网站下载。",
	} {
		if !s.Has(text) {
			t.Errorf("not of the form: %s", text)
		}
	}
	for _, text := range []string{
		"把公示栏搬到集市旁边，逢集安排专人讲解补贴政策。",
		"全年举办培训三次，覆盖全部信息员。",
		"对群众来信逐封登记，能当场答复的当场答复。",
		"", "无。",
	} {
		if s.Has(text) {
			t.Errorf("of the form: %s", text)
		}
	}
	if long := "根据《中华人民共和国政府信息公开条例》" + strings.Repeat("认真做好各项工作，", 60) + "编制本报告。"; s.Has(long) {
		t.Error("a sentence of hundreds of characters is of the form")
	}
}

// TestLoadStock: what is wrong with the file is told.
func TestLoadStock(t *testing.T) {
	if _, err := likeness.LoadStock(templates.FS); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"unknown key": `{"organ_words": ["政府"], "protected": [], "sentences": [], "more": 1}`,
		"no words":    `{"organ_words": [], "protected": [], "sentences": []}`,
		"empty word":  `{"organ_words": ["政府", ""], "protected": [], "sentences": []}`,
		"protected":   `{"organ_words": ["政府"], "protected": [""], "sentences": []}`,
		"expression":  `{"organ_words": ["政府"], "protected": [], "sentences": ["("]}`,
		"everything":  `{"organ_words": ["政府"], "protected": [], "sentences": [".*"]}`,
	} {
		if _, err := likeness.LoadStock(fstest.MapFS{"words/stock.json": {Data: []byte(text)}}); err == nil || !strings.Contains(err.Error(), "stock.json") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := likeness.LoadStock(fstest.MapFS{}); err == nil {
		t.Error("no file, and no error")
	}
}
