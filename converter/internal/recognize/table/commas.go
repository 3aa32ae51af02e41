package table

import (
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
)

// Rows written with commas, as scripts join them: 规章,0,0,4. A comma may as well group thousands (1,234), so commas divide
// cells only where every line that ends in such a list has just as many figures as a row of the form has columns.

// commaRows returns the items with the tokens of such lines divided at the commas; the same items where they are none.
func commaRows(items []Item, labels []edition.Label) []Item {
	var columns []int
	for i := range labels {
		if n := len(labels[i].Slots); n > 1 && !slices.Contains(columns, n) {
			columns = append(columns, n)
		}
	}
	// One line of many figures, or two of a few, show that commas divide.
	const leastRows, many = 2, 10
	rows := 0
	for i := range items {
		it := &items[i]
		if it.Table != nil || !it.Loose || !strings.Contains(it.Plain, ",") {
			continue
		}
		switch n := listed(it.Plain); {
		case n < 2:
		case slices.Contains(columns, n) && !strings.ContainsAny(it.Plain, "\t|"):
			if rows++; n >= many {
				rows += leastRows
			}
		default:
			return items
		}
	}
	if rows < leastRows {
		return items
	}
	out := slices.Clone(items)
	for i := range out {
		if it := &out[i]; it.Table == nil && it.Loose && strings.Contains(it.Plain, ",") {
			it.Tokens = atCommas(it.Tokens)
		}
	}
	return out
}

// listed returns how many figures, marks and empty fields stand at the end of a line, divided by commas.
func listed(line string) int {
	fields := strings.Split(line, ",")
	n, some := 0, false
	for i := len(fields) - 1; i > 0; i-- {
		k, _ := classify(fields[i])
		if k == Text {
			break
		}
		some = some || k == Figure
		n++
	}
	if !some {
		return 0
	}
	return n
}

// atCommas divides tokens at their commas.
func atCommas(tokens []document.Token) []document.Token {
	var out []document.Token
	for _, t := range tokens {
		column := t.Column
		for i, field := range strings.Split(t.Text, ",") {
			part := document.Token{Text: field, Before: t.Before, Column: column}
			if i > 0 {
				part.Before = document.Tab
			}
			out = append(out, part)
			column += utf8.RuneCountInString(field) + 1
		}
	}
	return out
}
