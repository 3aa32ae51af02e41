package recognize

import (
	"strings"
	"unicode"

	"nianbao/converter/internal/recognize/table"
)

// Running heads and feet: what a printer set on every page, and an extractor left among the text. They are told by standing
// there again and again where pages turn, beside the numbers of pages; the report's title, which is the commonest of them,
// also by standing there again and again between sentences. Being short tells nothing.

const (
	leastRunning  = 2  // times that a line stands beside a page's number
	leastTitles   = 3  // times that a title stands there
	widestRunning = 60 // characters
	besidePage    = 2  // lines between it and the page's number, blank ones left out
)

// markRunning marks the lines of loose text that run over the pages.
func (k *knowledge) markRunning(items []item) {
	var lines []int // loose lines that say something
	for i := range items {
		if it := &items[i]; it.loose && !it.blank() && !it.cut {
			lines = append(lines, i)
		}
	}
	beside := make([]bool, len(lines)) // of a page's number
	for n, i := range lines {
		if items[i].width <= widestRunning && table.PageMark(items[i].plain) {
			for m := max(n-besidePage, 0); m <= min(n+besidePage, len(lines)-1); m++ {
				beside[m] = true
			}
		}
	}
	counts := map[string]int{} // of the lines that stand beside a number
	for n, i := range lines {
		if beside[n] {
			if key := runningKey(&items[i]); key != "" {
				counts[key]++
			}
		}
	}
	titles := map[string][]int{}
	for n, i := range lines {
		it := &items[i]
		if it.width > widestRunning {
			continue
		}
		if len(counts) > 0 && !beside[n] {
			if key := runningKey(it); counts[key] > 0 && !k.isTitle(k.titleLine(it.plain)) {
				delete(counts, key) // it stands by itself as well
			}
		}
		if k.isTitle(k.titleLine(it.plain)) {
			if key := runningKey(it); key != "" {
				titles[key] = append(titles[key], i)
			}
		}
	}
	for n, i := range lines {
		if key := runningKey(&items[i]); beside[n] && counts[key] >= leastRunning && titles[key] == nil {
			items[i].running = true
		}
	}
	for key, at := range titles {
		if len(at) >= leastTitles || counts[key] >= leastRunning && counts[key] == len(at) {
			for _, i := range at[1:] { // the first may be the report's own
				items[i].running = true
			}
		}
	}
}

// runningKey returns a line without its digits, which count pages; "" for one that cannot run over pages: it is a sentence or
// a row, or too long.
func runningKey(it *item) string {
	if it.width > widestRunning || strings.ContainsAny(it.plain, "。；|\t") {
		return ""
	}
	han := 0
	key := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsDigit(r) || unicode.IsSpace(r):
			return -1
		case unicode.Is(unicode.Han, r):
			han++
		}
		return r
	}, it.plain)
	if han < 4 {
		return ""
	}
	return key
}
