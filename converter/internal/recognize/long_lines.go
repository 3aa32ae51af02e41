package recognize

import (
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/fold"
	"nianbao/converter/internal/recognize/table"
	"nianbao/converter/report"
)

// A page flattened to one line: headings stand inside it.

// splitLines cuts long lines at the section headings that stand in them, an ordinal and the words of a heading, and all at a
// title that has a page's buttons in front.
func (k *knowledge) splitLines(items []item, own bool) []item {
	var out []item
	done := 0 // items that are in out
	for i := range items {
		var parts []item
		switch it := &items[i]; {
		case it.loose && len(it.plain) > 3*table.LongLine:
			parts = k.splitAtHeadings(it)
		case !own && it.table == nil && it.role == document.None:
			parts = k.behindControls(it)
		}
		if parts != nil {
			out = append(append(slices.Grow(out, len(items)-done+len(parts)), items[done:i]...), parts...)
			done = i + 1
		}
	}
	if done == 0 {
		return items // as nearly always
	}
	return append(out, items[done:]...)
}

// cut is the heading of a section in a line that holds more.
type cut struct {
	from, to int  // its bytes
	prose    bool // the section is text
}

// splitAtHeadings returns the parts of a line; nil where it has no headings.
func (k *knowledge) splitAtHeadings(it *item) []item {
	var cuts []cut
	for _, o := range k.orders {
		if found := o.cuts(it.plain); len(found) > len(cuts) {
			cuts = found
		}
	}
	if len(cuts) == 0 {
		return nil
	}
	title := k.titleBehindControls(it.plain[:cuts[0].from])
	out := appendFlattened(appendFlattened(nil, it, 0, title), it, title, cuts[0].from)
	for i, c := range cuts {
		out = appendPart(out, it, c.from, c.to)
		end := len(it.plain)
		if i+1 < len(cuts) {
			end = cuts[i+1].from
		}
		if c.prose {
			out = appendFlattened(out, it, c.to, end)
		} else {
			out = appendPart(out, it, c.to, end)
		}
	}
	return out
}

// cuts returns the headings in a line.
func (o order) cuts(line string) []cut {
	var cuts []cut
	at := 0
	next := 0 // sections come in their order, whatever their ordinals say
	for search := 0; next < len(o.names); {
		i := strings.Index(line[search:], "、")
		if i < 0 {
			break
		}
		comma := search + i
		search = comma + len("、")
		numeral, size := utf8.DecodeLastRuneInString(line[at:comma])
		if !strings.ContainsRune("一二三四五六七八九十", numeral) {
			continue
		}
		for s := next; s < len(o.names); s++ {
			if end := headingEnd(line, search, o.names[s].names); end > 0 {
				cuts = append(cuts, cut{comma - size, end, o.names[s].table == ""})
				at, search, next = end, end, s+1
				break
			}
		}
	}
	return cuts
}

// headingEnd returns where the words of a heading that begin at from end; 0 if none of the names stands there.
func headingEnd(s string, from int, names [][]rune) int {
	best := 0
	for _, name := range names {
		n := 0
		for i, r := range s[from:] {
			f := fold.Rune(r)
			if f == 0 {
				if n == 0 || i > 200 {
					break
				}
				continue
			}
			if f != name[n] {
				break
			}
			if n++; n == len(name) {
				best = max(best, from+i+len(string(r)))
				break
			}
		}
	}
	return best
}

// appendPart appends the stretch of a line between two bytes as an item of its own, with its tokens.
func appendPart(out []item, it *item, from, to int) []item {
	text := chars.TrimSpace(it.plain[from:to])
	if text == "" {
		return out
	}
	part := item{text: report.Canonical(text), plain: text, line: it.line, role: it.role, loose: it.loose, cut: true, block: it.block,
		behind: it.behind || strings.TrimLeftFunc(it.plain[:from], aroundTitle) != "", last: it.last && to == len(it.plain)}
	before := len([]rune(it.plain[:from]))
	width := len([]rune(it.plain[from:to]))
	part.column = it.column + before
	part.width = len([]rune(text))
	// Columns of tokens count from the beginning of the line; the line was trimmed.
	shift := 1
	if len(it.tokens) > 0 {
		shift = it.tokens[0].Column
	}
	for _, t := range it.tokens {
		runes := []rune(t.Text)
		start := t.Column - shift
		low, high := max(before-start, 0), min(before+width-start, len(runes))
		if low < high {
			cutToken := document.Token{Text: chars.TrimSpace(string(runes[low:high])), Before: t.Before, Column: t.Column + low}
			if low > 0 || len(part.tokens) == 0 {
				cutToken.Before = document.LineStart
			}
			part.tokens = append(part.tokens, cutToken)
		}
	}
	return append(out, part)
}
