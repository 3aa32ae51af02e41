package recognize

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/recognize/table"
	"nianbao/converter/internal/script"
)

const (
	mostTitleLines   = 4  // lines that a title is spread over
	longestTitleLine = 60 // characters
)

// findTitle looks for the title in what stands before the first heading: what is styled as one, else the lines that
// together read like one.
func (w namer) findTitle(ctx context.Context, id *identity, front []item, own bool) {
	from, to := w.styledTitle(front, own)
	above := front[:max(from, 0)]
	if from == none {
		from, to = w.typedTitle(ctx, front)
		above = nil // what stands above such a title is the frame of the page that it was taken from
	}
	if from == none {
		return
	}
	for i := from; i <= to; i++ {
		if own {
			id.title += front[i].plain
		} else {
			id.title += w.titleLine(w.titleText(&front[i]))
		}
	}
	id.titleLine, id.titleItems = front[from].line, front[from:to+1]
	id.rest = slices.Concat(above, front[to+1:])
}

// styledTitle returns the paragraphs of the title's style. A title may be cut in two by whoever edited the file; of
// another's file only so far as the pieces read like a title together, because a page has headlines of its own.
func (w namer) styledTitle(front []item, own bool) (from, to int) {
	from = slices.IndexFunc(front, func(it item) bool { return it.role == document.Title })
	if from == none {
		return none, none
	}
	joined := w.titleLine(front[from].plain)
	best := from
	for i := from + 1; i < len(front) && i < from+mostTitleLines; i++ {
		if front[i].blank() {
			continue
		}
		if front[i].role != document.Title || !own && w.isTitle(joined) {
			break
		}
		if joined += w.titleLine(front[i].plain); own || w.isTitle(joined) {
			best = i
		}
	}
	return from, best
}

// typedTitle looks for one to four short lines that together are a title, the last such place before the text begins.
func (w namer) typedTitle(ctx context.Context, front []item) (from, to int) {
	lines := w.titleLines(ctx, front)
	from, to = none, none
	best := 0
	for i := range lines {
		if stopped(ctx, i) {
			break
		}
		last := w.titleEnd(lines[i:min(len(lines), i+mostTitleLines)])
		if last == none {
			continue
		}
		last += i
		joined := ""
		for _, l := range lines[i : last+1] {
			joined += w.titleLine(l.text)
		}
		more := last - i
		if last+1 < len(lines) && w.lacksYear(joined, front[lines[last+1].item].plain) {
			last++
			joined += w.titleLine(front[lines[last].item].plain)
		}
		if score := w.weighTitle(joined, front[lines[i].item].plain, more); score >= best {
			from, to, best = lines[i].item, lines[last].item, score
		}
	}
	return from, to
}

// titleLine is a line that may be one of a title's.
type titleLine struct {
	item int
	text string // without a label
	part bool   // it may be a part of one: it is short, and no sentence
	ends bool   // its last character may end one
}

// titleLines returns the lines of the front matter that are not blank.
func (w namer) titleLines(ctx context.Context, front []item) []titleLine {
	var lines []titleLine
	for i := range front {
		if stopped(ctx, i) {
			break
		}
		if front[i].blank() || front[i].table != nil || table.Rule(front[i].plain) {
			continue
		}
		l := titleLine{item: i, text: w.titleText(&front[i])}
		l.part = len(l.text) <= 2*utf8.UTFMax*longestTitleLine && titleLength(l.text) <= longestTitleLine && !strings.ContainsFunc(l.text, endsClause)
		l.ends = l.part && w.mayEndTitle(l.text)
		lines = append(lines, l)
	}
	return lines
}

// titleLength counts the characters of a line, letters of Tibetan, Uyghur and Mongolian as half of one: a name takes two or
// three times as many of them as of Han characters.
func titleLength(line string) int {
	halves := 0
	for _, r := range line {
		halves += 2
		if s := script.Of(r); s != nil && s.Shaped {
			halves--
		}
	}
	return (halves + 1) / 2
}

// titleEnd returns which of some lines is the first with which they are a whole title, none if they never are.
func (w namer) titleEnd(lines []titleLine) int {
	joined, upTo := "", 0 // the lines put together so far
	for j := range lines {
		if !lines[j].part {
			break
		}
		if !lines[j].ends {
			continue
		}
		for ; upTo <= j; upTo++ {
			joined += w.titleLine(lines[upTo].text)
		}
		if w.isTitle(joined) {
			return j
		}
	}
	return none
}

