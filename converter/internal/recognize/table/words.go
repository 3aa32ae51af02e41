package table

import (
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/fold"
)

// Words of a line put together into cells.

// addWords adds the cells of tokens: tabs and bars divide cells; inside a cell, words are put together into labels and
// figures are cells of their own.
func (r *reader) addWords(tokens []document.Token, it *Item, row, at int) {
	for i := 0; i < len(tokens); {
		end := i + 1
		for end < len(tokens) && (tokens[end].Before == document.Space || tokens[end].Before == document.Spaces) {
			end++
		}
		before := len(r.Cells)
		r.addCell(tokens[i:end], it, row, at)
		divide(r.Cells[before:], tokens[i:end])
		i = end
	}
}

// divide notes what stands before each of the cells that words were put together into.
func divide(cells []Cell, words []document.Token) {
	for i := range cells {
		for len(words) > 0 && words[0].Column < cells[i].Column {
			words = words[1:]
		}
		if len(words) > 0 && words[0].Column == cells[i].Column {
			cells[i].Before = words[0].Before
		}
	}
}

func (r *reader) addCell(words []document.Token, it *Item, row, at int) {
	if it.Width > LongLine || it.Cut || r.Glued {
		for _, w := range words {
			if gluedLabels(w.Text, r.Labels) {
				r.Glued = true
				break
			}
		}
		if r.Glued {
			r.addGlued(words, it, row, at)
			return
		}
	}
	if len(words) == 1 {
		if label, figure := r.figureBehind(words[0].Text); figure != "" {
			r.add(label, it.Line, words[0].Column, row, at)
			r.add(figure, it.Line, words[0].Column+utf8.RuneCountInString(label), row, at)
			return
		}
		if c := r.add(words[0].Text, it.Line, words[0].Column, row, at); pointAlone(words[0].Text) {
			c.Kind = Broken
		}
		return
	}
	kinds := make([]Kind, len(words))
	values := 0
	for i, w := range words {
		kinds[i], _ = classify(w.Text)
		if i > 0 && kinds[i-1] == Figure && pointAlone(w.Text) {
			kinds[i] = Broken // a point or comma that stands between the pieces of a figure
		}
		if i > 0 && kinds[i] == Figure && w.Before == document.Space && endsInPoint(words[i-1].Text) {
			kinds[i-1] = Broken
		}
		if kinds[i] != Text {
			values++
		}
	}
	if values > 0 && values < len(words) && kinds[0] == Figure {
		// 22 （其中修订 16 件）: a figure and its remark.
		if joined := joinWords(words); len(joined) < 200 {
			if k, _ := classify(joined); k == Figure {
				r.add(joined, it.Line, words[0].Column, row, at)
				return
			}
		}
	}
	for i := 0; i < len(words); {
		end := i + 1
		if n := r.labelAhead(words[i:]); n > 0 && kinds[i] == Text {
			r.add(joinWords(words[i:i+n]), it.Line, words[i].Column, row, at)
			i += n
			continue
		}
		if n := r.labelsListed(words[i:]); n > 0 {
			for _, w := range words[i : i+n] {
				r.add(w.Text, it.Line, w.Column, row, at)
			}
			i += n
			continue
		}
		if i+1 < len(words) && kinds[i+1] == Text && words[i+1].Before == document.Space &&
			(ordinalApart(words[i].Text, words[i+1].Text, i == 0) || inSentence(words[i+1].Text)) {
			kinds[i] = Text
		}
		if kinds[i] == Text {
			for end < len(words) && words[end].Before == document.Space && r.labelsListed(words[end:]) == 0 && r.labelAhead(words[end:]) == 0 &&
				(kinds[end] == Text || end+1 < len(words) && words[end+1].Before == document.Space && inSentence(words[end+1].Text)) {
				end++
			}
		}
		joined := r.join(words[i:end])
		if kinds[i] == Text {
			if label, figure := r.figureBehind(joined); figure != "" {
				r.add(label, it.Line, words[i].Column, row, at)
				joined = figure
			}
		}
		if c := r.add(joined, it.Line, words[i].Column, row, at); kinds[i] == Broken {
			c.Kind = Broken
		}
		i = end
	}
}

