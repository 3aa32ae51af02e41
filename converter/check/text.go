package check

import (
	"cmp"
	"strings"
	"unicode"

	"nianbao/converter/diag"
	"nianbao/converter/report"
)

// condense brings text to the form that patterns are written for: no notation, no white space, ASCII digits, numbers
// without commas.
func condense(paragraph string) string {
	text, _ := condenseAt(report.Plain(paragraph))
	return text
}

// condenseAt is condense for plain text; it also returns where each byte of the result came from.
func condenseAt(plain string) (string, []int) {
	var b strings.Builder
	var from []int
	write := func(r rune, at int) {
		n := b.Len()
		b.WriteRune(r)
		for ; n < b.Len(); n++ {
			from = append(from, at)
		}
	}
	digit := false // the last character written was one
	for at, r := range plain {
		switch {
		case report.IsSpace(r):
			continue
		case r >= '０' && r <= '９':
			r += '0' - '０'
		case r == ',' && digit && groups(plain[at+1:]):
			continue
		}
		write(r, at)
		digit = r >= '0' && r <= '9'
	}
	return b.String(), from
}

// groups reports whether three digits follow, as they do behind the comma of 1,234.
func groups(rest string) bool {
	n := 0
	for _, r := range rest {
		if !(r >= '0' && r <= '9' || r >= '０' && r <= '９') {
			return false
		}
		if n++; n == 3 {
			return true
		}
	}
	return false
}

// Locate returns where the quote of a finding stands in a paragraph's plain text, as byte offsets. It is the first
// place; ok is false where the quote is not there.
func Locate(plain, quote string) (from, to int, ok bool) {
	text, at := condenseAt(plain)
	i := strings.Index(text, quote)
	if i < 0 || quote == "" {
		return 0, 0, false
	}
	from, to = at[i], len(plain)
	if end := i + len(quote); end < len(at) {
		to = at[end]
	}
	return from, to, true
}

// passage is a paragraph that a rule looks at.
type passage struct {
	section string // "" for the title
	index   int    // of the paragraph in its section
	text    string // condensed
	line    int
}

// place is where the passage stands.
func (p passage) place() diag.Place { return diag.Place{Section: p.section, Line: p.line} }

const titleSection = "title" // what rules call the title among sections

// passages returns the paragraphs of the rule's sections, in the order of the report.
func (r *run) passages(sections []string) []passage {
	if r.text == nil {
		r.text = r.allPassages()
	}
	var list []passage
	for _, p := range r.text {
		name := p.section
		if name == "" {
			name = titleSection
		}
		if contains(sections, name) {
			list = append(list, p)
		}
	}
	return list
}

// allPassages brings the title, the prose and what stands around the signature to the form that patterns are written for, once for all rules.
func (r *run) allPassages() []passage {
	list := []passage{}
	if r.r.Title != "" {
		p := passage{text: condense(r.r.Title)}
		if r.in.Evidence != nil {
			p.line = r.in.Evidence.Title
		}
		list = append(list, p)
	}
	for _, s := range r.own.Sections {
		if s.Table != "" {
			continue
		}
		for i, text := range r.r.Prose[s.Key] {
			p := passage{section: s.Key, index: i, text: condense(text)}
			if r.in.Evidence != nil && i < len(r.in.Evidence.Prose[s.Key]) {
				p.line = r.in.Evidence.Prose[s.Key][i]
			}
			list = append(list, p)
		}
	}
	return append(list, r.tailPassages()...)
}

// tailPassages are what stands around the signature, under its keys in the contract.
func (r *run) tailPassages() []passage {
	var list []passage
	for _, part := range r.r.TailParts() {
		for i, text := range *part.Paragraphs {
			p := passage{section: part.Key, index: i, text: condense(text)}
			if r.in.Evidence != nil && i < len(r.in.Evidence.Prose[part.Key]) {
				p.line = r.in.Evidence.Prose[part.Key][i]
			}
			list = append(list, p)
		}
	}
	return list
}

// quote makes a finding point at words of a passage.
func (f Finding) quote(p passage, words string) Finding {
	f.Paragraph, f.Quote = p.index, words
	return f
}

