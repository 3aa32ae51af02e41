package report_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nianbao/converter/internal/reporttest"
	"nianbao/converter/report"
)

func TestParseCell(t *testing.T) {
	number := func(s string) report.Decimal {
		d, err := report.ParseDecimal(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for text, want := range map[string]report.Cell{
		"": report.Cell{}, " \u3000": report.Cell{}, "0": report.Count(0), " 12 ": report.Count(12), "１２": report.Count(12), "12.50": report.Number(number("12.50")),
		"1,234": report.Count(1234), "-3": report.Count(-3), "－3": report.Count(-3), "减少3": report.Annotated(report.Int(-3), "减少3"),
		"+3": report.Annotated(report.Int(3), "+3"), "12件": report.Annotated(report.Int(12), "12件"), "22（其中修订16件）": report.Annotated(report.Int(22), "22（其中修订16件）"),
		"12.5万元": report.Annotated(number("12.5"), "12.5万元"), "/": report.Text("/"), "—": report.Text("—"), "不适用": report.Text("不适用"),
		"见附件": report.Text("见附件"), "约二十": report.Text("约二十"), "007": report.Text("007"), "1,23": report.Text("1,23"), "12.": report.Text("12."),
		"12个月": report.Text("12个月"), "1.2.3": report.Text("1.2.3"), "1234567890123456789": report.Text("1234567890123456789"),
		"１，234": report.Count(1234), "1,234,567": report.Count(1234567), "1\u2009234\u2009567": report.Count(1234567), "1\u202f234": report.Count(1234),
		"减少 3 件": report.Annotated(report.Int(-3), "减少 3 件"), "12 件": report.Annotated(report.Int(12), "12 件"), "3件次": report.Annotated(report.Int(3), "3件次"),
		"46\u200b": report.Count(46), "\u206046\u00ad": report.Count(46), "\u200e46": report.Count(46),
		"22（其中修\n订16件）": report.Annotated(report.Int(22), "22（其中修订16件）"), "见\n附件": report.Text("见附件"), "12\n件": report.Annotated(report.Int(12), "12 件"),
	} {
		if got, _ := report.ParseCell(text); got != want {
			t.Errorf("%q reads as %q, want %q", text, got, want)
		}
	}
}

// Figures that are not one number: nothing is read, and the text keeps the pieces apart.
func TestParseCellReadsNoTwoNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"46 3": "46 3", "46\n3": "46 3", "46 \n 3": "46 3", "46\t3": "46 3", "46  3": "46  3", "46\u30003": "46\u30003", "46\u00a03": "46\u00a03", "3 4\n": "3 4",
		"46 300": "46 300", "1 234": "1 234", "12 345 678": "12 345 678", "1\n234": "1 234", "1, 234": "1, 234", "1,234，567": "1,234，567", "1,234\u2009567": "1,234\u2009567",
		"12 .5": "12 .5", "12. 5": "12. 5", "12\n.5": "12 .5", "46 3件": "46 3件", "- 3": "- 3", "-\n3": "- 3", "１２ ３": "１２ ３",
		"4\u200b6": "4\u200b6", "4\u20606": "4\u20606", "4\ufeff6": "4\ufeff6", "4\u00ad6": "4\u00ad6", "4\u200e6": "4\u200e6", "\u202e46": "\u202e46",
		"46¹": "46¹", "46₃": "46₃", "¹46": "¹46", "13O8": "13O8", "4l6": "4l6", "约1308": "约1308", "1308①": "1308①", "1300+8": "1300+8", "1308/1200": "1308/1200", "（1308）": "（1308）",
		"〇": "〇", "○": "○", "十二": "十二", "一千三百零八": "一千三百零八", "٤٦": "٤٦", "4٦": "4٦", "46|3": "46|3", "46、3": "46、3", "46;3": "46;3",
	} {
		got, form := report.ParseCell(text)
		if got != report.Text(want) || form == report.Figure {
			t.Errorf("%q reads as %v %q, want the text %q", text, form, got, want)
		}
	}
}

// What digits that stand apart are taken for: damaged figures, or the beginning of prose.
func TestParseCellForm(t *testing.T) {
	for text, want := range map[string]report.CellForm{
		"46 3": report.Unreadable, "46\n3件": report.Unreadable, "4\u200b6": report.Unreadable, "1,23": report.Unreadable, "007": report.Unreadable, "- 3": report.Unreadable,
		"2023 12 份年报": report.Words, "1 2.属于国家秘密": report.Words, "12个月": report.Words, "见附件": report.Words, "12": report.Figure, "无": report.Mark, "\u200b": report.Empty,
	} {
		if _, form := report.ParseCell(text); form != want {
			t.Errorf("%q is %v, want %v", text, form, want)
		}
	}
}

// Between digits there is nothing, or there is no number; a printed number reads as itself.
func TestParseCellJoinsNoDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(10, 1e15).Draw(t, "n")
		text := fmt.Sprint(n)
		if got, _ := report.ParseCell(text); got.String() != text || !got.Says() {
			t.Fatalf("%s reads as %q", text, got)
		}
		at := rapid.IntRange(1, len(text)-1).Draw(t, "at")
		between := rapid.SampledFrom([]string{" ", "  ", "\n", "\t", "\n\n", "\u00a0", "\u3000", "\u200b", "\u2060", "\u00ad", "\u200f", "、", "|", "²", " 、", "\r\n"}).Draw(t, "between")
		got, _ := report.ParseCell(text[:at] + between + text[at:])
		if _, ok := got.Number(); ok {
			t.Fatalf("%q reads as %q", text[:at]+between+text[at:], got)
		}
		if !strings.HasPrefix(got.Remark(), text[:at]) || !strings.HasSuffix(got.Remark(), text[at:]) || strings.Contains(got.Remark(), text) {
			t.Fatalf("%q is kept as %q", text[:at]+between+text[at:], got.Remark())
		}
	})
}

// FuzzParseCell: whatever is read, its digits stand together in the text, and reading what was kept changes nothing.
func FuzzParseCell(f *testing.F) {
	for _, seed := range []string{"46 3", "1,234", "-\n3", "22（其中修订16件）", "12.5万元", "4\u200b6", "１，234"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, _ := report.ParseCell(text)
		if d, ok := c.Number(); ok {
			digits := strings.NewReplacer(",", "", "\u2009", "", "\u202f", "").Replace(strings.Map(func(r rune) rune {
				switch {
				case r >= '０' && r <= '９':
					return r - '０' + '0'
				case r == '，':
					return ','
				case r == '．':
					return '.'
				}
				return r
			}, text))
			if plain := strings.TrimPrefix(d.String(), "-"); !strings.Contains(digits, plain) {
				t.Errorf("%q reads as %s", text, plain)
			}
		}
		if again, _ := report.ParseCell(c.String()); again != c {
			t.Errorf("%q reads as %q, which reads as %q", text, c, again)
		}
	})
}

// What a cell prints reads as the cell, for every cell that printed files can hold.
func TestPrintedCellsSayTheirValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, cells := range reporttest.Generate(t).Tables {
			for k, c := range cells {
				if got, _ := report.ParseCell(c.String()); !c.Says() || got != c {
					t.Fatalf("%v prints %q, which reads as %q", k, c, got)
				}
			}
		}
	})
}

func ExampleCell_Says() {
	for _, c := range []report.Cell{report.Count(3), report.Annotated(report.Int(3), "3件"), report.Annotated(report.Int(3), "4件"), report.Text("12件"), report.Text("/")} {
		fmt.Println(c, c.Says())
	}
	// Output:
	// 3 true
	// 3件 true
	// 4件 false
	// 12件 false
	// / true
}
