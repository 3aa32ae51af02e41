package webpage

import (
	"strings"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/numbering"
)

// weigh counts, for b and all boxes below it, what is visible: what only the article holds (tables of figures and
// section headings), characters that are in no link, and whether something there may be a title, a sentence
// or a table.
func (p *page) weigh(b *box) {
	if b.hidden && !p.showHidden {
		return
	}
	switch b.kind {
	case table:
		b.telling = true
		if b.figures >= 4 {
			b.evidence = 1
		}
		return
	case paragraph:
		b.plain = b.length - b.linked
		b.telling = headlineRank(b) > 1 || b.linked*2 < b.length && (b.level == 1 || b.level == 2 || b.titled || isSentence(b))
		if b.linked == 0 && isSectionHeading(b.text()) {
			b.evidence = 1
		}
	}
	for _, c := range b.children {
		p.weigh(c)
		b.evidence += c.evidence
		b.plain += c.plain
		b.telling = b.telling || c.telling
	}
}

// enough is how much evidence is needed before anything is taken for the page's frame because of where it stands.
const enough = 3

// core returns the innermost group that holds at least three quarters of the evidence, or nil where there is too
// little of it. What the frame of a page looks like differs from portal to portal; that the article stands in one
// place does not.
func (p *page) core() *box {
	total := p.root.evidence
	if total < enough {
		return nil
	}
	core := p.root
	for {
		var next *box
		for _, c := range core.children {
			if (c.kind == group || c.kind == stray) && c.evidence*4 >= total*3 {
				next = c
				break
			}
		}
		if next == nil {
			return core
		}
		core = next
	}
}

// framing reports whether a box is part of the page's frame: it calls itself so, and it holds nothing that a report
// would. Names alone are not believed; portals call the oddest things header.
func (p *page) framing(b *box) bool {
	return b.chrome && b.evidence == 0 && !b.telling && b.plain <= 200
}

// namesReport reports whether a text can be the title of a report, or a line of it.
func namesReport(text string) bool {
	text = strings.TrimSpace(text)
	return strings.Contains(text, "报告") && len(text) <= 80*3 && !strings.HasSuffix(text, "。")
}

// trim marks as lost what stands above and below the core and is not worth keeping: short lines that are neither the
// title above it nor the date and signature below. Tables and sentences are kept wherever they stand.
func trim(before, after []*box, lost map[*box]bool) {
	// A headline by element or class is better than a line of page data that repeats it, and any line that names a
	// report is better than another heading, which may be the portal's.
	best := 0
	for _, b := range before {
		best = max(best, headlineRank(b))
	}
	begun := false // a section heading: what follows is the report's, however short (a page clicked together from parts)
	for i, b := range before {
		begun = begun || b.linked == 0 && isSectionHeading(b.text())
		if begun || b.kind == table || b.linked*2 < b.length && isSentence(b) {
			continue
		}
		if best == 0 || headlineRank(b) < best {
			lost[b] = true
			continue
		}
		// The lines of a title stand one below the other; the first holds only the organ.
		for j := i - 1; j >= 0 && j >= i-2 && best > 1 && isNameLine(before[j]); j-- {
			delete(lost, before[j])
		}
	}
	for i, b := range after {
		if b.kind == table || b.linked*2 < b.length && (isSentence(b) || isSectionHeading(b.text()) && b.linked == 0) {
			continue
		}
		if b.kind == paragraph && i < 4 && isDateLine(b.text()) {
			if i > 0 && isNameLine(after[i-1]) {
				delete(lost, after[i-1])
			}
			continue
		}
		lost[b] = true
	}
}

// headlineRank says how likely a paragraph is the article's title, 0 not at all: a heading, a line that names a
// report, both.
func headlineRank(b *box) int {
	if b.kind != paragraph || b.linked*2 >= b.length {
		return 0
	}
	rank := 0
	if b.level >= 1 && b.level <= 3 || b.titled {
		rank = 1
	}
	if namesReport(b.text()) {
		rank += 2
	}
	return rank
}

// isSentence reports whether a paragraph is running text.
func isSentence(b *box) bool {
	return b.kind == paragraph && b.length >= 25 && strings.Contains(b.text(), "。")
}

// isNameLine reports whether a paragraph can be the name of an organ alone.
func isNameLine(b *box) bool {
	return b.kind == paragraph && b.linked == 0 && b.length >= 3 && b.length <= 30 && !strings.ContainsAny(b.text(), "0123456789:：|>》【")
}

// isDateLine reports whether a text is nothing but a day: 2024年1月15日, or in Chinese digits.
func isDateLine(text string) bool {
	text = chars.TrimSpace(text)
	if !strings.Contains(text, "年") || !strings.HasSuffix(text, "日") {
		return false
	}
	for _, r := range text {
		_, digit := numbering.Digit(r)
		if !digit && !strings.ContainsRune("年月日十", r) && !chars.IsSpace(r) {
			return false
		}
	}
	return true
}
