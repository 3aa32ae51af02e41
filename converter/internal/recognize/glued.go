package recognize

import (
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fold"
	"nianbao/converter/report"
)

// A page flattened to one line: headings stand inside it, and cells are glued without separators.

// longLine is the width from which on headings are looked for inside a line.
const longLine = 160

// splitLongLines cuts long lines at the section headings that stand in them: an ordinal and the words of a heading.
func splitLongLines(items []item, names []sectionNames) []item {
	long := slices.ContainsFunc(items, func(it item) bool { return it.loose && len(it.plain) > 3*longLine })
	if !long {
		return items
	}
	out := make([]item, 0, len(items)+12)
	for _, it := range items {
		if !it.loose || len(it.plain) <= 3*longLine {
			out = append(out, it)
			continue
		}
		out = append(out, splitAtHeadings(it, names)...)
	}
	return out
}

func splitAtHeadings(it item, names []sectionNames) []item {
	type cut struct{ from, to int } // byte range of a heading in plain
	var cuts []cut
	at := 0
	next := 0 // sections come in their order, whatever their ordinals say
	for search := 0; next < len(names); {
		i := strings.Index(it.plain[search:], "、")
		if i < 0 {
			break
		}
		comma := search + i
		search = comma + len("、")
		numeral, size := utf8.DecodeLastRuneInString(it.plain[at:comma])
		if !strings.ContainsRune("一二三四五六七八九十", numeral) {
			continue
		}
		for s := next; s < len(names); s++ {
			if end := headingEnd(it.plain, search, names[s].names); end > 0 {
				cuts = append(cuts, cut{comma - size, end})
				at, search, next = end, end, s+1
				break
			}
		}
	}
	if len(cuts) == 0 {
		return []item{it}
	}
	var out []item
	from := 0
	for _, c := range cuts {
		out = appendPart(out, it, from, c.from)
		out = appendPart(out, it, c.from, c.to)
		from = c.to
	}
	return appendPart(out, it, from, len(it.plain))
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
func appendPart(out []item, it item, from, to int) []item {
	text := report.TrimSpace(it.plain[from:to])
	if text == "" {
		return out
	}
	part := item{text: report.Canonical(text), plain: text, line: it.line, role: it.role, loose: it.loose, cut: true, last: it.last && to == len(it.plain)}
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
			cutToken := document.Token{Text: report.TrimSpace(string(runes[low:high])), Before: t.Before, Column: t.Column + low}
			if low > 0 || len(part.tokens) == 0 {
				cutToken.Before = document.LineStart
			}
			part.tokens = append(part.tokens, cutToken)
		}
	}
	return append(out, part)
}

// gluedLabels reports whether a token is several labels, with figures between them, and not one cell.
func gluedLabels(token string, labels []edition.Label) bool {
	if len(token) < 40 || !strings.ContainsAny(token, "0123456789") {
		return false
	}
	folded := fold.Text(token)
	n := 0
	for i := range labels {
		if len(labels[i].Folded) >= 4 && strings.Contains(folded, string(labels[i].Folded)) {
			if n++; n >= 2 {
				return true
			}
		}
	}
	return false
}

