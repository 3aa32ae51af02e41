package recognize

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/edition"
)

// identity is what the document says of itself.
type identity struct {
	title        string
	titleLine    int
	titleItems   []item
	organization string
	year         int
	rest         []item // the items before the first heading that are not the title
}

// namer reads title, organ and year by the words of the form.
type namer struct{ *edition.Words }

// identify reads title, organ and year from what stands before the first heading, and from the text where that does not
// say.
func (w namer) identify(ctx context.Context, front []item, body []item, own bool) identity {
	id := identity{rest: front}
	w.findTitle(ctx, &id, front, own)
	if id.title != "" {
		id.organization, id.year = w.titleParts(id.title)
		w.cutFrame(&id, front)
	}
	if id.year != 0 && id.organization != "" {
		return id
	}
	above := readItems(front)
	text := slices.Concat(above, readItems(body))
	if id.year == 0 {
		id.year = w.findYear(ctx, above, text)
	}
	if id.organization == "" {
		id.organization = w.findOrgan(ctx, above, text, id.year)
	}
	return id
}

// cutFrame cuts off what a page's frame put before the title where the page was flattened to one line (字号：大 中 小示例市…): the
// report names its organ in its first sentences.
func (w namer) cutFrame(id *identity, front []item) {
	if len(id.titleItems) == 0 || !id.titleItems[0].cut || id.organization == "" {
		return
	}
	for i := range front {
		r := read(front[i].plain)
		name := cmp.Or(w.named(r, w.Text.Named, id.year), w.named(r, w.Text.Announced, id.year))
		if name == "" || name == id.organization || !strings.HasSuffix(id.organization, name) || closesFirst(read(name).text) {
			continue
		}
		if at := strings.Index(id.title, id.organization); at >= 0 {
			id.title = id.title[at+len(id.organization)-len(name):]
			id.organization = name
		}
		return
	}
}

func readItems(items []item) []reading {
	all := make([]reading, len(items))
	for i := range items {
		all[i] = read(barless(&items[i]))
	}
	return all
}

// longestLabel is how many characters a line has that may be a label of the page: 2020年报_审计局.
const longestLabel = 40

// findYear reads the report's year out of the text: the period of the figures, a sentence that announces the report, or
// the year in which the sections say things happened, if there is one such year.
func (w namer) findYear(ctx context.Context, above, text []reading) int {
	for _, pattern := range []edition.Pattern{w.Text.Period, w.Text.Report} {
		for i, r := range text {
			if stopped(ctx, i) {
				return 0
			}
			if m := pattern.FindStringSubmatch(r.text); m != nil {
				return number(m[1])
			}
		}
	}
	for _, r := range above {
		if strings.Contains(r.text, w.Page.Report) && utf8.RuneCountInString(r.source) <= longestLabel {
			if m := w.Title.Year.FindStringSubmatch(r.text); m != nil {
				return number(m[1])
			}
		}
	}
	counts := map[int]int{}
	for i, r := range text {
		if stopped(ctx, i) {
			return 0
		}
		for _, m := range w.Text.Happened.FindAllStringSubmatchIndex(r.text, -1) {
			if !w.Text.Planned.MatchString(r.text[m[1]:]) {
				counts[number(r.text[m[2]:m[3]])]++
			}
		}
	}
	best := 0
	for year, n := range counts {
		if best == 0 || n > counts[best] || n == counts[best] && year < best {
			best = year
		}
	}
	for year, n := range counts {
		if year != best && n == counts[best] && year != best+1 {
			return 0 // two years with equal right; the next year's plans do not count
		}
	}
	return best
}

