package compose

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/style"
)

func typeArea() int {
	s := style.Default()
	return 2 * s.Page.TextWidth() / (s.Of(document.Title).Size * 10)
}

func words() titleWords {
	set := edition.Official()
	s := style.Default()
	return titleWords{set.Words.Title.Uncut, &set.Words.Title.Lines, s.Faces[s.Of(document.Title).Face].DigitWidth}
}

// The shape of titles, judged by eye: names whole on a line of their own where they fit, broken between words where they
// do not, the year with what follows it, no mark at the wrong end of a line.
func TestTitleLines(t *testing.T) {
	if w := typeArea(); w != 40 {
		t.Fatalf("a title line holds %d half ems, want 40 (20 characters of 22 pt)", w)
	}
	const report = "2023年政府信息公开工作年度报告"
	for _, c := range []struct {
		organization string
		rest         string
		want         []string
	}{
		{"局", report, []string{"局2023年政府信息公开工作年度报告"}},
		{"云溪市商务局", report, []string{"云溪市商务局", report}},
		{"云溪市青坪区人民政府办公室", report, []string{"云溪市青坪区人民政府办公室", report}},
		{"云溪市人民政府国有资产监督管理委员会", report, []string{"云溪市人民政府国有资产监督管理委员会", report}},
		{"云溪市生态环境局青坪经济技术开发区分局", report, []string{"云溪市生态环境局青坪经济技术开发区分局", report}},
		{"云溪市发展和改革委员会（粮食和物资储备局）", report, []string{"云溪市发展和改革委员会", "（粮食和物资储备局）", report}},
		{"国家税务总局云溪市税务局第三税务分局（办税服务厅）", report, []string{"国家税务总局云溪市税务局", "第三税务分局（办税服务厅）", report}},
		{"中国（云溪）自由贸易试验区青坪片区管理委员会", report, []string{"中国（云溪）", "自由贸易试验区青坪片区管理委员会", report}},
		{"内蒙古自治区云溪市青坪自治旗人民政府办公室", report, []string{"内蒙古自治区云溪市青坪自治旗人民政府", "办公室" + report}},
		{"云溪市卫生健康委员会和云溪市疾病预防控制局以及云溪市中医药管理局联合办公室", report,
			[]string{"云溪市卫生健康委员会和云溪市疾病预防", "控制局以及云溪市中医药管理局联合办公室", report}},
		// 19 characters are full where digits are wider than half an em, as in most faces of titles.
		{"云溪青浦局", "2023年政府信息公开工作年度报告", []string{"云溪青浦局", "2023年政府信息公开工作年度报告"}},
		{"云溪青局", "2023年政府信息公开工作年度报告", []string{"云溪青局2023年政府信息公开工作年度报告"}},
		{"Yunxi Office of Commerce", report, []string{"Yunxi Office of Commerce", report}},
		{"云溪市商务局", "2022年度政府信息公开工作年度报告", []string{"云溪市商务局", "2022年度政府信息公开工作年度报告"}},
		{"云溪市卫生健康委员会", " 2023 年政府信息公开工作年度报告", []string{"云溪市卫生健康委员会 ", "2023 年政府信息公开工作年度报告"}},
		{"中国证券监督管理委员会云溪监管局机关党委和所属事业单位", "2023年度政府信息公开工作年度报告（公开稿）",
			[]string{"中国证券监督管理委员会云溪监管局", "机关党委和所属事业单位2023年度", "政府信息公开工作年度报告（公开稿）"}},
	} {
		for _, organization := range []string{c.organization, ""} { // given or not: the year tells where the name ends
			if got := titleLines(c.organization+c.rest, organization, words(), typeArea()); !slices.Equal(got, c.want) {
				t.Errorf("organization %q:\n got %s\nwant %s", organization, strings.Join(got, " | "), strings.Join(c.want, " | "))
			}
		}
	}
	for _, c := range []struct {
		title string
		want  []string
	}{
		{"", []string{""}},
		{"2021年政府信息公开年报", []string{"2021年政府信息公开年报"}},
		{"2023年度云溪市青坪区人民政府办公室政府信息公开工作年度报告", []string{"2023年度云溪市青坪区人民政府", "办公室政府信息公开工作年度报告"}},
		{"二〇二三年云溪市青坪区人民政府政府信息公开工作年度报告", []string{"二〇二三年云溪市青坪区人民政府", "政府信息公开工作年度报告"}},
		{"云溪市教育局关于贯彻《中华人民共和国政府信息公开条例》2023年工作情况的年度报告", []string{"云溪市教育局关于贯彻《中华人民共和国政府", "信息公开条例》2023年工作情况的年度报告"}},
		{"Annual Report 2023 on Disclosure of Government Information of the Office of Commerce",
			[]string{"Annual Report 2023 on Disclosure ", "of Government Information ", "of the Office of Commerce"}},
	} {
		if got := titleLines(c.title, "", words(), typeArea()); !slices.Equal(got, c.want) {
			t.Errorf("\n got %s\nwant %s", strings.Join(got, " | "), strings.Join(c.want, " | "))
		}
	}
}

// Whatever the title: its lines put together are the title, none is too wide unless it is one word, no closing mark
// begins a line and no opening mark ends one, and known words are whole.
func TestTitleLinesOfAnyTitle(t *testing.T) {
	parts := append([]string{"云", "溪", "市", "局", "青坪县", "（", "）", "《", "》", "、", "，", "“", "”", "2023年", "2022年度", "2024", "Office", " ", "·", "𬭎", "喆", "—"}, words().whole...)
	rapid.Check(t, func(t *rapid.T) {
		title := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 1, 40).Draw(t, "parts"), "")
		organization := title[:len(title)-len(strings.TrimLeft(title, "云溪市局青坪县"))]
		if rapid.Bool().Draw(t, "anonymous") {
			organization = ""
		}
		width := rapid.IntRange(2, 80).Draw(t, "width")
		lines := titleLines(title, organization, words(), width)
		if joined := strings.Join(lines, ""); joined != title {
			t.Fatalf("%q became %q", title, lines)
		}
		if !slices.Equal(lines, titleLines(title, organization, words(), width)) {
			t.Fatal("not the same twice")
		}
		// Pieces that no line may part can be wider than a line; then something has to give.
		tied, widest := 0, 0
		for _, p := range titlePieces(title, organization, words()) {
			tied += p.width
			widest = max(widest, tied)
			if p.cost < forbidden {
				tied = 0
			}
		}
		if widest > width {
			return
		}
		for i, line := range lines {
			first, _ := utf8.DecodeRuneInString(line)
			last, _ := utf8.DecodeLastRuneInString(line)
			if titleWidth(line, words().digit) > width || i > 0 && strings.ContainsRune(closing, first) || i < len(lines)-1 && strings.ContainsRune(opening, last) {
				t.Fatalf("line %d of %q at %d half ems", i+1, lines, width)
			}
		}
	})
}

func TestTitleLinesOfAnEndlessTitle(t *testing.T) {
	title := strings.Repeat("云溪市商务局政府信息公开（年度）", 6_000)
	lines := titleLines(title, "", words(), 40)
	if strings.Join(lines, "") != title || len(lines) < 2_000 {
		t.Errorf("%d lines", len(lines))
	}
}
