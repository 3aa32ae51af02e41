package check

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/numbering"
)

// item is the number in front of a paragraph: （一）, 一、, 1. or （1）.
type item struct {
	system string // the way of numbering; full and half width are one
	number int
	text   string
	// meant is the number that the item should have had, where it does not follow: the next one may go on from either, so that
	// one slip is told once. 0 where it follows.
	meant int
}

var (
	itemStart = regexp.MustCompile(`^(?:[（(]([` + numbering.Numerals + `]{1,3})[)）]|([` + numbering.Numerals + `]{1,3})、|([0-9]{1,2})[.．、]|[（(]([0-9]{1,2})[)）])`)
	systems   = []string{"（一）", "一、", "1.", "（1）"}
)

func itemOf(text string) (item, bool) {
	if c, _ := utf8.DecodeRuneInString(text); !isDigit(c) && c != '（' && c != '(' {
		return item{}, false // as most paragraphs
	}
	m := itemStart.FindStringSubmatch(text)
	if m == nil {
		return item{}, false
	}
	// 1.5亿元 is no item.
	if rest := text[len(m[0]):]; m[3] != "" && rest != "" && rest[0] >= '0' && rest[0] <= '9' {
		return item{}, false
	}
	for i, digits := range m[1:] {
		if digits != "" {
			return item{system: systems[i], number: numbering.Value(digits), text: m[0]}, true
		}
	}
	return item{}, false
}

// numberingMixed follows the item numbers of a section: within a list they go up by one in one system; a list of
// another system inside an item starts at one. A number that does not stand at the start of a paragraph, but somewhere
// in the text before, is no gap.
func (r *run) numberingMixed(j *job) {
	if j.book.edition != r.own {
		return
	}
	section, before := "", written{}
	var open []item // the lists that are going on, outermost first: one for each system at the most
	for _, p := range r.passages(j.rule.Sections) {
		if !r.meter.Step(1 + len(p.text)/16) {
			return
		}
		if p.section != section {
			section, before, open = p.section, written{}, nil
		}
		before.unread = append(before.unread, p.text)
		it := p.item
		if !p.numbered {
			continue
		}
		fits, going := it.number == 1, false
		for i := len(open) - 1; i >= 0 && !fits; i-- {
			if open[i].system == it.system {
				fits = it.number == open[i].number+1 || open[i].meant > 0 && it.number == open[i].meant+1 || before.between(open[i], it)
				it.meant = open[i].number + 1
				open, going = open[:i], true
				break
			}
		}
		if fits && it.number == 1 {
			for i := range open {
				if open[i].system == it.system {
					open = open[:i]
					break
				}
			}
		}
		if !fits && !going {
			fits = before.between(item{system: it.system}, it)
		}
		if fits {
			it.meant = 0
		}
		open = append(open, it)
		if !fits {
			s := r.own.Section(p.section)
			r.report(j, r.newFinding(j, p.place(), same("heading", s.Heading), same("value", it.text)).quote(p, it.text))
		}
	}
}

// written holds the numbers that stand somewhere in the text of a section, in the forms of the systems. Each paragraph is
// looked through once.
type written struct {
	numbers map[string]bool
	unread  []string // paragraphs: most sections are numbered without a gap, and then nobody asks for what they hold
}

// longestNumber is how many characters the number of an item has at the most.
const longestNumber = 8

// read takes in the numbers of a paragraph: what stands in brackets, and what stands before 、 and full stops. Of 十一、 that is
// 一、 too: the text holds it.
func (w *written) read(text string) {
	for i, r := range text {
		switch r {
		case '）', ')':
			from := strings.LastIndexAny(text[max(0, i-longestNumber*3):i], "（(")
			if from += max(0, i-longestNumber*3); from >= max(0, i-longestNumber*3) {
				_, size := utf8.DecodeRuneInString(text[from:])
				if number := text[from+size : i]; number != "" && isNumber(number) {
					w.numbers[text[from:i]+string(r)] = true
				}
			}
		case '、', '.', '．':
			for from, n := i, 0; from > 0 && n < longestNumber; n++ {
				last, size := utf8.DecodeLastRuneInString(text[:from])
				if !isDigit(last) {
					break
				}
				from -= size
				w.numbers[text[from:i]+string(r)] = true
			}
		}
	}
}

func isNumber(s string) bool { return strings.TrimFunc(s, isDigit) == "" }

func isDigit(r rune) bool { return r >= '0' && r <= '9' || numbering.IsNumeral(r) }

// between reports whether every number after from and before to stands somewhere in the text: inside a paragraph
// instead of at its start.
func (w *written) between(from, to item) bool {
	if to.number <= from.number+1 {
		return false
	}
	if w.numbers == nil {
		w.numbers = map[string]bool{}
	}
	for _, text := range w.unread {
		w.read(text)
	}
	w.unread = w.unread[:0]
	for n := from.number + 1; n < to.number; n++ {
		found := false
		for _, form := range forms(to.system, n) {
			found = found || w.numbers[form]
		}
		if !found {
			return false
		}
	}
	return true
}

// forms returns how a number looks in a system.
func forms(system string, n int) []string {
	chinese, ascii := numbering.Chinese(n), strconv.Itoa(n)
	switch system {
	case systems[0]:
		return []string{"（" + chinese + "）", "(" + chinese + ")"}
	case systems[1]:
		return []string{chinese + "、"}
	case systems[2]:
		return []string{ascii + ".", ascii + "、", ascii + "．"}
	}
	return []string{"（" + ascii + "）", "(" + ascii + ")"}
}
