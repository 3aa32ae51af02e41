package worddiff

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// change is what was replaced between two stretches that both texts have: either side may be empty.
type change struct{ old, new string }

func (c change) length() int {
	return max(utf8.RuneCountInString(c.old), utf8.RuneCountInString(c.new))
}

// readable joins pieces to runs. A stretch that both texts have between two changes is given up where it is no longer than one
// character, or shorter than half of either change beside it, or has nothing to read: whoever reads the runs would take it for
// chance, which it is.
func readable(pieces []piece) []Run {
	equals, changes := alternate(pieces)
	for i := 0; i < len(changes)-1; {
		if between := equals[i+1]; !isChance(between, changes[i], changes[i+1]) {
			i++
			continue
		}
		changes[i] = change{changes[i].old + equals[i+1] + changes[i+1].old, changes[i].new + equals[i+1] + changes[i+1].new}
		changes = append(changes[:i+1], changes[i+2:]...)
		equals = append(equals[:i+1], equals[i+2:]...)
		if i > 0 {
			i-- // the change has grown, and the stretch before it may be chance now
		}
	}
	var runs []Run
	add := func(op Op, text string) {
		if text != "" {
			runs = append(runs, Run{op, text})
		}
	}
	for i, text := range equals {
		add(Equal, text)
		if i < len(changes) {
			add(Delete, changes[i].old)
			add(Insert, changes[i].new)
		}
	}
	return runs
}

func isChance(between string, before, after change) bool {
	n := utf8.RuneCountInString(between)
	return n <= 1 || 2*n < min(before.length(), after.length()) || !strings.ContainsFunc(between, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// alternate returns what both texts have, which may be empty at the ends, and the changes between: equals[i], changes[i], equals[i+1].
func alternate(pieces []piece) (equals []string, changes []change) {
	var equal, old, added strings.Builder
	changed := false
	flush := func() {
		equals = append(equals, equal.String())
		equal.Reset()
	}
	end := func() {
		if changed {
			changes = append(changes, change{old.String(), added.String()})
			old.Reset()
			added.Reset()
			changed = false
		}
	}
	for _, p := range pieces {
		if len(p.words) == 0 {
			continue
		}
		into := &equal
		switch {
		case p.op == Equal:
			end()
		case !changed:
			flush()
			changed = true
			fallthrough
		default:
			if into = &old; p.op == Insert {
				into = &added
			}
		}
		for _, w := range p.words {
			into.WriteString(w)
		}
	}
	end()
	flush()
	return equals, changes
}
