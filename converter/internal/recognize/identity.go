package recognize

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/edition"
)

// identity is what the document says of itself.
type identity struct {
	title        string
	titleLine    int
	titleItems   []item
	organization string
	year         int
	labelled     bool   // a line of the form names the organ
	doubtful     string // a name of which it is not certain where it begins
	rest         []item // the items before the first heading that are not the title
}

// namer reads title, organ and year by the words of the form.
type namer struct {
	*edition.Words
	places, neverFirst *chars.Set // the characters one of which a full name has, and those that begin none
}

func newNamer(words *edition.Words) namer {
	w := namer{words, new(chars.Set), new(chars.Set)}
	for _, r := range words.Organ.Places {
		w.places.Add(r)
	}
	for _, r := range words.Organ.NeverFirst {
		w.neverFirst.Add(r)
	}
	return w
}

// identify reads title, organ and year from what stands before the first heading, and from the text where that does not
// say.
func (w namer) identify(ctx context.Context, front []item, body []part, own bool) identity {
	id := identity{rest: front}
	w.findTitle(ctx, &id, front, own)
	w.findOrganLine(&id)
	if ctx.Err() != nil {
		return id
	}
	if id.title != "" {
		organ, year := w.titleParts(id.title)
		id.organization, id.year = cmp.Or(id.organization, organ), year
	}
	loose := id.organization != "" && !own && !id.labelled && w.mayHoldFrame(&id)
	if id.year != 0 && id.organization != "" && !loose {
		return id
	}
	above := readItems(front)
	text := slices.Clone(above)
	for i := range body {
		text = append(text, readItems(body[i].items)...)
	}
	if id.title != "" && id.organization == "" && id.titleItems[0].cut {
		if year := w.periodYear(ctx, text); year != 0 && year != id.year {
			id = identity{rest: front} // a headline of the page, of another year's report
		}
	}
	if id.year == 0 {
		id.year = w.findYear(ctx, above, text)
	}
	if ctx.Err() != nil {
		return id
	}
	if loose {
		at := slices.IndexFunc(front, func(it item) bool { return it.at == id.titleItems[0].at })
		w.delimitTitle(ctx, &id, slices.Concat(text[:at], text[at+len(id.titleItems):]))
	}
	if id.organization == "" {
		w.findOrgan(ctx, &id, front, above, text)
	}
	return id
}

// findOrganLine reads the line that names the organ by a label, where the form has one: 填报单位：示例市商务局. It is no part of the text.
func (w namer) findOrganLine(id *identity) {
	if !w.Organ.Label.Given() {
		return
	}
	for i := range id.rest {
		if m := w.Organ.Label.FindStringSubmatch(id.rest[i].plain); m != nil {
			id.organization, id.labelled = squeezeTitle(m[1]), true
			id.titleItems = append(slices.Clip(id.titleItems), id.rest[i])
			id.rest = slices.Concat(id.rest[:i], id.rest[i+1:])
			return
		}
	}
}

// mayHoldFrame reports whether what was read as the organ of a title may begin with words of the page: something stands in
// front of the title on its line, or there is white space in it.
func (w namer) mayHoldFrame(id *identity) bool {
	first := &id.titleItems[0]
	if w.withoutLabel(first.plain) != first.plain {
		return false // 标题：示例市…
	}
	return first.behind || strings.Contains(id.title, id.organization) && !strings.Contains(first.plain, id.organization)
}

