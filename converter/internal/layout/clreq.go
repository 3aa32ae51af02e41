package layout

// This file holds what typesetting "clreq" adds to a word processor's lines: the finer rules of GB/T 15834-2011 5.1 and
// of CLREQ (Requirements for Chinese Text Layout, W3C). Only the PDF can follow them, so its lines then differ from those
// of the Word file.

// squeezeNeighbours sets two marks of an em each that stand together in one and a half: a closing mark loses its right
// half before another mark, an opening one its left half behind another.
func (l *layouter) squeezeNeighbours(from int) {
	for i := from + 1; i < len(l.chars); i++ {
		a, b := &l.chars[i-1], &l.chars[i]
		switch {
		case a.class&closing != 0 && b.class&(closing|opening) != 0:
			a.adv -= int32(l.give(a))
		case a.class&opening != 0 && b.class&opening != 0:
			cut := int32(l.give(b))
			b.adv -= cut
			b.shift -= cut
		}
	}
}

// narrowBlanks makes the blanks that were typed between Han and a figure or Latin word one gap, a quarter of an em at most
// (CLREQ, Chinese text mixed with Western).
func (l *layouter) narrowBlanks(from int) {
	for i := from + 1; i < len(l.chars); i++ {
		if l.chars[i].r != ' ' || l.chars[i-1].class&(space|newline) != 0 {
			continue
		}
		end := i
		for end < len(l.chars) && l.chars[end].r == ' ' {
			end++
		}
		if end < len(l.chars) && (l.chars[i-1].class^l.chars[end].class)&word != 0 && l.chars[end].class&(space|newline) == 0 {
			first := &l.chars[i]
			first.adv = min(first.adv, int32(l.looks[first.look].em/4))
			for k := i + 1; k < end; k++ {
				l.chars[k].adv = 0
			}
		}
		i = end
	}
}

// units are what stays with the figure before it (house rule): 12件, 5日, 30号.
const units = "件条万亿元年月日号时页个人次篇项份期%％"

// joined reports whether clreq keeps two characters together that a word processor may part: a figure and its unit (so
// that a date breaks only behind 年 or 月), and the year and number of a document, 〔2021〕30号.
func joined(a, b char) bool {
	switch {
	case a.class&digit != 0 && b.class&han != 0:
		for _, unit := range units {
			if b.r == unit {
				return true
			}
		}
	case a.r == '〕' && b.class&digit != 0:
		return true
	}
	return false
}

// pullIn returns the first place behind i where the line from from may break if its marks are squeezed, i if there is
// none: first pull in, then push out (先挤进，后推出). used is the width of chars[from:i], and room the line's.
func (l *layouter) pullIn(from, i, used, room int) int {
	give := 0
	for k := from; k < i; k++ {
		give += l.give(&l.chars[k])
	}
	at := i
	for ; at < len(l.chars) && l.chars[at].class&newline == 0; at++ {
		if at > from && l.mayBreak(at) {
			return at
		}
		c := &l.chars[at]
		used += int(c.adv)
		give += l.give(c)
		if used-give > room {
			return i
		}
	}
	return at
}

// endCut returns what a mark at the end of a line gives up: a full-width mark ends a line in half an em (GB/T 15834
// 5.1.10).
func (l *layouter) endCut(n *line) Unit {
	if n.end == n.from {
		return 0
	}
	if c := &l.chars[n.end-1]; c.class&closing != 0 {
		return l.give(c)
	}
	return 0
}

// squeezeKind orders the marks that shorten a line: brackets first, then 、，；：, full stops last (CLREQ).
func squeezeKind(c *char) int {
	switch {
	case c.class&stop != 0:
		return 2
	case c.class&pause != 0:
		return 1
	}
	return 0
}