// mayEndTitle reports whether a line may be the last of a title, by its last character alone.
func (w namer) mayEndTitle(line string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(line, aroundTitle))
	return w.Title.Whole.EndsIn(string(readRune(last)))
}

// titleText is a line as part of a title, without a label. Extractors put a bar where the lines of a title met: the organ's
// name and what follows it are joined. A path of a page, 政务公开|2022年…, has no organ in front.
func (w namer) titleText(it *item) string {
	text := w.withoutLabel(barless(it))
	organ, rest, ok := strings.Cut(strings.Trim(text, "| \t"), "|")
	if !ok {
		return text
	}
	name := w.Text.Aside.ReplaceAllString(read(organ).text, "") // a second name in brackets
	if last, _ := utf8.DecodeLastRuneInString(name); !strings.ContainsRune(w.Organ.Last, last) && (name == "" || w.nameAtStart(name) != name) {
		return text
	}
	joined := organ + strings.ReplaceAll(rest, "|", "")
	if _, year := w.titleParts(joined); year == 0 || !w.isTitle(joined) {
		return text
	}
	return joined
}

// lacksYear reports whether a title has no year and the line below it is nothing but one.
func (w namer) lacksYear(title, below string) bool {
	_, year := w.titleParts(title)
	return year == 0 && w.Title.YearAlone.MatchString(read(w.titleLine(below)).text)
}

// weighTitle says how much speaks for a title that is put together from its first line and more below.
func (w namer) weighTitle(title, first string, more int) int {
	score := 10 - 2*more
	organ, year := w.titleParts(title)
	if year != 0 {
		score += 20
	}
	if organ != "" {
		score += 10
		if more > 0 && !w.organLike(first) {
			score -= 25 // the line above belongs to the page, not to the title
		}
	}
	if w.withoutLabel(first) != first {
		score -= 5
	}
	return score
}

// isTitle reports whether a text is a whole title of such a report.
func (w namer) isTitle(title string) bool {
	if !w.mayEndTitle(title) {
		return false
	}
	text := read(title).text
	return w.Title.Whole.MatchString(text) && !containsOne(text, w.Title.NeverContains) && !strings.ContainsAny(text, w.Title.PageMarks)
}

// closesFirst reports whether a bracket is closed that was not opened: the text is the end of something.
func closesFirst(text string) bool {
	open := 0
	for _, r := range text {
		switch r {
		case '（':
			open++
		case '）':
			if open--; open < 0 {
				return true
			}
		}
	}
	return false
}

func (w namer) withoutLabel(s string) string { return w.Title.Label.ReplaceAllString(s, "") }

// titleLine is a line as part of a title: without its label, the marks of markup and of drawn tables, and stray white
// space.
func (w namer) titleLine(s string) string {
	if strings.HasPrefix(s, "|") && strings.HasSuffix(s, "|") {
		s = strings.ReplaceAll(s, "|", " ") // a converter put bars between all stretches of text
	}
	return squeezeTitle(strings.TrimFunc(w.withoutLabel(s), aroundTitle))
}

// aroundTitle reports whether a character is no part of a title at its ends: marks of markup, bars, white space.
func aroundTitle(r rune) bool { return strings.ContainsRune("#=*_+|\\", r) || chars.IsSpace(r) }

