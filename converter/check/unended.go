package check

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// unendedParagraph tells once of a paragraph that stops without the mark of a sentence's end: with a comma, or, where it has sentences
// before, with a character. A heading has none, nor has a line of a list before the next one; and where the text came from a page
// a paragraph may have been cut.
func (r *run) unendedParagraph(j *job) {
	if j.book.edition != r.own || r.lossy() {
		return
	}
	for _, p := range r.passages(j.rule.Sections) {
		if !r.meter.Step(1 + len(p.text)/64) {
			return
		}
		end := unendedBy(p.text, j.rule.Minimum)
		if end == "" {
			continue
		}
		r.report(j, r.newFinding(j, p.place(), r.sectionName(p.section), same("value", clean(end))).quote(p, end))
		return
	}
	r.outcome(j, "", Pass, "")
}

// unendedBy returns the last words of a text that has no end, "" where it has one. A text shorter than so many characters may be a
// heading, unless a comma ends it.
func unendedBy(text string, least int) string {
	last, _ := utf8.DecodeLastRuneInString(text)
	comma := strings.ContainsRune("，、,", last)
	if !comma && (!unicode.Is(unicode.Han, last) || utf8.RuneCountInString(text) < least || !strings.ContainsAny(text, "，。")) {
		return ""
	}
	characters := []rune(text)
	return string(characters[max(0, len(characters)-wordsAtEnd):])
}

const wordsAtEnd = 6 // characters that show where a paragraph stops
