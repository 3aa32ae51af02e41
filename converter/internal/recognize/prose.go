package recognize

import (
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/numbering"
	"nianbao/converter/internal/recognize/table"
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
	return w.joinLines(items, wrapWidth(items), func(_, _ string) bool { return false })
}

// joinLines is joinProse for lines of a known width, of which some begin a paragraph by what they say below a text.
func (w namer) joinLines(items []item, wrap int, begins func(above, plain string) bool) prose {
	var p prose
	open := none // the item with which the paragraph under way begins
	var text string
	lastWidth := 0
	flush := func() {
		if open != none {
			p.add(text, open, items[open].line)
		}
		open = none
	}
	for i := range items {
		it := &items[i]
		switch {
		case it.table != nil, it.blank():
			continue
		case !it.loose:
			flush()
			p.add(it.text, i, it.line)
			continue
		case it.running, table.PageMark(it.plain), table.Rule(it.plain):
			continue
		}
		if open != none && !begins(text, it.plain) && w.continues(text, lastWidth, it, wrap) {
			text = glue(text, it.text)
		} else {
			flush()
			open, text = i, it.text
		}
		lastWidth = displayWidth(it.plain)
	}
	flush()
	return p
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
func (w namer) continues(text string, lastWidth int, next *item, wrap int) bool {
	plain := report.Plain(text)
	if w.beginsOwn(next.plain) {
		return false
	}
	if wrap > 0 && lastWidth >= wrap-6 {
		return !(next.indent && ends(plain))
	}
	return !ends(plain) && (w.opens(plain) || !headingLike(plain))
}

// opens reports whether text without an end is the beginning of a sentence and no heading or line of a page: it breaks
// off in a title or a bracket, or begins in words that open sentences.
func (w namer) opens(plain string) bool {
	return strings.Count(plain, "《") > strings.Count(plain, "》") || strings.Count(plain, "（") > strings.Count(plain, "）") ||
		slices.ContainsFunc(w.Prose.Opens, func(word string) bool { return strings.HasPrefix(plain, word) })
}

// ends reports whether text ends as a sentence or list item does.
func ends(plain string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(plain, "*_ "))
	return strings.ContainsRune("。！？!?；;：:…”）)》】.", last)
}

// headingLike reports whether text may be a heading that stands alone: numbered or short, and no sentence.
func headingLike(plain string) bool {
	n := utf8.RuneCountInString(plain)
	if strings.ContainsAny(plain, "，。；,;") {
		return false
	}
	o := numbering.Parse(plain)
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

// glue joins two halves of a paragraph; a space is needed only between Latin words.
func glue(a, b string) string {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	if latin(last) && latin(first) {
		return a + " " + b
	}
	if strings.HasSuffix(a, "**") && strings.HasPrefix(b, "**") && strings.Count(a, "**")%2 == 0 {
		return strings.TrimSuffix(a, "**") + strings.TrimPrefix(b, "**") // one bold stretch, cut by a page break
	}
	return a + b
}

func latin(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}
