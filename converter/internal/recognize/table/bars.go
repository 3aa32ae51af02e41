package table

import (
	"nianbao/converter/internal/document"
)

// What bars say in a text: which style of them it has, and what is left of spans.

// withoutSpans drops the empty cells behind the only cell of a line that has something in it: they are what is left of
// a span, as in a text with a cell a line.
func withoutSpans(tokens []document.Token) []document.Token {
	filled, last := 0, 0
	for i, t := range tokens {
		if t.Text != "" {
			if t.Before != document.Space && t.Before != document.Spaces {
				filled++
			}
			last = i
		}
	}
	if filled == 1 {
		return tokens[:last+1]
	}
	return tokens
}

// barsOfTheirOwn reports whether most cells stand on a line without bars and are followed by a line with one bar.
func barsOfTheirOwn(items []Item) bool {
	cells, closed := 0, 0
	open := false
	for i := range items {
		it := &items[i]
		if !it.Loose || len(it.Tokens) == 0 {
			continue
		}
		if onlyBars(it.Tokens) {
			if open && len(it.Tokens) == 2 {
				closed++
			}
			open = false
			continue
		}
		cells++
		open = it.Tokens[len(it.Tokens)-1].Before != document.Bar
	}
	return cells > 5 && 10*closed >= 8*cells
}

// rowsBeginWithBars reports whether a bar begins the lines that have bars, as in Markdown.
func rowsBeginWithBars(items []Item) bool {
	with, without := 0, 0
	for i := range items {
		tokens := items[i].Tokens
		if !items[i].Loose || len(tokens) < 3 || onlyBars(tokens) || Rule(items[i].Plain) || tokens[1].Before != document.Bar {
			continue
		}
		if tokens[0].Text == "" {
			with++
		} else {
			without++
		}
	}
	return with > 4*without
}

func onlyBars(tokens []document.Token) bool {
	for _, t := range tokens {
		if t.Text != "" || t.Before == document.Tab {
			return false
		}
	}
	return true
}

// Rule reports whether a line only draws: |---|:--:|, ----, ____.
func Rule(s string) bool {
	dashes := 0
	for _, r := range s {
		switch r {
		case '-', '=', '_':
			dashes++
		case '|', ':', '+', ' ', '\t':
		default:
			return false
		}
	}
	return dashes >= 3
}
