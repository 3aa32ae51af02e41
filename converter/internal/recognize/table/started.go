package table

import "nianbao/converter/internal/document"

// Texts in which a tab begins each cell, as a text copied out of an old .doc has it: a cell may go on over lines without
// a tab, and an empty line and a tab begin a row.

// tabsBegin reports whether nearly all lines with tabs have just one, at their beginning.
func tabsBegin(items []Item) bool {
	starts, lines := 0, 0
	for i := range items {
		if !items[i].Loose || len(items[i].Tokens) == 0 {
			continue
		}
		tabs := 0
		for _, t := range items[i].Tokens[1:] {
			if t.Before == document.Tab {
				tabs++
			}
		}
		if tabs > 0 {
			lines++
			if tabs == 1 && items[i].Tokens[0].Text == "" {
				starts++
			}
		}
	}
	return starts > 3 && 10*starts >= 9*lines
}

func (r *reader) addStarted(it *Item, at int, gap bool) {
	tokens := it.Tokens
	if len(tokens) == 0 || r.skip(it) {
		return
	}
	row := r.nextRow()
	if n := len(r.Cells); n > 0 && tokens[0].Text == "" {
		if !gap {
			row--
		}
	} else if n > 0 && (r.Cells[n-1].Kind == Blank || r.Cells[n-1].Kind == Text) {
		// No tab: the cell above goes on, if it is a label or still empty.
		if joined, rest := leadingWords(tokens); len(rest) == 0 && joined != "" {
			c := r.Cells[n-1]
			r.Cells = r.Cells[:n-1]
			if c.Kind == Blank {
				c.Line, c.Column = it.Line, tokens[0].Column
			}
			r.add(c.Text+joined, c.Line, c.Column, c.Row, c.Item)
			return
		}
	}
	if tokens[0].Text == "" {
		tokens = tokens[1:]
	}
	r.addWords(tokens, it, row, at)
	r.breakOff(it)
}

// leadingWords joins tokens that are divided by white space alone; rest is what follows the first tab or bar.
func leadingWords(tokens []document.Token) (joined string, rest []document.Token) {
	for i, t := range tokens {
		if i > 0 && (t.Before == document.Tab || t.Before == document.Bar) {
			return joined, tokens[i:]
		}
		joined += t.Text
	}
	return joined, nil
}
