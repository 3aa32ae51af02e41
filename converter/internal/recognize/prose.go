package recognize

import (
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/numbering"
	"nianbao/converter/report"
)

// prose is paragraphs with the item and the line that each begins on.
type prose struct {
	paragraphs []string
	items      []int
	lines      []int
}

func (p *prose) add(text string, item, line int) {
	if text = report.Canonical(text); text != "" {
		p.paragraphs = append(p.paragraphs, text)
		p.items = append(p.items, item)
		p.lines = append(p.lines, line)
	}
}

// joinProse puts the lines of loose text together into paragraphs; paragraphs of other sources are taken as they are.
// A line goes on with the next where it breaks off in the middle of a sentence (a page break, or a wrap at the page's
// width), and the next begins nothing of its own.
func (w namer) joinProse(items []item) prose {
	return w.joinLines(items, wrapWidth(items), func(string) bool { return false })
}

// joinLines is joinProse for lines of a known width, of which some begin a paragraph by what they say. Inside a bracket none
// does: an address stands in a note as well.
func (w namer) joinLines(items []item, wrap int, begins func(plain string) bool) prose {
	var p prose
	open := none // the item with which the paragraph under way begins
	var text joined
	lastWidth := 0
	flush := func() {
		if open != none {
			p.add(text.String(), open, items[open].line)
		}
		open = none
	}
	for i := range items {
		it := &items[i]
		switch {
		case it.table != nil, passing(it):
			continue
		case !it.loose:
			flush()
			p.add(it.text, i, it.line)
			continue
		}
		line := withoutBars(it.text)
		if open != none && (text.bracket > 0 || !begins(it.plain)) && w.continues(&text, lastWidth, it, wrap) {
			text.glue(line)
		} else {
			flush()
			open, text = i, joined{}
			text.glue(line)
		}
		lastWidth = displayWidth(it.plain)
	}
	flush()
	return p
}

// withoutBars takes off the bars between which a converter put every line.
func withoutBars(line string) string {
	if !strings.HasPrefix(line, "|") && !strings.HasSuffix(line, "|") {
		return line
	}
	return chars.TrimSpace(strings.Trim(line, "|"))
}

// displayWidth returns the width of a line in half ems: lines are wrapped where the page ends, however many characters
// that makes.
func displayWidth(s string) int {
	n := 0
	for _, r := range s {
		if n++; r >= 0x2000 {
			n++
		}
	}
	return n
}

// wrapWidth returns the width in half ems at which the lines of a text are wrapped, 0 where they are not: most lines have
// nearly the width of the longest, and none is very long.
func wrapWidth(items []item) int {
	longest, n := 0, 0
	for i := range items {
		if items[i].loose && !items[i].blank() {
			longest = max(longest, displayWidth(items[i].plain))
			n++
		}
	}
	if n < 4 || longest > 120 || longest < 36 {
		return 0
	}
	near := 0
	for i := range items {
		if items[i].loose && displayWidth(items[i].plain) >= longest-8 {
			near++
		}
	}
	if 5*near < 2*n {
		return 0
	}
	return longest
}

// continues reports whether a line goes on with the paragraph under way.
func (w namer) continues(text *joined, lastWidth int, next *item, wrap int) bool {
	if w.beginsOwn(next.plain) {
		return false
	}
	if wrap > 0 && lastWidth >= wrap-6 {
		return !(next.indent && ends(text.last))
	}
	return !ends(text.last) && (text.title > 0 || text.note > 0 || w.beginsSentence(text.begin) || len(text.text) > mostBegin || !headingLike(report.Plain(text.String())))
}

// opens reports whether text without an end is the beginning of a sentence and no heading or line of a page: it breaks
// off in a title or a bracket, or begins in words that open sentences.
func (w namer) opens(plain string) bool {
	return strings.Count(plain, "《") > strings.Count(plain, "》") || strings.Count(plain, "（") > strings.Count(plain, "）") || w.beginsSentence(plain)
}

// beginsSentence reports whether a text begins in words that open sentences.
func (w namer) beginsSentence(plain string) bool {
	return slices.ContainsFunc(w.Prose.Opens, func(word string) bool { return strings.HasPrefix(plain, word) })
}

// ends reports whether text ends as a sentence or list item does.
func ends(plain string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(plain, "*_ "))
	return strings.ContainsRune("。！？!?；;：:…”）)》】.", last)
}

// headingLike reports whether text may be a heading that stands alone: numbered or short, and no sentence.
func headingLike(plain string) bool {
	if strings.ContainsFunc(plain, func(r rune) bool { return endsClause(r) || r == ',' || r == ';' }) {
		return false
	}
	n, o := utf8.RuneCountInString(plain), numbering.Parse(plain)
	return n <= 18 || o.Level != document.None && n <= 40
}

// beginsOwn reports whether a line begins a paragraph by itself: an ordinal, a bullet, “一是”, 附件, bold.
func (w namer) beginsOwn(plain string) bool {
	if numbering.Parse(plain).Level != document.None {
		return true
	}
	for _, mark := range w.Prose.Begins {
		if strings.HasPrefix(plain, mark) {
			return true
		}
	}
	first, size := utf8.DecodeRuneInString(plain)
	if numbering.IsNumeral(first) && strings.HasPrefix(plain[size:], w.Prose.Enumerates) {
		return true
	}
	return first == '第' && len(plain) > 9 && strings.ContainsFunc(plain[3:9], numbering.IsNumeral) && strings.Contains(plain[6:min(len(plain), 12)], "，")
}

func latin(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}
