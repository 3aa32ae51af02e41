package edits

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"nianbao/converter/internal/numbering"
)

// labelKinds are edits of the words that name a row.
var labelKinds = []kind{
	{name: "label-typo", do: labelTypo},
	{name: "label-short", do: labelShort},
	{name: "label-note", do: labelNote},
	{name: "label-ordinal", do: labelOrdinal},
	{name: "label-spaced", do: labelSpaced},
	{name: "label-empty", do: labelEmpty},
	{name: "label-of-other", do: labelOfOther},
	{name: "label-unknown", do: labelUnknown},
	{name: "group-empty", do: groupEmpty},
}

// named takes a row whose own label has at least so many characters.
func (f *file) named(r *rand.Rand, least int) (*sheet, int, *cell) {
	s := f.sheet(pick(r, []string{"disclosure", "requests", "requests"}))
	row := f.freeRow(r, s, func(row int) bool {
		l := s.label(row)
		return l != nil && len([]rune(l.text())) >= least
	})
	if row < 0 {
		return nil, 0, nil
	}
	return s, row, s.label(row)
}

// onLabel makes an edit that leaves no doubt which row is meant.
func onLabel(least int, do func(r *rand.Rand, s *sheet, text string) string) func(*file, *rand.Rand) string {
	return func(f *file, r *rand.Rand) string {
		s, row, label := f.named(r, least)
		if label == nil {
			return ""
		}
		was := label.text()
		text := do(r, s, was)
		if text == "" || text == was {
			return ""
		}
		label.set(text)
		return fmt.Sprintf("%s row %d: label %q becomes %q", s.key, row, was, text)
	}
}

var labelTypo = onLabel(5, func(r *rand.Rand, s *sheet, text string) string {
	runes := []rune(text)
	first := len([]rune(text[:numbering.Parse(text).Size])) // the ordinal is no typo but another row
	at := first + r.IntN(len(runes)-first)
	runes[at] = pick(r, []rune("清杏贯彻末未己以型"))
	return string(runes)
})

// labelShort leaves the ordinal or the end of a label out where what is left is in no other label.
var labelShort = onLabel(6, func(r *rand.Rand, s *sheet, text string) string {
	size := numbering.Parse(text).Size
	short := text[size:]
	if runes := []rune(text); size == 0 || chance(r, 50) {
		short = string(runes[:len(runes)*3/5])
	}
	if strings.HasPrefix(text, "行政") || len([]rune(short)) < 4 || s.mentions(short) > 1 {
		return ""
	}
	return short
})

// mentions counts the labels that hold a text.
func (s *sheet) mentions(text string) int {
	n := 0
	for _, c := range s.cells {
		if !c.data && strings.Contains(c.text(), text) {
			n++
		}
	}
	return n
}

var labelNote = onLabel(2, func(r *rand.Rand, s *sheet, text string) string {
	return text + pick(r, []string{"（含简易程序）", "（件）", "（含上年结转12件）", "（按新口径统计，含2个下属单位）", "*", "（注1）"})
})

// labelOrdinal gives a label another number than its own; the words still say which row it is.
var labelOrdinal = onLabel(6, func(r *rand.Rand, s *sheet, text string) string {
	size := numbering.Parse(text).Size
	if size == 0 || !strings.Contains(text[:size], ".") {
		return ""
	}
	return fmt.Sprint(1+r.IntN(9), ".", text[size:])
})

var labelSpaced = onLabel(4, func(r *rand.Rand, s *sheet, text string) string {
	runes := []rune(text)
	at := 1 + r.IntN(len(runes)-1)
	return string(runes[:at]) + pick(r, []string{" ", "　", "\n"}) + string(runes[at:])
})

func labelEmpty(f *file, r *rand.Rand) string {
	s, row, label := f.named(r, 2)
	if label == nil || !f.shape(s) {
		return ""
	}
	was := label.text()
	label.set("")
	f.open(s, s.figures(row)...)
	return fmt.Sprintf("%s row %d: label %q is deleted", s.key, row, was)
}

// labelOfOther gives a row the label of another: nobody can tell what its figures are, and a reader says what the first
// holds with a doubt at most.
func labelOfOther(f *file, r *rand.Rand) string {
	s, row, label := f.named(r, 2)
	if label == nil || f.shaped[s.key] {
		return ""
	}
	other := f.freeRow(r, s, func(o int) bool {
		return s.label(o) != nil && s.footprint(o) == s.footprint(row) && len(s.figures(o)) == len(s.figures(row)) && s.label(o).text() != label.text()
	})
	if other < 0 {
		return ""
	}
	f.shape(s)
	was := label.text()
	label.set(s.label(other).text())
	for i, c := range s.figures(other) {
		t := f.of(s, c)
		t.Or = append(t.Or, f.of(s, s.figures(row)[i]).Cell)
	}
	f.open(s, s.figures(other)...)
	f.doubt(s, s.figures(row)...)
	return fmt.Sprintf("%s row %d: label %q becomes that of row %d, %q", s.key, row, was, other, label.text())
}

func labelUnknown(f *file, r *rand.Rand) string {
	s, row, label := f.named(r, 2)
	if label == nil || !f.shape(s) {
		return ""
	}
	was := label.text()
	label.set(pick(r, []string{"历史遗留问题", "网站浏览次数", "微博粉丝量"}))
	f.doubt(s, s.figures(row)...)
	return fmt.Sprintf("%s row %d: label %q becomes %q", s.key, row, was, label.text())
}

// groupEmpty deletes the words of a group of rows or a band.
func groupEmpty(f *file, r *rand.Rand) string {
	s := f.sheet(pick(r, []string{"disclosure", "requests"}))
	var groups []*cell
	for _, c := range s.cells {
		if !c.data && (s.key == "requests" && c.rowSpan > 1 && c.row >= s.heads || s.key == "disclosure" && c.colSpan == s.columns) {
			groups = append(groups, c)
		}
	}
	c := pick(r, groups)
	was := c.text()
	c.set("")
	return fmt.Sprintf("%s row %d: the words %q of a group are deleted", s.key, c.row, was)
}
