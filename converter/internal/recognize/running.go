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
	leastTitles   = 3  // times that the title stands there
	widestRunning = 60 // characters
	besidePage    = 2  // lines between it and the page's number, blank ones left out
)

// markRunning marks the lines of loose text that run over the pages.
func (k *knowledge) markRunning(items []item) {
	var lines []int // loose lines that say something
	for i := range items {
		if it := &items[i]; it.loose && !it.blank() {
			lines = append(lines, i)
		}
	}
	beside := make([]bool, len(lines)) // of a page's number
	markNumbers(items, lines)
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
	if len(counts) == 0 {
		return
	}
	for n, i := range lines {
		if !beside[n] {
			delete(counts, runningKey(&items[i])) // it stands by itself as well
		}
	}
	for n, i := range lines {
		if beside[n] && counts[runningKey(&items[i])] >= leastRunning && !k.isTitle(k.titleLine(items[i].plain)) {
			items[i].running = true
		}
	}
}

// markNumbers marks the numbers of pages of which the dashes stand on lines of their own.
func markNumbers(items []item, lines []int) {
	for n := 0; n+1 < len(lines); n++ {
		if dash, end := &items[lines[n]], &items[lines[n+1]]; end.width <= 2 && dash.width <= 6 && strings.HasPrefix(dash.plain, end.plain) && table.PageMark(dash.plain+end.plain) {
			dash.running, end.running = true, true
		}
		if n+2 == len(lines) {
			break
		}
		dash, number, end := &items[lines[n]], &items[lines[n+1]], &items[lines[n+2]]
		if dash.width <= 2 && dash.plain == end.plain && table.PageMark(dash.plain+number.plain+end.plain) {
			dash.running, number.running, end.running = true, true, true
		}
	}
}

// markTitles marks the lines that say the title again behind it, on every page.
func (r *recognizer) markTitles(title string) {
	if title == "" || r.doc.Meta.Own {
		return
	}
	first := title[:skipRunes(title, 1)]
	again := func(it *item) bool {
		return it.loose && it.width <= widestRunning && strings.Contains(it.plain, first) && r.titleLine(it.plain) == title
	}
	n := 0
	for _, p := range r.parts {
		for i := range p.items {
			if again(&p.items[i]) {
				n++
			}
		}
	}
	if n < leastTitles {
		return
	}
	for _, p := range r.parts[1:] {
		for i := range p.items {
			if it := &p.items[i]; again(it) {
				it.running = true
				r.items[it.at-r.items[0].at].running = true
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
