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
	l := &layouter{meter: limit.NewMeter(ctx, o.Limits), style: s, fonts: fonts, options: o, clreq: s.Typesetting == "clreq", packed: fonts.Packed(), measuring: true}
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
	if alignOf(p, l.style.Of(p.Role)) != "justify" || l.endsWell(p) {
		return p
	}
	lines := l.breakUp(p)
	last, n := len(lines)-1, len(l.chars)
	if last < 1 || l.ink(&lines[last]) > 1 || n > longest || n != utf8.RuneCountInString(p.Text()) {
		return p // of text that was composed or left out, the place of a character in it is not known
	}
	if slices.ContainsFunc(lines[:last], func(n line) bool { return n.last }) || slices.ContainsFunc(l.chars, func(c char) bool { return c.class&shaped != 0 }) {
		return p // a line break, or letters that join
	}
	lines, l.unspaced = slices.Clone(lines), append(l.unspaced[:0], l.chars...)
	for i := last - 1; i >= max(0, last-mostLines); i-- {
		if !mayBeSpaced(p, lines[i].from) {
			continue
		}
		for _, spacing := range spacings {
			if l.good(l.breakSpaced(p, lines[i].from, spacing, lines[0].main), i) {
				return spaced(p, lines[i].from, spacing)
			}
		}
	}
	return p
}

// good reports whether the last line holds more than a character and is not just full, and none from the one with the index first on is
// stretched too far.
func (l *layouter) good(lines []line, first int) bool {
	n := len(lines) - 1
	if n < 0 || l.ink(&lines[n]) <= 1 || l.spare(&lines[n]) < l.looks[lines[n].main].em/fullLine {
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

// breakSpaced returns the lines of breakUp for the paragraph that spaced makes of p, which was set before and is in
// l.unspaced: characters get wider or closer, and nothing has to be shaped again.
func (l *layouter) breakSpaced(p *document.Paragraph, from, spacing int, main uint8) []line {
	if !l.meter.Step(len(l.unspaced)) {
		return nil
	}
	l.chars, l.lines = append(l.chars[:0], l.unspaced...), l.lines[:0]
	if c := &l.chars[from-min(from, 1)]; from > 0 && !l.changes(from) && (c.class|l.chars[from].class)&(space|newline) == 0 {
		c.adv -= int32(l.looks[c.look].spacing) // the look changes behind it
	}
	before, look := -1, uint8(0)
	for i := from; i < len(l.chars); i++ {
		c := &l.chars[i]
		if int(c.look) != before {
			before, look = int(c.look), l.respaced(c.look, spacing)
		}
		if i+1 == len(l.chars) || !l.changes(i+1) {
			c.adv += int32(spacing * Twip)
		}
		c.look = look
	}
	form, em := l.style.Of(p.Role), l.looks[main].em
	indent, hang := indents(p, form, em)
	l.fill(0, max(l.style.Page.TextWidth()*Twip-rightIndent(p, form), em), indent, hang)
	for i := range l.lines {
		l.lines[i].main = main
	}
	return l.lines
}

// changes reports whether changeScript took the spacing off the character before the one with the index i in l.unspaced.
func (l *layouter) changes(i int) bool { return scriptChanges(&l.unspaced[i-1], &l.unspaced[i]) }

// respaced returns the look with other spacing.
func (l *layouter) respaced(index uint8, spacing int) uint8 {
	k := l.looks[index]
	k.spacing += spacing * Twip
	for i := range l.looks {
		if l.looks[i].metrics == k.metrics && l.looks[i].spacing == k.spacing {
			return uint8(i)
		}
	}
	if len(l.looks) == maxLooks {
		return maxLooks - 1
	}
	l.looks = append(l.looks, k)
	return uint8(len(l.looks) - 1)
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

// mayBeSpaced reports whether no heading that runs in has a character from the one with the index from on.
func mayBeSpaced(p *document.Paragraph, from int) bool {
	for _, r := range p.Runs {
		if n := utf8.RuneCountInString(r.Text); from >= n {
			from -= n
		} else if from = 0; r.As != document.None {
			return false
		}
	}
	return true
}

// spaced returns the paragraph with other spacing from a character on.
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
		r.Spacing += spacing
		q.Runs = append(q.Runs, r)
	}
	return &q
}
