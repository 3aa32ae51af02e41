package check

import "strings"

// unpaired tells of brackets, quotation marks and book-title marks of which one of a pair is missing in a paragraph. The rule's words
// are the pairs.
func (r *run) unpaired(j *job) {
	if j.book.edition != r.own {
		return
	}
	passages := r.passages(j.rule.Sections)
	if r.lossy() {
		passages = bySection(passages) // a page may have cut a paragraph in two
	}
	for _, p := range passages {
		if !r.meter.Step(1 + len(p.text)/8) {
			return
		}
		mark := loneMark(p.text, j.rule.Words)
		if mark == "" {
			continue
		}
		r.report(j, r.newFinding(j, p.place(), r.sectionName(p.section), same("value", mark)).quote(p, mark))
	}
}

// loneMark returns the first mark that has no partner, "" for none. A closing mark behind an ordinal, 1） or 一）, needs none.
func loneMark(text string, pairs []string) string {
	if it, ok := itemOf(text); ok {
		text = text[len(it.text):]
	}
	var open []string
	before := ' '
	all := strings.Join(pairs, "")
	for _, c := range text {
		if c > 0x7f && c < 0x2000 || c >= 0x3400 && c < 0xff00 || !strings.ContainsRune(all, c) {
			before = c
			continue
		}
		mark := string(c)
		for _, pair := range pairs {
			first, second := pair[:len(pair)/2], pair[len(pair)/2:]
			switch {
			case mark == first:
				open = append(open, second)
			case mark != second:
			case len(open) > 0 && contains(open, second):
				for open[len(open)-1] != second { // those inside have no end
					return partnerOf(open[len(open)-1], pairs)
				}
				open = open[:len(open)-1]
			case !strings.ContainsRune("）)", c) || !isDigit(before):
				return mark
			}
		}
		before = c
	}
	if len(open) > 0 {
		return partnerOf(open[len(open)-1], pairs)
	}
	return ""
}

func partnerOf(mark string, pairs []string) string {
	for _, pair := range pairs {
		if pair[len(pair)/2:] == mark {
			return pair[:len(pair)/2]
		}
	}
	return mark
}

// bySection joins the paragraphs of each section.
func bySection(passages []*passage) []*passage {
	var list []*passage
	for len(passages) > 0 {
		n, text := 0, strings.Builder{}
		for ; n < len(passages) && passages[n].section == passages[0].section; n++ {
			text.WriteString(passages[n].text)
		}
		list = append(list, &passage{section: passages[0].section, index: passages[0].index, text: text.String(), line: passages[0].line})
		passages = passages[n:]
	}
	return list
}
