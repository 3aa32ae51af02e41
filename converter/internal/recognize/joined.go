package recognize

import (
	"strings"
	"unicode/utf8"

	"nianbao/converter/report"
)

// joined is a paragraph that is put together from lines. What is asked of the whole is counted line by line: a paragraph
// may have as many lines as the input, and going over it again for each would cost their square.
type joined struct {
	text  []byte // in the notation of report.Paragraph
	begin string // the first characters, without the notation
	last  string // the last line, likewise
	bolds int    // the marks of bold text
	// How many are open at the end: titles 《, notes （, brackets of any kind.
	title, note, bracket int
}

func (j *joined) String() string { return string(j.text) }

// mostBegin is the bytes of a paragraph that may be a heading, with the marks of bold text among them.
const mostBegin = 800

// longestOpening is the bytes in which the words that open a sentence end.
const longestOpening = 100

// glue adds a line; a space is needed only between Latin words.
func (j *joined) glue(line string) {
	j.last = report.Plain(line)
	if len(j.begin) < longestOpening {
		j.begin += j.last
	}
	for _, r := range j.last {
		switch {
		case r == '《':
			j.title++
		case r == '》':
			j.title--
		case r == '（':
			j.note++
		case r == '）':
			j.note--
		}
		switch readRune(r) {
		case '（':
			j.bracket++
		case '）':
			j.bracket--
		}
	}
	first, _ := utf8.DecodeRuneInString(line)
	switch end, _ := utf8.DecodeLastRune(j.text); {
	case latin(end) && latin(first):
		j.text = append(j.text, ' ')
	case j.bolds%2 == 0 && strings.HasSuffix(string(j.text[max(0, len(j.text)-2):]), "**") && strings.HasPrefix(line, "**"):
		// one bold stretch, cut by a page break
		j.text, line = j.text[:len(j.text)-2], line[2:]
		j.bolds--
	}
	j.text = append(j.text, line...)
	j.bolds += strings.Count(line, "**")
}
