package recognize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/recognize/table"
)

// appendFlattened appends a stretch of text from a page that was flattened to one line as the lines that it probably had:
// where a bar stands, or white space that Chinese text does not have inside of a paragraph. What was one paragraph is put
// together again as wrapped lines are.
func appendFlattened(out []item, it *item, from, to int) []item {
	text := it.plain[from:to]
	begin := 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r != '|' && !chars.IsSpace(r) {
			i += size
			continue
		}
		gap, bar := i, false
		for i < len(text) {
			r, size := utf8.DecodeRuneInString(text[i:])
			if r != '|' && !chars.IsSpace(r) {
				break
			}
			bar = bar || r == '|'
			i += size
		}
		before, _ := utf8.DecodeLastRuneInString(text[:gap])
		behind, _ := utf8.DecodeRuneInString(text[i:])
		if bar || brokeHere(before, behind) || table.PageMark(text[begin:gap]) {
			out = appendPart(out, it, from+begin, from+gap)
			begin = i
		}
	}
	return appendPart(out, it, from+begin, to)
}

// brokeHere reports whether white space between two characters was the end of a line. Beside figures and Latin words
// typists put blanks.
func brokeHere(before, behind rune) bool {
	const marks = "。！？；：，、”》）"
	switch {
	case strings.ContainsRune(marks, before):
		return true
	case !unicode.Is(unicode.Han, before):
		return false
	}
	return unicode.Is(unicode.Han, behind) || strings.ContainsRune("（《“—", behind)
}
