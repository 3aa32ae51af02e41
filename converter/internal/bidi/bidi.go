// Package bidi puts text that runs both ways in the order in which it is drawn: the Unicode Bidirectional Algorithm (UAX 9)
// without explicit formatting characters, which package layout reports and leaves out before.
//
// [Levels] gives each character its level: even ones run from left to right, odd ones from right to left. [Order] says in
// which order the characters of a line stand from left to right, and [Mirror] which character is drawn for a bracket that
// opens to the other side.
//
// golang.org/x/text/unicode/bidi, from which the classes are taken, gives runs without their levels, and go-text/typesetting
// makes one run of neighbouring levels of the same parity: a number behind Arabic and Chinese behind it come out in the
// wrong order.
package bidi

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// Levels appends the level of each character to dst. base is that of the paragraph: 0 from left to right, 1 from right to
// left.
func Levels(dst []uint8, text []rune, base uint8) []uint8 {
	r := resolver{text: text, around: bidi.L, base: base}
	if base%2 == 1 {
		r.around = bidi.R
	}
	r.classes = make([]bidi.Class, len(text))
	for i, c := range text {
		r.classes[i] = classOf(c)
	}
	r.first = slices.Clone(r.classes)
	r.weak()
	r.brackets()
	r.neutral()
	from := len(dst)
	for _, c := range r.classes { // I1, I2
		level := base
		switch {
		case c == bidi.AN || c == bidi.EN:
			level = base + 2 - base%2 // the next even one
		case c == bidi.R && base%2 == 0, c == bidi.L && base%2 == 1:
			level = base + 1
		}
		dst = append(dst, level)
	}
	for i, ends := len(text)-1, true; i >= 0; i-- { // L1
		if c := r.first[i]; c == bidi.S || c == bidi.B {
			ends = true
		} else if c != bidi.WS {
			ends = false
		}
		if ends {
			dst[from+i] = base
		}
	}
	return dst
}

// Directed reports whether a character runs from left to right, or from right to left, whatever stands beside it.
func Directed(r rune) (left, right bool) {
	c := classOf(r)
	return c == bidi.L, c == bidi.R || c == bidi.AL
}

