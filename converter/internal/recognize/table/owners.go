package table

import (
	"slices"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/numbering"
)

// Which label each text cell is.

// own decides for each text cell which label stands last in it (what follows belongs to that one): a label is found
// if enough of it and enough of the cells that carry it agree. One cell may hold several labels.
func (l *Labelled) own(a *aligned) {
	r, b := l.Region, l
	owner := make([]int, len(r.Cells))
	matched := make([]int, len(b.Labels)) // characters
	carried := make([]int, len(b.Labels)) // characters of the cells that carry the label and match no other
	mine := make([]int, len(b.Labels))
	var here []int
	for i := range r.Cells {
		owner[i] = None
		m := a.labels(r.Cells, i)
		if m == nil {
			continue
		}
		here = here[:0]
		loose := 0
		for _, l := range m {
			if l < 0 {
				loose++
				continue
			}
			if mine[l] == 0 {
				here = append(here, int(l))
			}
			mine[l]++
		}
		if loose > 0 {
			loose -= bracketed(r.Cells[i].Text, m)
		}
		for _, l := range here {
			matched[l] += mine[l]
			carried[l] += mine[l] + loose
			mine[l] = 0
		}
	}
	begins := make([]bool, len(b.Labels)) // a cell is the label's beginning, ordinal and all: （六）其他 for （六）其他处理
	for i := range r.Cells {
		m := a.labels(r.Cells, i)
		if len(m) < 3 {
			continue
		}
		if l := int(m[0]); l >= 0 && b.ordinal[l] > 0 && hasPrefix(b.Labels[l].Folded, r.Cells[i].Folded) {
			begins[l] = true
		} else if o := numbering.Parse(r.Cells[i].Text); o.Level != document.None && len(m) <= 8 {
			// Under another ordinal the same words are another row: （六）其他 is not 3.其他. Behind its own they are its own: 3.其他 （七）总计.
			for _, other := range m[1:] {
				if other >= 0 && other != m[0] && len(b.Labels[other].Folded) <= 4 && (b.ordinal[other] == 0 || !all(m, other, len(b.Labels[other].Folded))) {
					matched[other] = 0
				}
			}
		}
	}
	for l := range b.Labels {
		n := len(b.Labels[l].Folded)
		if n == 0 || matched[l] == 0 {
			continue
		}
		pure := 100*matched[l] >= 75*carried[l]
		covered := 100*matched[l] >= 75*(n-b.ordinal[l])
		// A label of which only a piece is left still tells its row, if the piece is long enough to be no accident.
		piece := matched[l] == carried[l] && matched[l] >= 5 && 4*matched[l] >= n
		b.Found[l] = pure && covered || piece || a.whole[l] || begins[l]
	}
	const mostBehind = 3 // unknown characters behind the last label of a cell: more of them are a label of their own
	for i := range r.Cells {
		m := a.labels(r.Cells, i)
		behind := 0
		for j := len(m) - 1; j >= 0; j-- {
			if m[j] >= 0 && b.Found[m[j]] {
				if behind <= mostBehind || behind <= bracketed(r.Cells[i].Text, m) {
					owner[i] = int(m[j])
				}
				break
			}
			behind++
		}
	}
	l.Owner = owner
	l.ownMoved()
}

func hasPrefix(text, front []rune) bool {
	return len(front) <= len(text) && slices.Equal(text[:len(front)], front)
}

// all reports whether a cell has all n characters of a label.
func all(m []int16, label int16, n int) bool {
	for _, l := range m {
		if l == label {
			n--
		}
	}
	return n <= 0
}

// ownMoved gives the rows of a resolved table that stand in another order than the edition's the label that they say: the
// alignment, which goes by the order, leaves them out. Only words that are one label's alone, to the letter, and that stand
// nowhere else, tell a row so.
func (l *Labelled) ownMoved() {
	if !l.Resolved {
		return
	}
	missing := false // a row that stands nowhere in its order
	for i := range l.Labels {
		missing = missing || l.Labels[i].Slots != nil && !l.Found[i] && l.times[i] == 1
	}
	if !missing {
		return
	}
	says := map[string][]int{} // words -> cells without a label
	for i := range l.Cells {
		if c := &l.Cells[i]; c.Kind == Text && l.Owner[i] == None && len(c.Folded) > 0 {
			says[string(c.Folded)] = append(says[string(c.Folded)], i)
		}
	}
	for i := range l.Labels {
		words := string(l.Labels[i].Folded)
		if at := says[words]; l.Labels[i].Slots != nil && !l.Found[i] && l.times[i] == 1 && len(at) == 1 {
			l.Owner[at[0]], l.Found[i] = i, true
		}
	}
}

// ordinalLength returns how many folded characters of a label are its ordinal (一、 （七） 3.), which many texts drop.
func ordinalLength(label string) int {
	if numbering.Parse(label).Level != document.None {
		return 1
	}
	return 0
}

// bracketed counts the characters of a cell that stand in brackets and match nothing: filling-in notes inside a label.
func bracketed(s string, m []int16) int {
	n, depth, at := 0, 0, 0
	for _, r := range s {
		switch r {
		case '（', '(', '【', '[', '〔':
			depth++
		case '）', ')', '】', ']', '〕':
			depth = max(depth-1, 0)
		}
		if foldedRune(r) {
			if depth > 0 && at < len(m) && m[at] < 0 {
				n++
			}
			at++
		}
	}
	return n
}

// ownAgain finds labels that stand twice because the first time is a heading: ### 二、上年结转… above the table of that row
// alone. The alignment takes each label once; the second is the label's too, as long as no figures stand between them.
func (l *Labelled) ownAgain() {
	last := None // the last label that heads a row, while it has no figures
	for i := range l.Cells {
		c := &l.Cells[i]
		switch {
		case c.IsValue():
			last = None
		case c.Kind == Text && l.Owner[i] == None && last != None && l.WordsOf(last, c.Folded):
			l.Owner[i] = last
		case c.Kind == Text && l.Slots(l.Owner[i]) != nil:
			last = l.Owner[i]
		}
	}
}

// WordsOf reports whether words are a label, with or without its ordinal.
func (l *Labelled) WordsOf(label int, folded []rune) bool {
	own := l.Labels[label].Folded
	return len(folded) > 0 && (slices.Equal(own, folded) || slices.Equal(own[l.ordinal[label]:], folded))
}
