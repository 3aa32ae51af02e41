package layout

import (
	"fmt"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/style"
)

// linesOf is a paragraph of so many full lines.
func linesOf(n int) *document.Paragraph { return body(strings.Repeat("国", 28*n-2)) }

// pageLines is how many lines of content each page has.
func pageLines(p *Pages) string {
	var n []int
	for i := range p.Pages {
		n = append(n, len(contentLines(&p.Pages[i])))
	}
	return fmt.Sprint(n)
}

// TestPageTurns: two lines of a paragraph on either side. Five lines follow, lest the last page be fitted into the first.
func TestPageTurns(t *testing.T) {
	withFangSong(t)
	for _, c := range []struct {
		above, lines int
		want         string
	}{
		{18, 4, "[22 5]"},
		{21, 3, "[21 8]"}, // one line would stand at the foot
		{20, 3, "[20 8]"}, // one line would stand at the head, and at the foot without it
		{19, 4, "[21 7]"}, // one line less at the foot
		{20, 4, "[22 7]"},
		{21, 2, "[21 7]"},
		{21, 1, "[22 5]"},
		{0, 45, "[22 21 7]"}, // at the second turn, too
	} {
		blocks := []document.Block{linesOf(c.lines), linesOf(5)}
		if c.above > 0 {
			blocks = append([]document.Block{linesOf(c.above)}, blocks...)
		}
		pages, _ := lay(t, blocks...)
		if got := pageLines(pages); got != c.want {
			t.Errorf("%d lines below %d: %s, want %s", c.lines, c.above, got, c.want)
		}
	}
}

// TestHeadingKeepsTwoLines: a heading stands above the two lines that begin its text.
func TestHeadingKeepsTwoLines(t *testing.T) {
	withFangSong(t)
	pages, _ := lay(t, linesOf(20), paragraph(document.Section, "一、总体情况"), linesOf(6))
	if got := pageLines(pages); got != "[20 7]" {
		t.Errorf("got %s", got)
	}
	pages, _ = lay(t, linesOf(19), paragraph(document.Section, "一、总体情况"), linesOf(6))
	if got := pageLines(pages); got != "[22 4]" {
		t.Errorf("got %s", got)
	}
}

// TestLastPage: a last page of two lines is fitted into the page before, where lines come as close as they may, or gets
// lines from there; the edges of the type area stay.
func TestLastPage(t *testing.T) {
	withFangSong(t)
	sign := []document.Block{paragraph(document.Signature, "云溪市商务局"), paragraph(document.Date, "2024年1月5日")}
	long := table([]int{8845}, 0, slicesOf("项目", 20)...)
	for _, c := range []struct {
		name   string
		blocks []document.Block
		want   string
	}{
		{"room for all", append([]document.Block{linesOf(19)}, sign...), "[21]"},
		{"organ and date", append([]document.Block{linesOf(22)}, sign...), "[24]"},
		{"three lines are a page", append([]document.Block{linesOf(22), linesOf(3)}, sign[:0]...), "[22 3]"},
		{"two lines of text", []document.Block{linesOf(24)}, "[24]"},
		{"organs that sign together", []document.Block{linesOf(22), paragraph(document.Signature, "甲局\n乙局\n丙局"), paragraph(document.Date, "2024年1月5日")}, "[20 6]"},
		{"lines of the second page, not of the first", append([]document.Block{linesOf(44)}, sign...), "[22 24]"},
		{"below a table lines go along", append([]document.Block{long, linesOf(11)}, sign...), "[29 4]"},
		{"nothing but a table", append([]document.Block{table([]int{8845}, 0, slicesOf("项目", 39)...)}, sign...), "[39 2]"},
	} {
		pages, _ := lay(t, c.blocks...)
		if got := pageLines(pages); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		for i := range pages.Pages {
			lines := contentLines(&pages.Pages[i])
			page := style.Default().Page
			if last := lines[len(lines)-1]; last.y > (page.Height-page.Bottom)*Twip {
				t.Errorf("%s: page %d ends at %d", c.name, i+1, last.y)
			}
		}
	}
}

func slicesOf(text string, rows int) [][]string {
	all := make([][]string, rows)
	for i := range all {
		all[i] = []string{text}
	}
	return all
}
