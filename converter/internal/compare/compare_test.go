package compare_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/compare"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/likeness"
	"nianbao/converter/internal/worddiff"
	"nianbao/converter/report"
)

func years(t *testing.T, this, last *report.Report) *compare.Result {
	t.Helper()
	stock, err := likeness.EmbeddedStock()
	if err != nil {
		t.Fatal(err)
	}
	r, err := compare.Years(t.Context(), this, last, edition.Official(), stock)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func read(t *testing.T, text string) *report.Report {
	t.Helper()
	r, found := contract.Decode([]byte(text), edition.Official().Vocabulary())
	if r == nil {
		t.Fatalf("%v", found)
	}
	return r
}

// overview is a report that has only these paragraphs.
func overview(year int, paragraphs ...string) *report.Report {
	return &report.Report{Format: "2021", Organization: "甲局", Year: year, Prose: map[string][]string{"overview": paragraphs}}
}

// TestStates: a change, nothing to compare with, and nothing at all are told apart.
func TestStates(t *testing.T) {
	for _, test := range []struct {
		last, this      string
		state           compare.State
		change, percent string
		ofNothing, idle bool
	}{
		{"8", "11", compare.Changed, "3", "37.5", false, false},
		{"5", "5", compare.Same, "0", "0.0", false, false},
		{"12.50", "12.5", compare.Same, "0", "0.0", false, false},
		{"0", "2", compare.Changed, "2", "", true, false},
		{"0", "0", compare.Same, "0", "", true, true},
		{"null", "null", compare.Same, "", "", false, true},
		{"null", "0", compare.Filled, "", "", false, true},
		{"null", "2", compare.Filled, "", "", false, false},
		{"2", "null", compare.Emptied, "", "", false, false},
		{`"/"`, `"/"`, compare.Same, "", "", false, false},
		{`"/"`, "2", compare.Marked, "", "", false, false},
		{`"/"`, `"—"`, compare.Marked, "", "", false, false},
		{"8", "7", compare.Changed, "-1", "-12.5", false, false},
		{"1600", "1601", compare.Changed, "1", "0.1", false, false}, // 0.0625 rounds up
		{"2000", "2001", compare.Changed, "1", "0.1", false, false}, // 0.05: half away from zero
		{"2000", "1999", compare.Changed, "-1", "-0.1", false, false},
		{"2001", "2002", compare.Changed, "1", "0.0", false, false},
	} {
		cell := func(year int, figure string) *report.Report {
			return read(t, fmt.Sprintf(`{"format": "2021", "year": %d, "disclosure": {"licensing": {"decisions": %s}}}`, year, figure))
		}
		r := years(t, cell(2023, test.this), cell(2022, test.last))
		i := slices.IndexFunc(r.Tables[0].Cells, func(c compare.Cell) bool { return c.Key.Row == "licensing" })
		c := r.Tables[0].Cells[i]
		if c.State != test.state || c.Change != test.change || c.Percent != test.percent || c.OfNothing() != test.ofNothing || c.Idle() != test.idle {
			t.Errorf("%s → %s: %s %q %q %v %v", test.last, test.this, c.State, c.Change, c.Percent, c.OfNothing(), c.Idle())
		}
	}
}

// TestEditions: of tables of two editions the cells that both have are compared, and the others said to be of one alone; nothing is lost.
func TestEditions(t *testing.T) {
	this := read(t, `{"format": "2021", "year": 2021, "disclosure": {"licensing": {"decisions": 9}, "rules": {"in_force": 3}},
		"requests": {"other_other": {"total": 1}}}`)
	last := read(t, `{"format": "2019", "year": 2020, "disclosure": {"licensing": {"decisions": 6, "change": -2}, "procurement": {"count": 4}},
		"requests": {"other": {"total": 5}}}`)
	r := years(t, this, last)
	want := map[string]compare.State{"/disclosure/licensing/decisions": compare.Changed, "/disclosure/rules/in_force": compare.OnlyThis,
		"/disclosure/licensing/change": compare.OnlyLast, "/disclosure/procurement/count": compare.OnlyLast,
		"/requests/other_other/total": compare.OnlyThis, "/requests/other/total": compare.OnlyLast}
	for _, table := range r.Tables {
		if table.This != "2021" || table.Last != "2019" {
			t.Errorf("%s is of %s and %s", table.Key, table.This, table.Last)
		}
		for _, c := range table.Cells {
			at := compare.Pointer(c.Table, c.Key)
			if state, ok := want[at]; ok && c.State != state {
				t.Errorf("%s: %s", at, c.State)
			}
			delete(want, at)
		}
	}
	if len(want) > 0 {
		t.Errorf("not there: %v", want)
	}
	// A table that only one report has is told of, each cell as of that year alone.
	if r = years(t, this, overview(2020)); r.Tables[0].Last != "" || r.Tables[0].Cells[0].State != compare.OnlyThis {
		t.Errorf("%+v", r.Tables[0])
	}
	if r = years(t, overview(2021), last); len(r.Tables) != 2 || r.Tables[0].This != "" || r.Tables[0].Cells[0].State != compare.OnlyLast {
		t.Errorf("%+v", r.Tables)
	}
}

// TestCarried: the rules of the edition say which cells are to be the same.
func TestCarried(t *testing.T) {
	this := read(t, `{"format": "2021", "requests": {"carried_over": {"natural_person": 2, "business": 1, "other": 3}}}`)
	last := read(t, `{"format": "2021", "requests": {"carried_forward": {"natural_person": 2, "business": 4, "research": "/"}}}`)
	r := years(t, this, last)
	got := map[string]string{}
	for _, c := range r.Carried {
		got[c.To.Key.Col] = fmt.Sprintf("%v %v %s", c.Contradiction, c.Open, c.Delta())
	}
	for col, want := range map[string]string{"natural_person": "false false 0", "business": "true false 3", "research": "false true ", "other": "false true ", "total": "false true "} {
		if got[col] != want {
			t.Errorf("%s: %s, want %s", col, got[col], want)
		}
	}
	if len(r.Carried) != 7 {
		t.Errorf("%d columns", len(r.Carried))
	}
}

// written shows the paragraphs in short.
func written(r *compare.Result) string {
	var lines []string
	for _, p := range r.Paragraphs {
		line := string(p.Kind)
		if p.Moved {
			line += " moved"
		}
		for _, run := range p.Runs {
			switch run.Op {
			case worddiff.Delete:
				line += " [-" + run.Text + "-]"
			case worddiff.Insert:
				line += " {+" + run.Text + "+}"
			default:
				line += " " + run.Text
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

const (
	first  = "把公示栏搬到集市旁边，逢集安排专人讲解补贴政策。"
	second = "对群众来信逐封登记，能当场答复的当场答复。"
	third  = "年底请村民代表给公开工作打分，意见列入整改清单。"
	fourth = "建立微信群，每周推送用工和医保的消息。"
)

func TestParagraphs(t *testing.T) {
	for _, test := range []struct {
		name       string
		last, this []string
		want       string
	}{
		{"nothing", nil, nil, ""},
		{"the same", []string{first}, []string{first}, "same " + first},
		{"edited", []string{first, second}, []string{first, strings.Replace(second, "逐封", "逐件", 1)}, "same " + first + "\nchanged 对群众来信逐 [-封-] {+件+} 登记，能当场答复的当场答复。"},
		{"added", []string{first}, []string{second, first}, "added {+" + second + "+}\nsame " + first},
		{"removed between", []string{first, second, third}, []string{first, third}, "same " + first + "\nremoved [-" + second + "-]\nsame " + third},
		{"removed last", []string{first, second}, []string{first}, "same " + first + "\nremoved [-" + second + "-]"},
		{"all replaced", []string{first}, []string{second}, "added {+" + second + "+}\nremoved [-" + first + "-]"},
		{"moved", []string{first, second, third, fourth}, []string{fourth, first, second, third}, "same moved " + fourth + "\nsame " + first + "\nsame " + second + "\nsame " + third},
		{"moved and edited", []string{first, second, third, fourth}, []string{strings.Replace(fourth, "每周", "每月", 1), first, second, third},
			"changed moved 建立微信群，每 [-周-] {+月+} 推送用工和医保的消息。\nsame " + first + "\nsame " + second + "\nsame " + third},
		{"twice", []string{first, first}, []string{first}, "same " + first + "\nremoved [-" + first + "-]"},
		{"bold and blank", []string{"**" + first + "**", " "}, []string{first}, "same " + first},
	} {
		if got := written(years(t, overview(2023, test.this...), overview(2022, test.last...))); got != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}

// TestMovedToAnotherSection: a paragraph that stands in another section was moved, though nothing else did.
func TestMovedToAnotherSection(t *testing.T) {
	last := overview(2022, first, second)
	this := overview(2023, first)
	this.Prose["problems"] = []string{second}
	if got := written(years(t, this, last)); got != "same "+first+"\nsame moved "+second {
		t.Errorf("%s", got)
	}
	// Of two that are alike the one of the same section is taken.
	last.Prose["problems"] = []string{second}
	if got := written(years(t, this, last)); got != "same "+first+"\nremoved [-"+second+"-]\nsame "+second {
		t.Errorf("%s", got)
	}
}

// TestPairs: paragraphs that share less than a quarter are two, not one that was edited.
func TestPairs(t *testing.T) {
	for share, kind := range map[int]compare.Kind{14: compare.Edited, 12: compare.Added} {
		long := []rune("把公示栏搬到集市旁边逢集安排专人讲解补贴政策老人听得懂")
		other := []rune("对群众来信逐封登记能当场答复的当场答复不能答复的另行告知")
		edited := string(long[:share]) + string(other[share:])
		r := years(t, overview(2023, edited), overview(2022, string(long)))
		if r.Paragraphs[0].Kind != kind {
			t.Errorf("%d characters of %d in common: %s", share, len(long), r.Paragraphs[0].Kind)
		}
	}
}

func TestSentences(t *testing.T) {
	last := overview(2022, "2022年，公开信息120条，较上年增加三十条。"+first+"本年度报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。"+second)
	for _, test := range []struct {
		text string
		want compare.Origin
	}{
		{first, compare.Identical},
		{"2023年，公开信息98条，较上年增加十二条。", compare.Renumbered},
		{"对群众来信逐封登记，能当场答复的当场予以答复。", compare.Similar},
		{"对群众来访逐个接待，凡能答复的马上予以答复。", compare.New},
		{"对群众来信逐封登记，能办尽办并由专人回访到户。", compare.New}, // a quarter is the same
		{"本年度报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。", compare.Form},
		{third, compare.New},
	} {
		r := years(t, overview(2023, test.text), last)
		if len(r.Sentences) != 1 || r.Sentences[0].Origin != test.want || r.Copied.Sentences[test.want] != 1 {
			t.Errorf("%s: %+v, want %s", test.text, r.Sentences, test.want)
		}
	}
	r := years(t, overview(2023, first+third+"（一）小标题"), last)
	if percent, ok := r.Copied.Of(); !ok || percent != 50 || len(r.Sentences) != 2 {
		t.Errorf("%d %v of %d sentences", percent, ok, len(r.Sentences))
	}
	if _, ok := years(t, overview(2023, "无。"), last).Copied.Of(); ok {
		t.Error("a share of nothing")
	}
}

// TestBounds: what is not worked out is said.
func TestBounds(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var phrases []string // each stands in about sixty paragraphs
	for range 600 {
		phrase := ""
		for range 8 {
			phrase += string(rune(0x4e00 + random.IntN(9000)))
		}
		phrases = append(phrases, phrase)
	}
	paragraphs := func() (all []string) {
		for range 2500 {
			text := ""
			for range 12 {
				text += phrases[random.IntN(len(phrases))]
			}
			all = append(all, text)
		}
		return all
	}
	if r := years(t, overview(2023, paragraphs()...), overview(2022, paragraphs()...)); !slices.Contains(r.Bounded, compare.BoundPairs) || len(r.Paragraphs) < 2500 {
		t.Errorf("%v, %d paragraphs", r.Bounded, len(r.Paragraphs))
	}
	// Paragraphs that begin alike and of which thousands of characters differ: too much for words.
	cycle := func(from, length, of rune) string {
		var b strings.Builder
		for i := range length {
			b.WriteRune(from + i%of)
		}
		return b.String()
	}
	begin := cycle(0x4e00, 3000, 3000)
	r := years(t, overview(2023, begin+cycle(0x6000, 2500, 500)), overview(2022, begin+cycle(0x7000, 2500, 500)))
	if !slices.Contains(r.Bounded, compare.BoundWords) || len(r.Paragraphs) != 1 || !r.Paragraphs[0].Whole {
		t.Errorf("%v, %d paragraphs", r.Bounded, len(r.Paragraphs))
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	stock, _ := likeness.EmbeddedStock()
	var all []string
	for i := range 400 {
		all = append(all, fmt.Sprint(first, i, second, i, third))
	}
	if _, err := compare.Years(ctx, overview(2023, all...), overview(2022, all...), edition.Official(), stock); err == nil {
		t.Error("it went on")
	}
}

// TestListing: every form says what differs, in both languages, and no cell of an edition of its own is dropped.
func TestListing(t *testing.T) {
	this := read(t, `{"format": "2021", "organization": "甲局", "year": 2021, "overview": ["公开信息11条。"], "disclosure": {"licensing": {"decisions": 9}}, "requests": {"carried_over": {"total": 1}, "new": {"total": "/"}}}`)
	last := read(t, `{"format": "2019", "organization": "甲局", "year": 2020, "overview": ["公开信息8条。"], "disclosure": {"licensing": {"decisions": 6}, "procurement": {"count": 4}}, "requests": {"carried_forward": {"total": 2}, "new": {"total": 5}}}`)
	r := years(t, this, last)
	for lang, words := range map[diag.Lang][]string{
		diag.Chinese: {"甲局2021年与2020年年度报告对照", "本年 2021 版，上年 2019 版", "+50.0%", "本年无此项", "不是数字", "矛盾，相差 1", "公开信息[-8-]{+11+}条。", "还有问题"},
		diag.English: {"compared", "this year 2021, last year 2019", "+50.0%", "not in this year’s", "no number", "contradicts: 1 apart", "公开信息[-8-]{+11+}条。"},
	} {
		text := r.Listing(lang, []string{"还有问题"}, true).Text()
		for _, word := range words {
			if !strings.Contains(text, word) {
				t.Errorf("%s: no %q in\n%s", lang, word, text)
			}
		}
	}
	if text := r.Listing(diag.Chinese, nil, false).Text(); strings.Contains(text, "50.0%") || !strings.Contains(text, "没有对照") {
		t.Errorf("%s", text)
	}
}

// TestJSON: the contract.
func TestJSON(t *testing.T) {
	r := years(t, overview(2023, "公开信息11条。", first), overview(2022, "公开信息8条。", second))
	data, err := json.Marshal(r.Paragraphs)
	want := `[{"kind":"changed","moved":false,"this":{"part":"overview","index":0},"last":{"part":"overview","index":0},"runs":[{"op":"equal","text":"公开信息"},{"op":"delete","text":"8"},{"op":"insert","text":"11"},{"op":"equal","text":"条。"}]},` +
		`{"kind":"added","moved":false,"this":{"part":"overview","index":1},"last":null,"runs":[{"op":"insert","text":"` + first + `"}]},` +
		`{"kind":"removed","moved":false,"this":null,"last":{"part":"overview","index":1},"runs":[{"op":"delete","text":"` + second + `"}]}]`
	if err != nil || string(data) != want {
		t.Errorf("%v %s", err, data)
	}
}
