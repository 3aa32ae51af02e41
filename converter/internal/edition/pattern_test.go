package edition

import (
	"math/rand/v2"
	"reflect"
	"regexp/syntax"
	"strings"
	"testing"
)

// TestNeed: what must stand in a text that matches, by the expression.
func TestNeed(t *testing.T) {
	for _, c := range []struct {
		expression  string
		first, last string
		words       [][]string
	}{
		{"公开", "", "", [][]string{{"公开"}}},
		{"^公开", "公公", "", nil},
		{"^公开$", "公公", "开开", [][]string{{"公开"}}},
		{"公开$", "", "开开", [][]string{{"公开"}}},
		{"^(?:标\\s*题|名称)[:：]", "名名标标", "", nil},
		{"^（?一", "一一（（", "", nil},
		{"^一*$", "", "", nil},
		{"(?:报告|年报)(?:（.{0,8}）)?$", "", "告告报报））", [][]string{{"报告", "年报"}}},
		{"^.一", "", "", nil},
		{"一|", "", "", nil},
		{"^一|二", "", "", [][]string{{"一", "二"}}},
		{"委员会|委|[\\p{Han}]局|管理局", "", "", [][]string{{"委", "局"}}},
		{"(?i)ab", "", "", nil},
		{"(?m)^一", "", "", nil},
		{`\b一`, "", "", nil},
		{"[\\p{Han}]一", "", "", [][]string{{"一"}}},
		{"(?:一二){2}[三四]+", "", "", [][]string{{"一二"}, {"一二"}}},
	} {
		tree, err := syntax.Parse(c.expression, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		n := needOf(tree)
		if string(n.first) != c.first || string(n.last) != c.last || !reflect.DeepEqual(n.words, c.words) && len(n.words)+len(c.words) > 0 {
			t.Errorf("%s: first %q, last %q, words %q", c.expression, string(n.first), string(n.last), n.words)
		}
	}
}

// TestNeedIsNecessary: whatever an expression of the official words matches has what it needs. The texts are made of the
// pieces of the expressions themselves, so that many match.
func TestNeedIsNecessary(t *testing.T) {
	words := Official().Words
	var patterns []*Pattern
	var collect func(v reflect.Value)
	collect = func(v reflect.Value) {
		for i := range v.NumField() {
			switch f := v.Field(i).Addr().Interface().(type) {
			case *Pattern:
				if f.Given() {
					patterns = append(patterns, f)
				}
			default:
				if v.Field(i).Kind() == reflect.Struct {
					collect(v.Field(i))
				}
			}
		}
	}
	collect(reflect.ValueOf(words).Elem())
	pieces := []string{"2023", "年", "年度", "1", "月", "日", "12月31日", "自", "政府", "信息公开", "政务公开", "报告", "年报", "（", "）", "《", "》", "附件", "附", "：", ":", " ", "抄送", "电话", "情况",
		"示例市商务局", "市人民政府", "，", "。", "我", "一", "、", "将", "现公布", "印发", "共印5份", "标题", "更正后", "初稿", "附注", "/", "-", ".", "二〇二三", "来源", "目", "录", "|", "全", "号",
		"2023年1月1日至", "《示例市商务局2023年度", "公布示例市商务局2023年度", "政府信息公开工作报告》", "局2023年1月5日", "年度报告》", "2023年1月5日", "2023年1月5日印发", "政府信息公开情况"}
	r := rand.New(rand.NewPCG(1, 2))
	matched := make([]int, len(patterns))
	for range 5_000 {
		var b strings.Builder
		for range 1 + r.IntN(7) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		s := b.String()
		for i, p := range patterns {
			if !p.Regexp().MatchString(s) {
				continue
			}
			matched[i]++
			if !p.MatchString(s) || p.FindStringSubmatchIndex(s) == nil || p.FindStringIndex(s) == nil || p.FindStringSubmatch(s) == nil ||
				p.FindAllStringIndex(s, -1) == nil || p.FindAllStringSubmatchIndex(s, -1) == nil || p.ReplaceAllString(s, "") != p.Regexp().ReplaceAllString(s, "") {
				t.Fatalf("%s matches %q", p.Regexp(), s)
			}
		}
	}
	for i, p := range patterns {
		if matched[i] == 0 {
			t.Errorf("no text matches %s", p.Regexp())
		}
		if p.need.first == nil && p.need.last == nil && p.need.words == nil {
			t.Logf("nothing is needed for %s", p.Regexp())
		}
	}
}
