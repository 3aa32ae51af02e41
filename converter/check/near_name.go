package check

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// nearName tells of official names that are nearly right: as many characters wrong, missing or too many as the rule's minimum says, and
// not the name itself. The rule's words are the names; what its exclude pattern matches is another name.
//
// A name with so many slips still holds one of its parts, if it is cut into one part more than there are slips. Only where a part stands
// in the text is the rest looked at.
func (r *run) nearName(j *job) {
	if j.book.edition != r.own {
		return
	}
	exclude := j.book.patterns[j.order].exclude
	for _, p := range r.passages(j.rule.Sections) {
		if !r.meter.Step(1 + len(p.text)/8) {
			return
		}
		for _, name := range j.book.names[j.order] {
			written := name.nearlyIn(p)
			if written == "" || exclude.in(written) || j.book.misspelt(written) {
				continue
			}
			r.report(j, r.newFinding(j, p.place(), r.sectionName(p.section), same("value", clean(written)), same("name", name.text)).quote(p, written))
			break // a name that is a part of another one is told with it
		}
	}
}

// officialName is a name that is looked for, cut into parts.
type officialName struct {
	text       string
	characters []rune
	parts      []namePart
}

// namePart is the characters of a name from one to before another.
type namePart struct {
	text     string
	from, to int
	marks    []uint16
}

const nearNameKind = "near-name"

func newOfficialName(name string, parts int) *officialName {
	n := &officialName{text: name, characters: []rune(name)}
	for i := range parts {
		from, to := i*len(n.characters)/parts, (i+1)*len(n.characters)/parts
		part := string(n.characters[from:to])
		n.parts = append(n.parts, namePart{part, from, to, wordMarks(part)})
	}
	return n
}

// nearlyIn returns the first place of a passage that is the name with at least one slip and fewer than it has parts, "" for none.
func (n *officialName) nearlyIn(p *passage) string {
	if !slices.ContainsFunc(n.parts, func(part namePart) bool { return p.marks.mayHold(part.marks) }) {
		return ""
	}
	text, characters, slips := p.text, n.characters, len(n.parts)-1
	if strings.Contains(text, n.text) {
		text = strings.ReplaceAll(text, n.text, "\n")
	}
	for _, piece := range n.parts {
		part, from, to := piece.text, piece.from, piece.to
		if !p.marks.mayHold(piece.marks) {
			continue // nor does the text without the name
		}
		for rest, at := text, 0; ; {
			k := strings.Index(rest, part)
			if k < 0 {
				break
			}
			at += k
			left, ok := extent(backwards(text[:at], from+slips), reversed(characters[:from]), slips)
			if ok {
				right, fits := extent(forwards(text[at+len(part):], len(characters)-to+slips), characters[to:], slips-left.slips)
				if fits && left.slips+right.slips > 0 {
					return text[at-left.bytes : at+len(part)+right.bytes]
				}
			}
			at += len(part)
			rest = text[at:]
		}
	}
	return ""
}

// match is how much of a text a part of a name covers, and with how many slips.
type match struct{ bytes, slips int }

// extent matches characters with the start of a text, with as few slips as can be and at most so many (the Levenshtein distance); of those
// with as few, the one of the same length.
func extent(text, want []rune, most int) (match, bool) {
	row := make([]int, len(text)+1)
	for i := range row {
		row[i] = i
	}
	for i, c := range want {
		diagonal := row[0]
		row[0] = i + 1
		for k, d := range text {
			cost := 1
			if c == d {
				cost = 0
			}
			diagonal, row[k+1] = row[k+1], min(diagonal+cost, row[k]+1, row[k+1]+1)
		}
	}
	best := -1
	for k, slips := range row {
		if slips <= most && (best < 0 || slips < row[best] || slips == row[best] && distance(k, len(want)) < distance(best, len(want))) {
			best = k
		}
	}
	if best < 0 {
		return match{}, false
	}
	return match{len(string(text[:best])), row[best]}, true
}

func distance(a, b int) int { return max(a-b, b-a) }

// forwards returns the first characters of a text, backwards the last ones, the last first. Neither crosses a mark that no name holds.
func forwards(text string, n int) []rune {
	var list []rune
	for _, c := range text {
		if len(list) == n || strings.ContainsRune(nameEnds, c) {
			break
		}
		list = append(list, c)
	}
	return list
}

func backwards(text string, n int) []rune {
	var list []rune
	for len(list) < n {
		c, size := utf8.DecodeLastRuneInString(text)
		if size == 0 || strings.ContainsRune(nameEnds, c) {
			break
		}
		list = append(list, c)
		text = text[:len(text)-size]
	}
	return list
}

const nameEnds = "，。；：、！？《》〈〉“”（）()\n"

func reversed(list []rune) []rune {
	back := make([]rune, 0, len(list))
	for i := len(list) - 1; i >= 0; i-- {
		back = append(back, list[i])
	}
	return back
}
