package check

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"nianbao/converter/diag"
	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/contract"
	"nianbao/converter/report"
)

// condense brings text to the form that patterns are written for: no notation, no white space, ASCII digits, numbers
// without commas.
func condense(paragraph string) string {
	var b strings.Builder
	condenseTo(&b, report.Plain(paragraph), func(int, int) {})
	return b.String()
}

// condenseAt is condense for plain text; it also returns where each byte of the result came from.
func condenseAt(plain string) (string, []int) {
	var b strings.Builder
	var from []int
	condenseTo(&b, plain, func(n, at int) {
		for range n {
			from = append(from, at)
		}
	})
	return b.String(), from
}

// condenseTo writes the condensed text and tells of each character how many bytes it has and where it came from.
func condenseTo(b *strings.Builder, plain string, tell func(n, at int)) {
	digit := false // the last character written was one
	for at, r := range plain {
		switch {
		case chars.IsSpace(r):
			continue
		case r >= '０' && r <= '９':
			r += '0' - '０'
		case r == ',' && digit && groups(plain[at+1:]):
			continue
		}
		n, _ := b.WriteRune(r)
		tell(n, at)
		digit = r >= '0' && r <= '9'
	}
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
	marks   *marks // of the text
	line    int
}

func newPassage(section string, index int, text string) passage {
	text = condense(text)
	return passage{section: section, index: index, text: text, marks: marksOf(text)}
}

// place is where the passage stands.
func (p passage) place() diag.Place { return diag.Place{Section: p.section, Line: p.line} }

const titleSection = "title" // what rules call the title among sections

// passages returns the paragraphs of the rule's sections, in the order of the report.
func (r *run) passages(sections []string) []passage {
	if r.text == nil {
		r.text = r.allPassages()
	}
	if r.meter.Err() != nil {
		return nil
	}
	key := strings.Join(sections, " ")
	if list, ok := r.selected[key]; ok {
		return list
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
	if r.selected == nil {
		r.selected = map[string][]passage{}
	}
	r.selected[key] = list
	return list
}

// anywhere returns the marks of all passages together: most rules' words stand nowhere in a report, which need not be asked of each
// of its paragraphs.
func (r *run) anywhere() *marks {
	if r.marks == nil {
		r.marks = &marks{}
		for i := range r.text {
			r.marks.add(r.text[i].marks)
		}
	}
	return r.marks
}

// allPassages brings the title, the prose and what stands around the signature to the form that patterns are written for, once for all rules.
func (r *run) allPassages() []passage {
	list := []passage{}
	if r.r.Title != "" {
		p := newPassage("", 0, r.r.Title)
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
			if !r.meter.Step(4 + len(text)/16) {
				return list
			}
			p := newPassage(s.Key, i, text)
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
	for _, part := range contract.TailParts(&r.r.Tail) {
		for i, text := range *part.Paragraphs {
			p := newPassage(part.Key, i, text)
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
		if !r.meter.Step(1 + len(p.text)/8) {
			return
		}
		if !patterns.pattern.possibleIn(&p) {
			continue
		}
		for _, m := range patterns.pattern.FindAllStringSubmatch(p.text, -1) {
			if patterns.exclude.in(m[0]) {
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
		han := 0 // characters before this index are Chinese, from the one looked at on
		for i := 0; i < len(text); {
			if !r.meter.Step(1) {
				return
			}
			for han = max(han, i); han < len(text) && han < i+2*longestWord && unicode.Is(unicode.Han, text[han]); han++ {
			}
			n := doubled(text[i:han], least)
			word := string(text[i : i+n])
			if n == 0 || skip.in(word) {
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

// doubled returns the length of the longest word at the start of text that stands there twice, 0 for none. text is Chinese.
func doubled(text []rune, least int) int {
	for n := min(len(text)/2, longestWord); n >= least; n-- {
		if text[0] == text[n] && slices.Equal(text[:n], text[n:2*n]) {
			return n
		}
	}
	return 0
}

// halfWidth tells once, at the first of them, which ASCII marks stand between Chinese characters, and in how many paragraphs: a clerk who
// types them does so everywhere.
func (r *run) halfWidth(j *job) {
	if j.book.edition != r.own {
		return
	}
	var first passage
	var seen []string
	n := 0
	for _, p := range r.passages(j.rule.Sections) {
		if !r.meter.Step(1 + len(p.text)/16) {
			return
		}
		if !strings.ContainsAny(p.text, halfWidthMarks) {
			continue
		}
		marks := halfWidthIn(p.text)
		if len(marks) == 0 {
			continue
		}
		if n++; n == 1 {
			first = p
		}
		for _, mark := range marks {
			if !contains(seen, mark) {
				seen = append(seen, mark)
			}
		}
	}
	if n > 0 {
		r.report(j, r.newFinding(j, first.place(), same("value", strings.Join(seen, " ")), number("n", n)).quote(first, ""))
	}
}

const halfWidthMarks = ",;:?!()"

// halfWidthIn returns the ASCII marks between two Chinese characters, and that behind the last one.
func halfWidthIn(passage string) (marks []string) {
	text := []rune(passage)
	for i := 1; i < len(text); i++ {
		ends := i+1 == len(text) && !strings.ContainsRune("()", text[i])
		if text[i] < 0x80 && strings.ContainsRune(halfWidthMarks, text[i]) && unicode.Is(unicode.Han, text[i-1]) && (ends || i+1 < len(text) && unicode.Is(unicode.Han, text[i+1])) {
			marks = append(marks, string(text[i]))
		}
	}
	return marks
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
			if !r.meter.Step(1 + len(p.text)/64) {
				return
			}
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
