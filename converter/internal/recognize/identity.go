package recognize

import (
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
func (w namer) identify(front []item, body []item, own bool) identity {
	id := identity{rest: front}
	w.findTitle(&id, front, own)
	if id.title != "" {
		id.organization, id.year = w.titleParts(id.title)
	}
	if id.year != 0 && id.organization != "" {
		return id
	}
	above := readItems(front)
	text := slices.Concat(above, readItems(body))
	if id.year == 0 {
		id.year = w.findYear(above, text)
	}
	if id.organization == "" {
		id.organization = w.findOrgan(above, text, id.year)
	}
	return id
}

func readItems(items []item) []reading {
	all := make([]reading, len(items))
	for i := range items {
		all[i] = read(items[i].plain)
	}
	return all
}

// longestLabel is how many characters a line has that may be a label of the page: 2020年报_审计局.
const longestLabel = 40

// findYear reads the report's year out of the text: the period of the figures, a sentence that announces the report, or
// the year in which the sections say things happened, if there is one such year.
func (w namer) findYear(above, text []reading) int {
	for _, pattern := range []edition.Pattern{w.Text.Period, w.Text.Report} {
		for _, r := range text {
			if m := pattern.FindStringSubmatch(r.text); m != nil {
				return number(m[1])
			}
		}
	}
	for _, r := range above {
		if len(r.print) <= longestLabel && strings.Contains(r.text, w.Page.Report) {
			if m := w.Title.Year.FindStringSubmatch(r.text); m != nil {
				return number(m[1])
			}
		}
	}
	counts := map[int]int{}
	for _, r := range text {
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
func (w namer) findOrgan(above, text []reading, year int) string {
	for _, r := range text {
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
		if len(r.print) > longestLabel || !strings.Contains(r.text, w.Page.Report) {
			continue
		}
		for _, word := range strings.FieldsFunc(string(r.print), func(r rune) bool { return r < 0x80 || r == '　' || r == '—' || r == '：' }) {
			name := read(word).text
			if m := w.Organ.Name.FindStringIndex(name); m != nil && m[0] == 0 && m[1] == len(name) {
				return word
			}
		}
	}
	for _, r := range text {
		if len(r.print) < 16 {
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
	var b strings.Builder
	done := 0
	for _, m := range w.Text.Aside.FindAllStringIndex(r.text, -1) {
		b.WriteString(r.printed(done, m[0]))
		done = m[1]
	}
	b.WriteString(r.printed(done, len(r.text)))
	return b.String()
}

// actor returns the organ that a clause begins with, if the clause goes on to say what it did.
func (w namer) actor(clause string) string {
	m := w.Organ.Name.FindStringIndex(clause)
	if m == nil || m[0] != 0 || m[1] == len(clause) || !w.completeName(clause[:m[1]]) {
		return ""
	}
	for _, predicate := range w.Organ.Predicates {
		if strings.HasPrefix(clause[m[1]:], predicate) {
			return clause[:m[1]]
		}
	}
	return ""
}

// completeName rejects names that only say what kind of organ it is: 我局, 县统计局, 市政府, 各级人民政府.
func (w namer) completeName(name string) bool {
	first, size := utf8.DecodeRuneInString(name)
	if strings.ContainsRune(w.Organ.NeverFirst, first) || !strings.ContainsAny(name, w.Organ.Places) {
		return false
	}
	for _, word := range w.Organ.NeverBegins {
		if strings.HasPrefix(name, word) {
			return false
		}
	}
	n := utf8.RuneCountInString(name)
	return n >= 4 && n <= 26 && len(name) > size
}

func containsOne(s string, words []string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(s, word) })
}
