package pageread

import (
	"math"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/numbering"
)

// paragraphs joins lines to paragraphs.
func (m *margins) paragraphs(lines []placed) []*document.Paragraph {
	var out []*document.Paragraph
	var text strings.Builder
	first := 0 // line of the paragraph
	for i := range lines {
		l := &lines[i]
		if i > 0 {
			before := &lines[i-1]
			if !m.proceeds(lines, first, i) {
				first = i
				out = append(out, paragraph(text.String()))
				text.Reset()
			} else if b, _ := utf8.DecodeLastRuneInString(before.words); latin(b) && latin(firstRune(l.words)) {
				text.WriteByte(' ')
			}
		}
		text.WriteString(l.words)
	}
	if text.Len() > 0 {
		out = append(out, paragraph(text.String()))
	}
	return out
}

func paragraph(text string) *document.Paragraph {
	return &document.Paragraph{Runs: []document.Run{{Text: strings.Trim(text, " \u3000")}}}
}

func latin(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// indent is how far a first line is moved in, in parts of the size, at least: it is two characters as a rule, but some set one.
const indent = 0.8

// mostIndent is how far a first line is moved in at most: what begins farther to the right is in the middle or at the right edge.
const mostIndent = 4.5

// proceeds reports whether a line goes on where the line before it ends, in a paragraph that began at line first.
func (m *margins) proceeds(lines []placed, first, i int) bool {
	before, l := &lines[i-1], &lines[i]
	side := m.side(l)
	if math.Abs(before.size-l.size) > 0.1*l.size {
		return false
	}
	if m.titled(before) && m.titled(l) && before.page == l.page {
		return l.y1-before.y1 < 2.4*l.size
	}
	if l.page == before.page && m.pitch > 0 && l.y1-before.y1 > 1.5*m.pitch*l.size {
		return false
	}
	next := l.first
	if l.x0-side.left > indent*l.size {
		if !m.hangs(lines, first, i) {
			return false
		}
		next += l.size // an imprint is moved in by a character on either side (GB/T 9704-2012 7.4.2)
	}
	if end, _ := utf8.DecodeLastRuneInString(before.words); strings.ContainsRune("。：；！？", end) && sectioned(l.words) {
		return false
	}
	return m.full(before, next)
}

// hangs reports whether a line stands below the words behind a label, as the further lines of 附件：… and 抄送：… do (GB/T 9704-2012 7.3.4,
// 7.4.2): deeper than the first line of its paragraph, which is indented itself, and as deep as the lines between. A sentence that ends
// is no label: what is deeper than its last line begins a paragraph.
func (m *margins) hangs(lines []placed, first, i int) bool {
	head, before, l := &lines[first], &lines[i-1], &lines[i]
	in := head.x0 - m.side(head).left
	if in < indent*head.size || in > mostIndent*head.size || l.x0-head.x0 < indent*l.size || strings.HasSuffix(before.words, "。") {
		return false
	}
	return i-1 == first || math.Abs(l.x0-before.x0) < 0.3*l.size
}

func (m *margins) side(l *placed) side { return m.sides[int(math.Round(l.width))] }

// full reports whether a line ends because the next one's first word had no room in it. Marks that may not begin a line take up
// to two characters more with them.
func (m *margins) full(l *placed, next float64) bool {
	return m.side(l).right-l.x1 < next+1.1*l.size
}

// titled reports whether a line is one of a title: larger than the text, and in the middle.
func (m *margins) titled(l *placed) bool {
	s := m.side(l)
	return l.size > 1.15*m.body && math.Abs((s.left+s.right)/2-(l.x0+l.x1)/2) < 1.5*l.size
}

// sectioned reports whether a line begins as headings of sections do: 二、
func sectioned(words string) bool {
	number, _, found := strings.Cut(words, "、")
	return found && number != "" && strings.Trim(number, numbering.Numerals) == ""
}