// yearIn returns the first year of a text with its 年, or a text that does not occur.
func (r *run) yearIn(text string) string {
	if y := r.c.editions.Words.Text.Year.FindString(text); y != "" {
		return y
	}
	return "\x00"
}

// yearMismatch compares every year that the rule's pattern captures with that of the report.
func (r *run) yearMismatch(j *job) {
	if j.book.edition != r.own || r.r.Year == 0 {
		return
	}
	want := number("year", r.r.Year)
	patterns := j.book.patterns[j.order]
	wrong := false
	for _, p := range r.passages(j.rule.Sections) {
		for _, m := range patterns.pattern.FindAllStringSubmatch(p.text, -1) {
			if matches(patterns.exclude, m[0]) {
				continue
			}
			for _, year := range m[1:] {
				if year != "" && year != want.zh {
					r.report(j, r.newFinding(j, p.place(), want, same("value", clean(m[0]))).quote(p, m[0]))
					wrong = true
					break
				}
			}
		}
	}
	if !wrong {
		r.outcome(j, "", Pass, "")
	}
}

// duplicateWord finds a word of two or more Chinese characters that is written twice in a row.
func (r *run) duplicateWord(j *job) {
	if j.book.edition != r.own {
		return
	}
	least := max(j.rule.Minimum, 2)
	skip := j.book.patterns[j.order].skip
	for _, p := range r.passages(j.rule.Sections) {
		text := []rune(p.text)
		for i := 0; i < len(text); {
			n := doubled(text[i:], least)
			word := string(text[i : i+n])
			if n == 0 || matches(skip, word) {
				i++
				continue
			}
			f := r.newFinding(j, p.place(), same("value", clean(word))).quote(p, word+word)
			r.report(j, f)
			i += 2 * n
		}
	}
}

const longestWord = 12 // characters of a word that may be doubled

// doubled returns the length of the longest word at the start of text that stands there twice, 0 for none.
func doubled(text []rune, least int) int {
	han := 0
	for han < len(text) && han < 2*longestWord && unicode.Is(unicode.Han, text[han]) {
		han++
	}
	for n := han / 2; n >= least; n-- {
		if string(text[:n]) == string(text[n:2*n]) {
			return n
		}
	}
	return 0
}

// halfWidth tells once for each section which ASCII marks stand between Chinese characters.
func (r *run) halfWidth(j *job) {
	if j.book.edition != r.own {
		return
	}
	var first *passage
	var seen []string
	tell := func() {
		if first != nil {
			r.report(j, r.newFinding(j, first.place(), same("value", strings.Join(seen, " "))).quote(*first, ""))
		}
		first, seen = nil, nil
	}
	for _, p := range r.passages(j.rule.Sections) {
		if first != nil && first.section != p.section {
			tell()
		}
		text := []rune(p.text)
		for i := 1; i+1 < len(text); i++ {
			mark := string(text[i])
			if strings.Contains(",;:?!()", mark) && unicode.Is(unicode.Han, text[i-1]) && unicode.Is(unicode.Han, text[i+1]) {
				if first == nil {
					here := p
					first = &here
				}
				if !contains(seen, mark) {
					seen = append(seen, mark)
				}
			}
		}
	}
	tell()
}

// leftover tells once for each section that words of a draft were left in it.
func (r *run) leftover(j *job) {
	if j.book.edition != r.own {
		return
	}
	for _, word := range j.rule.Words {
		counts := map[string]int{}
		first := map[string]passage{}
		var order []string
		for _, p := range r.passages(j.rule.Sections) {
			if !strings.Contains(p.text, word) {
				continue
			}
			if counts[p.section]++; counts[p.section] == 1 {
				order = append(order, p.section)
				first[p.section] = p
			}
		}
		for _, section := range order {
			name := cmp.Or(r.c.editions.Words.Tail.Names[section], section)
			if s := r.own.Section(section); s != nil && s.Heading != "" {
				name = s.Heading
			}
			p := first[section]
			r.report(j, r.newFinding(j, p.place(), same("heading", name), same("value", word), number("n", counts[section])).quote(p, word))
		}
	}
}
