package recognize

import (
	"strings"
	"unicode/utf8"

	"nianbao/converter/report"
)

// The ends of a page flattened to one line: the title in front of the text, signature and day behind it. They are words
// between white space or bars; one of them may be several where an extractor parts digits from characters.

// word is a stretch of a line without white space and bars: bytes [from, to).
type word struct{ from, to int }

// wordsOf returns the first words of a text, or the last, at most so many.
func wordsOf(text string, most int, last bool) []word {
	var words []word
	apart := func(r rune) bool { return r == '|' || report.IsSpace(r) }
	for at := 0; at < len(text) && (last || len(words) < most); {
		from := strings.IndexFunc(text[at:], func(r rune) bool { return !apart(r) })
		if from < 0 {
			break
		}
		from += at
		to := len(text)
		if n := strings.IndexFunc(text[from:], apart); n >= 0 {
			to = from + n
		}
		words = append(words, word{from, to})
		at = to
	}
	return words[max(0, len(words)-most):]
}

// splitTitle cuts the title off the beginning of a page. What stands in front of it belongs to the page: the title begins
// as late as it still names an organ in full.
func (w namer) splitTitle(it item) []item {
	const most = 12 // words of the page's own frame and of the title
	words := wordsOf(it.plain, most, false)
	for end := range words {
		first := none
		for begin := end; begin >= max(0, end-mostDayPieces); begin-- {
			title, ok := w.titleOfWords(it.plain, words[begin:end+1])
			if !ok {
				break
			}
			organ, year := w.titleParts(title)
			if year == 0 || !w.isTitle(title) {
				continue
			}
			if first = begin; w.completeName(organ) {
				break
			}
		}
		if first != none {
			from, to := words[first].from, words[end].to
			return appendPart(appendPart(appendPart(nil, it, 0, from), it, from, to), it, to, len(it.plain))
		}
	}
	return []item{it}
}

// titleOfWords joins words; it is not ok where they cannot be a title together.
func (w namer) titleOfWords(text string, words []word) (title string, ok bool) {
	for _, word := range words {
		title += text[word.from:word.to]
	}
	return title, utf8.RuneCountInString(title) <= longestTitleLine && !strings.ContainsAny(title, "。；，")
}

// splitEnding cuts the organ that signs, and the day, off the end of a page.
func (w namer) splitEnding(it item) []item {
	const most = 16 // words of the ending, and of a page's number behind it
	words := wordsOf(it.plain, most, true)
	for i := 1; i < len(words); i++ {
		name := it.plain[words[i-1].from:words[i-1].to]
		if utf8.RuneCountInString(name) > longestSignature || !w.organLike(name) || strings.ContainsAny(name, "，。；：,;:") {
			continue
		}
		joined, day := "", 0 // where the day ends
		for _, end := range words[i:min(len(words), i+mostDayPieces)] {
			if joined += it.plain[end.from:end.to]; w.Text.Date.MatchString(read(joined).text) {
				day = end.to
			}
		}
		if day > 0 {
			parts := appendPart(appendPart(nil, it, 0, words[i-1].from), it, words[i-1].from, words[i-1].to)
			return appendPart(appendPart(parts, it, words[i].from, day), it, day, len(it.plain))
		}
	}
	return []item{it}
}
