package numbering_test

import (
	"fmt"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/numbering"
)

func TestParse(t *testing.T) {
	const none, section, first, second, third = document.None, document.Section, document.Heading1, document.Heading2, document.Heading3
	for _, c := range []struct {
		text  string
		level document.Role
		value int
		rest  string // what stands behind the mark
	}{
		{"一、总体情况", section, 1, "总体情况"}, {"十、", section, 10, ""}, {"十一、其他", section, 11, "其他"}, {"二十、乙", section, 20, "乙"}, {"九十九、丙", section, 99, "丙"},
		{"一．总体", section, 1, "总体"}, {"一.总体", section, 1, "总体"}, {"五: 存在的主要问题", section, 5, "存在的主要问题"}, {"五：问题", section, 5, "问题"},
		{"　　一、 总体", section, 1, "总体"}, {"一 、总体", section, 1, "总体"},
		{"（一）主动公开", first, 1, "主动公开"}, {"(二) 依申请公开", first, 2, "依申请公开"}, {"（ 三 ）管理", first, 3, "管理"}, {"（十二）其他", first, 12, "其他"},
		{"（四)平台", first, 4, "平台"}, {"㈠公开", first, 1, "公开"}, {"㈩ 公开", first, 10, "公开"}, {"（二十三）甲", first, 23, "甲"},
		{"1.加强", second, 1, "加强"}, {"1．加强", second, 1, "加强"}, {"１．加强", second, 1, "加强"}, {"1、加强", second, 1, "加强"}, {"12. 加强", second, 12, "加强"},
		{"1 . 加强", second, 1, "加强"}, {"5、2023年工作", second, 5, "2023年工作"}, {"99.末", second, 99, "末"}, {"1.", second, 1, ""},
		{"（1）健全", third, 1, "健全"}, {"(1)健全", third, 1, "健全"}, {"（１２）健全", third, 12, "健全"}, {"（ 3 ） 健全", third, 3, "健全"},

		{"", none, 0, ""}, {"总体情况", none, 0, ""}, {"12.5万元", none, 0, ""}, {"12．5万元", none, 0, ""}, {"１２．５万元", none, 0, ""}, {"3:2", none, 0, ""}, {"5/12", none, 0, ""},
		{"2023年", none, 0, ""}, {"2023.工作", none, 0, ""}, {"2023、工作", none, 0, ""}, {"（2023）", none, 0, ""}, {"（2023年）工作", none, 0, ""},
		{"1,234件", none, 0, ""}, {"1，其次", none, 0, ""}, {"一，首先", none, 0, ""}, {"一是加强", none, 0, ""}, {"十分重要", none, 0, ""}, {"一。", none, 0, ""},
		{"100.超出", none, 0, ""}, {"（示例）", none, 0, ""}, {"（）", none, 0, ""}, {"（一", none, 0, ""}, {"（一二）", none, 0, ""}, {"十十、", none, 0, ""}, {"0.甲", none, 0, ""},
		{"〇、甲", none, 0, ""}, {"、甲", none, 0, ""}, {"第一、甲", none, 0, ""}, {"1-甲", none, 0, ""}, {"（一个很长很长的说明文字）甲", none, 0, ""},
	} {
		o := numbering.Parse(c.text)
		if o.Level != c.level || o.Value != c.value || c.level != none && c.text[o.Size:] != c.rest || c.level == none && o.Size != 0 {
			t.Errorf("%q: %+v, rest %q", c.text, o, c.text[o.Size:])
		}
		want := o.Level
		if want == section {
			want = none // an author's own enumeration
		}
		if got := numbering.Level(c.text); got != want {
			t.Errorf("Level(%q) = %s, want %s", c.text, got, want)
		}
	}
}

// Every Chinese number is read back as it was written.
func TestChinese(t *testing.T) {
	for n := 1; n <= 99; n++ {
		text := numbering.Chinese(n)
		for _, mark := range []string{text + "、", "（" + text + "）"} {
			if o := numbering.Parse(mark + "甲"); o.Value != n || o.Size != len(mark) || o.Arabic {
				t.Errorf("%d as %s: %+v", n, mark, o)
			}
		}
	}
	for n, want := range map[int]string{1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 99: "九十九", 0: "零", 100: "一百", 110: "一百一十", 1005: "一千零五", 10010: "一万零一十", -1: "-1"} {
		if got := numbering.Chinese(n); got != want {
			t.Errorf("Chinese(%d) = %q, want %q", n, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"一、", "（一）", "(1)", "㈠", "1．", "12.5", "（", "（一", "１２、", "\xff1.", "十", " 1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		o := numbering.Parse(s)
		if o.Size < 0 || o.Size > len(s) || (o.Level == document.None) != (o.Size == 0) || o.Level != document.None && (o.Value < 1 || o.Value > 999) {
			t.Fatalf("%q: %+v", s, o)
		}
		if o.Level != document.None && strings.TrimSpace(s[:o.Size]) == "" {
			t.Fatalf("%q: the mark is nothing", s)
		}
	})
}

func ExampleParse() {
	for _, text := range []string{"（一）主动公开情况", "12.5万元", "1、加强领导"} {
		o := numbering.Parse(text)
		fmt.Println(o.Level, o.Value, text[o.Size:])
	}
	// Output:
	// heading1 1 主动公开情况
	// none 0 12.5万元
	// heading2 1 加强领导
}