// number reads what a pattern found to be digits.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// findOrgan reads the organ's name out of the text, as printed: the report's own title in a sentence, else the name that
// is the subject of a clause. 我局, 县统计局 name nobody.
func (w namer) findOrgan(ctx context.Context, above, text []reading, year int) string {
	for i, r := range text {
		if stopped(ctx, i) {
			return ""
		}
		if name := w.named(r, w.Text.Named, year); name != "" {
			return name
		}
	}
	for _, r := range above {
		if name := w.named(r, w.Text.Announced, year); name != "" {
			return name
		}
	}
	for _, r := range above {
		if !strings.Contains(r.text, w.Page.Report) || utf8.RuneCountInString(r.source) > longestLabel {
			continue
		}
		for _, word := range strings.FieldsFunc(r.source, func(r rune) bool { return r < 0x80 || r == '　' || r == '—' || r == '：' }) {
			name := read(word).text
			if name != "" && w.nameAtStart(name) == name {
				return word
			}
		}
	}
	for i, r := range text {
		if stopped(ctx, i) {
			return ""
		}
		if len(r.source) < 16 || utf8.RuneCountInString(r.source) < 16 {
			continue
		}
		if name := w.subject(r); name != "" {
			return name
		}
	}
	return ""
}

// named returns the organ that a sentence names together with the report's year.
func (w namer) named(r reading, pattern edition.Pattern, year int) string {
	for _, m := range pattern.FindAllStringSubmatchIndex(r.text, -1) {
		if name := r.text[m[2]:m[3]]; number(r.text[m[4]:m[5]]) == year && !containsOne(name, w.Organ.NeverContains) {
			return squeezeTitle(w.organIn(r, m[2], m[3]))
		}
	}
	return ""
}

// subject returns a full organ's name that begins a clause and is what the clause speaks of, as printed.
func (w namer) subject(r reading) string {
	plain := read(w.withoutAsides(r))
	at := 0
	for at < len(plain.text) {
		end := at + len(plain.text[at:])
		if i := strings.IndexAny(plain.text[at:], clauseMarks); i >= 0 {
			end = at + i
		}
		if name := w.actor(plain.text[at:end]); name != "" {
			return plain.printed(at, at+len(name))
		}
		_, size := utf8.DecodeRuneInString(plain.text[end:])
		at = end + max(size, 1)
	}
	return ""
}

const clauseMarks = "，。；：,;:!！?？、 　\t“”"

// withoutAsides returns the print without what stands in brackets and marks of titles.
func (w namer) withoutAsides(r reading) string {
	asides := w.Text.Aside.FindAllStringIndex(r.text, -1)
	if asides == nil {
		return r.source
	}
	var b strings.Builder
	at, print := 0, r.source // where we are in the text, and the print from there on
	for _, m := range append(asides, []int{len(r.text), len(r.text)}) {
		n := skipRunes(print, utf8.RuneCountInString(r.text[at:m[0]]))
		b.WriteString(print[:n])
		print = print[n:]
		print = print[skipRunes(print, utf8.RuneCountInString(r.text[m[0]:m[1]])):]
		at = m[1]
	}
	return b.String()
}

// actor returns the organ that a clause begins with, if the clause goes on to say what it did.
func (w namer) actor(clause string) string {
	if !w.mayBeginName(clause) {
		return ""
	}
	name := w.nameAtStart(clause)
	if name == "" || !w.completeName(name) {
		return ""
	}
	for _, predicate := range w.Organ.Predicates {
		if strings.HasPrefix(clause[len(name):], predicate) {
			return name
		}
	}
	return ""
}

// longestName is how many characters of a text can belong to the name that begins it.
const longestName = 32

// nameAtStart returns the organ's name that a text begins with, "" for none.
func (w namer) nameAtStart(text string) string {
	m := w.Organ.Name.FindStringIndex(text[:skipRunes(text, longestName)])
	if m == nil || m[0] != 0 {
		return ""
	}
	return text[:m[1]]
}

// mayBeginName reports whether a full name can begin a clause, by its first character.
func (w namer) mayBeginName(clause string) bool {
	first, _ := utf8.DecodeRuneInString(clause)
	return first >= 0x80 && !strings.ContainsRune(w.Organ.NeverFirst, first)
}

// completeName rejects names that only say what kind of organ it is: 我局, 县统计局, 市政府, 各级人民政府.
func (w namer) completeName(name string) bool {
	if !w.mayBeginName(name) || !strings.ContainsAny(name, w.Organ.Places) {
		return false
	}
	for _, word := range w.Organ.NeverBegins {
		if strings.HasPrefix(name, word) {
			return false
		}
	}
	n := utf8.RuneCountInString(name)
	return n >= 4 && n <= 26
}

func containsOne(s string, words []string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(s, word) })
}
