package recognize

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// identity is what the document says of itself.
type identity struct {
	title        string
	titleLine    int
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
		w.splitTitle(&id)
	}
	if id.year == 0 {
		id.year = w.findYear(front, body)
	}
	if id.organization == "" {
		id.organization = w.findOrgan(front, body, id.year)
	}
	return id
}

// findTitle looks for one to three short lines that together are a title, the last such place before the text begins.
func (w namer) findTitle(id *identity, front []item, own bool) {
	var lines []int // indexes of the items that are not blank
	for i := range front {
		if front[i].role == document.Title {
			id.title, id.titleLine = front[i].plain, front[i].line
			if !own {
				id.title = squeezeTitle(id.title)
			}
			id.rest = append(append([]item{}, front[:i]...), front[i+1:]...)
			return
		}
		if !front[i].blank() && front[i].table == nil {
			lines = append(lines, i)
		}
	}
	bestFrom, bestTo, bestScore := none, none, 0
	for from := range lines {
		joined := ""
		for to := from; to < len(lines) && to < from+4; to++ {
			s := front[lines[to]].plain
			if s = w.Title.Label.ReplaceAllString(s, ""); utf8.RuneCountInString(s) > 60 || strings.ContainsAny(s, "。；，") {
				break
			}
			joined += s
			squeezed := squeezeTitle(joined)
			if !w.Title.Whole.MatchString(squeezed) || containsOne(squeezed, w.Title.NeverContains) {
				continue
			}
			if strings.ContainsAny(squeezed, w.Title.PageMarks) {
				continue // a line of the page's own data: a crumb, a path, a field
			}
			score := 10 - 2*(to-from)
			organ, year := w.titleParts(squeezed)
			if year != 0 {
				score += 20
			}
			if organ != "" {
				score += 10
				if to > from && !w.organLike(front[lines[from]].plain) {
					score -= 25 // the line above belongs to the page, not to the title
				}
			}
			if w.Title.Label.MatchString(front[lines[from]].plain) {
				score -= 5
			}
			if score > bestScore || score == bestScore && bestFrom != from {
				bestFrom, bestTo, bestScore = from, to, score
			}
			break
		}
	}
	if bestFrom == none {
		return
	}
	joined := ""
	for _, i := range lines[bestFrom : bestTo+1] {
		joined += w.Title.Label.ReplaceAllString(front[i].plain, "")
	}
	id.title, id.titleLine = squeezeTitle(joined), front[lines[bestFrom]].line
	// What stands above a title is the frame of the page that it was taken from.
	id.rest = front[lines[bestTo]+1:]
}