// delimitTitle takes what belongs to the page off the title, or gives the organ up.
func (w namer) delimitTitle(ctx context.Context, id *identity, elsewhere []reading) {
	organ := id.organization
	id.organization = w.delimit(ctx, candidate{organ, elsewhere, id.titleItems[0].behind})
	if id.organization == "" {
		id.doubtful = organ
	} else if at := strings.Index(id.title, organ); at >= 0 {
		id.title = id.title[at+len(organ)-len(id.organization):]
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

// periodYear returns the year of the period of the figures, 0 where the text does not say it.
func (w namer) periodYear(ctx context.Context, text []reading) int {
	for i, r := range text {
		if stopped(ctx, i) {
			return 0
		}
		if m := w.Text.Period.FindStringSubmatch(r.text); m != nil {
			return number(m[1])
		}
	}
	return 0
}

// announcedYear returns the year in the first words that announce the report, 0 where there are none. A day may stand in front
// of them on a page's line.
func (w namer) announcedYear(ctx context.Context, text []reading) int {
	for i, r := range text {
		if stopped(ctx, i) {
			return 0
		}
		if m := w.Text.Report.FindStringIndex(r.text); m != nil {
			words := r.text[m[0]:m[1]]
			if _, _, year := w.titleYear(words, w.subjectAt(words)); year != 0 {
				return year
			}
		}
	}
	return 0
}

// findYear reads the report's year out of the text: the period of the figures, a sentence that announces the report, or
// the year in which the sections say things happened, if there is one such year.
func (w namer) findYear(ctx context.Context, above, text []reading) int {
	if year := cmp.Or(w.periodYear(ctx, text), w.announcedYear(ctx, text)); year != 0 {
		return year
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
// is the subject of a clause. 我局, 县统计局 name nobody. Where the title has a name that may begin with words of the page,
// only a sentence that names the report says whose it is.
func (w namer) findOrgan(ctx context.Context, id *identity, front []item, above, text []reading) {
	for i, r := range text {
		if stopped(ctx, i) {
			return
		}
		if id.organization = w.named(r, id.year); id.organization != "" {
			return
		}
	}
	for i := range above {
		w.announced(ctx, id, i, &front[i], text)
		if id.organization != "" {
			return
		}
	}
	if id.doubtful != "" {
		return
	}
	if id.organization = w.labelled(above); id.organization != "" {
		return
	}
	for i, r := range text {
		if stopped(ctx, i) {
			return
		}
		if len(r.source) < 16 || utf8.RuneCountInString(r.source) < 16 {
			continue
		}
		if id.organization = w.subject(r); id.organization != "" {
			return
		}
	}
}

// named returns the organ of the report whose title stands in a sentence, 《…2023年政府信息公开工作年度报告》.
func (w namer) named(r reading, year int) string {
	for _, m := range w.Text.Named.FindAllStringSubmatchIndex(r.text, -1) {
		if name := w.nameIn(r, m, year); name != "" {
			return name
		}
	}
	return ""
}

// announced reads the organ of which an item of the front matter announces the report.
func (w namer) announced(ctx context.Context, id *identity, i int, it *item, text []reading) {
	r := text[i]
	for _, m := range w.Text.Announced.FindAllStringSubmatchIndex(r.text, -1) {
		name := w.nameIn(r, m, id.year)
		if name == "" {
			continue
		}
		if it.behind && !w.inSentence(r.text, m[0], m[2]) {
			// The title itself, with what the page has in front of it.
			if id.doubtful != "" {
				continue
			}
			elsewhere := slices.Concat(text[:i], []reading{read(r.printed(m[3], len(r.text)))}, text[i+1:])
			sure := w.delimit(ctx, candidate{name, elsewhere, true})
			if sure == "" {
				id.doubtful = name
				continue
			}
			name = sure
		}
		id.organization = name
		return
	}
}

// inSentence reports whether an announcement of a name stands in running text, and not among the words of a page.
func (w namer) inSentence(text string, from, name int) bool {
	return from < name && (strings.ContainsFunc(text[:from], endsClause) || w.beginsSentence(text[from:]))
}

// nameIn returns the organ that a match names together with the report's year.
func (w namer) nameIn(r reading, m []int, year int) string {
	if name := r.text[m[2]:m[3]]; number(r.text[m[4]:m[5]]) != year || containsOne(name, w.Organ.NeverContains) {
		return ""
	}
	return squeezeTitle(w.organIn(r, m[2], m[3]))
}

// labelled returns the organ of a page's label, 2020年报_审计局.
func (w namer) labelled(above []reading) string {
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
	return ""
}

// subject returns a full organ's name that begins a clause and is what the clause speaks of, as printed.
func (w namer) subject(r reading) string {
	plain := r
	if words := w.withoutAsides(r); words != r.source {
		plain = read(words)
	}
	at := 0
	for at < len(plain.text) {
		end := at + clauseEnd(plain.text[at:])
		if name := w.actor(plain.text[at:end]); name != "" {
			return plain.printed(at, at+len(name))
		}
		_, size := utf8.DecodeRuneInString(plain.text[end:])
		at = end + max(size, 1)
	}
	return ""
}

// clauseEnd returns where the clause ends that a text begins with.
func clauseEnd(text string) int {
	for i, r := range text {
		switch r {
		case '，', '。', '；', '：', ',', ';', ':', '!', '！', '?', '？', '、', ' ', '　', '\t', '“', '”':
			return i
		}
	}
	return len(text)
}

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
	if !w.mayBeginName(clause) || !w.hasPlace(clause) {
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

// hasPlace reports whether what can be the name that begins a text may have a character that a full name has.
func (w namer) hasPlace(text string) bool {
	n := 0
	for _, r := range text {
		if w.places.MayHold(r) {
			return true
		}
		if n++; n == longestName {
			break
		}
	}
	return false
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
	return first >= 0x80 && !(w.neverFirst.MayHold(first) && strings.ContainsRune(w.Organ.NeverFirst, first))
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