// splitGlued cuts a token of glued cells into words and runs of digits. The last digit of a run belongs to the words
// behind it where it is their ordinal: 00000002.其他 is seven noughts and a label.
func splitGlued(token string) []string {
	var parts []string
	runes := []rune(token)
	start := 0
	closing := 0 // where the bracket that is open ends: figures do not stand in brackets
	for i := 0; i < len(runes); {
		if runes[i] == '（' || runes[i] == '(' {
			if n := slices.IndexFunc(runes[i:min(len(runes), i+60)], func(r rune) bool { return r == '）' || r == ')' }); n > 0 {
				closing = i + n
			}
		}
		if !digit(runes[i]) || i < closing {
			i++
			continue
		}
		end := i
		for end < len(runes) && (digit(runes[end]) || strings.ContainsRune(".,，-－−", runes[end]) && end+1 < len(runes) && digit(runes[end+1])) {
			end++
		}
		if end < len(runes) && strings.ContainsRune("年月日号", runes[end]) {
			i = end // a date in prose
			continue
		}
		cut := end
		if end < len(runes) && strings.ContainsRune(".．、", runes[end]) {
			cut = end - 1 // an ordinal
		}
		if cut > i {
			if i > start {
				parts = append(parts, string(runes[start:i]))
			}
			parts = append(parts, string(runes[i:cut]))
			start = cut
		}
		i = end
	}
	if start < len(runes) {
		parts = append(parts, string(runes[start:]))
	}
	return parts
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

// Bounds of the search for ways to divide digits: steps, and digits of one number (sums must not overflow).
const (
	mostReadings  = 200_000
	longestNumber = 12
)

// division is the search for the one way to cut runs of digits into numbers.
type division struct {
	runs    []string
	left    []int       // digits from the beginning of each run to the end of all
	numbers []int64     // one per slot
	checks  [][]slotSum // per slot: the formulas that can be judged once it is filled
	found   []int64     // the first reading
	count   int         // readings found
	steps   int
}

// slotSum is a formula on slots: the numbers at left add up to those at right.
type slotSum struct{ left, right []int }

// divide returns the one way to cut runs of digits into as many numbers as slots so that the formulas within the slots
// hold; nil if there is none or more than one. A number of several digits does not begin with 0.
func divide(runs []string, slots []report.Key, formulas []formula) []report.Cell {
	d := &division{runs: runs, left: make([]int, len(runs)+1), numbers: make([]int64, len(slots)), checks: slotChecks(slots, formulas)}
	for i := len(runs) - 1; i >= 0; i-- {
		if runs[i] == "" || !allDigits(runs[i]) {
			return nil
		}
		d.left[i] = d.left[i+1] + len(runs[i])
	}
	if d.left[0] < len(slots) || d.left[0] > mostDigits(len(slots)) {
		return nil
	}
	if !slices.ContainsFunc(d.checks, func(c []slotSum) bool { return len(c) > 0 }) && strings.Trim(strings.Join(runs, ""), "0") != "" {
		return nil // without a formula, only a row of noughts can be divided in just one way
	}
	d.walk(0, 0, 0)
	if d.count != 1 || d.steps > mostReadings {
		return nil
	}
	cells := make([]report.Cell, len(slots))
	for i, n := range d.found {
		cells[i] = report.Count(int(n))
	}
	return cells
}

// mostDigits returns how many digits a row may have at the most: the more there are, the likelier a division adds up by
// chance.
func mostDigits(slots int) int { return 2 * max(slots, 6) }

// gluedWhole reports whether every row of several slots has at least a digit for each: where one has not, blank cells
// were dropped from the text, and no row can be divided with certainty.
func (b *binding) gluedWhole(r region, groups []group) bool {
	digits := make([]int, len(b.labels))
	for _, g := range groups {
		if g.label == none {
			continue
		}
		for _, c := range g.cells {
			if k := r.cells[c].kind; k != blank {
				digits[g.label] += len(r.cells[c].text)
			}
		}
	}
	for l := range b.labels {
		if n := len(b.labels[l].Slots); n > 1 && b.found[l] && digits[l] < n {
			return false
		}
	}
	return true
}

// slotChecks puts each formula that lies within the slots at the last slot it needs.
func slotChecks(slots []report.Key, formulas []formula) [][]slotSum {
	at := make(map[report.Key]int, len(slots))
	for i, k := range slots {
		at[k] = i
	}
	checks := make([][]slotSum, len(slots))
	for _, f := range within(formulas, slots) {
		var s slotSum
		last := 0
		for _, k := range f.left {
			s.left = append(s.left, at[k])
			last = max(last, at[k])
		}
		for _, k := range f.right {
			s.right = append(s.right, at[k])
			last = max(last, at[k])
		}
		checks[last] = append(checks[last], s)
	}
	return checks
}

// walk fills the slots from slot on with what begins at a byte of a run.
func (d *division) walk(run, at, slot int) {
	if d.steps++; d.steps > mostReadings || d.count > 1 {
		return
	}
	if run < len(d.runs) && at == len(d.runs[run]) {
		run, at = run+1, 0
	}
	if run == len(d.runs) {
		if slot == len(d.numbers) {
			if d.count++; d.count == 1 {
				d.found = slices.Clone(d.numbers)
			}
		}
		return
	}
	open := len(d.numbers) - slot
	if open == 0 || d.left[run]-at < open {
		return
	}
	longest := min(len(d.runs[run])-at, longestNumber, d.left[run]-at-open+1)
	if d.runs[run][at] == '0' {
		longest = 1
	}
	n := int64(0)
	for size := 1; size <= longest; size++ {
		n = n*10 + int64(d.runs[run][at+size-1]-'0')
		d.numbers[slot] = n
		if d.holds(slot) {
			d.walk(run, at+size, slot+1)
		}
	}
}

func (d *division) holds(slot int) bool {
	for _, c := range d.checks[slot] {
		sum := int64(0)
		for _, i := range c.left {
			sum += d.numbers[i]
		}
		for _, i := range c.right {
			sum -= d.numbers[i]
		}
		if sum != 0 {
			return false
		}
	}
	return true
}