// organLike reports whether a line by itself may be the first line of a title: a name, or a year.
func (w namer) organLike(s string) bool {
	s = squeezeTitle(s)
	if m := w.Organ.Name.FindStringIndex(s); m != nil && m[0] == 0 {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(w.Organ.Last, last) || w.Title.Year.MatchString(s)
}

// squeezeTitle drops the white space that extractors and typists leave in a title; between Latin words it stays.
func squeezeTitle(s string) string {
	var b strings.Builder
	fields := strings.FieldsFunc(s, report.IsSpace)
	for i, f := range fields {
		if i > 0 {
			last, _ := utf8.DecodeLastRuneInString(fields[i-1])
			first, _ := utf8.DecodeRuneInString(f)
			if latin(last) && latin(first) {
				b.WriteByte(' ')
			}
		}
		b.WriteString(f)
	}
	return b.String()
}

// titleParts reads organ and year out of a title: 示例市商务局2023年…, 2023年度示例市商务局…
func (w namer) titleParts(title string) (organ string, year int) {
	m := w.Title.Year.FindStringSubmatchIndex(title)
	if m == nil {
		if at := strings.IndexAny(title, w.Title.SubjectFirst); at > 0 {
			return w.trimOrgan(title[:at]), 0
		}
		return "", 0
	}
	year, _ = strconv.Atoi(title[m[2]:m[3]])
	if organ = w.trimOrgan(title[:m[0]]); organ != "" {
		return organ, year
	}
	rest := title[m[1]:]
	for _, stop := range w.Title.Subjects {
		if at := strings.Index(rest, stop); at >= 0 {
			return w.trimOrgan(rest[:at]), year
		}
	}
	return "", year
}

func (w namer) trimOrgan(s string) string {
	s = strings.TrimSuffix(s, w.Title.About)
	s = strings.Trim(s, "《》〈〉“”\"、，,:： \t|_-—")
	if strings.ContainsAny(s, "0123456789>|/：:，。；") {
		return "" // no organ is called so
	}
	if strings.HasPrefix(s, w.Title.About) || utf8.RuneCountInString(s) < 2 {
		return strings.TrimPrefix(s, w.Title.About)
	}
	return s
}

func (w namer) splitTitle(id *identity) {
	id.organization, id.year = w.titleParts(id.title)
}

// findYear reads the report's year out of the text: the period of the figures, a sentence that announces the report, or
// the year in which the sections say things happened, if there is one such year.
func (w namer) findYear(front, body []item) int {
	for _, re := range []edition.Pattern{w.Text.Period, w.Text.Report} {
		for _, items := range [][]item{front, body} {
			for i := range items {
				if m := re.FindStringSubmatch(items[i].plain); m != nil {
					year, _ := strconv.Atoi(m[1])
					return year
				}
			}
		}
	}
	for i := range front {
		if s := front[i].plain; utf8.RuneCountInString(s) <= 40 && strings.Contains(s, w.Page.Report) {
			if m := w.Title.Year.FindStringSubmatch(s); m != nil {
				year, _ := strconv.Atoi(m[1])
				return year
			}
		}
	}
	counts := map[int]int{}
	for _, items := range [][]item{front, body} {
		for i := range items {
			for _, m := range w.Text.Happened.FindAllStringSubmatchIndex(items[i].plain, -1) {
				if w.Text.Planned.MatchString(items[i].plain[m[1]:]) {
					continue
				}
				year, _ := strconv.Atoi(items[i].plain[m[2]:m[3]])
				counts[year]++
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

// findOrgan reads the organ's name out of the text: the report's own title in a sentence, else the name that is the
// subject of a clause. 我局, 县统计局 name nobody.
func (w namer) findOrgan(front, body []item, year int) string {
	for _, items := range [][]item{front, body} {
		for i := range items {
			for _, m := range w.Text.Named.FindAllStringSubmatch(items[i].plain, -1) {
				if y, _ := strconv.Atoi(m[2]); y == year && !containsOne(m[1], w.Organ.NeverContains) {
					return squeezeTitle(w.trimOrgan(m[1]))
				}
			}
		}
	}
	for i := range front {
		for _, m := range w.Text.Announced.FindAllStringSubmatch(front[i].plain, -1) {
			if y, _ := strconv.Atoi(m[2]); y == year {
				return squeezeTitle(w.trimOrgan(m[1]))
			}
		}
	}
	for i := range front {
		// A page label such as “2020年报_审计局”.
		if s := front[i].plain; utf8.RuneCountInString(s) <= 40 && strings.Contains(s, w.Page.Report) {
			for _, word := range strings.FieldsFunc(s, func(r rune) bool { return r < 0x80 || r == '　' || r == '—' || r == '：' }) {
				if m := w.Organ.Name.FindStringIndex(word); m != nil && m[0] == 0 && m[1] == len(word) {
					return word
				}
			}
		}
	}
	for _, items := range [][]item{front, body} {
		for i := range items {
			if utf8.RuneCountInString(items[i].plain) < 16 {
				continue
			}
			if name := w.subject(items[i].plain); name != "" {
				return name
			}
		}
	}
	return ""
}

// subject returns a full organ's name that begins a clause and is what the clause speaks of.
func (w namer) subject(s string) string {
	s = w.Text.Aside.ReplaceAllString(s, "")
	clauses := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("，。；：,;:!！?？、 　\t“”", r) })
	for _, c := range clauses {
		m := w.Organ.Name.FindStringIndex(c)
		if m == nil || m[0] != 0 {
			continue
		}
		name, rest := c[:m[1]], c[m[1]:]
		if !w.completeName(name) || rest == "" {
			continue
		}
		for _, predicate := range w.Organ.Predicates {
			if strings.HasPrefix(rest, predicate) {
				return name
			}
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
