package read

import (
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/converter/diag"
)

// loss is one kind of thing that the reader left out or simplified: how often, and where first.
type loss struct {
	code      diag.Code
	name      string // what it was called, where that matters (a target, a field's code)
	count     int
	paragraph int    // of the body, counted from 1
	near      string // text of that paragraph; filled in when it has been read
}

// losses gathers them; one diagnostic a kind is enough for a person to go and look.
type losses struct {
	list  []loss
	added int // how often something was noted
}

// mostNames bounds how many things of one kind are named one by one; further ones count with the last.
const mostNames = 8

// add notes a loss. Losses of one code and name are counted together.
func (l *losses) add(code diag.Code, name string, paragraph int) {
	l.added++
	last, names := -1, 0
	for i := range l.list {
		if l.list[i].code != code {
			continue
		}
		if l.list[i].name == name {
			l.list[i].count++
			return
		}
		last = i
		names++
	}
	if names >= mostNames {
		l.list[last].count++
		return
	}
	l.list = append(l.list, loss{code: code, name: name, count: 1, paragraph: paragraph})
}

// fill fills in the text beside which the open losses stand.
func (l *losses) fill(text string) {
	for i := len(l.list) - 1; i >= 0; i-- {
		if l.list[i].near == "" {
			l.list[i].near = excerpt(text)
		}
	}
}

// pending reports whether a loss waits for its text.
func (l *losses) pending() bool {
	return slices.ContainsFunc(l.list, func(x loss) bool { return x.near == "" })
}

// excerpt cuts a text to what is needed to find it in the document.
func excerpt(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	const most = 16
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// diagnostics renders the losses in the order in which they were found.
func (l *losses) diagnostics(part string) diag.List {
	var list diag.List
	for i := range l.list {
		x := &l.list[i]
		near := x.near
		if near == "" {
			near = "—"
		}
		name := x.name
		if utf8.RuneCountInString(name) > 80 {
			name = string([]rune(name)[:80]) + "…"
		}
		list = append(list, diag.New(x.code, diag.Place{Part: part}, "count", x.count, "name", name, "near", near,
			"paragraph", x.paragraph))
	}
	return list
}
