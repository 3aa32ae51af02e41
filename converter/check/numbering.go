package check

import (
	"regexp"
	"strconv"
	"strings"

	"nianbao/converter/internal/numbering"
)

// item is the number in front of a paragraph: （一）, 一、, 1. or （1）.
type item struct {
	system string // the way of numbering; full and half width are one
	number int
	text   string
}

var (
	itemStart = regexp.MustCompile(`^(?:[（(]([` + numbering.Numerals + `]{1,3})[)）]|([` + numbering.Numerals + `]{1,3})、|([0-9]{1,2})[.．、]|[（(]([0-9]{1,2})[)）])`)
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
			return item{systems[i], numbering.Value(digits), m[0]}, true
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
