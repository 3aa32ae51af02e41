package check

import (
	"regexp"
	"strconv"
	"strings"
)

// item is the number in front of a paragraph: （一）, 一、, 1. or （1）.
type item struct {
	system string // the way of numbering; full and half width are one
	number int
	text   string
}

var (
	itemStart = regexp.MustCompile(`^(?:[（(]([一二三四五六七八九十]{1,3})[)）]|([一二三四五六七八九十]{1,3})、|([0-9]{1,2})[.．、]|[（(]([0-9]{1,2})[)）])`)
	systems   = []string{"（一）", "一、", "1.", "（1）"}
)

func itemOf(text string) (item, bool) {
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
			return item{systems[i], chineseNumber(digits), m[0]}, true
		}
	}
	return item{}, false
}

// chineseNumber reads 1 to 99 in Chinese or ASCII digits, 0 for anything else.
func chineseNumber(s string) int {
	if n, err := strconv.Atoi(s); err == nil && n > 0 && n < 100 {
		return n
	}
	digit := func(s string) int { return strings.Index("一二三四五六七八九", s)/len("一") + 1 }
	tens, ones, found := strings.Cut(s, "十")
	n := 0
	if found {
		n = 10
		if tens != "" {
			n = 10 * digit(tens)
		}
	} else {
		ones = tens
	}
	if ones != "" && strings.Contains("一二三四五六七八九", ones) && len(ones) == len("一") {
		return n + digit(ones)
	}
	if found && ones == "" {
		return n
	}
	return 0
}

// numberingMixed follows the item numbers of a section: within a list they go up by one in one system; a list of
// another system inside an item starts at one. A number that does not stand at the start of a paragraph, but somewhere
// in the text before, is no gap.
func (r *run) numberingMixed(j *job) {
	if j.book.edition != r.own {
		return
	}
	section, text := "", ""
	var open []item // the lists that are going on, outermost first
	for _, p := range r.passages(j.rule.Sections) {
		if p.section != section {
			section, text, open = p.section, "", nil
		}
		text += p.text + "\n"
		it, ok := itemOf(p.text)
		if !ok {
			continue
		}
		fits, going := it.number == 1, false
		for i := len(open) - 1; i >= 0 && !fits; i-- {
			if open[i].system == it.system {
				fits = it.number == open[i].number+1 || between(text, open[i], it)
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
			fits = between(text, item{system: it.system}, it)
		}
		open = append(open, it)
		if !fits {
			s := r.own.Section(p.section)
			r.report(j, r.newFinding(j, p.place(), same("heading", s.Heading), same("value", it.text)).quote(p, it.text))
		}
	}
}

// between reports whether every number after from and before to stands somewhere in the text: inside a paragraph
// instead of at its start.
func between(text string, from, to item) bool {
	if to.number <= from.number+1 {
		return false
	}
	for n := from.number + 1; n < to.number; n++ {
		found := false
		for _, form := range written(to.system, n) {
			found = found || strings.Contains(text, form)
		}
		if !found {
			return false
		}
	}
	return true
}

// written returns how a number looks in a system.
func written(system string, n int) []string {
	chinese, ascii := chineseDigits(n), strconv.Itoa(n)
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

func chineseDigits(n int) string {
	digits := []rune("零一二三四五六七八九")
	text := ""
	if n >= 20 {
		text = string(digits[n/10%10])
	}
	if n >= 10 {
		text += "十"
	}
	if n%10 != 0 || n == 0 {
		text += string(digits[n%10])
	}
	return text
}
