package pageread

import (
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/document"
)

// stretch is lines that are paragraphs, or whose words stand in columns.
type stretch struct {
	columns bool
	lines   []placed
}

// Lines are taken for rows of a table without rules where so many have so many wide spaces each.
const (
	columnGaps  = 2
	columnLines = 3
)

// stretches parts lines at those whose words stand in columns. Between the first and the last row of such a table, and so many
// lines around as its headers take, all lines belong to it.
func stretches(lines []placed) []stretch {
	const reach = 6 // lines between rows that still belong together
	var out []stretch
	for from := 0; from < len(lines); {
		first, last, rows := -1, -1, 0
		for i := from; i < len(lines); i++ {
			if len(lines[i].gaps) < columnGaps {
				if last >= 0 && i-last > reach {
					break
				}
				continue
			}
			if first < 0 {
				first = i
			}
			last = i
			rows++
		}
		switch {
		case first < 0:
			return append(out, stretch{false, lines[from:]})
		case rows < columnLines:
			out = append(out, stretch{false, lines[from : last+1]})
		default:
			if first > from {
				out = append(out, stretch{false, lines[from:first]})
			}
			out = append(out, stretch{true, lines[first : last+1]})
		}
		from = last + 1
	}
	return out
}

// loose gives lines as a text that keeps their columns: each word stands as many characters from the left as it does on the page.
func loose(lines []placed) *document.Loose {
	left, size := lines[0].x0, lines[0].size
	for i := range lines {
		left, size = min(left, lines[i].x0), min(size, lines[i].size)
	}
	out := &document.Loose{}
	for i := range lines {
		text := lines[i].spread(left, size)
		out.Lines = append(out.Lines, document.Line{Number: i + 1, Text: text, Tokens: document.Tokenize(text, mostTokens)})
	}
	return out
}

// mostTokens is how many words of a line are told apart.
const mostTokens = 1000

// spread is the text of a line with its words as far apart as they are. A digit is half as wide as it is high.
func (l *placed) spread(left, size float64) string {
	var text strings.Builder
	at := 0 // columns of half a size so far
	pad := func(x float64, least int) {
		n := min(max(int((x-left)/(size/2))-at, least), 400)
		text.WriteString(strings.Repeat(" ", n))
		at += n
	}
	write := func(words string) {
		words = strings.Trim(words, " \u3000")
		text.WriteString(words)
		for _, r := range words {
			if at++; utf8.RuneLen(r) > 2 {
				at++
			}
		}
	}
	pad(l.x0, 0)
	from := 0
	for _, g := range l.gaps {
		write(l.words[from:g.at])
		pad(g.x, 2)
		from = g.at
	}
	write(l.words[from:])
	if l.doubtful {
		text.WriteRune(unknown)
	}
	return text.String()
}
