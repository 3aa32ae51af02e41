package edits

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"nianbao/converter/report"
)

// figureKinds are edits of the text of one data cell.
var figureKinds = []kind{
	{name: "retyped", do: retyped},
	{name: "emptied", do: emptied},
	{name: "full-width", do: fullWidth},
	{name: "thousands", do: thousands},
	{name: "struck", do: struck},
	{name: "raised-mark", do: raisedMark},
	{name: "circled-mark", do: circledMark},
	{name: "lowered", do: lowered},
	{name: "two-figures", do: twoFigures},
	{name: "letters", do: letters},
	{name: "words-about", do: wordsAbout},
	{name: "no-figure", do: noFigure},
	{name: "unit-in-cell", do: unitInCell},
	{name: "fee-in-yuan", do: feeInYuan},
	{name: "remark", do: remarkBehind},
	{name: "auto-number", do: autoNumber},
	{name: "nested-table", do: nestedTable},
	{name: "text-box", wordOnly: true, do: textBox},
}

// place names a cell for people.
func place(s *sheet, c *cell) string { return s.key + "." + c.key.Row + "." + c.key.Col }

// digits returns the text of a cell that holds a plain whole number of at least so many digits, "" for others.
func digits(c *cell, least int) string {
	text := c.text()
	if len(c.texts) != 1 || len(text) < least || strings.Trim(text, "0123456789") != "" {
		return ""
	}
	return text
}

// figure takes a cell with a plain whole number of so many digits.
func (f *file) figure(r *rand.Rand, least int) (*sheet, *cell) {
	s := f.anySheet(r)
	if s == nil {
		return nil, nil
	}
	return s, f.freeCell(r, s, func(c *cell) bool { return digits(c, least) != "" })
}

// onFigure makes an edit of one cell out of what it does to the cell's text.
func onFigure(least int, do func(r *rand.Rand, text string, c *cell, t *Truth)) func(*file, *rand.Rand) string {
	return func(f *file, r *rand.Rand) string {
		s, c := f.figure(r, least)
		if c == nil {
			return ""
		}
		was := c.text()
		do(r, was, c, f.of(s, c))
		return fmt.Sprintf("%s: %s becomes %q %q", place(s, c), was, c.texts, c.inner)
	}
}

var retyped = onFigure(1, func(r *rand.Rand, text string, c *cell, t *Truth) {
	n := r.IntN(5000)
	c.set(fmt.Sprint(n))
	t.Cell = report.Count(n)
})

var emptied = onFigure(1, func(r *rand.Rand, text string, c *cell, t *Truth) {
	c.set("")
	t.Cell = report.Cell{}
})

var fullWidth = onFigure(1, func(r *rand.Rand, text string, c *cell, t *Truth) {
	c.set(strings.Map(func(d rune) rune { return d - '0' + '０' }, text))
})

var thousands = onFigure(4, func(r *rand.Rand, text string, c *cell, t *Truth) {
	c.set(text[:len(text)-3] + pick(r, []string{",", ",", "，"}) + text[len(text)-3:])
})

// struck: the old figure is struck out, the new one stands before or behind it.
var struck = onFigure(1, func(r *rand.Rand, text string, c *cell, t *Truth) {
	old := fmt.Sprintf("{{%s:%d}}", pick(r, []string{"strike", "dstrike"}), 1+r.IntN(2000))
	if chance(r, 70) {
		c.set(old + text)
	} else {
		c.set(text + old)
	}
	t.Open = true
})

// raisedMark: the number of a note stands raised behind the figure.
var raisedMark = onFigure(1, func(r *rand.Rand, text string, c *cell, t *Truth) {
	c.set(fmt.Sprintf("%s{{sup:%d}}", text, 1+r.IntN(5)))
	t.Open = true
})

var circledMark = onFigure(1, func(r *rand.Rand, text string, c *cell, t *Truth) {
	c.set(text + pick(r, []string{"①", "②", "*", "※", "[1]"}))
	t.Open = true
})

// lowered: digits below the line say nothing that a reader could be sure of.
var lowered = onFigure(1, func(r *rand.Rand, text string, c *cell, t *Truth) {
	c.set(fmt.Sprintf("%s{{sub:%d}}", text, 1+r.IntN(50)))
	*t = Truth{Doubt: true, Or: []report.Cell{t.Cell}}
})

// twoFigures: the cell holds two numbers, which are not one.
var twoFigures = onFigure(1, func(r *rand.Rand, text string, c *cell, t *Truth) {
	// One or two digits: three behind a blank could be thousands.
	second := r.IntN(99)
	more := fmt.Sprint(second)
	switch r.IntN(4) {
	case 0, 1:
		c.set(text, more)
	case 2:
		c.set(text + "\n" + more)
	default:
		c.set(text + pick(r, []string{" ", "\t", "/", "、", "+"}) + more)
	}
	*t = Truth{Doubt: true, Or: []report.Cell{t.Cell, report.Count(second)}}
})

