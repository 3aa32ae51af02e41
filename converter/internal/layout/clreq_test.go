package layout

import (
	"strings"
	"testing"

	"nianbao/converter/internal/style"
)

func clreqStyle() *style.Style {
	s := *style.Default()
	s.Typesetting = "clreq"
	return &s
}

func TestClreqBreaks(t *testing.T) {
	withFangSong(t)
	for _, c := range []struct {
		name   string
		before int // ideographs before text; the first line has room for 26
		text   string
		first  string // what of text stands on the first line
	}{
		{"a full stop ends a line in half an em", 25, "1。乙", "1。"},
		{"a mark is pulled in by squeezing others", 17, "，国、国（国）甲乙”丙", "，国、国（国）甲乙”"},
		{"nothing to squeeze: pushed out", 25, "甲》（乙", ""},
		{"a figure keeps its unit", 23, "甲12件乙", "甲12件"},
		{"a figure and its unit go along", 24, "甲12件乙", "甲"},
		{"a date breaks behind the year", 23, "2023年12月", "2023年"},
		{"a date does not break before the day", 21, "2023年1月31日", "2023年1月"},
		{"the number of a document stays whole", 22, "函〔2021〕30号", "函"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := strings.Repeat("国", c.before)
			pages, _ := layIn(t, clreqStyle(), body(before+c.text+strings.Repeat("末", 30)))
			if got, want := allText(pages)[0], before+c.first; got != want && !strings.HasPrefix(got, want+"末") {
				t.Errorf("the first line is %q, want %q", got, want)
			}
		})
	}
}

// TestClreqWidths: two marks together take one and a half em, and a mark at a line's end leaves its half to the line.
func TestClreqWidths(t *testing.T) {
	withFangSong(t)
	const step, half = 15750, 8000 // an em of 三号 less 5 twips, and half an em
	for _, c := range []struct {
		text string
		last Unit // where the last character begins, counted from the first
	}{
		{"甲乙", step},
		{"》，国", half + step},
		{"。》国", half + step},
		{"》《国", half + step},
		{"，国", step},
	} {
		pages, _ := layIn(t, clreqStyle(), body(c.text))
		var at []Unit
		for _, r := range pages.Pages[0].Runs {
			if r.Element >= 0 {
				for _, g := range r.Glyphs {
					at = append(at, r.X+int(g.X))
				}
			}
		}
		if got := at[len(at)-1] - at[0]; got < c.last || got > c.last+100 { // 》 has a little less than half an em free
			t.Errorf("%q: the last character stands at %d, want %d", c.text, got, c.last)
		}
	}
	pages, _ := layIn(t, clreqStyle(), body(strings.Repeat("国", 25)+"，"+strings.Repeat("末", 30)))
	page := style.Default().Page
	n := contentLines(&pages.Pages[0])[0]
	if end := n.right + half; end < (page.Width-page.Right)*Twip-500 || end > (page.Width-page.Right)*Twip+500 {
		t.Errorf("the mark at the line's end begins at %d: not half an em before the edge", n.right)
	}
}
