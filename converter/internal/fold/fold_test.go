package fold_test

import (
	"fmt"
	"testing"
	"unicode"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fold"
)

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"": "", " 　\t，。、；：“”（）()|*#_-—·": "", "ABC xyz 019": "abcxyz019", "Ａｚ０９": "az09",
		"（一）予以公开": "一予以公开", "㈠予以公开": "一予以公开", "㈩": "十", "①②⑨": "129", "⑴⑼": "19", "规 章": "规章", "**规章**": "规章",
		"〇": "0", "é": "é", "𬭎喆㐀": "𬭎喆㐀", "\U0001F600☑": "", "1.属于国家秘密": "1属于国家秘密", "１．属于国家秘密": "1属于国家秘密",
	} {
		if got := fold.Text(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := string(fold.AppendRunes([]rune("甲"), "（乙）")); got != "甲乙" {
		t.Errorf("AppendRunes: %q", got)
	}
}

// Labels and headings in traditional characters, and in the words of Taiwan, fold to the same as the official ones.
func TestTraditional(t *testing.T) {
	for official, other := range map[string]string{
		"总体情况": "總體情況", "主动公开政府信息情况": "主動公開政府資訊情況", "收到和处理政府信息公开申请情况": "收到和處理政府資訊公開申請情況",
		"政府信息公开行政复议、行政诉讼情况": "政府資訊公開行政複議、行政訴訟情況", "存在的主要问题及改进情况": "存在的主要問題及改進情況", "其他需要报告的事项": "其他需要報告的事項",
		"信息内容": "資訊內容", "本年制发件数": "本年製發件數", "本年废止件数": "本年廢止件數", "现行有效件数": "現行有效件數", "规章": "規章",
		"行政许可": "行政許可", "行政处罚": "行政處罰", "行政强制": "行政強制", "行政事业性收费": "行政事業性收費", "申请人情况": "申請人情況", "法人或其他组织": "法人或其他組織",
		"商业企业": "商業企業", "科研机构": "科研機構", "社会公益组织": "社會公益組織", "法律服务机构": "法律服務機構", "总计": "總計", "属于国家秘密": "屬於國家秘密",
		"危及三安全一稳定": "危及三安全一穩定", "保护第三方合法权益": "保護第三方合法權益", "属于三类内部事务信息": "屬於三類內部事務資訊", "属于行政执法案卷": "屬於行政執法案卷",
		"属于行政查询事项": "屬於行政查詢事項", "无法提供": "無法提供", "结果维持": "結果維持", "结果纠正": "結果糾正", "其他结果": "其他結果", "尚未审结": "尚未審結",
		"未经复议直接起诉": "未經複議直接起訴", "复议后起诉": "複議後起訴", "结转下年度继续办理": "結轉下年度繼續辦理", "信访举报投诉类申请": "信訪舉報投訴類申請", "重复申请": "重複申請",
	} {
		if a, b := fold.Text(official), fold.Text(other); a != b {
			t.Errorf("%s folds to %s, %s to %s", official, a, other, b)
		}
	}
}

// Folding twice is folding once, and no two labels of a table that stand in one column fold to the same text by accident.
func TestFoldingIsStable(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if f := fold.Rune(r); f != 0 && fold.Rune(f) != f {
			t.Errorf("%c folds to %c, and that to %c", r, f, fold.Rune(f))
		}
	}
	for _, e := range edition.Official().Editions {
		for _, table := range e.Tables {
			seen := map[string]string{}
			for _, c := range table.Cells {
				f := fold.Text(c.Text)
				if other, ok := seen[f]; ok && other != c.Text {
					t.Errorf("%s %s: %s and %s fold to the same", e.Version, table.Key, other, c.Text)
				}
				seen[f] = c.Text
				if c.Text != "" && f == "" {
					t.Errorf("%s %s: %s folds to nothing", e.Version, table.Key, c.Text)
				}
			}
		}
	}
}

func ExampleText() {
	fmt.Println(fold.Text("（一） 予以公开"), fold.Text("１．屬於國家秘密"))
	// Output: 一予以公开 1属于国家秘密
}
