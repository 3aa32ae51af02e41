package table

import (
	"slices"
	"strings"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fold"
	"nianbao/converter/report"
)

// Cells that hold words: 网站名称, 首页网址, ○是 ●否. To a reading they are values like figures and marks, so that every way and every test
// works on them. What makes words an entry and no label is that they stand behind a label of the edition whose cell holds words, on
// its line, and are none themselves.

// entriesOf returns, for the labels of a form, which of their slots hold words; nil for a form without any.
func entriesOf(t *edition.Table, labels []edition.Label) [][]bool {
	var all [][]bool
	for i := range labels {
		for s, key := range labels[i].Slots {
			if !t.HoldsWords(key) {
				continue
			}
			if all == nil {
				all = make([][]bool, len(labels))
			}
			if all[i] == nil {
				all[i] = make([]bool, len(labels[i].Slots))
			}
			all[i][s] = true
		}
	}
	return all
}

// HoldsWords reports whether a slot of a label holds words.
func (f *Form) HoldsWords(label, slot int) bool {
	return f.entries != nil && f.entries[label] != nil && f.entries[label][slot]
}

// HasEntries reports whether one of a label's slots holds words.
func (f *Form) HasEntries(label int) bool { return f.entries != nil && f.entries[label] != nil }

// HasWords reports whether any cell of the table holds words.
func (f *Form) HasWords() bool { return f.entries != nil }

// withEntries returns the region with the entries as values; the region itself where there are none.
func (l *Labelled) withEntries() *Region {
	if l.entries == nil {
		return l.Region
	}
	var cells []Cell
	changed := false
	for i := 0; i < len(l.Cells); i++ {
		cells = append(cells, l.Cells[i])
		label := l.Owner[i]
		if label == None || l.entries[label] == nil || l.Cells[i].Kind != Text {
			continue
		}
		end := l.entryEnd(i)
		entries := l.Cells[i+1 : end]
		if len(entries) == 0 {
			continue
		}
		changed = true
		i = end - 1
		if len(l.entries[label]) == 1 && !l.Resolved {
			cells = append(cells, joined(entries))
			continue
		}
		for _, c := range entries {
			if c.Kind == Text {
				c.Kind, c.Folded, c.Value = Mark, nil, report.Text(c.Text)
			}
			cells = append(cells, c)
		}
	}
	if !changed {
		return l.Region
	}
	r := *l.Region
	r.Cells = cells
	r.rows()
	return &r
}

// entryEnd returns the cell behind the entries of the label in a cell: those on its line, or, in a text of a cell a line, the one on the next.
func (l *Labelled) entryEnd(at int) int {
	isLabel := func(i int) bool {
		c := &l.Cells[i]
		return c.Kind == Text && l.Owner[i] != None && l.WordsOf(l.Owner[i], c.Folded)
	}
	end := at + 1
	for end < len(l.Cells) && l.Cells[end].Row == l.Cells[at].Row && !isLabel(end) {
		end++
	}
	if end == at+1 && l.Lines && end < len(l.Cells) && !isLabel(end) && l.Cells[end].Kind != Blank && l.Cells[end].Empty == 0 && l.labelBehind(end) {
		end++
	}
	return end
}

// labelBehind reports whether a label stands behind a cell: what follows the last label of a text with a cell a line may be no cell any more.
func (l *Labelled) labelBehind(at int) bool {
	return slices.ContainsFunc(l.Owner[at+1:], func(label int) bool { return label != None })
}

// joined makes one entry of the words of a line.
func joined(cells []Cell) Cell {
	cells = slices.DeleteFunc(slices.Clone(cells), func(c Cell) bool { return c.Kind == Blank })
	if len(cells) == 0 {
		return Cell{Kind: Blank}
	}
	one := cells[0]
	for i := 1; i < len(cells); i++ {
		one.Text += " " + cells[i].Text
	}
	one.Text = chars.TrimSpace(one.Text)
	one.Kind, one.Folded, one.Value = Mark, nil, report.Text(one.Text)
	return one
}

// worded returns the labels, folded, in front of a cell that holds words.
func worded(editions []*edition.Edition, key string) map[string]bool {
	all := map[string]bool{}
	for _, e := range editions {
		t := e.Table(key)
		if t == nil {
			continue
		}
		labels := t.Sequence()
		for i, slots := range entriesOf(t, labels) {
			if slots != nil {
				all[string(labels[i].Folded)] = true
			}
		}
	}
	return all
}

// join puts the words of a cell together. In a table with cells that hold words the blanks between them stay.
func (r *reader) join(words []document.Token) string {
	if len(r.worded) == 0 {
		return joinWords(words)
	}
	var b strings.Builder
	for i, w := range words {
		if i > 0 && w.Before == document.Space {
			b.WriteByte(' ')
		}
		b.WriteString(w.Text)
	}
	return b.String()
}

// labelAhead returns how many of the words, parted by blanks, are a label whose cell holds words; 0 if the first are none.
func (r *reader) labelAhead(words []document.Token) int {
	if len(r.worded) == 0 {
		return 0
	}
	text := ""
	for n := 1; n <= len(words); n++ {
		if text += words[n-1].Text; r.worded[fold.Text(text)] && (n == len(words) || words[n].Before == document.Space) {
			return n
		}
	}
	return 0
}
