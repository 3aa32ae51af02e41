package pageread

import (
	"math"
	"regexp"
	"strings"
	"sync"

	"nianbao/converter/report"
)

// Where page numbers and running heads stand: in this part of the page at its top and its bottom. GB/T 9704 has its numbers within
// the lowest 35 mm of 297.
const (
	numberMargin = 0.14
	headMargin   = 0.095
)

// pageNumber matches a line that is nothing but the number of a page, its blanks taken out: -1-, 第1页, 第1页共7页, 1/7.
var pageNumber = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[-—–―－─·•~～_]*(?:第?[0-9０-９]{1,4}页?|第[0-9]{1,4}页[,，/／]?[(（]?共[0-9]{1,4}页[)）]?|[0-9]{1,4}[/／][0-9]{1,4})[-—–―－─·•~～_]*$`)
})

// dropFrame sets aside what belongs to the pages and not to the text.
func (r *Reader) dropFrame() {
	heads := r.runningHeads()
	for i := range r.pages {
		s := &r.pages[i]
		kept := s.lines[:0]
		for n := range s.lines {
			l := &s.lines[n]
			middle := (l.y0 + l.y1) / 2
			outermost := n == 0 || n == len(s.lines)-1
			number := outermost && s.within(middle, numberMargin) && s.beyondGrids(middle) && pageNumber().MatchString(squeezed(l.words))
			if number || heads[headOf(s, l)] {
				r.aside(l.words, report.OfPage)
				continue
			}
			kept = append(kept, *l)
		}
		s.lines = kept
	}
}

// within reports whether a height lies in the margin of a page, its part of the whole height.
func (s *sheet) within(y, margin float64) bool {
	return y < margin*s.height || y > (1-margin)*s.height
}

// beyondGrids reports whether all tables of a page lie on the other side of a height than the page's near edge.
func (s *sheet) beyondGrids(y float64) bool {
	for _, g := range s.grids {
		if y < s.height/2 && g.ys[0] < y || y > s.height/2 && g.ys[len(g.ys)-1] > y {
			return false
		}
	}
	return true
}

// head is a line that may stand on every page: what it says without its digits, and on which height.
type head struct {
	text   string
	height int // in steps of four points
}

func headOf(s *sheet, l *line) head {
	if middle := (l.y0 + l.y1) / 2; !s.within(middle, headMargin) || !s.beyondGrids(middle) {
		return head{}
	}
	masked := strings.Map(func(r rune) rune {
		if digit(r) {
			return '0'
		}
		return r
	}, squeezed(l.words))
	for strings.Contains(masked, "00") { // 9 and 10
		masked = strings.ReplaceAll(masked, "00", "0")
	}
	return head{masked, int(math.Round(l.y0 / 4))}
}

// runningHeads returns the lines that stand on at least two pages, and on half of them.
func (r *Reader) runningHeads() map[head]bool {
	count := map[head]int{}
	for i := range r.pages {
		s := &r.pages[i]
		for n := range s.lines {
			if h := headOf(s, &s.lines[n]); h != (head{}) {
				count[h]++
			}
		}
	}
	running := map[head]bool{}
	for h, n := range count {
		running[h] = n >= 2 && 2*n >= len(r.pages)
	}
	return running
}

func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if blank(r) {
			return -1
		}
		return r
	}, s)
}
