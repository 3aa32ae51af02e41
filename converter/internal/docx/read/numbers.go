package read

import "unicode/utf8"

// label returns the number of a paragraph and counts it; "" where the paragraph has none. ref is what the paragraph or
// its style says, style the paragraph style's ID.
func (n *numbering) label(ref numberRef, style string) string {
	l := n.lists[ref.num]
	if ref.num <= 0 || l == nil {
		return "" // 17.9.18: numId 0 takes a style's number away
	}
	level := ref.level
	if level < 0 {
		level = l.levelOfStyle(style)
	}
	l.advance(level)
	d := l.definition(level)
	if d.hidden || !d.defined {
		return ""
	}
	if d.bullet {
		return withSuffix(bullet(d.text, d.font), d.suffix)
	}
	return withSuffix(n.text(l, level), d.suffix)
}

// levelOfStyle returns the level that names the style (17.9.23), else the first.
func (l *list) levelOfStyle(style string) int {
	if style != "" {
		for i := range levels {
			if l.definition(i).style == style {
				return i
			}
		}
	}
	return 0
}

func (l *list) definition(level int) *listLevel {
	if o := l.level[level]; o != nil {
		return o
	}
	return &l.abstract.level[level]
}

// first is the number that the level starts with, here and after each restart (17.9.25, 17.9.26).
func (l *list) first(level int) int {
	if l.start[level] >= 0 {
		return l.start[level]
	}
	return l.definition(level).start
}

// advance counts one paragraph of the level. The first one of a w:num with a start override starts anew even where the
// abstract list has gone on; deeper levels start anew unless w:lvlRestart says otherwise (17.9.10).
func (l *list) advance(level int) {
	a := l.abstract
	switch {
	case l.start[level] >= 0 && !l.used[level]:
		a.count[level] = l.start[level]
	case !a.seen[level]:
		a.count[level] = l.first(level)
	default:
		a.count[level] = min(a.count[level]+1, 1_000_000_000)
	}
	a.seen[level] = true
	l.used[level] = true
	for upper := range level { // an upper level that has not come yet counts as begun, as in LibreOffice
		if !a.seen[upper] {
			a.count[upper], a.seen[upper] = l.first(upper), true
		}
	}
	for deeper := level + 1; deeper < levels; deeper++ {
		// lvlRestart k: only a paragraph of level k (counted from 1) or above restarts this level; 0: none does.
		if k := l.definition(deeper).restart; k < 0 || level < k {
			a.seen[deeper] = false
		}
	}
}

// text fills the level's pattern: %1 to %9 stand for the numbers of the levels.
func (n *numbering) text(l *list, level int) string {
	d := l.definition(level)
	b := make([]byte, 0, len(d.text)+8)
	for i := 0; i < len(d.text); i++ {
		c := d.text[i]
		if c != '%' || i+1 == len(d.text) || d.text[i+1] < '1' || d.text[i+1] > '9' {
			b = append(b, c)
			continue
		}
		i++
		of := int(d.text[i] - '1')
		if of > level {
			continue // a deeper level has no number here
		}
		count := l.abstract.count[of]
		format := l.definition(of).format
		if d.legal {
			format = "decimal"
		}
		var known bool
		if b, known = appendNumber(b, format, count); !known && n.found != nil {
			n.found(format)
		}
	}
	return string(b)
}

// withSuffix adds what stands between number and text (17.9.28). A tab is a gap: behind a full-width mark, which brings
// its own, nothing is added, elsewhere a space, so that the gap does not become a tab in the text.
func withSuffix(label string, suffix byte) string {
	if label == "" || suffix == 'n' {
		return label
	}
	if suffix == 't' {
		switch r, _ := utf8.DecodeLastRuneInString(label); r {
		case '、', '，', '。', '．', '）', '】', '〕', '》', '：', '　':
			return label
		}
	}
	return label + " "
}
