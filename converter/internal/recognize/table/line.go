package table

import (
	"strings"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
)

// addLine adds a line whose cells are divided by tabs, bars or white space.
func (r *reader) addLine(it *Item, at int) {
	tokens := it.Tokens
	if len(tokens) == 0 || r.skip(it) {
		return
	}
	barred, delimited := false, false
	for _, t := range tokens {
		barred = barred || t.Before == document.Bar
		delimited = delimited || t.Before == document.Bar || t.Before == document.Tab
		r.Spaced = r.Spaced || t.Before == document.Spaces
	}
	if !delimited {
		tokens = withoutPageMark(tokens)
	}
	if barred && onlyBars(tokens) {
		switch {
		case r.ownBars && len(tokens) == 2:
			// It ends the cell above; where that has its bar already, the cell is an empty one.
			if r.closed {
				r.add("", it.Line, tokens[0].Column, r.nextRow(), at)
			}
			r.closed = true
		case it.Indent && len(tokens) == 2:
			r.add("", it.Line, tokens[0].Column, r.nextRow(), at) // "0  |" with nothing before the bar
		}
		// Other bars are what is left of spans: they say nothing of places.
		return
	}
	r.closed = false
	ended := false
	if barred {
		if n := len(tokens); tokens[n-1].Text == "" && tokens[n-1].Before == document.Bar {
			tokens = tokens[:n-1] // the bar ends its cell
			ended = true
		}
		if len(tokens) > 1 && tokens[0].Text == "" && tokens[0].Before == document.LineStart && (r.leadingBars || tokens[1].Text != "") {
			tokens = tokens[1:] // the bar begins the row
		}
		tokens = withoutSpans(tokens)
	}
	before := len(r.Cells)
	r.addWords(tokens, it, r.nextRow(), at)
	if !delimited {
		r.measure(it, r.Cells[before:])
	}
	if !ended {
		r.breakOff(it)
	}
}

// measure notes where the cells of a line stand on a page on which a Han character takes two columns.
func (r *reader) measure(it *Item, cells []Cell) {
	if len(cells) == 0 {
		return
	}
	rune1, column := it.Tokens[0].Column, it.Tokens[0].Column
	at := 0
	for _, c := range it.Plain {
		for at < len(cells) && cells[at].Column <= rune1 {
			cells[at].At = column
			cells[at].End = column + widthOf(cells[at].Text)
			at++
		}
		if at == len(cells) {
			return
		}
		rune1++
		column += widthOfRune(c)
	}
}

// breakOff marks the last cell where the text ends in it, without a line break.
func (r *reader) breakOff(it *Item) {
	if it.Last && len(r.Cells) > 0 {
		r.Cells[len(r.Cells)-1].Open = true
	}
}

// skip reports whether a line is no part of a table: a drawn rule or a page number.
func (r *reader) skip(it *Item) bool {
	if PageMark(it.Plain) {
		r.pages++
		r.empty, r.turned = 0, true
		return true
	}
	return Rule(it.Plain)
}

// PageMark reports whether a line is nothing but a page number as extractors leave it: -3-, — 4 —, 第 3 页, P. 9.
func PageMark(s string) bool {
	if len(s) > 40 {
		return false
	}
	if !strings.ContainsRune("-—–─Pp第", firstFolded(s)) {
		return false
	}
	s = chars.FoldFigure(s)
	inner := strings.TrimPrefix(strings.Trim(s, "-—–─·."), "PAGE") // a field of Word that was left spelt out
	if inner != s && len(inner) > 0 && len(inner) <= 4 && allDigits(inner) && strings.IndexAny(s, "-—–─") == 0 &&
		strings.TrimRight(s, "-—–─·.") != s {
		return true
	}
	for _, p := range []string{"P.", "p.", "Page", "page", "PAGE"} {
		if rest, ok := strings.CutPrefix(s, p); ok && rest != "" && allDigits(strings.Map(func(r rune) rune {
			if strings.ContainsRune("of/-", r) {
				return -1
			}
			return r
		}, rest)) {
			return true
		}
	}
	if rest, ok := strings.CutPrefix(s, "第"); ok {
		if n, tail, ok := strings.Cut(rest, "页"); ok && allDigits(n) && n != "" {
			tail = strings.Trim(tail, ",/共()")
			return tail == "" || allDigits(strings.TrimSuffix(tail, "页"))
		}
	}
	return false
}

// withoutPageMark drops a page number that stands at the end of a row's line (— 3 —): a page that was joined to the next
// without a line break leaves it there.
func withoutPageMark(tokens []document.Token) []document.Token {
	const leastBefore = 3 // words or figures of the row itself
	if n := len(tokens) - 3; n >= leastBefore {
		if pageOf(tokens[n:]) {
			return tokens[:n]
		}
		if s := tokens[n].Text; s == tokens[n+2].Text && strings.Trim(s, "-—–─") == "" && allDigits(tokens[n+1].Text) && len(tokens[n+1].Text) <= 4 {
			return tokens[:n]
		}
	}
	return tokens
}

// pageOf reports whether three words are the number of a page and how many there are, 3 / 9, set apart from what stands before.
func pageOf(words []document.Token) bool {
	page, all := words[0].Text, words[2].Text
	return words[1].Text == "/" && words[0].Before == document.Spaces && words[1].Before == document.Space && words[2].Before == document.Space &&
		allDigits(page) && allDigits(all) && (len(page) < len(all) || len(page) == len(all) && page <= all)
}