// organLike reports whether a line by itself may be the first line of a title: a name, or a year.
func (w namer) organLike(s string) bool {
	s = read(w.titleLine(s)).text
	if w.nameAtStart(s) != "" {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(w.Organ.Last, last) || w.Title.Year.MatchString(s)
}

// squeezeTitle drops the white space that extractors and typists leave in a title; between Latin words, and between words
// of another script that has them, it stays.
func squeezeTitle(s string) string {
	if !strings.ContainsFunc(s, chars.IsSpace) {
		return s
	}
	var b strings.Builder
	fields := strings.FieldsFunc(s, chars.IsSpace)
	for i, f := range fields {
		if i > 0 {
			last, _ := utf8.DecodeLastRuneInString(fields[i-1])
			first, _ := utf8.DecodeRuneInString(f)
			if latin(last) && latin(first) || script.Of(last) != nil && script.Of(last) == script.Of(first) {
				b.WriteByte(' ')
			}
		}
		b.WriteString(f)
	}
	return b.String()
}

// titleParts reads organ and year out of a title: 示例市商务局2023年…, 2023年度示例市商务局…, 示例市商务局…报告（2023年）.
func (w namer) titleParts(title string) (organ string, year int) {
	r := read(title)
	begins := 0
	if m := w.Title.Kind.FindStringIndex(r.text); m != nil && !w.Title.Year.MatchString(r.text[:m[1]]) {
		begins = m[1]
	}
	subject := w.subjectAt(r.text)
	from, to, year := w.titleYear(r.text, subject)
	if from > subject && w.subjectAt(r.text[to:]) >= 0 && w.fullName(r.text[begins:from]) {
		subject = to + w.subjectAt(r.text[to:]) // the name holds the words itself: 示例市政务公开办公室2023年政府信息公开…
	}
	if from == none || from > subject && subject >= 0 {
		return w.organIn(r, begins, subject), year
	}
	before, after := w.organIn(r, begins, from), w.organIn(r, to, subject)
	switch {
	case before == "":
		return after, year
	case after == "" || !w.fullName(read(after).text):
		return before, year
	case w.fullName(read(before).text):
		return "", year // 示例市人民政府2023年度示例市商务局…: one of them is the page's
	case w.organLike(before):
		return before, year
	}
	return after, year // 打印2023年度示例市商务局…
}

// fullName reports whether a text is the whole name of an organ.
func (w namer) fullName(text string) bool { return w.nameAtStart(text) == text && w.completeName(text) }

// titleYear returns where the year of a title stands, none if nowhere, and the year; 0 where there are several. The years of
// days are not the report's, and a number without 年 may be one of the page: 阅读 2019.
func (w namer) titleYear(text string, subject int) (from, to, year int) {
	var found [][]int
	units := false // some have 年
	days := w.Title.Day.FindAllStringIndex(text, -1)
	for _, m := range w.Title.Year.FindAllStringSubmatchIndex(text, -1) {
		if slices.ContainsFunc(days, func(d []int) bool { return d[0] <= m[2] && m[2] < d[1] }) {
			continue
		}
		unit := strings.Contains(text[m[3]:m[1]], w.Title.YearUnit)
		if unit && !units {
			units, found = true, nil
		}
		if unit == units {
			found = append(found, m)
		}
	}
	if len(found) == 0 {
		return none, none, 0
	}
	best := found[0]
	year = number(text[best[2]:best[3]])
	for _, m := range found[1:] {
		if m[0] < subject {
			best = m
		}
		if number(text[m[2]:m[3]]) != year {
			year = 0
		}
	}
	return best[0], best[1], year
}

// subjectAt returns where a title begins to say what it is about, none if it does not. A name may end in the words
// that the subject begins with: 示例县人民政府信息公开….
func (w namer) subjectAt(text string) int {
	at := none
	for _, s := range w.Title.Subjects {
		if i := strings.Index(text, s); i >= 0 && (at == none || i < at) {
			at = i
		}
	}
	if at == none {
		return none
	}
	for end := range text[at:] {
		if end > 0 && strings.HasSuffix(text[:at+end], w.Title.Shared) {
			return at + end
		}
		if end > len(w.Title.Shared) {
			break
		}
	}
	return at
}

// organIn returns the organ that a part of a title names, as printed, "" for none.
func (w namer) organIn(r reading, from, to int) string {
	if to < from {
		return ""
	}
	text := r.text[from:to]
	if before, after, ok := strings.Cut(text, w.Title.About); ok {
		if before != "" {
			to = from + len(before)
		} else {
			for _, word := range w.Title.Announces {
				if rest, ok := strings.CutPrefix(after, word); ok {
					after = rest
					break
				}
			}
			from = to - len(after)
		}
		text = r.text[from:to]
	}
	const marks = "《》〈〉“”\"、，,:： \t|_-—·"
	if trimmed := strings.TrimLeft(text, marks+"）"); len(trimmed) < len(text) {
		from, text = to-len(trimmed), trimmed
	}
	if trimmed := strings.TrimRight(text, marks+"（"); len(trimmed) < len(text) {
		to, text = from+len(trimmed), trimmed
	}
	if strings.ContainsAny(text, "0123456789>|/：:，。；") || utf8.RuneCountInString(text) < 2 {
		return "" // no organ is called so
	}
	if strings.Count(text, "（") != strings.Count(text, "）") {
		return "" // a piece of a name
	}
	return r.printed(from, to)
}
