package layout

import (
	"context"
	"fmt"
	"slices"
	"unicode/utf8"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
)

// A last line of one character is better not left alone (GB/T 15834-2011 5.1.11). Typesetting "clreq" chooses its lines by
// that among other things. A word processor fills its lines one by one and knows no such rule, but it knows character
// spacing: where the last lines stand a little closer the character fits the line before, and where they stand a little
// wider it gets company. So the PDF and the Word file can say the same.

// What is tried, in twips a character beside the spacing of the style: three are a hundredth of an em at 16 pt, which nobody
// sees.
var spacings = [...]int{-1, -2, -3, 1, 2, 3}

const (
	// mostLines is how many lines before the last may be spaced otherwise.
	mostLines = 8
	// looseLine is how far such a line may then be stretched to reach the edge, in thousandths of an em a gap: as far as one
	// line in twenty is in typesetting "word" anyway.
	looseLine = 80
	// fullLine is the share of an em that a last line must leave free: another program rounds otherwise, and may have no room
	// for what just fits.
	fullLine = 8
	// longest is how many characters a paragraph may have, one page and a half: it is set up to 48 times.
	longest = 1000
)

// Settle returns the document with the character spacing that keeps the paragraphs of justified text from ending in one
// character, or the document itself where there are none. It is for writers of word processor files and for [Lay] alike,
// so that both break lines alike; the style says whether there is anything to do. doc is not changed. The error is that of ctx.
func Settle(ctx context.Context, doc *document.Document, s *style.Style, fonts *sfnt.Set, o Options) (*document.Document, error) {
	l := &layouter{meter: limit.NewMeter(ctx, o.Limits), style: s, fonts: fonts, options: o, clreq: s.Typesetting == "clreq"}
	if l.clreq {
		return doc, nil
	}
	blocks := doc.Blocks
	for i, b := range doc.Blocks {
		p, ok := b.(*document.Paragraph)
		if !ok || len(p.Runs) == 0 || fonts.Chain(s.Of(p.Role).Face).Main() == nil {
			continue
		}
		settled := l.settle(p)
		if err := l.meter.Err(); err != nil {
			return nil, fmt.Errorf("settling lines: %w", err)
		}
		if settled != p {
			if &blocks[0] == &doc.Blocks[0] {
				blocks = slices.Clone(blocks)
			}
			blocks[i] = settled
		}
	}
	if len(blocks) == 0 || &blocks[0] == &doc.Blocks[0] {
		return doc, nil
	}
	settled := *doc
	settled.Blocks = blocks
	return &settled, nil
}

// settle returns a paragraph whose last line is not one character, or p itself where it is well or nothing helps.
func (l *layouter) settle(p *document.Paragraph) *document.Paragraph {
	if alignOf(p, l.style.Of(p.Role)) != "justify" {
		return p
	}
	lines := slices.Clone(l.breakUp(p))
	last, n := len(lines)-1, len(l.chars)
	if last < 1 || l.ink(&lines[last]) > 1 || n > longest || n != utf8.RuneCountInString(p.Text()) {
		return p // of text that was composed or left out, the place of a character in it is not known
	}
	if slices.ContainsFunc(lines[:last], func(n line) bool { return n.last }) {
		return p // a line break
	}
	for i := last - 1; i >= max(0, last-mostLines); i-- {
		for _, spacing := range spacings {
			if q := spaced(p, lines[i].from, spacing); q != nil && l.good(l.breakUp(q), i) {
				return q
			}
		}
	}
	return p
}

// good reports whether the last line holds more than a character and is not just full, and none from the one with the index first on is
// stretched too far.
func (l *layouter) good(lines []line, first int) bool {
	n := len(lines) - 1
	if l.ink(&lines[n]) <= 1 || l.spare(&lines[n]) < l.looks[lines[n].main].em/fullLine {
		return false
	}
	return !slices.ContainsFunc(lines[first:n], func(n line) bool { return l.looseness(&n) > looseLine })
}

// breakUp sets a paragraph by itself.
func (l *layouter) breakUp(p *document.Paragraph) []line {
	l.chars, l.lines, l.coverage = l.chars[:0], l.lines[:0], coverage{}
	l.setParagraph(p, p.Role, 0, "", l.style.Page.TextWidth()*Twip, origin{}, where{})
	return l.lines
}

// ink counts the characters of a line that are neither blanks nor brackets nor marks.
func (l *layouter) ink(n *line) int {
	count := 0
	for _, c := range l.chars[n.from:n.end] {
		if c.class&(opening|closing|space) == 0 {
			count++
		}
	}
	return count
}

// looseness is how far a line is stretched, in thousandths of an em a gap.
func (l *layouter) looseness(n *line) int {
	gaps := 0
	for i := n.from + 1; i < n.end; i++ {
		if stretchable(&l.chars[i-1], &l.chars[i]) {
			gaps++
		}
	}
	return l.spare(n) * 1000 / max(1, gaps*l.looks[n.main].em)
}

// spare is what a line leaves free.
func (l *layouter) spare(n *line) Unit { return l.style.Page.TextWidth()*Twip - n.indent - n.width }

// spaced returns the paragraph with other spacing from a character on; nil where a heading that runs in is there.
func spaced(p *document.Paragraph, from, spacing int) *document.Paragraph {
	q := *p
	q.Runs = nil
	for _, r := range p.Runs {
		n := utf8.RuneCountInString(r.Text)
		if from >= n {
			from -= n
			q.Runs = append(q.Runs, r)
			continue
		}
		if r.As != document.None {
			return nil
		}
		if from > 0 {
			at := 0
			for range from {
				_, size := utf8.DecodeRuneInString(r.Text[at:])
				at += size
			}
			head := r
			head.Text, r.Text, from = r.Text[:at], r.Text[at:], 0
			q.Runs = append(q.Runs, head)
		}
		r.Spacing = spacing
		q.Runs = append(q.Runs, r)
	}
	return &q
}