func classOf(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

// resolver holds a paragraph as a sequence of classes, which the rules change one after the other.
type resolver struct {
	text           []rune
	classes, first []bidi.Class // now, and as the characters have them
	around         bidi.Class   // sos and eos
	base           uint8
}

// weak is W1 to W7.
func (r *resolver) weak() {
	previous := r.around
	for i, c := range r.classes { // W1
		if c == bidi.NSM {
			r.classes[i] = previous
		}
		previous = r.classes[i]
	}
	strong := r.around
	for i, c := range r.classes { // W2, W3
		switch c {
		case bidi.L, bidi.R, bidi.AL:
			strong = c
		case bidi.EN:
			if strong == bidi.AL {
				r.classes[i] = bidi.AN
			}
		}
		if c == bidi.AL {
			r.classes[i] = bidi.R
		}
	}
	for i := 1; i+1 < len(r.classes); i++ { // W4
		a, c, b := r.classes[i-1], r.classes[i], r.classes[i+1]
		if a == b && (c == bidi.CS && (a == bidi.EN || a == bidi.AN) || c == bidi.ES && a == bidi.EN) {
			r.classes[i] = a
		}
	}
	r.terminators()
	strong = r.around
	for i, c := range r.classes { // W7
		switch {
		case c == bidi.L || c == bidi.R:
			strong = c
		case c == bidi.EN && strong == bidi.L:
			r.classes[i] = bidi.L
		}
	}
}

// terminators is W5 and W6: marks beside a number are its own, all other ones neutral.
func (r *resolver) terminators() {
	for i := 0; i < len(r.classes); {
		switch r.classes[i] {
		case bidi.ET:
			end := i
			for end < len(r.classes) && r.classes[end] == bidi.ET {
				end++
			}
			as := bidi.ON
			if i > 0 && r.classes[i-1] == bidi.EN || end < len(r.classes) && r.classes[end] == bidi.EN {
				as = bidi.EN
			}
			for ; i < end; i++ {
				r.classes[i] = as
			}
			continue
		case bidi.ES, bidi.CS:
			r.classes[i] = bidi.ON
		}
		i++
	}
}

// mostOpen is how many brackets may be open at a time (BD16).
const mostOpen = 63

// brackets is N0: both brackets of a pair run the same way.
func (r *resolver) brackets() {
	type open struct {
		closing rune
		at      int
	}
	var stack []open
	var pairs [][2]int
search:
	for i, c := range r.text {
		if r.classes[i] != bidi.ON {
			continue
		}
		switch p, _ := bidi.LookupRune(c); {
		case !p.IsBracket():
		case p.IsOpeningBracket():
			if len(stack) == mostOpen {
				pairs = nil
				break search
			}
			stack = append(stack, open{canonical(Mirror(c)), i})
		default:
			for k := len(stack) - 1; k >= 0; k-- {
				if stack[k].closing == canonical(c) {
					pairs = append(pairs, [2]int{stack[k].at, i})
					stack = stack[:k]
					break
				}
			}
		}
	}
	slices.SortFunc(pairs, func(a, b [2]int) int { return a[0] - b[0] })
	for _, p := range pairs {
		if as := r.inside(p[0], p[1]); as != bidi.ON {
			r.set(p[0], as)
			r.set(p[1], as)
		}
	}
}

// inside returns how a pair of brackets runs: as the paragraph if something in it does, else as what is in it if the text
// before does too, ON where nothing in it is strong.
func (r *resolver) inside(from, to int) bidi.Class {
	other := false
	for _, c := range r.classes[from+1 : to] {
		switch strength(c) {
		case r.around:
			return r.around
		case bidi.ON:
		default:
			other = true
		}
	}
	if !other {
		return bidi.ON
	}
	for i := from - 1; i >= 0; i-- {
		if c := strength(r.classes[i]); c != bidi.ON {
			return c
		}
	}
	return r.around
}

// set gives a bracket its class, and the marks on it too (N0).
func (r *resolver) set(at int, c bidi.Class) {
	r.classes[at] = c
	for i := at + 1; i < len(r.first) && r.first[i] == bidi.NSM; i++ {
		r.classes[i] = c
	}
}

// strength returns the way in which a character runs for the neutral ones beside it, ON for a neutral one: numbers count as
// R.
func strength(c bidi.Class) bidi.Class {
	switch c {
	case bidi.L:
		return bidi.L
	case bidi.R, bidi.EN, bidi.AN:
		return bidi.R
	}
	return bidi.ON
}

// neutral is N1 and N2: what stands between two that run the same way runs so too, else as the paragraph.
func (r *resolver) neutral() {
	before := r.around
	for i := 0; i < len(r.classes); {
		if c := strength(r.classes[i]); c != bidi.ON {
			before = c
			i++
			continue
		}
		end, after := i, r.around
		for end < len(r.classes) && strength(r.classes[end]) == bidi.ON {
			end++
		}
		if end < len(r.classes) {
			after = strength(r.classes[end])
		}
		if before != after {
			after = r.around
		}
		for ; i < end; i++ {
			r.classes[i] = after
		}
	}
}

// Order appends the indices of a line's characters in the order from left to right (L2).
func Order(dst []int, levels []uint8) []int {
	from := len(dst)
	highest := uint8(0)
	for i, level := range levels {
		dst = append(dst, i)
		highest = max(highest, level)
	}
	order := dst[from:]
	for level := highest; level > 0; level-- {
		for i := 0; i < len(levels); {
			end := i
			for end < len(levels) && levels[end] >= level {
				end++
			}
			slices.Reverse(order[i:end])
			i = max(end, i+1)
		}
	}
	return dst
}

// Mirror returns the bracket or quotation mark that is drawn in place of r where text runs from right to left (L4), r itself
// where there is none.
func Mirror(r rune) rune {
	switch r {
	case '[', '{', '［', '｛':
		return r + 2
	case ']', '}', '］', '｝':
		return r - 2
	case '<', '⦍', '⦏':
		return map[rune]rune{'<': '>', '⦍': '⦐', '⦏': '⦎'}[r]
	case '>', '⦐', '⦎':
		return map[rune]rune{'>': '<', '⦐': '⦍', '⦎': '⦏'}[r]
	case '«':
		return '»'
	case '»':
		return '«'
	case '‹', '≤':
		return r + 1
	case '›', '≥':
		return r - 1
	}
	switch p, _ := bidi.LookupRune(r); {
	case !p.IsBracket():
		return r
	case p.IsOpeningBracket():
		return r + 1
	}
	return r - 1
}

// canonical makes one of the two angle brackets that are canonically equivalent.
func canonical(r rune) rune {
	if r == '\u232A' {
		return '\u3009'
	}
	return r
}