// letters: a letter stands among the digits.
var letters = onFigure(2, func(r *rand.Rand, text string, c *cell, t *Truth) {
	at := r.IntN(len(text))
	with := pick(r, []string{"O", "o", "l", "I", "S", "B", "?"})
	switch text[at] {
	case '0':
		with = pick(r, []string{"O", "o", "〇", "D"})
	case '1':
		with = pick(r, []string{"l", "I", "|"})
	}
	c.set(text[:at] + with + text[at+1:])
	*t = Truth{Doubt: true, Or: []report.Cell{t.Cell}}
})

// wordsAbout: what stands about the figure makes it another thing, or leaves open which.
var wordsAbout = onFigure(2, func(r *rand.Rand, text string, c *cell, t *Truth) {
	c.set(pick(r, []string{"约" + text, "（" + text + "）", text + "+8", text + "/1200", "≥" + text, text + "？"}))
	*t = Truth{Doubt: true, Or: []report.Cell{t.Cell}}
})

// noFigure: words or a mark stand where the figure stood; they are the cell's content.
var noFigure = onFigure(1, func(r *rand.Rand, text string, c *cell, t *Truth) {
	c.set(pick(r, []string{"见附件", "不适用", "/", "—", "略"}))
	t.Cell = report.Text(c.text())
})

func unitInCell(f *file, r *rand.Rand) string {
	s, c := f.figure(r, 1)
	if c == nil || c.key.Col == "amount" || c.key.Row == "fees" {
		return ""
	}
	c.set(c.text() + pick(r, []string{"件", "宗", "项", " 件"}))
	return fmt.Sprintf("%s becomes %q", place(s, c), c.texts)
}

// feeInYuan: the header asks for 万元; the cell, or the header itself, says 元.
func feeInYuan(f *file, r *rand.Rand) string {
	s := f.sheet("disclosure")
	c := s.cellOf(report.Key{Row: "fees", Col: "amount"})
	if c == nil || f.used[s.key][c.key] {
		return ""
	}
	f.use(s, c)
	t := f.of(s, c)
	fee, yuan := t.Cell, (1+r.IntN(400))*500
	wan, _ := report.ParseDecimal(fmt.Sprintf("%d.%02d", yuan/10000, yuan/100%100))
	switch r.IntN(4) {
	case 0:
		c.set(fee.String() + "万元")
		return fmt.Sprintf("the fee becomes %q", c.texts)
	case 1:
		c.set(fmt.Sprint(yuan, "元"))
		*t = Truth{Cell: report.Number(wan), Open: true}
		return fmt.Sprintf("the fee becomes %q", c.texts)
	}
	for _, h := range s.cells {
		if h.row == c.row-1 && strings.Contains(h.text(), "收费金额") {
			h.set(pick(r, []string{"本年收费金额（单位：元）", "本年收费金额（元）", "收费金额（单位：人民币元）"}))
		}
	}
	c.set(fmt.Sprint(yuan))
	*t = Truth{Cell: report.Number(wan), Open: true, Or: []report.Cell{report.Count(yuan)}, Kept: "元"}
	return fmt.Sprintf("the fee's header says 元, the fee is %q", c.texts)
}

var remarkBehind = onFigure(1, func(r *rand.Rand, text string, c *cell, t *Truth) {
	c.set(fmt.Sprintf("%s（其中修订%d件）", text, 1+r.IntN(50)))
})

// autoNumber: the paragraph in the cell has become an item of a list: the printed 1. is no figure.
var autoNumber = onFigure(1, func(r *rand.Rand, text string, c *cell, t *Truth) {
	c.set("{{number:" + text + "}}")
	t.Open = true
})

// nestedTable: the figure stands in a table in the cell, or two figures do.
var nestedTable = onFigure(1, func(r *rand.Rand, text string, c *cell, t *Truth) {
	c.texts = []string{""}
	if chance(r, 50) {
		c.inner = []string{text}
		t.Open = true
		return
	}
	c.inner = []string{text, fmt.Sprint(r.IntN(90))}
	*t = Truth{Doubt: true, Or: []report.Cell{t.Cell}}
})

// textBox: a text box lies over the cell, with a number of its own.
var textBox = onFigure(1, func(r *rand.Rand, text string, c *cell, t *Truth) {
	c.set(fmt.Sprintf("%s{{box:%d}}", text, r.IntN(90)))
	*t = Truth{Doubt: true, Or: []report.Cell{t.Cell}}
})
