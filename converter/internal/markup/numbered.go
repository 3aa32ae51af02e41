package markup

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/document"
)

// leastNumbered is how many lines must bear their numbers before they are taken for that.
const leastNumbered = 10

// unnumbered takes the numbers off lines that all begin with theirs, as cat -n and viewers of code print them: 17 before 行政
// 强制 would be its figure. A column that counts up by one from line to line over the whole text is none of its figures.
func unnumbered(lines []document.Line) []document.Line {
	var ends []int // byte behind the number
	first, numbered := 0, 0
	for i := range lines {
		if emptyLine(lines[i].Text) {
			continue
		}
		n, end := lineNumber(lines[i].Text)
		if end == 0 || numbered > 0 && n-lines[i].Number != first {
			return lines
		}
		if ends == nil {
			ends = make([]int, len(lines))
		}
		first = n - lines[i].Number
		ends[i] = end
		numbered++
	}
	if numbered < leastNumbered {
		return lines
	}
	out := make([]document.Line, len(lines))
	for i := range lines {
		out[i] = lines[i]
		if text := lines[i].Text; ends[i] > 0 {
			out[i] = retold(&lines[i], text[ends[i]:], utf8.RuneCountInString(text[:ends[i]]))
		}
	}
	return out
}

// lineNumber returns the number that a line begins with, and where the text behind it and one separator begins; 0 if there is
// none.
func lineNumber(line string) (n, end int) {
	rest := strings.TrimLeft(line, " ")
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	n, err := strconv.Atoi(rest[:digits])
	if err != nil {
		return 0, 0
	}
	end = len(line) - len(rest) + digits
	if end < len(line) && strings.IndexByte("\t :|", line[end]) < 0 {
		return 0, 0
	}
	return n, min(end+1, len(line))
}