// leastListed is how many labels must stand one behind the other, divided by blanks, to be cells and not the words of one.
const leastListed = 3

// labelsListed returns how many words from the first on are a label each, if they are enough to be cells; else 0.
func (r *reader) labelsListed(words []document.Token) int {
	n := 0
	for n < len(words) && r.knows(words[n].Text) {
		n++
	}
	if n < leastListed {
		return 0
	}
	return n
}

// pointAlone reports whether a word is the point or comma of a figure that was torn.
func pointAlone(word string) bool { return word != "" && strings.Trim(word, ".,，．") == "" }

// endsInPoint reports whether a word is digits and a point: before more digits it is no ordinal.
func endsInPoint(word string) bool {
	front := strings.TrimRight(word, ".．")
	return front != word && front != "" && allDigits(front)
}

// addGlued adds words that are cells glued together.
func (r *reader) addGlued(words []document.Token, it *Item, row, at int) {
	for i := 0; i < len(words); i++ {
		s, column := words[i].Text, words[i].Column
		for i+1 < len(words) && endsInDigits(s) && (inSentence(words[i+1].Text) || allDigits(s) && ordinalApart(s, words[i+1].Text, false)) {
			i++
			s += words[i].Text
		}
		for _, part := range splitGlued(s) {
			if part == "、" {
				continue // it divides two figures
			}
			c := r.add(part, it.Line, column, row, at)
			if c.Kind == Mark && part != s {
				c.Kind = Broken // between glued cells it may as well divide them
			}
			// Words that begin with a unit go on with a sentence: 8件，办理行政许可.
			if n := len(r.Cells); n > 1 && r.Cells[n-1].Kind == Text && r.Cells[n-2].Kind != Text && r.Cells[n-2].Row == row && inSentence(part) {
				r.Cells[n-1].Prose = true
			}
		}
	}
}

func endsInDigits(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }

// leastBehind is how many characters a label must have to be known at the end of other words: 其他, 总计 and 规章 end many
// words that are no label.
const leastBehind = 4

// gluedMarks are the characters of marks for no figure that no official label ends in.
const gluedMarks = "/／-－—"

// figureBehind parts a label from the figure that is glued to its end: 2.重复申请0. No official label ends in a digit. Digits
// in a bracket that the line leaves open are a note's: 行政处罚（1, and 7年） on the next line. A mark for no figure is glued as a
// figure is: 2.重复申请/.
func (r *reader) figureBehind(s string) (label, figure string) {
	label = strings.TrimRight(s, "0123456789")
	if label == s {
		if label = strings.TrimRight(s, gluedMarks); label != s {
			if kind, _ := classify(s[len(label):]); kind != Mark {
				label = s
			}
		}
	}
	if label == s || label == "" || strings.ContainsAny(label, "（(") && leavesOpen(label) {
		return s, ""
	}
	folded := fold.AppendRunes(nil, label)
	for i := range r.Labels {
		l := r.Labels[i].Folded
		if behind := len(folded) - len(l); len(l) > 0 && behind >= 0 && (behind == 0 || len(l) >= leastBehind) && slices.Equal(folded[behind:], l) {
			return label, s[len(label):]
		}
	}
	return s, ""
}

// leavesOpen reports whether a bracket is opened that is not closed.
func leavesOpen(s string) bool {
	return strings.Count(s, "（")+strings.Count(s, "(") > strings.Count(s, "）")+strings.Count(s, ")")
}

// inSentence reports whether words that follow a number make it a part of a sentence: 2021 年, 63 条.
func inSentence(next string) bool {
	first, _ := utf8.DecodeRuneInString(next)
	return strings.ContainsRune("年月日号条件个次人家项份期场户名篇页，。、；", first)
}

// ordinalApart reports whether a number is the ordinal of the words behind it, parted from them by a space that PDF
// text layers put between half and full width: 8 .属于行政查询事项.
func ordinalApart(number, words string, begins bool) bool {
	if len(number) > 2 || !allDigits(number) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(words)
	return strings.ContainsRune(".．、", first) || begins && first >= 0x4e00 && first <= 0x9fff
}

func joinWords(words []document.Token) string {
	if len(words) == 1 {
		return words[0].Text
	}
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w.Text)
	}
	return b.String()
}
