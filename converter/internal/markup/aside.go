package markup

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"nianbao/converter/internal/document"
	"nianbao/converter/report"
)

// What stands in a text and is in none of its blocks: numbers that a printer put before lines and rows, fences and the
// settings of tables. A line inside of a table that is neither, and that no cell holds, is said to be left out.

// setAside notes a piece of a line that belongs to the markup.
func (r *reader) setAside(line, column int, text string) {
	if strings.ContainsFunc(text, sayable) {
		r.asides = append(r.asides, document.Aside{Text: text, Place: document.Place{Line: line, Column: column}, Part: report.OfMarkup})
	}
}

func sayable(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// dropped notes what rows lost: fields that are not kept, and the ends of texts.
func (r *reader) dropped(was, kept []row) {
	// Both stand in reading order, but for rows of which a reader made others.
	inOrder := func(a, b field) int { return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.column, b.column)) }
	n := 0
	for _, fields := range kept {
		n += len(fields)
	}
	texts := make([]field, 0, n)
	for _, fields := range kept {
		texts = append(texts, fields...)
	}
	if !slices.IsSortedFunc(texts, inOrder) {
		slices.SortStableFunc(texts, inOrder)
	}
	at := 0
	for _, fields := range was {
		for _, f := range fields {
			if at > 0 && inOrder(texts[at-1], f) >= 0 {
				at, _ = slices.BinarySearchFunc(texts, f, inOrder)
			}
			text := ""
			for ; at < len(texts) && inOrder(texts[at], f) <= 0; at++ {
				if inOrder(texts[at], f) == 0 {
					text = texts[at].text
				}
			}
			if rest, ok := strings.CutPrefix(f.text, text); ok {
				r.setAside(f.line, f.column, rest)
			}
		}
	}
}

// uncovered notes the lines of tables that no cell holds.
func (r *reader) uncovered(blocks []document.Block) {
	if !slices.ContainsFunc(blocks, isTable) {
		return
	}
	held := map[int]bool{} // lines of loose text, and those on which a cell begins
	tables := map[int]*document.Table{}
	for _, b := range blocks {
		switch b := b.(type) {
		case *document.Loose:
			for i := range b.Lines {
				held[b.Lines[i].Number] = true
			}
		case *document.Paragraph:
			held[b.Place.Line] = true
		case *document.Table:
			for i := range b.Cells {
				held[b.Cells[i].Place.Line] = true
				tables[b.Cells[i].Place.Line] = b
			}
		}
	}
	begins := slices.Sorted(maps.Keys(tables))
	said := map[*document.Table]string{}
	for i := range r.lines {
		l := &r.lines[i]
		if held[l.Number] || !strings.ContainsFunc(l.Text, sayable) {
			continue
		}
		at, _ := slices.BinarySearch(begins, l.Number)
		for _, k := range []int{at - 1, at} {
			if k >= 0 && k < len(begins) && says(tables[begins[k]], l.Text, said) {
				held[l.Number] = true // the further lines of a cell
			}
		}
		if held[l.Number] {
			continue
		}
		a := document.Aside{Text: strings.TrimSpace(l.Text), Place: document.Place{Line: l.Number, Column: 1}, Part: report.OfMarkup}
		if strings.ContainsFunc(l.Text, han) || !strings.ContainsFunc(l.Text, unicode.IsLetter) {
			a.Part = report.LeftOut
		}
		r.asides = append(r.asides, a)
	}
}

func isTable(b document.Block) bool {
	_, ok := b.(*document.Table)
	return ok
}

// says reports whether a table says the words and figures of a line.
func says(t *document.Table, line string, said map[*document.Table]string) bool {
	all, ok := said[t]
	if !ok {
		var b strings.Builder
		for i := range t.Cells {
			b.WriteString(strings.Map(onlySayable, t.Cells[i].Text()))
			b.WriteByte('|')
		}
		all = b.String()
		said[t] = all
	}
	words := strings.FieldsFunc(line, func(r rune) bool { return !han(r) && !unicode.IsNumber(r) })
	return len(words) > 0 && !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(all, word) })
}

func onlySayable(r rune) rune {
	if sayable(r) {
		return r
	}
	return -1
}

func han(r rune) bool { return unicode.Is(unicode.Han, r) }

// appendLost appends what a line said and says no more when it is read as markup: addresses of links, names, settings.
func appendLost(asides []document.Aside, line int, was, is string) []document.Aside {
	left := strings.Map(onlySayable, is)
	var lost []string
	for _, word := range strings.FieldsFunc(was, func(r rune) bool { return !han(r) && !unicode.IsNumber(r) }) {
		if i := strings.Index(left, word); i >= 0 {
			left = left[i+len(word):]
		} else {
			lost = append(lost, word)
		}
	}
	if len(lost) == 0 {
		return asides
	}
	return append(asides, document.Aside{Text: strings.Join(lost, " "), Place: document.Place{Line: line, Column: 1}, Part: report.OfMarkup})
}
