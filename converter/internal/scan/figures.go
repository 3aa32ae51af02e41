package scan

import (
	"image"
	"strings"
	"unicode"
)

// readFigures reads the strips a second time that may be figures, by the way of the program that is best at them, and takes what it
// says where that is a figure.
func (p *picture) readFigures(bare *image.Gray, strips []strip, texts [][]Word, scale float64) error {
	var chosen []strip
	var at []int
	for i := range strips {
		if mayBeFigure(textOf(texts[i])) {
			chosen, at = append(chosen, strips[i]), append(at, i)
		}
	}
	if len(chosen) == 0 {
		return nil
	}
	again, err := p.readStrips(bare, chosen, scale, true)
	if err != nil {
		return err
	}
	for i, words := range again {
		if text := textOf(words); isFigure(text) {
			texts[at[i]] = words
			p.Figures++
		}
	}
	return nil
}

func textOf(words []Word) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(strings.TrimSpace(w.Text))
	}
	return b.String()
}

// mayBeFigure reports whether a line of a cell may be a figure, however badly it was read: it has one Chinese character at most.
func mayBeFigure(text string) bool {
	n := 0
	for _, r := range text {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n <= 1
}

// isFigure reports whether a text is a figure.
func isFigure(text string) bool {
	return text != "" && strings.Trim(text, "0123456789.,") == "" && strings.ContainsAny(text, "0123456789")
}
