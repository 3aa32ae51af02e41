package read

import (
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/raised"
	"nianbao/converter/report"
)

// What a run's form does to figures: a raised 1 behind 46 is a note's mark and not a digit of 461, digits that differ in how
// they are seen do not make one number, and the number of a list is no part of the figure behind it.

// raisedBy reads w:vertAlign (17.3.2.42).
func raisedBy(val []byte) raised.Place {
	switch string(val) {
	case "superscript":
		return raised.Above
	case "subscript":
		return raised.Below
	}
	return raised.Line
}

// layer tells runs apart that are not seen as one: white ones, and those off the line (w:position, 17.3.2.24).
type layer struct {
	white    bool
	position int
}

// join makes the text behind start go on what stands before it, as far as its form lets it: digits above or below others
// become such characters, digits of another layer in a cell stand apart.
func (b *builder) join(start int, l look) {
	if start == len(b.text) {
		return
	}
	if b.at != l.raise || l.raise.Off() {
		if text := string(b.text[start:]); strings.ContainsAny(text, "0123456789") {
			b.text = append(b.text[:start], raised.Join(b.last(start), b.at, text, l.raise)...)
		}
	}
	if last := b.last(start); b.inCell && b.layer != l.layer && last < utf8.RuneSelf && isDigit(byte(last)) && isDigit(b.text[start]) {
		b.text = slices.Insert(b.text, start, ' ')
	}
	b.layer, b.at = l.layer, l.raise
}

// last returns the character before a place of the open run, 0 for none.
func (b *builder) last(at int) rune {
	if at > 0 {
		r, _ := utf8.DecodeLastRune(b.text[:at])
		return r
	}
	if n := len(b.runs); n > 0 {
		r, _ := utf8.DecodeLastRuneInString(b.runs[n-1].Text)
		return r
	}
	return 0
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// numbersFigure reports whether the automatic number of a paragraph in a cell stands before a figure or a mark, and not
// before words: 1. before 46 does not make 1.46 of it.
func numbersFigure(text string) bool {
	_, form := report.ParseCell(text)
	return form != report.Words && form != report.Empty
}
